"""What an organisation's app package says that another's does not."""

import re
import uuid
from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from bot.settings import Settings, SettingsError
from bot.version import VERSION

_DOMAIN = re.compile(r"(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_FROM_SETTINGS = {"app_id": "CUTOVER_APP_ID", "manifest": "CUTOVER_MANIFEST"}
_OPTIONS = {"domains": "--domain"}
_HOST_OF_SITE = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(?=[,:]|$)", re.IGNORECASE)


def _guid(value: str) -> str:
    try:
        return str(UUID(value))
    except ValueError:
        raise ValueError(f"must be a GUID, such as {uuid.uuid4()}") from None


def _page(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError("must be the address of a page, and begin with https://")
    return value


def _domain(value: str) -> str:
    if not _DOMAIN.fullmatch(value):
        raise ValueError("must be a domain alone, such as intranet.example.ca")
    return value.lower()


Guid = Annotated[str, AfterValidator(_guid)]
Page = Annotated[str, StringConstraints(max_length=2048), AfterValidator(_page)]
Domain = Annotated[str, StringConstraints(max_length=253), AfterValidator(_domain)]
Words = StringConstraints(strip_whitespace=True, min_length=1)


class Details(BaseModel):
    """All that the template leaves open, within the limits of docs/platform.md#manifest."""

    model_config = ConfigDict(frozen=True)

    app_id: Guid
    manifest: Guid
    version: str
    """Three numbers, higher at each upload."""
    name: Annotated[str, Words, StringConstraints(max_length=30)]
    developer: Annotated[str, Words, StringConstraints(max_length=32)]
    website: Page
    privacy: Page
    terms: Page
    domains: tuple[Domain, ...]


def details(
    settings: Settings,
    *,
    name: str,
    developer: str,
    website: str = "",
    privacy: str = "",
    terms: str = "",
    domains: Sequence[str] = (),
) -> Details:
    """What the settings and the options of `cutover package` say together.

    Whoever names no website gets the organisation's own SharePoint, which everybody there can
    open; the privacy statement and the terms are on the website unless they are named.

    Raises:
        SettingsError: one of them is missing or wrong, in one sentence that names it.
    """
    if not settings.manifest:
        raise SettingsError(
            "The setting CUTOVER_MANIFEST is missing. Any new GUID will do, and stays the same"
            f" from then on: {uuid.uuid4()}"
        )
    website = website or _sharepoint(settings.site)
    try:
        return Details(
            app_id=settings.app_id,
            manifest=settings.manifest,
            version=_release(VERSION),
            name=name,
            developer=developer,
            website=website,
            privacy=privacy or website,
            terms=terms or website,
            domains=tuple(domains),
        )
    except ValidationError as wrong:
        raise SettingsError(_sentence(wrong)) from None


def _sharepoint(site: str) -> str:
    host = _HOST_OF_SITE.match(site)
    if host is None:
        raise SettingsError(
            "The option --website is missing. It names the page where people read what this is."
        )
    return f"https://{host.group()}"


def _release(version: str) -> str:
    # Of 0.2.0.dev1 Teams takes the three numbers and nothing after them.
    return ".".join(re.findall(r"\d+", version)[:3])


def _sentence(wrong: ValidationError) -> str:
    fault = wrong.errors()[0]
    field = str(fault["loc"][0])
    told = fault["msg"].removeprefix("Value error, ").replace("String should", "must")
    if field in _FROM_SETTINGS:
        return f"The setting {_FROM_SETTINGS[field]} is wrong: it {told}."
    return f"The option {_OPTIONS.get(field, f'--{field}')} is wrong: it {told}."
