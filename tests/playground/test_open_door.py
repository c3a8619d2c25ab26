"""A door that is open to anybody stays on this machine, and is not overlooked."""

from pathlib import Path

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.host.teams_side import gate_for
from bot.settings import Settings, SettingsError, read
from bot.teams.inbound import OpenGate, TokenGate
from bot.teams.service_urls import ServiceUrls
from bot.teams.signing_keys import SigningKeys

OPEN = {
    "APP_ID": "11111111-2222-3333-4444-555555555555",
    "TENANT": "22222222-3333-4444-5555-666666666666",
    "SITE": "mapleridge.example,3,4",
    "GRAPH_URL": "http://127.0.0.1:8400/v1.0",
    "SERVICE_URLS": "http://localhost:56150/_connector/",
    "DOOR_OPEN_TO_ANYBODY": "yes",
}


def settings(
    monkeypatch: pytest.MonkeyPatch, place: Path, **changed: str
) -> Settings:  # fmt: skip
    monkeypatch.chdir(place)
    for name, value in (OPEN | changed).items():
        monkeypatch.setenv(f"CUTOVER_{name}", value)
    return read()


def gate(given: Settings, session: aiohttp.ClientSession) -> object:
    keys = SigningKeys(session, given.bot_keys_url)
    return gate_for(given, keys, ServiceUrls(given.service_urls))


async def test_the_door_opens_where_everything_is_on_this_machine_and_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with aiohttp.ClientSession() as session:
        with capture_logs() as log:
            opened = gate(settings(monkeypatch, tmp_path), session)

    assert isinstance(opened, OpenGate)
    (line,) = log
    assert (line["event"], line["log_level"]) == ("door.open_to_anybody", "warning")


async def test_the_door_is_shut_unless_the_setting_opens_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with aiohttp.ClientSession() as session:
        shut = gate(settings(monkeypatch, tmp_path, DOOR_OPEN_TO_ANYBODY="no"), session)

    assert isinstance(shut, TokenGate)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOST", "0.0.0.0"),  # noqa: S104 - what is refused
        ("HOST", "::"),
        ("GRAPH_URL", "https://graph.microsoft.com/v1.0"),
        ("SERVICE_URLS", "https://smba.trafficmanager.net/"),
        ("SERVICE_URLS", "http://localhost:56150/_connector/,https://smba.trafficmanager.net/"),
    ],
)
def test_an_open_door_to_anything_beyond_this_machine_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(SettingsError, match="CUTOVER_DOOR_OPEN_TO_ANYBODY is wrong") as refused:
        settings(monkeypatch, tmp_path, **{name: value})

    assert "must be on this machine" in str(refused.value)
