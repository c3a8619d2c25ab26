"""Records and rows: what goes in comes out, and what is no record harms nothing."""

import string
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.rows import Broken, Row, as_kept, difference, encode
from graph.rows import decode as decode_by
from graph.schema import columns_of
from playbook.by_hand import Hand, Unreadable
from playbook.fields import Kept, Kind, ListOf, Who, declared, one_line, plain
from playbook.records import RECORDS, ChangeRequest, Move, Phase, Post, Record
from tests.graph.samples import MARIE, NOW, ONE_OF_EACH, change, decision, move

APP = "the-app"
ANYTHING = st.text(max_size=60) | st.text(
    alphabet="\x00\x07\x0b\r\n\t\x1f\x7f\ud800\udfff\ufffe\u202e\u200d\u05d0\U0001f600a' ",
    max_size=30,
)
MOMENTS = st.integers(-(2**31), 2**35).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANYTHING,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANYTHING, inner, max_size=3),
    max_leaves=4,
)


def values(kept: Kept) -> st.SearchStrategy[Any]:
    match kept.kind:
        case Kind.CHOICE:
            return st.sampled_from(kept.choices)
        case Kind.NUMBER:
            return st.integers(0, 10**9)
        case Kind.DATE:
            return st.dates(date(1901, 1, 1), date(2999, 1, 1))
        case Kind.MOMENT:
            return MOMENTS
        case Kind.PERSON:
            return st.builds(Who, id=st.text(string.hexdigits, max_size=36), name=ANYTHING)
        case _:
            return ANYTHING


def records() -> st.SearchStrategy[Record]:
    return st.one_of(*(records_of(record_type) for record_type in RECORDS))


def records_of(record_type: type[Record]) -> st.SearchStrategy[Record]:
    fields = {kept.name: values(kept) for kept in declared(record_type)}
    fields["key"] = st.text(string.ascii_letters + string.digits + "-/:@.'", min_size=1)
    return st.fixed_dictionaries(fields).map(lambda given: record_type.model_construct(**given))


def decode(kept_in: ListOf, item: dict[str, Any]) -> Row[Any] | Broken:
    return decode_by(kept_in, item, APP)


def item(fields: Any, number: str = "7") -> dict[str, Any]:
    return {"id": number, "eTag": '"x,1"', "fields": fields}


def answered(record: Record) -> dict[str, Any]:
    """The record's row as SharePoint answers it: empty columns are left out."""
    return {name: value for name, value in encode(record).items() if value is not None}


@given(records())
def test_a_record_that_was_kept_reads_as_it_was_kept(record: Record) -> None:
    row = decode(type(record).KEPT_IN, item(answered(record)))
    assert row == Row(as_kept(record), "7", '"x,1"')


@given(records())
def test_what_was_kept_once_is_kept_the_same_again(record: Record) -> None:
    kept = as_kept(record)
    assert as_kept(kept) == kept
    assert difference(encode(kept), encode(record)) == {}


@given(records())
def test_whatever_is_sent_is_text_that_utf8_and_xml_can_carry(record: Record) -> None:
    for value in encode(record).values():
        assert value is None or isinstance(value, int | str)
        if isinstance(value, str):
            value.encode()
            assert plain(value) == value


@given(st.sampled_from(RECORDS), st.data())
def test_a_row_full_of_junk_is_told_and_raises_nothing(
    record_type: type[Record], data: st.DataObject
) -> None:
    columns = st.sampled_from([column.name for column in columns_of(record_type.KEPT_IN)])
    fields = data.draw(st.dictionaries(columns | ANYTHING, JUNK) | JUNK)
    row = decode(record_type.KEPT_IN, item(fields))
    assert isinstance(row, Row | Broken)


@given(records(), st.data())
def test_a_record_with_one_column_of_junk_raises_nothing(
    record: Record, data: st.DataObject
) -> None:
    fields = answered(record)
    columns = [column.name for column in columns_of(type(record).KEPT_IN)]
    fields[data.draw(st.sampled_from(columns))] = data.draw(JUNK)
    row = decode(type(record).KEPT_IN, item(fields))
    assert isinstance(row, Row | Broken)


@given(JUNK, JUNK)
def test_an_item_of_junk_raises_nothing(number: Any, etag: Any) -> None:
    fields = answered(change())
    assert isinstance(
        decode(ChangeRequest.KEPT_IN, {"id": number, "eTag": etag, "fields": fields}), Row | Broken
    )
    assert isinstance(decode(ChangeRequest.KEPT_IN, {}), Broken)


@pytest.mark.parametrize("record", ONE_OF_EACH, ids=lambda record: type(record).__name__)
def test_a_full_record_is_kept_as_it_is(record: Record) -> None:
    assert as_kept(record) == record


