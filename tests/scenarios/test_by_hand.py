"""The lists are people's own: what they edit there is put back, or taken up and asked anew."""

from tests.scenarios.firm import CHANGE, Firm


async def test_a_status_edited_by_hand_is_put_back_at_the_next_tick(firm: Firm) -> None:
    await firm.asked()
    await firm.edit("Change requests", CHANGE, Status="Approved")
    assert (await firm.change())["Status"] == "Approved"

    await firm.settle()

    assert (await firm.change())["Status"] == "Submitted"
    assert not await firm.rows("Decisions/Decision")


async def test_a_version_edited_by_hand_is_put_back(firm: Firm) -> None:
    await firm.asked()
    version = (await firm.change())["ScopeVersion"]
    await firm.edit("Change requests", CHANGE, ScopeVersion="9.deadbeef")

    await firm.settle()

    assert (await firm.change())["ScopeVersion"] == version


async def test_a_scope_edited_while_it_waits_is_a_new_version_and_a_new_request(
    firm: Firm,
) -> None:
    old = await firm.asked()
    first = (await firm.change())["ScopeVersion"]
    await firm.edit("Change requests", CHANGE, InScopeSystems="Everything, and the Barrie shop.")

    await firm.settle()
    new = await firm.stage.shown("marie", "asks you to approve", "version 2", after=old.id)
    answer = await firm.press("marie", new, "Approve")

    assert "approved" in answer.words.lower()
    assert (await firm.change())["ScopeVersion"] != first
    (decision,) = await firm.rows("Decisions/Decision")
    assert decision["ScopeVersion"] == (await firm.change())["ScopeVersion"]


async def test_the_old_card_approves_nothing_the_moment_the_scope_was_edited(firm: Firm) -> None:
    card = await firm.asked()
    await firm.edit("Change requests", CHANGE, InScopeSystems="Everything, and the Barrie shop.")

    await firm.press("marie", card, "Approve")
    await firm.settle()

    change = await firm.change()
    assert change["Status"] == "Submitted"
    assert str(change["ScopeVersion"]).startswith("2.")
    assert not await firm.rows("Decisions/Decision", ScopeVersion=change["ScopeVersion"])
    await firm.stage.shown("marie", "asks you to approve", "version 2")


async def test_a_draft_edited_by_hand_stays_a_draft(firm: Firm) -> None:
    await firm.set_up()
    typed = firm.typed()
    await firm.submit("julie", await firm.form("julie"), typed, "save-draft")
    await firm.edit("Change requests", CHANGE, Why="Because it is time.")

    await firm.settle()

    assert (await firm.change())["Status"] == "Draft"
    assert (await firm.change())["Why"] == "Because it is time."
    assert not await firm.rows("Posts", Purpose="approval")


async def test_a_row_added_by_hand_without_a_key_disturbs_nobody(firm: Firm) -> None:
    await firm.asked()
    lists = await firm.tenant.call("GET", "lists", person="julie")
    place = next(one["id"] for one in lists if one["name"] == "Change requests")
    body = {"person": "julie", "fields": {"Title": "Typed into the list"}}
    await firm.tenant.call("POST", f"lists/{place}/items", body)

    await firm.settle()
    await firm.say("julie", f"status {CHANGE}", CHANGE)

    assert (await firm.ready())["listsCurrent"] is True


async def test_a_change_deleted_by_hand_takes_its_waiting_posts_with_it(firm: Firm) -> None:
    await firm.asked()
    await firm.remove("Change requests", CHANGE)

    await firm.settle("P2D")

    assert not await firm.rows("Posts", Purpose="reminder")
    await firm.say("marie", "hello", "Nothing waits for you")


async def test_a_decision_row_deleted_by_hand_opens_the_question_again(firm: Firm) -> None:
    card = await firm.asked()
    await firm.press("marie", card, "Approve")
    (decision,) = await firm.rows("Decisions/Decision")
    await firm.remove("Decisions/Decision", str(decision["Key"]))

    await firm.settle()

    assert (await firm.change())["Status"] == "Submitted"
