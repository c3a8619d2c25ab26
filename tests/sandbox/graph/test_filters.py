"""The filter language by itself, and against the database."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.graph import lists, rows, tables, values
from sandbox.graph.conditions import Schema
from sandbox.graph.errors import GraphError
from sandbox.graph.filters import (
    OPERATORS,
    And,
    Comparison,
    Filter,
    FilterSyntaxError,
    Or,
    OrderTerm,
    Scalar,
    StartsWith,
    UnsupportedFilterError,
    parse_filter,
    parse_order,
)
from sandbox.graph.matching import passes
from sandbox.store import Store

FIELDS = ("fields/Name", "fields/Size", "fields/Odd", "fields/Plain")
NAMES = st.sampled_from(FIELDS)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
SCALARS: st.SearchStrategy[Scalar] = st.one_of(
    TEXTS,
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.none(),
)
LEAVES: st.SearchStrategy[Filter] = st.one_of(
    st.builds(Comparison, NAMES, st.sampled_from(OPERATORS), SCALARS),
    st.builds(StartsWith, NAMES, TEXTS),
)


def _branches(inner: st.SearchStrategy[Filter]) -> st.SearchStrategy[Filter]:
    terms = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(And, terms), st.builds(Or, terms))


FILTERS = st.recursive(LEAVES, _branches, max_leaves=8)


def written(wanted: Filter) -> str:
    """A filter as a client would write it."""
    match wanted:
        case And(terms):
            return " and ".join(f"({written(term)})" for term in terms)
        case Or(terms):
            return " or ".join(f"({written(term)})" for term in terms)
        case StartsWith(field, prefix):
            return f"startswith({field},{_literal(prefix)})"
        case Comparison(field, sign, value):
            return f"{field} {sign} {_literal(value)}"


def _literal(value: Scalar) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return json.dumps(value)


@given(FILTERS)
def test_what_is_written_is_read_back(wanted: Filter) -> None:
    assert parse_filter(written(wanted)) == wanted


@given(st.text() | st.text("()',/ eqandor1fields", max_size=40))
def test_any_text_is_a_filter_or_is_refused(text: str) -> None:
    with contextlib.suppress(FilterSyntaxError, UnsupportedFilterError):
        found = parse_filter(text)
        assert parse_filter(written(found)) == found


def test_deep_nesting_is_refused_and_does_not_exhaust_the_stack() -> None:
    with pytest.raises(UnsupportedFilterError):
        parse_filter("(" * 10_000 + "a eq 1" + ")" * 10_000)


def test_and_binds_tighter_than_or() -> None:
    one, two, three = (Comparison("a", "eq", n) for n in (1, 2, 3))
    assert parse_filter("a eq 1 or a eq 2 and a eq 3") == Or((one, And((two, three))))


def test_an_order_is_read() -> None:
    terms = (OrderTerm("fields/A", False), OrderTerm("fields/B", True), OrderTerm("c", False))
    assert parse_order("fields/A asc, fields/B desc,c") == terms
    for text in ("", "a b", "a desc asc", "a;b"):
        with pytest.raises(FilterSyntaxError):
            parse_order(text)


ROWS: tuple[dict[str, values.Stored], ...] = (
    {"Name": "alpha", "Size": 1, "Odd": True, "Plain": "x"},
    {"Name": "Beta_1", "Size": 2, "Odd": False, "Plain": "it's"},
    {"Name": "beta%", "Size": -3.5, "Plain": "X"},
    {"Size": 10},
    {},
)
SIMPLE_TEXTS = st.sampled_from(["", "a", "alpha", "BETA", "beta%", "Beta_", "it's", "x", "Z"])
SUITED: st.SearchStrategy[Filter] = st.recursive(
    st.one_of(
        st.builds(
            Comparison,
            st.sampled_from(["fields/Name", "fields/Plain"]),
            st.sampled_from(OPERATORS),
            SIMPLE_TEXTS | st.none(),
        ),
        st.builds(
            Comparison,
            st.just("fields/Size"),
            st.sampled_from(OPERATORS),
            st.sampled_from([-3.5, 0, 1, 2, 11]) | st.none(),
        ),
        st.builds(Comparison, st.just("fields/Odd"), st.sampled_from(["eq", "ne"]), st.booleans()),
        st.builds(StartsWith, st.sampled_from(["fields/Name", "fields/Plain"]), SIMPLE_TEXTS),
    ),
    _branches,
    max_leaves=6,
)


@pytest.fixture(scope="module")
def schema_and_store() -> tuple[Schema, Store]:
    """Five rows; three columns are indexed and one is scanned."""
    store = Store(None)
    tables.declare(store)
    columns = [
        {"name": "Name", "text": {}, "indexed": True},
        {"name": "Size", "number": {}, "indexed": True},
        {"name": "Odd", "boolean": {}, "indexed": True},
        {"name": "Plain", "text": {}},
    ]
    place = lists.create(store, "Shelf", "", columns, {}, "2026-03-02T14:00:00Z")
    known = lists.columns_of(store, place.id)
    for fields in ROWS:
        rows.create(store, place.id, known, fields, {}, "2026-03-02T14:00:00Z")
    return Schema(place.id, known, scan=True), store


@given(wanted=SUITED)
def test_the_database_finds_what_passes(
    schema_and_store: tuple[Schema, Store], wanted: Filter
) -> None:
    schema, store = schema_and_store
    found = rows.page(store, schema.list_id, limit=-1, where=schema.condition(wanted))
    expected = [
        at + 1
        for at, fields in enumerate(ROWS)
        if passes(wanted, lambda name, row=fields: row.get(name.removeprefix("fields/")))  # type: ignore[misc]
    ]
    assert [row.id for row in found] == expected


@given(wanted=FILTERS)
def test_a_filter_that_does_not_suit_the_columns_is_refused_and_breaks_nothing(
    schema_and_store: tuple[Schema, Store], wanted: Filter
) -> None:
    schema, store = schema_and_store
    with contextlib.suppress(GraphError):
        rows.page(store, schema.list_id, limit=-1, where=schema.condition(wanted))
