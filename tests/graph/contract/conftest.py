"""The same suite over both ways to keep lists."""

from collections.abc import Mapping
from typing import Protocol

import pytest

from graph.lists import Lists
from graph.memory import MemoryLists
from playbook.fields import ListOf
from playbook.records import Record
from tests.graph.conftest import Site

Tokens = Mapping[ListOf, str | None]


class Kept(Protocol):
    """Lists, and what others may do to them."""

    @property
    def lists(self) -> Lists: ...

    async def remove(self, record_type: type[Record], key: str) -> None:
        """Somebody deletes a row by hand."""

    def expire(self, tokens: Tokens) -> Tokens:
        """The tokens, too old to be of use now."""


class KeptInMemory:
    def __init__(self) -> None:
        self.lists = MemoryLists()

    async def remove(self, record_type: type[Record], key: str) -> None:
        self.lists.remove(record_type, key)

    def expire(self, tokens: Tokens) -> Tokens:
        return dict.fromkeys(tokens, "999999")


class KeptInSharePoint:
    def __init__(self, site: Site) -> None:
        self.lists = site.lists()
        self._site = site

    async def remove(self, record_type: type[Record], key: str) -> None:
        row = await self.lists.find(record_type, key)
        assert row is not None
        lists = self._site.wire.builders.sites.by_site_id(self._site.id).lists
        # The sandbox finds a list by its title too, as Graph does.
        items = lists.by_list_id(record_type.KEPT_IN.name).items
        request = items.by_list_item_id(row.item).to_delete_request_information()
        await self._site.wire.send(request, within=10)

    def expire(self, tokens: Tokens) -> Tokens:
        gone = {"on": {"path": "delta"}, "times": len(tokens), "fault": {"status": 410}}
        self._site.faults(gone)
        return tokens


@pytest.fixture(params=["memory", "sharepoint"])
def kept(request: pytest.FixtureRequest) -> Kept:
    if request.param == "memory":
        return KeptInMemory()
    return KeptInSharePoint(request.getfixturevalue("site"))
