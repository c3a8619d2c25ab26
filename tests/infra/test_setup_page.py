"""docs/setup.md names every permission that is asked for, and none besides."""

import json
import re
from pathlib import Path

from graph.schema import columns_of
from playbook.records import LISTS
from tests.infra.bicep import declared

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "setup.md").read_text("utf-8")
ROW = re.compile(r"^\| `([\w.]+)` \| `([\w/]+)` \| (.+) \| (.+) \|$", re.MULTILINE)
VIEW = re.compile(r"^\| ([\w ]+) \| [\w ]+ \| (.*\*\*.*) \|$", re.MULTILINE)


def asked_of_graph() -> list[str]:
    return (ROOT / "infra" / "graph-permissions.txt").read_text().split()


def asked_of_teams() -> list[str]:
    """Resource-specific permissions, which the app package would name."""
    manifest = json.loads((ROOT / "manifest" / "manifest.json").read_text("utf-8"))
    found = manifest.get("authorization", {}).get("permissions", {}).get("resourceSpecific", [])
    return [permission["name"] for permission in found]


def test_the_table_has_every_permission_that_is_asked_for_with_its_reason() -> None:
    rows = [permission for permission, *_ in ROW.findall(PAGE)]
    assert sorted(rows) == sorted(asked_of_graph() + asked_of_teams())


def test_no_permission_is_for_more_than_the_calls_that_are_made() -> None:
    used = {
        root
        for module in (ROOT / "graph").glob("*.py")
        for root in re.findall(r"builders\.(\w+)", module.read_text("utf-8"))
    }
    explained = {calls.split("/")[1] for _, calls, *_ in ROW.findall(PAGE)}
    assert {root.replace("_", "").lower() for root in used} == {root.lower() for root in explained}


def test_every_parameter_that_must_be_given_is_given() -> None:
    required = {name for name, found in declared("parameter").items() if "=" not in found.source}
    given = set(re.findall(r"(\w+)=['$\w]", PAGE[PAGE.index("--parameters") :].split("```")[0]))
    assert given == required


def test_every_view_is_of_a_list_and_of_columns_that_there_are() -> None:
    columns = {kept_in.name: {column.label for column in columns_of(kept_in)} for kept_in in LISTS}
    views = VIEW.findall(section("views"))
    assert views
    everywhere = set.intersection(*columns.values())
    for name, how in views:
        known = everywhere if name.startswith("every list") else columns[name]
        assert set(re.findall(r"\*\*([^*]+)\*\*", how)) <= known


def section(anchor: str) -> str:
    """What stands between that anchor's heading and the next."""
    return re.split(r"^##", PAGE.partition(f'<a id="{anchor}"></a>')[2], flags=re.MULTILINE)[0]
