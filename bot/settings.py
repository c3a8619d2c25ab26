"""Every setting, declared once: environment variables, or a `.env` file, that begin with CUTOVER_.

docs/settings.md is generated from these declarations and held against them by a test.
"""

from datetime import time
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.teams.service_urls import MICROSOFT, ServiceUrls
from graph.budget import CEILING, LEAST
from playbook.hours import Hours, is_zone, provinces

_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")


class SettingsError(Exception):
    """A setting is missing or wrong; the message is one sentence that names it."""


class Settings(BaseSettings):
    """What differs from one deployment to the next."""

    model_config = SettingsConfigDict(
        env_prefix="CUTOVER_", env_file=".env", extra="ignore", frozen=True
    )

    app_id: str = Field(
        min_length=1, description="The bot's application (client) id, from its Entra registration."
    )
    app_secret: SecretStr | None = Field(
        None,
        description="The registration's client secret; without one, the managed identity is used.",
    )
    tenant: str = Field(min_length=1, description="The organisation's Entra tenant id.")
    site: str = Field(
        min_length=1, description="Graph id of the SharePoint site that holds the lists."
    )
    zone: str = Field("America/Toronto", description="IANA time zone of the organisation's dates.")
    province: str = Field(
        "ON", description="Province or territory, in two letters, whose public holidays are kept."
    )
    opens: time = Field(time(9), description="When the working day begins, in the zone's time.")
    closes: time = Field(
        time(17), description="When quiet begins; nothing but answers is sent until the morning."
    )
    language: str = Field("en-CA", description="Language for people whose own is not known.")
    manifest: str = Field(
        "", description="Id in the Teams app package; needed to install the app for people."
    )
    data: Path = Field(
        Path(".cutover"), description="Folder of the journal; put it on a disk that lasts."
    )
    journal: str = Field(
        "", description="SQLAlchemy address of the journal; empty for SQLite in the data folder."
    )
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(3978, ge=0, le=65535, description="Port to listen on.")
    units_per_minute: int = Field(
        CEILING,
        ge=LEAST,
        description="Resource units of SharePoint that may be spent in any minute; a tenant grants"
        " an app at least 1,250.",
    )
    graph_url: str = Field("https://graph.microsoft.com/v1.0", description="Microsoft Graph.")
    login_url: str = Field(
        "https://login.microsoftonline.com", description="Entra's token service."
    )
    bot_keys_url: str = Field(
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        description="Where Teams publishes the keys that it signs requests with.",
    )
    service_urls: Annotated[tuple[str, ...], NoDecode] = Field(
        MICROSOFT,
        description="Addresses of Teams that the bot's token may be sent to, separated by commas.",
    )
    clock_url: str = Field(
        "", description="A clock to follow instead of this machine's; for the sandbox only."
    )
    plain_cards: bool = Field(
        False,
        description="Draws cards for a client with neither dialogs nor people pickers, such as the"
        " Agents Playground.",
    )
    # Last, because it is judged by the addresses above.
    door_open_to_anybody: bool = Field(
        False,
        description="Takes requests that nobody has signed; only where nothing leaves this machine,"
        " for the Agents Playground.",
    )

    @field_validator("service_urls", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("app_secret")
    @classmethod
    def _none_if_empty(cls, value: SecretStr | None) -> SecretStr | None:
        return value if value and value.get_secret_value() else None

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if not is_zone(value):
            raise ValueError("is not the name of a time zone, such as America/Toronto")
        return value

    @field_validator("province")
    @classmethod
    def _known_province(cls, value: str) -> str:
        if value not in provinces():
            raise ValueError(f"must be one of {', '.join(provinces())}")
        return value

    @field_validator("opens", "closes")
    @classmethod
    def _local(cls, value: time) -> time:
        if value.tzinfo is not None:
            raise ValueError("must be a time of the zone, such as 09:00")
        return value

    @field_validator("closes")
    @classmethod
    def _after_opening(cls, value: time, told: ValidationInfo) -> time:
        opens = told.data.get("opens")
        if opens is not None and not opens < value:
            raise ValueError("must be later in the day than CUTOVER_OPENS")
        return value

    @field_validator("graph_url", "login_url", "bot_keys_url", "clock_url")
    @classmethod
    def _safe_address(cls, value: str) -> str:
        if value:
            _check_address(value)
        return value.rstrip("/")

    @field_validator("service_urls")
    @classmethod
    def _safe_addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for address in value:
            _check_address(address)
        if not value:
            raise ValueError("must name at least one address")
        return ServiceUrls(value).prefixes

    @field_validator("door_open_to_anybody")
    @classmethod
    def _only_on_this_machine(cls, value: bool, others: ValidationInfo) -> bool:
        """An open door leads to nothing that belongs to anybody: all of it is on this machine."""
        if value:
            given = others.data
            addresses = (given.get("graph_url", ""), *given.get("service_urls", ()))
            hosts = (given.get("host", ""), *(urlsplit(address).hostname for address in addresses))
            elsewhere = [host for host in hosts if host not in _THIS_MACHINE]
            if elsewhere:
                raise ValueError(
                    "opens the door to anybody, so CUTOVER_HOST, CUTOVER_GRAPH_URL and"
                    f" CUTOVER_SERVICE_URLS must be on this machine, and {elsewhere[0]} is not"
                )
        return value

    @property
    def office(self) -> Hours:
        """When the organisation works."""
        return Hours(self.zone, self.province, self.opens, self.closes)

    @property
    def journal_address(self) -> str:
        return self.journal or f"sqlite:///{self.data.resolve() / 'journal.db'}"


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme != "http" or parts.hostname not in _THIS_MACHINE:
        raise ValueError("must begin with https:// (http:// only on this machine)")


def read() -> Settings:
    """The settings as the environment gives them.

    Raises:
        SettingsError: the first setting that is missing or wrong, in one sentence.
    """
    try:
        return Settings()
    except ValidationError as wrong:
        fault = wrong.errors()[0]
        name = "CUTOVER_" + "_".join(str(part) for part in fault["loc"][:1]).upper()
        if fault["type"] == "missing":
            raise SettingsError(f"The setting {name} is missing.") from None
        told = fault["msg"].removeprefix("Value error, ")
        raise SettingsError(f"The setting {name} is wrong: {told}.") from None


def reference() -> str:
    """docs/settings.md, as Markdown."""
    lines = [
        "# Settings",
        "",
        "Environment variables, or lines of a `.env` file beside the program. This page is",
        "generated from `bot/settings.py` (`cutover settings`).",
        "",
        "| setting | default | meaning |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        default = "required" if field.is_required() else _shown(field.default)
        lines.append(f"| `CUTOVER_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines) + "\n"


def _shown(default: object) -> str:
    if default is None or default == "":
        return "empty"
    text = ",".join(default) if isinstance(default, tuple) else str(default)
    if isinstance(default, time):
        text = default.isoformat("minutes")
    return f"`{text}`"
