"""Microsoft's own Bot Framework library takes the tenant for the real thing."""

import asyncio
from typing import Any

import pytest
from botbuilder.schema import Activity, ChannelAccount, ConversationParameters
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import (
    AuthenticationConfiguration,
    BotFrameworkAuthenticationFactory,
    MicrosoftAppCredentials,
    PasswordServiceClientCredentialFactory,
)
from botframework.connector.models import ErrorResponseException

from tests.sandbox.teams.bot_double import approval, with_card
from tests.sandbox.teams.conftest import Office

# The library never closes its clients.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


async def test_its_connector_sends_updates_deletes_and_reads_members(office: Office) -> None:
    class Ready(MicrosoftAppCredentials):  # type: ignore[misc] # untyped upstream
        def get_access_token(self, force_refresh: bool = False) -> str:  # noqa: ARG002 - its signature
            return office.app.connector_headers["Authorization"].removeprefix("Bearer ")

    registration = office.tenant.registration
    client = ConnectorClient(Ready(registration.app_id, ""), base_url=registration.service_url)
    julie = await office.person("julie")
    created = await client.conversations.create_conversation(
        ConversationParameters(
            bot=ChannelAccount(id=registration.bot_id),
            members=[ChannelAccount(id=julie["teamsId"])],
            channel_data={"tenant": {"id": registration.tenant_id}},
        )
    )
    sent = await client.conversations.send_to_conversation(
        created.id, Activity.deserialize(with_card(approval()))
    )
    await client.conversations.update_activity(
        created.id, sent.id, Activity(type="message", text="Changed")
    )
    assert (await office.reads("julie", created.id))[0]["text"] == "Changed"
    members = await client.conversations.get_conversation_paged_members(created.id)
    assert [one.id for one in members.members] == [julie["teamsId"]]
    await client.conversations.delete_activity(created.id, sent.id)
    with pytest.raises(ErrorResponseException) as refusal:
        await client.conversations.delete_activity(created.id, sent.id)
    assert refusal.value.error.error.code == "ActivityNotFoundInConversation"


async def test_its_token_validation_accepts_what_the_tenant_signs(office: Office) -> None:
    registration = office.tenant.registration
    authentication = BotFrameworkAuthenticationFactory.create(
        channel_service="",
        validate_authority=True,
        to_channel_from_bot_login_url=f"{office.app.root}/botframework.com",
        to_channel_from_bot_oauth_scope="https://api.botframework.com",
        to_bot_from_channel_token_issuer="https://api.botframework.com",
        oauth_url="https://api.botframework.com",
        to_bot_from_channel_open_id_metadata_url=(
            f"{office.app.root}/botframework/.well-known/openidconfiguration"
        ),
        to_bot_from_emulator_open_id_metadata_url="https://invalid.example/",
        caller_id="",
        credential_factory=PasswordServiceClientCredentialFactory(
            registration.app_id, registration.app_secret
        ),
        auth_configuration=AuthenticationConfiguration(),
        http_client_factory=None,
        logger=None,
    )
    chat = await office.conversation("julie", "Cutover")
    await office.control(
        "POST", f"conversations/{chat}/messages", {"person": "julie", "text": "Hi"}, 201
    )
    header = f"Bearer {office.bot.tokens[-1]}"
    activity = Activity.deserialize(office.bot.heard[-1])

    def blocking() -> Any:
        return asyncio.run(authentication.authenticate_request(activity, header))

    # It fetches the keys with a blocking client, so it must not hold up the tenant's loop.
    result = await asyncio.to_thread(blocking)
    assert result.claims_identity.claims["serviceurl"] == registration.service_url
