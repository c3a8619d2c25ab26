"""A new version says what is new, line by line, and how far the scope has moved (S-27)."""

from dataclasses import replace
from datetime import date, timedelta

from cards import differences, story
from cards import gallery_additions as additions
from cards.build import card
from playbook.commands import Decide, File
from playbook.dossier import Dossier
from playbook.records import Dependency, DependencyKind, Verdict
from playbook.standing import standing
from tests.cards.walking import read

NOW = story.MONDAY + timedelta(hours=2)
APPROVED = story.decided(Verdict.APPROVED, "")
LICENCES = Dependency(
    key="CHG-0001/dependency/1",
    change="CHG-0001",
    what="Licences for forty people",
    kind=DependencyKind.LICENCE,
    owner=story.JULIE.who,
    decide_by=date(2026, 3, 20),
)


def sent(dossier: Dossier, **values: object) -> Dossier:
    """The request with other values, sent as a new version."""
    entered = dossier.change.model_copy(update=values)
    return story.after(dossier, File(entered=entered, submit=True), story.JULIE, NOW)[1]


def approved(dossier: Dossier) -> Dossier:
    """Marie approves the version that stands."""
    version = standing(dossier).version
    yes = Decide(change=dossier.change.key, version=version, verdict=Verdict.APPROVED)
    return story.after(dossier, yes, story.MARIE, NOW)[1]


def news(dossier: Dossier) -> list[str]:
    return read(card("", *differences.draw(dossier, standing(dossier).version)))


def meter(dossier: Dossier) -> str:
    return " ".join(read(card("", *differences.waiting(dossier))))


def test_the_first_version_has_nothing_new() -> None:
    assert news(story.submitted()) == [""]


def test_lines_are_told_that_were_added_and_removed() -> None:
    lines = "Office and production files.\nMailboxes\nThe plotter"
    more = sent(APPROVED, in_scope_systems=lines, in_scope_sites="Orillia.")
    assert news(more) == [
        "",
        "What is new since version 1, which was approved",
        "In scope: systems – added: Mailboxes",
        "In scope: systems – added: The plotter",
        "In scope: sites – added: Orillia.",
        "In scope: sites – removed: Barrie.",
    ]


def test_a_day_that_was_moved_is_told_in_words() -> None:
    later = sent(APPROVED, go_live_to=date(2026, 4, 30), cost="12,000 dollars")
    told = "\n".join(news(later))
    assert (
        "Target go-live window, last day: Friday, April 24, 2026 → Thursday, April 30, 2026" in told
    )
    assert "Cost: nothing → 12,000 dollars" in told


def test_a_dependency_is_told_with_its_kind_its_owner_and_its_day() -> None:
    with_one = sent(replace(APPROVED, dependencies=(LICENCES,)))
    (line,) = [line for line in news(with_one) if "Dependency" in line]
    assert line == (
        "Dependency – added: Licences for forty people"
        " (Licence, Julie Chen, Friday, March 20, 2026)"
    )


def test_of_a_dependency_that_was_edited_only_what_was_edited_is_told() -> None:
    agreed = approved(sent(replace(APPROVED, dependencies=(LICENCES,))))
    later = LICENCES.model_copy(update={"decide_by": date(2026, 3, 27)})
    moved = sent(replace(agreed, dependencies=(later,)))
    assert news(moved)[2:] == [
        (
            "Dependency “Licences for forty people”, Decision date:"
            " Friday, March 20, 2026 → Friday, March 27, 2026"
        )
    ]


def test_of_many_changes_six_are_in_sight_and_the_others_are_counted() -> None:
    lines = "\n".join(f"System {number}" for number in range(10))
    more = sent(APPROVED, in_scope_systems=lines)
    told = news(more)
    assert sum("– added:" in line or "– removed:" in line for line in told) == differences.SHOWN
    assert any("And 5 more" in line for line in told)


def test_a_version_is_read_beside_the_one_that_was_approved_last() -> None:
    twice = sent(sent(APPROVED, cost="12,000 dollars"), desired_outcome="One typing mistake less.")
    told = "\n".join(news(twice))
    assert "since version 1, which was approved" in told
    assert "Cost: nothing → 12,000 dollars" in told


def test_where_nothing_was_approved_a_version_is_read_beside_the_one_before() -> None:
    twice = sent(sent(story.submitted(), cost="12,000 dollars"), cost="13,000 dollars")
    told = "\n".join(news(twice))
    assert "What is new since version 2" in told
    assert "Cost: 12,000 dollars → 13,000 dollars" in told


def test_the_meter_says_nothing_before_anything_was_added() -> None:
    assert meter(APPROVED).strip() == ""


def test_the_meter_counts_what_was_approved_and_what_waits() -> None:
    waits = additions.taken(additions.asked(additions.pilot(), "New laptops"))
    assert "Additions: none approved yet, 1 waiting. The scope has grown from 5 to 6" in meter(
        waits
    )


def test_what_somebody_wrote_is_shown_as_they_wrote_it() -> None:
    more = sent(APPROVED, in_scope_sites="**Barrie** [here](http://x.test)")
    told = "\n".join(news(more))
    assert "**Barrie**" not in told
    assert "Barrie" in told
