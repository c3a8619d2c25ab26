"""A token issuer on loopback: publishes keys, signs for the bot, and signs wrongly on request."""

import asyncio
import functools
import json
import time
from collections.abc import Mapping
from typing import Any

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa

APP_ID = "6f1f5a3e-7a3b-4d54-9a0c-2f7b1f8f0c11"
SERVICE_URL = "https://smba.trafficmanager.net/amer/72f988bf-0000-41af-91ab-2d7cd011db47/"


@functools.cache
def private_key(name: str) -> rsa.RSAPrivateKey:
    """A key made once in a test run."""
    del name
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def published(key_id: str, key: rsa.RSAPrivateKey, **more: object) -> dict[str, Any]:
    """The JWK that an issuer publishes for a key."""
    as_json: dict[str, Any] = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
    return as_json | {"kid": key_id, "use": "sig", **more}


def claims(**changed: object) -> dict[str, Any]:
    """What Bot Framework says in a token; None takes a claim away."""
    now = int(time.time())
    usual = {
        "iss": "https://api.botframework.com",
        "aud": APP_ID,
        "serviceurl": SERVICE_URL,
        "nbf": now - 60,
        "exp": now + 3600,
    }
    return {name: value for name, value in (usual | changed).items() if value is not None}


class Issuer:
    """Counts how often it is asked for its keys; can be down."""

    def __init__(self) -> None:
        self.keys: list[dict[str, Any]] = []
        self.asked = 0
        self.keys_asked = asyncio.Semaphore(0)
        self.down = False
        app = web.Application()
        app.add_routes([web.get("/metadata", self.metadata), web.get("/keys", self.published_keys)])
        self.server = TestServer(app)
        self.publish("one")

    def publish(self, key_id: str, **more: object) -> None:
        """Replace what is published by one key, endorsed for Teams."""
        self.keys = [published(key_id, private_key(key_id), endorsements=["msteams"]) | more]

    @property
    def metadata_url(self) -> str:
        """Where its metadata is."""
        return str(self.server.make_url("/metadata"))

    def sign(
        self,
        key_id: str | None = "one",
        *,
        key: rsa.RSAPrivateKey | None = None,
        algorithm: str = "RS256",
        **changed: object,
    ) -> str:
        """A token, right in all that is not changed."""
        headers: Mapping[str, str] = {} if key_id is None else {"kid": key_id}
        return jwt.encode(
            claims(**changed), key or private_key(key_id or "one"), algorithm, dict(headers)
        )

    async def metadata(self, request: web.Request) -> web.Response:
        """Its OpenID metadata."""
        self.asked += 1
        if self.down:
            raise web.HTTPServiceUnavailable
        return web.json_response(
            {
                "issuer": "https://api.botframework.com",
                "jwks_uri": str(request.url.with_path("/keys")),
            }
        )

    async def published_keys(self, _: web.Request) -> web.Response:
        """Its key set."""
        self.keys_asked.release()
        return web.json_response({"keys": self.keys})
