"""What somebody sees after a press: what happened, what comes next, and what they typed."""

from datetime import timedelta
from typing import get_args

from cards import gallery, replied, story, story_plan
from cards.build import CardJson
from cards.payloads import OldCard
from playbook.commands import (
    AnswerConcern,
    AnyCommand,
    Decide,
    File,
    MoveWave,
    Raise,
    Step,
)
from playbook.outcome import Decided, Filed, Reason, Refusal, Reply
from playbook.records import ConcernKind, Phase, Verdict, WaveState
from playbook.standing import standing
from tests.cards.walking import button, inputs, said

NOW = story.MONDAY + timedelta(hours=2)
ASKED = story.submitted()
KEY = ASKED.change.key


def value(card: CardJson, name: str) -> str:
    return str(next(field for field in inputs(card) if field["id"] == name).get("value", ""))


def decline(comment: str) -> Decide:
    return Decide(
        change=KEY,
        version=standing(ASKED).version,
        verdict=Verdict.DECLINED,
        comment=comment,
        via="approval/1",
    )


def refused(reason: Reason, command: Decide) -> CardJson:
    refusal = Refusal(reason, KEY, (story.MARIE.who,), Phase.SUBMITTED, limit=600)
    return replied.draw(refusal, ASKED, story.WORKPLACE, story.MARIE, NOW, command=command)


def test_every_reply_has_a_specimen() -> None:
    names = {specimen.name for specimen in gallery.specimens()}
    shown = {
        "Refusal": "refused: outsider", "Unfinished": "reply: unfinished", "Filed": "reply: filed",
        "Drafted": "reply: drafted", "Decided": "reply: approved", "Moved": "reply: moved",
        "SetUpDone": "reply: set up", "PostResolved": "reply: message arrived",
        "Done": "reply: nothing to show", "RowKept": "reply: wave kept",
        "WaveMoved": "reply: scheduled", "Acknowledged": "reply: got it",
        "Raised": "reply: problem raised", "Answered": "reply: answered",
        "Surveyed": "reply: surveyed", "ItemDone": "reply: item done",
        "AdditionAsked": "addition asked by Dev Patel, neither",
        "AdditionTaken": "reply: addition taken up",
        "RolesNamed": "reply: roles named",
        "Withdrawn": "reply: withdrawn", "Reviewed": "reply: looked back",
        "HandedOver": "reply: somebody decides for me", "HandOverEnded": "reply: decides again",
    }  # fmt: skip
    assert {kind.__name__ for kind in get_args(Reply)} == set(shown)
    assert set(shown.values()) <= names
    assert {f"refused: {reason}" for reason in Reason} <= names


def test_every_refusal_says_that_nothing_was_changed() -> None:
    for reason in Reason:
        refusal = Refusal(reason, KEY, (story.JULIE.who,), Phase.PILOT, limit=600)
        told = said(replied.draw(refusal, ASKED, story.WORKPLACE, story.DEV, NOW))
        assert "Nothing was changed." in told
        assert "{" not in told


def test_a_refusal_names_who_can_act() -> None:
    refusal = Refusal(Reason.NOT_AN_APPROVER, KEY, (story.MARIE.who,), Phase.SUBMITTED)
    told = said(replied.draw(refusal, ASKED, story.WORKPLACE, story.DEV, NOW))
    assert "Marie Tremblay" in told


def test_an_outsider_learns_nothing_of_the_change() -> None:
    refusal = Refusal(Reason.OUTSIDER, KEY, (story.JULIE.who,))
    card = replied.draw(refusal, ASKED, story.WORKPLACE, story.DEV, NOW)
    assert ASKED.change.project_name not in said(card)
    assert KEY not in str(card)


def test_an_outsider_learns_nothing_of_a_plan_either() -> None:
    dossier = story_plan.asked(ConcernKind.PROBLEM)
    refusal = Refusal(Reason.OUTSIDER, KEY, (story.JULIE.who,))
    concern = dossier.concerns[0]
    commands: tuple[AnyCommand, ...] = (
        MoveWave(wave=story_plan.WAVE.key, to=WaveState.PAUSED, ordinal=3),
        Raise(wave=story_plan.WAVE.key, kind=ConcernKind.QUESTION, text="What?", form="f"),
        AnswerConcern(concern=concern.key, text="So."),
    )
    for command in commands:
        card = replied.draw(refusal, dossier, story_plan.WORKPLACE, story.DEV, NOW, command=command)
        assert story_plan.WAVE.name not in str(card)
        assert concern.text not in str(card)


