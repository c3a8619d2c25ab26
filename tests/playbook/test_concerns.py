"""Questions and problems: who hears them, and how the answer finds its way back (S-43, S-70)."""

from datetime import timedelta

import pytest

from playbook.commands import AnswerConcern, Raise, Resolve
from playbook.concerns import waiting
from playbook.fields import Who
from playbook.lateness import may_go
from playbook.outcome import Answered, Raised, Reason, Refusal
from playbook.raising import ANSWER_LIMIT, TEXT_LIMIT
from playbook.records import Concern, ConcernKind, Person, Post, PostState, Purpose, Setting, Wave
from tests.playbook.firm import ALEX, DEV, JULIE, SAM, STRANGER, Firm
from tests.playbook.rollout import (
    AARON,
    CHANNEL,
    NORA,
    OMAR,
    PILOT,
    WAVE,
    Teams,
    announced,
    answer,
    at,
    raised,
    told_of,
)

A_DAY = timedelta(days=1)


def test_a_question_reaches_the_waves_owner() -> None:
    made = announced()
    concern = raised(made)
    assert (concern.owner, concern.by, concern.wave) == (NORA.who, AARON.who, WAVE)
    assert told_of(made, Purpose.QUESTION) == [NORA.who.id]
    assert not made.due()


def test_a_problem_reaches_the_support_contact_at_any_hour() -> None:
    made = announced()
    at(made, 12, 23)
    raised(made, ConcernKind.PROBLEM)
    (post,) = made.posts(Purpose.PROBLEM)
    assert post.receiver == OMAR.who
    assert may_go(post, made.workplace, made.now) == made.now


@pytest.mark.parametrize(("zone", "hour"), [("", 9), ("America/Vancouver", 12)])
def test_a_question_in_the_night_waits_for_its_readers_morning(zone: str, hour: int) -> None:
    made = announced()
    made.put(NORA.model_copy(update={"zone": zone}))
    at(made, 12, 23)
    raised(made)
    teams = Teams(made)
    teams.live_until(made.now + A_DAY)
    at(made, 13, hour)
    assert [(when, post.receiver) for when, post in teams.took] == [(made.now, NORA.who)]


@pytest.mark.parametrize(
    ("gone", "owner"), [((), OMAR.who), (("support",), NORA.who), (("support", "wave"), ALEX.who)]
)
def test_where_nobody_is_named_the_next_in_line_hears_of_a_problem(
    gone: tuple[str, ...], owner: Who
) -> None:
    made = announced()
    if "support" in gone:
        del made.rows[Setting, "support"]
    if "wave" in gone:
        made.put(PILOT.model_copy(update={"owner": Who()}))
    assert raised(made, ConcernKind.PROBLEM).owner == owner


@pytest.mark.parametrize(
    ("kind", "asker", "owner"),
    [
        (ConcernKind.QUESTION, NORA, ALEX),
        (ConcernKind.PROBLEM, OMAR, NORA),
        (ConcernKind.PROBLEM, NORA, OMAR),
    ],
)
def test_who_would_answer_themselves_is_answered_by_the_next_in_line(
    kind: ConcernKind, asker: Person, owner: Person
) -> None:
    made = announced()
    assert raised(made, kind, asker).owner == owner.who
    purpose = Purpose.QUESTION if kind is ConcernKind.QUESTION else Purpose.PROBLEM
    assert told_of(made, purpose) == [owner.who.id]


def test_raised_twice_with_one_form_it_is_one_row_and_one_message() -> None:
    made = announced()
    raised(made)
    again = Raise(wave=WAVE, kind=ConcernKind.QUESTION, text="Where?", form="f1")
    assert made.press(again, AARON) == Raised("CHG-0001", "CHG-0001/concern/f1")
    assert [concern.text for concern in made.all(Concern)] == ["Where is the folder?"]
    assert told_of(made, Purpose.QUESTION) == [NORA.who.id]


