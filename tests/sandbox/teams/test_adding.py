"""Adding the app, by hand and through Graph, and what the bot hears of it."""

from urllib.parse import quote

from tests.sandbox.teams.conftest import Office


async def _graph(office: Office, method: str, path: str, body: object = None) -> tuple[int, object]:
    async with office.client.request(
        method, f"/v1.0/{path}", json=body, headers=office.app.graph_headers
    ) as response:
        return response.status, await response.json() if response.content_length else None


async def test_the_sample_begins_with_the_sponsor_not_having_the_app(office: Office) -> None:
    people = await office.control("GET", "people")
    assert len(people) == 40
    assert {one["id"] for one in people if one["appInstalled"]} == {"julie", "alex", "dev", "sam"}
    assert [one["id"] for one in people[:5]] == ["marie", "dev", "sam", "julie", "alex"]
    seen = await office.control("GET", "conversations?person=marie")
    assert [(one["kind"], one["name"]) for one in seen] == [
        ("group", "IT move"),
        ("channel", "General"),
        ("channel", "Announcements"),
        ("channel", "IT project"),
    ]


async def test_a_person_adds_the_app_and_the_bot_hears_twice(office: Office) -> None:
    answer = await office.control("POST", "people/marie/app", {"person": "marie"})
    assert office.bot.types() == ["installationUpdate", "conversationUpdate"]
    installation, update = office.bot.heard
    assert installation["action"] == "add"
    assert installation["conversation"]["id"] == answer["conversation"]
    assert update["membersAdded"] == [{"id": office.tenant.registration.bot_id}]
    seen = await office.control("GET", "conversations?person=marie")
    assert (seen[0]["kind"], seen[0]["name"]) == ("personal", "Cutover")


async def test_adding_twice_is_one_installation(office: Office) -> None:
    await office.control("POST", "people/marie/app")
    await office.control("POST", "people/marie/app")
    assert len(office.bot.heard) == 2


async def test_a_team_names_the_channel_that_was_chosen(office: Office) -> None:
    (team,) = await office.control("GET", "teams")
    announcements = next(one for one in team["channels"] if one["name"] == "Announcements")
    adding = {"person": "marie", "channel": announcements["id"]}
    await office.control("POST", f"teams/{quote(team['id'])}/app", adding)
    installation, update = office.bot.heard
    data = installation["channelData"]
    assert data["team"] == {
        "id": team["id"],
        "name": "Maple Ridge Millwork",
        "aadGroupId": team["groupId"],
    }
    assert data["settings"]["selectedChannel"]["id"] == announcements["id"]
    assert update["channelData"]["eventType"] == "teamMemberAdded"
    assert update["conversation"]["conversationType"] == "channel"


async def test_taking_the_app_out_is_told_too(office: Office) -> None:
    chat = quote(await office.conversation("dev", "IT move"))
    await office.control("POST", f"conversations/{chat}/app", {"person": "dev"})
    await office.control("DELETE", f"conversations/{chat}/app?person=dev")
    removed = office.bot.heard[-2:]
    assert [one["type"] for one in removed] == ["installationUpdate", "conversationUpdate"]
    assert removed[0]["action"] == "remove"
    assert removed[1]["membersRemoved"] == [{"id": office.tenant.registration.bot_id}]


async def test_strangers_cannot_add_the_app_to_a_chat(office: Office) -> None:
    chat = quote(await office.conversation("dev", "IT move"))
    await office.control("POST", f"conversations/{chat}/app", {"person": "sam"}, 403)
    general = quote(await office.conversation("dev", "General"))
    await office.control("POST", f"conversations/{general}/app", {"person": "dev"}, 400)


async def test_without_a_bot_adding_works_and_the_events_are_dropped(office: Office) -> None:
    await office.control("PUT", "registration", {"botEndpoint": None})
    await office.control("POST", "people/marie/app")
    assert (await office.person("marie"))["appInstalled"]


