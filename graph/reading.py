"""Reading what changed: all lists in one batch, page after page (docs/platform.md#delta)."""

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from graph import batch
from graph.answers import Answer, fault_of
from graph.batch import MOST_PARTS, Part
from graph.errors import Rejected, Unavailable
from graph.lists import ListChanges
from graph.patience import Patience
from graph.rows import Broken, Row, decode
from graph.wire import Wire
from playbook.fields import ListOf

Begin = Callable[[ListOf], str]
"""Where reading all of a list begins. Building the address takes half a millisecond, so it is not
asked for where a token is known.
"""

LARGE_PAGES = 4
"""Pages of whole lists in one batch: decoding more JSON at once would hold up everybody."""
_A_SLICE = 100
"""Rows taken in at once; then whoever waits for an answer has their turn."""


class _Progress:
    """One list on its way from a token to the next."""

    def __init__(
        self, wire: Wire, kept_in: ListOf, token: str | None, begin: Begin, app: str
    ) -> None:
        self._wire = wire
        self._kept_in = kept_in
        self._app = app
        self._begin = begin
        self._found: dict[str, Row[Any] | Broken | None] = {}
        self.whole = token is None
        self.url = token or begin(kept_in)
        self.done = False

    async def take(self, answer: Answer) -> None:
        """Take in a page, or begin anew where the token was too old.

        :raises GraphFault: for any other refusal
        """
        if answer.status == 410 and not self.whole:
            self._found.clear()
            self.whole = True
            self.url = self._begin(self._kept_in)
            return
        if not answer.good:
            raise fault_of(answer)
        for number, item in enumerate(answer.body["value"], start=1):
            self._take_item(item)
            if number % _A_SLICE == 0:
                await asyncio.sleep(0)
        following = answer.body.get("@odata.nextLink")
        self.done = following is None
        self.url = self._wire.relative(following or answer.body["@odata.deltaLink"])

    def changes(self) -> ListChanges:
        found = self._found
        return ListChanges(
            self._kept_in,
            rows=tuple(row for row in found.values() if isinstance(row, Row)),
            broken=tuple(row for row in found.values() if isinstance(row, Broken)),
            removed=tuple(item for item, row in found.items() if row is None),
            whole=self.whole,
            token=self.url,
        )

    def _take_item(self, item: Mapping[str, Any]) -> None:
        # The last occurrence of an item is the one that holds.
        removed = "deleted" in item
        found = None if removed else decode(self._kept_in, item, self._app)
        self._found[str(item["id"])] = found


async def read(
    wire: Wire, tokens: Mapping[ListOf, str | None], begin: Begin, app: str, *, within: float
) -> tuple[ListChanges, ...]:
    """What changed in these lists since their tokens; one request where all of it fits a page.

    :raises GraphFault: if any list could not be read to its end in time
    """
    patience = Patience(within)
    lists = [_Progress(wire, one, token, begin, app) for one, token in tokens.items()]
    while pending := _next([progress for progress in lists if not progress.done]):
        parts = [Part("GET", progress.url) for progress in pending]
        answers = await patience.repeat(partial(batch.send, wire, parts))
        await _take(pending, answers, patience)
    return tuple(progress.changes() for progress in lists)


def _next(waiting: list[_Progress]) -> list[_Progress]:
    """What to ask for at once: of lists that are read whole, only a few pages."""
    whole = [progress for progress in waiting if progress.whole][:LARGE_PAGES]
    return [*(one for one in waiting if not one.whole), *whole][:MOST_PARTS]


async def _take(pending: list[_Progress], answers: tuple[Answer, ...], patience: Patience) -> None:
    busy: list[Unavailable] = []
    for progress, answer in zip(pending, answers, strict=True):
        try:
            await progress.take(answer)
        except Unavailable as fault:
            busy.append(fault)
        except (KeyError, TypeError, AttributeError):
            raise Rejected(
                answer.status, "notUnderstood", "The page is no page of delta."
            ) from None
    if busy:
        await patience.rest(max(busy, key=lambda fault: fault.after or 0))
