"""What a posted card shows follows the records, and only them."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from cards import posted, story
from cards.build import CardJson
from cards.saying import reply_of, says_of
from playbook.commands import File
from playbook.dossier import Dossier
from playbook.findings import Fault, Finding
from playbook.outcome import (
    Acknowledged,
    Answered,
    Decided,
    Done,
    Drafted,
    Filed,
    ItemDone,
    Lack,
    Missing,
    Moved,
    PostResolved,
    Raised,
    Reason,
    Refusal,
    Reply,
    RowKept,
    SetUpDone,
    Surveyed,
    Unfinished,
    WaveMoved,
)
from playbook.records import Person, Phase, Post, PostState, Purpose, Verdict, WaveState
from playbook.settling import late_result, settled
from tests.cards.walking import button, inputs, of_type, said

NOW = story.MONDAY + timedelta(hours=2)
ASKED = story.submitted()
ASK = story.ask_of(ASKED)


def drawn(
    post: Post = ASK, dossier: Dossier | None = ASKED, viewer: Person | None = None
) -> CardJson:
    return posted.draw(post, dossier, story.WORKPLACE, NOW, viewer=viewer).card


def resubmitted() -> Dossier:
    change = ASKED.change.model_copy(
        update={"why": "The drawings are out of date. Two kitchens were cut twice."}
    )
    return story.after(ASKED, File(entered=change, submit=True), story.JULIE, NOW)[1]


def test_the_request_says_the_most_important_things_first() -> None:
    told = said(drawn())
    order = ["Julie Chen asks you to approve", "Why", "Cost of doing nothing",
             "Target go-live window", "Who is disrupted", "Comment", "Approve", "Decline",
             "Details", "Business problem", "version 1, filed by Julie Chen"]  # fmt: skip
    places = [told.index(part) for part in order]
    assert places == sorted(places)


def test_every_answer_of_the_request_is_on_the_card() -> None:
    told = said(drawn())
    change = ASKED.change
    for value in (
        change.project_name, change.business_problem, change.desired_outcome, change.why,
        change.cost_of_doing_nothing, change.systems_affected, change.in_scope_systems,
        change.out_of_scope, change.key_dependencies, change.operational_impact,
        change.rollback_trigger, change.measures_of_success,
        "Monday, April 13 to Friday, April 24, 2026",
    ):  # fmt: skip
        assert value in told


def test_a_long_answer_is_cut_above_the_buttons_and_whole_under_details() -> None:
    why = "It costs us time. The drawings are out of date" + ", and out of date" * 24 + "."
    change = ASKED.change.model_copy(update={"why": why})
    _, dossier = story.after(ASKED, File(entered=change, submit=True), story.JULIE, NOW)
    told = said(drawn(dossier.posts[-1], dossier))
    assert told.count(why) == 1
    assert "… (the rest is under Details)" in told


def test_a_decision_is_bound_to_the_version_that_is_shown() -> None:
    data = button(drawn(), "Approve")["data"]
    assert data["version"] == ASK.version
    assert data["post"] == ASK.key


def test_the_card_stays_the_same_while_the_change_does() -> None:
    later = posted.draw(ASK, ASKED, story.WORKPLACE, NOW + timedelta(days=9)).card
    claimed = settled(ASK, PostState.CLAIMED, NOW, conversation="")
    assert later == drawn()
    assert drawn(claimed) == drawn()


def test_the_fingerprint_tells_cards_apart_by_what_they_show() -> None:
    card = drawn()
    assert posted.fingerprint(card) == posted.fingerprint(json.loads(json.dumps(card)))
    assert posted.fingerprint(card) == posted.fingerprint({**card, "refresh": {}})
    decided = story.decided(Verdict.APPROVED, "")
    assert posted.fingerprint(card) != posted.fingerprint(drawn(dossier=decided))
    assert len(posted.fingerprint(card)) == 16


def test_after_the_decision_the_card_shows_it_everywhere() -> None:
    told = said(drawn(dossier=story.decided(Verdict.DECLINED, "April is too early.")))
    assert "You declined: Move our files" in told
    assert "April is too early." in told
    assert "Approve" not in told


def test_after_an_edit_the_card_says_that_its_version_was_replaced() -> None:
    card = drawn(dossier=resubmitted())
    assert "Replaced by version 2" in said(card)
    assert not inputs(card)


def test_while_the_scope_is_edited_nothing_can_be_pressed() -> None:
    change = ASKED.change.model_copy(update={"why": "Because."})
    card = drawn(dossier=replace(ASKED, change=change))
    assert "Being edited" in said(card)
    assert not inputs(card)


def test_the_decision_on_a_version_stays_shown_when_a_newer_one_is_sent() -> None:
    dossier = story.decided(Verdict.DECLINED, "April is too early.")
    change = dossier.change.model_copy(update={"why": "It is June now. The spring rush is over."})
    _, again = story.after(dossier, File(entered=change, submit=True), story.JULIE, NOW)
    assert "You declined" in said(drawn(dossier=again))
    assert "Julie Chen asks you to approve" in said(drawn(again.posts[-1], again))


def test_in_a_shared_place_the_card_is_safe_and_asks_only_the_sponsor_to_refresh() -> None:
    shared = ASK.model_copy(update={"conversation": story.PROJECT.key})
    card = drawn(shared)
    assert not inputs(card)
    assert not of_type(card["body"], "Action.Execute", "Action.Submit")
    assert card["refresh"]["userIds"] == [story.MARIE.teams]
    assert card["refresh"]["action"]["data"]["post"] == ASK.key
    assert inputs(drawn(shared, viewer=story.MARIE))
    assert not inputs(drawn(shared, viewer=story.DEV))


def test_in_the_sponsors_own_chat_the_buttons_are_there_at_once() -> None:
    assert "refresh" not in drawn()
    assert button(drawn(), "Approve")["style"] == "positive"


def test_the_summary_is_the_line_that_asks() -> None:
    summary = posted.draw(ASK, ASKED, story.WORKPLACE, NOW).summary
    assert summary == "Julie Chen asks you to approve: Move our files to Microsoft 365"


def test_every_purpose_has_a_card_with_and_without_its_change() -> None:
    for purpose in Purpose:
        post = ASK.model_copy(update={"purpose": purpose, "says": "result=filed"})
        for dossier in (ASKED, None):
            drawing = posted.draw(post, dossier, story.WORKPLACE, NOW)
            assert drawing.summary
            assert drawing.card["body"]


def test_whoever_cannot_reach_the_sponsor_learns_why() -> None:
    marie = story.MARIE.model_copy(update={"installed": "cannot be reached: the app is blocked"})
    workplace = replace(story.WORKPLACE, people={**story.WORKPLACE.people, marie.key: marie})
    post = ASK.model_copy(update={"purpose": Purpose.UNREACHABLE, "receiver": story.ALEX.who})
    told = said(posted.draw(post, ASKED, workplace, NOW).card)
    assert "Marie Tremblay cannot be reached" in told
    assert "Reason given: the app is blocked" in told
    assert "aiting" not in told


REPLIES: tuple[Reply, ...] = (
    Filed("CHG-0001"),
    Drafted("CHG-0001"),
    Decided("CHG-0001", Verdict.APPROVED),
    Decided("CHG-0001", Verdict.DECLINED, again=True),
    Moved("CHG-0001", Phase.ROLLING_OUT),
    SetUpDone(),
    PostResolved("", arrived=True),
    Unfinished((Finding("sponsor", Fault.MISSING),)),
    RowKept("CHG-0001", ""),
    WaveMoved("CHG-0001", "", WaveState.PAUSED, again=True),
    Acknowledged("CHG-0001", ""),
    Raised("CHG-0001", ""),
    Answered("CHG-0001", ""),
    Surveyed("CHG-0001", "", changed=True),
    ItemDone("CHG-0001", "", again=True),
    Done(),
    Refusal(Reason.NOT_READY, "CHG-0001", lacks=tuple(Lack(what) for what in Missing)),
    *(Refusal(reason, "CHG-0001", phase=Phase.ROLLED_BACK, limit=600) for reason in Reason),
)


@pytest.mark.parametrize("reply", REPLIES, ids=str)
def test_a_post_remembers_the_reply_it_tells(reply: Reply) -> None:
    says = late_result(story.MARIE.who, "CHG-0001", "press-1", says_of(reply), NOW).says
    assert len(says) <= 255
    back = reply_of(says, "CHG-0001", ASKED, story.WORKPLACE)
    if isinstance(reply, Refusal) and isinstance(back, Refusal):
        back = replace(back, can_act=(), lacks=tuple(Lack(lack.what) for lack in back.lacks))
    assert back == reply


@pytest.mark.parametrize("says", ["", "result", "result=", "result=new", "result=refused;=;a=b;c"])
def test_what_a_post_says_in_a_way_we_do_not_know_is_done(says: str) -> None:
    assert reply_of(says, "CHG-0001", None, story.WORKPLACE) == Done()


def test_what_could_not_be_saved_is_not_called_saved() -> None:
    for reply in (
        Refusal(Reason.NOT_WAITING, "CHG-0001"),
        Unfinished((Finding("why", Fault.MISSING),)),
    ):
        says = says_of(reply)
        late = late_result(story.MARIE.who, "CHG-0001", "press-1", says, NOW)
        assert "could not be saved" in said(drawn(late))
