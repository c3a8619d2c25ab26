"""Questions, problems and surveys: who reads what is said is told before it is said."""

import json
from typing import Any

import pytest

from cards import concerns, line, posted, replied, story, survey_form
from cards import story_plan as told
from cards.build import CardJson
from cards.dialog import in_dialog
from cards.payloads import (
    AnswerConcern,
    AnswerSurvey,
    GotIt,
    Nonsense,
    RaiseConcern,
    SaveSurvey,
)
from cards.reading import command_of
from playbook import commands
from playbook.fields import Who
from playbook.findings import Fault, Finding
from playbook.outcome import Reason, Refusal, Surveyed, Unfinished
from playbook.records import ConcernKind, Feeling, Person, Post, PostState, Purpose
from tests.cards.walking import button, inputs, of_type, said

PLACE = told.WORKPLACE
NASTY = (
    "<at>Everybody</at> **look** [here](http://x) <b>now</b> &lt;at&gt;all&lt;/at&gt;"
    " `x` # 1. _so_ "
)


def form(kind: ConcernKind, conversation: str) -> CardJson:
    return concerns.form(
        kind, told.announced(), told.WAVE, PLACE, story.DEV, "f", conversation=conversation
    ).card


def post(purpose: Purpose, about: str, receiver: Person | None = None) -> Post:
    return Post(
        key=f"{purpose}/1",
        purpose=purpose,
        subject=told.CHANGE,
        about=about,
        receiver=receiver.who if receiver else Who(),
        conversation="" if receiver else story.NEWS.key,
        state=PostState.SENT,
        claimed_at=told.ANNOUNCED,
    )


def value(card: CardJson, name: str) -> str:
    return str(next(field for field in inputs(card) if field["id"] == name).get("value", ""))


def test_a_question_in_a_channel_says_that_everybody_will_read_it() -> None:
    assert "everybody here can read them" in said(form(ConcernKind.QUESTION, story.NEWS.key))
    assert "in your own chat" in said(form(ConcernKind.QUESTION, story.DEV.conversation))


def test_a_problem_is_answered_in_the_reporters_own_chat_wherever_it_was_raised() -> None:
    for place in (story.NEWS.key, story.DEV.conversation):
        text = said(form(ConcernKind.PROBLEM, place))
        assert "Julie Chen gets it at once" in text
        assert "in your own chat" in text


def test_what_is_typed_becomes_a_question_without_a_place_of_its_own() -> None:
    payload = RaiseConcern(kind=ConcernKind.QUESTION, wave="CHG-0001/wave/1", form="f", post="p")
    assert command_of(payload, {"text": " Where?\r\n "}) == commands.Raise(
        wave="CHG-0001/wave/1", kind=ConcernKind.QUESTION, text="Where?", form="f", post="p"
    )


def test_an_answer_and_a_got_it_become_commands() -> None:
    answer = command_of(AnswerConcern(concern="CHG-0001/concern/f"), {"answer": "There."})
    assert answer == commands.AnswerConcern(concern="CHG-0001/concern/f", text="There.")
    read = command_of(GotIt(wave="CHG-0001/wave/1", post="p"), {})
    assert read == commands.Acknowledge(wave="CHG-0001/wave/1", post="p")


def test_a_question_of_ten_thousand_signs_comes_back_whole() -> None:
    text = (NASTY * 150)[:10_000]
    command = commands.Raise(wave=told.WAVE.key, kind=ConcernKind.QUESTION, text=text, form="f")
    refusal = Refusal(Reason.TEXT_TOO_LONG, told.CHANGE, limit=2000, about=told.WAVE.key)
    card = replied.draw(
        refusal, told.announced(), PLACE, story.DEV, told.ANNOUNCED, command=command
    )
    assert value(card, "text") == text
    assert "2,000 characters fit. Shorten it" in said(card)
    assert len(json.dumps(card).encode("utf-16-le")) < 40 * 1024


