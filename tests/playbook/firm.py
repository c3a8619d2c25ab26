"""A small firm to try the rules on: its people, its lists in memory, and what they press."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar, cast

from playbook.agenda import agenda
from playbook.commands import AnyCommand, Arrive, Decide, File, Step
from playbook.decide import decide, subject_of
from playbook.dossier import HOLDS, Dossier, change_of, in_order
from playbook.fields import Who
from playbook.hours import Hours
from playbook.outcome import Outcome, Reply
from playbook.records import (
    ApprovalPolicy,
    AuditEvent,
    ChangeRequest,
    Conversation,
    Delegation,
    Duty,
    FreezeWindow,
    Goal,
    Holiday,
    Move,
    Person,
    Phase,
    Post,
    PostState,
    Purpose,
    Record,
    Setting,
    Use,
    Verdict,
)
from playbook.settling import settled
from playbook.standing import Standing, standing
from playbook.workplace import Workplace

R = TypeVar("R", bound=Record)

TENANT = "maple-ridge"
OFFICE = Hours("America/Toronto", "ON")
NOW = datetime(2026, 3, 9, 14, 0, tzinfo=UTC)


def somebody(key: str, tenant: str = TENANT, installed: str = "yes") -> Person:
    return Person(
        key=key,
        name=key.capitalize(),
        tenant=tenant,
        teams=f"29:{key}",
        conversation=f"a:{key}" if installed == "yes" else "",
        service="https://service.test/",
        installed=installed,
    )


MARIE = somebody("marie")
"""Owns the firm and sponsors."""
JULIE = somebody("julie")
"""Files the changes."""
ALEX = somebody("alex", tenant="brightwater")
"""Leads projects, from the IT provider's own tenant."""
DEV = somebody("dev")
"""Manages production; neither asks nor decides."""
SAM = somebody("sam")
"""Coordinates."""
STRANGER = somebody("stranger", tenant="elsewhere")
PEOPLE = (MARIE, JULIE, ALEX, DEV, SAM)

FORM = ChangeRequest(
    key="",
    form="form-1",
    project_name="Files to Microsoft 365",
    sponsor=MARIE.who,
    goal=Goal.LESS_MANUAL_EFFORT,
    business_problem="Drawings are on a server that fails twice a month.",
    desired_outcome="Everybody opens the current drawing in under a minute.",
    why="The shop stops when the server does. It stopped four times this winter.",
    cost_of_doing_nothing="About 9,000 dollars a month in idle hours.",
    systems_affected="The file server, the plotter, the quoting workbook.",
    in_scope_systems="Production and office files.",
    in_scope_teams="Production and Sales.",
    in_scope_sites="Barrie.",
    in_scope_workflows="Opening and saving drawings.",
    in_scope_dates="The week of April 13.",
    out_of_scope="Mail and telephones.",
    key_dependencies="Licences, Brightwater IT, two evenings.",
    operational_impact="Production works from paper for one morning.",
    go_live_from=date(2026, 4, 13),
    go_live_to=date(2026, 4, 17),
    rollback_trigger="A department cannot open its files for an hour.",
    measures_of_success="Searches under a minute; no version conflicts in May.",
)
"""A complete request, as the form submits it."""


