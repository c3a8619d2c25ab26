"""From a row's form to the command that keeps the row."""

from collections.abc import Mapping
from typing import Any

from cards.payloads import ROW_INPUT, ROWS, Nonsense, RowKind, SaveRoles, SaveRow
from cards.typed import line_of, person_of, value_of
from playbook.commands import (
    AnyKeep,
    KeepDependency,
    KeepGroup,
    KeepItem,
    KeepMeasure,
    KeepMessage,
    KeepRisk,
    KeepRollback,
    KeepSurvey,
    KeepTraining,
    KeepWave,
    NameRoles,
)
from playbook.fields import Kept, Kind, Who, asked_of
from playbook.findings import Finding
from playbook.records import RoleKind

AUDIENCE = "audience"
"""The field that names a group: typed, since no picker of Teams offers groups."""

NO_PLACE = "none"
"""What a channel's field sends for none: a list of choices cannot be left once chosen from."""

_KEEPS: Mapping[RowKind, type[AnyKeep]] = {
    RowKind.WAVE: KeepWave,
    RowKind.RISK: KeepRisk,
    RowKind.ROLLBACK: KeepRollback,
    RowKind.MEASURE: KeepMeasure,
    RowKind.ITEM: KeepItem,
    RowKind.DEPENDENCY: KeepDependency,
    RowKind.SURVEY: KeepSurvey,
    RowKind.GROUP: KeepGroup,
    RowKind.MESSAGE: KeepMessage,
    RowKind.TRAINING: KeepTraining,
}


def keep_of(payload: SaveRow, inputs: Mapping[str, str]) -> AnyKeep | Nonsense:
    """The row as its form has it. People have no names yet, and a typed group has no id."""
    if payload.row.partition("/")[0] != payload.change:
        return Nonsense(f"{payload.VERB}: row: of another change")
    record = ROWS[payload.kind]
    values: dict[str, Any] = {"key": payload.row, "change": payload.change}
    unread: list[Finding] = []
    for kept in asked_of(record):
        value, finding = _value(kept, inputs.get(ROW_INPUT + kept.name, ""))
        if value is not None:
            values[kept.name] = value
        if finding is not None:
            unread.append(finding)
    if payload.kind is RowKind.ITEM:
        values["source"] = payload.source
    row = record.model_validate(values)
    keep = {"row": row, "base": payload.base, "unread": tuple(unread)}
    return _KEEPS[payload.kind].model_validate(keep)


def _value(kept: Kept, typed: str) -> tuple[object, Finding | None]:
    if kept.name == AUDIENCE and kept.kind is Kind.PERSON:
        return Who(name=line_of(typed)), None
    return value_of(kept, "" if typed == NO_PLACE else typed)


def roles_of(payload: SaveRoles, inputs: Mapping[str, str]) -> NameRoles:
    """Who answers for what as the form has it; people have no names yet."""
    holders: dict[RoleKind, Who] = {}
    unread: list[Finding] = []
    for kind in RoleKind:
        who, finding = person_of(kind, inputs.get(role_input(kind), ""))
        if finding is None:
            holders[kind] = who
        else:
            unread.append(finding)
    return NameRoles(
        change=payload.change, holders=holders, base=payload.base, unread=tuple(unread)
    )


def role_input(kind: RoleKind) -> str:
    """Id of the input that names who answers for it."""
    return f"{ROW_INPUT}{kind.name.lower()}"
