"""Presses and dialogs as the wire delivers them, and a desk that takes them."""

from collections.abc import Mapping, Sequence
from itertools import count

from bot.desk.desk import Desk
from bot.organisation import Organisations
from bot.teams.turn import (
    Act,
    Actor,
    Answer,
    DialogAsked,
    DialogSent,
    Json,
    OpenDialog,
    Place,
    Pressed,
    ShowCard,
    Turn,
)
from tests.delivery.still import SERVICE, StillOffice
from tests.playbook.firm import PEOPLE, TENANT

Row = dict[str, Json]
_ACTIVITIES = count(1)


class Counter:
    """The desk of an office, with somebody standing before it who acts from this tenant; by
    default each from their own.
    """

    def __init__(self, office: StillOffice, tenant: str = "") -> None:
        self._tenant = tenant
        self.nudged: list[str] = []
        organisations = Organisations({TENANT: office.org})
        self._desk = Desk(organisations, self.nudged.append)

    async def press(
        self, person: str, verb: str, *given: Mapping[str, Json], at: Place | None = None
    ) -> Row:
        """Press a button; the card that comes in its place."""
        answer = await self._take(person, Pressed(verb, _data(given)), at)
        assert isinstance(answer, ShowCard), answer
        return dict(answer.card)

    async def ask(
        self, person: str, verb: str, *given: Mapping[str, Json], at: Place | None = None
    ) -> Row:
        """Press a button that opens a dialog; its card."""
        return _page(await self._take(person, DialogAsked(verb, _data(given)), at))

    async def send(
        self, person: str, verb: str, *given: Mapping[str, Json], at: Place | None = None
    ) -> Row:
        """Submit a dialog; its next page."""
        return _page(await self._take(person, DialogSent(verb, _data(given)), at))

    async def _take(self, person: str, act: Act, place: Place | None) -> Answer:
        return await self._desk.take(
            Turn(
                actor=Actor(
                    person, self._tenant or home_of(person), f"29:{person}", person.capitalize()
                ),
                place=place or chat(person),
                activity=f"activity-{next(_ACTIVITIES)}",
                reply_to="m1",
                locale=None,
                correlation="c",
                act=act,
            )
        )


def home_of(person: str) -> str:
    """The tenant that somebody belongs to."""
    return next((one.tenant for one in PEOPLE if one.key == person), TENANT)


def _data(given: Sequence[Mapping[str, Json]]) -> Row:
    """What a button carries, and the inputs beside it."""
    return {"v": 1} | {name: value for part in given for name, value in part.items()}


def chat(person: str) -> Place:
    return Place(f"a:{person}", "personal", SERVICE, TENANT)


def channel(key: str, thread: str) -> Place:
    return Place(key, "channel", SERVICE, TENANT, team="Maple Ridge", thread=thread)


def words(card: Json) -> str:
    """Everything that a card shows, in one line."""
    if isinstance(card, dict):
        own = (str(card[name]) for name in ("text", "label", "title", "value") if name in card)
        return " ".join((*own, *(words(value) for value in card.values())))
    return " ".join(words(one) for one in card) if isinstance(card, list) else ""


def actions(card: Json) -> list[str]:
    """The types of all actions of a card."""
    if isinstance(card, dict):
        own = [str(card["type"])] if str(card.get("type", "")).startswith("Action.") else []
        return own + [one for value in card.values() for one in actions(value)]
    return [one for part in card for one in actions(part)] if isinstance(card, list) else []


def payload(card: Json, verb: str) -> Row:
    """What the button of this verb carries."""
    found = list(_payloads(card, verb))
    assert found, f"no button {verb}"
    return found[0]


def _payloads(card: Json, verb: str) -> list[Row]:
    if isinstance(card, dict):
        data = card.get("data")
        mine = isinstance(data, dict) and verb in (data.get("verb"), card.get("verb"))
        own = (
            [{k: v for k, v in data.items() if k not in ("verb", "v", "msteams")}]
            if (isinstance(data, dict) and mine)
            else []
        )
        return own + [one for value in card.values() for one in _payloads(value, verb)]
    return [one for part in card for one in _payloads(part, verb)] if isinstance(card, list) else []


def _page(answer: Answer) -> Row:
    assert isinstance(answer, OpenDialog), answer
    return dict(answer.card)
