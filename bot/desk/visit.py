"""One turn as the desk sees it: whose, where, when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.desk.acknowledging import Acknowledging
from bot.desk.deciding import Seen
from bot.organisation import Organisation
from bot.teams.turn import Turn
from playbook.records import Person
from playbook.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Visit:
    org: Organisation
    acknowledging: Acknowledging
    turn: Turn
    person: Person
    """The person as the signed request names them; what a card claims is only a claim."""
    now: datetime
    inputs: Mapping[str, str] = field(default_factory=dict)
    """What was typed and chosen on the card that was pressed."""

    @property
    def workplace(self) -> Workplace:
        return self.org.workplace

    @property
    def today(self) -> date:
        """The date where the organisation is."""
        return self.workplace.today(self.now)

    def seen(self, post: str) -> Seen:
        """What this turn proves of a post whose card was pressed."""
        return Seen(post, self.turn.reply_to or "", self.turn.place.id)


def person_of(turn: Turn) -> Person:
    """The row that this turn tells of its person; only their own chat tells where to reach them."""
    actor = turn.actor
    mine = turn.place.kind == "personal"
    return Person(
        key=actor.person,
        name=actor.name,
        tenant=actor.tenant,
        teams=actor.teams_id,
        conversation=turn.place.id if mine else "",
        service=turn.place.service_url if mine else "",
        installed="yes" if mine else "",
        language=turn.locale or "",
    )