@pytest.mark.parametrize("zone", ["America/St_Johns", "America/Toronto", "America/Vancouver"])
def test_a_day_stays_the_same_day_in_every_canadian_zone(zone: str) -> None:
    kept = encode(change(go_live_from=date(2026, 3, 8)))["GoLiveFrom"]
    assert isinstance(kept, str)
    shown = datetime.fromisoformat(kept).astimezone(ZoneInfo(zone))
    assert shown.date() == date(2026, 3, 8)
    # SharePoint keeps it as midnight in the site's zone, and answers that in UTC.
    midnight = datetime(2026, 3, 8, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    row = decode(
        ChangeRequest.KEPT_IN, item(answered(change()) | {"GoLiveFrom": midnight.isoformat()})
    )
    assert isinstance(row, Row)
    assert row.record.go_live_from == date(2026, 3, 8)


def test_a_moment_is_kept_in_utc_to_the_second() -> None:
    local = datetime(2026, 3, 2, 9, 0, 5, 999, tzinfo=timezone(timedelta(hours=-5)))
    assert encode(move().model_copy(update={"at": local}))["Moment"] == "2026-03-02T14:00:05Z"


def test_a_moment_without_a_zone_is_not_kept() -> None:
    record = move().model_copy(update={"at": NOW.replace(tzinfo=None)})
    with pytest.raises(ValueError, match="zone"):
        encode(record)


def test_a_number_that_sharepoint_answers_with_a_point_is_whole() -> None:
    row = decode(Move.KEPT_IN, item(answered(move()) | {"Ordinal": 1.0}))
    assert isinstance(row, Row)
    assert row.record == move()


def test_a_person_is_two_columns_of_text() -> None:
    fields = encode(change())
    assert (fields["Sponsor"], fields["SponsorEntra"]) == (MARIE.name, MARIE.id)


def test_a_name_without_an_id_is_nobody_yet() -> None:
    row = decode(ChangeRequest.KEPT_IN, item({"Key": "CHG-0001", "Sponsor": "Marie"}))
    assert isinstance(row, Row)
    assert row.record.sponsor == Who(name="Marie")
    assert not row.record.sponsor


def test_a_record_without_a_title_shows_its_key() -> None:
    assert encode(decision())["Title"] == decision().key
    assert encode(change())["Title"] == "Files to Microsoft 365"


def test_a_row_without_a_key_is_no_record_yet_and_says_what_it_would_be() -> None:
    found = decode(ChangeRequest.KEPT_IN, item({"Title": "Idea"}))
    assert isinstance(found, Broken)
    assert found.fault is Unreadable.NO_KEY
    assert found.record == ChangeRequest(key="", project_name="Idea")


def test_a_projection_that_holds_nonsense_is_read_as_its_default() -> None:
    row = decode(ChangeRequest.KEPT_IN, item(answered(change()) | {"Status": "Half done"}))
    assert isinstance(row, Row)
    assert row.record == change(status=Phase.DRAFT)


def test_other_nonsense_makes_the_row_no_record_and_is_not_repeated() -> None:
    broken = decode(
        Post.KEPT_IN, item({"Key": "k", "Purpose": "<script>", "ClaimedAt": "yesterday"})
    )
    assert isinstance(broken, Broken)
    assert str(broken) == "Claimed is not a date"


def test_only_the_columns_that_differ_are_sent() -> None:
    approved = change(status=Phase.APPROVED, why="")
    assert difference(encode(change()), encode(approved)) == {"Status": "Approved", "Why": None}


def test_one_line_holds_no_newline() -> None:
    assert one_line("a\r\nb\rc\nd") == "a b c d"


def test_a_key_that_nothing_is_left_of_is_none() -> None:
    found = decode(ChangeRequest.KEPT_IN, item(answered(change()) | {"Key": "\x07\x0b"}))
    assert isinstance(found, Broken)
    assert found.fault is Unreadable.NO_KEY


def modified(by: dict[str, Any]) -> dict[str, Any]:
    when = {"lastModifiedDateTime": "2026-03-02T14:00:00Z"}
    return {**item(answered(change())), "eTag": '"{A-B},12"', "lastModifiedBy": by, **when}


def test_a_row_that_a_person_modified_last_says_who_and_which_revision_that_made() -> None:
    row = decode(change().KEPT_IN, modified({"user": {"id": MARIE.id, "displayName": MARIE.name}}))
    assert row.hand == Hand(MARIE, NOW, "12")


def test_a_row_that_another_app_modified_last_was_not_written_by_us() -> None:
    row = decode(change().KEPT_IN, modified({"application": {"id": "other"}}))
    assert row.hand == Hand(Who(), NOW, "12")


SHAREPOINT_APP = {"displayName": "SharePoint App"}


@pytest.mark.parametrize(
    "by",
    [
        {"application": {"id": APP.upper()}, "user": SHAREPOINT_APP},
        {"user": {**SHAREPOINT_APP, "email": ""}},
        None,
        "someone",
    ],
)
def test_a_row_that_we_wrote_or_of_which_nobody_says_who_did_is_ours(by: Any) -> None:
    assert decode(change().KEPT_IN, modified(by)).hand is None


def test_the_note_of_a_row_is_read_beside_its_record() -> None:
    noted = item({**answered(change()), "CutoverNote": "First day is not a date."})
    row = decode(change().KEPT_IN, noted)
    assert isinstance(row, Row)
    assert (row.record, row.note) == (change(), "First day is not a date.")


def test_a_row_of_a_shared_list_that_does_not_say_what_it_is_is_no_record() -> None:
    fields = answered(move())
    del fields["RowType"]
    found = decode(Move.KEPT_IN, item(fields))
    assert found == Broken("7", '"x,1"', Unreadable.NO_TYPE, key=move().key)
