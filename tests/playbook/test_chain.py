"""The chain of what was done to a change: it holds whatever happens, and goes on after it broke."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.rows import as_kept
from playbook.agenda import agenda
from playbook.by_hand import HandEdit
from playbook.chaining import TOLD, is_told, named_before
from playbook.commands import Decide, File
from playbook.decide import decide
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.noticing import Notice, Taken
from playbook.recording import subject_of
from playbook.records import AuditEvent, Decision, Hindsight, Phase, Record, Verdict
from playbook.sealing import digest, seal_of
from playbook.taking_up import Said, taken_up
from playbook.verifying import Break
from tests.playbook.firm import (
    ALEX,
    DEV,
    JULIE,
    MARIE,
    PEOPLE,
    Firm,
    answered,
    approved,
    firm,
    form,
    next_step,
    stepped,
    waiting,
)
from tests.playbook.linked import SLOW, by_act, links, looked_at, story
from tests.playbook.rollout import announced
from tests.playbook.test_anything_by_hand import rows_of

# What a link says.


def test_a_link_says_who_did_what_when_on_which_version_and_through_which_card() -> None:
    made = waiting()
    press = replace_via(answered(made), "approval/CHG-0001/marie/1")
    made.press(press, MARIE)
    event = by_act(made, "approve")
    assert (event.by, event.tenant, event.at) == (MARIE.who, MARIE.tenant, made.now)
    assert event.version == made.standing().version
    assert event.via == "approval/CHG-0001/marie/1"


def replace_via(press: Decide, via: str) -> Decide:
    return press.model_copy(update={"via": via})


def test_an_attempt_that_was_refused_is_a_link_too() -> None:
    made = waiting()
    made.press(answered(made), DEV)
    event = links(made)[-1]
    assert event.result.startswith("refused")
    assert event.seal == seal_of(event)
    assert looked_at(made).holds


@pytest.mark.parametrize("kind", TOLD, ids=lambda kind: kind.CALLED)
def test_every_kind_of_fact_has_its_link(kind: type[Record]) -> None:
    made = announced()
    made.put(_of(kind, made))
    made.tick()
    facts = made.all(kind)
    told = {subject_of(event): event.tells for event in made.audit()}
    assert facts
    assert {fact.key: digest(fact) for fact in facts}.items() <= told.items()


def _of(kind: type[Record], made: Firm) -> Record:
    """A fact of that kind about the change, under a key of its own, where there is none yet."""
    if held := made.all(kind):
        return held[0]
    given: dict[str, Any] = {
        "key": "CHG-0001/one/more", "change": "CHG-0001", "version": made.standing().version,
        "by": MARIE.who, "at": made.now, "what": "A second person is trained.",
        "decision": "CHG-0001/decision/1", "reason": "Too early.", "owner": JULIE.who,
        "due": date(2026, 4, 1), "right": Hindsight.RIGHT, "learned": "Keep a spare.",
    }  # fmt: skip
    return kind.model_validate({k: v for k, v in given.items() if k in kind.model_fields})


def test_a_link_comes_after_the_one_before_it() -> None:
    made = stepped(approved(), Phase.PLANNING, Phase.PILOT)
    *_, planning, pilot = links(made)
    assert named_before(pilot) == {planning.seal: planning.link}
    assert [event.link for event in links(made)] == list(range(1, len(links(made)) + 1))


# It holds, whatever happens.


def test_a_whole_story_holds() -> None:
    assert looked_at(story()).holds
    assert looked_at(announced()).holds


@SLOW
@given(st.data())
def test_any_order_of_acts_gives_a_chain_that_holds(data: st.DataObject) -> None:
    made = firm()
    made.press(File(entered=form(), submit=data.draw(st.booleans())), JULIE)
    for _ in range(data.draw(st.integers(1, 8))):
        act = data.draw(st.sampled_from((_decide, _edit, _step, _by_hand, _wait)))
        act(made, data)
        made.tick(_lost(data))
    found = looked_at(made)
    assert found.holds, found.broken
    assert found.links == len(made.audit())


def _decide(made: Firm, data: st.DataObject) -> None:
    verdict = data.draw(st.sampled_from(Verdict))
    _hit(made, data, answered(made, verdict), data.draw(st.sampled_from(PEOPLE)))


def _edit(made: Firm, data: st.DataObject) -> None:
    scope = data.draw(st.sampled_from(("Everything.", "Files.", "Mail.")))
    entered = form(key="CHG-0001", in_scope_systems=scope)
    _hit(made, data, File(entered=entered, submit=data.draw(st.booleans())), JULIE)


def _step(made: Firm, data: st.DataObject) -> None:
    to = data.draw(st.sampled_from(Phase))
    _hit(made, data, next_step(made, to), data.draw(st.sampled_from((JULIE, DEV, MARIE))))


def _hit(made: Firm, data: st.DataObject, command: Any, person: Any) -> None:
    """A press of which the lists take only some rows."""
    made.write(made.decided(command, person), lands=_lost(data))


def _lost(data: st.DataObject) -> Callable[[int], bool]:
    landed = data.draw(st.lists(st.booleans(), min_size=12, max_size=12))
    return lambda place: landed[place % 12]


def _by_hand(made: Firm, data: st.DataObject) -> None:
    made.edit_by_hand(in_scope_systems=data.draw(st.sampled_from(("Printers.", "Files."))))


def _wait(made: Firm, data: st.DataObject) -> None:
    made.now += timedelta(hours=data.draw(st.integers(1, 40)))


def test_two_processes_that_write_at_once_make_a_fork_and_the_next_link_comes_after_both() -> None:
    made = waiting()
    before = made.dossier()
    ours = decide(before, made.workplace, answered(made), DEV, made.now)
    theirs = decide(before, made.workplace, answered(made), ALEX, made.now)
    made.write(ours)
    made.write(theirs)
    one, other = links(made)[-2:]
    assert one.link == other.link

    made.press(answered(made), MARIE)

    assert looked_at(made).holds
    assert named_before(links(made)[-1]).keys() == {one.seal, other.seal}


def test_acts_from_before_there_was_a_chain_are_counted_and_passed_over() -> None:
    made = stepped(approved(), Phase.PLANNING)
    old = links(made)
    made.put(*(event.model_copy(update=UNSEALED) for event in old))
    stepped(made, Phase.PILOT)
    found = looked_at(made)
    assert found.holds
    assert (found.unsealed, found.links) == (len(old), 1)


UNSEALED = {"link": 0, "before": "", "tells": "", "seal": ""}


# The chain goes on.


def test_after_a_link_was_typed_over_the_chain_goes_on_from_the_last_good_one() -> None:
    made = stepped(approved(), Phase.PLANNING)
    *_, good, spoilt = links(made)
    typed = spoilt.model_copy(update={"by": DEV.who})
    outcome = decide(
        _spoilt(made, typed), made.workplace, next_step(made, Phase.PILOT), JULIE, made.now
    )
    event = next(row for row in outcome.facts if isinstance(row, AuditEvent))
    assert named_before(event) == {good.seal: good.link}
    assert event.link == spoilt.link + 1


def _spoilt(made: Firm, typed: AuditEvent) -> Dossier:
    dossier = made.dossier()
    rest = tuple(event for event in dossier.audit if event.key != typed.key)
    return replace(dossier, audit=rest, void=(typed,), taken=frozenset({typed.key}))


def test_that_the_newest_link_was_removed_is_a_link_itself_and_stays_on_record() -> None:
    made = stepped(approved(), Phase.PLANNING)
    newest = links(made)[-1]
    del made.rows[AuditEvent, newest.key]
    dossier = replace(made.dossier(), gone=(newest,))
    notice = Notice(HandEdit.removal(newest), Taken.GONE, "CHG-0001")

    made.write(taken_up([Said(notice, letter="Gone.")], dossier, made.workplace, made.now))
    made.tick()

    assert by_act(made, "removed by hand").seal
    first, *_ = looked_at(made).broken
    assert (first.why, first.link) == (Break.REMOVED, newest.link)


def test_nothing_is_sealed_where_nothing_was_done() -> None:
    made = approved()
    made.tick()
    assert not agenda(made.dossier(), made.workplace, made.now)


# What is hashed is what the lists give back.


KINDS = (AuditEvent, *TOLD)


@SLOW
@given(st.sampled_from(KINDS).flatmap(rows_of), st.integers(0, 999_999))
def test_a_row_that_was_written_and_read_again_has_its_digest(row: Record, part: int) -> None:
    fresh = row.model_copy(update={"at": row.at.replace(microsecond=part)})  # type: ignore[attr-defined]
    assert digest(as_kept(fresh)) == digest(fresh)


@pytest.mark.parametrize("text", ["a\r\nb", "bell\x07", "half \ud83d", "\ufeffmark", " spaces  "])
def test_text_that_no_list_keeps_as_it_is_has_the_digest_of_what_it_keeps(text: str) -> None:
    (decision,) = approved().all(Decision)
    typed = decision.model_copy(update={"comment": text, "via": text})
    assert digest(as_kept(typed)) == digest(typed)


def test_two_facts_of_two_kinds_never_have_one_digest() -> None:
    made = announced()
    told = [digest(row) for row in made.rows.values() if is_told(row)]
    assert len(told) == len(set(told))


def test_an_empty_column_changes_no_digest_so_a_later_version_may_add_some() -> None:
    (decision,) = approved().all(Decision)
    known = digest(decision)
    assert decision.approver == Who()
    assert digest(decision.model_copy(update={"approver": MARIE.who})) != known
