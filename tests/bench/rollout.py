"""A change that its sponsor approved, and its waves on the way: made by the rules themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.demo.request import filled_in
from playbook.commands import (
    AnyCommand,
    Decide,
    File,
    KeepMeasure,
    KeepRisk,
    KeepRollback,
    KeepSurvey,
    KeepWave,
    MoveWave,
)
from playbook.decide import decide
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.outcome import Refusal, Unfinished
from playbook.records import (
    ChangeRequest,
    Measure,
    Person,
    Post,
    PostState,
    Record,
    Risk,
    Rollback,
    Survey,
    Verdict,
    Wave,
    WaveState,
)
from playbook.settling import settled
from playbook.standing import standing
from playbook.workplace import Workplace

CHANGE = "CHG-0001"
WORDS = "You open drawings from Teams"
"""What every announcement says, and nothing else."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who does what for the change."""

    sponsor: Person
    requester: Person
    lead: Person


@dataclass(slots=True)
class Rollout:
    """The rows of one change, one command after the other. Its posts are dealt with."""

    workplace: Workplace
    cast: Cast
    now: datetime
    dossier: Dossier

    @classmethod
    def approved(cls, workplace: Workplace, cast: Cast, now: datetime) -> "Rollout":
        """A change filed by its requester and approved by its sponsor."""
        typed = filled_in(cast.sponsor.key, workplace.today(now))
        entered = ChangeRequest.model_validate(
            typed | {"key": "", "form": "bench", "sponsor": cast.sponsor.who}
        )
        filed = decide(None, workplace, File(entered=entered, submit=True), cast.requester, now)
        (change,) = (row for row in filed.rows if isinstance(row, ChangeRequest))
        led = change.model_copy(update={"lead": cast.lead.who})
        rollout = cls(workplace, cast, now, Dossier(led).after(_dealt_with(filed.facts, now)))
        rollout.dossier = rollout.dossier.after((led,))
        version = standing(rollout.dossier).version
        verdict = Decide(change=led.key, version=version, verdict=Verdict.APPROVED)
        rollout.press(verdict, cast.sponsor)
        for row in (_risk(cast, now.date()), _rollback(cast), _measure(cast)):
            rollout.press(row, cast.lead)
        return rollout

    def press(self, command: AnyCommand, person: Person) -> None:
        outcome = decide(self.dossier, self.workplace, command, person, self.now)
        assert not isinstance(outcome.reply, Refusal | Unfinished), outcome.reply
        self.keep(outcome.rows)

    def keep(self, rows: Sequence[Record]) -> None:
        """Take in what became of the change."""
        self.dossier = self.dossier.after(_dealt_with(rows, self.now))

    def wave(self, number: int, audience: Who, announce_on: date, members: int) -> str:
        """A wave told to the members of a group, scheduled; its key."""
        key = f"{CHANGE}/wave/{number}"
        wave = Wave(
            key=key,
            change=CHANGE,
            name=f"Wave {number}",
            owner=self.cast.lead.who,
            first_day=date(2026, 4, 13),
            last_day=date(2026, 4, 17),
            announce_on=announce_on,
            audience=audience,
            what_changes=f"{WORDS}, under Production, Drawings.",
            what_stays="The plotter, the paper job sheets and the folder names.",
            day_one="Open today's drawing from Teams once.",
            help="Ask Dev, or press a button below.",
        )
        self.press(KeepWave(row=wave, members=members), self.cast.lead)
        self.press(MoveWave(wave=key, to=WaveState.SCHEDULED, ordinal=1), self.cast.lead)
        return key

    def survey(self, channel: Who, day: date) -> str:
        """A survey asked in a channel on that day; its key."""
        survey = Survey(
            key=f"{CHANGE}/survey/1",
            change=CHANGE,
            name="First day",
            channel=channel,
            opens_on=day,
            closes_on=day,
        )
        self.press(KeepSurvey(row=survey), self.cast.lead)
        return survey.key

    @property
    def rows(self) -> tuple[Record, ...]:
        """Everything that is to stand in the lists."""
        each = self.dossier
        kinds: Sequence[tuple[Record, ...]] = (
            each.moves, each.decisions, each.audit, each.posts, each.waves, each.wave_steps,
            each.risks, each.rollbacks, each.measures, each.surveys,
        )  # fmt: skip
        return (each.change, *(row for rows in kinds for row in rows))


def _dealt_with(rows: Sequence[Record], now: datetime) -> tuple[Record, ...]:
    """The rows, with every post dealt with, so that no bot sends or edits it."""
    return tuple(
        settled(row, PostState.SENT, now) if isinstance(row, Post) else row for row in rows
    )


def _risk(cast: Cast, today: date) -> KeepRisk:
    risk = Risk(
        key=f"{CHANGE}/risk/1",
        change=CHANGE,
        description="Drawings open too slowly on the first morning",
        mitigation="Paper copies of the week's drawings.",
        owner=cast.lead.who,
        reviewed_on=today,
    )
    return KeepRisk(row=risk)


def _rollback(cast: Cast) -> KeepRollback:
    rollback = Rollback(
        key=f"{CHANGE}/rollback/1",
        change=CHANGE,
        trigger="Production cannot open its drawings for an hour.",
        decision_owner=cast.lead.who,
        steps="Give Production the old server's drive letter back.",
    )
    return KeepRollback(row=rollback)


def _measure(cast: Cast) -> KeepMeasure:
    measure = Measure(
        key=f"{CHANGE}/measure/1",
        change=CHANGE,
        name="Minutes to find a drawing",
        owner=cast.lead.who,
        baseline="12 minutes",
    )
    return KeepMeasure(row=measure)
