"""Reading what changed: all lists in one batch, page after page (docs/platform.md#delta).

Delta says how a changed row reads now, and not who changed it. So a list that is read whole is read
as items, from which that is known, after a token for what comes later; and of what delta brings,
whatever we have not written ourselves is read once more.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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
from playbook.fields import ListOf

LARGE_PAGES = 4
"""Pages of whole lists in one batch: decoding more JSON at once would hold up everybody."""
_A_SLICE = 100
"""Rows taken in at once; then whoever waits for an answer has their turn."""

Found = Row[Any] | Broken | None
"""What is at an item's place; None where it was removed."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where reading a list begins: a token that tells of nothing yet, then every item.

    Building an address takes half a millisecond, so none is asked for where a token is known.
    """

    latest: Callable[[ListOf], str]
    items: Callable[[ListOf], str]


class _Progress:
    """One list on its way from a token to the next, or from nothing to its first."""

    def __init__(
        self, wire: Wire, kept_in: ListOf, token: str | None, begin: Beginning, app: str
    ) -> None:
        self._wire = wire
        self._kept_in = kept_in
        self._app = app
        self._begin = begin
        self._found: dict[str, Found] = {}
        self._token = ""
        self.whole = token is None
        self.url = token or begin.latest(kept_in)
        self.done = False

    @property
    def is_large(self) -> bool:
        """Whether a whole page of rows comes next."""
        return self.whole and bool(self._token)

    @property
    def cost(self) -> int:
        """Of the next page, in resource units (docs/platform.md#throttling)."""
        return SEVERAL_OR_WRITE if self.is_large else ONE_ITEM

    async def take(self, answer: Answer) -> None:
        """Take in a page, or begin anew where the token was too old.

        :raises GraphFault: for any other refusal
        """
        if answer.status == 410 and not self.whole:
            self._found.clear()
            self.whole = True
            self.url = self._begin.latest(self._kept_in)
            return
        if not answer.good:
            raise fault_of(answer)
        await self._take_items(answer.body["value"])
        following = answer.body.get("@odata.nextLink")
        if self.is_large:
            self.done = following is None
            self.url = self._wire.relative(following) if following else self.url
            return
        self.url = self._wire.relative(following or answer.body["@odata.deltaLink"])
        if following is None:
            self._token = self.url
            self.done = not self.whole
            self.url = self._begin.items(self._kept_in) if self.whole else self.url

    def changes(self) -> ListChanges:
        return _changes(self._kept_in, self._found, self._token, whole=self.whole)

    async def _take_items(self, items: Sequence[Mapping[str, Any]]) -> None:
        for number, item in enumerate(items, start=1):
            # The last occurrence of an item is the one that holds.
            removed = "deleted" in item
            found = None if removed else decode(self._kept_in, item, self._app)
            self._found[str(item["id"])] = found
            if number % _A_SLICE == 0:
                await asyncio.sleep(0)


def _changes(
    kept_in: ListOf, found: Mapping[str, Found], token: str, *, whole: bool = False
) -> ListChanges:
    return ListChanges(
        kept_in,
        rows=tuple(row for row in found.values() if isinstance(row, Row)),
        broken=tuple(row for row in found.values() if isinstance(row, Broken)),
        removed=tuple(item for item, row in found.items() if row is None),
        whole=whole,
        token=token,
    )


async def read(
    wire: Wire, tokens: Mapping[ListOf, str | None], begin: Beginning, app: str, *, within: float
) -> tuple[ListChanges, ...]:
    """What changed in these lists since their tokens; one request where all of it fits a page.

    :raises GraphFault: if any list could not be read to its end in time
    """
    patience = Patience(within)
    lists = [_Progress(wire, one, token, begin, app) for one, token in tokens.items()]
    while pending := _next([progress for progress in lists if not progress.done]):
        parts = [Part("GET", progress.url, cost=progress.cost) for progress in pending]
        with no_later_than(Urgency.READING):
            answers = await patience.repeat(partial(batch.send, wire, parts))
        await _take(pending, answers, patience)
    return tuple(progress.changes() for progress in lists)


async def read_again(
    wire: Wire,
    found: Sequence[ListChanges],
    strangers: Sequence[tuple[ListOf, str]],
    address: Callable[[ListOf, str], str],
    app: str,
    *,
    within: float,
) -> tuple[ListChanges, ...]:
    """The changes with these items of these lists as they read now, and who left them so.

    One that was removed meanwhile is told as removed.

    :raises GraphFault: if any could not be read in time
    """
    patience = Patience(within)
    again: dict[tuple[ListOf, str], Found] = {}
    while waiting := [one for one in strangers if one not in again]:
        asked = waiting[:MOST_PARTS]
        parts = [Part("GET", address(*one), cost=ONE_ITEM) for one in asked]
        with no_later_than(Urgency.READING):
            answers = await patience.repeat(partial(batch.send, wire, parts))
        busy: list[Unavailable] = []
        for one, answer in zip(asked, answers, strict=True):
            try:
                again[one] = _one(one[0], answer, app)
            except Unavailable as fault:
                busy.append(fault)
        await _rest(busy, patience)
    return tuple(_as_now(changes, again) for changes in found)


def _as_now(changes: ListChanges, again: Mapping[tuple[ListOf, str], Found]) -> ListChanges:
    news = {item: row for (kept_in, item), row in again.items() if kept_in is changes.kept_in}
    if not news:
        return changes
    found: dict[str, Found] = {row.item: row for row in changes.rows}
    found |= {broken.item: broken for broken in changes.broken}
    found |= dict.fromkeys(changes.removed)
    return _changes(changes.kept_in, found | news, changes.token)


def _one(kept_in: ListOf, answer: Answer, app: str) -> Found:
    if answer.status == 404:
        return None
    if not answer.good:
        raise fault_of(answer)
    return decode(kept_in, answer.body, app)


def _next(waiting: list[_Progress]) -> list[_Progress]:
    """What to ask for at once: of lists that are read whole, only a few pages."""
    large = [progress for progress in waiting if progress.is_large][:LARGE_PAGES]
    return [*(one for one in waiting if not one.is_large), *large][:MOST_PARTS]


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
    await _rest(busy, patience)


async def _rest(busy: Sequence[Unavailable], patience: Patience) -> None:
    if busy:
        await patience.rest(max(busy, key=lambda fault: fault.after or 0))
