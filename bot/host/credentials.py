"""The app's own identity at Entra: its secret, or the managed identity it runs under."""

from typing import Any
from urllib.parse import urlsplit

from azure.core.credentials_async import AsyncTokenCredential
from azure.core.pipeline.transport import AioHttpTransport
from azure.identity.aio import ClientSecretCredential, ManagedIdentityCredential

from bot.settings import Settings


def credential(settings: Settings) -> AsyncTokenCredential:
    """What gets tokens for Graph and for Teams; closed by the caller."""
    if settings.app_secret is None:
        return ManagedIdentityCredential(client_id=settings.app_id)
    address = urlsplit(settings.login_url)
    on_this_machine = {"transport": _Loopback()} if address.scheme == "http" else {}
    return ClientSecretCredential(
        settings.tenant,
        settings.app_id,
        settings.app_secret.get_secret_value(),
        authority=f"https://{address.netloc}",
        disable_instance_discovery=address.scheme == "http",
        **on_this_machine,
    )


# Its package exports it lazily, so that to mypy it is of no type.
class _Loopback(AioHttpTransport):  # type: ignore[misc]
    """Speaks plain HTTP to an issuer on this machine; azure-identity insists on https in the name.

    Settings let no other http address through.
    """

    async def send(self, request: Any, **options: Any) -> Any:
        request.url = request.url.replace("https://", "http://", 1)
        return await super().send(request, **options)
