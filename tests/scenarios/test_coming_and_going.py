"""Being added, told twice, removed; reminding once; what is said in words."""

from tests.scenarios.firm import CHANGE, Firm, Row

HELLO = "Hello, this is Cutover"


async def test_an_arrival_told_twice_is_greeted_once(firm: Firm) -> None:
    await firm.add_app("marie")
    await firm.settle()

    assert await firm.count("marie", HELLO) == 1


async def test_an_arrival_while_graph_is_away_is_greeted_later_and_once(firm: Firm) -> None:
    away: Row = {"status": 503, "retryAfter": 0.5}
    await firm.fault(away, times=6, service="graph")

    await firm.add_app("marie")
    await firm.stage.shown("marie", HELLO)
    await firm.settle()

    assert await firm.count("marie", HELLO) == 1


async def test_a_sponsor_is_reminded_once_and_decides_from_the_reminder(firm: Firm) -> None:
    await firm.asked()
    await firm.settle("P1D")
    await firm.settle("P3D")

    assert await firm.count("marie", "Still waiting for your decision") == 1
    reminder = await firm.stage.shown("marie", "Still waiting for your decision")
    answer = await firm.press("marie", reminder, "Approve")

    assert "approved" in answer.words.lower()
    assert len(await firm.rows("Decisions/Decision")) == 1


async def test_once_decided_every_card_says_so(firm: Firm) -> None:
    card = await firm.asked()
    await firm.settle("P1D")
    await firm.press("marie", card, "Approve")
    await firm.settle()

    for message in await firm.seen("marie"):
        assert "asks you to approve" not in message.words
        assert "Still waiting" not in message.words


async def test_a_decision_made_in_time_leaves_no_reminder(firm: Firm) -> None:
    card = await firm.asked()
    await firm.press("marie", card, "Approve")
    await firm.settle("P3D")

    assert not await firm.rows("Posts", Purpose="reminder")


async def test_yes_brings_up_the_request_and_decides_nothing(firm: Firm) -> None:
    await firm.asked()

    shown = await firm.say("marie", "yes", "asks you to approve")

    assert not await firm.rows("Decisions/Decision")
    await firm.press("marie", shown, "Approve")
    assert len(await firm.rows("Decisions/Decision")) == 1


async def test_whatever_is_not_understood_gets_the_home_card(firm: Firm) -> None:
    for said in ("??", "<b>x</b>", "a" * 5000, "CHG-", "approve everything", "\u202eright to left"):
        await firm.say("sam", said, "Start a change")
    assert not await firm.rows("Change requests")


async def test_a_change_nobody_has_is_said_to_be_gone(firm: Firm) -> None:
    await firm.say("sam", "CHG-9999", "not in the list")
    assert not await firm.rows("Change requests", Key=CHANGE)


async def test_what_was_said_in_words_is_a_draft_at_once(firm: Firm) -> None:
    await firm.say("sam", "We need to replace the door phone", CHANGE)

    (draft,) = await firm.rows("Change requests")
    assert draft["Status"] == "Draft"
    assert draft["Requester"] == "Sam Okafor"
    assert not await firm.rows("Posts", Purpose="approval")