def test_declining_without_a_reason_brings_the_request_back_to_add_it() -> None:
    card = refused(Reason.REASON_MISSING, decline(""))
    place = next(n for n, part in enumerate(card["body"]) if part.get("id") == "comment")
    assert "Please say in a few words why" in card["body"][place + 1]["text"]
    assert button(card, "Decline")["data"]["post"] == "approval/1"


def test_a_comment_that_is_too_long_comes_back_whole() -> None:
    card = refused(Reason.COMMENT_TOO_LONG, decline("x" * 700))
    assert value(card, "comment") == "x" * 700
    assert "600 characters fit" in said(card)


def test_a_press_on_an_earlier_version_brings_up_the_one_that_stands() -> None:
    change = ASKED.change.model_copy(update={"why": "It is June now. The spring rush is over."})
    _, again = story.after(ASKED, File(entered=change, submit=True), story.JULIE, NOW)
    refusal = Refusal(Reason.VERSION_CHANGED, KEY, (story.MARIE.who,), Phase.SUBMITTED)
    card = replied.draw(
        refusal, again, story.WORKPLACE, story.MARIE, NOW, command=decline("Too early.")
    )
    assert "Your card showed an earlier version" in said(card)
    assert button(card, "Approve")["data"]["version"] == standing(again).version
    assert value(card, "comment") == "Too early."


def test_a_step_without_a_reason_keeps_what_was_chosen_in_sight() -> None:
    step = Step(change=KEY, to=Phase.CANCELLED, ordinal=2)
    refusal = Refusal(Reason.REASON_MISSING, KEY, (story.JULIE.who,), Phase.SUBMITTED)
    card = replied.draw(refusal, ASKED, story.WORKPLACE, story.JULIE, NOW, command=step)
    steps = next(part for part in card["body"] if part.get("id") == "steps")
    assert steps.get("isVisible") is not False
    assert value(card, "to") == "Cancelled"


def test_a_second_press_says_that_nothing_was_changed() -> None:
    dossier = story.decided(Verdict.APPROVED, "Yes.")
    reply = Decided(KEY, Verdict.APPROVED, again=True)
    told = said(replied.draw(reply, dossier, story.WORKPLACE, story.MARIE, NOW))
    assert "You had decided this before. Nothing was changed." in told


def test_whoever_files_hears_who_decides_and_by_when() -> None:
    told = said(replied.draw(Filed(KEY), ASKED, story.WORKPLACE, story.JULIE, NOW))
    assert "CHG-0001 is filed and goes to Marie Tremblay for a decision." in told
    assert "If there is no answer by Tuesday, March 3 at 9:05 a.m." in told
    assert "You get a message as soon as there is a decision." in told


def test_a_late_command_is_never_called_approved() -> None:
    approve = decline("").model_copy(update={"verdict": Verdict.APPROVED})
    told = said(replied.kept(approve))
    assert "Received, not yet saved" in told
    assert "not approved yet" in told
    assert "You get a message here as soon as it is saved" in told


def test_trouble_names_a_reference_and_no_cause() -> None:
    assert "Reference: 5f0c2a9e" in said(replied.trouble("5f0c2a9e"))
    assert "Reference" not in said(replied.trouble())


def test_an_old_card_leads_to_what_it_was_about() -> None:
    card = replied.old_card(OldCard("CHG-0007"))
    assert button(card, "Show the change")["data"]["change"] == "CHG-0007"
    assert button(replied.old_card(OldCard()), "My overview")


def test_a_new_change_begins_with_its_name() -> None:
    card = replied.started("Move to Microsoft 365")
    assert value(card, "called") == "Move to Microsoft 365"
    assert button(card, "Open the form")["data"]["msteams"] == {"type": "task/fetch"}
