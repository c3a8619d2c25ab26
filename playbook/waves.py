"""How far a wave has come: computed from its steps, and who may move it on."""

from dataclasses import dataclass, replace
from datetime import datetime

from playbook.dossier import Dossier
from playbook.editors import editors_of, is_editor
from playbook.fields import NOBODY, Who
from playbook.hours import Hours, opening, working_day_from
from playbook.records import Days, Person, Wave, WaveState, WaveStep
from playbook.standing import standing
from playbook.workplace import Workplace

STEPS: dict[WaveState, tuple[WaveState, ...]] = {
    WaveState.PLANNED: (WaveState.SCHEDULED, WaveState.PAUSED),
    WaveState.SCHEDULED: (
        WaveState.ANNOUNCED,
        WaveState.HELD,
        WaveState.PAUSED,
        WaveState.PLANNED,
    ),
    WaveState.HELD: (WaveState.SCHEDULED, WaveState.PAUSED, WaveState.PLANNED),
    WaveState.ANNOUNCED: (WaveState.PAUSED, WaveState.ANNOUNCED),
    WaveState.PAUSED: (),
}
"""The steps from each state. From PAUSED a wave goes back to where it was paused. ANNOUNCED comes
once more where its days were moved, and whoever had heard of them hears that they were.
"""

_BY_TIME = (WaveState.ANNOUNCED, WaveState.HELD)
"""States that a date brings, and no person."""


@dataclass(frozen=True, slots=True)
class Waving:
    """Where a wave stands. `ordinal` counts its steps; the next one is `ordinal + 1`."""

    state: WaveState = WaveState.PLANNED
    ordinal: int = 0
    steps: tuple[WaveState, ...] = STEPS[WaveState.PLANNED]
    since: datetime | None = None
    by: Who = NOBODY
    reason: str = ""
    announced_at: datetime | None = None
    pauses: int = 0
    paused: WaveStep | None = None
    """The last step that paused it."""
    resumed: WaveStep | None = None
    """The step that took it up again since; None while it is paused."""
    told: WaveStep | None = None
    """The step with which people were told the days that they know."""
    moved_from: WaveStep | None = None
    """The one before it, where `told` corrected it."""

    @property
    def ordinal_told(self) -> int:
        """The ordinal of the step with which people were told the days that they know."""
        return self.told.ordinal if self.told is not None else 0

    @property
    def days_told(self) -> Days | None:
        """The days that count: what whoever was told last was told."""
        return self.told.days if self.told is not None else None


def state_of(dossier: Dossier, wave: Wave) -> Waving:
    """Fold the wave's steps, in order. A step that no rule allows is passed over."""
    where = Waving(ordinal=dossier.last_taken(f"{wave.key}/step/"))
    before_pause = WaveState.PLANNED
    for step in dossier.wave_steps:
        if step.wave != wave.key:
            continue
        if step.to not in where.steps:
            where = replace(where, ordinal=max(where.ordinal, step.ordinal))
            continue
        if step.to is WaveState.PAUSED:
            before_pause = where.state
        where = _taken(where, step, before_pause)
    return where


def _taken(where: Waving, step: WaveStep, before_pause: WaveState) -> Waving:
    paused, resumes = step.to is WaveState.PAUSED, where.state is WaveState.PAUSED
    announced = step.to is WaveState.ANNOUNCED and not resumes
    corrects = announced and where.told is not None
    return Waving(
        state=step.to,
        ordinal=max(where.ordinal, step.ordinal),
        steps=(before_pause,) if paused else STEPS[step.to],
        since=step.at,
        by=step.by,
        reason=step.reason,
        announced_at=where.announced_at or (step.at if announced else None),
        pauses=where.pauses + paused,
        paused=step if paused else where.paused,
        resumed=step if resumes else None if paused else where.resumed,
        told=step if announced and step.first_day else where.told,
        moved_from=where.told if corrects else where.moved_from,
    )


def is_moved(wave: Wave, where: Waving) -> bool:
    """Whether an announced wave has other days by now than people were told, and days that hold."""
    told = where.told
    if where.state is not WaveState.ANNOUNCED or told is None:
        return False
    first, last = wave.days
    whole = first is not None and last is not None and first <= last
    return whole and wave.days != told.days


def goes_out(dossier: Dossier, wave: Wave) -> bool:
    """Whether people are to be told of a wave: its day came, and neither the wave nor its change
    has been stopped since.
    """
    announced = state_of(dossier, wave).state is WaveState.ANNOUNCED
    return announced and standing(dossier).under_way


def announce_at(wave: Wave, office: Hours) -> datetime | None:
    """The instant at which a wave is due to be announced: a morning, on a working day."""
    if wave.announce_on is None:
        return None
    return opening(working_day_from(wave.announce_on, office), office)


def pausers(dossier: Dossier, workplace: Workplace) -> tuple[Who, ...]:
    """Who may pause a wave: the rollback owner alone (S-91), or who runs it if there is none."""
    rollback = dossier.rollback
    if rollback is not None and rollback.decision_owner:
        return (rollback.decision_owner,)
    return editors_of(dossier.change, workplace)


def open_moves(
    dossier: Dossier, workplace: Workplace, wave: Wave, person: Person
) -> tuple[WaveState, ...]:
    """The states this person may move the wave to by hand, the usual one first."""
    where = state_of(dossier, wave)
    runs = is_editor(dossier.change, workplace, person.key)
    stops = person.key in {who.id for who in pausers(dossier, workplace)}
    if where.state is WaveState.PAUSED:
        return where.steps if stops else ()
    return tuple(
        to
        for to in where.steps
        if to not in _BY_TIME and (stops if to is WaveState.PAUSED else runs)
    )
