"""The pace keeps every published window, and is never slower than it must be."""

import asyncio
from bisect import bisect_right
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.teams.connector import Leaving, Message, NotSent, Sent, unnoticed
from bot.teams.pace import BURST, GAP, Pace
from bot.teams.paced import PacedConnector
from bot.teams.turn import Place
from tests.teams.conftest import Clock
from tests.teams.fakes import RecordingConnector

CONVERSATION_WINDOWS = ((1.0, 7), (2.0, 8), (30.0, 60), (3600.0, 1800))
ORGANISATION_WINDOW = (1.0, 50)
TEXT = Message("s", text="t")


def most_within(instants: list[float], seconds: float) -> int:
    """The most that fall into any window of that many seconds, both ends included."""
    return max(
        (bisect_right(instants, start + seconds) - index for index, start in enumerate(instants)),
        default=0,
    )


def send(pace: Pace, conversation: str, now: float) -> tuple[float, Pace]:
    """Wait as long as the pace says, then send; when that was, and the pace afterwards."""
    while True:
        wait, pace = pace.next(conversation, now)
        if not wait:
            return now, pace
        now += wait


@given(st.lists(st.floats(0, 40), max_size=150))
def test_one_conversation_keeps_all_four_windows(gaps: list[float]) -> None:
    pace, now, sent = Pace(), 0.0, []
    for gap in gaps:
        # Three quarters of the gaps are none, since bursts are what breaks windows.
        now, pace = send(pace, "c", now + max(0.0, gap - 30))
        sent.append(now)
    for seconds, most in CONVERSATION_WINDOWS:
        assert most_within(sent, seconds) <= most


def test_an_hour_of_haste_keeps_the_hours_window() -> None:
    pace, now, sent = Pace(), 0.0, []
    while now < 7200:
        now, pace = send(pace, "c", now)
        sent.append(now)
    for seconds, most in CONVERSATION_WINDOWS:
        assert most_within(sent, seconds) <= most


@given(st.lists(st.tuples(st.integers(0, 60), st.floats(0, 0.1)), max_size=200))
def test_an_organisation_keeps_its_fifty_a_second(sends: list[tuple[int, float]]) -> None:
    pace, now, sent = Pace(), 0.0, []
    for conversation, gap in sends:
        now, pace = send(pace, str(conversation), now + max(0.0, gap - 0.09))
        sent.append(now)
    assert most_within(sent, ORGANISATION_WINDOW[0]) <= ORGANISATION_WINDOW[1]


def test_a_thousand_people_are_reached_at_forty_seven_a_second() -> None:
    pace, now = Pace(), 0.0
    for person in range(1000):
        now, pace = send(pace, str(person), now)
    assert 1000 / 47 - 1 < now < 1000 / 47 + 1
    assert len(pace.conversations) < 200


def test_six_go_at_once_and_then_one_every_two_seconds_and_a_bit() -> None:
    pace, now, sent = Pace(), 100.0, []
    for _ in range(BURST + 3):
        now, pace = send(pace, "c", now)
        sent.append(now)
    assert sent[BURST - 1] - sent[0] < 0.2
    late = [second - first for first, second in pairwise(sent[BURST:])]
    assert all(abs(gap - GAP) < 0.01 for gap in late)


def test_waiting_changes_nothing_until_it_is_over() -> None:
    pace = Pace()
    for _ in range(BURST):
        _, pace = send(pace, "c", 50.0)
    wait, after = pace.next("c", 50.2)
    assert wait > 1
    assert after is pace


def test_a_clock_moved_back_does_not_stop_the_sending() -> None:
    pace = Pace()
    for _ in range(BURST):
        _, pace = send(pace, "c", 1e9)
    assert pace.next("c", 1e6)[0] == 0.0


class Slow(RecordingConnector):
    """Takes a moment over each send, and knows how many it had at once in one conversation."""

    def __init__(self) -> None:
        super().__init__()
        self.now: dict[str, int] = {}
        self.most = 0

    async def send(self, to: Place, message: Message, *, leaving: Leaving = unnoticed) -> Sent:
        self.now[to.id] = self.now.get(to.id, 0) + 1
        self.most = max(self.most, self.now[to.id])
        await asyncio.sleep(0)
        self.now[to.id] -= 1
        await super().send(to, message, leaving=leaving)
        return Sent("1")


def place(conversation: str) -> Place:
    return Place(conversation, "personal", "https://x/", "t")


async def test_one_conversation_is_served_in_order_and_one_at_a_time(clock: Clock) -> None:
    inner = Slow()
    paced = PacedConnector(inner, clock, clock.sleep)
    texts = [Message("s", text=str(number)) for number in range(20)]
    await asyncio.gather(*(paced.send(place("a"), text) for text in texts))
    assert [message for _, message in inner.sent] == texts
    assert inner.most == 1
    assert clock.now > 1000 + 14 * GAP - 0.01


async def test_a_busy_conversation_holds_up_no_other(clock: Clock) -> None:
    asleep, released = asyncio.Event(), asyncio.Event()

    async def sleep(seconds: float) -> None:
        asleep.set()
        await released.wait()
        clock.now += seconds

    paced = PacedConnector(RecordingConnector(), clock, sleep)
    for _ in range(BURST):
        await paced.send(place("a"), TEXT)
        clock.now += 0.1
    waiting = asyncio.create_task(paced.send(place("a"), TEXT))
    await asleep.wait()
    assert await paced.send(place("b"), TEXT) == Sent("7")
    assert not waiting.done()
    released.set()
    assert await waiting == Sent("8")


async def test_a_retry_after_counts_for_every_conversation(clock: Clock) -> None:
    inner, wall = RecordingConnector(), Clock()
    paced = PacedConnector(inner, clock, clock.sleep, wall, wall.sleep)
    inner.outcome = NotSent("429", 2.5)
    await paced.send(place("a"), TEXT)
    inner.outcome = None
    assert isinstance(await paced.send(place("b"), TEXT), Sent)
    assert wall.now == 1002.5


async def test_a_long_retry_after_is_handed_to_the_sender(clock: Clock) -> None:
    inner, wall = RecordingConnector(), Clock()
    paced = PacedConnector(inner, clock, clock.sleep, wall, wall.sleep)
    inner.outcome = NotSent("429", 60.0)
    await paced.send(place("a"), TEXT)
    inner.outcome = None
    held = await paced.update(place("b"), "1", TEXT)
    assert isinstance(held, NotSent)
    assert held.retry_after == 60.0
    wall.now += 60
    assert await paced.delete(place("b"), "1") == Sent("1")
    assert await paced.members(place("b")) == ()
    assert isinstance(await paced.open_personal("https://x/", "t", "29:a"), Place)
