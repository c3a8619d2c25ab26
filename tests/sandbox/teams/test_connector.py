"""The connector refuses what Teams refuses, and keeps what it accepts."""

from urllib.parse import quote

import pytest

from sandbox.teams.rates import Rates
from tests.sandbox.teams.bot_double import approval, with_card
from tests.sandbox.teams.conftest import Office

HELLO = {"type": "message", "text": "Hello"}


async def test_a_message_is_read_by_the_person_it_was_sent_to(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    message = await office.sends(chat, HELLO | {"summary": "A greeting"})
    (read,) = await office.reads("julie", chat)
    assert read["id"] == message
    assert (read["text"], read["summary"], read["from"]["name"]) == (
        "Hello",
        "A greeting",
        "Cutover",
    )
    assert read["at"].startswith("2026-03-02T14:0")


async def test_a_request_without_a_token_is_refused(office: Office) -> None:
    async with office.client.post("/connector/v3/conversations", json={}) as response:
        assert response.status == 401
        assert (await response.json())["error"]["code"] == "BotNotRegistered"


async def test_a_token_for_graph_does_not_open_the_connector(office: Office) -> None:
    async with office.client.post(
        "/connector/v3/conversations", json={}, headers=office.app.graph_headers
    ) as response:
        assert response.status == 401


async def test_a_person_without_the_app_cannot_be_written_to(office: Office) -> None:
    marie = await office.person("marie")
    asked = _personal(office, marie["teamsId"])
    status, answer, _ = await office.connector("POST", "conversations", asked)
    assert status == 403
    assert answer["error"]["code"] == "ForbiddenOperationException"


async def test_creating_a_personal_chat_twice_gives_the_same_chat(office: Office) -> None:
    sam = await office.person("sam")
    _, first, _ = await office.connector(
        "POST", "conversations", _personal(office, sam["teamsId"]), expect=201
    )
    _, second, _ = await office.connector(
        "POST", "conversations", _personal(office, sam["aadId"]), expect=201
    )
    assert first == second
    assert first["id"].startswith("a:")


async def test_a_personal_chat_needs_the_tenant_and_exactly_one_member(office: Office) -> None:
    sam = await office.person("sam")
    asked = _personal(office, sam["teamsId"])
    for wrong in (
        asked | {"channelData": {}},
        asked | {"members": []},
        asked | {"members": [{"id": "29:nobody"}]},
        asked | {"members": [{"id": sam["teamsId"]}, {"id": sam["teamsId"]}]},
    ):
        status, answer, _ = await office.connector("POST", "conversations", wrong)
        assert (status, answer["error"]["code"]) == (400, "Bad Argument")


async def test_after_uninstalling_a_send_is_refused(office: Office) -> None:
    chat = await office.conversation("sam", "Cutover")
    await office.control("DELETE", "people/sam/app")
    status, answer, _ = await office.connector(
        "POST", f"conversations/{quote(chat)}/activities", HELLO
    )
    assert (status, answer["error"]["code"]) == (403, "BotNotInConversationRoster")


@pytest.mark.parametrize(
    "conversation", ["a:nothing", "19:x@thread.tacv2;messageid=1", "a:1;messageid=x"]
)
async def test_an_unknown_conversation_is_not_found(office: Office, conversation: str) -> None:
    status, answer, _ = await office.connector(
        "POST", f"conversations/{quote(conversation)}/activities", HELLO
    )
    assert (status, answer["error"]["code"]) == (404, "ConversationNotFound")


async def test_an_unknown_message_can_be_neither_updated_nor_deleted(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    for method in ("PUT", "DELETE"):
        status, answer, _ = await office.connector(
            method, f"conversations/{quote(chat)}/activities/{'9' * 30}", HELLO
        )
        assert (status, answer["error"]["code"]) == (404, "ActivityNotFoundInConversation")


async def test_an_update_replaces_the_message_and_a_delete_leaves_its_place(
    office: Office,
) -> None:
    chat = await office.conversation("julie", "Cutover")
    message = await office.sends(chat, HELLO)
    path = f"conversations/{quote(chat)}/activities/{message}"
    await office.connector("PUT", path, {"type": "message", "text": "Changed"}, expect=200)
    (read,) = await office.reads("julie", chat)
    assert (read["text"], read["edited"], read["deleted"]) == ("Changed", True, False)
    await office.connector("DELETE", path, expect=200)
    (read,) = await office.reads("julie", chat)
    assert (read["text"], read["deleted"]) == (None, True)
    assert (await office.connector("PUT", path, HELLO))[0] == 404


async def test_a_persons_own_message_cannot_be_changed_by_the_bot(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    said = await office.control(
        "POST", f"conversations/{quote(chat)}/messages", {"person": "julie", "text": "Hi"}, 201
    )
    status, _, _ = await office.connector(
        "PUT", f"conversations/{quote(chat)}/activities/{said['id']}", HELLO
    )
    assert status == 403


async def test_a_message_over_100_kilobytes_of_utf_16_is_refused(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    path = f"conversations/{quote(chat)}/activities"
    status, answer, _ = await office.connector("POST", path, HELLO | {"text": "x" * 52_000})
    assert (status, answer["error"]["code"]) == (413, "MessageSizeTooBig")
    picture = "data:image/png;base64," + "x" * 200_000
    await office.sends(chat, HELLO | {"attachments": [], "channelData": {"picture": picture}})


async def test_text_with_a_card_is_split_and_gets_no_id(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    _, answer, _ = await office.connector(
        "POST",
        f"conversations/{quote(chat)}/activities",
        with_card(approval()) | {"text": "Look"},
        expect=201,
    )
    assert "id" not in answer
    text, card = await office.reads("julie", chat)
    assert (text["text"], text["card"]) == ("Look", None)
    assert card["card"]["type"] == "AdaptiveCard"


async def test_nothing_to_say_is_a_bad_argument(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    nothing: tuple[object, ...] = (
        {"type": "message"},
        {"type": "trace", "text": "x"},
        {"type": "message", "attachments": {"contentType": "x"}},
        {"type": "message", "text": ["x"]},
        [],
    )
    for activity in nothing:
        status, answer, _ = await office.connector(
            "POST", f"conversations/{quote(chat)}/activities", activity
        )
        assert (status, answer["error"]["code"]) == (400, "Bad Argument")


async def test_typing_leaves_no_message(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    path = f"conversations/{quote(chat)}/activities"
    await office.connector("POST", path, {"type": "typing"}, expect=201)
    assert await office.reads("julie", chat) == []


async def test_the_eighth_send_within_a_second_waits(office: Office) -> None:
    chat = await office.conversation("julie", "Cutover")
    path = f"conversations/{quote(chat)}/activities"
    answers = [await office.connector("POST", path, HELLO) for _ in range(9)]
    status, answer, headers = answers[-1]
    assert (status, answer["error"]["code"]) == (429, "Throttled")
    assert int(headers["Retry-After"]) >= 1
    await office.control("PUT", "rates", {"enforced": False})
    await office.connector("POST", path, HELLO, expect=201)


def test_every_window_opens_again_after_its_time() -> None:
    now = 1000.0
    rates = Rates(lambda: now)
    assert [rates.wait("send", "a:1") for _ in range(8)] == [None] * 7 + [1]
    now += 1
    assert [rates.wait("send", "a:1") for _ in range(2)] == [None, 1]
    for _ in range(52):
        now += 2
        rates.wait("send", "a:1")
    assert rates.wait("send", "a:2") is None
    now += 1000
    assert [rates.wait("send", "a:1", times=2) for _ in range(4)] == [None, None, None, 1]


def test_thirty_seconds_hold_sixty_sends() -> None:
    now = 0.0
    rates = Rates(lambda: now)
    waits = []
    for _ in range(61):
        waits.append(rates.wait("send", "a:1"))
        now += 0.3
    assert waits[:60] == [None] * 60
    assert waits[60] == 12


def test_the_tenant_takes_fifty_requests_a_second() -> None:
    rates = Rates(lambda: 0.0)
    waits = [rates.wait("send", f"a:{number}") for number in range(51)]
    assert waits == [None] * 50 + [1]


async def test_a_channel_thread_is_started_and_replied_to(office: Office) -> None:
    general = await office.conversation("sam", "General")
    await office.control("POST", f"teams/{quote(general)}/app", {"person": "marie"})
    asked = {"isGroup": True, "channelData": {"channel": {"id": general}}, "activity": HELLO}
    _, answer, _ = await office.connector("POST", "conversations", asked, expect=201)
    assert answer["id"] == f"{general};messageid={answer['activityId']}"
    inside = await office.sends(answer["id"], {"type": "message", "text": "Below"})
    apart = await office.sends(general, {"type": "message", "text": "Apart"})
    path = f"conversations/{quote(general)}/activities/{inside}"
    await office.connector("POST", path, {"type": "message", "text": "Below too"}, expect=201)
    read = {one["text"]: one["replyTo"] for one in await office.reads("sam", general)}
    root = answer["activityId"]
    assert read == {"Hello": None, "Below": root, "Apart": None, "Below too": root}
    assert apart != root
    nowhere = f"conversations/{quote(general)};messageid={inside}/activities"
    assert (await office.connector("POST", nowhere, HELLO))[0] == 404


async def test_a_channel_of_a_team_without_the_app_is_refused(office: Office) -> None:
    general = await office.conversation("sam", "General")
    asked = {"isGroup": True, "channelData": {"channel": {"id": general}}, "activity": HELLO}
    status, answer, _ = await office.connector("POST", "conversations", asked)
    assert (status, answer["error"]["code"]) == (403, "BotNotInConversationRoster")


async def test_members_come_in_pages_and_one_by_one(office: Office) -> None:
    general = await office.conversation("sam", "General")
    await office.control("POST", f"teams/{quote(general)}/app", {"person": "marie"})
    found: list[str] = []
    token = ""
    while True:
        query = f"pageSize=15&continuationToken={quote(token)}"
        _, page, _ = await office.connector(
            "GET", f"conversations/{quote(general)}/pagedmembers?{query}", expect=200
        )
        found += [one["id"] for one in page["members"]]
        token = page.get("continuationToken", "")
        if not token:
            break
    assert len(found) == len(set(found)) == 40
    alex = await office.person("alex")
    path = f"conversations/{quote(general)}/members"
    _, one, _ = await office.connector("GET", f"{path}/{alex['aadId']}", expect=200)
    assert (one["userRole"], one["tenantId"]) == ("guest", alex["tenantId"])
    assert (await office.connector("GET", f"{path}/29:nobody"))[0] == 404
    _, everyone, _ = await office.connector("GET", path, expect=200)
    assert [one["id"] for one in everyone] == found


async def test_a_team_lists_its_channels(office: Office) -> None:
    (team,) = await office.control("GET", "teams")
    path = f"teams/{quote(team['id'])}"
    assert (await office.connector("GET", path))[0] == 403
    await office.control("POST", f"{path}/app", {"person": "julie"})
    _, told, _ = await office.connector("GET", path, expect=200)
    assert (told["name"], told["aadGroupId"]) == ("Maple Ridge Millwork", team["groupId"])
    _, channels, _ = await office.connector("GET", f"{path}/conversations", expect=200)
    names = [one.get("name") for one in channels["conversations"]]
    assert names == [None, "Announcements", "IT project"]


async def test_what_is_not_implemented_says_so(office: Office) -> None:
    status, answer, _ = await office.connector("GET", "attachments/1")
    assert status == 501
    assert answer["error"]["message"].endswith("GET /connector/v3/attachments/1")


def _personal(office: Office, member: str) -> dict[str, object]:
    registration = office.tenant.registration
    return {
        "bot": {"id": registration.bot_id},
        "members": [{"id": member}],
        "channelData": {"tenant": {"id": registration.tenant_id}},
    }
