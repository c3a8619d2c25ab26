"""How a change is approved is told in words: whose word, why, and how far it has come."""

from dataclasses import replace

import pytest

from cards import route, story
from cards.gallery_replies import NOW
from cards.gallery_route import RULED
from playbook.commands import Decide, File
from playbook.dossier import Dossier
from playbook.records import ApprovalPolicy, Duty, Path, ProjectType, Rating, Risk, Verdict
from playbook.standing import standing
from playbook.workplace import Workplace
from tests.cards.walking import said


def drafted(workplace: Workplace = story.WORKPLACE, **values: object) -> Dossier:
    entered = story.ENTERED.model_copy(update=values)
    return story.after(None, File(entered=entered, submit=False), story.JULIE, NOW, workplace)[1]


def told(dossier: Dossier, workplace: Workplace = story.WORKPLACE) -> str:
    return said(route.draw(dossier, workplace, story.JULIE, NOW))


def ruled(**values: object) -> Workplace:
    policy = ApprovalPolicy.model_validate(
        {"key": "approval policy/1", "name": "The shop", "approvers": "Dev Patel", **values}
    )
    return replace(story.WORKPLACE, policies=(policy,))


def test_before_it_is_sent_it_says_whom_it_would_ask() -> None:
    words = told(drafted())

    assert "Sent today, it would ask for one approval" in words
    assert "Marie Tremblay decides." in words


@pytest.mark.parametrize(
    ("policy", "change", "why"),
    [
        ({}, {}, "your approval policy asks for it in every change"),
        ({"path": Path.EMERGENCY}, {"path": Path.EMERGENCY}, "it takes the path “Emergency”"),
        (
            {"project_type": ProjectType.ERP},
            {"project_type": ProjectType.ERP},
            "it is of the type “ERP or workflow”",
        ),
    ],
)
def test_it_says_why(policy: dict[str, object], change: dict[str, object], why: str) -> None:
    workplace = ruled(**policy)

    assert f"Why: {why}." in told(drafted(workplace, **change), workplace)


def test_it_says_which_rating_of_a_risk_asks_for_more() -> None:
    draft = drafted()
    risk = Risk(key=f"{draft.change.key}/risk/1", change=draft.change.key, impact=Rating.HIGH)
    workplace = ruled(risk=Rating.MEDIUM)

    assert "Why: a risk is rated “Medium” or higher." in told(draft.after((risk,)), workplace)


def test_an_empty_chair_is_named() -> None:
    words = told(drafted(), ruled(approvers=Duty.SUPPORT))

    assert "names “Support contact” here" in words
    assert "Marie Tremblay decides." in words


def test_afterwards_it_says_who_has_signed_who_is_asked_and_who_comes_next() -> None:
    send = File(entered=story.ENTERED, submit=True)
    asked = story.after(None, send, story.JULIE, NOW, RULED)[1]
    words = told(asked, RULED)
    assert words.index("Asked now: Marie Tremblay.") < words.index("Asked after that.")

    version = standing(asked).version
    yes = Decide(change=asked.change.key, version=version, verdict=Verdict.APPROVED)
    words = told(story.after(asked, yes, story.MARIE, NOW, RULED)[1], RULED)

    assert "Agreed." in words
    assert "Marie Tremblay approved" in words
    assert "Asked now" in words
