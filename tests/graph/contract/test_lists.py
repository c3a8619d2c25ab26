"""What every keeper of lists does alike."""

from typing import Any

import pytest

from graph.lists import (
    Append,
    Changed,
    Exists,
    ListChanges,
    Lists,
    Put,
    Result,
    Skipped,
    Write,
    Written,
)
from graph.rows import Row
from playbook.records import ChangeRequest, Move, Phase, Record
from tests.graph.contract.conftest import Kept
from tests.graph.samples import ONE_OF_EACH, change, move, person

WITHIN = 20.0


async def appended(lists: Lists, *records: Record) -> list[Row[Any]]:
    return written(await lists.write([Append(record) for record in records], within=WITHIN))


def written(results: tuple[Result, ...]) -> list[Row[Any]]:
    rows = [result.row for result in results if isinstance(result, Written) and result.row]
    assert len(rows) == len(results), results
    return rows


async def since(lists: Lists, token: str | None) -> ListChanges:
    (changes,) = await lists.changes({ChangeRequest.KEPT_IN: token})
    return changes


@pytest.mark.parametrize("record", ONE_OF_EACH, ids=lambda record: type(record).__name__)
async def test_a_record_comes_back_as_it_was_written(kept: Kept, record: Record) -> None:
    (row,) = await appended(kept.lists, record)
    assert row.record == record
    assert await kept.lists.find(type(record), record.key) == row
    (changes,) = await kept.lists.changes({type(record).KEPT_IN: None})
    assert changes.rows == (row,)


async def test_what_no_list_can_hold_is_left_out_at_once_and_for_all_readers(kept: Kept) -> None:
    typed = 'a\r\nb \U0001f469\u200d\U0001f692 \u202eעברית\u202c \x07\x0b\ud800 it\'s "<b>"\t'
    (row,) = await appended(kept.lists, change(why=typed, project_name="one\ntwo"))
    assert row.record.why == 'a\nb \U0001f469\u200d\U0001f692 \u202eעברית\u202c  it\'s "<b>"\t'
    assert row.record.project_name == "one two"
    assert (await since(kept.lists, None)).rows == (row,)


async def test_a_second_row_with_the_same_key_is_refused(kept: Kept) -> None:
    (row,) = await appended(kept.lists, change())
    results = await kept.lists.write([Append(change(why="Other"))], within=WITHIN)
    assert results == (Exists(),)
    assert await kept.lists.find(ChangeRequest, "CHG-0001") == row


async def test_another_value_that_is_unique_is_refused_too_but_may_be_empty(kept: Kept) -> None:
    first, second, _ = await appended(kept.lists, change(1, form="f1"), change(2), change(3))
    results = await kept.lists.write([Append(change(4, form="f1"))], within=WITHIN)
    assert results == (Exists(),)
    taken = second.record.model_copy(update={"form": "f1"})
    assert await kept.lists.write([Put(second, taken)], within=WITHIN) == (Exists(),)
    freed = first.record.model_copy(update={"form": ""})
    written(await kept.lists.write([Put(first, freed)], within=WITHIN))
    written(await kept.lists.write([Put(second, taken)], within=WITHIN))


async def test_nobody_is_found_under_a_key_that_is_not_there(kept: Kept) -> None:
    await appended(kept.lists, change())
    assert await kept.lists.find(ChangeRequest, "it's not there") is None


async def test_a_key_with_a_quote_is_found(kept: Kept) -> None:
    (row,) = await appended(kept.lists, person().model_copy(update={"key": "o'brien"}))
    assert await kept.lists.find(type(row.record), "o'brien") == row


async def test_an_edit_changes_the_row_as_it_was_read(kept: Kept) -> None:
    (row,) = await appended(kept.lists, change())
    approved = row.record.model_copy(update={"status": Phase.APPROVED, "why": ""})
    (edited,) = written(await kept.lists.write([Put(row, approved)], within=WITHIN))
    assert edited.record == approved
    assert (edited.item, edited.etag != row.etag) == (row.item, True)
    assert (await since(kept.lists, None)).rows == (edited,)


async def test_an_edit_of_a_row_that_was_edited_meanwhile_is_refused(kept: Kept) -> None:
    (row,) = await appended(kept.lists, change())
    approved = row.record.model_copy(update={"status": Phase.APPROVED})
    (edited,) = written(await kept.lists.write([Put(row, approved)], within=WITHIN))
    late = row.record.model_copy(update={"status": Phase.CANCELLED})
    assert await kept.lists.write([Put(row, late)], within=WITHIN) == (Changed(),)
    assert await kept.lists.find(ChangeRequest, "CHG-0001") == edited


async def test_edits_follow_each_other_with_the_row_that_the_last_one_gave(kept: Kept) -> None:
    (row,) = await appended(kept.lists, change())
    for phase in (Phase.APPROVED, Phase.PLANNING, Phase.PILOT):
        wanted = row.record.model_copy(update={"status": phase})
        (row,) = written(await kept.lists.write([Put(row, wanted)], within=WITHIN))
    assert row.record.status is Phase.PILOT


