"""Signs and checks tokens, for real: RS256 with a key made at the first start."""

import time
import uuid
from typing import Final, Literal

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from sandbox.faults import Faults
from sandbox.registration import Registration
from sandbox.store import Store

Audience = Literal["https://graph.microsoft.com", "https://api.botframework.com"]
GRAPH: Final = "https://graph.microsoft.com"
BOT_FRAMEWORK: Final = "https://api.botframework.com"

LIFETIME = 3599
_REUSED = 300
_SKEW = 300

_TABLE = """
CREATE TABLE IF NOT EXISTS tenant_keys (
    id TEXT PRIMARY KEY, pem BLOB NOT NULL, made INTEGER NOT NULL
)
"""


def new_key() -> bytes:
    """A fresh RSA key as PEM; takes a moment, so tests share one."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


class Issuer:
    """The tenant's login service and the Bot Framework's, with one set of keys.

    Times are seconds of the wall clock: tokens do not follow the tenant's clock.
    """

    def __init__(
        self,
        store: Store,
        registration: Registration,
        faults: Faults,
        first_key: bytes | None = None,
    ) -> None:
        self._store = store
        self._registration = registration
        self._faults = faults
        store.declare(_TABLE)
        if store.one("SELECT id FROM tenant_keys") is None:
            self._add_key(first_key or new_key())
        self._read_keys()

    def _read_keys(self) -> None:
        rows = self._store.all("SELECT id, pem FROM tenant_keys ORDER BY made")
        self._keys: dict[str, rsa.RSAPrivateKey] = {}
        for row in rows:
            key = serialization.load_pem_private_key(row["pem"], password=None)
            assert isinstance(key, rsa.RSAPrivateKey)  # noqa: S101 - we made it
            self._keys[row["id"]] = key
        self._current = rows[-1]["id"]
        self._verified: dict[str, tuple[str, float]] = {}
        self._for_bot: tuple[str, float] | None = None

    def _add_key(self, pem: bytes) -> None:
        row = (uuid.uuid4().hex, pem, time.time_ns())
        self._store.run("INSERT INTO tenant_keys VALUES (?, ?, ?)", row)

    def rotate(self) -> None:
        """Sign with a new key from now on; the old one stays published, as Microsoft does."""
        self._add_key(new_key())
        self._read_keys()

    def public_keys(self) -> dict[str, object]:
        """The JSON Web Key Set, each key endorsed for Teams."""
        keys = []
        for key_id, key in self._keys.items():
            public = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
            keys.append(
                public | {"use": "sig", "kid": key_id, "x5t": key_id, "endorsements": ["msteams"]}
            )
        return {"keys": keys}

    def issue(self, audience: Audience) -> str:
        """An access token for the app itself, as client credentials get."""
        now = int(time.time())
        claims = {
            "aud": audience,
            "iss": f"{self._registration.root}/{self._registration.tenant_id}/v2.0",
            "iat": now,
            "nbf": now,
            "exp": now + LIFETIME,
            "appid": self._registration.app_id,
            "azp": self._registration.app_id,
            "tid": self._registration.tenant_id,
            "uti": uuid.uuid4().hex,
        }
        return self._signed(claims)

    def sign_for_bot(self) -> str:
        """A connector's token for the bot (docs/platform.md#inbound-tokens), spoilt if planned."""
        spoilt = self._faults.match_token()
        now = time.time()
        if spoilt is None and self._for_bot is not None and now < self._for_bot[1]:
            return self._for_bot[0]
        claims = {
            "serviceurl": self._registration.service_url,
            "nbf": int(now) - 1,
            "exp": int(now) + LIFETIME,
            "iss": BOT_FRAMEWORK,
            "aud": self._registration.app_id,
        }
        if spoilt == "expired":
            return self._signed(claims | {"nbf": int(now) - 7200, "exp": int(now) - 3600})
        if spoilt == "wrong-audience":
            return self._signed(claims | {"aud": str(uuid.uuid4())})
        if spoilt == "forged":
            stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
            return jwt.encode(claims, stranger, "RS256", headers={"kid": self._current})
        token = self._signed(claims)
        self._for_bot = (token, now + _REUSED)
        return token

    def refusal(self, authorization: str | None, audience: Audience) -> str | None:
        """Why an Authorization header is not good for `audience`; None if it is."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            return "Access token is empty."
        known = self._verified.get(token)
        if known is not None and known[0] == audience and time.time() < known[1]:
            return None
        return self._examined(token.strip(), audience)

    def _examined(self, token: str, audience: Audience) -> str | None:
        try:
            key = self._keys.get(jwt.get_unverified_header(token).get("kid", ""))
            if key is None:
                return "The token is signed with a key that is not known."
            claims = jwt.decode(
                token,
                key.public_key(),
                algorithms=["RS256"],
                audience=audience,
                leeway=_SKEW,
                options={"require": ["exp", "aud", "appid"]},
            )
        except jwt.ExpiredSignatureError:
            return "Lifetime validation failed, the token is expired."
        except jwt.InvalidAudienceError:
            return "Access token validation failure. Invalid audience."
        except jwt.InvalidTokenError as error:
            return f"The token cannot be read: {error}."
        if claims["appid"] != self._registration.app_id:
            return "The token belongs to another app."
        if len(self._verified) > 1000:
            self._verified.clear()
        self._verified[token] = (audience, float(claims["exp"]) + _SKEW)
        return None

    def _signed(self, claims: dict[str, object]) -> str:
        return jwt.encode(
            claims, self._keys[self._current], "RS256", headers={"kid": self._current}
        )
