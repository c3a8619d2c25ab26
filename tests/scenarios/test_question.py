"""An approver asks before they decide; the answer comes back with the buttons."""

from bot.demo.tenant import Answer, Dialog
from tests.scenarios.firm import CHANGE, Firm, Row
from tests.scenarios.test_authority import nothing_is_decided
from tests.scenarios.test_delegation import asked, hand_over, opened, until

QUESTION = "Who restores the files if Production cannot open them?"
ANSWER = "Brightwater, within two hours."


async def dialog(firm: Firm, person: str = "marie") -> Dialog:
    card = await firm.stage.shown(person, "Move our files", "Comment")
    menu = opened(await firm.press(person, card, "More"))
    return opened(await firm.submit(person, menu, {}, "question"))


async def ask(firm: Firm, person: str = "marie", text: str = QUESTION) -> Answer:
    return await firm.submit(person, await dialog(firm, person), {"text": text})


async def forged(firm: Firm, **changed: object) -> Row:
    version = (await firm.change())["ScopeVersion"]
    data: Row = {"change": CHANGE, "version": version, "form": "forged", "text": QUESTION}
    return data | {name: str(value) for name, value in changed.items()}


async def test_a_question_and_its_answer_stand_above_the_buttons(firm: Firm) -> None:
    await asked(firm)

    reply = await ask(firm)
    await firm.settle()

    assert "Julie Chen has it now" in reply.words
    card = await firm.stage.shown("julie", "Marie Tremblay asks before deciding", QUESTION)
    waits = await firm.say("julie", CHANGE, "asked something first")
    assert "waits for you to answer" in waits.words
    assert await nothing_is_decided(firm)

    await firm.press("julie", card, "send-answer", {"answer": ANSWER})
    await firm.settle()

    back = await firm.stage.shown("marie", "Julie Chen answered your question", QUESTION, ANSWER)
    await firm.stage.shown("marie", "Julie Chen asks you to approve", QUESTION, ANSWER)
    (kept,) = await firm.rows("Questions and problems")
    assert kept["ScopeVersion"] == (await firm.change())["ScopeVersion"]
    answer = await firm.press("marie", back, "Approve")
    assert "You approved" in answer.words
    assert (await firm.change())["Status"] == "Approved"


async def test_an_empty_question_comes_back(firm: Firm) -> None:
    await asked(firm)

    reply = await ask(firm, text=" ")

    assert reply.dialog
    assert "Write your question, then send it" in reply.words
    assert not await firm.rows("Questions and problems")


async def test_nobody_asks_before_deciding_who_does_not_decide(firm: Firm) -> None:
    await asked(firm)

    for person in ("julie", "alex", "dev", "sam"):
        answer = await firm.forge(person, "approval.ask", await forged(firm))
        assert "belongs to Marie Tremblay" in answer.words
    old = await firm.forge("marie", "approval.ask", await forged(firm, version="7.00000000"))
    assert "earlier version" in old.words

    assert not await firm.rows("Questions and problems")
    tried = await firm.rows("History/Act", Act="ask first")
    assert len(tried) == 5


async def test_only_who_asked_for_the_change_or_runs_it_answers(firm: Firm) -> None:
    await asked(firm)
    await ask(firm)
    (kept,) = await firm.rows("Questions and problems")

    for person in ("marie", "dev", "sam"):
        said: Row = {"concern": kept["Key"], "answer": "No idea."}
        answer = await firm.forge(person, "concern.answer", said)
        assert "can answer this" in answer.words

    (kept,) = await firm.rows("Questions and problems")
    assert "Answer" not in kept


async def test_a_delegate_asks_until_their_days_are_over(firm: Firm) -> None:
    await asked(firm)
    await hand_over(firm, "dev", "2026-03-02", "2026-03-02")
    await firm.settle()
    await ask(firm, "dev")
    await firm.settle()
    assert len(await firm.rows("Questions and problems")) == 1

    await until(firm, 3, 9)
    late = await firm.forge("dev", "approval.ask", await forged(firm, form="f2"))

    assert "only on the days that were agreed" in late.words
    assert len(await firm.rows("Questions and problems")) == 1
