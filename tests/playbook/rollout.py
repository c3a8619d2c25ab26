"""A change on its way out: its plan, its people, and Teams, which takes what may go."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from playbook import correcting, mailing
from playbook.agenda import next_due, next_standup, standup
from playbook.commands import (
    AnswerConcern,
    AnswerSurvey,
    AnyKeep,
    KeepMeasure,
    KeepRisk,
    KeepRollback,
    KeepSurvey,
    KeepWave,
    MoveWave,
    Raise,
)
from playbook.fields import Who
from playbook.lateness import may_go
from playbook.outcome import Reply
from playbook.records import (
    ChangeRequest,
    Concern,
    ConcernKind,
    Conversation,
    Duty,
    Feeling,
    Measure,
    Person,
    Post,
    PostState,
    Purpose,
    Risk,
    Rollback,
    Setting,
    Sheet,
    Survey,
    Wave,
    WaveState,
)
from playbook.settling import settled
from playbook.waves import Waving, state_of
from tests.playbook.firm import ALEX, DEV, JULIE, Firm, approved, somebody

NORA = somebody("nora")
"""Owns the waves."""
OMAR = somebody("omar")
"""The support contact."""
AARON = somebody("aaron")
"""Works in production."""
CHANNEL = Conversation(key="19:all", name="Announcements", kind="channel", team="Maple Ridge")
TEAM = Conversation(key="19:team", name="Project team", kind="channel", team="Maple Ridge")
GROUP = Who(id="group-1", name="Production")
WAVE, RISK, SURVEY = "CHG-0001/wave/1", "CHG-0001/risk/1", "CHG-0001/survey/1"

PILOT = Wave(
    key=WAVE,
    change="CHG-0001",
    name="Pilot: Production",
    owner=NORA.who,
    first_day=date(2026, 3, 16),
    last_day=date(2026, 3, 20),
    announce_on=date(2026, 3, 12),
    channel=Who(id=CHANNEL.key, name=CHANNEL.name),
    what_changes="Drawings open from Teams.",
    what_stays="The plotter.",
    day_one="Open Teams, then Files.",
    help="Ask Omar.",
)
REVIEWED = Risk(
    key=RISK,
    change="CHG-0001",
    description="The line is slow.",
    mitigation="A second line.",
    owner=ALEX.who,
    reviewed_on=date(2026, 3, 9),
)
WAY_BACK = Rollback(
    key="CHG-0001/rollback/1",
    change="CHG-0001",
    trigger="No drawings for an hour.",
    decision_owner=DEV.who,
    steps="Open the old share again.",
)
MEASURED = Measure(
    key="CHG-0001/measure/1",
    change="CHG-0001",
    name="Time to find a drawing",
    owner=NORA.who,
    baseline="40 minutes",
)
PULSE = Survey(
    key=SURVEY,
    change="CHG-0001",
    name="First week",
    channel=PILOT.channel,
    opens_on=date(2026, 3, 17),
    closes_on=date(2026, 3, 18),
)


def planned(*waves: Wave) -> Firm:
    """An approved change whose plan is complete; nothing of it has been sent yet but requests."""
    made = approved()
    made.put(NORA, OMAR, AARON, CHANNEL, TEAM)
    made.put(Setting(key="support", duty=Duty.SUPPORT, holder=OMAR.who))
    made.deliver()
    kept: list[AnyKeep] = [
        KeepRisk(row=REVIEWED),
        KeepRollback(row=WAY_BACK),
        KeepMeasure(row=MEASURED),
        *(KeepWave(row=wave) for wave in waves or (PILOT,)),
    ]
    for command in kept:
        made.press(command, JULIE)
    return made


def scheduled(*waves: Wave) -> Firm:
    made = planned(*waves)
    for wave in waves or (PILOT,):
        moved(made, WaveState.SCHEDULED, wave=wave.key)
    return made


def announced(*waves: Wave) -> Firm:
    """The morning of the announcement: it is sent to the channel, and the sheets are claimed."""
    made = scheduled(*waves)
    at(made, 12, 9)
    made.tick()
    made.deliver()
    return made


def with_team(made: Firm) -> Firm:
    """The project team has its channel."""
    team = Who(id=TEAM.key, name=TEAM.name)
    made.put(Setting(key="project_team", duty=Duty.PROJECT_TEAM, holder=team))
    return made


def at(made: Firm, day: int, hour: float, month: int = 3) -> None:
    """Put the clock, and nothing else: hours are Toronto's in summer, four behind UTC."""
    midnight = datetime(2026, month, day, 4, tzinfo=made.now.tzinfo)
    made.now = midnight + timedelta(hours=hour)


def state(made: Firm, wave: str = WAVE) -> Waving:
    dossier = made.dossier()
    row = dossier.wave(wave)
    assert row is not None
    return state_of(dossier, row)