def test_a_forms_long_name_leaves_room_for_the_keys_of_its_posts() -> None:
    made = announced()
    said = Raise(wave=WAVE, kind=ConcernKind.QUESTION, text="Where?", form="x" * 255)
    assert made.press(said, AARON) == made.press(said, AARON)
    (concern,) = made.all(Concern)
    (post,) = made.posts(Purpose.QUESTION)
    assert post.about == concern.key
    assert len(post.key) <= 255


def test_what_is_open_is_listed_oldest_first() -> None:
    made = announced()
    raised(made, form="b")
    made.now += timedelta(minutes=1)
    raised(made, form="a")
    assert [concern.key[-1] for concern in waiting(made.dossier())] == ["b", "a"]
    answer(made, made.all(Concern)[0], NORA)
    assert [concern.key[-1] for concern in waiting(made.dossier())] == ["a"]


def test_a_question_from_the_channel_is_answered_in_its_thread_once() -> None:
    made = announced()
    concern = raised(made, conversation=CHANNEL.key)
    assert concern.thread == "m"
    answer(made, concern, NORA)
    made.deliver()
    made.later(A_DAY)
    (post,) = made.posts(Purpose.ANSWERED)
    assert (post.conversation, post.thread, post.receiver) == (CHANNEL.key, "m", Who())


def test_an_answer_in_doubt_that_is_sent_again_stays_in_its_thread() -> None:
    made = announced()
    answer(made, raised(made, conversation=CHANNEL.key), NORA)
    made.deliver(PostState.UNKNOWN, only=Purpose.ANSWERED)
    (post,) = made.posts(Purpose.ANSWERED)
    made.press(Resolve(post=post.key, arrived=False), SAM)
    made.later(A_DAY)
    again = made.posts(Purpose.ANSWERED)[1:]
    assert [(one.conversation, one.thread) for one in again] == [(CHANNEL.key, "m")]


def test_a_question_from_ones_own_chat_is_answered_there() -> None:
    made = announced()
    answer(made, raised(made), NORA)
    made.later(A_DAY)
    assert told_of(made, Purpose.ANSWERED) == [AARON.who.id]


def test_a_problem_from_the_channel_is_answered_to_its_sender_alone() -> None:
    made = announced()
    answer(made, raised(made, ConcernKind.PROBLEM, conversation=CHANNEL.key), OMAR)
    assert told_of(made, Purpose.ANSWERED) == [AARON.who.id]


def test_whoever_answers_themselves_is_not_told_their_own_words() -> None:
    made = announced()
    concern = raised(made, by=ALEX, conversation="a:alex")
    answer(made, concern, ALEX)
    assert made.posts(Purpose.ANSWERED) == []


def test_a_question_answered_before_its_owner_could_read_it_is_not_sent() -> None:
    made = announced()
    at(made, 12, 23)
    concern = raised(made)
    answer(made, concern, ALEX)
    assert [post.state for post in made.posts(Purpose.QUESTION)] == [PostState.SUPERSEDED]


@pytest.mark.parametrize("person", [NORA, JULIE, ALEX, SAM])
def test_the_owner_answers_or_who_runs_the_change(person: Person) -> None:
    made = announced()
    concern = raised(made)
    assert answer(made, concern, person) == Answered("CHG-0001", concern.key)


@pytest.mark.parametrize("person", [AARON, OMAR, DEV])
def test_others_are_told_who_answers(person: Person) -> None:
    made = announced()
    reply = answer(made, raised(made), person)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NOT_YOURS_TO_ANSWER
    assert reply.can_act == (NORA.who, JULIE.who, ALEX.who, SAM.who)


def test_the_first_answer_stands() -> None:
    made = announced()
    concern = raised(made)
    answer(made, concern, NORA)
    assert answer(made, concern, NORA) == Answered("CHG-0001", concern.key, again=True)
    for person, text in ((NORA, "Elsewhere."), (ALEX, "In Files.")):
        late = Refusal(Reason.ALREADY_ANSWERED, "CHG-0001", (NORA.who,), about=concern.key)
        assert answer(made, concern, person, text) == late
    assert made.all(Concern)[0].answer == "In Files."


