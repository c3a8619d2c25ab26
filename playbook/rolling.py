"""Rolling a wave out: scheduled by hand, announced by its date, paused by one person."""

from datetime import UTC, datetime, timedelta

from playbook import recording
from playbook.commands import MoveWave
from playbook.completing import completed
from playbook.dossier import Dossier
from playbook.editors import editors_of
from playbook.fields import NOBODY, Who, field_of
from playbook.hours import is_open, next_open
from playbook.outcome import Outcome, Reason, Refusal, WaveMoved
from playbook.readiness import lacks
from playbook.records import Person, Wave, WaveState, WaveStep
from playbook.standing import standing
from playbook.waves import (
    Waving,
    announce_at,
    goes_out,
    is_moved,
    open_moves,
    pausers,
    state_of,
)
from playbook.workplace import Workplace

_GATED = (WaveState.SCHEDULED, WaveState.ANNOUNCED)
"""What people hear of; a paused wave that was announced goes on only through the same gate."""

_AFTER_EDITS = timedelta(minutes=5)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)

REASON_LIMIT = field_of(WaveStep, "reason").limit


def move_wave(
    dossier: Dossier, workplace: Workplace, command: MoveWave, person: Person, now: datetime
) -> Outcome:
    """Take the step that the card offered, once.

    Pausing is the rollback owner's alone, agreed beforehand and not improvised (S-91, S-95). A
    wave is scheduled only where everything is there that must be (S-78, S-113).
    """
    wave = dossier.wave(command.wave)
    if wave is None:
        return Outcome(Refusal(Reason.WAVE_GONE, dossier.change.key, about=command.wave))
    where = state_of(dossier, wave)
    key = f"{wave.key}/step/{command.ordinal}"
    reply = WaveMoved(dossier.change.key, wave.key, command.to)
    taken = next((step for step in dossier.wave_steps if step.key == key), None)
    if taken and taken.to is command.to and taken.by.id == person.key:
        again = WaveMoved(reply.change, reply.wave, reply.to, again=True)
        return completed(Outcome(again), dossier, workplace, now)
    if refusal := _refusal(dossier, workplace, command, wave, where, person, now):
        if refusal.reason in (Reason.REASON_MISSING, Reason.COMMENT_TOO_LONG):
            return Outcome(refusal)
        return recording.refused(dossier, f"wave {command.to}", refusal, person, now)
    step = _step(wave, where, command.to, dossier, now, person.who, command.reason.strip())
    audit = recording.done(dossier, f"wave {command.to}", step.key, person, now)
    return completed(Outcome(reply, facts=(step, audit)), dossier, workplace, now)


def _refusal(
    dossier: Dossier,
    workplace: Workplace,
    command: MoveWave,
    wave: Wave,
    where: Waving,
    person: Person,
    now: datetime,
) -> Refusal | None:
    change = dossier.change.key
    stopping = WaveState.PAUSED in (command.to, where.state)
    who = pausers(dossier, workplace) if stopping else editors_of(dossier.change, workplace)
    if person.key not in {one.id for one in who}:
        reason = Reason.NOT_YOURS_TO_PAUSE if stopping else Reason.NOT_YOURS_TO_MOVE
        return Refusal(reason, change, who, about=wave.key)
    offered = open_moves(dossier, workplace, wave, person)
    if command.to not in offered or command.ordinal != where.ordinal + 1:
        return Refusal(Reason.NOT_FROM_HERE, change, who, about=wave.key)
    if command.to is WaveState.PAUSED and not command.reason.strip():
        return Refusal(Reason.REASON_MISSING, change, who, about=wave.key)
    if len(command.reason.strip()) > REASON_LIMIT:
        return Refusal(Reason.COMMENT_TOO_LONG, change, who, limit=REASON_LIMIT, about=wave.key)
    if command.to in _GATED and (missing := lacks(dossier, wave, workplace, now)):
        menders = {one.id: one for lack in missing for one in lack.who}
        return Refusal(
            Reason.NOT_READY, change, tuple(menders.values()), about=wave.key, lacks=missing
        )
    return None


def _step(
    wave: Wave,
    where: Waving,
    to: WaveState,
    dossier: Dossier,
    now: datetime,
    by: Who = NOBODY,
    reason: str = "",
) -> WaveStep:
    return WaveStep(
        key=f"{wave.key}/step/{where.ordinal + 1}",
        change=wave.change,
        wave=wave.key,
        ordinal=where.ordinal + 1,
        to=to,
        version=standing(dossier).version,
        by=by,
        at=now,
        reason=reason,
        first_day=wave.first_day if to is WaveState.ANNOUNCED else None,
        last_day=wave.last_day if to is WaveState.ANNOUNCED else None,
    )


def brought_by_time(dossier: Dossier, workplace: Workplace, now: datetime) -> tuple[WaveStep, ...]:
    """The scheduled waves whose morning has come: announced, or held where something is missing.
    And the announced ones whose days were moved since.

    What is late waits for working hours; nobody is told of a change in the evening.
    """
    wheres = [(wave, state_of(dossier, wave)) for wave in dossier.waves]
    waiting = [(wave, where) for wave, where in wheres if where.state is WaveState.SCHEDULED]
    moved = [(wave, where) for wave, where in wheres if is_moved(wave, where)]
    if not (waiting or moved) or not is_open(now, workplace.office):
        return ()
    announced = (
        _step(wave, where, _come_to(dossier, wave, workplace, now), dossier, now)
        for wave, where in waiting
        if (due := announce_at(wave, workplace.office)) is not None and due <= now
    )
    corrected = (
        _step(wave, where, WaveState.ANNOUNCED, dossier, now)
        for wave, where in moved
        if goes_out(dossier, wave) and _settled_at(dossier, wave) <= now
    )
    return (*announced, *corrected)


def _settled_at(dossier: Dossier, wave: Wave) -> datetime:
    """When an edit of a wave's days may be told. In Lists the first day is moved before the last,
    and nobody wants to be corrected twice.
    """
    touched = (edit.hand.at for edit in dossier.by_hand if edit.record == wave)
    return max((at + _AFTER_EDITS for at in touched if at), default=_LONG_AGO)


def _come_to(dossier: Dossier, wave: Wave, workplace: Workplace, now: datetime) -> WaveState:
    return WaveState.HELD if lacks(dossier, wave, workplace, now) else WaveState.ANNOUNCED


def next_announcement(dossier: Dossier, workplace: Workplace, after: datetime) -> datetime | None:
    """The first instant later than `after` at which a scheduled wave's morning comes, or at which
    people may be told that an announced one has moved.
    """
    dues = [
        due if due > after else next_open(after, workplace.office)
        for wave in dossier.waves
        if state_of(dossier, wave).state is WaveState.SCHEDULED
        and (due := announce_at(wave, workplace.office)) is not None
    ]
    dues += [
        next_open(max(after, _settled_at(dossier, wave)), workplace.office)
        for wave in dossier.waves
        if is_moved(wave, state_of(dossier, wave))
    ]
    return min((due for due in dues if due > after), default=None)
