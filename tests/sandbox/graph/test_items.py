"""Rows of a list, as docs/platform.md#items has them."""

from typing import Any

import pytest

from tests.sandbox.graph.conftest import Graph

SEVERAL = (
    "Field 'Systems' holds several values: send an array with 'Systems@odata.type':"
    " 'Collection(Edm.String)'."
)
TAKEN = "One or more fields with unique constraints already has the provided value."


async def test_a_new_row_carries_its_fields_its_author_and_its_etag(shelf: Graph) -> None:
    made = await shelf.add(Key="a", Title="First", Rank=3)
    assert made.status == 201
    assert made.body["fields"]["Rank"] == 3
    assert made.body["eTag"] == made.body["@odata.etag"] == made.body["fields"]["@odata.etag"]
    assert made.body["eTag"].endswith(',1"')
    assert made.body["eTag"].startswith('"')
    author = made.body["createdBy"]["application"]
    assert author["id"] == shelf.tenant.registration.app_id
    assert made.body["createdDateTime"].startswith("2026-03-02T14:00:")


async def test_changed_fields_come_back_alone_with_the_next_version(shelf: Graph) -> None:
    made = await shelf.add(Key="a", Rank=3)
    path = f"{shelf.list_path}/items/{made.body['id']}"
    changed = await shelf.ask("PATCH", f"{path}/fields", {"Rank": 4})
    assert changed.status == 200
    assert (changed.body["Rank"], changed.body["Key"]) == (4, "a")
    assert "fields" not in changed.body
    assert changed.body["@odata.etag"].endswith(',2"')
    read = await shelf.get(path, expand="fields($select=Rank)")
    assert read.body["fields"] == {"@odata.etag": changed.body["@odata.etag"], "Rank": 4}
    assert read.body["eTag"] == changed.body["@odata.etag"]


async def test_a_row_read_without_expand_shows_no_fields(shelf: Graph) -> None:
    made = await shelf.add(Key="a")
    read = await shelf.get(f"{shelf.list_path}/items/{made.body['id']}")
    assert "fields" not in read.body


async def test_a_change_with_an_older_etag_is_refused_and_changes_nothing(shelf: Graph) -> None:
    made = await shelf.add(Key="a", Rank=1)
    path = f"{shelf.list_path}/items/{made.body['id']}"
    first = made.body["eTag"]
    taken = await shelf.ask("PATCH", f"{path}/fields", {"Rank": 2}, If_Match=first)
    assert taken.status == 200
    refused = await shelf.ask("PATCH", f"{path}/fields", {"Rank": 3}, If_Match=first)
    assert refused.error[:2] == (412, "resourceModified")
    assert refused.body["error"]["innerError"]["code"] == "entityTagDoesNotMatch"
    kept = await shelf.ask("DELETE", path, If_Match=first)
    assert kept.status == 412
    read = await shelf.get(f"{path}/fields")
    assert read.body["Rank"] == 2
    assert read.body["@odata.etag"] == taken.body["@odata.etag"]


async def test_a_deleted_row_is_gone_and_its_unique_value_free_again(shelf: Graph) -> None:
    made = await shelf.add(Key="a")
    path = f"{shelf.list_path}/items/{made.body['id']}"
    assert (await shelf.ask("DELETE", path)).status == 204
    assert (await shelf.get(path)).error[:2] == (404, "itemNotFound")
    again = await shelf.add(Key="a")
    assert again.status == 201
    assert again.body["id"] != made.body["id"]


async def test_a_second_row_with_the_same_key_is_refused(shelf: Graph) -> None:
    await shelf.add(Key="post:1")
    for key in ("post:1", "POST:1"):
        refused = await shelf.add(Key=key)
        assert refused.error == (400, "invalidRequest", TAKEN)
    other = await shelf.add(Key="post:2")
    path = f"{shelf.list_path}/items/{other.body['id']}/fields"
    assert (await shelf.ask("PATCH", path, {"Key": "post:1"})).error[2] == TAKEN
    assert (await shelf.ask("PATCH", path, {"Key": "post:2"})).status == 200


