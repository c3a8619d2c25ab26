"""Two people have the same request open: nobody's edit is lost without a word."""

from typing import Any

from bot.demo.tenant import Answer
from tests.cards.walking import of_type
from tests.scenarios.firm import CHANGE, Firm, Row

MINE = "The accounting system, and the door phone."
THEIRS = "The accounting system, and every old drawing."


async def test_the_later_form_comes_back_and_says_so_and_goes_through_if_sent_again(
    firm: Firm,
) -> None:
    await firm.asked()
    julie, alex = await firm.form("julie", CHANGE), await firm.form("alex", CHANGE)
    scope = await firm.submit("alex", alex, firm.typed(), "next")
    await firm.submit("julie", julie, firm.typed(out_of_scope=THEIRS))

    assert scope.dialog is not None
    answer = await firm.submit("alex", scope.dialog, firm.typed(out_of_scope=MINE))

    assert "Somebody changed this request while your form was open" in answer.words
    assert MINE in answer.words
    assert (await firm.change())["OutOfScope"] == THEIRS
    assert answer.dialog is not None
    await firm.submit("alex", answer.dialog, firm.typed(out_of_scope=MINE))
    assert (await firm.change())["OutOfScope"] == MINE


async def test_what_somebody_changed_in_another_step_is_seen_and_not_put_back(firm: Firm) -> None:
    await firm.asked()
    alex = await firm.form("alex", CHANGE)
    await firm.submit("julie", await firm.form("julie", CHANGE), firm.typed(out_of_scope=THEIRS))

    scope = await firm.submit("alex", alex, firm.typed(), "next")

    assert THEIRS in scope.words
    assert (await firm.change())["OutOfScope"] == THEIRS


async def test_next_pressed_twice_makes_one_change_and_two_windows_of_it_agree(firm: Firm) -> None:
    await firm.set_up()
    new = await firm.form("julie")

    first = await firm.submit("julie", new, firm.typed(), "next")
    await firm.forge(
        "julie",
        "change.file",
        firm.typed() | step_one(first, why="Another reason. It costs us dearly."),
    )

    (change,) = await firm.rows("Change requests")
    assert change["Why"] == "Another reason. It costs us dearly."
    assert first.dialog is not None
    answer = await firm.submit("julie", first.dialog, firm.typed())
    assert "Somebody changed this request" in answer.words
    assert answer.dialog is not None
    await firm.submit("julie", answer.dialog, firm.typed())
    assert (await firm.change())["Status"] == "Submitted"


def step_one(shown: Answer, **typed: str) -> Row:
    """The first step once more, from a window that was left open."""
    assert shown.dialog is not None
    (data,) = [
        action["data"] for action in actions(shown.dialog.card) if action.get("id") == "next"
    ]
    return {**data, "change": "", "base": "", "step": 1, "project_name": "Files", **typed}


def actions(card: Any) -> list[dict[str, Any]]:
    return [one for row in of_type(card, "ActionSet") for one in row["actions"]]


async def test_two_forms_that_say_the_same_are_no_quarrel(firm: Firm) -> None:
    await firm.asked()
    forms = {person: await firm.form(person, CHANGE) for person in ("julie", "alex")}
    for person, form in forms.items():
        answer = await firm.submit(person, form, firm.typed(out_of_scope=MINE))
        assert "Somebody changed" not in answer.words
    assert (await firm.change())["OutOfScope"] == MINE
