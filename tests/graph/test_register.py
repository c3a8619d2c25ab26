"""The register shows what the lists hold, whichever way it came to know."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.lists import Append, ListChanges, Put, Written
from graph.memory import MemoryLists
from graph.register import Register
from graph.rows import Broken, Row
from playbook.by_hand import Hand, Unreadable
from playbook.dossier import Dossier
from playbook.fields import NOBODY, ListOf, Who
from playbook.hours import Hours
from playbook.records import (
    LISTS,
    AuditEvent,
    ChangeRequest,
    Decision,
    Duty,
    Holiday,
    Move,
    Person,
    Phase,
    Post,
    PostState,
    Purpose,
    Record,
    Risk,
    Setting,
)
from tests.graph.samples import (
    MARIE,
    audit,
    change,
    decision,
    move,
    person,
    post,
)

NOW = datetime(2026, 3, 9, 14, 0, tzinfo=UTC)
VOIDED = AuditEvent(
    key="hand/Decisions/9/1",
    change="CHG-0001",
    act="edited by hand",
    result="does not count",
    by=NOBODY,
    at=NOW,
)
"""What is kept of an edit of the decision in row 9."""


def register_of(*records: Record) -> Register:
    register = Register()
    for number, record in enumerate(records, 1):
        register.take(row(record, number))
    return register


def row(record: Record, number: int, version: int = 1) -> Row[Record]:
    return Row(record, str(number), f'"{number},{version}"')


def changes_of(
    record_type: type[Record],
    *rows: Row[Record],
    broken: tuple[Broken, ...] = (),
    removed: tuple[str, ...] = (),
    whole: bool = False,
) -> ListChanges:
    return ListChanges(record_type.KEPT_IN, rows, broken, removed, whole, "t")


def test_a_dossier_holds_the_rows_of_its_change_in_order() -> None:
    later, earlier = move(ordinal=2), move(ordinal=1)
    register = register_of(
        change(), change(2), later, earlier, decision(), decision(2), audit(), post()
    )
    assert register.dossier("CHG-0001") == Dossier(
        change(),
        moves=(earlier, later),
        decisions=(decision(),),
        audit=(audit(),),
        posts=(post(),),
    )
    assert [dossier.change.key for dossier in register.dossiers()] == ["CHG-0001", "CHG-0002"]


def test_there_is_no_dossier_without_the_change_itself() -> None:
    assert register_of(decision(), move()).dossier("CHG-0001") is None
    assert list(register_of(decision()).dossiers()) == []


def test_a_dossier_is_made_once_until_something_in_it_changes() -> None:
    register = register_of(change(), change(2), move())
    first, other = register.dossier("CHG-0001"), register.dossier("CHG-0002")
    assert register.dossier("CHG-0001") is first
    register.take(row(decision(), 9))
    second = register.dossier("CHG-0001")
    assert second is not None
    assert second.decisions == (decision(),)
    assert register.dossier("CHG-0002") is other


def test_a_row_that_moved_to_another_change_leaves_the_first_and_counts_for_neither() -> None:
    register = register_of(change(), change(2))
    risk = Risk(key="CHG-0001/risk/1", change="CHG-0001", description="The line is slow.")
    register.take(row(risk, 7))
    register.take(row(risk.model_copy(update={"change": "CHG-0002"}), 7, 2))
    first, second = register.dossiers()
    assert (first.risks, second.risks) == ((), ())
    assert first.taken == {risk.key}


def test_a_fact_is_of_the_change_that_its_key_names() -> None:
    register = register_of(change(), change(2))
    register.take(row(move(1).model_copy(update={"change": "CHG-0002"}), 7, 2))
    first, second = register.dossiers()
    assert (len(first.moves), len(second.moves)) == (1, 0)


def test_a_row_whose_key_was_edited_is_found_under_the_new_one_only() -> None:
    register = register_of(change())
    register.take(row(change(2), 1, 2))
    assert register.dossier("CHG-0001") is None
    assert register.dossier("CHG-0002") is not None


def test_of_rows_with_one_key_the_oldest_counts() -> None:
    register = Register()
    register.take(row(decision().model_copy(update={"comment": "second"}), 10))
    register.take(row(decision().model_copy(update={"comment": "first"}), 9))
    register.take(row(change(), 1))
    dossier = register.dossier("CHG-0001")
    assert dossier is not None
    assert [found.comment for found in dossier.decisions] == ["first"]
    register.apply(changes_of(type(decision()), removed=("9",)))
    dossier = register.dossier("CHG-0001")
    assert dossier is not None
    assert [found.comment for found in dossier.decisions] == ["second"]


def test_posts_are_found_by_their_state() -> None:
    claimed, sent = post("a"), post("b", state=PostState.SENT)
    register = register_of(claimed, sent)
    assert register.posts(PostState.CLAIMED) == (claimed,)
    register.take(row(post("a", state=PostState.SENT), 1, 2))
    assert register.posts(PostState.CLAIMED) == ()
    assert [found.key for found in register.posts(PostState.SENT)] == ["a", "b"]
    register.apply(changes_of(Post, whole=True))
    assert register.posts(PostState.SENT) == ()


def test_the_workplace_shows_what_belongs_to_everybody() -> None:
    hello = post("hello/1", subject="1", purpose=Purpose.HELLO)
    sponsor = Setting(key="sponsor", duty=Duty.SPONSOR, holder=MARIE)
    filed = change(7, form="f1")
    workplace = register_of(person(), hello, post(), sponsor, filed, change(8)).workplace()
    assert workplace.person(MARIE) == person()
    assert workplace.holder(Duty.SPONSOR) == MARIE
    assert workplace.posts == {"hello/1": hello}
    assert workplace.forms == {"f1": "CHG-0007"}
    assert workplace.last_change == 8


def test_the_workplace_is_made_once_until_something_in_it_changes() -> None:
    register = register_of(person(), change())
    first = register.workplace()
    register.take(row(decision(), 3))
    register.take(row(change(status=Phase.CLOSED), 2, 2))
    assert register.workplace() is first
    register.take(row(change(form="f1"), 2, 3))
    assert register.workplace().forms == {"f1": "CHG-0001"}
    register.take(row(person(Who(id="2", name="Sam")), 4))
    assert len(register.workplace().people) == 2


def test_the_workplace_says_whose_it_is_and_which_day_it_is_there() -> None:
    workplace = Register("t-1", Hours("America/St_Johns", "NL")).workplace()
    assert (workplace.tenant, workplace.zone) == ("t-1", "America/St_Johns")


def test_the_number_of_a_removed_change_is_not_given_again() -> None:
    register = register_of(change(1), change(2))
    register.apply(changes_of(ChangeRequest, removed=("2",)))
    assert register.workplace().last_change == 2
    assert register_of(change(1), move(3)).workplace().last_change == 3


def test_a_row_that_breaks_is_gone_and_told_until_it_is_mended() -> None:
    register = register_of(change())
    broken = Broken("1", '"1,2"', Unreadable.NO_KEY)
    register.apply(changes_of(ChangeRequest, broken=(broken,)))
    assert register.dossier("CHG-0001") is None
    assert register.broken() == ((ChangeRequest.KEPT_IN, broken),)
    register.apply(changes_of(ChangeRequest, row(change(), 1, 3)))
    assert register.dossier("CHG-0001") is not None
    assert register.broken() == ()


def test_a_broken_row_that_is_removed_is_told_no_more() -> None:
    register = Register()
    register.apply(changes_of(Move, broken=(Broken("1", '"1,1"', Unreadable.NO_KEY),)))
    register.apply(changes_of(Move, removed=("1",)))
    assert register.broken() == ()


def test_reading_all_of_a_list_forgets_what_is_no_more() -> None:
    register = register_of(person(), change(1), change(2))
    register.apply(changes_of(ChangeRequest, row(change(2), 3), whole=True))
    assert [dossier.change.key for dossier in register.dossiers()] == ["CHG-0002"]
    assert register.row(Person, MARIE.id) is not None


async def _written_while_read(whole: bool) -> Register:
    """A change is approved while a reading from before that is taken in, slice by slice."""
    register = register_of(change(1))
    many = (row(change(number), number) for number in range(2, 1000))
    reading = changes_of(ChangeRequest, *many, row(change(1), 1), whole=whole)
    taking = asyncio.create_task(register.apply_gently(reading))
    await asyncio.sleep(0)
    register.take(row(change(1, status=Phase.APPROVED), 1, version=2))
    register.take(row(change(1000), 1000))
    await taking
    return register


@pytest.mark.parametrize("whole", [True, False])
async def test_what_is_written_while_a_list_is_taken_in_stays_and_is_missed_by_nobody(
    whole: bool,
) -> None:
    register = await _written_while_read(whole)
    dossier = register.dossier("CHG-0001")
    assert dossier is not None
    assert dossier.change.status is Phase.APPROVED
    assert register.dossier("CHG-1000") is not None
    assert len(register.changes()) == 1000
    assert register.workplace().gone == ()


@pytest.mark.parametrize("whole", [True, False])
def test_a_row_that_comes_back_is_missed_no_more(whole: bool) -> None:
    register = register_of(change(), decision())
    register.apply(changes_of(Decision, removed=("2",)))
    missing = register.dossier("CHG-0001")
    assert missing is not None
    assert missing.gone == (decision(),)
    register.apply(changes_of(Decision, row(decision(), 3), whole=whole))
    dossier = register.dossier("CHG-0001")
    assert dossier is not None
    assert dossier.gone == ()
    assert dossier.decisions == (decision(),)


Act = Callable[[MemoryLists], None]
NUMBERS = st.integers(1, 3)
MADE = st.one_of(
    st.builds(change, NUMBERS),
    st.builds(move, NUMBERS, NUMBERS),
    st.builds(decision, NUMBERS),
    st.builds(audit, NUMBERS),
    st.builds(
        lambda n, s: post(f"p{n}", f"CHG-000{n}", state=s), NUMBERS, st.sampled_from(PostState)
    ),
    st.builds(lambda n: post(f"h{n}", f"{n}", purpose=Purpose.HELLO), NUMBERS),
    st.builds(lambda n: person(Who(id=str(n), name="x")), NUMBERS),
)


@given(st.lists(st.tuples(MADE, st.sampled_from(["put", "remove", "read"])), max_size=30))
def test_followed_step_by_step_it_shows_what_a_fresh_reading_shows(
    acts: list[tuple[Record, str]],
) -> None:
    asyncio.run(_follow(acts))


async def _follow(acts: list[tuple[Record, str]]) -> None:
    lists, followed = MemoryLists(), Register()
    tokens: dict[ListOf, str | None] = dict.fromkeys(LISTS)
    for record, act in (*acts, (change(), "read")):
        held = await lists.find(type(record), record.key)
        if act == "remove" and held:
            lists.remove(type(record), record.key)
        elif act == "put":
            write = Put(held, record) if held else Append(record)
            (result,) = await lists.write([write], within=1)
            assert isinstance(result, Written)
            assert result.row is not None
            followed.take(result.row)
        else:
            for found in await lists.changes(tokens):
                tokens[found.kept_in] = found.token
                followed.apply(found)
    fresh = Register()
    for found in await lists.changes(dict.fromkeys(LISTS)):
        fresh.apply(found)
    assert followed.fingerprint() == fresh.fingerprint()
    assert [replace(dossier, gone=()) for dossier in followed.dossiers()] == list(fresh.dossiers())
    assert followed.workplace().people == fresh.workplace().people
    assert followed.workplace().posts == fresh.workplace().posts
    for state in PostState:
        assert followed.posts(state) == fresh.posts(state)


def test_the_days_of_a_holiday_are_days_on_which_the_office_is_closed() -> None:
    summer = Holiday(
        key="h", name="Summer", first_day=date(2026, 7, 27), last_day=date(2026, 7, 29)
    )
    slip = Holiday(key="x", name="Slip", first_day=date(2026, 1, 5), last_day=date(2206, 1, 5))
    office = register_of(summer, slip).workplace().office
    assert office.closed == {date(2026, 7, day) for day in (27, 28, 29)}


def test_a_fact_counts_no_more_though_the_column_of_its_note_was_deleted() -> None:
    """Whoever may change the columns of a list takes all notes away with one click."""
    register = register_of(change(), move())
    register.take(row(VOIDED, 12))
    register.take(row(decision(), 9, 2))
    dossier = register.dossier("CHG-0001")
    assert dossier is not None
    assert (dossier.decisions, dossier.void) == ((), (decision(),))


def test_an_act_added_by_hand_voids_nothing() -> None:
    register = register_of(change(), move())
    register.take(row(decision(), 9))
    register.take(replace(row(VOIDED, 12), hand=Hand(NOBODY, NOW, "1")))
    dossier = register.dossier("CHG-0001")
    assert dossier is not None
    assert dossier.decisions == (decision(),)
