"""Up to fifty people of a mailing: one row, and one job that tells them."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ValidationError

from playbook.fields import Kept, Kind, Who
from playbook.records import lists
from playbook.records.record import PlanRow
from playbook.records.vocabulary import PostState, Purpose, SheetState
from playbook.records.wave import Days


class Addressee(BaseModel, frozen=True, extra="ignore"):
    """One person on a sheet, and what became of their message."""

    person: Who
    state: PostState = PostState.CLAIMED
    conversation: str = ""
    message: str = ""
    detail: str = ""
    got_it: bool = False
    days: Days | None = None
    """The days that their message told, so that they are corrected where those moved since."""


class Sheet(PlanRow, frozen=True):
    """Fifty people cost two writes instead of two hundred (docs/platform.md#throttling)."""

    KEPT_IN = lists.MAILINGS
    CALLED = "Mailing"

    about: Annotated[str, Kept("Row", "The row it is about, such as a wave.")]
    purpose: Annotated[Purpose, Kept("Purpose", "Why its people are written to.", Kind.CHOICE)] = (
        Purpose.ANNOUNCEMENT
    )
    state: Annotated[
        SheetState, Kept("State", "Whether everybody on it was told.", Kind.CHOICE)
    ] = SheetState.CLAIMED
    due: Annotated[datetime, Kept("Not before", "Its people's working hours.", Kind.MOMENT)]
    people: Annotated[
        str, Kept("People", "One line a person, as JSON.", Kind.LINES, limit=60_000)
    ] = ""
    shows: Annotated[str, Kept("Shows", "A hash of what its messages show now.")] = ""
    told: Annotated[int, Kept("Told", "How many were told.", Kind.NUMBER)] = 0
    in_doubt: Annotated[
        int,
        Kept("May not have arrived", "How many messages may or may not have arrived.", Kind.NUMBER),
    ] = 0
    refused: Annotated[
        int, Kept("Could not be told", "How many could not be told.", Kind.NUMBER)
    ] = 0
    acknowledged: Annotated[
        int, Kept("Said “Got it”", "How many pressed “Got it”.", Kind.NUMBER)
    ] = 0

    @property
    def addressees(self) -> tuple[Addressee, ...]:
        """The people, in order. A line that somebody broke by hand is passed over."""
        return tuple(one for line in self.people.split("\n") if (one := _read(line)))

    def with_people(self, addressees: tuple[Addressee, ...]) -> "Sheet":
        """The sheet with these people on it, counted."""
        states = [one.state for one in addressees]
        return self.model_copy(
            update={
                "people": "\n".join(
                    one.model_dump_json(exclude_defaults=True) for one in addressees
                ),
                "told": states.count(PostState.SENT),
                "in_doubt": states.count(PostState.UNKNOWN),
                "refused": states.count(PostState.REFUSED),
                "acknowledged": sum(one.got_it for one in addressees),
            }
        )

    def with_one(self, one: Addressee) -> "Sheet":
        """The sheet with one more person on it, or with what is known of them by now."""
        others = self.addressees
        if all(each.person.id != one.person.id for each in others):
            return self.with_people((*others, one))
        return self.with_people(
            tuple(one if each.person.id == one.person.id else each for each in others)
        )


def _read(line: str) -> Addressee | None:
    try:
        return Addressee.model_validate_json(line)
    except ValidationError:
        return None
