"""A channel that is deleted, or that Cutover is removed from, is noticed and said."""

from bot.demo.rollout import PILOT
from tests.scenarios.rollout import ANNOUNCEMENT, Rollout

PRODUCTION = 15


async def app_removed(rollout: Rollout) -> None:
    (team,) = await rollout.tenant.call("GET", "teams")
    await rollout.tenant.call("DELETE", f"teams/{team['id']}/app", person="julie")
    await rollout.firm.settle()


async def test_a_wave_for_a_deleted_channel_alone_cannot_be_scheduled(rollout: Rollout) -> None:
    await rollout.edit_wave(audience="")
    await rollout.delete_channel("announcements")

    answer = await rollout.schedule()

    assert "No channel or group takes the announcement" in answer.words
    assert "Alex Novak" in answer.words
    assert (await rollout.wave())["Status"] == "Planned"
    assert not await rollout.steps()


async def test_a_form_that_still_names_a_deleted_channel_comes_back(rollout: Rollout) -> None:
    form = await rollout.form("Edit", of="wave")
    await rollout.delete_channel("announcements")

    answer = await rollout.save("julie", form, help="Ask Dev.")

    assert answer.dialog
    assert "Cutover is not in this channel any more" in answer.words
    assert (await rollout.wave())["Help"] != "Ask Dev."


async def test_deleted_before_the_morning_its_people_are_told_and_the_lead_hears_of_the_channel(
    rollout: Rollout,
) -> None:
    await rollout.schedule()
    await rollout.delete_channel("announcements")
    await rollout.next_morning()
    await rollout.firm.settle("PT1H")

    (refused,) = await rollout.posts("announcement")
    assert refused["State"] == "refused"
    assert len(await rollout.told()) == PRODUCTION
    heard = await rollout.stage.shown("alex", f"Not delivered: {PILOT}")
    assert "The channel may have been deleted" in heard.words
    assert await rollout.firm.count("alex", f"Not delivered: {PILOT}") == 1


async def test_the_lead_chooses_another_place_and_it_goes_out_there_once(
    rollout: Rollout,
) -> None:
    await rollout.schedule()
    await rollout.delete_channel("announcements")
    await rollout.next_morning()
    heard = await rollout.stage.shown("alex", f"Not delivered: {PILOT}")

    opened = await rollout.firm.press("alex", heard, "Choose another place")
    assert opened.dialog
    team = await rollout.channel("project_team")
    await rollout.save("alex", opened.dialog, channel=team)
    await rollout.firm.settle("PT1H")

    assert await rollout.count_in("project_team", ANNOUNCEMENT) == 1
    told = await rollout.told()
    assert len(told) == 1 + PRODUCTION
    assert set(told.values()) == {1}


async def test_removed_before_the_morning_nothing_is_pretended(rollout: Rollout) -> None:
    await rollout.edit_wave(audience="")
    await rollout.schedule()
    await app_removed(rollout)
    await rollout.next_morning()

    assert (await rollout.wave())["Status"] == "Held"
    assert not await rollout.told()
    held = await rollout.stage.shown("alex", f"Not announced: {PILOT}")
    assert "No channel or group takes the announcement" in held.words


async def test_a_removal_that_nobody_told_cutover_of_is_found_when_it_sends(
    rollout: Rollout,
) -> None:
    await rollout.schedule()
    channel = await rollout.channel("announcements")
    await rollout.firm.fault(
        {"status": 403, "body": {"error": {"code": "BotNotInConversationRoster", "message": "-"}}},
        service="connector", method="POST", path=channel,
    )  # fmt: skip
    await rollout.next_morning()

    (refused,) = await rollout.posts("announcement")
    assert refused["State"] == "refused"
    await rollout.stage.shown("alex", f"Not delivered: {PILOT}", "BotNotInConversationRoster")


async def test_a_survey_whose_channel_was_deleted_is_not_asked_and_the_lead_hears(
    rollout: Rollout,
) -> None:
    await rollout.survey()
    await rollout.delete_channel("announcements")
    await rollout.next_morning()

    heard = await rollout.stage.shown("alex", "Not delivered: First day of the pilot")
    assert "nobody there was asked" in heard.words
    assert not await rollout.votes()


async def test_a_survey_cannot_be_planned_for_a_channel_without_cutover(rollout: Rollout) -> None:
    form = await rollout.form("Add a survey")
    channel = await rollout.channel("announcements")
    await app_removed(rollout)

    answer = await rollout.save(
        "julie", form, name="First day", channel=channel, opens_on="2026-03-03",
        closes_on="2026-03-03",
    )  # fmt: skip

    assert "Cutover is not in this channel any more" in answer.words
    assert not await rollout.firm.rows("Surveys")
