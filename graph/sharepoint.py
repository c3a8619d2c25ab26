"""Lists in SharePoint, through Microsoft Graph."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.addresses import Addresses
from graph.errors import NotFound
from graph.lists import ListChanges, Result, Write, Written
from graph.reading import Beginning, read, read_again
from graph.rows import Broken, R, Row, decode
from graph.wire import Wire
from graph.writing import Writing
from playbook.fields import ListOf


class SharePointLists:
    """Keeps the port `Lists` in the lists of one site.

    `site` is the site's id, as Graph has it; `app` Cutover's own application id, by which its rows
    are told from hand edits; `read_within` is how long a reading may take, in seconds of wall time.
    """

    def __init__(self, wire: Wire, site: str, app: str, *, read_within: float = 30.0) -> None:
        self._wire = wire
        self._app = app
        self._addresses = Addresses(wire, site)
        self._read_within = read_within
        self._written: dict[tuple[ListOf, str], str] = {}
        """The ETags of what we wrote and delta has not brought yet, by list and item."""

    async def write(self, writes: Sequence[Write], *, within: float) -> tuple[Result, ...]:
        """See `Lists.write`; one request where nothing stands in the way."""
        writing = Writing(self._wire, self._addresses, self._find, writes, within)
        results = await writing.results()
        for result in results:
            if isinstance(result, Written) and (row := result.row) is not None:
                self._written[type(row.record).KEPT_IN, row.item] = row.etag
        return results

    async def changes(self, tokens: Mapping[ListOf, str | None]) -> tuple[ListChanges, ...]:
        """See `Lists.changes`; one request where little changed, and another where others did."""
        await self._addresses.learn(within=self._read_within)
        begin = Beginning(self._addresses.latest, self._addresses.everything)
        try:
            found = await read(self._wire, tokens, begin, self._app, within=self._read_within)
            known = await self._with_hands(found)
        except NotFound:
            self._addresses.forget()
            raise
        for changes in found:
            self._seen(changes)
        return known

    async def _with_hands(self, found: Sequence[ListChanges]) -> tuple[ListChanges, ...]:
        """The changes, with who left each row as it is wherever that was not we; a list that was
        read whole says so itself.
        """
        strangers = [
            (changes.kept_in, row.item)
            for changes in found
            if not changes.whole
            for row in _readings(changes)
            if not self._is_ours(changes.kept_in, row)
        ]
        address, within = self._addresses.one, self._read_within
        return await read_again(self._wire, found, strangers, address, self._app, within=within)

    def _is_ours(self, kept_in: ListOf, row: Row[Any] | Broken) -> bool:
        return self._written.get((kept_in, row.item)) == row.etag

    def _seen(self, changes: ListChanges) -> None:
        for row in _readings(changes):
            if self._is_ours(changes.kept_in, row):
                del self._written[changes.kept_in, row.item]

    async def find(self, record_type: type[R], key: str) -> Row[R] | None:
        """See `Lists.find`."""
        await self._addresses.learn(within=self._read_within)
        return await self._find(record_type, key, self._read_within)

    async def _find(self, record_type: type[R], key: str, within: float) -> Row[R] | None:
        kept_in = record_type.KEPT_IN
        page = await self._wire.get(self._addresses.by_key(kept_in, key), within=within)
        read = (decode(kept_in, item, self._app) for item in page["value"])
        found = (row for row in read if isinstance(row, Row))
        rows = [row for row in found if row.record.key == key and type(row.record) is record_type]
        return min(rows, key=lambda row: (len(row.item), row.item), default=None)


def _readings(changes: ListChanges) -> tuple[Row[Any] | Broken, ...]:
    return (*changes.rows, *changes.broken)
