"""What one row of a change's plan lacks, as the working documents ask for it (S-124 to S-126)."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from playbook.concerns import waiting
from playbook.conditions import unmet
from playbook.dossier import Dossier
from playbook.fields import asked_of, readable
from playbook.readiness import takes
from playbook.records import (
    ActionItem,
    Communication,
    Concern,
    Condition,
    Dependency,
    DependencyKind,
    Measure,
    Record,
    Risk,
    RiskState,
    Rollback,
    StakeholderGroup,
    Survey,
    TrainingItem,
    Wave,
)
from playbook.waves import state_of
from playbook.workplace import Workplace


class Gap(StrEnum):
    """What a row, or the approval of a change, still lacks."""

    NOT_ASKED = "nobody was asked to decide"
    WAITS = "waits for a decision"
    DECLINED = "declined"
    EDITED = "edited since"
    OWNER = "an owner"
    HEARS = "what they hear before, during and after"
    WORDS = "words"
    DAY = "a day"
    CHANNEL = "a channel"
    PLACE = "a place that takes it"
    PAST = "days that are still to come"
    DELIVERY = "a delivery method"
    CONTACT = "a support contact"
    REVIEW = "a review"
    RESPONSE = "a response"
    TRIGGER = "a trigger"
    DECIDER = "a decision owner"
    STEP = "a first step"
    BASELINE = "a baseline"
    FALLBACK = "a fallback"
    LATE = "overdue"
    OPEN = "open"
    NOBODY = "nobody is named"


def gaps_in(row: Record, dossier: Dossier, workplace: Workplace, now: datetime) -> tuple[Gap, ...]:
    """What one row of the plan still lacks; empty where it is done."""
    today = workplace.today(now)
    match row:
        case Wave():
            return tuple(_of_wave(row, dossier, workplace, today))
        case Risk(status=RiskState.CLOSED):
            return ()
        case _:
            return tuple(_of_row(row, dossier, workplace, today))


def _of_wave(wave: Wave, dossier: Dossier, workplace: Workplace, today: date) -> Iterator[Gap]:
    """A wave that people were told of has had all that it needs."""
    if state_of(dossier, wave).announced_at is not None:
        return
    if not wave.owner:
        yield Gap.OWNER
    words = [getattr(wave, kept.name) for kept in asked_of(Wave) if kept.required]
    if not all(_said(word) for word in words if isinstance(word, str)):
        yield Gap.WORDS
    if wave.first_day is None or wave.last_day is None or wave.announce_on is None:
        yield Gap.DAY
    elif wave.last_day < today:
        yield Gap.PAST
    if not takes(workplace, wave.channel) and not wave.audience:
        yield Gap.PLACE


def _of_row(row: Record, dossier: Dossier, workplace: Workplace, today: date) -> Iterator[Gap]:
    for gap, held in _asked_of(row, dossier, workplace, today):
        if not held:
            yield gap


def _promised(*, is_open: bool, due: date | None, today: date) -> tuple[tuple[Gap, bool], ...]:
    """What somebody does by a day: it is done, or open in time, or late."""
    late = is_open and due is not None and due < today
    return ((Gap.LATE, not late), (Gap.OPEN, late or not is_open))


def _asked_of(
    row: Record, dossier: Dossier, workplace: Workplace, today: date
) -> tuple[tuple[Gap, bool], ...]:
    """What a row must have, and whether it has it."""
    match row:
        case StakeholderGroup():
            hears = all(_said(told) for told in (row.before, row.during, row.after))
            return ((Gap.OWNER, bool(row.owner)), (Gap.HEARS, hears))
        case Communication():
            return (
                (Gap.OWNER, bool(row.owner)),
                (Gap.WORDS, _said(row.message)),
                (Gap.DAY, row.on is not None),
                (Gap.CHANNEL, bool(row.means)),
            )
        case TrainingItem():
            return (
                (Gap.DAY, row.on is not None or row.done_on is not None),
                (Gap.DELIVERY, bool(row.delivery)),
                (Gap.CONTACT, bool(row.contact)),
            )
        case Risk():
            reviewed = row.reviewed_on is not None and row.reviewed_on <= today
            responds = _said(row.response) or _said(row.mitigation)
            return (
                (Gap.OWNER, bool(row.owner)),
                (Gap.REVIEW, reviewed),
                (Gap.RESPONSE, responds),
            )
        case Rollback():
            return (
                (Gap.TRIGGER, _said(row.trigger)),
                (Gap.DECIDER, bool(row.decision_owner)),
                (Gap.STEP, _said(row.steps)),
            )
        case Measure():
            return ((Gap.OWNER, bool(row.owner)), (Gap.BASELINE, _said(row.baseline)))
        case Dependency():
            in_time = bool(row.settled_on) or row.decide_by is None or row.decide_by >= today
            return (
                (Gap.OWNER, bool(row.owner)),
                (Gap.DAY, row.decide_by is not None),
                (Gap.FALLBACK, row.kind is not DependencyKind.VENDOR or _said(row.fallback)),
                (Gap.LATE, in_time),
            )
        case Condition():
            return _promised(is_open=row in unmet(dossier), due=row.due, today=today)
        case ActionItem():
            return _promised(is_open=row.is_open, due=row.due, today=today)
        case Concern():
            return ((Gap.OPEN, row.key not in {one.key for one in waiting(dossier)}),)
        case Survey():
            asks = takes(workplace, row.channel)
            days = row.opens_on is not None and row.closes_on is not None
            return ((Gap.DAY, days), (Gap.PLACE, asks))
        case _:
            return ()


def _said(text: str) -> bool:
    """Whether a field says anything; blanks typed into a list do not."""
    return bool(readable(text).strip())
