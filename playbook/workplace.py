"""What belongs to the whole organisation: people, places and duties, policy, calendar."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from playbook.by_hand import HandEdit
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.hours import Hours, hours_of, local_day
from playbook.records import (
    ApprovalPolicy,
    AuditEvent,
    Conversation,
    Delegation,
    Duty,
    FreezeWindow,
    Holiday,
    Person,
    Post,
    Record,
    Setting,
)


@dataclass(frozen=True, slots=True)
class Workplace:
    """What belongs to the whole organisation: people, places, duties, and how far keys have run."""

    people: Mapping[str, Person] = field(default_factory=dict)
    conversations: Mapping[str, Conversation] = field(default_factory=dict)
    settings: Mapping[str, Setting] = field(default_factory=dict)
    policies: tuple[ApprovalPolicy, ...] = ()
    """The rows of the approval policy that hold; one that says something impossible does not."""
    delegations: tuple[Delegation, ...] = ()
    posts: Mapping[str, Post] = field(default_factory=dict)
    """Posts that are about no change: arrivals, set-up."""
    audit: Mapping[str, AuditEvent] = field(default_factory=dict)
    """Audit events that are about no change: edits of the organisation's own rows."""
    forms: Mapping[str, str] = field(default_factory=dict)
    """The change that each form made."""
    templates: Mapping[str, Dossier] = field(default_factory=dict)
    """The requests that others begin from, approved or not, by key."""
    last_change: int = 0
    """The highest number among the changes' keys: 7 when CHG-0007 is the newest."""
    tenant: str = ""
    """The organisation's own Entra tenant."""
    office: Hours = field(default_factory=Hours)
    """When the organisation works; its dates are in the office's zone."""
    closings: tuple[Holiday, ...] = ()
    """When the office is closed, besides public holidays; its days are in `office` too."""
    freezes: tuple[FreezeWindow, ...] = ()
    """When nothing is to be changed (S-28)."""
    by_hand: tuple[HandEdit, ...] = ()
    """The rows of no change that somebody touched last, and those that cannot be read."""
    gone: tuple[Record, ...] = ()
    """Rows of no change that is left, removed by hand, and that nobody has been told of yet."""

    @property
    def zone(self) -> str:
        """The IANA zone the organisation's dates are in."""
        return self.office.zone

    def today(self, now: datetime) -> date:
        return local_day(now, self.office)

    def hours(self, who: Who) -> Hours:
        """When somebody works: by their own zone and province, where their row has them."""
        person = self.person(who)
        return hours_of(person.zone, person.province, self.office, person.begins, person.ends)

    def admits(self, person: Person) -> bool:
        """Whether somebody takes part in everything: one of our own, or with a duty for every
        change, unless another tenant is on record for them than the one they come from.
        """
        known = self.people.get(person.key)
        on_record = known.tenant if known else ""
        if on_record and on_record != person.tenant:
            return False
        return person.tenant == self.tenant or any(
            setting.holder.id == person.key for setting in self.settings.values() if setting.holder
        )

    def holder(self, duty: Duty) -> Who:
        setting = self.settings.get(duty.name.lower())
        return setting.holder if setting else Who()

    def person(self, who: Who) -> Person:
        """The person's row, or a row as yet unwritten for somebody Cutover has not met."""
        return self.people.get(who.id) or Person(key=who.id, name=who.name)
