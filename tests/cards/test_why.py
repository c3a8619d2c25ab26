"""What is said of a why is plain and kind, and shows the words that it is about (S-12, S-19)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.request import filled_in
from cards import story
from cards.form import missing
from cards.mending import mend
from cards.why import advice_lines
from playbook.fields import field_of
from playbook.findings import Fault, Finding
from playbook.records import ChangeRequest
from playbook.why import Advice, AdviceKind, advice_on, refused
from tests.playbook.firm import FORM
from tests.playbook.why_texts import TEXTS
from tests.playbook.why_texts.labelled import WhyText

TODAY = date(2026, 3, 2)
ADVISED = [labelled for labelled in TEXTS if labelled.advice]


@pytest.mark.parametrize(
    "why", [story.ENTERED.why, str(filled_in("marie", TODAY)["why"]), FORM.why]
)
def test_the_whys_that_are_shown_as_examples_are_good_ones(why: str) -> None:
    assert refused(why) is None
    assert advice_on(why) == ()


def test_each_kind_of_advice_is_one_line() -> None:
    text = "We need a new CRM. In order to leverage synergies, at the end of the day."
    first, *others = advice_lines(advice_on(text))
    assert first == (
        "“We need a new CRM” starts with a tool. Start with what goes wrong today, and for whom;"
        " the tool comes later. It could begin so: “Today, … goes wrong, and it costs …”"
    )
    assert others == [
        "“In order to” can be shorter: “to” says the same.",
        "“leverage synergies” says little. “work together” reads better.",
        "“at the end of the day” can go; nothing is lost without it.",
    ]


def test_what_reads_better_in_french_is_french() -> None:
    advice = advice_on("Afin d'optimiser les synergies, on agit. Ça presse.")
    assert list(advice_lines(advice)) == [
        "“Afin d'” can be shorter: “pour” says the same.",
        "“optimiser les synergies” says little. “mieux travailler ensemble” reads better.",
    ]


def test_a_phrase_that_breaks_a_line_is_told_on_one() -> None:
    (line,) = advice_lines([Advice(AdviceKind.FILLER, "in\n order to", "to")])
    assert line.startswith("“in order to” ")


@pytest.mark.parametrize("labelled", ADVISED, ids=lambda labelled: labelled.text[:40])
def test_no_advice_raises_its_voice(labelled: WhyText) -> None:
    for line in advice_lines(advice_on(labelled.text)):
        assert "!" not in line
        assert "\n" not in line


@given(st.text())
def test_any_words_can_be_told(words: str) -> None:
    for kind in AdviceKind:
        (line,) = advice_lines([Advice(kind, words, "x")])
        assert " ".join(words.split()) in line


def test_a_why_of_the_wrong_length_says_how_to_mend_it() -> None:
    few = mend(Finding("why", Fault.TOO_FEW_SENTENCES, actual=1), TODAY)
    many = mend(Finding("why", Fault.TOO_MANY_SENTENCES, actual=5), TODAY)
    none = mend(
        Finding("why", Fault.MISSING), TODAY, missing=missing(field_of(ChangeRequest, "why"))
    )
    assert few.startswith("This is one sentence, and two or three are needed.")
    assert many.startswith("These are 5 sentences, and two or three fit.")
    assert none == "Say in two or three plain sentences why it is worth the disruption."
