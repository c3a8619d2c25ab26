"""Lists in SharePoint, through Microsoft Graph."""

from collections.abc import Mapping, Sequence

from graph.addresses import Addresses
from graph.errors import NotFound
from graph.lists import ListChanges, Result, Write
from graph.reading import read
from graph.rows import R, Row, decode
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

    async def write(self, writes: Sequence[Write], *, within: float) -> tuple[Result, ...]:
        """See `Lists.write`; one request where nothing stands in the way."""
        writing = Writing(self._wire, self._addresses, self._find, writes, within)
        return await writing.results()

    async def changes(self, tokens: Mapping[ListOf, str | None]) -> tuple[ListChanges, ...]:
        """See `Lists.changes`; one request where little changed."""
        await self._addresses.learn(within=self._read_within)
        try:
            begin = self._addresses.delta
            return await read(self._wire, tokens, begin, self._app, within=self._read_within)
        except NotFound:
            self._addresses.forget()
            raise

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
