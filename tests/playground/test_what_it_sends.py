"""What the Agents Playground sends, as recorded from it, is read as what Teams sends would be."""

from pathlib import Path

import pytest

from bot.teams.activity import read
from bot.teams.acts import turn_of
from bot.teams.inbound import OpenGate, Rejected
from bot.teams.service_urls import ServiceUrls
from bot.teams.turn import AppAdded, Pressed, Said, Turn

RECORDED = Path(__file__).parents[1] / "fixtures" / "playground"
MARIE = "8b000032-03f3-58f3-8fbd-42210a507d69"
HERE = ServiceUrls(("http://127.0.0.1:56150/_connector/",))


def turn(name: str) -> Turn:
    return turn_of(read((RECORDED / f"{name}.json").read_bytes()), "correlation")


@pytest.mark.parametrize("name", ["installed_by_opening_the_page", "added_beside_it"])
def test_opening_its_page_adds_the_app_to_the_chat(name: str) -> None:
    added = turn(name)

    assert added.act == AppAdded()
    assert (added.place.kind, added.place.id) == ("personal", "a:playground-personal")
    assert (added.actor.person, added.actor.name) == (MARIE, "")


def test_opening_a_channel_adds_the_app_to_its_team() -> None:
    added = turn("installed_by_opening_a_channel")

    assert added.act == AppAdded()
    assert (added.place.kind, added.place.id, added.place.team) == (
        "channel",
        "19:playground-announcements@thread.tacv2",
        "19:playground-general@thread.tacv2",
    )


def test_what_is_said_comes_with_the_name_of_who_says_it() -> None:
    said = turn("said")

    assert said.act == Said("hello")
    assert (said.actor.person, said.actor.name) == (MARIE, "Marie Tremblay")


def test_a_press_without_a_trigger_is_a_persons() -> None:
    pressed = turn("pressed").act

    assert isinstance(pressed, Pressed)
    assert (pressed.verb, pressed.trigger, pressed.fallback) == ("approval.decide", "manual", False)
    assert pressed.data == {"v": 1, "comment": "Go ahead."}


async def test_an_open_door_lets_it_in_without_a_token() -> None:
    said = read((RECORDED / "said.json").read_bytes())
    assert await OpenGate(HERE).check(None, said.channel_id, said.service_url) is None


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        ("webchat", "http://127.0.0.1:56150/_connector"),
        ("msteams", "http://127.0.0.1:56150.example.com/_connector"),
        ("msteams", "https://smba.trafficmanager.net/amer/"),
        ("msteams", None),
        (None, "http://127.0.0.1:56150/_connector"),
    ],
)
async def test_an_open_door_still_answers_to_one_address_alone(
    channel: str | None, address: str | None
) -> None:
    assert isinstance(await OpenGate(HERE).check(None, channel, address), Rejected)
