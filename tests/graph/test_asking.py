"""Whatever Cutover filters or sorts by is indexed (docs/platform.md#queries)."""

import re
from pathlib import Path

import pytest

from graph.addresses import Addresses
from graph.schema import KEY, columns_of
from playbook.fields import ListOf
from playbook.records import LISTS
from tests.graph.conftest import Site

GRAPH = Path(__file__).parents[2] / "graph"
BUILT = re.compile(r"""\b(?:filter|orderby)=(?P<what>\[?f?"[^"]*"\]?)""")


@pytest.mark.parametrize("kept_in", LISTS, ids=lambda one: one.name)
def test_the_key_by_which_rows_are_asked_for_is_indexed_in_every_list(kept_in: ListOf) -> None:
    indexed = {column.name for column in columns_of(kept_in) if column.indexed}
    assert KEY in indexed


async def test_the_request_for_a_key_names_nothing_else(site: Site) -> None:
    addresses = Addresses(site.wire, site.id)
    await addresses.learn(within=10)
    for kept_in in LISTS:
        request = addresses.by_key(kept_in, "Anne's: 100 %")
        asked = request.query_parameters
        assert asked["%24filter"] == "fields/Key eq 'Anne''s: 100 %'"
        assert "%24orderby" not in asked


def test_only_one_place_filters_rows_and_none_sorts_them() -> None:
    """The directory's filters are of people, groups and apps, whose properties are Graph's own."""
    built = [
        (module.stem, found["what"])
        for module in sorted(GRAPH.glob("*.py"))
        for found in BUILT.finditer(module.read_text("utf-8"))
    ]
    assert [what for module, what in built if module != "directory"] == [
        "f\"fields/{KEY} eq '{quoted}'\""
    ]
    assert all("fields/" not in what for module, what in built if module == "directory")
