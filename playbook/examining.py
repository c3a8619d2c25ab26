"""What is wrong with a request, field by field."""

from collections.abc import Iterator
from datetime import date

from playbook import why
from playbook.fields import Kept, Kind, Who, field_of, readable
from playbook.findings import Fault, Finding
from playbook.placeholders import has_markup, placeholders
from playbook.records import ChangeRequest, Use
from playbook.standing import scope_fields

_WRONG_LENGTH = {
    why.Length.EMPTY: Fault.MISSING,
    why.Length.TOO_FEW: Fault.TOO_FEW_SENTENCES,
    why.Length.TOO_MANY: Fault.TOO_MANY_SENTENCES,
}


def examine(change: ChangeRequest, today: date, *, complete: bool = True) -> tuple[Finding, ...]:
    """What is wrong with a request, field by field; with `complete`, what is missing too, and
    what is not filled in yet.
    """
    return tuple(
        finding
        for kept in _examined()
        if (finding := _fault(kept, change, today, complete=complete)) is not None
    )


def _examined() -> Iterator[Kept]:
    """What a sponsor approves, and the day by which they do."""
    yield from scope_fields()
    yield field_of(ChangeRequest, "decide_by")


def _fault(kept: Kept, change: ChangeRequest, today: date, *, complete: bool) -> Finding | None:
    value = getattr(change, kept.name)
    if not value or (isinstance(value, str) and not readable(value).strip()):
        return Finding(kept.name, Fault.MISSING) if complete and kept.required else None
    if kept.kind is Kind.DATE:
        return _date_fault(kept.name, value, change, today)
    text = value.name if isinstance(value, Who) else str(value)
    if len(text) > kept.limit:
        return Finding(kept.name, Fault.TOO_LONG, limit=kept.limit, actual=len(text))
    if has_markup(text):
        return Finding(kept.name, Fault.MARKUP)
    return _fault_if_sent(kept, change, readable(text)) if complete else None


def _fault_if_sent(kept: Kept, change: ChangeRequest, text: str) -> Finding | None:
    """What a draft may be like, and what goes before a sponsor may not."""
    is_text = kept.kind in (Kind.TEXT, Kind.LINES)
    if is_text and change.use is not Use.TEMPLATE and (left := placeholders(text)):
        return Finding(kept.name, Fault.PLACEHOLDER, about=left)
    if kept.name == "why" and (wrong := why.refused(text)) is not None:
        # A scope whose why does not fit two or three sentences is not ready (S-19).
        return Finding(kept.name, _WRONG_LENGTH[wrong.length], actual=wrong.sentences)
    return None


def _date_fault(name: str, value: date, change: ChangeRequest, today: date) -> Finding | None:
    if name == "go_live_to" and change.go_live_from and value < change.go_live_from:
        return Finding(name, Fault.BACKWARDS)
    if value < today:
        return Finding(name, Fault.IN_THE_PAST)
    if name == "decide_by" and change.go_live_to and value > change.go_live_to:
        return Finding(name, Fault.AFTER_WINDOW)
    return None
