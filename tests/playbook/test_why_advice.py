"""What would read better in a why: a tool that comes first, jargon and filler (S-11, S-12)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.why import Advice, AdviceKind, advice_on, refused
from tests.playbook.why_texts import TEXTS

RIGHT_AT_LEAST = 50


def kinds(text: str) -> set[str]:
    return {advice.kind.value for advice in advice_on(text)}


def test_the_advice_is_what_a_person_would_give_on_most_of_the_labelled_texts() -> None:
    right = [labelled for labelled in TEXTS if kinds(labelled.text) == set(labelled.advice)]
    assert len(right) >= RIGHT_AT_LEAST


def test_advice_gives_the_very_words_and_what_reads_better() -> None:
    text = (
        "We want to Leverage  synergies. In order to win, we act.\nAt the end of the day it pays."
    )
    assert advice_on(text) == (
        Advice(AdviceKind.JARGON, "Leverage synergies", "work together"),
        Advice(AdviceKind.FILLER, "In order to", "to"),
        Advice(AdviceKind.FILLER, "At the end of the day", ""),
    )


def test_what_reads_better_is_in_the_language_of_the_sentence() -> None:
    text = "Les synergies nous manquent au niveau de la paie. We lack synergies in order to grow."
    assert advice_on(text) == (
        Advice(AdviceKind.JARGON, "synergies", "travail d'équipe"),
        Advice(AdviceKind.FILLER, "au niveau de", "pour"),
        Advice(AdviceKind.FILLER, "in order to", "to"),
    )


def test_words_that_come_again_are_pointed_out_once() -> None:
    assert len(advice_on("The synergies are here. The synergy is there.")) == 2
    assert len(advice_on("The synergies are here. The Synergies are there.")) == 1


def test_a_curly_apostrophe_is_an_apostrophe() -> None:
    assert advice_on("On agit afin d’aider. Ça presse.") == (
        Advice(AdviceKind.FILLER, "afin d’", "pour"),
    )


def test_of_a_tool_that_comes_first_the_words_up_to_it_are_given() -> None:
    (english,) = advice_on("Honestly, we really need a new CRM because sales are down. It is time.")
    (french,) = advice_on("Il est temps de changer de logiciel de paie. Il est vieux.")
    assert (english.kind, english.words) == (AdviceKind.TOOL_FIRST, "we really need a new CRM")
    assert (french.kind, french.words) == (
        AdviceKind.TOOL_FIRST,
        "Il est temps de changer de logiciel",
    )
    assert english.better.startswith("Today, ")
    assert french.better.startswith("Aujourd'hui, ")


@pytest.mark.parametrize(
    "start",
    [
        "I think we should move to SharePoint",
        "Our goal is to implement Salesforce by June",
        "It's time to upgrade our CRM",
        "A new ERP will solve this",
        "Microsoft 365 would let us share files",
        "The move to Azure is overdue",
        "We're moving everything to the cloud",
        "Faut qu'on change de CRM",
        "On aurait besoin d'un nouvel ordi à la réception",
        "L'objectif est d'implanter Teams partout",
        "Un nouveau CRM permettrait de mieux suivre les clients",
        "On s'en va sur Teams",
    ],
)
def test_asking_for_a_tool_starts_with_a_tool(start: str) -> None:
    assert kinds(f"{start}. Everybody waits.") == {"tool first"}


@pytest.mark.parametrize(
    "start",
    [
        "Our server fails every week and we need a new one",
        "We need Outlook to work on Saturdays",
        "We need access to the system at night",
        "We need to get teams talking to each other",
        "Microsoft will end support of Windows 10 in October",
        "Replacing a stolen laptop takes two weeks",
        "To cut errors in half, we want a new system",
        "Staff type each order into two systems",
        "Ça prend trois systèmes pour faire une facture",
        "Il faut que le serveur roule le samedi",
        "On a besoin d'accéder au système le soir",
        "Installer un poste prend une journée",
        "SharePoint est plein depuis mars",
    ],
)
def test_a_problem_with_a_tool_or_a_goal_is_a_good_start(start: str) -> None:
    assert kinds(f"{start}. Everybody waits.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "The bank looks at our leverage. It has grown.",
        "The till must balance by the end of the day. It never does.",
        "The grain silos fill up in August. Nobody sees how full they are.",
        "Le serveur plante aux heures de pointe. On attend.",
        "L'eau monte au niveau du sous-sol. Le serveur est là.",
    ],
)
def test_plain_words_are_left_alone(text: str) -> None:
    assert advice_on(text) == ()


def test_advice_never_refuses() -> None:
    text = "We need new software in order to leverage synergies. It is a game changer."
    assert kinds(text) == {"tool first", "jargon", "filler"}
    assert refused(text) is None


@given(st.text())
def test_advice_on_any_text_is_about_words_that_are_in_it(text: str) -> None:
    for advice in advice_on(text):
        assert all(word in text for word in advice.words.split())