@dataclass
class Firm:
    """The firm's lists, kept as SharePoint keeps them: unique keys, and whole rows replaced."""

    rows: dict[tuple[type[Record], str], Record] = field(default_factory=dict)
    now: datetime = NOW
    office: Hours = OFFICE

    @property
    def workplace(self) -> Workplace:
        """As the register has it."""
        changes = self.all(ChangeRequest)
        return Workplace(
            people={row.key: row for row in self.all(Person)},
            conversations={row.key: row for row in self.all(Conversation)},
            settings={row.key: row for row in self.all(Setting)},
            policies=tuple(self.all(ApprovalPolicy)),
            delegations=tuple(self.all(Delegation)),
            posts={
                post.key: post
                for post in self.all(Post)
                if (ChangeRequest, post.subject) not in self.rows
            },
            forms={change.form: change.key for change in changes if change.form},
            templates={
                one.key: self.dossier(one.key) for one in changes if one.use is Use.TEMPLATE
            },
            last_change=max((int(change.key[4:]) for change in changes), default=0),
            tenant=TENANT,
            office=self.office,
            closings=tuple(self.all(Holiday)),
            freezes=tuple(self.all(FreezeWindow)),
        )

    @property
    def said(self) -> dict[tuple[type[Record], str], Record]:
        """What the rows say, wherever they stand in their changes' chains."""
        return {named: unchained(row) for named, row in self.rows.items()}

    def all(self, record_type: type[R]) -> list[R]:
        return [cast(R, row) for (kind, _), row in self.rows.items() if kind is record_type]

    def dossier(self, change: str = "CHG-0001") -> Dossier:
        row = self.rows[ChangeRequest, change]
        assert isinstance(row, ChangeRequest)
        held: dict[str, list[Record]] = {}
        for (kind, _), other in self.rows.items():
            if (name := HOLDS.get(kind)) and change_of(other) == change:
                held.setdefault(name, []).append(other)
        rows: dict[str, Any] = {name: in_order(of_kind) for name, of_kind in held.items()}
        return Dossier(row, **rows)

    def standing(self, change: str = "CHG-0001") -> Standing:
        return standing(self.dossier(change))

    def change(self, key: str = "CHG-0001") -> ChangeRequest:
        return self.dossier(key).change

    def put(self, *rows: Record) -> None:
        """Somebody, or Cutover, gives rows these values."""
        for row in rows:
            self.rows[type(row), row.key] = row

    def decided(self, command: AnyCommand, person: Person) -> Outcome:
        """What the rules answer now; nothing is written."""
        subject = subject_of(command, self.workplace)
        dossier = self.dossier(subject) if (ChangeRequest, subject) in self.rows else None
        return decide(dossier, self.workplace, command, person, self.now)

    def press(self, command: AnyCommand, person: Person) -> Reply:
        outcome = self.decided(command, person)
        self.write(outcome)
        return outcome.reply

    def write(self, outcome: Outcome, lands: Callable[[int], bool] = lambda _: True) -> None:
        """Write an outcome's rows in their order. All depend on the first; `lands` says which
        of the others the lists take."""
        for place, row in enumerate(outcome.rows):
            known = (type(row), row.key) in self.rows
            is_new = any(row is fact for fact in (*outcome.facts, *outcome.later))
            if known and is_new:
                if place == 0:
                    return
            elif place == 0 or lands(place):
                self.put(row)

    def due(self, change: str = "CHG-0001") -> Outcome:
        return agenda(self.dossier(change), self.workplace, self.now)

    def tick(self, lands: Callable[[int], bool] = lambda _: True) -> None:
        """The agenda of every change, until nothing is due any more; `lands` hits its first run."""
        for change in self.all(ChangeRequest):
            for _ in range(10):
                outcome = self.due(change.key)
                if not outcome:
                    break
                self.write(outcome, lands)
                lands = lambda _: True  # noqa: E731 - the lists are well again
            else:
                raise AssertionError(f"the agenda of {change.key} never becomes empty")

    def later(self, passed: timedelta) -> None:
        self.now += passed
        self.tick()

    def posts(self, purpose: Purpose, change: str = "CHG-0001") -> list[Post]:
        return [post for post in self.dossier(change).posts if post.purpose is purpose]

    def deliver(self, state: PostState = PostState.SENT, *, only: Purpose | None = None) -> None:
        """Teams takes the claimed posts, refuses them, or leaves us in doubt; once each."""
        for post in self.all(Post):
            if post.state is PostState.CLAIMED and only in (None, post.purpose):
                self.put(settled(post, state, self.now, message="m"))
                person = self.rows.get((Person, post.receiver.id))
                if state is PostState.REFUSED and isinstance(person, Person):
                    gone = {"installed": "cannot be reached", "conversation": ""}
                    self.put(person.model_copy(update=gone))

    def edit_by_hand(self, change: str = "CHG-0001", **values: object) -> None:
        """Somebody edits the change's row in the list."""
        self.put(self.change(change).model_copy(update=values))

    def audit(self, change: str = "CHG-0001") -> list[AuditEvent]:
        return list(self.dossier(change).audit)


def unchained(row: Record) -> Record:
    """The row without its place in its change's chain: that tells in what order rows were
    written, and what became lost of them.
    """
    place = {"link": 0, "before": "", "seal": ""}
    return row.model_copy(update=place) if isinstance(row, AuditEvent) else row


def firm(*, lead: Person = ALEX, people: Iterable[Person] = PEOPLE) -> Firm:
    """The firm, set up, before its first change."""
    made = Firm()
    made.put(*people)
    made.put(Setting(key="lead", duty=Duty.LEAD, holder=lead.who))
    made.put(Setting(key="coordinator", duty=Duty.COORDINATOR, holder=SAM.who))
    return made


def form(**values: object) -> ChangeRequest:
    return FORM.model_copy(update=values)


def waiting(
    *,
    lead: Person = ALEX,
    requester: Person = JULIE,
    sponsor: Person = MARIE,
    people: Iterable[Person] = PEOPLE,
) -> Firm:
    """The firm with one change, CHG-0001, before its sponsor."""
    made = firm(lead=lead, people=people)
    made.press(File(entered=form(sponsor=sponsor.who), submit=True), requester)
    made.tick()
    return made


def answered(
    made: Firm, verdict: Verdict = Verdict.APPROVED, comment: str = "As agreed."
) -> Decide:
    """The press of the sponsor's button on the card that shows the change as it stands."""
    return Decide(
        change="CHG-0001", version=made.standing().version, verdict=verdict, comment=comment
    )


def approved() -> Firm:
    made = waiting()
    made.press(answered(made), MARIE)
    return made


def stepped(made: Firm, *path: Phase, by: Person = JULIE) -> Firm:
    """Take these steps, each as the card of that moment offers it."""
    for to in path:
        made.press(next_step(made, to), by)
    return made


def next_step(made: Firm, to: Phase, reason: str = "As planned") -> Step:
    ordinal = made.standing().ordinal + 1
    return Step(change="CHG-0001", to=to, ordinal=ordinal, reason=reason)


def arriving(person: Person) -> Arrive:
    return Arrive(conversation=f"a:{person.key}", kind="personal", service="https://service.test/")


def move(ordinal: int, to: Phase, version: str = "", by: Who = JULIE.who) -> Move:
    return Move(
        key=f"CHG-0001/step/{ordinal}",
        change="CHG-0001",
        ordinal=ordinal,
        to=to,
        version=version,
        by=by,
        at=NOW,
    )
