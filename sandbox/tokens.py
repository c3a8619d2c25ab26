"""The token issuer's addresses, and the check of bearer tokens by Graph and the connector."""

from aiohttp import web

from sandbox.errors import login_error
from sandbox.issuer import BOT_FRAMEWORK, GRAPH, LIFETIME, Audience
from sandbox.tenant import TENANT

_SCOPES: dict[str, Audience] = {
    f"{GRAPH}/.default": GRAPH,
    f"{BOT_FRAMEWORK}/.default": BOT_FRAMEWORK,
}


def check(request: web.Request, audience: Audience) -> str | None:
    """Why the request's bearer token is refused, as a sentence; None if it is good.

    The caller answers 401 in its own service's shape.
    """
    return request.app[TENANT].issuer.refusal(request.headers.get("Authorization"), audience)


def routes() -> list[web.RouteDef]:
    """Login and key addresses (docs/platform.md#outbound-tokens, #inbound-tokens)."""
    return [
        web.post("/{tenant}/oauth2/v2.0/token", _token),
        web.get("/{tenant}/v2.0/.well-known/openid-configuration", _login_metadata),
        web.get("/{tenant}/discovery/v2.0/keys", _keys),
        web.get("/common/discovery/instance", _instances),
        web.get("/botframework/.well-known/openidconfiguration", _bot_metadata),
        web.get("/botframework/.well-known/keys", _keys),
    ]


async def _token(request: web.Request) -> web.Response:
    registration = request.app[TENANT].registration
    form = await request.post()
    if request.match_info["tenant"] not in (registration.tenant_id, "botframework.com"):
        return login_error(400, "invalid_request", "AADSTS90002: The tenant was not found.")
    if form.get("grant_type") != "client_credentials":
        return login_error(
            400, "unsupported_grant_type", "AADSTS70003: Only client_credentials is offered."
        )
    if form.get("client_id") != registration.app_id:
        return login_error(
            400, "unauthorized_client", "AADSTS700016: The application was not found in the tenant."
        )
    if form.get("client_secret") != registration.app_secret:
        return login_error(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.")
    audience = _SCOPES.get(str(form.get("scope", "")).strip())
    if audience is None:
        return login_error(400, "invalid_scope", "AADSTS70011: The provided scope is not valid.")
    return web.json_response(
        {
            "token_type": "Bearer",
            "expires_in": LIFETIME,
            "ext_expires_in": LIFETIME,
            "access_token": request.app[TENANT].issuer.issue(audience),
        }
    )


async def _login_metadata(request: web.Request) -> web.Response:
    root = request.app[TENANT].registration.root
    tenant = request.match_info["tenant"]
    return web.json_response(
        {
            "issuer": f"{root}/{tenant}/v2.0",
            "authorization_endpoint": f"{root}/{tenant}/oauth2/v2.0/authorize",
            "token_endpoint": f"{root}/{tenant}/oauth2/v2.0/token",
            "jwks_uri": f"{root}/{tenant}/discovery/v2.0/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }
    )


async def _instances(request: web.Request) -> web.Response:
    registration = request.app[TENANT].registration
    tenant = registration.tenant_id
    endpoint = f"{registration.root}/{tenant}/v2.0/.well-known/openid-configuration"
    return web.json_response(
        {"tenant_discovery_endpoint": endpoint, "api-version": "1.1", "metadata": []}
    )


async def _bot_metadata(request: web.Request) -> web.Response:
    root = request.app[TENANT].registration.root
    return web.json_response(
        {
            "issuer": BOT_FRAMEWORK,
            "authorization_endpoint": "https://invalid.botframework.com",
            "jwks_uri": f"{root}/botframework/.well-known/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        }
    )


async def _keys(request: web.Request) -> web.Response:
    return web.json_response(request.app[TENANT].issuer.public_keys())
