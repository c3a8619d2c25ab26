"""Keeping the rows of a change's plan, whatever their kind: each by the form it declares."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TypeVar

from playbook import recording
from playbook.asking import lead_of
from playbook.commands import AnyKeep, KeepDependency, KeepWave
from playbook.completing import completed
from playbook.depending import gaps
from playbook.dossier import HOLDS, Dossier, is_number
from playbook.editors import doers_of, editors_of
from playbook.fields import Kept, Kind, Who, asked_of, declared, readable
from playbook.filing import anew, taken_back
from playbook.findings import Fault, Finding
from playbook.hours import working_day_from
from playbook.numbering import next_row_key
from playbook.outcome import Outcome, Reason, Refusal, RowKept, Unfinished
from playbook.placeholders import has_markup
from playbook.readiness import takes
from playbook.records import (
    ActionItem,
    Dependency,
    Duty,
    Person,
    PlanRow,
    Record,
    Rollback,
    Survey,
    Wave,
)
from playbook.scoping import Where, asks_anew, drift
from playbook.workplace import Workplace

P = TypeVar("P", bound=PlanRow)

_TO_COME = {"last_day", "announce_on", "closes_on", "opens_on", "due", "decide_by"}
"""Dates that cannot lie in the past when they are entered."""


def change_in(key: str) -> str:
    """Key of the change that a row's key begins with."""
    return key.partition("/")[0]


def blank(kind: type[P], dossier: Dossier, workplace: Workplace, person: Person) -> P:
    """A new row with what is known already, so that nobody types it twice."""
    channel = workplace.holder(Duty.ANNOUNCEMENTS)
    known: dict[str, object] = {
        "owner": lead_of(dossier),
        "contact": workplace.holder(Duty.SUPPORT),
        "channel": channel,
        "trigger": dossier.change.rollback_trigger,
    }
    if kind is ActionItem:
        known["owner"] = person.who
    fields = {name: value for name, value in known.items() if name in kind.model_fields}
    key = next_row_key(dossier, kind)
    return kind.model_validate({"key": key, "change": dossier.change.key, **fields})


def row_hash(row: PlanRow) -> str:
    """Eight hexadecimal digits over what a row's own form asks."""
    told = "\x1e".join(f"{kept.name}\x1f{getattr(row, kept.name)}" for kept in asked_of(type(row)))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def keep(
    dossier: Dossier, workplace: Workplace, command: AnyKeep, person: Person, now: datetime
) -> Outcome:
    """Keep a new row or an edit of one."""
    row = _numbered(dossier, command)
    if refusal := _not_theirs(dossier, workplace, row, person):
        return recording.refused(dossier, command.do, refusal, person, now)
    found = {finding.field for finding in command.unread}
    findings = command.unread + tuple(
        finding
        for finding in _findings(command, dossier, workplace, workplace.today(now))
        if finding.field not in found and not _may_wait(command, finding)
    )
    if findings:
        return Outcome(Unfinished(findings))
    stands = dossier.row(row.key)
    if stands is None:
        row = row.model_copy(update={"by": person.who}) if isinstance(row, Survey) else row
        audit = recording.done(dossier, command.do, row.key, person, now)
        facts = (row, audit, *_of_the_scope(dossier, workplace, command, row, person, now))
        outcome = Outcome(RowKept(dossier.change.key, row.key), facts=facts)
        return completed(outcome, dossier, workplace, now)
    if type(stands) is not type(row) or _overtaken(stands, command):
        return Outcome(Unfinished((), overtaken=True))
    asked = {kept.name: getattr(row, kept.name) for kept in asked_of(type(row))}
    edited = stands.model_copy(update=asked)
    edits = (edited,) if edited != stands else ()
    outcome = Outcome(
        RowKept(dossier.change.key, row.key),
        facts=_of_the_scope(dossier, workplace, command, edited, person, now),
        edits=edits,
        edit_decides=bool(edits),
    )
    return completed(outcome, dossier, workplace, now)


def _may_wait(command: AnyKeep, finding: Finding) -> bool:
    """Whether it need not be there yet, in a request that is only being written."""
    draft = isinstance(command, KeepDependency) and command.draft
    later = finding.fault in (Fault.MISSING, Fault.NO_FALLBACK)
    return draft and later and finding.field != "what"


def _of_the_scope(
    dossier: Dossier,
    workplace: Workplace,
    command: AnyKeep,
    row: PlanRow,
    person: Person,
    now: datetime,
) -> tuple[Record, ...]:
    """What a change waits for is part of what is approved (S-24): another dependency, or an edit
    of one, goes before the sponsor as a new version; one that comes with its request's form is a
    draft, as all that the form keeps. While work is under way it is a drift, which is kept, and
    sent for approval by whoever runs the change (S-27).
    """
    if not isinstance(row, Dependency):
        return ()
    reads = dossier.after((row,))
    if not asks_anew(reads):
        return drift(reads, person.who, now, Where.TEAMS)
    if isinstance(command, KeepDependency) and command.draft:
        return taken_back(reads, person, now)
    step = anew(reads, workplace, person.who, now)
    return step, recording.done(dossier, recording.act_of(step), step.key, person, now)


