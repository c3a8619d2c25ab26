"""The one module that imports botbuilder: its rules for what a token must say.

botbuilder was archived in early 2026, so nothing else may depend on it; whatever replaces it
replaces this file. The wire's field names are held against its schema by tests. Its key fetching
blocks, and its clients and serialisers are slow and hide the status of errors that are not JSON,
so those are ours.
"""

from collections.abc import Mapping

from botframework.connector.auth import (
    AuthenticationConstants,
    ChannelValidation,
    ClaimsIdentity,
    EndorsementsValidator,
    SimpleCredentialProvider,
)

ISSUER: str = AuthenticationConstants.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER
"""Who signs what Teams sends."""


async def audience_fits(claims: Mapping[str, object], app_id: str) -> bool:
    """Whether verified claims were issued by Bot Framework for this bot."""
    try:
        await ChannelValidation.validate_identity(
            ClaimsIdentity(dict(claims), True), SimpleCredentialProvider(app_id, "")
        )
    except PermissionError:
        return False
    return True


def service_url_of(claims: Mapping[str, object]) -> str | None:
    """The connector address that a token vouches for; None where it vouches for none."""
    claimed = claims.get(ChannelValidation.SERVICE_URL_CLAIM)
    return claimed if isinstance(claimed, str) and claimed else None


def endorses(endorsements: frozenset[str], channel_id: str) -> bool:
    """Whether a key may sign for a channel; never for a key without endorsements."""
    return bool(channel_id) and bool(EndorsementsValidator.validate(channel_id, endorsements))
