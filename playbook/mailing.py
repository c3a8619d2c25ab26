"""Telling many people one to one: sheets of fifty, and what became of each person on them."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from itertools import count, groupby

from playbook.calls import key_of
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.hours import next_open
from playbook.outcome import Outcome, PostResolved, Reason, Refusal
from playbook.records import (
    Addressee,
    Post,
    PostState,
    Purpose,
    Sheet,
    SheetState,
    Wave,
)
from playbook.standing import UNDER_WAY, sent_at_work
from playbook.waves import Waving, goes_out, state_of
from playbook.workplace import Workplace

SHEET = 50
"""People on a sheet: 1,000 people cost about 80 resource units (docs/platform.md#throttling)."""

CHANNEL = "channel"
"""Number of the sheet that keeps who said "Got it" in a channel; nobody is told from it."""

MOVED = "/moved/"
"""Between the key of a sheet and the step whose days its correction tells."""


def sheets_of(dossier: Dossier, wave: Wave) -> tuple[Sheet, ...]:
    """The sheets from which a wave's people are told of it, in order."""
    return tuple(
        sheet
        for sheet in dossier.sheets
        if sheet.about == wave.key
        and sheet.purpose is Purpose.ANNOUNCEMENT
        and not _is_channels(sheet)
    )


def to_address(dossier: Dossier) -> tuple[Wave, ...]:
    """The announced waves whose people nobody has listed yet."""
    return tuple(
        wave
        for wave in dossier.waves
        if wave.audience and goes_out(dossier, wave) and not _is_listed(dossier, wave)
    )


def _is_listed(dossier: Dossier, wave: Wave) -> bool:
    """The first sheet is written last: where it stands, so do all the others."""
    first = f"{wave.key}/sheet/1"
    return first in dossier.taken or any(sheet.key == first for sheet in dossier.sheets)


def address(
    dossier: Dossier, workplace: Workplace, wave: Wave, people: Sequence[Who], now: datetime
) -> Outcome:
    """Claim the sheets of a wave: everybody once, grouped by when they work.

    Everybody on a sheet keeps the same hours, so that a sheet whose turn comes late waits as one.
    Whoever an earlier attempt has put on a sheet stays there, and is put on no other. Should the
    group turn out to be empty, one empty sheet says so.
    """
    if wave not in to_address(dossier):
        return Outcome()
    written = sheets_of(dossier, wave)
    listed = {one.person.id for sheet in written for one in sheet.addressees}
    taken = dossier.taken.union(sheet.key for sheet in written)
    numbers = (n for n in count(1) if f"{wave.key}/sheet/{n}" not in taken)
    each = {who.id: who for who in people if who and who.id not in listed}
    kept = {who.id: workplace.hours(who) for who in each.values()}

    def turn(who: Who) -> tuple[datetime, str, str, time, time]:
        hours = kept[who.id]
        return next_open(now, hours), hours.zone, hours.province, hours.opens, hours.closes

    sheets: list[Sheet] = []
    for (due, *_), group in groupby(sorted(each.values(), key=turn), key=turn):
        told = tuple(group)
        sheets.extend(
            fresh_sheet(wave, next(numbers), due, told[start : start + SHEET])
            for start in range(0, len(told), SHEET)
        )
    if not sheets:
        nobody = fresh_sheet(wave, next(numbers), now, ())
        sheets.append(nobody.model_copy(update={"state": SheetState.DONE}))
    return Outcome(facts=tuple(sheets))


def fresh_sheet(wave: Wave, number: int | str, due: datetime, people: Sequence[Who]) -> Sheet:
    """A sheet of a wave whose people have not been told yet."""
    sheet = Sheet(key=f"{wave.key}/sheet/{number}", change=wave.change, about=wave.key, due=due)
    return sheet.with_people(tuple(Addressee(person=who) for who in people))


def due_sheets(dossier: Dossier, now: datetime) -> tuple[Sheet, ...]:
    """The sheets to work through now."""
    return tuple(
        sheet
        for sheet in dossier.sheets
        if sheet.state is SheetState.CLAIMED and sheet.due <= now and goes_on(dossier, sheet)
    )


def goes_on(dossier: Dossier, sheet: Sheet) -> bool:
    """Whether the wave of a sheet is still being announced; a pause stops the sheet midway, be it
    of the wave or of its change. So does the next move of its days, where it tells of one.
    """
    wave = dossier.wave(sheet.about)
    if wave is None or not goes_out(dossier, wave):
        return False
    latest = f"{MOVED}{state_of(dossier, wave).ordinal_told}"
    return sheet.purpose is not Purpose.CORRECTION or sheet.key.endswith(latest)


def correction_key(told: Sheet, where: Waving) -> str:
    """The key of the sheet that tells a sheet's people the days that count now."""
    return f"{told.key}{MOVED}{where.ordinal_told}"


def round_of(dossier: Dossier, sheet: Sheet) -> int:
    """How often the sheet's wave or its change was stopped: work taken up again is another job."""
    wave = dossier.wave(sheet.about)
    pauses = state_of(dossier, wave).pauses if wave else 0
    return pauses + _stops(dossier)


def _stops(dossier: Dossier) -> int:
    """The steps that took a change out of the phases in which people are told of waves. What is
    added to a scope while work is under way waits for approval beside it, and stops nothing.
    """
    stops = sum(move.to not in UNDER_WAY for move in dossier.moves)
    return stops - len(sent_at_work(dossier))


def next_sheet(dossier: Dossier, after: datetime) -> datetime | None:
    """The first instant later than `after` at which a claimed sheet's people work."""
    dues = (sheet.due for sheet in dossier.sheets if sheet.state is SheetState.CLAIMED)
    return min((due for due in dues if due > after), default=None)


def told(dossier: Dossier, sheet: Sheet, addressees: Sequence[Addressee]) -> Sheet:
    """The sheet once its job has ended. Whoever said "Got it" meanwhile is kept so."""
    got_it = {one.person.id for one in sheet.addressees if one.got_it}
    people = tuple(
        one.model_copy(update={"got_it": True}) if one.person.id in got_it else one
        for one in addressees
    )
    waits = any(one.state is PostState.CLAIMED for one in people)
    state = SheetState.DONE
    if waits:
        state = SheetState.CLAIMED if goes_on(dossier, sheet) else SheetState.STOPPED
    return sheet.with_people(people).model_copy(update={"state": state})


def claimed_again(dossier: Dossier, workplace: Workplace, now: datetime) -> tuple[Sheet, ...]:
    """Sheets claimed for another hour: those that were stopped and whose wave goes on again, and
    those whose turn has come in the quiet hours of their people.
    """
    return tuple(
        sheet.model_copy(update={"state": SheetState.CLAIMED, "due": opens})
        for sheet in dossier.sheets
        if _may_be_late(sheet, now) and goes_on(dossier, sheet)
        for opens in (opens_for(sheet, workplace, now),)
        if sheet.state is SheetState.STOPPED or opens > now
    )


def _may_be_late(sheet: Sheet, now: datetime) -> bool:
    claimed = sheet.state is SheetState.CLAIMED and sheet.due <= now
    return claimed or sheet.state is SheetState.STOPPED


def opens_for(sheet: Sheet, workplace: Workplace, now: datetime) -> datetime:
    """The first instant, from `now` on, at which somebody who waits on a sheet may be told."""
    waiting = (one.person for one in sheet.addressees if one.state is PostState.CLAIMED)
    return min((next_open(now, workplace.hours(who)) for who in waiting), default=now)


def post_key(sheet: Sheet, person: str) -> str:
    """The key that the card of one person on a sheet carries."""
    return f"{sheet.key}/{person}"


def letter(sheet: Sheet, one: Addressee, now: datetime) -> Post:
    """The message to one person on a sheet, as a post that has no row of its own."""
    return Post(
        key=post_key(sheet, one.person.id),
        purpose=sheet.purpose,
        subject=sheet.change,
        about=sheet.about,
        receiver=one.person,
        conversation=one.conversation,
        state=one.state,
        message=one.message,
        claimed_at=now,
    )


def is_letter(post: str) -> bool:
    """Whether a post's key is that of a message on a sheet, which has no row of its own."""
    return "/sheet/" in post


def found(dossier: Dossier, post: str) -> tuple[Sheet, Addressee] | None:
    """The sheet and the person that a card's post key names."""
    stem, _, person = post.rpartition("/")
    sheet = next((sheet for sheet in dossier.sheets if sheet.key == stem), None)
    one = (
        next((one for one in sheet.addressees if one.person.id == person), None) if sheet else None
    )
    return (sheet, one) if sheet and one else None


def in_doubt(dossier: Dossier) -> Iterator[tuple[Sheet, Addressee]]:
    """The people on sheets whose message may or may not have arrived."""
    for sheet in dossier.sheets:
        for one in sheet.addressees:
            if one.state is PostState.UNKNOWN:
                yield sheet, one


def proved(dossier: Dossier, post: str, message: str, conversation: str) -> Outcome:
    """A press on a sheet's card proves that it arrived."""
    match found(dossier, post):
        case (sheet, one) if one.state is PostState.UNKNOWN:
            arrived = {"state": PostState.SENT, "message": message, "conversation": conversation}
            return Outcome(edits=(sheet.with_one(one.model_copy(update=arrived)),))
        case _:
            return Outcome()


def resolve(dossier: Dossier, post: str, *, arrived: bool, now: datetime) -> Outcome:
    """A person's word on a message of a sheet: it arrived, or send it again on the same sheet."""
    match found(dossier, post):
        case (sheet, one) if one.state is PostState.UNKNOWN:
            state = PostState.SENT if arrived else PostState.REFUSED
            mended = sheet.with_one(one.model_copy(update={"state": state}))
            if arrived:
                return Outcome(PostResolved(post, arrived=True), edits=(mended,))
            again = _again(sheet, one, now)
            claimed = any(known.key == again.key for known in dossier.posts)
            facts = () if claimed else (again,)
            return Outcome(PostResolved(post, arrived=False), facts=facts, edits=(mended,))
        case _:
            return Outcome(Refusal(Reason.NOT_IN_DOUBT, dossier.change.key))


def _again(sheet: Sheet, one: Addressee, now: datetime) -> Post:
    """Somebody sent to again gets a post of their own: their sheet's work is done."""
    about = sheet.about.removeprefix(f"{sheet.change}/")
    return Post(
        key=key_of(Purpose.ANNOUNCEMENT, sheet.change, f"{about}/{one.person.id}", 1),
        purpose=Purpose.ANNOUNCEMENT,
        subject=sheet.change,
        about=sheet.about,
        receiver=one.person,
        claimed_at=now,
    )


def _is_channels(sheet: Sheet) -> bool:
    return sheet.key.endswith(f"/{CHANNEL}")