@pytest.mark.parametrize("purpose", [Purpose.QUESTION, Purpose.ANSWERED])
def test_markup_and_mentions_in_a_question_do_nothing_anywhere(purpose: Purpose) -> None:
    dossier = told.answered(ConcernKind.QUESTION, public=True)
    concern = dossier.concerns[0].model_copy(
        update={"text": (NASTY * 30)[:2000], "answer": (NASTY * 30)[:2000]}
    )
    dossier = dossier.after((concern,))
    for receiver in (story.ALEX, None):
        card = posted.draw(post(purpose, concern.key, receiver), dossier, PLACE, told.SURVEYED).card
        for block in of_type(card, "TextBlock", "FactSet"):
            assert "<at>" not in json.dumps(block)
            assert "&lt;at" not in json.dumps(block)
        assert "entities" not in json.dumps(card)
        assert NASTY in json.dumps(of_type(card, "RichTextBlock"), ensure_ascii=False)


def test_a_question_is_in_one_line_of_a_plan_and_nothing_in_it_works() -> None:
    dossier = told.asked(ConcernKind.QUESTION)
    concern = dossier.concerns[0].model_copy(update={"text": NASTY})
    card = line.draw(dossier.after((concern,)), told.CHANGE, PLACE, story.DEV, told.ANNOUNCED).card
    assert "<at>" not in json.dumps(of_type(card, "TextBlock"))


def test_whoever_may_not_answer_reads_and_has_no_field() -> None:
    dossier = told.asked(ConcernKind.PROBLEM)
    key = dossier.concerns[0].key
    assert inputs(line.draw(dossier, key, PLACE, story.JULIE, told.ANNOUNCED).card)
    assert not inputs(line.draw(dossier, key, PLACE, story.MARIE, told.ANNOUNCED).card)


def test_the_owner_is_told_where_the_answer_goes() -> None:
    private = told.asked(ConcernKind.PROBLEM)
    public = told.asked(ConcernKind.QUESTION, public=True)
    for dossier, words in (
        (private, "It goes to Dev Patel in their own chat."),
        (public, "It goes under the announcement"),
    ):
        card = concerns.card(dossier, dossier.concerns[0], PLACE, story.ALEX, told.ANNOUNCED)
        assert words in said(card)


def test_an_answer_that_came_second_shows_the_first_one() -> None:
    dossier = told.answered(ConcernKind.PROBLEM)
    concern = dossier.concerns[0]
    refusal = Refusal(Reason.ALREADY_ANSWERED, told.CHANGE, (story.JULIE.who,), about=concern.key)
    command = commands.AnswerConcern(concern=concern.key, text="Mine.")
    card = replied.draw(refusal, dossier, PLACE, story.ALEX, told.ANNOUNCED, command=command)
    assert "Julie Chen answered before you" in said(card)
    assert told.ANSWER in json.dumps(card, ensure_ascii=False)


def test_in_a_dialog_every_button_is_a_plain_submit_that_carries_its_verb() -> None:
    dossier = told.asked(ConcernKind.PROBLEM)
    card = line.draw(dossier, told.WAVE.key, PLACE, story.ALEX, told.ANNOUNCED).card
    assert not of_type(card, "Action.Execute")
    pressed: list[dict[str, Any]] = of_type(card, "Action.Submit")
    assert pressed
    assert all(action["data"]["verb"] for action in pressed)
    assert not any("msteams" in action["data"] for action in pressed)
    assert in_dialog(card) == card


def test_a_dialog_says_its_title_once() -> None:
    dossier = told.asked(ConcernKind.PROBLEM)
    dialog = line.draw(dossier, told.WAVE.key, PLACE, story.ALEX, told.ANNOUNCED)
    assert dialog.title == told.WAVE.name
    assert told.WAVE.name not in [part.get("text") for part in dialog.card["body"]]


def test_the_survey_says_who_will_read_the_answer_before_it_asks() -> None:
    card = posted.draw(post(Purpose.SURVEY, told.SURVEY.key), told.surveyed(), PLACE, told.SURVEYED)
    parts = [part.get("text") or part.get("label") for part in card.card["body"]]
    told_first = next(n for n, part in enumerate(parts) if part and "with your name" in part)
    asked = next(n for n, part in enumerate(parts) if part and part.startswith("How does"))
    assert told_first < asked
    assert "Until Friday, March 20 at 5:00 p.m." in said(card.card)


def test_the_survey_is_two_taps_with_everything_in_sight() -> None:
    card = posted.draw(post(Purpose.SURVEY, told.SURVEY.key), told.surveyed(), PLACE, told.SURVEYED)
    (field,) = inputs(card.card)
    assert field["style"] == "expanded"
    assert [choice["value"] for choice in field["choices"]] == list(Feeling)
    assert button(card.card, "Tell us more")["data"]["msteams"] == {"type": "task/fetch"}


