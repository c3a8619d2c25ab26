"""Telling people one to one that days have moved: whoever heard others than count now, once."""

from collections.abc import Mapping
from datetime import datetime

from playbook.dossier import Dossier, is_number
from playbook.mailing import MOVED, correction_key, found, opens_for, sheets_of
from playbook.records import Addressee, Days, PostState, Purpose, Sheet, SheetState, Wave
from playbook.waves import Waving, goes_out, state_of
from playbook.workplace import Workplace


def corrections(dossier: Dossier, workplace: Workplace, now: datetime) -> tuple[Sheet, ...]:
    """The sheets that tell of moved days, claimed: one for each from which people heard others.

    A sheet that still waits or is under way is not looked at before it is done: only then is it
    known which days its people were told.
    """
    known = dossier.taken.union(sheet.key for sheet in dossier.sheets)
    return tuple(
        sheet
        for wave in dossier.waves
        if _counts(wave, where := state_of(dossier, wave)) and goes_out(dossier, wave)
        for told in sheets_of(dossier, wave)
        if told.state is SheetState.DONE
        and correction_key(told, where) not in known
        and (sheet := _correction(dossier, told, where, workplace, now)) is not None
    )


def _counts(wave: Wave, where: Waving) -> bool:
    """Whether a wave's days were moved and are settled. Until an edit is, people may be told days
    that no step knows yet.
    """
    return where.moved_from is not None and wave.days == where.days_told


def _correction(
    dossier: Dossier, told: Sheet, where: Waving, workplace: Workplace, now: datetime
) -> Sheet | None:
    heard = _heard(dossier, told.key, before=where.ordinal_told)
    people = tuple(
        Addressee(person=one.person, conversation=one.conversation)
        for one in told.addressees
        if heard.get(one.person.id, where.days_told) != where.days_told
    )
    sheet = Sheet(
        key=correction_key(told, where),
        change=told.change,
        about=told.about,
        purpose=Purpose.CORRECTION,
        due=now,
    ).with_people(people)
    due = opens_for(sheet, workplace, now)
    return sheet.model_copy(update={"due": due}) if people else None


def days_in(dossier: Dossier, sheet: Sheet) -> Days | None:
    """The days that a message of a sheet tells now."""
    wave = dossier.wave(sheet.about)
    if wave is None:
        return None
    if sheet.purpose is Purpose.CORRECTION:
        return state_of(dossier, wave).days_told
    return wave.days


def told_before(dossier: Dossier, post: str) -> Days | None:
    """The days that the reader of a correction on a sheet had heard last, by its post's key."""
    if MOVED not in post:
        return None
    match found(dossier, post):
        case (sheet, one) if sheet.purpose is Purpose.CORRECTION:
            origin, _, ordinal = sheet.key.rpartition(MOVED)
            before = int(ordinal) if is_number(ordinal) else 0
            return _heard(dossier, origin, before=before).get(one.person.id)
        case _:
            return None


def _heard(dossier: Dossier, origin: str, *, before: int) -> Mapping[str, Days]:
    """By Entra object id, the days that people of a sheet heard last, on it or on a correction of
    it that came before a step. Who may have heard is taken to have.
    """
    stem = f"{origin}{MOVED}"
    numbered = {
        int(ordinal) if is_number(ordinal) else 0: sheet
        for sheet in dossier.sheets
        if sheet.key == origin or sheet.key.startswith(stem)
        for ordinal in (sheet.key.removeprefix(stem),)
    }
    return {
        one.person.id: one.days
        for ordinal in sorted(numbered)
        if ordinal < before
        for one in numbered[ordinal].addressees
        if one.days is not None and one.state in (PostState.SENT, PostState.UNKNOWN)
    }
