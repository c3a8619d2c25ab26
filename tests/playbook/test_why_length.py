"""A why is two or three sentences, however it was typed; its length alone refuses it (S-19)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.why import Length, WhyFault, refused, sentences_in
from tests.playbook.why_texts import TEXTS
from tests.playbook.why_texts.labelled import WhyText

PLAIN = (
    "The server fails twice a month",
    "Nobody can repair it any more",
    "We pay Mr. Singh 3.5 hours for each failure, approx. $1,400.50",
    "Clients write to orders@contoso.com and hear nothing",
    "Reception waits until 4 p.m. Monday for the list",
    "Staff ask « why ? » every week",
    "On perd 14 000,50 $ par année, p. ex. en mars",
    "Personne ne sait où est le bon plan",
    "M. Tremblay attend sa soumission depuis le 12 janv. dernier",
    "Les commis disent « ça marche pas ! » chaque jour",
)


@pytest.mark.parametrize("labelled", TEXTS, ids=lambda labelled: labelled.text[:40])
def test_every_labelled_text_has_as_many_sentences_as_a_person_counts(labelled: WhyText) -> None:
    assert len(sentences_in(labelled.text)) == labelled.sentences


@pytest.mark.parametrize("labelled", TEXTS, ids=lambda labelled: labelled.text[:40])
def test_every_labelled_text_is_refused_or_not_as_a_person_says(labelled: WhyText) -> None:
    fault = refused(labelled.text)
    assert (fault.length.value if fault else "") == labelled.refused


@given(
    said=st.lists(st.sampled_from(PLAIN), min_size=1, max_size=8),
    marks=st.lists(st.sampled_from([".", "!", "?", " !", " ?", "...", "…"]), min_size=8),
    between=st.sampled_from([" ", "\n", "\n\n", "\n- ", "\n• ", "\u00a0", "  "]),
)
def test_sentences_that_are_put_together_stay_as_many(
    said: list[str], marks: list[str], between: str
) -> None:
    text = between.join(one + mark for one, mark in zip(said, marks, strict=False))
    assert len(sentences_in(text)) == len(said)


@given(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=8))
def test_items_of_a_list_are_sentences_without_a_full_stop(said: list[str]) -> None:
    listed = "\n".join(f"{n}. {one}" for n, one in enumerate(said, 1))
    assert len(sentences_in(f"Why now:\n{listed}")) == len(said)


@given(st.text())
def test_any_text_has_sentences_that_are_in_it_and_say_something(text: str) -> None:
    for sentence in sentences_in(text):
        assert any(map(str.isalpha, sentence))
        assert all(word in text for word in sentence.split())


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("We lost the\nQuébec City office, and\nNorth Bay too. It hurt.", 2),
        ("the server is slow\nit breaks\nnobody knows why", 3),
        ("It touches:\n- sales\n- shop\n- office", 1),
        ("Everybody shares the PC. Clients wait.", 2),
        ("It is Plan B. We wait. The answer is no. No. 4 is down.", 4),
        ("We run ASP.NET and Node.js. See Budget.Final.xlsx for 2025.", 2),
        ("(It failed in May. Nobody noticed.) Why?", 3),
        ("First: 1. it is slow. 2. it is old.", 2),
        ("J.A. Roy of B.C. calls. He waits in Ont. C'est long.Qu'y faire ?", 4),
        ("It fails:why?Because it is old.", 2),
        ("The branch on King St. We closed. St. John's is open.", 3),
    ],
)
def test_what_could_be_read_wrongly_is_read_as_people_do(text: str, sentences: int) -> None:
    assert len(sentences_in(text)) == sentences


def test_a_why_of_two_or_three_sentences_may_be_sent() -> None:
    said = ("Orders get lost.", "Clients leave.", "We lose $900 a week.", "It grows.")
    assert refused(" ".join(said[:1])) == WhyFault(Length.TOO_FEW, 1)
    assert refused(" ".join(said[:2])) is None
    assert refused(" ".join(said[:3])) is None
    assert refused(" ".join(said)) == WhyFault(Length.TOO_MANY, 4)


@pytest.mark.parametrize("text", ["", " \n ", "…", "-- ?!", "1. 2. 3.", "\u200b"])
def test_what_says_nothing_is_empty(text: str) -> None:
    assert refused(text) == WhyFault(Length.EMPTY, 0)
