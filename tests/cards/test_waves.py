"""A wave and its announcement: what people read, what is missing, and who may do what."""

from dataclasses import replace
from datetime import date

from cards import (
    announcement,
    lacking,
    plan,
    plan_part,
    posted,
    replied,
    row,
    story,
    wave,
    wave_words,
)
from cards import story_plan as told
from cards.build import CardJson
from playbook.commands import MoveWave, Step
from playbook.completeness import PartKind
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.outcome import Lack, Missing, Reason, Refusal
from playbook.readiness import lacks
from playbook.records import Person, Phase, Post, PostState, Purpose, WaveState
from playbook.standing import standing
from tests.cards.walking import button, inputs, nodes, of_type, said

PLACE = told.WORKPLACE


def shown(dossier: Dossier, person: Person) -> CardJson:
    return wave.draw(dossier, dossier.waves[0], PLACE, person, told.ANNOUNCED)


def titles(card: CardJson) -> list[str]:
    rows = of_type(card, "ActionSet")
    return [action["title"] for row in rows for action in row["actions"]]


def lines(card: CardJson) -> list[str]:
    return [node["selectAction"]["title"] for node in nodes(card) if "selectAction" in node]


def post_of(dossier: Dossier, purpose: Purpose) -> Post:
    return next(post for post in dossier.posts if post.purpose is purpose)


def drawn(dossier: Dossier, purpose: Purpose) -> CardJson:
    return posted.draw(post_of(dossier, purpose), dossier, PLACE, told.ANNOUNCED).card


def test_an_announcement_says_what_changes_before_anything_else() -> None:
    text = said(drawn(told.announced(), Purpose.ANNOUNCEMENT))
    order = ["From Monday, March 16: Move our files", "Pilot: Production", "What changes for you",
             "What stays the same", "What to do on day one", "Where to get help", "Got it",
             "I have a question", "Something isn’t working", "Alex Novak answers"]  # fmt: skip
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_an_announcement_carries_the_key_of_its_post_in_every_button() -> None:
    card = drawn(told.announced(), Purpose.ANNOUNCEMENT)
    key = post_of(told.announced(), Purpose.ANNOUNCEMENT).key
    for title in ("Got it", "I have a question", "Something isn’t working"):
        assert button(card, title)["data"]["post"] == key


def test_whoever_pressed_got_it_keeps_the_way_to_ask_and_to_report() -> None:
    dossier = told.announced()
    card = announcement.draw(dossier, told.WAVE, PLACE, read=True)
    assert titles(card) == ["I have a question", "Something isn’t working"]
    assert "Noted that you have read this." in said(card)


def test_an_announcement_to_somebody_who_read_it_shows_so() -> None:
    dossier = told.announced()
    assert announcement.has_read(dossier, told.WAVE, story.DEV.who)
    assert not announcement.has_read(dossier, told.WAVE, story.MARIE.who)


def test_a_paused_announcement_says_what_to_do_instead() -> None:
    card = drawn(told.paused(), Purpose.ANNOUNCEMENT)
    assert "Paused for now" in said(card)
    assert "Go on working as you did before." in said(card)
    assert "Got it" not in titles(card)
    assert told.WHY_PAUSED not in said(card)


def test_an_announcement_of_a_change_that_was_called_off_says_so() -> None:
    dossier = told.announced()
    for to, words in ((Phase.PAUSED, "Paused for now"), (Phase.CANCELLED, "Called off")):
        planning = story.moved(Phase.PLANNING, dossier, told.ANNOUNCED)
        ordinal = standing(planning).ordinal + 1
        stop = Step(change=told.CHANGE, to=to, ordinal=ordinal, reason="The server.")
        stopped = told.after(planning, stop, story.ALEX, told.ANNOUNCED)
        card = drawn(stopped, Purpose.ANNOUNCEMENT)
        assert words in said(card)
        assert "Got it" not in titles(card)


def test_an_announcement_is_the_same_at_any_hour() -> None:
    dossier = told.announced()
    post = post_of(dossier, Purpose.ANNOUNCEMENT)
    later = posted.draw(post, dossier, PLACE, told.CLOSED).card
    assert later == drawn(dossier, Purpose.ANNOUNCEMENT)


