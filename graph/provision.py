"""Making the lists what the declarations say, and never less than they were.

What is missing is made (`graph.steps`); what only people can mend is told (`graph.differences`).
Nothing is deleted or narrowed, and a name that somebody changed stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiota_abstractions.method import Method
from kiota_abstractions.request_information import RequestInformation

from graph.addresses import all_lists
from graph.differences import Difference, differences
from graph.errors import Rejected, Unavailable
from graph.found import Found, found
from graph.patience import Patience
from graph.repeated import with_repeated
from graph.schema import list_definition
from graph.sdk import BaseRequestBuilder, ListsRequestBuilder
from graph.steps import AddColumn, DescribeList, MakeList, Step, needed, plan
from graph.wire import Wire, with_body

_WITHIN = 120.0


@dataclass(frozen=True, slots=True)
class Report:
    """What was done, or would be; and what is left as it is, for people to mend.

    Both are empty where the lists were as they should be.
    """

    steps: tuple[Step, ...]
    differences: tuple[Difference, ...] = ()
    dry_run: bool = False

    @property
    def usable(self) -> bool:
        """Whether Cutover can keep its records in these lists."""
        return not any(difference.in_the_way for difference in self.differences)


async def provision(
    wire: Wire, site: str, *, dry_run: bool = False, within: float = _WITHIN
) -> Report:
    """Make the lists of a site complete. May run twice, or two at once, or after being stopped.

    :param within: seconds of wall time
    :raises GraphFault: if Graph refuses or is unavailable too long; what was done stays done
    """
    lists = wire.builders.sites.by_site_id(site).lists
    return await _Run(wire, lists, Patience(within)).report(dry_run=dry_run)


class _Run:
    """One run on its way: it looks, carries out what is missing, and looks again."""

    def __init__(self, wire: Wire, lists: ListsRequestBuilder, patience: Patience) -> None:
        self._wire = wire
        self._lists = lists
        self._patience = patience
        self._done: list[Step] = []
        self._in_vain: list[tuple[Step, str]] = []

    async def report(self, *, dry_run: bool) -> Report:
        while True:
            seen = await self._look()
            wanted = plan(seen)
            self._note_what_was_not_done(wanted)
            in_vain = [step for step, _ in self._in_vain]
            steps = [step for step in wanted if step not in in_vain]
            if not steps or dry_run:
                left = (*differences(seen), *self._refused(wanted))
                return Report((*self._done, *steps), left, dry_run)
            await self._carry_out(steps)

    async def _look(self) -> Found:
        left = self._patience.left
        listed = await all_lists(self._wire, self._lists, within=left, expand="columns")
        return await with_repeated(
            self._wire, self._lists, found(listed), within=self._patience.left
        )

    def _note_what_was_not_done(self, wanted: Sequence[Step]) -> None:
        for step in [step for step in self._done if step in wanted]:
            self._done.remove(step)
            self._in_vain.append((step, "It was accepted, and is not there."))

    async def _carry_out(self, steps: Sequence[Step]) -> None:
        try:
            for step in steps:
                await self._take(step)
        except Unavailable as fault:
            # It may have been done unheard: look again before trying again.
            await self._patience.rest(fault)

    async def _take(self, step: Step) -> None:
        try:
            await self._wire.send(_request(self._lists, step), within=self._patience.left)
        except Rejected as refusal:
            if _stands_in_the_way(step, refusal):
                self._in_vain.append((step, refusal.message))
                return
            # Somebody else made it meanwhile, or we did, unheard; the next look tells.
            if refusal.code != "nameAlreadyExists":
                raise
        self._done.append(step)

    def _refused(self, wanted: Sequence[Step]) -> Iterator[Difference]:
        """What SharePoint did not do, and what it said."""
        for step, said in self._in_vain:
            if step in wanted:
                yield Difference(
                    f"SharePoint did not do this: {step} {said} A site owner does it by hand (the"
                    " gear, List settings), and then runs cutover provision once more.",
                    in_the_way=needed(step),
                )


def _stands_in_the_way(step: Step, refusal: Rejected) -> bool:
    """Whether it is the list as it stands that is in the way, and not the request."""
    return refusal.status == 400 and not isinstance(step, MakeList)


def _request(lists: ListsRequestBuilder, step: Step) -> RequestInformation:
    if isinstance(step, MakeList):
        return _with(Method.POST, lists, list_definition(step.kept_in))
    there = lists.by_list_id(step.list_id)
    if isinstance(step, DescribeList):
        return _with(Method.PATCH, there, {"description": step.description})
    if isinstance(step, AddColumn):
        return _with(Method.POST, there.columns, step.column.definition())
    column = there.columns.by_column_definition_id(step.column_id)
    return _with(Method.PATCH, column, step.change)


def _with(method: Method, builder: BaseRequestBuilder, body: object) -> RequestInformation:
    request = RequestInformation(method, builder.url_template, builder.path_parameters)
    return with_body(request, body)