def test_the_open_survey_is_never_drawn_otherwise_whatever_is_answered() -> None:
    asked = post(Purpose.SURVEY, told.SURVEY.key)
    before = posted.draw(asked, told.announced(), PLACE, told.SURVEYED).card
    after = posted.draw(asked, told.surveyed(), PLACE, told.SURVEYED).card
    assert before == after
    closed = posted.draw(asked, told.surveyed(), PLACE, told.CLOSED).card
    assert not inputs(closed)


def test_counts_name_nobody() -> None:
    counts = post(Purpose.COUNTS, told.SURVEY.key)
    card = posted.draw(counts, told.surveyed(), PLACE, told.SURVEYED).card
    text = json.dumps(card, ensure_ascii=False)
    assert "So far: 3 answers" in said(card)
    assert not any(person.name in text for person in PLACE.people.values())


def test_results_quote_everybody_by_name() -> None:
    results = post(Purpose.RESULTS, told.SURVEY.key)
    text = json.dumps(posted.draw(results, told.surveyed(), PLACE, told.CLOSED).card)
    assert "Dev Patel: One copy of every drawing." in text


def test_one_sees_ones_own_answer_and_can_change_it() -> None:
    reply = Surveyed(told.CHANGE, told.SURVEY.key)
    card = replied.draw(reply, told.surveyed(), PLACE, story.DEV, told.SURVEYED)
    assert "You chose: It mostly works." in said(card)
    assert value(card, "feeling") == Feeling.MOSTLY
    assert button(card, "Send again")


def test_the_form_in_words_has_what_was_said_before_and_what_was_just_ticked() -> None:
    drawn = survey_form.draw(
        told.surveyed(),
        told.SURVEY,
        PLACE,
        story.DEV,
        told.SURVEYED,
        inputs={"feeling": "It hardly works"},
    )
    assert value(drawn.card, "feeling") == "It hardly works"
    assert value(drawn.card, "works") == "One copy of every drawing."
    assert len(inputs(drawn.card)) == 7


def test_what_was_emptied_on_a_form_that_comes_back_stays_empty() -> None:
    drawn = survey_form.draw(
        told.surveyed(),
        told.SURVEY,
        PLACE,
        story.DEV,
        told.SURVEYED,
        inputs={"works": "", "unclear": "x" * 700},
        findings=(Finding("unclear", Fault.TOO_LONG, limit=600, actual=700),),
    )
    assert value(drawn.card, "works") == ""
    assert value(drawn.card, "unclear") == "x" * 700
    assert "100 characters too long" in said(drawn.card)


def test_two_taps_and_words_become_answers() -> None:
    ticked = command_of(AnswerSurvey(survey="s"), {"feeling": "It works well"})
    assert ticked == commands.AnswerSurvey(survey="s", feeling=Feeling.WELL)
    written = command_of(SaveSurvey(survey="s"), {"feeling": "", "works": "Much.", "adjust": ""})
    assert isinstance(written, commands.AnswerSurvey)
    assert written.feeling is None
    assert written.told is not None
    assert (written.told["works"], written.told["adjust"]) == ("Much.", "")
    odd = command_of(AnswerSurvey(survey="s"), {"feeling": "Splendid"})
    assert isinstance(odd, Nonsense)


def test_sending_without_a_choice_brings_the_choice_back() -> None:
    reply = Unfinished((Finding("feeling", Fault.MISSING),))
    command = commands.AnswerSurvey(survey=told.SURVEY.key)
    card = replied.draw(reply, told.announced(), PLACE, story.DEV, told.SURVEYED, command=command)
    assert "Choose one of these first" in said(card)
    assert button(card, "Send")


def test_a_closed_survey_says_since_when_and_whom_to_tell() -> None:
    refusal = Refusal(
        Reason.SURVEY_CLOSED,
        told.CHANGE,
        (story.ALEX.who,),
        about=told.SURVEY.key,
        since=told.CLOSED,
    )
    text = said(replied.draw(refusal, told.surveyed(), PLACE, story.DEV, told.CLOSED))
    assert "On Friday, March 20 at 5:00 p.m. it closed." in text
    assert "tell Alex Novak" in text
