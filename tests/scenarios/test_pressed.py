"""What any press tells, whatever it asks for."""

from tests.scenarios.firm import Firm


async def states_of_what_julie_was_told(firm: Firm) -> list[object]:
    julie = firm.stage.people["julie"].aad_id
    told = await firm.rows("Posts", Purpose="decided", ReceiverEntra=julie)
    return [row["State"] for row in told]


async def test_any_button_of_a_card_in_doubt_proves_that_it_arrived(firm: Firm) -> None:
    card = await firm.asked()
    await firm.fault_sending("julie", status=504, after=True)
    await firm.press("marie", card, "Approve")
    await firm.settle()
    assert await states_of_what_julie_was_told(firm) == ["unknown"]

    told = await firm.stage.shown("julie", "Marie Tremblay approved")
    await firm.press("julie", told, "Show the change")

    assert await states_of_what_julie_was_told(firm) == ["sent"]


async def test_a_name_longer_than_a_name_may_be_is_asked_for_again(firm: Firm) -> None:
    said = "We need to move " + "everything we have " * 20
    card = await firm.say("julie", said, "What should we call this change?")

    assert "Move everything we have" in str(card.card)
    assert not await firm.rows("Change requests")


async def test_an_answer_in_a_chat_has_a_line_for_its_notification(firm: Firm) -> None:
    card = await firm.say("julie", "help", "What Cutover does")

    talk = (await firm.stage.chat("julie")).id
    messages = await firm.tenant.call("GET", f"conversations/{talk}/messages", person="julie")

    assert [m["summary"] for m in messages if m["id"] == card.id] == ["What Cutover does"]
