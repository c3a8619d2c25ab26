"""No edit of the record, and no removal from it, goes unnoticed; the first of it is named."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.chaining import is_told, name_of
from playbook.fields import Who
from playbook.recording import subject_of
from playbook.records import Decision, Phase, Record
from playbook.sealing import sealed
from playbook.verifying import Break, Trail, verified
from tests.playbook.firm import (
    ALEX,
    DEV,
    Firm,
    approved,
    stepped,
    waiting,
)
from tests.playbook.linked import SLOW, by_act, links, named, story, without


def other(value: Any) -> Any:
    """Another value of the same kind."""
    match value:
        case StrEnum():
            return next(one for one in type(value) if one is not value)
        case str():
            return f"{value}x"
        case datetime():
            return value + timedelta(seconds=1)
        case date():
            return value + timedelta(days=1)
        case int():
            return value + 1
        case Who():
            return DEV.who if value.id != DEV.key else ALEX.who
        case _:
            raise AssertionError(value)


def edits(row: Record) -> list[Record]:
    """The row with any one of its columns typed over, but for the one that says whose it is."""
    names = [name for name in type(row).model_fields if name not in ("change", "key")]
    said = [name for name in names if getattr(row, name) is not None]
    return [row.model_copy(update={name: other(getattr(row, name))}) for name in said]


@pytest.mark.parametrize("place", range(len(links(story()))))
def test_any_edit_of_a_link_is_found_and_named(place: int) -> None:
    made = story()
    event = links(made)[place]
    is_last = place == len(links(made)) - 1
    for edited in edits(event):
        found = verified(_with(made, edited)).broken
        assert found
        assert found[0].why in (Break.EDITED, Break.REMOVED)
        if edited.link == event.link or not is_last:  # type: ignore[attr-defined]
            assert name_of(event.change, found[0].link) == named(event)


@pytest.mark.parametrize("place", range(len(links(story()))))
def test_a_link_that_was_sealed_anew_after_an_edit_is_found_by_what_comes_after_it(
    place: int,
) -> None:
    made = story()
    if place == len(links(made)) - 1:
        return
    event = links(made)[place]
    forged = sealed(event.model_copy(update={"by": ALEX.who}))
    first, *_ = verified(_with(made, forged)).broken
    assert name_of(event.change, first.link) == named(event)


@pytest.mark.parametrize("place", range(len(links(story()))))
def test_any_edit_of_a_fact_is_found_and_its_link_named(place: int) -> None:
    made = story()
    event = links(made)[place]
    fact = next((r for r in made.rows.values() if r.key == subject_of(event) and is_told(r)), None)
    for edited in edits(fact) if fact is not None else ():
        first, *more = verified(_with(made, edited)).broken
        assert (named(event), first.why) == (name_of(event.change, first.link), Break.FACT_EDITED)
        assert not more


@pytest.mark.parametrize("place", range(len(links(story())) - 1))
def test_a_link_that_was_removed_is_found_and_named(place: int) -> None:
    made = story()
    event = links(made)[place]
    first, *_ = verified(without(made, event)).broken
    assert (named(event), first.why) == (name_of(event.change, first.link), Break.REMOVED)


@SLOW
@given(st.data())
def test_of_several_rows_edited_or_removed_the_first_link_is_named(data: st.DataObject) -> None:
    made = story()
    known = links(made)
    places = data.draw(st.sets(st.integers(0, len(known) - 2), min_size=1))
    trail = Trail.of(made.dossier())
    for place in places:
        edited = known[place].model_copy(update={"by": ALEX.who})
        instead = (edited,) if data.draw(st.booleans()) else ()
        kept = tuple(row for row in trail.rows if row.key != edited.key)
        trail = replace(trail, rows=(*kept, *instead))
    assert verified(trail).broken[0].link == known[min(places)].link


def test_where_the_newest_link_was_removed_the_fact_that_is_left_over_says_so() -> None:
    made = stepped(approved(), Phase.PLANNING)
    newest = links(made)[-1]
    (broken,) = verified(without(made, newest)).broken
    assert (broken.why, broken.link) == (Break.UNTOLD, newest.link)
    assert broken.key == subject_of(newest)


def test_a_fact_that_was_removed_is_found_by_its_link() -> None:
    made = approved()
    (decision,) = made.all(Decision)
    (broken,) = verified(without(made, decision)).broken
    assert (broken.why, broken.link) == (Break.FACT_REMOVED, by_act(made, "approve").link)
    assert broken.key == decision.key


def test_a_row_that_somebody_saved_is_named_even_where_it_reads_as_before() -> None:
    made = approved()
    event = by_act(made, "approve")
    trail = without(made, event)
    (broken,) = verified(replace(trail, by_hand=(event,))).broken
    assert (broken.why, broken.link) == (Break.TOUCHED, event.link)
    (decision,) = made.all(Decision)
    trail = without(made, decision)
    (broken,) = verified(replace(trail, by_hand=(decision,))).broken
    assert (broken.why, broken.link) == (Break.FACT_TOUCHED, event.link)


def test_a_decision_that_somebody_added_by_hand_is_named_as_no_link() -> None:
    made = waiting()
    trail = Trail.of(made.dossier())
    (decision,) = approved().all(Decision)
    (broken,) = verified(replace(trail, by_hand=(decision,))).broken
    assert (broken.why, broken.link, broken.key) == (Break.ADDED, 0, decision.key)


def test_a_chain_does_not_hold_whose_request_is_gone() -> None:
    assert not verified(replace(Trail.of(story().dossier()), stands=False)).holds


def _with(made: Firm, row: Record) -> Trail:
    trail = Trail.of(made.dossier())
    rows = tuple(row if kept.key == row.key else kept for kept in trail.rows)
    return replace(trail, rows=rows)
