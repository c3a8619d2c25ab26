"""Reading what changed: all lists in one batch, page after page (docs/platform.md#delta)."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from graph import batch
from graph.answers import Answer, fault_of
from graph.batch import MOST_PARTS, Part
from graph.budget import ONE_ITEM, SEVERAL_OR_WRITE, Urgency, no_later_than
from graph.errors import Rejected, Unavailable
from graph.lists import ListChanges
from graph.patience import Patience
from graph.rows import Broken, Row, decode
from graph.wire import Wire
from playbook.records import Record

Begin = Callable[[type[Record]], str]
"""Where reading all of a list begins."""


class _Progress:
    """One list on its way from a token to the next."""

    def __init__(
        self, wire: Wire, record_type: type[Record], token: str | None, begin: str
    ) -> None:
        self._wire = wire
        self._record_type = record_type
        self._begin = begin
        self._found: dict[str, Row[Any] | Broken | None] = {}
        self._whole = token is None
        self.url = token or begin
        self.done = False

    @property
    def cost(self) -> int:
        """Of the next page, in resource units: where it begins it has no token yet."""
        return SEVERAL_OR_WRITE if self.url == self._begin else ONE_ITEM

    def take(self, answer: Answer) -> None:
        """Take in a page, or begin anew where the token was too old.

        :raises GraphFault: for any other refusal
        """
        if answer.status == 410 and not self._whole:
            self._found.clear()
            self._whole = True
            self.url = self._begin
            return
        if not answer.good:
            raise fault_of(answer)
        for item in answer.body["value"]:
            self._take_item(item)
        following = answer.body.get("@odata.nextLink")
        self.done = following is None
        self.url = self._wire.relative(following or answer.body["@odata.deltaLink"])

    def changes(self) -> ListChanges:
        found = self._found
        return ListChanges(
            self._record_type,
            rows=tuple(row for row in found.values() if isinstance(row, Row)),
            broken=tuple(row for row in found.values() if isinstance(row, Broken)),
            removed=tuple(item for item, row in found.items() if row is None),
            whole=self._whole,
            token=self.url,
        )

    def _take_item(self, item: Mapping[str, Any]) -> None:
        # The last occurrence of an item is the one that holds.
        removed = "deleted" in item
        self._found[str(item["id"])] = None if removed else decode(self._record_type, item)


async def read(
    wire: Wire, tokens: Mapping[type[Record], str | None], begin: Begin, *, within: float
) -> tuple[ListChanges, ...]:
    """What changed in these lists since their tokens; one request where all of it fits a page.

    :raises GraphFault: if any list could not be read to its end in time
    """
    patience = Patience(within)
    lists = [_Progress(wire, kind, token, begin(kind)) for kind, token in tokens.items()]
    while pending := [progress for progress in lists if not progress.done][:MOST_PARTS]:
        parts = [Part("GET", progress.url, cost=progress.cost) for progress in pending]
        with no_later_than(Urgency.READING):
            answers = await patience.repeat(partial(batch.send, wire, parts))
        await _take(pending, answers, patience)
    return tuple(progress.changes() for progress in lists)


async def _take(pending: list[_Progress], answers: tuple[Answer, ...], patience: Patience) -> None:
    busy: list[Unavailable] = []
    for progress, answer in zip(pending, answers, strict=True):
        try:
            progress.take(answer)
        except Unavailable as fault:
            busy.append(fault)
        except (KeyError, TypeError, AttributeError):
            raise Rejected(
                answer.status, "notUnderstood", "The page is no page of delta."
            ) from None
    if busy:
        await patience.rest(max(busy, key=lambda fault: fault.after or 0))