def _numbered(dossier: Dossier, command: AnyKeep) -> PlanRow:
    """The row under a key of its own: two forms for something new may offer the same key, and the
    later one must take nothing from the first. Sent twice, it finds the row that it made before.

    A new row is called by its kind whatever the form says: the keys of waves are not for items.
    """
    row, stands = command.row, dossier.row(command.row.key)
    another = stands is not None and not command.base and row_hash(stands) != row_hash(row)
    if isinstance(row, Rollback):
        another = False
    if stands is None:
        another = not _numbered_on(dossier, row)
    if not another:
        return row
    rows: tuple[PlanRow, ...] = getattr(dossier, HOLDS[type(row)])
    made = (other.key for other in rows if row_hash(other) == row_hash(row))
    return row.model_copy(update={"key": next(made, next_row_key(dossier, type(row)))})


def _numbered_on(dossier: Dossier, row: PlanRow) -> bool:
    """Whether a new row's number is one that a form has offered: all rows after it count on from
    there, and their keys must go on fitting.
    """
    stem, _, following = next_row_key(dossier, type(row)).rpartition("/")
    before, _, number = row.key.rpartition("/")
    if before != stem or not is_number(number):
        return False
    return number == str(int(number)) and int(number) <= int(following)


def _not_theirs(
    dossier: Dossier, workplace: Workplace, row: PlanRow, person: Person
) -> Refusal | None:
    """Whoever runs the change plans it. An action item is anybody's to make; whoever made it for
    somebody else may send its form twice, but not edit it after that.
    """
    who = editors_of(dossier.change, workplace)
    if isinstance(row, ActionItem):
        stands = dossier.row(row.key)
        if not isinstance(stands, ActionItem) or row_hash(stands) == row_hash(row):
            return None
        who = doers_of(stands, dossier.change, workplace)
    if person.key in {one.id for one in who}:
        return None
    return Refusal(Reason.NOT_YOURS_TO_EDIT, dossier.change.key, who)


def _overtaken(stands: PlanRow, command: AnyKeep) -> bool:
    """Whether the form would put back what somebody else has kept since it was opened."""
    held, wanted = row_hash(stands), row_hash(command.row)
    return held not in (command.base, wanted)


def _findings(
    command: AnyKeep, dossier: Dossier, workplace: Workplace, today: date
) -> Iterator[Finding]:
    row, stands = command.row, dossier.row(command.row.key)
    yield from examine_row(row, today, stands)
    yield from examine_whole(row, workplace)
    if isinstance(row, Dependency) and "fallback" in gaps(row):
        yield Finding("fallback", Fault.NO_FALLBACK)
    if isinstance(command, KeepWave) and command.row.audience and command.members == 0:
        yield Finding("audience", Fault.EMPTY_GROUP)


def examine_whole(row: PlanRow, workplace: Workplace) -> Iterator[Finding]:
    """What is wrong between a row's fields, and between the row and the places there are."""
    match row:
        case Wave():
            yield from _wave_findings(row, workplace)
        case Survey():
            if row.channel and not takes(workplace, row.channel):
                yield Finding("channel", Fault.NOT_HERE)
            if row.opens_on and row.closes_on and row.closes_on < row.opens_on:
                yield Finding("closes_on", Fault.BACKWARDS)
        case _:
            return


def _wave_findings(wave: Wave, workplace: Workplace) -> Iterator[Finding]:
    if wave.first_day and wave.last_day and wave.last_day < wave.first_day:
        yield Finding("last_day", Fault.BACKWARDS)
    told_on = working_day_from(wave.announce_on, workplace.office) if wave.announce_on else None
    if told_on and wave.first_day and told_on >= wave.first_day:
        # Staff must not first hear of it on launch day (S-45).
        yield Finding("announce_on", Fault.AFTER_FIRST_DAY)
    if wave.channel and not takes(workplace, wave.channel):
        yield Finding("channel", Fault.NOT_HERE)
    if not wave.channel and not wave.audience.name:
        yield Finding("channel", Fault.NOWHERE)


def examine_row(row: PlanRow, today: date, stands: PlanRow | None = None) -> tuple[Finding, ...]:
    """What is wrong with a row, field by field. A date that stood before may lie in the past."""
    return _faults(asked_of(type(row)), row, today, stands)


def examine_by_hand(row: Record) -> tuple[Finding, ...]:
    """What is wrong with a row that somebody edited in Lists, field by field.

    Lists are filled in cell by cell, so nothing is missing yet; and nobody knows which of its dates
    stood there before, so no day has passed.
    """
    typed = (kept for kept in declared(type(row)) if not kept.projection and kept.name != "key")
    found = _faults(typed, row, date.min, None)
    return tuple(finding for finding in found if finding.fault is not Fault.MISSING)


def _faults(
    fields: Iterable[Kept], row: Record, today: date, stands: PlanRow | None
) -> tuple[Finding, ...]:
    return tuple(
        finding for kept in fields if (finding := _fault(kept, row, today, stands)) is not None
    )


def _fault(kept: Kept, row: Record, today: date, stands: PlanRow | None) -> Finding | None:
    value = getattr(row, kept.name)
    if not value or (isinstance(value, str) and not readable(value).strip()):
        return Finding(kept.name, Fault.MISSING) if kept.required else None
    if kept.kind is Kind.DATE:
        stood = stands is not None and getattr(stands, kept.name, None) == value
        past = kept.name in _TO_COME and value < today and not stood
        return Finding(kept.name, Fault.IN_THE_PAST) if past else None
    text = value.name if isinstance(value, Who) else str(value)
    if len(text) > kept.limit:
        return Finding(kept.name, Fault.TOO_LONG, limit=kept.limit, actual=len(text))
    if has_markup(text):
        return Finding(kept.name, Fault.MARKUP)
    return None
