"""From what was typed and chosen on a card to a typed command.

Nothing is judged here beyond what cannot be read at all: limits and meaning are the playbook's,
so that over-long text comes back on the form whole.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from cards.payloads import (
    FIRST_QUESTION,
    CommandPayload,
    DecideApproval,
    FileChange,
    Nonsense,
    ResolvePost,
    SaveSetUp,
    StepChange,
)
from playbook.commands import AnyCommand, Decide, File, Resolve, SetUp, Step
from playbook.fields import Kept, Kind, Who
from playbook.outcome import Fault, Finding
from playbook.records import ChangeRequest, Duty, Phase
from playbook.standing import scope_fields

_ID = re.compile(r"[A-Za-z0-9._@#:-]{1,128}")
_BLANK_LINES = re.compile(r"\n{3,}")
_INVISIBLE = frozenset("\u200b\u2060\ufeff\u061c\u200e\u200f")
_BIDI = range(0x202A, 0x202F), range(0x2066, 0x206A)


def command_of(payload: CommandPayload, inputs: Mapping[str, str]) -> AnyCommand | Nonsense:
    """The command that a press asks for; Nonsense for inputs that no card of ours sends."""
    match payload:
        case FileChange():
            return _file(payload, inputs)
        case DecideApproval():
            return Decide(
                change=payload.change,
                version=payload.version,
                verdict=payload.verdict,
                comment=lines_of(inputs.get("comment", "")),
                via=payload.post,
            )
        case StepChange():
            return _step(payload, inputs)
        case ResolvePost():
            return Resolve(post=payload.doubted, arrived=payload.arrived)
        case SaveSetUp():
            return _set_up(inputs)


def begun(entered: ChangeRequest, inputs: Mapping[str, str]) -> ChangeRequest:
    """The request with what was answered on the card whose button opened its form."""
    answer = lines_of(inputs.get(FIRST_QUESTION, ""))
    return entered.model_copy(update={FIRST_QUESTION: answer}) if answer else entered


def line_of(typed: str) -> str:
    """One line: white space folded, what cannot be seen removed."""
    return " ".join(_visible(typed).split())


def lines_of(typed: str) -> str:
    """Lines as typed, without what cannot be seen; at most one blank line between two."""
    lines = _visible(typed.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return _BLANK_LINES.sub("\n\n", "\n".join(" ".join(line.split()) for line in lines)).strip()


def _visible(typed: str) -> str:
    return "".join(sign for sign in typed if sign in "\n\t" or not _unseen(sign))


def _unseen(sign: str) -> bool:
    """Control characters, halves of broken pairs, and marks that hide or turn the text."""
    return (
        unicodedata.category(sign) in ("Cc", "Cs")
        or sign in _INVISIBLE
        or any(ord(sign) in signs for signs in _BIDI)
    )


def _file(payload: FileChange, inputs: Mapping[str, str]) -> File:
    values: dict[str, object] = {}
    unread: list[Finding] = []
    for kept in scope_fields():
        value, finding = _value(kept, inputs.get(kept.name, ""))
        values[kept.name] = value
        if finding is not None:
            unread.append(finding)
    entered = ChangeRequest.model_validate({"key": payload.change, "form": payload.form, **values})
    return File(entered=entered, submit=payload.submit, base=payload.base, unread=tuple(unread))


def _value(kept: Kept, typed: str) -> tuple[object, Finding | None]:
    match kept.kind:
        case Kind.DATE:
            return _date(kept.name, typed)
        case Kind.PERSON:
            return _person(kept.name, typed)
        case Kind.LINES:
            return lines_of(typed), None
        case _:
            return line_of(typed), None


def _date(field: str, typed: str) -> tuple[date | None, Finding | None]:
    plain = line_of(typed)
    if not plain:
        return None, None
    try:
        return date.fromisoformat(plain), None
    except ValueError:
        return None, Finding(field, Fault.NOT_A_DATE)


def _person(field: str, typed: str) -> tuple[Who, Finding | None]:
    chosen = line_of(typed).partition(",")[0]
    if not chosen:
        return Who(), None
    if not _ID.fullmatch(chosen):
        return Who(), Finding(field, Fault.UNKNOWN_PERSON)
    return Who(id=chosen), None


def _step(payload: StepChange, inputs: Mapping[str, str]) -> Step | Nonsense:
    to = inputs.get("to", "")
    if to not in set(Phase):
        return Nonsense(f"{payload.VERB}: to: not a phase")
    return Step(
        change=payload.change,
        to=Phase(to),
        ordinal=payload.ordinal,
        reason=lines_of(inputs.get("reason", "")),
    )


def _set_up(inputs: Mapping[str, str]) -> SetUp:
    holders = {}
    for duty in Duty:
        who, _unknown = _person(duty, inputs.get(duty.name.lower(), ""))
        if who:
            holders[duty] = who
    return SetUp(holders=holders)
