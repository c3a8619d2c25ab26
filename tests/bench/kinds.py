"""Topic approvals: what a press of each kind asks of Graph up to its reply.

The bot is the whole product in a process of its own, and nobody else presses. The connector is held
while a press is answered, so that what the sandbox has counted by then is the press's own. What
needs a dialog takes several presses; each of them is counted, and the dearest one told.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta

from pydantic import JsonValue

from bot.demo.once import staged
from bot.demo.stage import Stage
from bot.demo.tenant import Answer, Seen, until
from bot.host.provisioning import provision
from playbook.outcome import Outcome
from playbook.records import LISTS, Delegation, Person
from tests.bench.press import posts_are_out
from tests.bench.rows import Row, at_most
from tests.bench.waiting import Writer, cast_of, settings_of, writing

TURNS = 2
"""So often each kind is pressed; the dearest counts, the first of the process among them."""
HELD = 2.0
"""Seconds for which the connector keeps what follows a press waiting."""
ROUND_TRIPS = 2
"""A press waits for at most so many requests to Graph."""
APPROVED, TAKEN_BACK, NOT_YET_SAVED = "approved", "taken back", "not yet saved"
MONTH = timedelta(days=30)


class Counting:
    """Presses one at a time, and counts what Graph is asked until each is answered."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.each: list[int] = []

    async def press(self, ask: Awaitable[Answer], expected: str) -> Answer:
        """One press, whose answer must say what is expected."""
        tenant = self._stage.tenant
        held = {"on": {"service": "connector"}, "times": 99, "fault": {"delay": HELD}}
        await tenant.call("POST", "faults", [held])
        await tenant.call("DELETE", "usage")
        answer = await ask
        usage = await tenant.call("GET", "usage")
        await tenant.call("DELETE", "faults")
        words = answer.words.lower()
        if expected not in words or NOT_YET_SAVED in words:
            raise RuntimeError(f"the press was answered with {answer.words[:200]}")
        # A reading of the lists may fall into it, and is none of the press's.
        readings = sum(units for what, units in usage["units"].items() if "delta" in what)
        asked = usage["totals"].get("graph", {"requests": 0})["requests"]
        self.each.append(asked - readings // len(LISTS))
        await calm(self._stage)
        return answer


class Pressing:
    """The presses of each kind, each on the card of a change of its own."""

    def __init__(self, stage: Stage, cast: Sequence[str], owner: Person) -> None:
        self._stage = stage
        self._sponsor, _, self._lead, _, self._delegate = cast
        self._owner = owner

    async def alone(self, card: str, counting: Counting) -> None:
        """The sponsor approves, and nobody else is asked."""
        await counting.press(self._approve(self._sponsor, card), APPROVED)

    async def second(self, card: str, counting: Counting) -> None:
        """The second of two stages approves; the first one's press is not counted."""
        before = {seen.id for seen in await self._seen(self._lead)}
        await self._approve(self._sponsor, card)
        await calm(self._stage)
        fresh = [seen for seen in await self._seen(self._lead) if seen.id not in before]
        (asked,) = (seen.id for seen in fresh if "asks you to approve" in seen.words)
        await counting.press(self._approve(self._lead, asked), APPROVED)

    async def behalf(self, card: str, counting: Counting) -> None:
        """A delegate approves for a sponsor who is away."""
        await counting.press(self._approve(self._delegate, card), APPROVED)

    async def conditions(self, card: str, counting: Counting) -> None:
        """An approval on three conditions: a dialog, its page, and the decision."""
        due = str((datetime.now(UTC) + MONTH).date())
        typed: dict[str, JsonValue] = {}
        for number in (1, 2, 3):
            typed[f"what_{number}"] = f"The copy of server {number} is tested."
            typed |= {f"owner_{number}": self._owner.key, f"due_{number}": due}
        opened = await counting.press(self._stage.press(self._sponsor, card, "More"), "")
        page = await counting.press(self._submit(opened, {}, "conditions"), "condition 3")
        await counting.press(self._submit(page, typed, "approve"), APPROVED)

    async def withdrawal(self, card: str, counting: Counting) -> None:
        """A decision is taken back by a dialog; the press that made it is not counted."""
        await self._approve(self._sponsor, card)
        await calm(self._stage)
        back = self._stage.press(self._sponsor, card, "Take it back")
        opened = await counting.press(back, "why")
        typed: dict[str, JsonValue] = {"reason": "I misread the dates."}
        await counting.press(self._submit(opened, typed, "withdraw"), TAKEN_BACK)

    async def _approve(self, person: str, card: str) -> Answer:
        answer = await self._stage.press(person, card, "Approve", {"comment": "Go ahead."})
        words = answer.words.lower()
        if APPROVED not in words or NOT_YET_SAVED in words:
            raise RuntimeError(f"the press was answered with {answer.words[:200]}")
        return answer

    async def _submit(self, opened: Answer, typed: dict[str, JsonValue], action: str) -> Answer:
        if opened.dialog is None:
            raise RuntimeError(f"no dialog came up, but {opened.words[:200]}")
        return await self._stage.tenant.submit(self._sponsor, opened.dialog.id, typed, action)

    async def _seen(self, person: str) -> list[Seen]:
        return await self._stage.tenant.messages(person, (await self._stage.chat(person)).id)


Press = Callable[[Pressing, str, Counting], Awaitable[None]]
KINDS: tuple[tuple[str, Press], ...] = (
    ("a sponsor alone", Pressing.alone),
    ("the second of two stages", Pressing.second),
    ("a delegate for a sponsor", Pressing.behalf),
    ("on three conditions", Pressing.conditions),
    ("taking a decision back", Pressing.withdrawal),
)


def measure() -> list[Row]:
    """The rows of the kinds; takes about a minute."""
    return asyncio.run(_measure())


async def _measure() -> list[Row]:
    async with staged() as stage:
        cast = cast_of(stage, 5)
        settings = settings_of(stage)
        await provision(settings, dry_run=False)
        async with writing(stage, settings) as writer:
            people = [await writer.welcome(short) for short in cast]
            cards = {press: [await _asked(writer, people, press) for _ in range(TURNS)]
                     for _, press in KINDS}  # fmt: skip
        stage.bot.command = [sys.executable, "-m", "tests.bench.press_server"]
        del stage.bot.environment["CUTOVER_CLOCK_URL"]
        await stage.bot.start(stage.tenant.session)
        await calm(stage)
        pressing = Pressing(stage, cast, people[1])
        rows: list[Row] = []
        for what, press in KINDS:
            counting = Counting(stage)
            for card in cards[press]:
                await press(pressing, card, counting)
            rows.append(_row(what, counting.each))
        await _check(stage)
    return rows


async def _check(stage: Stage) -> None:
    """That the presses did what they are called."""
    for kind, wanted in (("Condition", 3 * TURNS), ("Withdrawal", TURNS)):
        found = len(await stage.tenant.rows(f"Decisions/{kind}"))
        if found != wanted:
            raise RuntimeError(f"{found} rows {kind} instead of {wanted}")
    decisions = await stage.tenant.rows("Decisions/Decision")
    if sum(bool(row.get("Approver")) for row in decisions) != TURNS:
        raise RuntimeError("not every press of the delegate was on behalf of somebody")


async def _asked(writer: Writer, people: Sequence[Person], press: Press) -> str:
    """A change that waits for this kind of press; the card that asks for it."""
    sponsor, requester, lead, away, delegate = people
    if press is Pressing.second:
        return await writer.ask(sponsor, requester, lead, (sponsor, lead))
    if press is Pressing.behalf:
        today = datetime.now(UTC).date()
        days = Delegation(
            key="delegation/1",
            of=away.who,
            to=delegate.who,
            first_day=today - MONTH,
            last_day=today + MONTH,
        )
        if not writer.records.workplace().delegations:
            await writer.write(Outcome(edits=(days,)))
        return await writer.ask(away, requester, lead)
    return await writer.ask(sponsor, requester, lead)


def _row(what: str, each: Sequence[int]) -> Row:
    name = f"press, {what}: requests to Graph up to its reply"
    return at_most("approvals", name, max(each), "requests", ROUND_TRIPS)


async def calm(stage: Stage) -> None:
    """Wait until every post is out, and the bot has nothing to do."""

    async def quiet() -> bool:
        before = await stage.tenant.call("GET", "usage")
        async with stage.tenant.session.get(f"{stage.bot.address}/bench/quiet"):
            pass
        after = await stage.tenant.call("GET", "usage")
        return before == after and await posts_are_out(stage)

    await until(quiet, "the bot to have nothing to do", within=60)
