"""Two people have the same request open: nobody's edit is lost without a word."""

from tests.scenarios.firm import CHANGE, Firm

MINE = "The accounting system, and the door phone."
THEIRS = "The accounting system, and every old drawing."


async def test_the_later_form_comes_back_and_says_so_and_goes_through_if_sent_again(
    firm: Firm,
) -> None:
    await firm.asked()
    julie, alex = await firm.form("julie", CHANGE), await firm.form("alex", CHANGE)
    await firm.submit("julie", julie, firm.typed(out_of_scope=THEIRS))

    answer = await firm.submit("alex", alex, firm.typed(out_of_scope=MINE))

    assert "Somebody changed this request while your form was open" in answer.words
    assert MINE in answer.words
    assert (await firm.change())["OutOfScope"] == THEIRS
    assert answer.dialog is not None
    await firm.submit("alex", answer.dialog, firm.typed(out_of_scope=MINE))
    assert (await firm.change())["OutOfScope"] == MINE


async def test_two_forms_that_say_the_same_are_no_quarrel(firm: Firm) -> None:
    await firm.asked()
    forms = {person: await firm.form(person, CHANGE) for person in ("julie", "alex")}
    for person, form in forms.items():
        answer = await firm.submit(person, form, firm.typed(out_of_scope=MINE))
        assert "Somebody changed" not in answer.words
    assert (await firm.change())["OutOfScope"] == MINE
