"""Whatever is typed, forged or malformed gets a clear answer and leaves nothing behind."""

from pydantic import JsonValue

from bot.demo.tenant import Answer
from playbook.steps import FIELDS, FormStep
from tests.scenarios.firm import CHANGE, Firm, Row

FAULTS: dict[str, tuple[Row, str]] = {
    "missing": ({"why": ""}, "Why"),
    "blank": ({"why": " \n\u200b "}, "Why"),
    "too long": ({"rollback_trigger": "x" * 601}, "600"),
    "ten thousand characters": ({"in_scope_systems": "y" * 10_000}, "1,000"),
    "a name too long": ({"project_name": "z" * 121}, "120"),
    "markup": ({"out_of_scope": "<script>alert(1)</script>"}, "Out of scope"),
    "not a date": ({"go_live_from": "soon"}, "Target go-live window, first day"),
    "a date that is none": ({"go_live_to": "2026-02-30"}, "Target go-live window, last day"),
    "in the past": ({"go_live_from": "2026-03-01"}, "March"),
    "backwards": ({"go_live_to": "2026-03-03"}, "Target go-live window"),
    "nobody": ({"sponsor": "11111111-2222-3333-4444-555555555555"}, "Nobody of this name"),
    "no sponsor": ({"sponsor": ""}, "Sponsor"),
}
ALL_AT_ONCE: Row = {
    "project_name": "",
    "sponsor": "",
    "business_problem": "<b>bold</b>",
    "desired_outcome": "",
    "why": "w" * 10_000,
    "cost_of_doing_nothing": " ",
    "systems_affected": "",
    "in_scope_systems": "y" * 1001,
    "out_of_scope": "",
    "key_dependencies": "<img src=x>",
    "operational_impact": "",
    "go_live_from": "yesterday",
    "go_live_to": "1999-01-01",
    "rollback_trigger": "",
    "measures_of_success": "",
}
FORGED: tuple[tuple[str, Row, str], ...] = (
    ("approval.decide", {"v": 2, "change": CHANGE}, "earlier version of Cutover"),
    ("approval.decide", {"v": 0, "change": CHANGE}, "earlier version of Cutover"),
    ("approval.decide", {"change": CHANGE}, "could not be understood"),
    ("approval.decide", {"change": [CHANGE], "version": 1}, "could not be understood"),
    ("approval.undo", {"change": CHANGE}, "could not be understood"),
    ("change.step", {"change": CHANGE, "ordinal": 2, "to": "Gone"}, "could not be understood"),
    ("change.step", {"change": CHANGE, "ordinal": "2", "to": "Pilot"}, "not be understood"),
    ("change.show", {"change": "CHG-0099"}, "is not in the list"),
    ("change.show", {"change": "'); DROP"}, "is not in the list"),
    ("change.step", {"change": "CHG-0099", "ordinal": 1, "to": "Pilot"}, "not in the lists"),
    ("change.file", {"change": "CHG-0099", "form": "f", "submit": True}, "not in the lists"),
    ("post.resolve", {"doubted": "no/such/post/1", "arrived": True}, "not in the lists"),
    ("post.refresh", {"post": "no/such/post/1"}, ""),
)
MENDED_AT = {
    FormStep.WHY: (2, ("business_problem", "why")),
    FormStep.SCOPE: (2, ("in_scope_systems", "key_dependencies")),
    FormStep.WHEN: (15, ("go_live_from", "go_live_to")),
}
"""How many things each step finds to mend, and in which fields of its own they stay as typed."""
PRESSED = {FormStep.WHY: "next", FormStep.SCOPE: "next", FormStep.WHEN: "send"}
UNCHANGED = (
    "Change requests",
    "Decisions/Decision",
    "History/Step",
    "History/Act",
    "Posts",
    "Settings/Duty",
)


async def records(firm: Firm) -> dict[str, list[Row]]:
    return {name: await firm.rows(name) for name in UNCHANGED}


async def test_each_fault_alone_comes_back_with_all_that_was_typed(firm: Firm) -> None:
    await firm.set_up()

    for name, (typed, told) in FAULTS.items():
        whole = firm.typed(**typed)
        answer = await firm.submit("julie", await firm.form("julie"), whole)
        assert answer.dialog, f"{name}: {answer.words}"
        assert "ne thing to mend" in answer.words, f"{name}: {answer.words[:300]}"
        assert told in answer.words, name
        for field in FIELDS[step_in(answer)]:
            value = str(whole.get(field, "")).strip(" \u200b\n")
            assert value in answer.words, (name, value)
    drafts = await firm.rows("Change requests")
    assert {row["Status"] for row in drafts} == {"Draft"}


