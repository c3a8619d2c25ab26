"""An emergency goes ahead on one word, and is not closed before somebody looked back at it."""

from tests.scenarios.firm import CHANGE, Firm, Row

FOUND = {"right": "It could have waited", "learned": "Keep a spare firewall on the shelf."}
STEPS = ("Planning", "Pilot", "Rolling out", "Stabilising", "Reviewing")


async def gone_ahead(firm: Firm) -> None:
    """Marie approved an emergency that Dev would decide on too."""
    await firm.set_up()
    await firm.any_card("dev")
    for stage, (name, who) in enumerate((("The owner", "Sponsor"), ("The shop", "Dev Patel")), 1):
        await firm.add(
            "Settings", RowType="Approval policy", Title=name, Stage=stage, Approvers=who
        )
    await firm.settle()
    await firm.file(path="Emergency")
    await firm.settle()
    await firm.press("marie", await firm.approval(), "Approve")
    assert (await firm.change())["Status"] == "Approved"


async def step(firm: Firm, to: str, ordinal: int) -> str:
    """Julie moves the change on; what she reads."""
    data: Row = {"change": CHANGE, "ordinal": ordinal, "to": to, "post": ""}
    return (await firm.forge("julie", "change.step", data)).words


async def test_the_others_look_back_two_working_days_later_and_then_it_can_be_closed(
    firm: Firm,
) -> None:
    await gone_ahead(firm)
    for ordinal, to in enumerate(STEPS, start=2):
        assert "moved to" in await step(firm, to, ordinal)

    told = await step(firm, "Closed", 7)

    assert "Dev Patel has yet to look back at it" in told
    assert (await firm.change())["Status"] == "Reviewing"
    await firm.settle("P1D")
    assert await firm.count("dev", "Please look back at an emergency") == 0
    await firm.settle("P1D")
    card = await firm.stage.shown("dev", "Please look back at an emergency", "Marie Tremblay")
    opened = await firm.press("dev", card, "Look back")
    assert opened.dialog
    lacking = await firm.submit("dev", opened.dialog, {"right": "It was right"}, "review")
    assert lacking.dialog
    assert "Please write a few words" in lacking.words
    answer = await firm.submit("dev", lacking.dialog, dict(FOUND), "review")
    assert "on the record" in answer.words
    (kept,) = await firm.rows("Decisions/Emergency review")
    assert (kept["Person"], kept["InHindsight"]) == ("Dev Patel", FOUND["right"])
    assert "moved to “Closed”" in await step(firm, "Closed", 7)


async def test_nobody_else_may_look_back_whatever_they_send(firm: Firm) -> None:
    await gone_ahead(firm)
    version = (await firm.change())["ScopeVersion"]

    for person in ("marie", "julie"):
        data: Row = {"change": CHANGE, "version": version, "post": "", **FOUND}
        answer = await firm.forge(person, "review.save", data)
        assert "Looking back at this emergency is for Dev Patel" in answer.words

    assert await firm.rows("Decisions/Emergency review") == []
    tried = await firm.rows("History/Act", Act="review emergency")
    assert {row["Person"] for row in tried} == {"Marie Tremblay", "Julie Chen"}
    assert {row["Result"] for row in tried} == {"refused: not theirs to review"}


async def test_a_look_back_deleted_by_hand_is_asked_for_again(firm: Firm) -> None:
    await gone_ahead(firm)
    await firm.settle("P1D")
    await firm.settle("P1D")
    await looked_back(firm)
    (kept,) = await firm.rows("Decisions/Emergency review")

    await firm.remove("Decisions", str(kept["Key"]), person="julie")
    await firm.settle("PT31S")
    await firm.settle("PT31S")

    assert await firm.count("dev", "Please look back at an emergency") == 2
    await looked_back(firm)
    assert len(await firm.rows("Decisions/Emergency review")) == 1


async def looked_back(firm: Firm) -> None:
    card = await firm.stage.shown("dev", "Please look back at an emergency")
    opened = await firm.press("dev", card, "Look back")
    assert opened.dialog
    await firm.submit("dev", opened.dialog, dict(FOUND), "review")
    await firm.settle()
