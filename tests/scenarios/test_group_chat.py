"""A wave announced in a group chat that Cutover was added to, and heard out there."""

from bot.demo.rollout import WAVE
from bot.demo.tenant import Seen
from tests.scenarios.rollout import ANNOUNCEMENT, PROBLEM, QUESTION, Rollout, opened
from tests.scenarios.test_reading_along import group_of


async def announced(rollout: Rollout) -> tuple[str, Seen]:
    """The group chat, and the announcement in it."""
    group = await group_of(rollout.firm)
    await rollout.firm.settle()
    await rollout.edit_wave(channel=group)
    await rollout.schedule()
    await rollout.next_morning()
    return group, await rollout.stage.shown("marie", ANNOUNCEMENT, talk=group)


async def test_it_is_announced_there_once_and_got_it_is_noted(rollout: Rollout) -> None:
    group, card = await announced(rollout)

    answer = await rollout.stage.press("marie", card.id, "got-it", talk=group)

    assert "Noted" in answer.words
    sheet = await rollout.stage.row("Mailings", f"{WAVE}/sheet/channel")
    assert sheet["Acknowledged"] == 1
    told = await rollout.told()
    assert told[group] == 1
    assert await rollout.channel("announcements") not in told


async def test_a_question_asked_there_is_answered_there(rollout: Rollout) -> None:
    group, card = await announced(rollout)
    asked = opened(await rollout.stage.press("dev", card.id, QUESTION, talk=group))
    await rollout.firm.submit("dev", asked, {"text": "Where are the quotes?"}, "concern.raise")
    await rollout.answer("alex", "Where are the quotes?", "In Teams, under Sales.")

    await rollout.stage.shown("marie", "In Teams, under Sales.", talk=group)


async def test_a_problem_reported_there_is_answered_to_its_sender_alone(rollout: Rollout) -> None:
    group, card = await announced(rollout)
    said = opened(await rollout.stage.press("dev", card.id, PROBLEM, talk=group))
    await rollout.firm.submit("dev", said, {"text": "The plotter is silent."}, "concern.raise")
    await rollout.answer("alex", "The plotter is silent.", "Switch it off and on.")
    await rollout.stage.shown("dev", "Switch it off and on.")

    shared = await rollout.tenant.messages("marie", group)
    assert not [message for message in shared if "Switch it off and on." in message.words]


async def test_a_pause_is_told_there_too(rollout: Rollout) -> None:
    group, _card = await announced(rollout)

    await rollout.pause()

    await rollout.stage.shown("marie", "paused for now", talk=group)


async def test_taken_out_of_the_group_chat_it_cannot_be_announced_there(rollout: Rollout) -> None:
    group = await group_of(rollout.firm)
    await rollout.firm.settle()
    await rollout.edit_wave(channel=group, audience="")
    await rollout.tenant.call("DELETE", f"conversations/{group}/app", person="julie")
    await rollout.firm.settle()

    answer = await rollout.schedule()

    assert "No channel or group takes the announcement" in answer.words
