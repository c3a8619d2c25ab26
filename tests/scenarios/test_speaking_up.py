"""Questions and problems: kept as they were typed, answered once, heard where they were raised."""

import asyncio
import json

from pydantic import JsonValue

from tests.scenarios.rollout import PROBLEM, QUESTION, Rollout, opened

MARKUP = '**Stop** <at>Marie Tremblay</at> <script>x</script> [here](http://x.test) & "so" '


def formatted(node: JsonValue) -> list[str]:
    """Texts of a card in which Teams reads Markdown and mentions; runs show what they hold."""
    match node:
        case list():
            return [text for one in node for text in formatted(one)]
        case {"type": "TextBlock", "text": str(text)}:
            return [text]
        case dict():
            return [text for one in node.values() for text in formatted(one)]
        case _:
            return []


async def test_ten_thousand_characters_come_back_to_be_shortened(rollout: Rollout) -> None:
    card = await rollout.announced()
    text = (MARKUP * 200)[:10_000]
    before = await rollout.records()

    answer = await rollout.speak_up("sam", card, QUESTION, text)

    assert answer.dialog
    assert "2,000 characters fit" in answer.words
    assert "nothing is lost" in answer.words
    assert text.strip() in answer.words
    assert await rollout.records() == before


async def test_a_long_question_with_markup_is_kept_whole_and_mentions_nobody(
    rollout: Rollout,
) -> None:
    card = await rollout.announced()
    text = (MARKUP * 30)[:1900].strip()

    await rollout.speak_up("sam", card, QUESTION, text)
    await rollout.firm.settle()

    (concern,) = await rollout.concerns()
    assert concern["Text"] == text
    asked = await rollout.stage.shown("alex", "Sam Okafor asks about")
    assert text in asked.words
    assert '"mention"' not in json.dumps(asked.card)
    assert not [block for block in formatted(asked.card) if "<at" in block or "**" in block]


async def test_nothing_but_blanks_is_no_question(rollout: Rollout) -> None:
    card = await rollout.announced()

    answer = await rollout.speak_up("sam", card, PROBLEM, " \n ​ ")

    assert answer.dialog
    assert "Please write a few words" in answer.words
    assert not await rollout.concerns()


async def test_one_form_sent_twice_is_one_question(rollout: Rollout) -> None:
    card = await rollout.announced()
    dialog = opened(await rollout.tap("sam", card, QUESTION))

    await asyncio.gather(
        *(rollout.firm.submit("sam", dialog, {"text": "Where?"}) for _ in range(2)),
        return_exceptions=True,
    )
    await rollout.firm.settle()

    assert len(await rollout.concerns()) == 1
    assert await rollout.firm.count("alex", "Where?") == 1


async def test_two_who_answer_at_once_send_one_answer(rollout: Rollout) -> None:
    card = await rollout.announced()
    await rollout.speak_up("sam", card, QUESTION, "Where are the quotes?")
    await rollout.firm.settle()
    (concern,) = await rollout.concerns()
    await rollout.firm.say("julie", "hello", "Start a change")
    await rollout.firm.say("alex", "hello", "Start a change")

    answers = await asyncio.gather(
        *(
            rollout.firm.forge(
                person, "concern.answer", {"concern": concern["Key"], "answer": f"{person} knows."}
            )
            for person in ("alex", "julie")
        )
    )
    await rollout.firm.settle()

    (kept,) = await rollout.concerns()
    assert sum("answered before you" in answer.words for answer in answers) == 1
    assert await rollout.count_in("announcements", f"{kept['Answer']}") == 1
    assert len(await rollout.posts("answered")) == 1


async def test_an_answer_stands_in_the_thread_where_it_was_asked(rollout: Rollout) -> None:
    card = await rollout.announced()
    await rollout.speak_up("sam", card, QUESTION, "Where are the quotes?")
    await rollout.answer("alex", "Where are the quotes?", "In Teams, under Sales.")

    reply = await rollout.in_channel("In Teams, under Sales.", person="marie")

    assert reply.reply_to == card.id
    assert await rollout.firm.count("sam", "In Teams, under Sales.") == 0


async def test_a_problem_said_in_the_channel_is_answered_to_its_sender_alone(
    rollout: Rollout,
) -> None:
    card = await rollout.announced()
    await rollout.speak_up("sam", card, PROBLEM, "The plotter is silent.")
    await rollout.answer("alex", "The plotter is silent.", "Switch it off and on.")
    await rollout.stage.shown("sam", "Switch it off and on.")

    assert await rollout.count_in("announcements", "Switch it off and on.") == 0


async def test_nobody_else_answers(rollout: Rollout) -> None:
    card = await rollout.announced()
    await rollout.speak_up("sam", card, QUESTION, "Where are the quotes?")
    (concern,) = await rollout.concerns()

    for person in ("dev", "sam", "aaron.whitfield"):
        answer = await rollout.firm.forge(
            person, "concern.answer", {"concern": concern["Key"], "answer": "No idea."}
        )
        assert "Alex Novak" in answer.words
        assert "can answer this" in answer.words

    (kept,) = await rollout.concerns()
    assert "Answer" not in kept
