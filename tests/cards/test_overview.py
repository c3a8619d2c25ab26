"""The overview and the status: what concerns this person, and what they may do."""

import json
from dataclasses import replace
from datetime import timedelta

from cards import home, set_up, status, story
from cards.build import CardJson
from playbook.dossier import Dossier
from playbook.records import Move, Person, Phase, PostState, Verdict
from playbook.settling import settled
from playbook.workplace import Workplace
from tests.cards.walking import inputs, of_type, said

NOW = story.MONDAY + timedelta(hours=2)
ASKED = story.submitted()


def overview(person: Person, *dossiers: Dossier) -> CardJson:
    return home.draw(story.WORKPLACE, dossiers, person, NOW)


def shown(person: Person, dossier: Dossier) -> CardJson:
    return status.draw(dossier, story.WORKPLACE, person, NOW)


def titles(card: CardJson) -> list[str]:
    rows = of_type(card, "ActionSet")
    return [action["title"] for row in rows for action in row["actions"]]


def doubted(dossier: Dossier) -> Dossier:
    posts = tuple(settled(post, PostState.UNKNOWN, NOW) for post in dossier.posts)
    return replace(dossier, posts=posts)


def test_the_sponsor_sees_what_waits() -> None:
    card = overview(story.MARIE, ASKED)
    assert "One request waits for your decision" in said(card)
    assert titles(card)[0] == "Read and decide"


def test_a_stranger_to_a_change_does_not_see_it() -> None:
    assert ASKED.change.project_name not in said(overview(story.DEV, ASKED))
    assert titles(overview(story.DEV, ASKED)) == ["Start a change", "Help"]


def test_a_message_in_doubt_is_put_to_those_who_run_the_change() -> None:
    card = overview(story.ALEX, doubted(ASKED))
    assert titles(card)[:2] == ["It arrived", "Send again"]
    assert "It arrived" not in titles(overview(story.DEV, doubted(ASKED)))


def test_an_overview_has_four_buttons_at_most() -> None:
    change = ASKED.change.model_copy(update={"lead": story.MARIE.who})
    everything = doubted(replace(ASKED, change=change))
    others = [
        replace(ASKED, change=ASKED.change.model_copy(update={"key": f"CHG-{n:04}"}))
        for n in range(2, 9)
    ]
    approved = story.decided(Verdict.APPROVED, "")
    for person in (story.MARIE, story.JULIE, story.ALEX, story.DEV):
        assert len(titles(overview(person, everything, approved, *others))) <= 4


def test_a_closed_change_is_no_longer_in_the_overview() -> None:
    cancelled = replace(ASKED, moves=(*ASKED.moves, _cancel(ASKED)))
    assert ASKED.change.project_name not in said(overview(story.JULIE, cancelled))


def _cancel(dossier: Dossier) -> Move:
    return dossier.moves[0].model_copy(
        update={"key": "CHG-0001/step/2", "ordinal": 2, "to": Phase.CANCELLED}
    )


def test_a_reader_may_look_and_ask_and_nothing_else() -> None:
    card = shown(story.DEV, ASKED)
    assert titles(card) == ["Plan", "History", "Ask for an addition"]
    assert not inputs(card)


def test_the_requester_may_edit_and_call_off_while_it_waits() -> None:
    offered = ["Edit", "Call it off", "Plan", "History", "Confirm"]
    assert titles(shown(story.JULIE, ASKED)) == offered


def test_the_sponsor_may_pause_or_stop_what_runs() -> None:
    planning = story.moved(Phase.PLANNING, story.decided(Verdict.APPROVED, ""), NOW)
    card = shown(story.MARIE, planning)
    assert "Pause or stop" in titles(card)
    offered = [choice["value"] for choice in inputs(card)[0]["choices"]]
    assert offered == ["Paused", "Cancelled"]


def test_the_usual_step_is_chosen_already() -> None:
    card = shown(story.ALEX, story.decided(Verdict.APPROVED, ""))
    assert inputs(card)[0]["value"] == "Planning"


def test_the_sponsor_who_is_asked_gets_the_request_itself() -> None:
    assert titles(shown(story.MARIE, ASKED)) == ["Approve", "Decline", "More", "Details"]


def test_somebody_out_of_reach_is_never_waited_for() -> None:
    posts = tuple(settled(post, PostState.REFUSED, NOW) for post in ASKED.posts)
    told = said(shown(story.JULIE, replace(ASKED, posts=posts)))
    assert "Marie Tremblay cannot be reached" in told
    assert "Waiting" not in told
    assert "reminder" not in told


def test_every_phase_says_what_it_is_and_what_comes_next() -> None:
    dossier = story.decided(Verdict.APPROVED, "")
    for phase in (Phase.PLANNING, Phase.PILOT, Phase.ROLLING_OUT, Phase.STABILISING,
                  Phase.REVIEWING, Phase.CLOSED):  # fmt: skip
        dossier = story.moved(phase, dossier, NOW)
        told = said(shown(story.DEV, dossier))
        assert f"it stands at “{phase}”" in told
        assert "Next: " in told or "Nothing more is due" in told
        assert "{" not in told


def test_the_history_tells_who_did_what_and_when() -> None:
    told = said(shown(story.DEV, story.decided(Verdict.DECLINED, "April is too early.")))
    assert "Monday, March 2 at 9:05 a.m. – Julie Chen sent version 1 to the sponsor." in told
    assert "Marie Tremblay declined version 1. “April is too early.”" in told


def test_whoever_reads_it_is_called_you() -> None:
    planning = story.moved(Phase.PLANNING, story.decided(Verdict.APPROVED, ""), NOW)
    assert "Next: you or Julie Chen can fill the plan" in said(shown(story.ALEX, planning))
    assert "Next: Julie Chen or Alex Novak can fill the plan" in said(shown(story.DEV, planning))


def test_the_set_up_card_shows_who_does_what_once_that_is_known() -> None:
    text = json.dumps(set_up.card(story.WORKPLACE))
    assert "Marie Tremblay" in text
    assert titles(set_up.card(story.WORKPLACE)) == ["Change"]
    assert titles(set_up.card(Workplace())) == ["Choose people and channels"]
