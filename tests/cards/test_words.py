"""Days, times and numbers as people write them; every word passes through one seam."""

import ast
import gettext
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import cards
from cards import (
    gallery_additions,
    gallery_approvals,
    gallery_in_place,
    gallery_route,
    story,
    story_parts,
    story_plan,
    words,
)
from cards.escaping import escaped
from cards.gallery import specimens
from playbook.fields import Who, asked_of
from playbook.presets import PRESETS
from playbook.records import ChangeRequest, ProjectType
from tests.cards.walking import read

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
SOURCES = sorted(Path(cards.__file__).parent.glob("*.py"))


def test_a_moment_is_written_in_the_zone_it_is_read_in() -> None:
    when = datetime(2026, 3, 5, 14, 0, tzinfo=UTC)
    assert words.moment(when, "America/Toronto", NOW) == "Thursday, March 5 at 9:00 a.m."
    assert words.moment(when, "America/Vancouver", NOW) == "Thursday, March 5 at 6:00 a.m."


def test_a_day_of_another_year_says_which() -> None:
    assert words.day(date(2027, 1, 4), NOW.date()) == "Monday, January 4, 2027"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2026, 4, 13), date(2026, 4, 24), "Monday, April 13 to Friday, April 24, 2026"),
        (date(2026, 12, 28), date(2027, 1, 8),
         "Monday, December 28, 2026 to Friday, January 8, 2027"),
        (date(2026, 4, 13), date(2026, 4, 13), "Monday, April 13, 2026"),
        (date(2026, 4, 13), None, "Monday, April 13, 2026"),
        (None, None, ""),
    ],
)  # fmt: skip
def test_a_window_is_written_in_words(first: date | None, last: date | None, told: str) -> None:
    assert words.window(first, last) == told


def test_names_are_listed_as_one_says_them() -> None:
    assert words.listed(["Julie", "Alex", "Marie"]) == "Julie, Alex or Marie"
    assert (words.listed(["Julie"]), words.listed([])) == ("Julie", "")


def test_numbers_are_grouped_and_counted() -> None:
    assert words.counted("One thing", "{n} things", 1204) == "1,204 things"
    assert words.counted("One thing", "{n} things", 1) == "One thing"


def test_a_language_without_a_catalogue_is_answered_in_english_throughout() -> None:
    with words.speaking("fr-CA"):
        assert words.language() == "en-CA"
        assert words.day(date(2026, 3, 5), NOW.date()) == "Thursday, March 5"


class Marking(gettext.NullTranslations):
    """A language in which every translated message stands in brackets of its own."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


def outside(told: str) -> str:
    """What of a text stands outside every bracket."""
    left = re.sub(r"⟦[^⟦⟧]*⟧", "", told)
    return left if left == told else outside(left)


ROWS = (
    story_plan.WAVE, story_plan.ROLLBACK, story_plan.RISK, story_plan.MEASURE, story_plan.SURVEY,
    story_plan.ITEM, story_plan.LICENCES, story_plan.VENDOR, story_parts.GROUP,
    story_parts.MESSAGE, story_parts.UNOWNED, story_parts.TRAINING, story_parts.LICENCES,
    *PRESETS[ProjectType.MICROSOFT_365].rows,
)  # fmt: skip


def entered() -> set[str]:
    """What the story's people entered, and what a type's plan begins with: data, shown as it is."""
    fields = story.ENTERED.model_dump(include=set(ChangeRequest.model_fields)).values()
    people = (person.name for person in story.WORKPLACE.people.values())
    places = (place.name for place in story.WORKPLACE.conversations.values())
    made_up = (story.drafted().change.project_name, *story.COMMENTS.values(), "New label printer")
    said = (
        story_plan.QUESTION,
        story_plan.PROBLEM,
        story_plan.ANSWER,
        story_plan.WHY_PAUSED,
        gallery_approvals.CONDITION,
        gallery_approvals.WHY_BACK,
        *gallery_additions.ASKED.values(),
        gallery_additions.WHY,
        gallery_additions.NOT_NOW,
        gallery_additions.NO,
        *gallery_route.ENTERED,
        gallery_in_place.QUESTION,
        gallery_in_place.ANSWER,
        "Wave 2: Office",
        "Much.",
        story_parts.CONDITION.what,
        "x" * 2400,
    )
    rows = (
        value.name if isinstance(value, Who) else value
        for row in ROWS
        for value in (getattr(row, kept.name) for kept in asked_of(type(row)))
    )
    entered = [str(value) for value in rows if value]
    lines = (line for text in entered for line in text.splitlines())
    known = (*fields, *people, *places, *made_up, *said, *entered, *lines)
    whole = {str(value) for value in known if value}
    return whole | {escaped(value) for value in whole}


def test_every_word_that_people_read_can_be_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cards.words._catalogue", lambda _language: Marking())
    known = entered()
    for specimen in specimens():
        for told in read(specimen.card):
            ours = outside(told)
            if re.search(r"\w", ours):
                assert any(ours.startswith(theirs) for theirs in known), (specimen.name, told)


SEEN = {
    "text", "heading", "section", "labelled", "quoted", "button", "opener", "submit", "toggle",
    "lines_input", "line_input", "date_input", "choice_input", "people_picker", "card", "line",
    "adding", "chart", "facts",
}  # fmt: skip


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_no_words_reach_a_card_unwrapped(source: Path) -> None:
    bare = [
        (call.lineno, argument.value)
        for call in ast.walk(ast.parse(source.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and (call.func.value.id, call.func.attr) in {("build", name) for name in SEEN}
        for argument in (*call.args, *(keyword.value for keyword in call.keywords))
        if isinstance(argument, ast.Constant)
        and isinstance(argument.value, str)
        and re.search(r"[A-Z ]", argument.value)
    ]
    assert bare == []
