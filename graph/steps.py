"""The steps from the lists that are there to what the declarations say. Pure.

Each of them adds or widens; none deletes, narrows or renames.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.found import Found, FoundColumn, FoundList
from graph.schema import LONGEST_LINE, TITLE, Column, columns_of
from playbook.fields import Kind, ListOf
from playbook.records import LISTS


@dataclass(frozen=True, slots=True)
class MakeList:
    """A list that is missing, with all its columns."""

    kept_in: ListOf

    def __str__(self) -> str:
        return f"Make the list {self.kept_in.name}."


@dataclass(frozen=True, slots=True)
class DescribeList:
    """A list whose description is empty."""

    list_id: str
    list_name: str
    description: str

    def __str__(self) -> str:
        return f"Say what the list {self.list_name} is for."


@dataclass(frozen=True, slots=True)
class AddColumn:
    """A column that is missing from a list that is there."""

    list_id: str
    list_name: str
    column: Column

    def __str__(self) -> str:
        return f"Add the column {self.column.label} to {self.list_name}."


@dataclass(frozen=True, slots=True)
class AmendColumn:
    """A column that lacks something; `change` is what is sent, `why` says it in words."""

    list_id: str
    list_name: str
    column_id: str
    label: str
    change: Mapping[str, Any]
    why: str

    def __str__(self) -> str:
        return f"{self.why} in the column {self.label} of {self.list_name}."


Step = MakeList | DescribeList | AddColumn | AmendColumn

_FOR_PEOPLE = frozenset({"description", "displayName", "indexed"})


def needed(step: Step) -> bool:
    """Whether Cutover cannot keep its records without it; the others are for people and views."""
    if isinstance(step, AmendColumn):
        return not step.change.keys() <= _FOR_PEOPLE
    return not isinstance(step, DescribeList)


def plan(found: Found) -> tuple[Step, ...]:
    """What is to be done about the lists, in the order in which people meet them."""
    steps: list[Step] = []
    for kept_in in LISTS:
        there = found.lists.get(kept_in)
        steps += [MakeList(kept_in)] if there is None else _completing(kept_in, there)
    return tuple(steps)


def _completing(kept_in: ListOf, there: FoundList) -> Iterator[Step]:
    if not there.described:
        yield DescribeList(there.id, there.name, kept_in.help)
    without_room = there.without_room(kept_in)
    for column in columns_of(kept_in):
        wanted = _without_index(column) if column.name in without_room else column
        standing = there.columns.get(column.name)
        if standing is None:
            yield AddColumn(there.id, there.name, wanted)
        elif standing.suits(column):
            if column.name in there.repeated:
                wanted = replace(wanted, unique=False)
            for why, change in _amendments(wanted, standing):
                label = standing.label
                yield AmendColumn(there.id, there.name, standing.id, label, change, why)


def _without_index(column: Column) -> Column:
    return replace(column, indexed=False, unique=False)


def _amendments(column: Column, there: FoundColumn) -> Iterator[tuple[str, Mapping[str, Any]]]:
    missing = [choice for choice in column.choices if choice not in there.choices]
    if missing:
        choices = {"choices": _in_place(there.choices, column.choices)}
        yield f"Offer {', '.join(missing)}", {"choice": {**there.facet("choice"), **choices}}
    if column.unique and not there.unique:
        yield "Refuse repeated values", {"indexed": True, "enforceUniqueValues": True}
    elif column.indexed and not there.indexed and not there.several_lines:
        yield "Index the values", {"indexed": True}
    if column.facet == "text" and not there.several_lines and there.length < LONGEST_LINE:
        yield "Take longer text", {"text": {**there.facet("text"), "maxLength": LONGEST_LINE}}
    if column.kind is Kind.MOMENT and there.facet("dateTime").get("format") == "dateOnly":
        yield "Keep the time", {"dateTime": {**there.facet("dateTime"), "format": "dateTime"}}
    # The label that SharePoint gives is ours to change; one that a person gave is not.
    if column.name == TITLE and there.label == TITLE != column.label:
        yield f"Show the label {column.label}", {"displayName": column.label}
    if column.help and not there.described:
        yield "Say what is wanted", {"description": column.help}


def _in_place(offered: Sequence[str], ours: Sequence[str]) -> list[str]:
    """What is offered, in its order, with each missing choice of ours behind the one before it."""
    merged = list(offered)
    for number, choice in enumerate(ours):
        if choice not in merged:
            before = ours[number - 1] if number else ""
            merged.insert(merged.index(before) + 1 if number else 0, choice)
    return merged
