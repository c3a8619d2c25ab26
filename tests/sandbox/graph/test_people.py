"""Users and groups of the sample."""

from tests.sandbox.graph.conftest import Graph


async def test_a_user_is_found_by_id_and_by_principal_name(graph: Graph) -> None:
    listed = await graph.get("/users", filter="mail eq 'marie.tremblay@mapleridge.example'")
    (marie,) = listed.body["value"]
    assert (await graph.get(f"/users/{marie['id']}")).body == marie
    assert (await graph.get(f"/users/{marie['userPrincipalName'].upper()}")).body == marie
    assert marie["displayName"] == "Marie Tremblay"
    only = await graph.get(f"/users/{marie['id']}", select="id,userType")
    assert only.body == {"id": marie["id"], "userType": "Member"}


async def test_somebody_unknown_is_404(graph: Graph) -> None:
    assert (await graph.get("/users/nobody")).error[:2] == (404, "Request_ResourceNotFound")
    assert (await graph.get("/groups/nothing")).error[:2] == (404, "Request_ResourceNotFound")


async def test_the_provider_is_a_guest_without_a_mailbox(graph: Graph) -> None:
    listed = await graph.get(
        "/users", filter="startswith(displayName,'Alex')", select="id,userType"
    )
    (alex,) = listed.body["value"]
    assert alex["userType"] == "Guest"
    assert (await graph.get(f"/users/{alex['id']}/mailboxSettings")).status == 404


async def test_a_mailbox_knows_zone_language_and_hours(graph: Graph) -> None:
    path = "/users/julie.chen@mapleridge.example/mailboxSettings"
    settings = (await graph.get(path)).body
    assert settings["timeZone"] == "America/Toronto"
    assert settings["language"]["locale"] == "en-CA"
    assert settings["workingHours"]["startTime"].startswith("08:00")


async def test_everybody_is_met_once_page_by_page(graph: Graph) -> None:
    reply = await graph.get("/groups", filter="displayName eq 'All staff'")
    path = f"/groups/{reply.body['value'][0]['id']}/members"
    page = await graph.get(path, top=15)
    seen = [member["id"] for member in page.body["value"]]
    assert page.body["value"][0]["@odata.type"] == "#microsoft.graph.user"
    while "@odata.nextLink" in page.body:
        page = await graph.ask("GET", page.body["@odata.nextLink"])
        seen += [member["id"] for member in page.body["value"]]
    assert len(seen) == len(set(seen)) == 39
    whole = await graph.get(path.replace("members", "transitiveMembers"))
    assert [member["id"] for member in whole.body["value"]] == seen


async def test_the_owner_of_a_group_is_told_apart(graph: Graph) -> None:
    reply = await graph.get("/groups", filter="displayName eq 'All staff'")
    owners = await graph.get(f"/groups/{reply.body['value'][0]['id']}/owners")
    assert [owner["displayName"] for owner in owners.body["value"]] == ["Marie Tremblay"]


async def test_a_filter_on_something_unknown_is_refused(graph: Graph) -> None:
    assert (await graph.get("/users", filter="shoeSize eq 5")).error[:2] == (400, "BadRequest")
    assert (await graph.get("/users", skiptoken="x")).status == 400


async def test_a_group_is_found_by_name_and_by_mail(graph: Graph) -> None:
    by_name = await graph.get("/groups", filter="displayName eq 'all staff'")
    by_mail = await graph.get(
        "/groups", filter="mail eq 'all.staff@mapleridge.example'", select="id,displayName"
    )
    (group,) = by_name.body["value"]
    assert by_mail.body["value"] == [{"id": group["id"], "displayName": "All staff"}]
    nobody = await graph.get("/groups", filter="displayName eq 'Nobody'")
    assert nobody.body["value"] == []


async def test_a_group_that_does_not_exist_has_no_members_to_ask_for(graph: Graph) -> None:
    path = "/groups/11111111-2222-3333-4444-555555555555/members"
    assert (await graph.get(path)).error[:2] == (404, "Request_ResourceNotFound")


async def test_members_come_in_pages_of_999_at_most(graph: Graph) -> None:
    hired = {"count": 1500, "group": "Everybody at Northline"}
    async with graph.app.client.post("/sandbox/people", json=hired) as answer:
        group = (await answer.json())["group"]["id"]
    assert (await graph.get(f"/groups/{group}/members", top=1000)).error == (
        400,
        "Request_UnsupportedQuery",
        "Invalid page size specified: '1000'. Must be between 1 and 999 inclusive.",
    )
    first = await graph.get(f"/groups/{group}/members", top=999, select="id")
    rest = await graph.ask("GET", first.body["@odata.nextLink"])
    assert (len(first.body["value"]), len(rest.body["value"])) == (999, 501)
    assert "@odata.nextLink" not in rest.body


async def test_what_the_directory_does_not_implement_here_is_501(graph: Graph) -> None:
    for query in ({"search": '"displayName:All"'}, {"count": "true"}, {"orderby": "displayName"}):
        assert (await graph.get("/groups", **query)).status == 501
