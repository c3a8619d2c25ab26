"""The units of a minute: never too many in any, people first, everybody in the end."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.budget import MOST_AT_ONCE, URGENCY, WINDOW, Budget, Urgency
from graph.errors import Unavailable
from tests.delivery.virtual import simulated

PERSON, READING, BACKGROUND = Urgency
FOR_EVER = float("inf")
MINUTE = 60.0


@dataclass(frozen=True)
class Asked:
    """A request: when it comes, how long its answer takes, and when of that Graph counts it."""

    at: float
    units: int
    urgency: Urgency = PERSON
    takes: float = 0.0
    counted: float = 0.0
    within: float = FOR_EVER


@dataclass
class Day:
    """What became of requests in simulated time: who was let in when, and who was not."""

    ceiling: int = 200
    came: list[Asked] = field(default_factory=list)
    let_in: list[tuple[float, Asked]] = field(default_factory=list)
    refused: list[tuple[float, Asked, Unavailable]] = field(default_factory=list)
    closings: Sequence[tuple[float, float]] = ()
    """Answers 429: when, and for how long."""

    def passes(self, *asked: Asked) -> "Day":
        """Everybody comes, and is let in or refused."""
        simulated(self._pass(asked))
        return self

    @property
    def instants(self) -> list[float]:
        """When those let in left, to the second."""
        return [round(at) for at, _ in self.let_in]

    def worst_minute(self) -> int:
        """The most units that Graph counted in 60 seconds, wherever they begin."""
        counted = [(at + asked.takes * asked.counted, asked.units) for at, asked in self.let_in]
        return max(
            sum(units for at, units in counted if begin <= at < begin + MINUTE)
            for begin, _ in counted
        )

    async def _pass(self, asked: Sequence[Asked]) -> None:
        loop = asyncio.get_running_loop()
        budget = Budget(self.ceiling, now=loop.time)

        async def come(one: Asked) -> None:
            URGENCY.set(one.urgency)
            await asyncio.sleep(one.at)
            self.came.append(one)
            try:
                async with budget.spending(one.units, within=one.within):
                    self.let_in.append((loop.time(), one))
                    await asyncio.sleep(one.takes)
            except Unavailable as refusal:
                self.refused.append((loop.time(), one, refusal))

        async def close(at: float, seconds: float) -> None:
            await asyncio.sleep(at)
            budget.close(seconds)

        closings = (close(*closing) for closing in self.closings)
        await asyncio.gather(*closings, *map(come, asked))


def requests(**fixed: float) -> st.SearchStrategy[Asked]:
    return st.builds(
        Asked,
        at=st.floats(0, 150),
        units=st.integers(1, MOST_AT_ONCE),
        urgency=st.sampled_from(Urgency),
        takes=st.floats(0, 20),
        counted=st.floats(0, 1),
        **{name: st.just(value) for name, value in fixed.items()},
    )


unhurried = settings(deadline=None)
"""What is measured here is simulated time, not this machine's."""
some_day = st.lists(requests(), min_size=1, max_size=60)
some_429s = st.lists(st.tuples(st.floats(0, 300), st.floats(0, 90)), max_size=4)


@unhurried
@given(some_day, some_429s)
def test_whatever_comes_no_minute_holds_more_than_the_ceiling(
    asked: list[Asked], closings: list[tuple[float, float]]
) -> None:
    assert Day(closings=closings).passes(*asked).worst_minute() <= 200


@unhurried
@given(some_day, some_429s)
def test_whatever_comes_everybody_is_let_in_in_the_end(
    asked: list[Asked], closings: list[tuple[float, float]]
) -> None:
    day = Day(closings=closings).passes(*asked)
    assert sorted(map(hash, asked)) == sorted(hash(one) for _, one in day.let_in)


@unhurried
@given(some_day)
def test_among_equals_the_first_comes_first(asked: list[Asked]) -> None:
    day = Day().passes(*asked)
    for urgency in Urgency:
        left = {id(one): at for at, one in day.let_in}
        instants = [left[id(one)] for one in day.came if one.urgency is urgency]
        assert instants == sorted(instants)


@unhurried
@given(some_day)
def test_while_a_person_waits_background_work_gets_only_what_is_set_aside(
    asked: list[Asked],
) -> None:
    day = Day().passes(*asked)
    for at, one in day.let_in:
        waited_for = [left for left, other in day.let_in if other.urgency is PERSON
                      and other.at < at < left]  # fmt: skip
        if one.urgency is not PERSON and waited_for:
            background = [
                other.units for left, other in day.let_in
                if other.urgency is not PERSON and at - MINUTE < left <= at
            ]  # fmt: skip
            assert sum(background) <= 80


ROUNDING = 1e-9
"""Seconds; the instants of a day are sums of floating-point numbers."""


@unhurried
@given(some_day, some_429s)
def test_while_graph_throttles_nobody_leaves(
    asked: list[Asked], closings: list[tuple[float, float]]
) -> None:
    day = Day(closings=closings).passes(*asked)
    for begin, seconds in closings:
        ends = begin + seconds - ROUNDING
        assert not [at for at, _ in day.let_in if begin < at < ends]


@unhurried
@given(st.lists(requests(within=5.0), min_size=1, max_size=60), some_429s)
def test_whoever_cannot_be_let_in_in_time_hears_so_in_time_and_sent_nothing(
    asked: list[Asked], closings: list[tuple[float, float]]
) -> None:
    day = Day(closings=closings).passes(*asked)
    assert len(day.let_in) + len(day.refused) == len(asked)
    for at, one, refusal in day.refused:
        assert at <= one.at + one.within + 0.01
        assert refusal.after is not None
        assert not refusal.perhaps_done
    assert all(at <= one.at + one.within + 0.01 for at, one in day.let_in)


