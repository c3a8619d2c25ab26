"""A firm of hundreds, for mailings."""

from urllib.parse import quote

import pytest

from tests.sandbox.teams.bot_double import Json
from tests.sandbox.teams.conftest import Office

GROUP = "Everybody at Northline"


async def _hired(office: Office, **asked: object) -> list[Json]:
    answer = await office.control("POST", "people", {"group": GROUP, **asked}, 201)
    people = await office.control("GET", "people")
    assert answer["people"] == [one["id"] for one in people if one["newcomer"]]
    return [one for one in people if one["newcomer"]]


async def test_newcomers_stand_behind_the_sample_and_are_all_different(office: Office) -> None:
    hired = await _hired(office, count=300)
    people = await office.control("GET", "people")
    assert [one["id"] for one in people[:5]] == ["marie", "dev", "sam", "julie", "alex"]
    assert len(people) == 340
    for name in ("id", "name", "aadId", "teamsId", "mail"):
        assert len({one[name] for one in people}) == 340
    assert not any(one["appInstalled"] or one["conversation"] for one in hired)
    assert {one["language"] for one in hired} == {"en-CA", "fr-CA"}


async def test_newcomers_are_the_same_after_a_reset(office: Office) -> None:
    first = await _hired(office, count=5)
    await office.control("POST", "reset", expect=204)
    assert await _hired(office, count=5) == first


async def test_two_groups_have_no_one_in_common(office: Office) -> None:
    await _hired(office, count=5)
    more = await office.control("POST", "people", {"count": 5, "group": "Another"}, 201)
    people = await office.control("GET", "people")
    assert len({one["name"] for one in people}) == 50
    assert [one["id"] for one in people[-5:]] == more["people"]


async def test_newcomers_live_in_the_zones_given(office: Office) -> None:
    zones = ["America/St_Johns", "America/Vancouver"]
    hired = await _hired(office, count=4, zones=zones)
    assert [one["zone"] for one in hired] == zones * 2


async def test_with_the_app_their_chats_can_be_written_to(office: Office) -> None:
    hired = await _hired(office, count=3, app=True)
    for one in hired:
        assert one["appInstalled"]
        await office.sends(one["conversation"], {"type": "message", "text": "Hello"})
    assert office.bot.heard == []


async def test_without_the_app_they_cannot_be_reached(office: Office) -> None:
    hired = await _hired(office, count=1)
    asked = {
        "bot": {"id": office.tenant.registration.bot_id},
        "members": [{"id": hired[0]["teamsId"]}],
        "channelData": {"tenant": {"id": office.tenant.registration.tenant_id}},
    }
    status, answer, _ = await office.connector("POST", "conversations", asked)
    assert (status, answer["error"]["code"]) == (403, "ForbiddenOperationException")


async def test_in_the_team_their_chats_can_be_created(office: Office) -> None:
    general = await office.conversation("marie", "General")
    await office.control("POST", f"teams/{quote(general)}/app", {"person": "marie"})
    hired = await _hired(office, count=250, team=True)
    path = f"conversations/{quote(general)}/pagedmembers?pageSize=200"
    _, page, _ = await office.connector("GET", path, expect=200)
    path += f"&continuationToken={page['continuationToken']}"
    _, rest, _ = await office.connector("GET", path, expect=200)
    roster = {one["id"] for one in page["members"] + rest["members"]}
    assert len(roster) == 290
    assert roster.issuperset(one["teamsId"] for one in hired)
    asked = {
        "bot": {"id": office.tenant.registration.bot_id},
        "members": [{"id": hired[-1]["teamsId"]}],
        "channelData": {"tenant": {"id": office.tenant.registration.tenant_id}},
    }
    await office.connector("POST", "conversations", asked, expect=201)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"count": 0, "group": GROUP}, 400),
        ({"count": 1}, 400),
        ({"count": 1, "group": GROUP, "zones": []}, 400),
        ({"count": 1, "group": GROUP, "zones": ["Canada/Nowhere"]}, 400),
        ({"count": 1, "group": "All staff"}, 409),
    ],
)
async def test_what_cannot_be_hired_is_refused(office: Office, asked: Json, status: int) -> None:
    answer = await office.control("POST", "people", asked, status)
    assert answer["error"].endswith(".")
    assert len(await office.control("GET", "people")) == 40