def test_one_persons_announcement_differs_from_anothers_in_its_key_alone() -> None:
    dossier = told.announced()
    one = announcement.draw(dossier, told.WAVE, PLACE, post="CHG-0001/wave/1/sheet/1/a")
    other = announcement.draw(dossier, told.WAVE, PLACE, post="CHG-0001/wave/1/sheet/1/b")
    assert str(one).replace("sheet/1/a", "sheet/1/b") == str(other)


def test_the_rollback_owner_reads_what_was_agreed_and_pauses_with_a_reason() -> None:
    card = drawn(told.announced(), Purpose.ROLLBACK)
    assert told.ROLLBACK.trigger in said(card) + str(card)
    assert [field["id"] for field in inputs(card)] == ["reason"]
    data = button(card, "Pause this wave")["data"]
    assert (data["to"], data["ordinal"]) == ("Paused", 3)


def test_only_the_rollback_owner_has_the_pause_button() -> None:
    post = post_of(told.announced(), Purpose.ROLLBACK)
    other = post.model_copy(update={"receiver": story.MARIE.who})
    card = posted.draw(other, told.announced(), PLACE, told.ANNOUNCED).card
    assert titles(card) == ["Show the wave"]
    assert not inputs(card)


def test_after_the_pause_the_same_card_takes_the_wave_up_again() -> None:
    card = drawn(told.paused(), Purpose.ROLLBACK)
    assert button(card, "Take up again")["data"]["to"] == "Announced"
    assert told.WHY_PAUSED in str(card)


def test_who_may_schedule_is_told_by_the_rules_and_shown_by_the_card() -> None:
    planned = told.planned()
    assert "Schedule" in titles(shown(planned, story.ALEX))
    assert "Schedule" not in titles(shown(planned, story.DEV))
    assert "Pause" in titles(shown(planned, story.DEV))


def test_a_wave_names_each_thing_it_lacks_and_who_can_mend_it() -> None:
    text = said(shown(told.begun(), story.DEV))
    assert "Nobody is named to decide on a rollback: Julie Chen or Alex Novak can do that." in text
    assert "No measure has an owner and a baseline" in text


def test_whoever_can_mend_it_reads_you_and_gets_to_the_form_in_one_press() -> None:
    card = shown(told.begun(), story.ALEX)
    owner = "Nobody is named to decide on a rollback: you or Julie Chen can do that."
    assert owner in lines(card)
    found = next(n for n in nodes(card) if n.get("selectAction", {}).get("title") == owner)
    data = found["selectAction"]["data"]
    assert (data["verb"], data["kind"], data["msteams"]) == (
        "row.form", "rollback", {"type": "task/fetch"},
    )  # fmt: skip


def test_every_lack_has_a_sentence_and_a_short_name() -> None:
    every = tuple(Lack(what, (story.ALEX.who,)) for what in Missing)
    drawn = list(lacking.lack_lines(every, told.planned(), told.WAVE.key, story.DEV))
    assert len(drawn) == len(Missing)
    for lack in every:
        assert "{" not in wave_words.told_to_mend(lack)


def test_a_wave_that_is_not_ready_is_refused_with_all_that_is_missing() -> None:
    begun = told.begun()
    missing = lacks(begun, told.WAVE, PLACE, told.PLANNED)
    refusal = Refusal(Reason.NOT_READY, told.CHANGE, about=told.WAVE.key, lacks=missing)
    to = MoveWave(wave=told.WAVE.key, to=WaveState.SCHEDULED, ordinal=1)
    card = replied.draw(refusal, begun, PLACE, story.ALEX, told.PLANNED, command=to)
    assert "Something is still missing" in said(card)
    assert len(lines(card)) == len(missing)
    assert "Nothing was changed." in said(card)


