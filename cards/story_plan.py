"""The sample story goes on: a pilot is planned, announced, asked about, paused, and surveyed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from cards import story
from playbook.acknowledging import acknowledged
from playbook.agenda import agenda
from playbook.commands import (
    Acknowledge,
    AnswerConcern,
    AnswerSurvey,
    AnyCommand,
    KeepItem,
    KeepMeasure,
    KeepRisk,
    KeepRollback,
    KeepSurvey,
    KeepWave,
    MoveWave,
    Raise,
)
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.mailing import address
from playbook.records import (
    ActionItem,
    ConcernKind,
    Dependency,
    DependencyKind,
    Duty,
    Feeling,
    Measure,
    MeasureKind,
    Person,
    PostState,
    Rating,
    Risk,
    RiskKind,
    Rollback,
    Setting,
    Survey,
    Verdict,
    Wave,
    WaveState,
)

WORKPLACE = replace(
    story.WORKPLACE,
    settings={
        **story.WORKPLACE.settings,
        **{
            duty.name.lower(): Setting(key=duty.name.lower(), duty=duty, holder=holder)
            for duty, holder in (
                (Duty.ANNOUNCEMENTS, Who(id=story.NEWS.key, name=story.NEWS.name)),
                (Duty.PROJECT_TEAM, Who(id=story.PROJECT.key, name=story.PROJECT.name)),
                (Duty.SUPPORT, story.JULIE.who),
            )
        },
    },
)
PLANNED = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
ANNOUNCED = datetime(2026, 3, 9, 13, 0, tzinfo=UTC)
"""Nine in the morning, once the clocks have gone forward."""
SURVEYED = datetime(2026, 3, 18, 13, 0, tzinfo=UTC)
CLOSED = datetime(2026, 3, 20, 21, 0, tzinfo=UTC)

CHANGE = "CHG-0001"
WAVE = Wave(
    key=f"{CHANGE}/wave/1",
    change=CHANGE,
    name="Pilot: Production",
    owner=story.ALEX.who,
    first_day=date(2026, 3, 16),
    last_day=date(2026, 3, 20),
    announce_on=date(2026, 3, 9),
    channel=Who(id=story.NEWS.key, name=story.NEWS.name),
    audience=Who(id="99999999-0000-4000-8000-000000000001", name="Production"),
    what_changes="You open drawings in Teams, under Files, and no longer on the S: drive.",
    what_stays="E-mail, the accounting system and the machines stay as they are.",
    day_one="Open Teams, choose the team “Production”, then Files. Print Monday’s drawings there.",
    help="Call Dev at 204, or ask in the channel. Paper copies lie at the front desk.",
)
ROLLBACK = Rollback(
    key=f"{CHANGE}/rollback/1",
    change=CHANGE,
    trigger="A department cannot open its files by 10 a.m. on its first Monday.",
    decision_owner=story.DEV.who,
    steps=(
        "Make the S: drive writable again.\nTell everybody to save there.\nCopy back what is new."
    ),
    tells="Marie first, then all of Production, within half an hour.",
)
RISK = Risk(
    key=f"{CHANGE}/risk/1",
    change=CHANGE,
    description="Large drawings open too slowly on the shop floor",
    kind=RiskKind.TECHNICAL,
    impact=Rating.MEDIUM_TO_HIGH,
    mitigation="Brightwater tries the ten largest drawings on the shop’s own machines.",
    owner=story.ALEX.who,
    reviewed_on=date(2026, 3, 3),
)
MEASURE = Measure(
    key=f"{CHANGE}/measure/1",
    change=CHANGE,
    name="Time to find the current drawing",
    kind=MeasureKind.TIME,
    owner=story.DEV.who,
    baseline="6 minutes",
    target="1 minute",
)
SURVEY = Survey(
    key=f"{CHANGE}/survey/1",
    change=CHANGE,
    name="First days in Production",
    channel=Who(id=story.NEWS.key, name=story.NEWS.name),
    opens_on=date(2026, 3, 18),
    closes_on=date(2026, 3, 20),
)
ITEM = ActionItem(
    key=f"{CHANGE}/item/1",
    change=CHANGE,
    what="Order two larger screens for the shop floor",
    owner=story.ALEX.who,
    due=date(2026, 3, 10),
    source=f"{CHANGE}/risk/1",
)
LICENCES = Dependency(
    key=f"{CHANGE}/dependency/1",
    change=CHANGE,
    what="Licences for the shop floor",
    kind=DependencyKind.LICENCE,
    owner=story.ALEX.who,
    decide_by=date(2026, 3, 20),
)
VENDOR = Dependency(
    key=f"{CHANGE}/dependency/2",
    change=CHANGE,
    what="Brightwater IT on two Fridays",
    kind=DependencyKind.VENDOR,
    owner=story.ALEX.who,
)
"""What it waits for; of the vendor it is not said yet what happens if they slip."""
QUESTION = "Where do I find drawings of last year? And who prints them if Teams is down?"
PROBLEM = "The drawing of the Morrison kitchen opens empty on the machine next to the saw."
WHY_PAUSED = "Two machines show nothing."
ANSWER = "Under Files, in “Archive”. If Teams is down, the front desk has a printed set."


def after(dossier: Dossier, command: AnyCommand, person: Person, now: datetime) -> Dossier:
    """The change once somebody has done that, with everything sent."""
    done = story.after(dossier, command, person, now, WORKPLACE)[1]
    return story.sent(done, now)


def awaited(dossier: Dossier, now: datetime) -> Dossier:
    """The change once its agenda of that moment is done, with everything sent."""
    return story.sent(dossier.after(agenda(dossier, WORKPLACE, now).rows), now)


def begun() -> Dossier:
    """Approved, and a pilot entered, but nothing else."""
    approved = story.decided(Verdict.APPROVED, story.COMMENTS[Verdict.APPROVED])
    return after(approved, KeepWave(row=WAVE), story.ALEX, PLANNED)


def planned() -> Dossier:
    """Everything is there that a wave needs."""
    dossier = begun()
    commands: tuple[AnyCommand, ...] = (
        KeepRollback(row=ROLLBACK), KeepRisk(row=RISK), KeepMeasure(row=MEASURE),
        KeepSurvey(row=SURVEY), KeepItem(row=ITEM),
    )  # fmt: skip
    for command in commands:
        dossier = after(dossier, command, story.ALEX, PLANNED)
    return dossier


def scheduled() -> Dossier:
    to = MoveWave(wave=WAVE.key, to=WaveState.SCHEDULED, ordinal=1)
    return after(planned(), to, story.ALEX, PLANNED)


def announced() -> Dossier:
    """The morning has come; Production is told one by one as well, and Dev has read it."""
    dossier = awaited(scheduled(), ANNOUNCED)
    people = (story.DEV.who, story.MARIE.who, story.JULIE.who)
    sheets = address(dossier, WORKPLACE, dossier.waves[0], people, ANNOUNCED).rows
    dossier = dossier.after(sheets)
    sheet = dossier.sheets[0]
    states = (PostState.SENT, PostState.SENT, PostState.UNKNOWN)
    told = sheet.with_people(
        tuple(
            one.model_copy(update={"state": state})
            for one, state in zip(sheet.addressees, states, strict=True)
        )
    )
    dossier = dossier.after((told,))
    read = acknowledged(dossier, WAVE, {f"{sheet.key}/{story.DEV.key}": story.DEV.who}, ANNOUNCED)
    return dossier.after(read.rows)


def got_it() -> Acknowledge:
    return Acknowledge(wave=WAVE.key, post="")


def asked(kind: ConcernKind, *, public: bool = False) -> Dossier:
    """Dev has asked a question, or reported a problem; in the channel, or in his own chat."""
    text = QUESTION if kind is ConcernKind.QUESTION else PROBLEM
    where = story.NEWS.key if public else story.DEV.conversation
    ask = Raise(wave=WAVE.key, kind=kind, text=text, form="form-9", conversation=where)
    return after(announced(), ask, story.DEV, ANNOUNCED + timedelta(hours=1))


def answered(kind: ConcernKind, *, public: bool = False) -> Dossier:
    dossier = asked(kind, public=public)
    answer = AnswerConcern(concern=dossier.concerns[0].key, text=ANSWER)
    owner = story.ALEX if kind is ConcernKind.QUESTION else story.JULIE
    return after(dossier, answer, owner, ANNOUNCED + timedelta(hours=2))


def paused() -> Dossier:
    to = MoveWave(wave=WAVE.key, to=WaveState.PAUSED, ordinal=3, reason=WHY_PAUSED)
    return after(announced(), to, story.DEV, ANNOUNCED + timedelta(hours=3))


def surveyed() -> Dossier:
    """Three people have answered, one of them in words."""
    dossier = awaited(announced(), SURVEYED)
    for person, feeling, told in (
        (
            story.DEV,
            Feeling.MOSTLY,
            {"works": "One copy of every drawing.", "unclear": "Archiving."},
        ),
        (story.MARIE, Feeling.WELL, None),
        (story.JULIE, Feeling.MIXED, None),
    ):
        answer = AnswerSurvey(survey=SURVEY.key, feeling=feeling, told=told)
        dossier = after(dossier, answer, person, SURVEYED + timedelta(hours=1))
    return dossier
