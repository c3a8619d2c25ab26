"""The app package that `cutover package` makes, as Teams will look at it."""

import io
import json
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from pydantic import JsonValue
from typer.testing import CliRunner

from bot.cli.commands import app
from bot.version import VERSION
from cards.hearing import Heard, Help, Home, ShowStatus, StartChange, hear
from tests.manifest.drawing import MANIFEST, SIZES

APP = "11111111-2222-3333-4444-555555555555"
PACKAGE = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"
SETTINGS = {
    "APP_ID": APP,
    "TENANT": "22222222-3333-4444-5555-666666666666",
    "SITE": "mapleridge.sharepoint.com,3,4",
    "MANIFEST": PACKAGE,
}
SCHEMAS = (
    MANIFEST / "node_modules" / "@microsoft" / "app-manifest" / "build" / "json-schemas" / "teams"
)
LINE = re.compile(r'<path d="([^"]+)"')
COMMANDS: tuple[Heard, ...] = (Home(), StartChange(), ShowStatus(), Help())


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in SETTINGS.items():
        monkeypatch.setenv(f"CUTOVER_{name}", value)


def asked(*options: str) -> tuple[int, str]:
    """What the command answers: its status, and all that it says."""
    answer = CliRunner().invoke(app, ["package", "--out", "cutover.zip", *options])
    return answer.exit_code, answer.output.strip()


