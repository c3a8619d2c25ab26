"""Lists in SharePoint, through Microsoft Graph."""

from collections.abc import Mapping, Sequence

from graph.addresses import Addresses
from graph.errors import NotFound
from graph.lists import ListChanges, Result, Write
from graph.reading import read
from graph.rows import R, Row, decode
from graph.wire import Wire
from graph.writing import Writing
from playbook.records import Record


class SharePointLists:
    """Keeps the port `Lists` in the lists of one site.

    `site` is the site's id, as Graph has it; `read_within` is how long a reading may take, in
    seconds of wall time.
    """

    def __init__(self, wire: Wire, site: str, *, read_within: float = 30.0) -> None:
        self._wire = wire
        self._addresses = Addresses(wire, site)
        self._read_within = read_within

    async def write(self, writes: Sequence[Write], *, within: float) -> tuple[Result, ...]:
        """See `Lists.write`; one request where nothing stands in the way."""
        writing = Writing(self._wire, self._addresses, self._find, writes, within)
        return await writing.results()

    async def changes(self, tokens: Mapping[type[Record], str | None]) -> tuple[ListChanges, ...]:
        """See `Lists.changes`; one request where little changed."""
        await self._addresses.learn(within=self._read_within)
        try:
            begin = self._addresses.delta
            return await read(self._wire, tokens, begin, within=self._read_within)
        except NotFound:
            self._addresses.forget()
            raise

    async def find(self, record_type: type[R], key: str) -> Row[R] | None:
        """See `Lists.find`."""
        await self._addresses.learn(within=self._read_within)
        return await self._find(record_type, key, self._read_within)

    async def _find(self, record_type: type[R], key: str, within: float) -> Row[R] | None:
        request = self._addresses.by_key(record_type, key)
        page = await self._wire.get(request, within=within)
        read = (decode(record_type, item) for item in page["value"])
        rows = [row for row in read if isinstance(row, Row) and row.record.key == key]
        return min(rows, key=lambda row: (len(row.item), row.item), default=None)
