"""Two changes at once are told before they meet; a freeze window typed by hand counts (S-28)."""

from bot.demo.request import NAME
from tests.scenarios.firm import CHANGE, Firm
from tests.scenarios.rollout import Rollout

WEEK = {"go_live_from": "2026-04-13", "go_live_to": "2026-04-17"}


async def test_two_changes_of_one_system_in_one_week_are_both_on_the_calendar_with_their_clash(
    firm: Firm,
) -> None:
    await firm.set_up()
    await firm.file(**WEEK)
    other = await firm.file(
        "sam",
        project_name="New label printers",
        in_scope_systems="The quote template, the label printers.",
        **WEEK,
    )

    card = await firm.say("dev", "What is coming?", "The next eight weeks")

    assert f"{CHANGE}: {NAME}" in card.words
    assert f"{other}: New label printers" in card.words
    assert f"{CHANGE} and {other} both change" in card.words
    assert "quote template” from April 13 to April 17" in card.words
    assert "Much at once for" in card.words


async def test_a_draft_is_not_on_the_calendar(firm: Firm) -> None:
    await firm.set_up()
    await firm.say("julie", "We need to replace the phones", "Replace the phones")

    card = await firm.say("dev", "calendrier", "The next eight weeks")

    assert "No change has days in these weeks" in card.words
    assert "phones" not in card.words


async def test_a_freeze_window_typed_by_hand_shows_on_the_calendar_and_on_the_waves_card(
    rollout: Rollout,
) -> None:
    firm = rollout.firm
    await firm.add(
        "Calendar",
        person="julie",
        RowType="Freeze window",
        Title="Stocktaking",
        FirstDay="2026-03-05T12:00:00Z",
    )
    await firm.settle("PT31S")

    card = await firm.say("sam", "calendar", "Freeze window: Stocktaking, March 5")
    assert f"yet it has days of {CHANGE}" in card.words
    waves = await rollout.wave_card("julie")
    shown = await firm.stage.shown("julie", "Nothing is to be changed on March 5")
    assert shown.id == waves.id
    await rollout.schedule()
    assert (await rollout.wave())["Status"] == "Scheduled"
