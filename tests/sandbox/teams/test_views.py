"""Own views are refreshed when a listed person looks, at most once a minute, and after updates."""

import asyncio
from urllib.parse import quote

from aiohttp import web

from tests.sandbox.teams.bot_double import CARD, Json, approval, with_card
from tests.sandbox.teams.conftest import Office


def own_view(text: str, *user_ids: str) -> Json:
    return approval(*user_ids) | {"body": [{"type": "TextBlock", "text": text}]}


async def _asked(office: Office, *more: str) -> tuple[str, str, str]:
    """A card in the group chat that names dev; answers chat, message, dev's Teams id."""
    chat = await office.conversation("dev", "IT move")
    await office.control("POST", f"conversations/{quote(chat)}/app", {"person": "dev"})
    office.bot.heard.clear()
    dev = str((await office.person("dev"))["teamsId"])
    message = await office.sends(chat, with_card(approval(*more, dev)))
    office.bot.answers_with_card(own_view("For you", dev))
    return chat, message, dev


async def test_a_listed_person_gets_a_view_of_their_own(office: Office) -> None:
    chat, message, dev = await _asked(office)
    (read,) = await office.reads("dev", chat)
    assert read["card"] == own_view("For you", dev)
    (invoke,) = office.bot.invokes("adaptiveCard/action")
    assert invoke["replyToId"] == message
    assert invoke["value"] == {
        "action": {"type": "Action.Execute", "verb": "look", "data": {"change": "CHG-0001"}},
        "trigger": "automatic",
    }


async def test_others_see_the_base_card_and_the_bot_is_not_asked(office: Office) -> None:
    chat, _, dev = await _asked(office)
    (read,) = await office.reads("julie", chat)
    assert read["card"] == approval(dev)
    assert office.bot.heard == []


async def test_looking_again_within_a_minute_asks_nothing(office: Office) -> None:
    chat, _, _ = await _asked(office)
    await office.reads("dev", chat)
    await office.reads("dev", chat)
    assert len(office.bot.heard) == 1
    await office.control("POST", "clock", {"advance": "PT2M"})
    await office.reads("dev", chat)
    assert len(office.bot.heard) == 2


async def test_an_update_brings_a_new_view(office: Office) -> None:
    chat, message, dev = await _asked(office)
    await office.reads("dev", chat)
    path = f"conversations/{quote(chat)}/activities/{message}"
    await office.connector("PUT", path, with_card(approval(dev)), expect=200)
    office.bot.answers_with_card(own_view("Anew", dev))
    (read,) = await office.reads("dev", chat)
    assert read["card"] == own_view("Anew", dev)


async def test_an_update_while_the_bot_answers_makes_that_view_stale(office: Office) -> None:
    chat, message, dev = await _asked(office)
    path = f"conversations/{quote(chat)}/activities/{message}"

    async def answer(_: Json) -> web.Response:
        await office.connector("PUT", path, with_card(own_view("Decided")), expect=200)
        old = {"statusCode": 200, "type": CARD, "value": own_view("Old", dev)}
        return web.json_response(old)

    office.bot.answering = answer
    (read,) = await office.reads("dev", chat)
    assert read["card"] == own_view("Decided")


async def test_only_the_first_sixty_listed_are_refreshed(office: Office) -> None:
    chat, _, _ = await _asked(office, *(f"29:{number}" for number in range(60)))
    await office.reads("dev", chat)
    assert office.bot.heard == []


async def test_two_windows_of_one_person_ask_once(office: Office) -> None:
    chat, _, dev = await _asked(office)
    second_is_in = asyncio.Event()

    async def answer(_: Json) -> web.Response:
        await second_is_in.wait()
        view = {"statusCode": 200, "type": CARD, "value": own_view("Once", dev)}
        return web.json_response(view)

    office.bot.answering = answer
    first = asyncio.ensure_future(office.reads("dev", chat))
    second = asyncio.ensure_future(office.reads("dev", chat))
    await office.reads("julie", chat)
    second_is_in.set()
    views = [(await window)[0]["card"] for window in (first, second)]
    assert views == [own_view("Once", dev)] * 2
    assert len(office.bot.heard) == 1


async def test_without_a_bot_the_base_card_is_shown(office: Office) -> None:
    chat, _, dev = await _asked(office)
    await office.control("PUT", "registration", {"botEndpoint": None})
    (read,) = await office.reads("dev", chat)
    assert read["card"] == approval(dev)


async def test_an_answer_that_is_no_card_leaves_the_base_card(office: Office) -> None:
    chat, _, dev = await _asked(office)
    office.bot.answers({"statusCode": 200, "type": "text", "value": "No"})
    (read,) = await office.reads("dev", chat)
    assert read["card"] == approval(dev)
    await office.reads("dev", chat)
    assert len(office.bot.heard) == 1


async def test_unread_messages_are_counted_until_they_are_read(office: Office) -> None:
    chat, _, _ = await _asked(office)
    seen = await office.control("GET", "conversations?person=julie")
    assert {one["name"]: one["unread"] for one in seen}["IT move"] == 1
    await office.reads("julie", chat)
    seen = await office.control("GET", "conversations?person=julie")
    assert {one["name"]: one["unread"] for one in seen}["IT move"] == 0