async def test_an_edit_that_changes_nothing_leaves_the_row_alone(kept: Kept) -> None:
    (row,) = await appended(kept.lists, change())
    token = (await since(kept.lists, None)).token
    assert written(await kept.lists.write([Put(row, row.record)], within=WITHIN)) == [row]
    assert (await since(kept.lists, token)).rows == ()


async def test_an_edit_of_a_row_that_was_removed_is_refused(kept: Kept) -> None:
    (row,) = await appended(kept.lists, change())
    await kept.remove(ChangeRequest, "CHG-0001")
    approved = row.record.model_copy(update={"status": Phase.APPROVED})
    assert await kept.lists.write([Put(row, approved)], within=WITHIN) == (Changed(),)


async def test_nothing_is_written_where_the_first_write_is_refused(kept: Kept) -> None:
    (row,) = await appended(kept.lists, change())
    approved = row.record.model_copy(update={"status": Phase.APPROVED})
    writes: list[Write] = [Append(change()), Append(move()), Put(row, approved)]
    assert await kept.lists.write(writes, within=WITHIN) == (Exists(), Skipped(), Skipped())
    assert await kept.lists.find(Move, move().key) is None
    assert await kept.lists.find(ChangeRequest, "CHG-0001") == row


async def test_a_later_write_that_is_refused_leaves_the_others_standing(kept: Kept) -> None:
    await appended(kept.lists, move(ordinal=1))
    writes = [Append(change()), Append(move(ordinal=1)), Append(move(ordinal=2))]
    results = await kept.lists.write(writes, within=WITHIN)
    assert [type(result) for result in results] == [Written, Exists, Written]


async def test_more_writes_than_a_batch_takes_are_all_carried_out(kept: Kept) -> None:
    rows = await appended(kept.lists, *(change(number) for number in range(1, 46)))
    assert [row.record.key for row in rows] == [f"CHG-{number:04}" for number in range(1, 46)]


async def test_none_of_many_writes_happens_where_the_first_is_refused(kept: Kept) -> None:
    await appended(kept.lists, change())
    writes = [Append(change()), *(Append(move(ordinal=n)) for n in range(1, 45))]
    results = await kept.lists.write(writes, within=WITHIN)
    assert results == (Exists(), *[Skipped()] * 44)
    (moves,) = await kept.lists.changes({Move.KEPT_IN: None})
    assert moves.rows == ()


async def test_the_first_reading_is_of_everything(kept: Kept) -> None:
    rows = await appended(kept.lists, *(change(number) for number in range(1, 4)))
    changes = await since(kept.lists, None)
    assert (changes.whole, changes.rows, changes.removed) == (True, tuple(rows), ())


async def test_later_readings_are_of_what_changed_and_tell_it_once(kept: Kept) -> None:
    first, second = await appended(kept.lists, change(1), change(2))
    token = (await since(kept.lists, None)).token
    approved = first.record.model_copy(update={"status": Phase.APPROVED})
    (edited,) = written(await kept.lists.write([Put(first, approved)], within=WITHIN))
    (third,) = await appended(kept.lists, change(3))
    await kept.remove(ChangeRequest, "CHG-0002")
    changes = await since(kept.lists, token)
    assert set(changes.rows) == {edited, third}
    assert (changes.whole, changes.removed) == (False, (second.item,))
    again = await since(kept.lists, changes.token)
    assert (again.rows, again.removed) == ((), ())


async def test_a_token_that_is_too_old_is_answered_with_everything(kept: Kept) -> None:
    (row,) = await appended(kept.lists, change())
    token = (await since(kept.lists, None)).token
    (changes,) = await kept.lists.changes(kept.expire({ChangeRequest.KEPT_IN: token}))
    assert (changes.whole, changes.rows) == (True, (row,))
    again = await since(kept.lists, changes.token)
    assert (again.whole, again.rows) == (False, ())


async def test_several_lists_are_read_together(kept: Kept) -> None:
    await appended(kept.lists, *ONE_OF_EACH)
    wanted = dict.fromkeys(type(record).KEPT_IN for record in ONE_OF_EACH)
    found = await kept.lists.changes(wanted)
    assert [changes.kept_in for changes in found] == list(wanted)
    records = [row.record for changes in found for row in changes.rows]
    assert sorted(records, key=str) == sorted(ONE_OF_EACH, key=str)


async def test_lists_longer_than_a_page_are_read_to_the_end(kept: Kept) -> None:
    numbers = range(1, 251)
    await appended(kept.lists, *(change(number) for number in numbers))
    changes = await since(kept.lists, None)
    assert [row.record.key for row in changes.rows] == [f"CHG-{n:04}" for n in numbers]