def test_people_may_spend_all_of_it_and_background_work_a_part() -> None:
    people = [Asked(at=0, units=40) for _ in range(6)]
    assert Day().passes(*people).instants == [0, 0, 0, 0, 0, WINDOW]

    background = [Asked(at=0, units=40, urgency=BACKGROUND) for _ in range(6)]
    assert Day().passes(*background).instants == [0, 0, 0, 0, WINDOW, WINDOW]


def test_a_press_never_waits_behind_a_reload_that_stands_in_line() -> None:
    reload = [Asked(at=0, units=40, urgency=BACKGROUND) for _ in range(6)]
    press = Asked(at=2, units=8)

    day = Day().passes(*reload, press)

    assert [(round(at), one.units) for at, one in day.let_in] == [
        *[(0, 40)] * 4,
        (2, 8),
        *[(WINDOW, 40)] * 2,
    ]


def test_what_changed_in_the_lists_is_read_before_other_background_work_is_done() -> None:
    sheets = [Asked(at=at, units=40, urgency=BACKGROUND) for at in range(8)]
    reading = Asked(at=20, units=18, urgency=READING)

    day = Day().passes(*sheets, reading)

    assert [one for _, one in day.let_in].index(reading) == 4


def test_room_is_kept_for_a_reading_that_was_refused_until_it_comes_again() -> None:
    sheets = [Asked(at=at, units=40, urgency=BACKGROUND) for at in (0, 1, 2, 3)]
    readings = [Asked(at=at, units=18, urgency=READING, within=30) for at in (5, 65)]
    just_in_time = [Asked(at=at, units=40, urgency=BACKGROUND) for at in (61, 62, 63, 64)]

    day = Day().passes(*sheets, *readings, *just_in_time)

    assert [one.at for _, one, _ in day.refused] == [5]
    assert next(one.urgency for at, one in day.let_in if at > 60) is READING


def test_however_many_people_come_background_work_goes_on_a_little() -> None:
    crowd = [Asked(at=at, units=10) for at in range(400)]

    day = Day().passes(*crowd, Asked(at=100, units=40, urgency=BACKGROUND))

    (at,) = [at for at, one in day.let_in if one.urgency is BACKGROUND]
    assert at < 100 + WINDOW


def test_a_batch_waits_as_a_whole_and_what_came_later_does_not_overtake_it() -> None:
    spent = [Asked(at=0, units=40) for _ in range(4)]
    batch, small = Asked(at=2, units=40), Asked(at=3, units=2)

    day = Day().passes(*spent, Asked(at=1, units=5), batch, small)

    assert [(round(at), one.units) for at, one in day.let_in] == [
        *[(0, 40)] * 4,
        (1, 5),
        (WINDOW, 40),
        (WINDOW, 2),
    ]


def test_a_wait_that_is_hopeless_is_told_at_once_with_the_time_to_come_back() -> None:
    spent = [Asked(at=0, units=40) for _ in range(5)]

    day = Day().passes(*spent, Asked(at=10, units=8, within=2))

    ((at, _, refusal),) = day.refused
    assert (at, refusal.after) == (10, WINDOW - 10)


def test_a_request_counts_for_a_minute_from_its_answer_not_from_its_sending() -> None:
    slow = [Asked(at=0, units=40, takes=30) for _ in range(5)]

    day = Day().passes(*slow, Asked(at=1, units=40))

    assert day.instants == [*[0] * 5, 30 + WINDOW]


@pytest.mark.parametrize("seconds", [2, 2.128])
def test_one_429_holds_everybody_back_once(seconds: float) -> None:
    day = Day(closings=[(1, seconds)])
    day.passes(*(Asked(at=at, units=1, urgency=urgency) for at in (1.5, 2) for urgency in Urgency))
    assert [at for at, _ in day.let_in] == pytest.approx([1 + seconds] * 6, abs=0.01)


def test_a_shorter_429_that_comes_later_does_not_open_what_a_longer_one_closed() -> None:
    day = Day(closings=[(1, 30), (2, 3)]).passes(Asked(at=4, units=1))
    assert day.instants == [31]


def test_whoever_gives_up_leaves_the_line_and_spends_nothing() -> None:
    async def give_up() -> list[str]:
        loop, told = asyncio.get_running_loop(), list[str]()
        budget = Budget(200, now=loop.time)
        URGENCY.set(PERSON)

        async def come(name: str, units: int) -> None:
            async with budget.spending(units, within=FOR_EVER):
                told.append(f"{name} at {loop.time():.0f}")

        await asyncio.gather(*(come("before", 38) for _ in range(5)))
        leaving = asyncio.create_task(come("leaving", 40))
        await asyncio.sleep(1)
        behind = asyncio.create_task(come("behind", 10))
        await asyncio.sleep(1)
        leaving.cancel()
        await behind
        return told

    assert simulated(give_up()) == [*["before at 0"] * 5, "behind at 2"]


def test_a_budget_in_which_large_requests_would_not_find_room_is_refused() -> None:
    with pytest.raises(ValueError, match="less than 200"):
        Budget(199)


async def test_more_than_a_request_can_cost_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="more than one request"):
        async with Budget().spending(41, within=1):
            pass