async def test_rows_without_a_value_do_not_clash_in_a_unique_column(shelf: Graph) -> None:
    assert (await shelf.add(Title="one")).status == 201
    assert (await shelf.add(Title="two", Key="")).status == 201


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("an unknown field", {"Nobody": 1}),
    ("its id", {"id": "1"}),
    ("its birth", {"Created": "2026-03-02T14:00:00Z"}),
    ("its content type", {"ContentType": "Item"}),
    ("its author", {"AuthorLookupId": "3"}),
    ("too long a text", {"Free": "x" * 256}),
    ("too long a text for its column", {"Key": "x" * 65}),
    ("too long a note", {"Note": "x" * 64_000}),
    ("a number as text", {"Free": 5}),
    ("half a character", {"Free": "\ud83d"}),
    ("a number over its maximum", {"Rank": 101}),
    ("a number under its minimum", {"Rank": -1}),
    ("a text as number", {"Rank": "7"}),
    ("a truth as number", {"Rank": True}),
    ("an unknown choice", {"State": "lost"}),
    ("a choice in other letters", {"State": "Draft"}),
    ("a date without a zone", {"Due": "2026-03-02T09:00:00"}),
    ("a day where an instant is kept", {"Due": "2026-03-02"}),
    ("no date", {"Due": "soon"}),
    ("a text as truth", {"Done": "true"}),
    ("a person by name", {"Owner": "Julie Chen"}),
    ("a person by object", {"Owner": {"LookupId": 3}}),
    ("a person by Entra id", {"OwnerLookupId": "6f0ff3a6-4d5f-4b0c-9d0f-6a4d3f0c7a11"}),
    ("several choices without the annotation", {"Systems": ["Mail"]}),
    (
        "one choice where several are kept",
        {"Systems@odata.type": "Collection(Edm.String)", "Systems": "Mail"},
    ),
    (
        "an annotation where one value is kept",
        {"OwnerLookupId@odata.type": "Collection(Edm.Int32)", "OwnerLookupId": [3]},
    ),
    (
        "strings announced as integers",
        {"CrewLookupId@odata.type": "Collection(Edm.Int32)", "CrewLookupId": ["3"]},
    ),
]


@pytest.mark.parametrize(("what", "fields"), REFUSED, ids=[what for what, _ in REFUSED])
async def test_a_row_is_refused_with(shelf: Graph, what: str, fields: dict[str, Any]) -> None:
    refused = await shelf.add(**fields)
    assert refused.error[:2] == (400, "invalidRequest")
    assert (await shelf.items()).body["value"] == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"id": "1"}, "Field 'id' is read-only."),
        ({"Modified": "2026-03-02T14:00:00Z"}, "Field 'Modified' is read-only."),
        (
            {"Key@odata.type": "Collection(Edm.String)", "Key": "a"},
            "Field 'Key' does not take the annotation 'Collection(Edm.String)'.",
        ),
        (
            {"Systems": ["Mail"]},
            SEVERAL,
        ),
    ],
)
async def test_a_refusal_says_which_field_and_why(
    shelf: Graph, fields: dict[str, Any], message: str
) -> None:
    assert (await shelf.add(**fields)).error == (400, "invalidRequest", message)
    made = await shelf.add(Key="b")
    path = f"{shelf.list_path}/items/{made.body['id']}/fields"
    refused = await shelf.ask("PATCH", path, fields)
    assert refused.error == (400, "invalidRequest", message)


async def test_a_column_that_somebody_made_read_only_is_refused(shelf: Graph) -> None:
    await shelf.ask("PATCH", f"{shelf.list_path}/columns/Free", {"readOnly": True})
    refused = await shelf.add(Free="x")
    assert refused.error == (400, "invalidRequest", "Field 'Free' is read-only.")


async def test_values_are_kept_as_sharepoint_keeps_them(shelf: Graph) -> None:
    made = await shelf.ask(
        "POST",
        f"{shelf.list_path}/items",
        {
            "fields": {
                "Due": "2026-03-02T09:30:00.750-05:00",
                "Day": "2026-07-01",
                "Free": "",
                "Done": False,
                "Room": "Attic",
                "OwnerLookupId": 12,
                "Systems@odata.type": "Collection(Edm.String)",
                "Systems": ["Mail", "Files"],
                "CrewLookupId@odata.type": "Collection(Edm.Int32)",
                "CrewLookupId": [3, 4],
            }
        },
    )
    kept = made.body["fields"]
    assert kept["Due"] == "2026-03-02T14:30:00Z"
    assert kept["Day"] == "2026-07-01T04:00:00Z"
    assert "Free" not in kept
    assert (kept["Done"], kept["Room"], kept["OwnerLookupId"]) == (False, "Attic", "12")
    assert kept["Systems"] == ["Mail", "Files"]
    assert kept["Crew"] == [{"LookupId": 3}, {"LookupId": 4}]


async def test_null_and_an_empty_list_clear_a_field(shelf: Graph) -> None:
    many = {"Systems@odata.type": "Collection(Edm.String)"}
    made = await shelf.add(Rank=3, **many, Systems=["Mail"])
    path = f"{shelf.list_path}/items/{made.body['id']}/fields"
    cleared = await shelf.ask("PATCH", path, {"Rank": None, **many, "Systems": []})
    assert cleared.status == 200
    assert "Rank" not in cleared.body
    assert "Systems" not in cleared.body
