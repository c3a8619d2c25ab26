"""The lists, as the rest of Cutover sees them: writes with their results, and what has changed.

Two classes keep this port: `graph.sharepoint.SharePointLists` and `graph.memory.MemoryLists`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from graph.errors import GraphFault
from graph.rows import Broken, R, Row
from playbook.fields import ListOf
from playbook.records import Record


@dataclass(frozen=True, slots=True)
class Append:
    """A new row. Its key is unique in its list, so that it can be made only once."""

    record: Record


@dataclass(frozen=True, slots=True)
class Put:
    """New values for a row; only what differs is sent, and only to the row as it was read.

    `note` is what its note is to say; None leaves it, or takes it away with what was wrong.
    `whole`: a row that somebody added in Lists says in words, too, what its empty columns mean.
    """

    row: Row[Any]
    record: Record
    note: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Annotate:
    """What the note of a row is to say that cannot be read; the row's own columns stay."""

    kept_in: ListOf
    item: str
    etag: str
    note: str


Write = Append | Put | Annotate


@dataclass(frozen=True, slots=True)
class Written:
    """The list has it; `row` is how it stands there now, None after a note."""

    row: Row[Any] | None


@dataclass(frozen=True, slots=True)
class Exists:
    """Another row has that key, or another value that is unique: somebody was here before."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The row is not as it was read: it was edited or removed meanwhile."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Not tried, because the first write of the same call did not happen."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Graph did not do it, or did not say; `fault` tells which."""

    fault: GraphFault


Result = Written | Exists | Changed | Skipped | Failed


@dataclass(frozen=True, slots=True)
class ListChanges:
    """What became of one list since a token.

    `removed` are ids of items. With `whole`, `rows` is all there is and replaces what was
    known before. `token` is what to ask with the next time.
    """

    kept_in: ListOf
    rows: tuple[Row[Any], ...]
    broken: tuple[Broken, ...]
    removed: tuple[str, ...]
    whole: bool
    token: str


class Lists(Protocol):
    """Where one organisation's records are kept."""

    async def write(self, writes: Sequence[Write], *, within: float) -> tuple[Result, ...]:
        """Carry out the writes; each depends on the first one. Answers in their order.

        `within` is in seconds of wall time. What Graph refuses or cannot do is in the
        results; nothing is raised but cancellation.
        """

    async def changes(self, tokens: Mapping[ListOf, str | None]) -> tuple[ListChanges, ...]:
        """What changed in these lists since their tokens; everything where the token is None.

        A token that is too old is answered with everything too.

        :raises GraphFault: if any list could not be read to its end
        """

    async def find(self, record_type: type[R], key: str) -> Row[R] | None:
        """The row with that key, read now; the oldest if there should be several.

        :raises GraphFault: if the list could not be read
        """