def said(made: Firm, text: str) -> object:
    command = Raise(wave=WAVE, kind=ConcernKind.QUESTION, text=text, form="f9")
    return made.press(command, AARON)


@pytest.mark.parametrize("text", ["x" * 10_000, "<at>all</at>" * 900, "é" * (TEXT_LIMIT + 1)])
def test_what_is_too_long_is_refused_with_the_limit(text: str) -> None:
    made = announced()
    too_long = Refusal(Reason.TEXT_TOO_LONG, "CHG-0001", limit=TEXT_LIMIT, about=WAVE)
    assert said(made, text) == too_long
    assert made.all(Concern) == []


@pytest.mark.parametrize("text", ["<at>all</at> **no** <script>", "x" * TEXT_LIMIT, " ok \n"])
def test_what_somebody_writes_is_kept_as_they_wrote_it(text: str) -> None:
    made = announced()
    said(made, text)
    assert made.all(Concern)[0].text == text.strip()


@pytest.mark.parametrize("text", ["", " \n\t", "\x00\x07"])
def test_nothing_that_can_be_read_is_nothing_said(text: str) -> None:
    assert said(announced(), text) == Refusal(Reason.TEXT_MISSING, "CHG-0001", about=WAVE)


@pytest.mark.parametrize(
    ("text", "reason"),
    [(" \x00", Reason.TEXT_MISSING), ("x" * (ANSWER_LIMIT + 1), Reason.TEXT_TOO_LONG)],
)
def test_an_answer_says_something_and_not_too_much(text: str, reason: Reason) -> None:
    made = announced()
    reply = answer(made, raised(made), NORA, text)
    assert isinstance(reply, Refusal)
    assert reply.reason is reason


def test_a_question_about_a_wave_that_is_gone_says_so() -> None:
    made = announced()
    del made.rows[Wave, WAVE]
    gone = Refusal(Reason.WAVE_GONE, "CHG-0001", (JULIE.who, ALEX.who, SAM.who))
    assert said(made, "Where?") == gone


def test_an_answer_to_a_question_that_was_deleted_says_so() -> None:
    made = announced()
    key = raised(made).key
    del made.rows[Concern, key]
    reply = made.press(AnswerConcern(concern=key, text="Here."), NORA)
    assert reply == Refusal(Reason.NO_SUCH_RECORD, "CHG-0001", about=key)
    made.tick()
    assert told_of(made, Purpose.QUESTION) == []


def test_a_question_is_answered_when_its_wave_is_gone() -> None:
    made = announced()
    concern = raised(made)
    del made.rows[Wave, WAVE]
    answer(made, concern, NORA)
    assert told_of(made, Purpose.ANSWERED) == [AARON.who.id]


def test_an_outsider_raises_nothing() -> None:
    made = announced()
    command = Raise(wave=WAVE, kind=ConcernKind.PROBLEM, text="Hello.", form="f1")
    reply = made.press(command, STRANGER)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.OUTSIDER


def test_a_problem_that_teams_does_not_take_is_told_to_the_lead() -> None:
    made = announced()
    raised(made, ConcernKind.PROBLEM)
    made.deliver(PostState.REFUSED)
    made.later(timedelta(minutes=1))
    assert told_of(made, Purpose.UNREACHABLE) == [ALEX.who.id]


def test_each_question_has_a_message_of_its_own() -> None:
    made = announced()
    for form in ("f1", "f2"):
        raised(made, form=form)
    keys = [post.key for post in made.all(Post) if post.purpose is Purpose.QUESTION]
    assert keys == [f"question/CHG-0001/concern/{form}/nora/1" for form in ("f1", "f2")]
