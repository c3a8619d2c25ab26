"""Noticing what people edited in Lists, as soon as it was read."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

import structlog

from bot.carrying import Contended, carry_out
from bot.naming_by_hand import is_whole, named_by_hand
from bot.organisation import Organisation
from cards.by_hand import say
from cards.words import speaking
from graph.errors import GraphFault, Unavailable
from playbook.by_hand import HandEdit
from playbook.dossier import Dossier
from playbook.findings import Finding
from playbook.noticing import Notice, Taken, look, subject_of
from playbook.outcome import Outcome
from playbook.records import ApprovalPolicy, AuditEvent, ChangeRequest, Delegation, Record, Setting
from playbook.taking_up import NOTED, Said, taken_up
from playbook.workplace import Workplace

_AT_ONCE = 60
"""Edits of one change that are answered together, in one letter to each who made them."""
_WITHIN = 30.0
"""Seconds of wall time in which they are to be written; nobody waits for it."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Found:
    """An edit; its row with whoever it names made whole, and the names that nobody has."""

    edit: HandEdit
    record: Record | None = None
    unknown: tuple[Finding, ...] = ()
    gone: bool = False
    again: bool = False
    """It was looked at before, and what follows from it could not be written."""


async def notice_edits(org: Organisation) -> None:
    """Make of every hand edit what the rules make of it; what fails is looked at again.

    The lists have just been read: what they do not show yet was not written.
    """
    strays = {subject_of(edit) for edit in org.workplace.by_hand}
    for change in org.records.changes():
        dossier = org.records.dossier(change)
        if dossier is not None and (dossier.by_hand or dossier.gone or change in strays):
            await _tried(org, change)
        # A register of thousands is looked through while others have their turn.
        await asyncio.sleep(0)
    if org.workplace.by_hand or org.workplace.gone:
        await _tried(org, "")


async def _tried(org: Organisation, change: str) -> None:
    """Look at one change's edits, or at those of none."""
    with _later(change):
        if unfinished := _unfinished(org, change):
            await _noticed(org, change, unfinished)
    # What cannot be finished, since Graph refuses that for good, holds up no other edit.
    with _later(change):
        while found := _next(org, change):
            if not await _noticed(org, change, found):
                return


@contextmanager
def _later(change: str) -> Iterator[None]:
    try:
        yield
    except (GraphFault, Contended, TimeoutError) as fault:
        _log.warning("noticing.later", change=change, reason=str(fault))


def _next(org: Organisation, change: str) -> list[_Found]:
    """What is to be answered next, all of one change or of none."""
    dossier, workplace = org.records.dossier(change) if change else None, org.workplace
    edits = [edit for edit in _edits(org, change) if not org.records.is_noticed(edit)]
    # A request under another key is its change all the same, whatever else that key names.
    if renamed := [edit for edit in edits if _is_renamed(edit)]:
        return [_Found(edit) for edit in renamed]
    gone = dossier.gone if dossier is not None else workplace.gone
    found = [*map(_Found, edits), *(_Found(HandEdit.removal(row), gone=True) for row in gone)]
    return found[:_AT_ONCE]


def _edits(org: Organisation, change: str) -> list[HandEdit]:
    """The rows of one change, or of none, that somebody touched last; wherever they were found."""
    dossier, strays = org.records.dossier(change) if change else None, org.workplace.by_hand
    if dossier is None:
        return [edit for edit in strays if org.records.dossier(subject_of(edit)) is None]
    return [*dossier.by_hand, *(edit for edit in strays if subject_of(edit) == change)]


def _is_renamed(edit: HandEdit) -> bool:
    return isinstance(edit.record, ChangeRequest) and bool(edit.former_key)


def _unfinished(org: Organisation, change: str) -> list[_Found]:
    """The edits that were noticed, and whose rows do not show it: they have no key yet, or a name
    that is nobody's, or lack the note that says what is wrong, or have it still.
    """
    found = ((edit, org.records.record(AuditEvent, edit.key)) for edit in _edits(org, change))
    unfinished = [
        _Found(edit, again=True)
        for edit, event in found
        if event is not None and not _shows(org, edit, event)
    ]
    return unfinished[:_AT_ONCE]


def _shows(org: Organisation, edit: HandEdit, event: AuditEvent) -> bool:
    """Whether a row that somebody touched last shows what became of that."""
    if event.result in NOTED:
        return bool(edit.note)
    row = edit.record
    if row is None or not row.key or edit.former_key or edit.note:
        return False
    return is_whole(org, row)


async def _noticed(org: Organisation, change: str, found: Sequence[_Found]) -> bool:
    """Whether the edits were written down, so that more may be looked at."""
    whole = [await _whole(org, one) for one in found]
    result = await carry_out(org, _decision(org, change, whole), within=_WITHIN)
    if not isinstance(result, Outcome):
        raise Unavailable("The lists did not answer in time.")
    for one in whole:
        if one.gone and one.edit.record is not None:
            org.records.forget_gone(one.edit.record)
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
        if any(_is_renamed(one.edit) for one in found):
            dossier = None
        today, now = workplace.today(org.clock.now()), org.clock.now()
        said: list[Said] = []
        seen = dossier, workplace
        as_they_stand = {edit.key for edit in _edits(org, change)}
        for one in found:
            noticed = org.records.is_noticed(one.edit) and not one.again
            # A row that was edited once more meanwhile is another edit, and looked at as such.
            if noticed or not (one.gone or one.edit.key in as_they_stand):
                continue
            notice = _look(one, *seen, today)
            with speaking(workplace.person(one.edit.hand.by).language or org.language):
                told = say(notice, dossier, today)
            said.append(replace(told, again=one.again))
            seen = _numbered_on(*seen, notice)
        return taken_up(said, dossier, workplace, now) if said else Outcome()

    return decide


def _look(one: _Found, dossier: Dossier | None, workplace: Workplace, today: date) -> Notice:
    if one.gone:
        change = dossier.change.key if dossier else ""
        return Notice(one.edit, Taken.GONE, change, one.edit.record)
    edit = replace(one.edit, record=one.record) if one.record is not None else one.edit
    notice = look(edit, dossier, workplace, today, one.unknown)
    return replace(notice, edit=one.edit)


def _numbered_on(
    dossier: Dossier | None, workplace: Workplace, notice: Notice
) -> tuple[Dossier | None, Workplace]:
    """What the next new row is numbered after: this one has its key by then."""
    row, typed = notice.record, notice.edit.record
    if row is None or typed is None or typed.key or not row.key:
        return dossier, workplace
    if isinstance(row, ChangeRequest):
        return dossier, replace(workplace, last_change=workplace.last_change + 1)
    if isinstance(row, Setting):
        return dossier, replace(workplace, settings={**workplace.settings, row.key: row})
    if isinstance(row, ApprovalPolicy):
        return dossier, replace(workplace, policies=(*workplace.policies, row))
    if isinstance(row, Delegation):
        return dossier, replace(workplace, delegations=(*workplace.delegations, row))
    return dossier.after((row,)) if dossier else None, workplace