def moved(
    made: Firm, to: WaveState, by: Person | None = None, *, wave: str = WAVE, reason: str = "So."
) -> Reply:
    """The press of the button that the card offers now: by the lead, or by who may pause."""
    where = state(made, wave)
    pausing = WaveState.PAUSED in (to, where.state)
    command = MoveWave(wave=wave, to=to, ordinal=where.ordinal + 1, reason=reason)
    return made.press(command, by or (DEV if pausing else ALEX))


def raised(
    made: Firm,
    kind: ConcernKind = ConcernKind.QUESTION,
    by: Person = AARON,
    text: str = "Where is the folder?",
    form: str = "f1",
    conversation: str = "a:aaron",
) -> Concern:
    """Somebody asks or reports; the row that it makes."""
    made.press(Raise(wave=WAVE, kind=kind, text=text, form=form, conversation=conversation), by)
    row = made.dossier().row(f"CHG-0001/concern/{form}")
    assert isinstance(row, Concern)
    return row


def answer(made: Firm, concern: Concern, by: Person, text: str = "In Files.") -> Reply:
    return made.press(AnswerConcern(concern=concern.key, text=text), by)


def feels(made: Firm, person: Person, feeling: Feeling = Feeling.WELL) -> Reply:
    return made.press(AnswerSurvey(survey=SURVEY, feeling=feeling), person)


def surveyed(survey: Survey = PULSE) -> Firm:
    """A survey that is open, asked in its channel."""
    made = planned()
    made.press(KeepSurvey(row=survey), JULIE)
    at(made, 17, 9)
    made.tick()
    made.deliver()
    made.tick()
    return made


def team_of(number: int) -> list[Person]:
    return [somebody(f"p{one}") for one in range(1, number + 1)]


def addressed(made: Firm, people: list[Person], wave: str = WAVE) -> list[Sheet]:
    """The sheets of a wave, once the members of its group have been listed."""
    dossier = made.dossier()
    row = dossier.wave(wave)
    assert row is not None
    made.write(mailing.address(dossier, made.workplace, row, [one.who for one in people], made.now))
    return list(mailing.sheets_of(made.dossier(), row))


@dataclass
class Teams:
    """Takes posts and sheets when their hour has come, and remembers what it took, and when."""

    made: Firm
    group: list[Person] = field(default_factory=list)
    took: list[tuple[datetime, Post]] = field(default_factory=list)

    def work(self) -> None:
        """What the program does at one instant, until nothing is left to do at it."""
        for _ in range(20):
            before = dict(self.made.rows)
            self.made.tick()
            self.stand_up()
            self._list_people()
            self._send_posts()
            self._send_sheets()
            if self.made.rows == before:
                return
        raise AssertionError(f"there is always more to do at {self.made.now}")

    def next_due(self) -> datetime | None:
        made = self.made
        dues = [
            next_due(made.dossier(change.key), made.workplace, made.now)
            for change in made.all(ChangeRequest)
        ]
        dues.append(next_standup(made.workplace, made.now))
        return min((due for due in dues if due is not None), default=None)

    def live_until(self, until: datetime) -> None:
        """Step through every instant at which something is due, as the engine does."""
        self.work()
        while (due := self.next_due()) is not None and due < until:
            assert due > self.made.now
            self.made.now = due
            self.work()
        self.made.now = until
        self.work()

    def stand_up(self) -> None:
        made = self.made
        changes = [made.dossier(change.key) for change in made.all(ChangeRequest)]
        made.write(standup(changes, made.workplace, made.now))

    def keys(self) -> list[str]:
        """The posts that were taken, each as often as it was."""
        return sorted(post.key for _, post in self.took)

    def _list_people(self) -> None:
        for wave in mailing.to_address(self.made.dossier()):
            addressed(self.made, self.group, wave.key)

    def _send_posts(self) -> None:
        made = self.made
        for post in made.all(Post):
            if post.state is PostState.CLAIMED and self._takes(post):
                made.put(settled(post, PostState.SENT, made.now, message=f"m{len(self.took)}"))

    def _send_sheets(self) -> None:
        made = self.made
        for sheet in mailing.due_sheets(made.dossier(), made.now):
            sent = {"state": PostState.SENT, "days": correcting.days_in(made.dossier(), sheet)}
            people = tuple(
                one.model_copy(update=sent)
                if one.state is PostState.CLAIMED
                and self._takes(mailing.letter(sheet, one, made.now))
                else one
                for one in sheet.addressees
            )
            made.put(mailing.told(made.dossier(), sheet, people))

    def _takes(self, post: Post) -> bool:
        if may_go(post, self.made.workplace, self.made.now) != self.made.now:
            return False
        self.took.append((self.made.now, post))
        return True


def told_of(made: Firm, purpose: Purpose, change: str = "CHG-0001") -> list[str]:
    """Who, or which conversation, the posts of that purpose went to, but for dropped ones."""
    return [
        post.receiver.id or post.conversation
        for post in made.posts(purpose, change)
        if post.state is not PostState.SUPERSEDED
    ]
