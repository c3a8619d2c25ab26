"""Placeholders are found as people write them; nothing but a template goes on with one in it."""

import pytest

from playbook.commands import File
from playbook.findings import Fault, Finding
from playbook.outcome import Drafted, Filed, Unfinished
from playbook.placeholders import has_markup, parts_around, placeholders
from playbook.records import Use
from tests.playbook.firm import JULIE, firm, form


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Move [name of the system] to the cloud.", ["[name of the system]"]),
        ("Licences from <vendor> for <équipe de vente>.", ["<vendor>", "<équipe de vente>"]),
        ("At {{site}}, on {date}.", ["{{site}}", "{date}"]),
        ("TBD", ["TBD"]),
        ("Go-live tbd, lead TBC.", ["tbd", "TBC"]),
        ("À déterminer avec Paul.", ["À déterminer"]),
        ("About xxx dollars, XXXX at most.", ["xxx", "XXXX"]),
        ("Owner: ____ and ______.", ["____", "______"]),
        ("Who? When??? How.", ["???"]),
        ("[site] and [site]", ["[site]"]),
    ],
)
def test_a_placeholder_is_found_as_it_is_written(text: str, found: list[str]) -> None:
    assert list(placeholders(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "The shared drive (P:), the quote template.",
        "See note [1], and the price list of 2026.",
        "Our [page](https://example.com) says so.",
        "If x < 3 and y > 4, call Max.",
        "snake_case and __init__.py stay.",
        "Roman XX, and a box of XXL gloves.",
        "Really? Yes.",
        "<b>bold</b> and <br> and <script>",
        "Le tableau de bord est déterminé par Paul.",
    ],
)
def test_what_people_write_otherwise_is_none(text: str) -> None:
    assert placeholders(text) == ()


@pytest.mark.parametrize(
    "text", ["<b>now</b>", "<script>", "<!-- -->", "<img src=x>", "<at>all</at>", "<a1>"]
)
def test_tags_are_markup_and_no_placeholder(text: str) -> None:
    assert has_markup(text)


def test_a_word_in_angle_brackets_is_no_markup() -> None:
    assert not has_markup("From <vendor> to <name of the site>.")


def test_the_text_around_is_what_is_left() -> None:
    assert parts_around("At <site> on [day].") == ("At ", " on ", ".")
    assert parts_around("As it is.") == ("As it is.",)


def test_a_request_with_one_stays_a_draft_and_says_which() -> None:
    made = firm()
    entered = form(in_scope_sites="[name of the site] and Barrie", cost="TBD")
    reply = made.press(File(entered=entered, submit=True), JULIE)
    assert reply == Unfinished(
        (
            Finding("in_scope_sites", Fault.PLACEHOLDER, about=("[name of the site]",)),
            Finding("cost", Fault.PLACEHOLDER, about=("TBD",)),
        )
    )
    assert made.change().in_scope_sites == "[name of the site] and Barrie"
    draft = File(entered=form(key="CHG-0001", cost="TBD"), submit=False)
    assert made.press(draft, JULIE) == Drafted("CHG-0001")


def test_a_template_is_made_of_them() -> None:
    entered = form(in_scope_sites="<site>", use=Use.TEMPLATE)
    assert firm().press(File(entered=entered, submit=True), JULIE) == Filed("CHG-0001")
