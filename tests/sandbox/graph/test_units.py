"""Resource units, as docs/platform.md#throttling has them."""

from sandbox.graph import tables
from sandbox.graph.units import PER_MINUTE, spend
from sandbox.store import Store


def _store() -> Store:
    store = Store(None)
    tables.declare(store)
    return store


def test_nothing_is_said_below_four_fifths() -> None:
    store = _store()
    assert spend(store, "app", 999, 30.0).headers() == {}
    told = spend(store, "app", 1, 30.0).headers()
    assert told == {
        "RateLimit-Limit": "1250",
        "RateLimit-Remaining": "250",
        "RateLimit-Reset": "30",
    }


def test_the_last_unit_may_be_spent_and_not_one_more() -> None:
    store = _store()
    assert not spend(store, "app", PER_MINUTE, 0.0).exceeded
    over = spend(store, "app", 1, 59.9)
    assert over.exceeded
    assert over.headers()["Retry-After"] == "1"


def test_refused_requests_count_too() -> None:
    store = _store()
    spend(store, "app", PER_MINUTE + 1, 0.0)
    assert spend(store, "app", 2, 1.0).spent == PER_MINUTE + 3


def test_each_app_has_its_own_units() -> None:
    store = _store()
    spend(store, "app", PER_MINUTE, 0.0)
    assert spend(store, "other", 2, 0.0).spent == 2


def test_the_next_minute_begins_with_nothing_spent() -> None:
    store = _store()
    spend(store, "app", PER_MINUTE + 5, 59.0)
    assert spend(store, "app", 2, 60.0).spent == 2


def test_a_clock_set_back_does_not_begin_a_new_minute() -> None:
    store = _store()
    spend(store, "app", PER_MINUTE, 120.0)
    assert spend(store, "app", 2, 60.0).exceeded
