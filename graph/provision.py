"""Making the lists what the declarations say, and never less than they were.

Lists and columns that are missing are made, choices that are missing are added, and the key's
uniqueness is put back. Nothing is deleted or narrowed, and a name that somebody changed stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiota_abstractions.method import Method
from kiota_abstractions.request_information import RequestInformation

from graph.addresses import all_lists, ours
from graph.errors import Rejected, Unavailable
from graph.patience import Patience
from graph.schema import TITLE, Column, columns_of, list_definition
from graph.sdk import BaseRequestBuilder, ListsRequestBuilder
from graph.wire import Wire, with_body
from playbook.fields import ListOf
from playbook.records import LISTS

_WITHIN = 120.0


@dataclass(frozen=True, slots=True)
class MakeList:
    """A list that is missing, with all its columns."""

    kept_in: ListOf

    def __str__(self) -> str:
        return f"Make the list {self.kept_in.name}."


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
    column: Column
    change: Mapping[str, Any]
    why: str

    def __str__(self) -> str:
        return f"{self.why} in the column {self.column.label} of {self.list_name}."


Step = MakeList | AddColumn | AmendColumn


@dataclass(frozen=True, slots=True)
class Report:
    """What was done, or would be. Empty when the lists were as they should be."""

    steps: tuple[Step, ...]
    dry_run: bool = False


async def provision(
    wire: Wire, site: str, *, dry_run: bool = False, within: float = _WITHIN
) -> Report:
    """Make the lists of a site complete. May run twice, and again after being stopped halfway.

    :param within: seconds of wall time
    :raises GraphFault: if Graph refuses or is unavailable too long; what was done stays done
    """
    lists = wire.builders.sites.by_site_id(site).lists
    patience = Patience(within)
    done: list[Step] = []
    while True:
        steps = plan(await all_lists(wire, lists, within=patience.left, expand="columns"))
        if not steps or dry_run:
            return Report((*done, *steps), dry_run)
        _check_progress(done, steps)
        try:
            for step in steps:
                await _take(wire, lists, step, patience.left)
                done.append(step)
        except Unavailable as fault:
            # It may have been done unheard: look again before trying again.
            await patience.rest(fault)


def plan(existing: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    """The steps from a site's lists, with their columns, to what the declarations say."""
    ids = ours(existing)
    columns = {str(found["id"]): found["columns"] for found in existing}
    steps: list[Step] = []
    for kept_in in LISTS:
        list_id = ids.get(kept_in)
        if list_id is None:
            steps.append(MakeList(kept_in))
        else:
            steps += _completing(kept_in, list_id, columns[list_id])
    return tuple(steps)


def _completing(
    kept_in: ListOf, list_id: str, existing: Sequence[Mapping[str, Any]]
) -> Iterator[Step]:
    name = kept_in.name
    there = {str(found["name"]): found for found in existing}
    for column in columns_of(kept_in):
        found = there.get(column.name)
        if found is None:
            yield AddColumn(list_id, name, column)
            continue
        for why, change in _amendments(column, found):
            yield AmendColumn(list_id, name, str(found["id"]), column, change, why)


def _amendments(
    column: Column, found: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    offered = found.get("choice", {}).get("choices", [])
    missing = [choice for choice in column.choices if choice not in offered]
    if missing:
        choices = {"choices": [*offered, *missing]}
        yield f"Add {', '.join(missing)}", {"choice": {**found.get("choice", {}), **choices}}
    if column.unique and not found.get("enforceUniqueValues"):
        yield "Refuse repeated values", {"indexed": True, "enforceUniqueValues": True}
    elif column.indexed and not found.get("indexed"):
        yield "Index the values", {"indexed": True}
    # The label that SharePoint gives is ours to change; one that a person gave is not.
    if column.name == TITLE and found.get("displayName") == TITLE != column.label:
        yield "Show the label", {"displayName": column.label, "description": column.help}


def _check_progress(done: list[Step], steps: tuple[Step, ...]) -> None:
    again = next((step for step in steps if step in done), None)
    if again is not None:
        raise Rejected(0, "notKept", f"SharePoint accepted this, and did not do it: {again}")


async def _take(wire: Wire, lists: ListsRequestBuilder, step: Step, within: float) -> None:
    try:
        await wire.send(_request(lists, step), within=within)
    except Rejected as refusal:
        # Somebody else made it meanwhile, or we did, unheard; the next look tells.
        if refusal.code != "nameAlreadyExists":
            raise


def _request(lists: ListsRequestBuilder, step: Step) -> RequestInformation:
    if isinstance(step, MakeList):
        return _with(Method.POST, lists, list_definition(step.kept_in))
    columns = lists.by_list_id(step.list_id).columns
    if isinstance(step, AddColumn):
        return _with(Method.POST, columns, step.column.definition())
    column = columns.by_column_definition_id(step.column_id)
    return _with(Method.PATCH, column, step.change)


def _with(method: Method, builder: BaseRequestBuilder, body: object) -> RequestInformation:
    request = RequestInformation(method, builder.url_template, builder.path_parameters)
    return with_body(request, body)
