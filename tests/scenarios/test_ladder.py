"""An approver does not answer: reminder, stand-in, manager, each once, and all of it told."""

from tests.scenarios.firm import Firm
from tests.scenarios.test_authority import decision, nothing_is_decided
from tests.scenarios.test_delegation import asked, hand_over, until


async def test_reminder_stand_in_and_manager_come_one_after_the_other(firm: Firm) -> None:
    await asked(firm)
    await hand_over(firm, "dev")
    await firm.edit("People", firm.stage.people["marie"].aad_id, Manager="sam okafor")
    await firm.settle()

    early = await firm.forge("dev", "approval.decide", await decision(firm))
    assert "belongs to Marie Tremblay" in early.words

    await until(firm, 3, 12)
    await firm.stage.shown("marie", "Still waiting for your decision")
    assert await firm.count("dev", "has not answered") == 0

    await until(firm, 4, 12)
    card = await firm.stage.shown("dev", "Marie Tremblay has not answered, and you decide for them")
    assert await firm.count("sam", "has not answered yet") == 0

    await until(firm, 5, 12)
    await firm.stage.shown("sam", "Marie Tremblay has not answered yet", "You cannot decide")
    told = await firm.say("julie", "CHG-0001", "was reminded")
    for words in (
        "Marie Tremblay was reminded.",
        "Dev Patel was asked to decide for Marie Tremblay.",
        "Sam Okafor heard that Marie Tremblay had not answered.",
    ):
        assert words in told.words

    await until(firm, 13, 12)
    assert await firm.count("marie", "Still waiting for your decision") == 1
    assert await firm.count("sam", "has not answered yet") == 1
    forged = await firm.forge("sam", "approval.decide", await decision(firm))
    assert "belongs to Marie Tremblay" in forged.words
    assert await nothing_is_decided(firm)

    answer = await firm.press("dev", card, "Approve")
    assert "You approved for Marie Tremblay" in answer.words
    await firm.settle()
    await firm.stage.shown("marie", "Dev Patel approved for Marie Tremblay")
    before = len(await firm.rows("Posts"))
    await until(firm, 20, 12)
    purposes = [row["Purpose"] for row in (await firm.rows("Posts"))[before:]]
    assert not set(purposes) & {"reminder", "stand-in", "escalated"}
