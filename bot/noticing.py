"""Noticing what people edited in Lists, as soon as it was read."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import structlog

from bot.carrying import Contended, carry_out
from bot.desk.naming import named_by_hand
from bot.organisation import Organisation
from cards.by_hand import say
from cards.words import speaking
from graph.errors import GraphFault, Unavailable
from playbook.by_hand import HandEdit
from playbook.dossier import Dossier
from playbook.noticing import Notice, Taken, look, subject_of
from playbook.outcome import Finding, Outcome
from playbook.records import Record
from playbook.taking_up import Said, taken_up

_AT_ONCE = 8
"""Edits of one change that are answered together: their rows fit one batch."""
_WITHIN = 10.0

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Found:
    """An edit; its row with whoever it names made whole, and the names that nobody has."""

    edit: HandEdit
    record: Record | None = None
    unknown: tuple[Finding, ...] = ()
    gone: bool = False


async def notice_edits(org: Organisation) -> None:
    """Make of every hand edit what the rules make of it; what fails is looked at again."""
    for change in org.records.changes():
        dossier = org.records.dossier(change)
        if dossier is not None and (dossier.unnoticed or dossier.gone):
            await _tried(org, change)
        # A register of thousands is looked through while others have their turn.
        await asyncio.sleep(0)
    if org.workplace.unnoticed or org.workplace.gone:
        for change in dict.fromkeys(subject_of(edit) for edit in org.workplace.unnoticed):
            if org.records.dossier(change) is not None:
                await _tried(org, change)
        await _tried(org, "")


async def _tried(org: Organisation, change: str) -> None:
    """Look at one change's edits, or at those of none."""
    try:
        while found := _next(org, change):
            if not await _noticed(org, change, found):
                return
    except (GraphFault, Contended, TimeoutError) as fault:
        _log.warning("noticing.later", change=change, reason=str(fault))


def _next(org: Organisation, change: str) -> list[_Found]:
    dossier, workplace = org.records.dossier(change) if change else None, org.workplace
    if dossier is not None:
        strays = [edit for edit in workplace.unnoticed if subject_of(edit) == change]
        noticed = {event.key for event in dossier.audit}
        edits = [*dossier.unnoticed, *(edit for edit in strays if edit.key not in noticed)]
    else:
        edits = [
            edit for edit in workplace.unnoticed if org.records.dossier(subject_of(edit)) is None
        ]
    gone = dossier.gone if dossier is not None else workplace.gone
    # Each new row takes the next number, so they are looked at one by one.
    named = [edit for edit in edits if edit.record is None or edit.record.key]
    new = [edit for edit in edits if edit not in named][:1]
    found = [
        *map(_Found, (*named, *new)),
        *(_Found(HandEdit.removal(row), gone=True) for row in gone),
    ]
    return found[:_AT_ONCE]


async def _noticed(org: Organisation, change: str, found: Sequence[_Found]) -> bool:
    """Whether the edits were written down, so that more may be looked at."""
    whole = [await _whole(org, one) for one in found]
    result = await carry_out(org, _decision(org, change, whole), within=_WITHIN)
    if not isinstance(result, Outcome):
        raise Unavailable("The lists did not answer in time.")
    for one in found:
        if one.gone and one.edit.record is not None:
            org.records.forget_gone(one.edit.record)
    for one in whole:
        _log.info("edit.noticed", list=one.edit.kept_in.name, item=one.edit.item)
    return bool(result) or any(one.gone for one in found)


async def _whole(org: Organisation, found: _Found) -> _Found:
    row = found.edit.record
    if found.gone or row is None or type(row).FACT:
        return found
    record, unknown = await named_by_hand(org, row)
    return replace(found, record=record, unknown=unknown)


def _decision(org: Organisation, change: str, found: Sequence[_Found]) -> Callable[[], Outcome]:
    def decide() -> Outcome:
        dossier, workplace = org.records.dossier(change) if change else None, org.workplace
        today, now = workplace.today(org.clock.now()), org.clock.now()
        noticed = _audited(org, dossier)
        said: list[Said] = []
        for one in found:
            if one.edit.key in noticed:
                continue
            notice = _look(one, dossier, org)
            with speaking(workplace.person(one.edit.hand.by).language or org.language):
                said.append(say(notice, dossier, today))
        return taken_up(said, dossier, workplace, now) if said else Outcome()

    return decide


def _audited(org: Organisation, dossier: Dossier | None) -> set[str]:
    events = dossier.audit if dossier is not None else org.workplace.audit.values()
    return {event.key for event in events}


def _look(one: _Found, dossier: Dossier | None, org: Organisation) -> Notice:
    if one.gone:
        change = dossier.change.key if dossier else ""
        return Notice(one.edit, Taken.GONE, change, one.edit.record)
    today = org.workplace.today(org.clock.now())
    edit = replace(one.edit, record=one.record) if one.record is not None else one.edit
    notice = look(edit, dossier, org.workplace, today, one.unknown)
    return replace(notice, edit=one.edit)
