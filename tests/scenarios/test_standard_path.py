"""What follows a template that was approved beforehand needs no further approval."""

from tests.scenarios.firm import CHANGE, Firm, Row

FOLLOWER = "CHG-0002"


async def approved_template(firm: Firm) -> None:
    """Julie filed a template, and Marie approved it."""
    await firm.set_up()
    await firm.file(use="Template")
    await firm.settle()
    card = await firm.stage.shown("marie", "This is a template", "no further approval until")
    await firm.press("marie", card, "Approve")
    await firm.settle()
    assert (await firm.change())["Status"] == "Approved"


async def sent(firm: Firm, **changed: str) -> str:
    """Dev sends a change that was begun from the template; what he reads."""
    await firm.submit("dev", await firm.form("dev"), firm.typed(), "save-draft")
    await firm.edit("Change requests", FOLLOWER, person="dev", BegunFrom=CHANGE)
    await firm.settle()
    typed: Row = firm.typed(path="Standard", use="One change") | dict(changed)
    answer = await firm.submit("dev", await firm.form("dev", FOLLOWER), typed)
    await firm.settle()
    return answer.words


async def test_it_is_approved_as_it_is_sent_and_everybody_hears_on_whose_word(firm: Firm) -> None:
    await approved_template(firm)

    told = await sent(firm)

    assert "no further approval is needed" in told
    assert (await firm.change(FOLLOWER))["Status"] == "Approved"
    for person in ("alex", "marie"):
        await firm.stage.shown(
            person, "Approved with its template", "which Marie Tremblay approved on"
        )
    assert await firm.count("marie", "asks you to approve") == 0


async def test_what_does_not_follow_it_is_not_sent_and_says_what_differs(firm: Firm) -> None:
    await approved_template(firm)

    told = await sent(firm, out_of_scope="Nothing at all.")

    assert "Out of scope" in told
    assert "template" in told
    assert (await firm.change(FOLLOWER))["Status"] == "Draft"


async def test_edited_by_hand_into_something_else_it_takes_the_usual_route(firm: Firm) -> None:
    await approved_template(firm)
    await sent(firm)

    await firm.edit("Change requests", FOLLOWER, person="dev", OutOfScope="Nothing at all.")
    await firm.settle("PT31S")

    assert (await firm.change(FOLLOWER))["Status"] == "Submitted"
    assert await firm.count("marie", "asks you to approve") == 1


async def test_nobody_can_decide_on_what_is_approved_already_whatever_they_send(firm: Firm) -> None:
    await approved_template(firm)
    await sent(firm)
    version = str((await firm.change(FOLLOWER))["ScopeVersion"])

    for person in ("marie", "dev"):
        data: Row = {"change": FOLLOWER, "version": version, "post": "", "verdict": "Declined"}
        answer = await firm.forge(person, "approval.decide", data | {"comment": "No."})
        assert "Marie Tremblay approved beforehand" in answer.words

    assert (await firm.change(FOLLOWER))["Status"] == "Approved"
    assert await firm.rows("Decisions/Decision", Change=FOLLOWER) == []


async def test_nothing_is_rolled_out_from_a_template_whatever_is_sent(firm: Firm) -> None:
    await approved_template(firm)

    data: Row = {"change": CHANGE, "ordinal": 2, "to": "Planning", "post": ""}
    answer = await firm.forge("julie", "change.step", data)

    assert "Nothing is rolled out from a template" in answer.words
    assert (await firm.change())["Status"] == "Approved"
