"""Who the bot is in this tenant: ids, secret and endpoint, kept across resets."""

import secrets
import uuid
from dataclasses import dataclass

from sandbox.store import Store

_TABLE = """
CREATE TABLE IF NOT EXISTS tenant_registration (name TEXT PRIMARY KEY, value TEXT NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class Registration:
    """The app registration of Cutover, made at the first start and never changed after.

    Ids are GUIDs; `site_id` has Graph's three parts (host, collection, web). Only the
    bot's endpoint can be set, because the bot may move to another port.
    """

    store: Store
    root: str
    app_id: str
    app_secret: str
    tenant_id: str
    site_id: str
    catalog_app_id: str
    manifest_id: str

    @property
    def service_url(self) -> str:
        """Where the bot reaches the connector; ends with a slash, as in Teams."""
        return f"{self.root}/connector/"

    @property
    def bot_id(self) -> str:
        """The bot's id as a member of conversations."""
        return f"28:{self.app_id}"

    @property
    def bot_endpoint(self) -> str | None:
        """Where activities are posted, or None until the bot has told."""
        return _read(self.store, "bot_endpoint")

    def point_at(self, endpoint: str | None) -> None:
        """Send activities to `endpoint` from now on; None stops them."""
        if endpoint is None:
            self.store.run("DELETE FROM tenant_registration WHERE name = 'bot_endpoint'")
        else:
            _write(self.store, "bot_endpoint", endpoint)

    def public(self) -> dict[str, str | None]:
        """What a bot needs to know to live in this tenant: `GET /sandbox/registration`."""
        return {
            "appId": self.app_id,
            "appSecret": self.app_secret,
            "tenantId": self.tenant_id,
            "siteId": self.site_id,
            "catalogAppId": self.catalog_app_id,
            "manifestId": self.manifest_id,
            "graphUrl": f"{self.root}/v1.0",
            "loginUrl": self.root,
            "serviceUrl": self.service_url,
            "openIdMetadata": f"{self.root}/botframework/.well-known/openidconfiguration",
            "botEndpoint": self.bot_endpoint,
        }


def opened(store: Store, root: str) -> Registration:
    """Read the registration, making it at the first start. `root` has no trailing slash."""
    store.declare(_TABLE)
    site = f"mapleridge.sharepoint.com,{uuid.uuid4()},{uuid.uuid4()}"
    return Registration(
        store=store,
        root=root,
        app_id=_kept(store, "app_id", str(uuid.uuid4())),
        app_secret=_kept(store, "app_secret", secrets.token_urlsafe(30)),
        tenant_id=_kept(store, "tenant_id", str(uuid.uuid4())),
        site_id=_kept(store, "site_id", site),
        catalog_app_id=_kept(store, "catalog_app_id", str(uuid.uuid4())),
        manifest_id=_kept(store, "manifest_id", str(uuid.uuid4())),
    )


def _kept(store: Store, name: str, fresh: str) -> str:
    value = _read(store, name)
    if value is None:
        _write(store, name, fresh)
        return fresh
    return value


def _read(store: Store, name: str) -> str | None:
    row = store.one("SELECT value FROM tenant_registration WHERE name = ?", (name,))
    return None if row is None else str(row["value"])


def _write(store: Store, name: str, value: str) -> None:
    store.run("INSERT OR REPLACE INTO tenant_registration VALUES (?, ?)", (name, value))