async def test_graph_installs_for_a_person_once(office: Office) -> None:
    registration = office.tenant.registration
    marie = await office.person("marie")
    status, found = await _graph(
        office,
        "GET",
        f"appCatalogs/teamsApps?$filter=externalId eq '{registration.manifest_id}'",
    )
    assert status == 200
    assert isinstance(found, dict)
    (app,) = found["value"]
    assert app["id"] == registration.catalog_app_id
    path = f"users/{marie['aadId']}/teamwork/installedApps"
    bind = {"teamsApp@odata.bind": f"https://graph.microsoft.com/v1.0/appCatalogs/{app['id']}"}
    assert await _graph(office, "POST", path, bind) == (201, None)
    assert (await _graph(office, "POST", path, bind))[0] == 409
    await office.tenant.errands.settled()
    assert office.bot.types() == ["installationUpdate", "conversationUpdate"]
    _, listed = await _graph(office, "GET", f"{path}?$expand=teamsApp")
    assert isinstance(listed, dict)
    (installation,) = listed["value"]
    assert installation["teamsApp"]["externalId"] == registration.manifest_id
    _, chat = await _graph(office, "GET", f"{path}/{installation['id']}/chat")
    assert isinstance(chat, dict)
    assert chat["id"] == await office.conversation("marie", "Cutover")
    assert (await _graph(office, "DELETE", f"{path}/{installation['id']}"))[0] == 204
    assert (await _graph(office, "GET", f"{path}/{installation['id']}/chat"))[0] == 404


async def test_graph_refuses_an_unknown_app_and_an_unknown_person(office: Office) -> None:
    marie = await office.person("marie")
    path = f"users/{marie['aadId']}/teamwork/installedApps"
    bind = {"teamsApp@odata.bind": "https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/x"}
    assert (await _graph(office, "POST", path, bind))[0] == 404
    assert (await _graph(office, "POST", path, {}))[0] == 400
    assert (await _graph(office, "GET", "users/nobody/teamwork/installedApps"))[0] == 404
    assert not (await office.person("marie"))["appInstalled"]
    seen = await office.control("GET", "conversations?person=marie")
    assert all(one["kind"] != "personal" for one in seen)


async def test_graph_installs_in_a_team(office: Office) -> None:
    (team,) = await office.control("GET", "teams")
    path = f"teams/{team['groupId']}/installedApps"
    assert await _graph(office, "GET", path) == (200, {"value": []})
    bind = {"teamsApp@odata.bind": f"x/{office.tenant.registration.catalog_app_id}"}
    assert (await _graph(office, "POST", path, bind))[0] == 201
    (team,) = await office.control("GET", "teams")
    assert team["appInstalled"]


async def test_a_message_in_a_channel_reaches_the_bot_only_when_it_is_mentioned(
    office: Office,
) -> None:
    general = await office.conversation("sam", "General")
    await office.control("POST", f"teams/{quote(general)}/app", {"person": "marie"})
    office.bot.heard.clear()
    path = f"conversations/{quote(general)}/messages"
    await office.control("POST", path, {"person": "sam", "text": "Morning all"}, 201)
    assert office.bot.heard == []
    said = {"person": "sam", "text": "@Cutover what is new?"}
    root = (await office.control("POST", path, said, 201))["id"]
    (activity,) = office.bot.heard
    assert activity["text"] == "<at>Cutover</at> what is new?"
    assert activity["conversation"]["id"] == f"{general};messageid={root}"
    mentions = [one for one in activity["entities"] if one["type"] == "mention"]
    assert mentions[0]["mentioned"]["id"] == office.tenant.registration.bot_id
    thread = quote(f"{general};messageid={root}")
    await office.control("POST", f"conversations/{thread}/messages", said, 201)
    assert office.bot.heard[-1]["conversation"]["id"] == f"{general};messageid={root}"
    assert (await office.reads("dev", general))[-1]["replyTo"] == root
