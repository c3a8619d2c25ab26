"""What is declared in one place is held against the other places that must agree with it."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.desk.routes import ROUTES
from bot.settings import Settings, SettingsError, read, reference
from cards.payloads import PAYLOADS

ROOT = Path(__file__).parents[2]
GOOD = {"APP_ID": "app", "TENANT": "tenant", "SITE": "site"}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Good settings, and no .env file in sight."""
    monkeypatch.chdir(tmp_path)
    for name, value in GOOD.items():
        monkeypatch.setenv(f"CUTOVER_{name}", value)
    return monkeypatch


def test_every_verb_that_cards_can_send_has_a_route_and_no_route_is_without_its_verb() -> None:
    assert set(ROUTES) == set(PAYLOADS)
    assert all(route.payload is PAYLOADS[verb] for verb, route in ROUTES.items())


def test_the_settings_page_is_the_one_that_the_declarations_make() -> None:
    assert (ROOT / "docs" / "settings.md").read_text() == reference()


@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_missing_setting_is_named_in_one_sentence(
    environment: pytest.MonkeyPatch, name: str
) -> None:
    environment.delenv(f"CUTOVER_{name}")
    with pytest.raises(SettingsError) as told:
        read()
    assert str(told.value) == f"The setting CUTOVER_{name} is missing."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("APP_ID", ""),
        ("ZONE", "Mars/Olympus"),
        ("ZONE", "America"),
        ("PROVINCE", "Ontario"),
        ("OPENS", "09:00Z"),
        ("OPENS", "early"),
        ("CLOSES", "08:00"),
        ("PORT", "high"),
        ("PORT", "70000"),
        ("GRAPH_URL", "http://graph.example"),
        ("GRAPH_URL", "http://127.0.0.1.example/v1.0"),
        ("LOGIN_URL", "ftp://login.example"),
        ("SERVICE_URLS", "https://no-slash-at-the-end"),
        ("SERVICE_URLS", "http://smba.example/"),
        ("SERVICE_URLS", ","),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence(
    environment: pytest.MonkeyPatch, name: str, value: str
) -> None:
    environment.setenv(f"CUTOVER_{name}", value)
    with pytest.raises(SettingsError) as told:
        read()
    sentence = str(told.value)
    assert sentence.startswith(f"The setting CUTOVER_{name} is wrong: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_secret_is_never_shown(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("CUTOVER_APP_SECRET", "hush")
    settings = read()
    assert settings.app_secret == SecretStr("hush")
    assert "hush" not in repr(settings)


def test_settings_say_what_they_are_for() -> None:
    assert all(field.description for field in Settings.model_fields.values())
