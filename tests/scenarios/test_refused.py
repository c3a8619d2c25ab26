"""What Teams will not take: the message, or the place it is for."""

from tests.scenarios.firm import Firm, Row

BLOCKED: Row = {"error": {"code": "ConversationBlockedByUser", "message": "The person blocked it."}}


async def test_a_message_refused_for_what_it_is_says_nothing_of_its_person(firm: Firm) -> None:
    await firm.set_up()
    await firm.add_app("marie")
    await firm.settle()
    await firm.fault_sending("marie", status=413)

    await firm.file()
    await firm.settle()

    marie = next(row for row in await firm.rows("People") if row["Title"] == "Marie Tremblay")
    assert marie["Installed"] == "yes"
    assert [row["State"] for row in await firm.rows("Posts", Purpose="approval")] == [
        "refused",
        "sent",
    ]


async def test_a_person_whose_chat_takes_no_messages_is_out_of_reach(firm: Firm) -> None:
    await firm.set_up()
    await firm.add_app("marie")
    await firm.settle()
    await firm.fault_sending("marie", status=403, body=BLOCKED)

    await firm.file()
    await firm.settle()

    marie = next(row for row in await firm.rows("People") if row["Title"] == "Marie Tremblay")
    assert str(marie["Installed"]).startswith("cannot be reached: 403 ConversationBlockedByUser")
    assert await firm.count("alex", "cannot be reached") == 1