def packed(*options: str) -> Mapping[str, bytes]:
    """The files in the package that the command makes."""
    status, said = asked(*options)
    assert status == 0, said
    with zipfile.ZipFile(io.BytesIO(Path("cutover.zip").read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest(*options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(packed(*options)["manifest.json"])
    return found


def schema(kind: str, version: str) -> Draft4Validator:
    return Draft4Validator(
        json.loads((SCHEMAS / f"v{version}" / f"MicrosoftTeams{kind}.schema.json").read_text())
    )


def faults(validator: Draft4Validator, value: JsonValue) -> list[str]:
    return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(value)]


def leaves(value: JsonValue) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from leaves(each)
        case dict():
            for each in value.values():
                yield from leaves(each)


def test_microsofts_own_schema_accepts_the_manifest() -> None:
    made = manifest()
    assert faults(schema("", made["manifestVersion"]), made) == []


def test_microsofts_own_schema_accepts_the_manifest_with_everything_said() -> None:
    made = manifest(
        "--name", "Changes", "--developer", "Maple Ridge Dental",
        "--website", "https://mapleridge.example/changes",
        "--privacy", "https://mapleridge.example/privacy",
        "--terms", "https://mapleridge.example/terms",
        "--domain", "mapleridge.example", "--domain", "*.mapleridge.example",
    )  # fmt: skip
    assert faults(schema("", made["manifestVersion"]), made) == []
    assert made["developer"] == {
        "name": "Maple Ridge Dental",
        "websiteUrl": "https://mapleridge.example/changes",
        "privacyUrl": "https://mapleridge.example/privacy",
        "termsOfUseUrl": "https://mapleridge.example/terms",
    }
    assert made["name"]["short"] == "Changes"
    assert made["validDomains"] == ["mapleridge.example", "*.mapleridge.example"]


def test_the_manifest_is_of_the_newest_version_that_microsoft_has_released() -> None:
    released = [
        tuple(int(part) for part in folder.name[1:].split("."))
        for folder in SCHEMAS.iterdir()
        if folder.name[1:2].isdigit()
    ]
    assert manifest()["manifestVersion"] == ".".join(str(part) for part in max(released))


def test_microsofts_own_schema_accepts_the_words_in_french() -> None:
    files = packed()
    made = json.loads(files["manifest.json"])
    languages = made["localizationInfo"]["additionalLanguages"]
    assert [(each["languageTag"], each["file"]) for each in languages] == [("fr-CA", "fr-CA.json")]
    french = json.loads(files["fr-CA.json"])
    assert faults(schema(".Localization", made["manifestVersion"]), french) == []


def test_every_word_of_the_manifest_is_there_in_french() -> None:
    files = packed()
    made, french = json.loads(files["manifest.json"]), json.loads(files["fr-CA.json"])
    words = {f"{part}.{size}" for part in ("name", "description") for size in made[part]}
    words |= {
        f"bots[0].commandLists[{place}].commands[{row}].{word}"
        for place, commands in enumerate(made["bots"][0]["commandLists"])
        for row, command in enumerate(commands["commands"])
        for word in command
    }
    assert set(french) - {"$schema"} == words


def test_every_command_brings_up_what_it_promises_in_both_languages() -> None:
    files = packed()
    made, french = json.loads(files["manifest.json"]), json.loads(files["fr-CA.json"])
    (commands,) = made["bots"][0]["commandLists"]
    titles = [command["title"] for command in commands["commands"]]
    assert tuple(map(hear, titles)) == COMMANDS
    assert [
        hear(french[f"bots[0].commandLists[0].commands[{row}].title"]) for row in range(len(titles))
    ] == list(COMMANDS)


def test_the_package_names_this_bot_and_nothing_is_left_open() -> None:
    files = packed()
    made = json.loads(files["manifest.json"])
    assert made["id"] == PACKAGE
    assert made["bots"][0]["botId"] == made["webApplicationInfo"]["id"] == APP
    assert VERSION.startswith(made["version"])
    texts = [
        text for name in ("manifest.json", "fr-CA.json") for text in leaves(json.loads(files[name]))
    ]
    assert not [text for text in texts if "$" in text]


def test_a_channel_is_a_place_for_it_as_teams_wants_it_said() -> None:
    made = manifest()
    assert made["supportsChannelFeatures"] == "tier1"
    assert set(made["bots"][0]["scopes"]) == {"personal", "team", "groupChat"}


def test_who_names_no_website_gets_the_organisations_own_sharepoint() -> None:
    developer = manifest()["developer"]
    assert {developer[page] for page in ("websiteUrl", "privacyUrl", "termsOfUseUrl")} == {
        "https://mapleridge.sharepoint.com"
    }


def test_a_name_with_a_dollar_in_it_is_only_a_name() -> None:
    assert manifest("--name", "${app_id} $5")["name"]["short"] == "${app_id} $5"


def test_the_same_details_give_the_same_bytes() -> None:
    asked()
    first = Path("cutover.zip").read_bytes()
    asked()
    assert Path("cutover.zip").read_bytes() == first


@pytest.mark.parametrize("icon", sorted(SIZES))
def test_every_icon_is_in_the_package_with_its_size(icon: str) -> None:
    made = packed()
    name = manifest()["icons"][icon]
    assert struct.unpack(">II", made[name][16:24]) == (SIZES[icon], SIZES[icon])


@pytest.mark.parametrize("icon", sorted(SIZES))
def test_every_icon_has_the_mark_that_the_sandboxs_page_has(icon: str) -> None:
    sources = (MANIFEST / f"{icon}.svg", MANIFEST.parent / "sandbox" / "page" / "mark.svg")
    ours, pages = (LINE.findall(source.read_text("utf-8")) for source in sources)
    assert ours == pages


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("APP_ID", "cutover", "The setting CUTOVER_APP_ID is wrong: it must be a GUID, such as "),
        ("MANIFEST", "cutover", "The setting CUTOVER_MANIFEST is wrong: it must be a GUID, such"),
        ("MANIFEST", "", "The setting CUTOVER_MANIFEST is missing. Any new GUID will do,"),
        ("TENANT", "", "The setting CUTOVER_TENANT is wrong: "),
        ("SITE", "root", "The option --website is missing. It names the page where people read"),
    ],
)
def test_a_setting_that_the_package_needs_is_named_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, setting: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(f"CUTOVER_{setting}", value)
    status, said = asked()
    assert status == 1
    assert said.startswith(sentence), said
    assert len(said.splitlines()) == 1
    assert not Path("cutover.zip").exists()


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--name", "C" * 31, "The option --name is wrong: it must have at most 30 characters."),
        ("--name", " ", "The option --name is wrong: it must have at least 1 character."),
        ("--developer", "D" * 33, "The option --developer is wrong: it must have at most 32"),
        ("--website", "http://mapleridge.example", "The option --website is wrong: it must be"),
        ("--privacy", "privacy.html", "The option --privacy is wrong: it must be the address of"),
        ("--terms", "https://", "The option --terms is wrong: it must be the address of a page"),
        ("--domain", "https://mapleridge.example", "The option --domain is wrong: it must be a"),
        ("--out", "no/such/folder/cutover.zip", "The package cannot be written to no/such/folder"),
    ],
)
def test_a_wrong_option_is_named_in_one_sentence(option: str, value: str, sentence: str) -> None:
    status, said = asked(option, value)
    assert status == 1
    assert said.startswith(sentence), said
    assert len(said.splitlines()) == 1