async def test_all_faults_of_a_step_are_told_at_once_and_what_is_left_is_told_at_the_end(
    firm: Firm,
) -> None:
    await firm.set_up()
    mended = firm.typed(**dict.fromkeys(ALL_AT_ONCE, ""))

    dialog, answer = await firm.form("julie"), Answer()
    for step, (count, wrong) in MENDED_AT.items():
        answer = await firm.submit("julie", dialog, ALL_AT_ONCE, PRESSED[step])
        assert answer.dialog, answer
        assert step_in(answer) is step
        assert f"{count} things to mend" in answer.words
        assert all(str(ALL_AT_ONCE[field]) in answer.words for field in wrong)
        answer = await firm.submit("julie", answer.dialog, mended, PRESSED[step])
        assert answer.dialog, answer
        dialog = answer.dialog

    assert step_in(answer) is FormStep.WHY
    assert "15 things to mend" in answer.words
    assert "In step 3, When and who: " in answer.words
    assert [row["Status"] for row in await firm.rows("Change requests")] == ["Draft"]


def step_in(answer: Answer) -> FormStep:
    """The step that came up."""
    assert answer.dialog
    return next(step for step in FormStep if f"step {int(step)} of 3" in answer.dialog.title)


async def test_one_form_makes_one_change_however_often_it_is_sent(firm: Firm) -> None:
    await firm.set_up()
    sent: Row = {"change": "", "form": "one-form", "submit": True}

    await firm.forge("julie", "change.file", sent | ALL_AT_ONCE)
    await firm.forge("julie", "change.file", sent | firm.typed())
    await firm.forge("julie", "change.file", sent | firm.typed())

    (change,) = await firm.rows("Change requests")
    assert change["Status"] == "Submitted"
    assert len(await firm.rows("History/Step")) == 1


async def test_a_draft_may_lack_anything_but_holds_no_nonsense(firm: Firm) -> None:
    await firm.set_up()
    dialog = await firm.form("julie")
    little = firm.typed(**dict.fromkeys(ALL_AT_ONCE, "") | {"project_name": "Phones"})

    refused = await firm.submit("julie", dialog, ALL_AT_ONCE, "save-draft")
    kept = await firm.submit("julie", dialog, little, "save-draft")

    assert "things to mend" in refused.words
    assert CHANGE in kept.words
    assert (await firm.change())["Status"] == "Draft"


async def test_a_comment_too_long_comes_back_to_be_shortened(firm: Firm) -> None:
    card = await firm.asked()
    comment = "c" * 10_000

    answer = await firm.press("marie", card, "Approve", {"comment": comment})

    assert "600 characters fit" in answer.words
    assert comment in answer.words
    assert not await firm.rows("Decisions/Decision")


async def test_declining_needs_a_reason(firm: Firm) -> None:
    card = await firm.asked()

    answer = await firm.press("marie", card, "Decline")

    assert "say in a few words why" in answer.words
    assert not await firm.rows("Decisions/Decision")


async def test_markup_in_a_comment_is_kept_as_it_was_typed(firm: Firm) -> None:
    card = await firm.asked()
    typed = "Yes, **if** <b>Friday</b> & [this](http://example.test) stays."

    await firm.press("marie", card, "Approve", {"comment": typed})

    (decision,) = await firm.rows("Decisions/Decision")
    assert decision["Comment"] == typed


async def test_a_forged_payload_is_answered_and_leaves_no_trace(firm: Firm) -> None:
    await firm.asked()
    await firm.say("julie", "hello", "Start a change")
    before = await records(firm)

    for verb, data, told in FORGED:
        answer = await firm.forge("julie", verb, data)
        assert answer.status == 200, (verb, data)
        assert told in answer.words, (verb, data)

    assert await records(firm) == before


async def test_a_decision_on_a_change_that_was_deleted_is_answered(firm: Firm) -> None:
    card = await firm.asked()
    await firm.remove("Change requests", CHANGE)
    await firm.settle()

    answer = await firm.press("marie", card, "Approve")

    assert "not in the lists any more" in answer.words
    assert not await firm.rows("Decisions/Decision")


async def test_a_decision_on_a_change_deleted_this_moment_is_not_made_blindly(firm: Firm) -> None:
    card = await firm.asked()
    await firm.remove("Change requests", CHANGE)

    answer = await firm.press("marie", card, "Approve")
    await firm.settle()

    assert answer.status == 200
    assert not await firm.rows("Change requests")


async def test_a_form_pressed_on_a_card_is_answered_on_the_card(firm: Firm) -> None:
    await firm.set_up()
    data: Row = {"form": "forged", "submit": True, "sponsor": "nobody-1"}

    for verb in ("setup.save", "change.file", "change.form", "setup.form"):
        answer = await firm.forge("julie", verb, data)
        assert answer.status == 200, verb
        assert answer.words, verb


async def test_values_that_no_card_sends_are_turned_away(firm: Firm) -> None:
    await firm.asked()
    before = await records(firm)
    values: list[JsonValue] = [
        {"action": None},
        {"action": {"type": "Action.Execute"}},
        {"action": {"type": "Action.Submit", "verb": "home"}},
        {"action": {"type": "Action.Execute", "verb": "v" * 1000}},
        {"action": {"type": "Action.Execute", "verb": "home", "data": [1, 2]}},
        {"action": {"type": "Action.Execute", "verb": 7}, "trigger": "never"},
    ]

    for value in values:
        answer = await firm.press_raw("sam", value)
        assert 400 <= answer.status < 500, value
    assert await records(firm) == before