def test_a_pause_without_a_reason_keeps_the_field_in_sight() -> None:
    to = MoveWave(wave=told.WAVE.key, to=WaveState.PAUSED, ordinal=3, reason="")
    refusal = Refusal(Reason.REASON_MISSING, told.CHANGE, (), about=told.WAVE.key)
    card = replied.draw(refusal, told.announced(), PLACE, story.DEV, told.ANNOUNCED, command=to)
    hidden = next(part for part in card["body"] if part.get("id") == "pause")
    assert hidden.get("isVisible") is not False
    assert "Please say in a few words why" in said(card)


def test_those_who_run_the_change_hear_why_it_was_paused_and_the_channel_does_not() -> None:
    dossier = told.paused()
    told_them = [post for post in dossier.posts if post.purpose is Purpose.PAUSED]
    assert {bool(post.receiver) for post in told_them} == {True, False}
    for post in told_them:
        card = posted.draw(post, dossier, PLACE, told.SURVEYED).card
        assert (told.WHY_PAUSED in str(card)) is bool(post.receiver)


def test_a_wave_to_be_told_on_a_holiday_names_the_working_morning_after_it() -> None:
    good_friday = told.WAVE.model_copy(update={"announce_on": date(2026, 4, 3)})
    card = shown(replace(told.announced(), waves=(good_friday,)), story.ALEX)
    (facts,) = of_type(card, "FactSet")
    assert {"title": "People are told on", "value": "Monday, April 6"} in facts["facts"]


def test_a_wave_tells_how_many_were_told_and_how_many_read_it() -> None:
    text = said(shown(told.announced(), story.ALEX))
    assert "Told one by one: 2 of 3. One message may not have arrived." in text
    assert "One person pressed “Got it”." in text


def test_what_teams_refused_is_told_with_the_way_to_another_place() -> None:
    refused = post_of(told.announced(), Purpose.ANNOUNCEMENT).model_copy(
        update={"state": PostState.REFUSED, "detail": "ConversationNotFound: deleted"}
    )
    dossier = replace(told.announced(), posts=(refused,))
    note = refused.model_copy(
        update={"purpose": Purpose.UNREACHABLE, "receiver": story.ALEX.who, "key": "unreachable/1"}
    )
    card = posted.draw(note, dossier, PLACE, told.ANNOUNCED).card
    assert "Teams did not take the announcement for Announcements" in said(card)
    assert "Reason given: ConversationNotFound: deleted" in said(card)
    assert button(card, "Choose another place")["data"]["row"] == told.WAVE.key


def test_a_card_whose_wave_is_gone_says_so() -> None:
    dossier = replace(told.announced(), waves=())
    for purpose in (Purpose.ANNOUNCEMENT, Purpose.ROLLBACK):
        assert "not in the list any more" in said(drawn(dossier, purpose))
    refusal = Refusal(Reason.WAVE_GONE, told.CHANGE, (story.ALEX.who,))
    card = replied.draw(refusal, dossier, PLACE, story.DEV, told.ANNOUNCED)
    assert "This wave is not in the plan any more" in said(card)
    assert "Alex Novak can tell you what counts now." in said(card)


def test_the_plan_offers_forms_only_to_those_who_run_the_change() -> None:
    mine = plan.draw(told.planned(), PLACE, story.ALEX, told.PLANNED)
    theirs = plan.draw(told.planned(), PLACE, story.DEV, told.PLANNED)
    waves = plan_part.draw(told.planned(), PartKind.WAVES, PLACE, story.ALEX, told.PLANNED)
    assert {"Add a group", "Edit: Rollback plan"} <= set(lines(mine))
    assert "Add a wave" in lines(waves)
    assert not [title for title in lines(theirs) if title.startswith(("Add", "Edit"))]


def test_a_row_that_is_gone_leads_to_the_plan() -> None:
    card = row.draw(told.planned(), "CHG-0001/risk/9", PLACE, story.ALEX, told.PLANNED)
    assert "This is not in the list any more." in said(card)
    assert "Plan: Move our files" in said(card)


def test_nobody_is_an_owner_by_an_empty_name() -> None:
    alone = told.WAVE.model_copy(update={"owner": Who()})
    dossier = replace(told.begun(), waves=(alone,))
    assert "nobody yet" in str(shown(dossier, story.ALEX))
