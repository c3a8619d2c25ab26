"""What must be there before a wave may be announced, the pilot included (S-78, S-113)."""

from collections.abc import Iterator
from datetime import date, datetime

from playbook.conditions import unmet
from playbook.dossier import Dossier
from playbook.editors import editors_of
from playbook.fields import Who, asked_of, readable
from playbook.outcome import Lack, Missing
from playbook.records import Phase, Rollback, Use, Wave
from playbook.standing import UNDER_WAY, Standing, standing
from playbook.workplace import Workplace


def lacks(dossier: Dossier, wave: Wave, workplace: Workplace, now: datetime) -> tuple[Lack, ...]:
    """What this wave lacks, and who can mend each; empty where it may be announced."""
    return (
        *_of_the_change(dossier, workplace, now),
        *_of_the_wave(dossier, wave, workplace, now),
    )


def _of_the_change(dossier: Dossier, workplace: Workplace, now: datetime) -> Iterator[Lack]:
    where, editors = standing(dossier), editors_of(dossier.change, workplace)
    if dossier.change.use is Use.TEMPLATE:
        yield Lack(Missing.TEMPLATE, editors)
    elif not _approved(where):
        who = (dossier.change.sponsor,) if where.phase is Phase.SUBMITTED else editors
        yield Lack(Missing.APPROVAL, who)
    elif where.phase not in UNDER_WAY:
        yield Lack(Missing.UNDER_WAY, editors)
    today = workplace.today(now)
    reviewed = [risk for risk in dossier.risks if risk.reviewed_on and risk.reviewed_on <= today]
    if not any(_said(risk.description) and risk.owner for risk in reviewed):
        yield Lack(Missing.RISK_REVIEW, editors)
    rollback = dossier.rollback or Rollback(key="", change=dossier.change.key)
    for missing, held in (
        (Missing.ROLLBACK_TRIGGER, _said(rollback.trigger)),
        (Missing.ROLLBACK_OWNER, _said(rollback.decision_owner)),
        (Missing.ROLLBACK_STEP, _said(rollback.steps)),
    ):
        if not held:
            yield Lack(missing, editors)
    yield from _agreed(dossier, today)
    if not any(
        _said(measure.name) and measure.owner and _said(measure.baseline)
        for measure in dossier.measures
    ):
        yield Lack(Missing.MEASURE, editors)


def _agreed(dossier: Dossier, today: date) -> Iterator[Lack]:
    """What was promised for the approval: its conditions, and what the change waits for (S-24)."""
    for condition in unmet(dossier):
        yield Lack(Missing.CONDITION, (condition.owner,), said=condition.what)
    for dependency in dossier.dependencies:
        late = dependency.decide_by is not None and dependency.decide_by < today
        if late and dependency.settled_on is None:
            yield Lack(Missing.DEPENDENCY, (dependency.owner,), said=dependency.what)


def _approved(where: Standing) -> bool:
    """Whether the scope as it reads now is the one that was approved."""
    return not where.edited and where.phase not in (Phase.DRAFT, Phase.SUBMITTED, Phase.REOPENED)


def _of_the_wave(
    dossier: Dossier, wave: Wave, workplace: Workplace, now: datetime
) -> Iterator[Lack]:
    who = editors_of(dossier.change, workplace)
    if any(kept.required and not _said(getattr(wave, kept.name)) for kept in asked_of(Wave)):
        yield Lack(Missing.WORDS, who)
    if not takes(workplace, wave.channel) and not wave.audience:
        yield Lack(Missing.PLACE, who)
    if wave.last_day is not None and wave.last_day < workplace.today(now):
        yield Lack(Missing.DAYS, who)


def _said(value: object) -> bool:
    """Whether a field says anything; blanks typed into a list do not."""
    return bool(readable(value).strip() if isinstance(value, str) else value)


def takes(workplace: Workplace, channel: Who) -> bool:
    """Whether Cutover is in that channel or group chat."""
    conversation = workplace.conversations.get(channel.id) if channel else None
    return conversation is not None and conversation.present == "yes"
