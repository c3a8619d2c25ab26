"""What is new in a version of a request, line by line, and how far its scope has moved (S-27)."""

from collections.abc import Iterator
from datetime import date

from cards import build
from cards.elements import Element
from cards.row_words import in_a_line
from cards.words import _, count, counted, day
from playbook.differing import Differences, Part
from playbook.dossier import Dossier
from playbook.drifting import Meter, drift_meter
from playbook.fields import Kept, Kind, Who, asked_of
from playbook.records import Dependency, Verdict
from playbook.scoping import changed_in, changed_since, drifted, held_against, is_approved
from playbook.standing import number, standing

SHOWN = 6
"""Changed lines in sight; the request itself has them all."""
_LONGEST = 160


def draw(dossier: Dossier, version: str) -> Iterator[Element]:
    """What is new in a version, beside the one that it is held against; nothing in the first."""
    before, changed = held_against(dossier, version), changed_in(dossier, version)
    if before is None or not changed:
        return
    approved = is_approved(dossier, before.version)
    title = (
        _("What is new since version {number}, which was approved")
        if approved
        else _("What is new since version {number}")
    )
    yield build.text(
        title.format(number=number(before.version)), bold=True, small=True, subtle=True
    )
    yield from _shown(changed)


def waiting(dossier: Dossier) -> Iterator[Element]:
    """For whoever looks at the change: what waits for approval, or was never approved, and how far
    the scope has moved altogether.
    """
    where = standing(dossier)
    if drifted(dossier):
        yield from _drift(dossier)
    elif not where.edited and where.approval is not None and where.approval.is_open:
        yield from draw(dossier, where.version)
    yield from meter(dossier)


def meter(dossier: Dossier) -> Iterator[Element]:
    """How far the scope has moved since it was first approved; nothing where it has not."""
    found = drift_meter(dossier)
    if found is not None and (line := _meter(found, asked=bool(standing(dossier).waiting))):
        yield build.text(line, small=True)


def _meter(found: Meter, *, asked: bool) -> str:
    """The meter in words; `asked` tells whether what nobody approved yet is being asked for."""
    parts: list[str] = []
    if found.approved or found.waiting:
        parts.append(_additions(found, asked=asked))
    if found.now != found.at_first:
        line = (
            _("The scope has grown from {first} to {now} lines since it was first approved.")
            if found.now > found.at_first
            else _("The scope has shrunk from {first} to {now} lines since it was first approved.")
        )
        parts.append(line.format(first=count(found.at_first), now=count(found.now)))
    elif found.versions:
        parts.append(
            counted(
                "There was one more version since it was first approved.",
                "There were {n} more versions since it was first approved.",
                found.versions,
            )
        )
    return " ".join(parts)


def _additions(found: Meter, *, asked: bool) -> str:
    if not found.waiting:
        line = _("Additions: {approved} approved.")
    elif asked:
        line = (
            _("Additions: {approved} approved, {waiting} waiting.")
            if found.approved
            else _("Additions: none approved yet, {waiting} waiting.")
        )
    else:
        line = (
            _("Additions: {approved} approved, {waiting} not approved.")
            if found.approved
            else _("Additions: none approved, {waiting} not approved.")
        )
    return line.format(approved=count(found.approved), waiting=count(found.waiting))


def _drift(dossier: Dossier) -> Iterator[Element]:
    """The scope as it reads is not what was approved, and work is under way."""
    where = standing(dossier)
    declined = where.decision is not None and where.decision.verdict is Verdict.DECLINED
    if declined and where.decision is not None:
        told = _("{who} declined version {number}. The work goes by version {approved}.")
        told = told.format(
            who=where.decision.by.name,
            number=number(where.version),
            approved=number(where.approved),
        )
    else:
        told = _("The scope no longer reads as it was approved.")
    yield build.text(told, bold=True)
    yield build.text(
        _(
            "No further wave goes out before the scope reads as approved again, or is approved as"
            " it reads now."
        ),
        close=True,
    )
    yield from _shown(changed_since(dossier))


def _shown(changed: Differences) -> Iterator[Element]:
    lines = list(_lines(changed))
    for line in lines[:SHOWN]:
        yield build.text(line, small=True, close=True)
    if len(lines) > SHOWN:
        more = counted(
            "And one more; the request itself has it.",
            "And {n} more; the request itself has them.",
            len(lines) - SHOWN,
        )
        yield build.text(more, small=True, subtle=True, close=True)


def _lines(changed: Differences) -> Iterator[str]:
    for part in changed.parts:
        yield from _part(part)
    label = _("Dependency")
    for row in changed.added:
        yield _added(label, _dependency(row))
    for row in changed.removed:
        yield _removed(label, _dependency(row))
    for before, after in changed.edited:
        for kept in asked_of(Dependency):
            old, new = _value(kept, before), _value(kept, after)
            if old != new:
                named = _("{label} “{what}”, {field}").format(
                    label=label, what=in_a_line(after.what), field=_(kept.label)
                )
                yield _turned(named, old, new)


def _part(part: Part) -> Iterator[str]:
    label = _(part.kept.label)
    for line in part.added:
        yield _added(label, line)
    for line in part.removed:
        yield _removed(label, line)
    if not (part.added or part.removed):
        yield _turned(label, _said(part.kept, part.before), _said(part.kept, part.after))


def _added(label: str, line: str) -> str:
    return _("{label} – added: {line}").format(label=label, line=in_a_line(line, _LONGEST))


def _removed(label: str, line: str) -> str:
    return _("{label} – removed: {line}").format(label=label, line=in_a_line(line, _LONGEST))


def _turned(label: str, before: str, after: str) -> str:
    return _("{label}: {before} → {after}").format(
        label=label,
        before=in_a_line(before, _LONGEST) or _("nothing"),
        after=in_a_line(after, _LONGEST) or _("nothing"),
    )


def _dependency(row: Dependency) -> str:
    beside = (_(row.kind), row.owner.name, day(row.decide_by, date.min) if row.decide_by else "")
    return _("{what} ({beside})").format(
        what=row.what, beside=", ".join(one for one in beside if one)
    )


def _value(kept: Kept, row: Dependency) -> str:
    value = getattr(row, kept.name)
    return _said(kept, value.name if isinstance(value, Who) else str(value or ""))


def _said(kept: Kept, value: str) -> str:
    """A value of a snapshot as people read it."""
    if kept.kind is Kind.CHOICE:
        return _(value) if value else ""
    if kept.kind is Kind.DATE and value:
        return day(date.fromisoformat(value), date.min)
    return value
