"""What people read of what was done: on the card of a change, and of `cutover audit verify`."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cards import audit, history, status, story, story_plan
from cards import gallery_additions as additions
from cards.elements import TextBlock
from cards.story import ALEX, DEV, JULIE, MARIE, MONDAY, WORKPLACE
from playbook.agenda import agenda
from playbook.commands import Decide, TakeAddition
from playbook.dossier import Dossier
from playbook.fields import NOBODY
from playbook.outcome import Reason
from playbook.records import (
    AuditEvent,
    Condition,
    Decision,
    Move,
    Person,
    Phase,
    Record,
    ScopeChange,
    Verdict,
    WaveState,
    WaveStep,
    Withdrawal,
)
from playbook.standing import standing
from playbook.verifying import Trail, verified
from tests.cards.walking import read

LATER = MONDAY + timedelta(hours=4)
ZONE = "America/Toronto"
AT_TEN = "Monday, March 2 at 10:05 a.m."


def on_record(dossier: Dossier) -> Dossier:
    """The change once everything that is due is written."""
    for _ in range(4):
        dossier = dossier.after(agenda(dossier, WORKPLACE, MONDAY).rows)
    return dossier


def pressed(dossier: Dossier, person: Person, comment: str = "") -> Dossier:
    version = standing(dossier).version
    press = Decide(
        change=dossier.change.key, version=version, verdict=Verdict.APPROVED, comment=comment
    )
    return story.after(dossier, press, person, MONDAY + timedelta(hours=1))[1]


def approved() -> Dossier:
    """Filed by Julie; Dev has tried, Marie has approved, and Alex plans."""
    asked = on_record(story.submitted())
    decided = pressed(pressed(asked, DEV), MARIE, "Tell the shop floor twice.")
    return on_record(story.moved(Phase.PLANNING, decided, MONDAY + timedelta(hours=2)))


def told(dossier: Dossier) -> list[str]:
    """The lines of the history, without its heading."""
    lines = history.draw(dossier, WORKPLACE, LATER)
    return [line.text for line in lines if isinstance(line, TextBlock)][1:]


def said(*trails: Trail) -> str:
    return "\n".join(audit.lines([verified(trail) for trail in trails], ZONE, LATER))


def test_the_history_says_who_did_what_when_and_on_which_version() -> None:
    assert told(approved()) == [
        "Monday, March 2 at 9:05 a.m. – Julie Chen sent version 1 to the sponsor.",
        f"{AT_TEN} – Dev Patel tried to approve version 1; only Marie Tremblay can.",
        f"{AT_TEN} – Marie Tremblay approved version 1. “Tell the shop floor twice.”",
        "Monday, March 2 at 11:05 a.m. – Alex Novak moved version 1 to “Planning”.",
        "Record up to CHG-0001#4",
    ]


def test_the_history_shows_the_last_eight_acts_and_the_newest_at_the_end() -> None:
    dossier = approved()
    for hour, to in enumerate((Phase.PILOT, Phase.ROLLING_OUT, Phase.STABILISING) * 2, start=3):
        if to in standing(dossier).steps:
            dossier = story.moved(to, dossier, MONDAY + timedelta(hours=hour))
    many = on_record(pressed(pressed(on_record(dossier), JULIE), ALEX))
    *lines, record = told(many)
    assert len(lines) == history.LAST
    assert record == f"Record up to CHG-0001#{len(many.audit)}"
    assert "sent version 1" not in " ".join(lines)


def test_before_anything_happened_the_history_says_so() -> None:
    dossier = replace(story.drafted(), audit=())
    assert told(dossier) == ["Nothing has happened yet."]


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize(
    "act", ["approve", "decline", "decide", "withdraw", "edit", "move to Pilot", "wave Paused",
            "answer", "finish item", "keep risk", "acknowledge"]
)  # fmt: skip
def test_a_refused_attempt_is_told_without_accusing(act: str, reason: Reason) -> None:
    event = AuditEvent(
        key=f"CHG-0001/refused/{act}", change="CHG-0001", act=act, result=f"refused: {reason}",
        by=DEV.who, at=MONDAY,
    )  # fmt: skip
    line = told(replace(story.submitted(), audit=(event,)))[-1]
    assert "Dev Patel tried to " in line
    assert "refused" not in line
    assert "{" not in line


@pytest.mark.parametrize(
    ("act", "result", "words"),
    [
        ("edited by hand", "does not count", "Dev Patel edited a row in “Decisions” by hand:"),
        ("removed by hand", "removed", "Somebody removed a row from “Decisions”."),
    ],
)
def test_an_edit_in_the_lists_is_told_too(act: str, result: str, words: str) -> None:
    by = NOBODY if act.startswith("removed") else DEV.who
    event = AuditEvent(
        key="hand/Decisions/7/3", change="CHG-0001", act=act, result=result, by=by, at=MONDAY
    )
    assert words in " ".join(told(replace(story.submitted(), audit=(event,))))


V1 = "1.4c921ed6"
FACTS: tuple[tuple[Record, str], ...] = (
    (
        Decision(
            key="a", change="CHG-0001", version=V1, verdict=Verdict.DECLINED, by=JULIE.who,
            approver=MARIE.who, tenant="", at=MONDAY,
        ),
        "Julie Chen declined version 1 on behalf of Marie Tremblay.",
    ),
    (
        Withdrawal(
            key="a", change="CHG-0001", version=V1, decision="b", reason="Too early.",
            by=MARIE.who, at=MONDAY,
        ),
        "Marie Tremblay took back the decision on version 1. “Too early.”",
    ),
    (
        Condition(
            key="a", change="CHG-0001", version=V1, what="Train two people.", owner=DEV.who,
            due=MONDAY.date(), by=MARIE.who, at=MONDAY,
        ),
        "Marie Tremblay set a condition on version 1. “Train two people.”",
    ),
    (
        ScopeChange(
            key="a", change="CHG-0001", version=V1, what="Scope: a → b", by=JULIE.who, at=MONDAY
        ),
        "Julie Chen changed what version 1 covers.",
    ),
    (
        WaveStep(
            key="a", change="CHG-0001", wave="CHG-0001/wave/1", ordinal=1, version=V1,
            to=WaveState.ANNOUNCED, by=NOBODY, at=MONDAY,
        ),
        "Cutover moved “CHG-0001/wave/1” to “Announced”, on version 1.",
    ),
    (
        Move(
            key="a", change="CHG-0001", ordinal=1, to=Phase.CANCELLED, by=JULIE.who, at=MONDAY,
            reason="No money.",
        ),
        "Julie Chen moved it to “Cancelled”. “No money.”",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("fact", "words"), FACTS, ids=lambda one: getattr(one, "CALLED", ""))
def test_each_kind_of_fact_is_told_in_a_sentence(fact: Record, words: str) -> None:
    dossier = replace(story.submitted(), moves=(), audit=()).after((fact,))
    assert told(dossier) == [f"Monday, March 2 at 9:05 a.m. – {words}"]


def test_a_plan_that_was_filled_in_is_told_once() -> None:
    lines = told(on_record(story.typed()))
    assert sum("Cutover began the plan." in line for line in lines) == 1


# `cutover audit verify`


def test_of_a_record_that_holds_one_line_says_how_far_it_goes() -> None:
    trail = Trail.of(approved())
    newest = verified(trail).newest
    assert newest is not None
    assert said(trail) == (
        f"CHG-0001: 4 links. It holds up to CHG-0001#4, sealed {newest.seal}.\n"
        "1 change: every link holds."
    )


def test_of_one_that_does_not_hold_the_first_broken_link_is_named_with_what_had_been_done() -> None:
    trail = Trail.of(approved())
    (decision,) = (row for row in trail.rows if isinstance(row, Decision))
    forged = decision.model_copy(update={"comment": "And a bonus for Dev."})
    broken = with_rows(trail, forged)
    assert said(broken, trail) == (
        "CHG-0001: 4 links. It does not hold.\n"
        "  First broken: CHG-0001#3\n"
        "    The row that it tells of reads differently from what was sealed.\n"
        f"    Row: {decision.key}\n"
        "    Act: Marie Tremblay, approve, version 1, Monday, March 2 at 10:05 a.m.\n"
        + said(trail).splitlines()[0]
        + "\n2 changes, and one of them does not hold."
    )


def with_rows(trail: Trail, *rows: Record) -> Trail:
    keys = {row.key for row in rows}
    return replace(trail, rows=(*(row for row in trail.rows if row.key not in keys), *rows))


def test_whatever_is_broken_a_sentence_says_what() -> None:
    whole = Trail.of(approved())
    for row in whole.rows:
        others = tuple(other for other in whole.rows if other is not row)
        for trail in (
            replace(whole, rows=others),
            replace(whole, rows=others, by_hand=(row,)),
            replace(whole, rows=(*others, row.model_copy(update={"by": NOBODY}))),
        ):
            words = said(trail)
            assert "{" not in words
            if not verified(trail).holds:
                assert "First broken: CHG-0001#" in words


def test_acts_from_before_there_was_a_chain_are_counted_apart() -> None:
    trail = Trail.of(approved())
    old = [
        row.model_copy(update={"link": 0, "before": "", "tells": "", "seal": ""})
        for row in trail.rows
        if isinstance(row, AuditEvent)
    ]
    words = said(with_rows(trail, *old))
    assert words.startswith("CHG-0001: 0 links and 4 older acts without one. It holds.\n")


def test_where_there_is_no_change_yet_that_is_said() -> None:
    assert said() == "There is no change yet, so there is no record."


def test_a_request_that_is_gone_is_said_to_be() -> None:
    gone = replace(Trail.of(approved()), stands=False)
    assert "The request itself is not in its list any more." in said(gone)


def test_an_addition_is_told_from_the_asking_to_the_taking_up() -> None:
    wanted = additions.asked(additions.pilot(), "New laptops")
    take = TakeAddition(
        addition=wanted.concerns[-1].key, into="in_scope_systems", text="New laptops"
    )
    tried = story_plan.after(wanted, take, story.DEV, story_plan.ANNOUNCED)
    card = status.draw(
        additions.taken(tried), story_plan.WORKPLACE, story.ALEX, story_plan.ANNOUNCED
    )
    told = "\n".join(read(card))
    assert "Dev Patel asked for an addition." in told
    assert "Dev Patel tried to take up an addition; only" in told
    assert "Alex Novak took up an addition." in told
