"""What the playground is told of the organisation is the sample's own."""

import json

import pytest

from bot.demo.tenant import Registration, Soul
from bot.playground.context import ANNOUNCEMENTS, GENERAL, context

REGISTRATION = Registration(
    app_id="app", app_secret="secret", tenant_id="tenant", site_id="site", manifest_id="manifest",
    graph_url="", login_url="", service_url="", open_id_metadata="",
)  # fmt: skip
PEOPLE = [Soul(id=str(one), name=f"Given{one} Family", aad_id=f"entra-{one}") for one in range(8)]


def test_its_user_is_one_of_the_tenants_people_among_five_others() -> None:
    told = json.loads(context(REGISTRATION, PEOPLE[0], PEOPLE[1:]))

    assert told["tenantId"] == "tenant"
    assert told["bot"]["id"] == "28:app"
    assert told["currentUser"]["aadObjectId"] == "entra-0"
    assert (told["currentUser"]["givenName"], told["currentUser"]["surname"]) == (
        "Given0",
        "Family",
    )
    assert [user["aadObjectId"] for user in told["users"]] == [f"entra-{n}" for n in range(1, 6)]
    assert (told["team"]["id"], told["team"]["channels"][0]["id"]) == (GENERAL, ANNOUNCEMENTS)


def test_fewer_people_than_it_wants_are_refused() -> None:
    with pytest.raises(ValueError, match="5 people"):
        context(REGISTRATION, PEOPLE[0], PEOPLE[1:4])
