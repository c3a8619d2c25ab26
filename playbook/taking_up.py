"""Taking up hand edits: the rows that follow, the letters that explain, the notes that stay."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from playbook.asking import lead_of
from playbook.by_hand import Adoption, Note
from playbook.calls import key_of
from playbook.chaining import chained
from playbook.completing import completed
from playbook.dossier import Dossier
from playbook.fields import Who, field_of
from playbook.filing import anew
from playbook.handing_over import told_of_removal
from playbook.noticing import Notice, Taken
from playbook.outcome import Outcome
from playbook.records import AuditEvent, Delegation, Duty, Move, PlanRow, Post, Purpose, Record
from playbook.scoping import EDITED_IN_LISTS, asks_anew, drift
from playbook.workplace import Workplace

_NO_CHANGE = "lists"
"""What a letter is about where it is about no change."""

EDITED, REMOVED = "edited by hand", "removed by hand"
"""What the record calls an edit in Lists."""
SHOWN = 6
"""Edits that one letter tells of in full; more than these, nobody reads."""
_LONGEST = field_of(Post, "says").limit // SHOWN - 2
_MORE = "…"
_REPORTED = (Taken.VOID, Taken.GONE)
"""What whoever runs the change hears of too, since it may be more than a slip."""
NOTED = (Taken.WRONG, Taken.DRIFTED, Taken.VOID)


@dataclass(frozen=True, slots=True)
class Said:
    """What people are told of one hand edit: in the row's own note, and in a letter; empty for
    nothing. Words are made where words are made, and only carried here.
    """

    notice: Notice
    note: str = ""
    letter: str = ""
    again: bool = False
    """It was said before, and part of what follows from it could not be written then."""


def taken_up(
    said: Sequence[Said], dossier: Dossier | None, workplace: Workplace, now: datetime
) -> Outcome:
    """Everything that follows from these edits, all of one change or of none.

    The letters come first: an edit has been noticed once its audit event is kept, so nobody may
    have missed theirs by then.
    """
    letters = tuple(_letters(said, dossier, workplace, now))
    audit = tuple(_audit(one.notice, workplace, now) for one in said if not one.again)
    mended, adopted = tuple(_mended(said)), tuple(_adopted(said))
    outcome = Outcome(
        facts=(*letters, *audit, *_drifted(said, dossier, now), *_ended(said, workplace, now)),
        edits=mended,
        adoptions=adopted,
        notes=tuple(_notes(said)),
    )
    if dossier is None:
        return outcome
    dossier = replace(_with_keys(dossier, said), by_hand=())
    reads = dossier.after((*mended, *(adoption.record for adoption in adopted)))
    steps = tuple(_anew(said, reads, workplace, now))
    outcome = replace(outcome, facts=(*outcome.facts, *steps))
    return chained(completed(outcome, dossier, workplace, now), dossier)


def _anew(
    said: Sequence[Said], dossier: Dossier, workplace: Workplace, now: datetime
) -> Iterator[Move]:
    """The step that puts an edited scope before its sponsor as a new version (S-27)."""
    first = next((one for one in said if one.notice.taken is Taken.ANEW), None)
    if first is not None and asks_anew(dossier):
        by = first.notice.edit.hand.by or dossier.change.requester
        yield anew(dossier, workplace, by, now, reason=EDITED_IN_LISTS)


def _with_keys(dossier: Dossier, said: Sequence[Said]) -> Dossier:
    """The dossier with the rows under their keys again that somebody typed others over."""
    for one in said:
        record, typed = one.notice.record, one.notice.edit.record
        if one.notice.edit.former_key and isinstance(record, PlanRow) and typed is not None:
            dossier = dossier.without(typed).after((record,))
    return dossier


def _letters(
    said: Sequence[Said], dossier: Dossier | None, workplace: Workplace, now: datetime
) -> Iterator[Post]:
    """One letter to each person, however many of their rows it is about."""
    runs = lead_of(dossier) if dossier else _in_charge(workplace)
    for_each: dict[str, tuple[Who, list[Said]]] = {}
    for one in said:
        editor = one.notice.edit.hand.by
        is_reported = one.notice.taken in _REPORTED or bool(one.notice.policies)
        hears = (editor, runs) if is_reported else (editor or runs,)
        told = one.letter and not one.again
        for who in {who.id: who for who in hears if who and told}.values():
            for_each.setdefault(who.id, (who, []))[1].append(one)
    known = {post.key for post in (dossier.posts if dossier else workplace.posts.values())}
    known |= dossier.taken if dossier else frozenset()
    for who, theirs in for_each.values():
        post = _letter(who, theirs, dossier, now)
        if post.key not in known:
            yield post


def _letter(who: Who, theirs: list[Said], dossier: Dossier | None, now: datetime) -> Post:
    subject = dossier.change.key if dossier else _NO_CHANGE
    named = hashlib.sha256("\n".join(one.notice.edit.key for one in theirs).encode()).hexdigest()
    return Post(
        key=key_of(Purpose.BY_HAND, subject, f"{who.id}/{named[:12]}", 1),
        purpose=Purpose.BY_HAND,
        subject=subject,
        receiver=who,
        says="\n".join((*map(_short, theirs[:SHOWN]), *(_MORE for _ in theirs[SHOWN:]))),
        claimed_at=now,
    )


def _ended(said: Sequence[Said], workplace: Workplace, now: datetime) -> Iterator[Post]:
    """What both people hear of a delegation whose row somebody deleted."""
    for one in said:
        record = one.notice.record
        if one.notice.taken is Taken.GONE and isinstance(record, Delegation):
            yield from told_of_removal(record, workplace, now)


def _short(said: Said) -> str:
    text = said.letter
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}{_MORE}"


def _in_charge(workplace: Workplace) -> Who:
    return workplace.holder(Duty.LEAD) or workplace.holder(Duty.COORDINATOR)


def _audit(notice: Notice, workplace: Workplace, now: datetime) -> AuditEvent:
    by = notice.edit.hand.by
    return AuditEvent(
        key=notice.edit.key,
        change=notice.change,
        act=REMOVED if notice.taken is Taken.GONE else EDITED,
        result=notice.taken,
        by=by,
        tenant=workplace.person(by).tenant if by else "",
        at=now,
    )


def _mended(said: Sequence[Said]) -> Iterator[Record]:
    """Rows with what their editor typed made whole, such as a name that somebody is known by."""
    for one in said:
        record, typed = one.notice.record, one.notice.edit.record
        if record is None or typed is None or typed.key != record.key or record == typed:
            continue
        if one.notice.taken not in (Taken.WRONG, Taken.VOID, Taken.GONE):
            yield record


def _adopted(said: Sequence[Said]) -> Iterator[Adoption]:
    for one in said:
        record, typed = one.notice.record, one.notice.edit.record
        if record is not None and typed is not None and record.key not in ("", typed.key):
            yield Adoption(one.notice.edit.item, record)


def _notes(said: Sequence[Said]) -> Iterator[Note]:
    for one in said:
        edit = one.notice.edit
        text = one.note if one.notice.taken in NOTED else ""
        is_mended = bool(edit.note) and one.notice.taken is not Taken.GONE
        # Whoever writes the row takes its note away, unless told what it is to say.
        is_written = one.notice.record is not None and one.notice.record != edit.record
        if (text != edit.note or is_written) and (text or is_mended):
            yield Note(edit.kept_in, edit.item, text)


def _drifted(said: Sequence[Said], dossier: Dossier | None, now: datetime) -> Iterator[Record]:
    """A scope that was edited while work is under way is kept as a change of scope (S-27)."""
    first = next((one for one in said if one.notice.taken is Taken.DRIFTED), None)
    if first is not None and dossier is not None:
        rows = (one.notice.record for one in said if one.notice.taken is Taken.DRIFTED)
        reads = dossier.after(tuple(row for row in rows if row is not None))
        yield from drift(reads, first.notice.edit.hand.by, now)
