"""Another's clock, followed over HTTP: how the bot lives in the sandbox tenant's time."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import aiohttp
import structlog
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

_log = structlog.get_logger(__name__)

Settle = Callable[[datetime], Awaitable[datetime | None]]

# The other side answers a poll within 25 s, moved or not.
PATIENCE = aiohttp.ClientTimeout(total=40)
FIRST_WAIT = 0.5
LONGEST_WAIT = 5.0
DRIFT = timedelta(seconds=1)


class _Wire(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, frozen=True)


class Heard(_Wire):
    """What the other clock says. `moved`: somebody moved it further than we had settled."""

    now: AwareDatetime
    moved: bool = False


class Settled(_Wire):
    """What we report: everything due by `settled_at` is done; `next_due` is what comes next."""

    settled_at: AwareDatetime
    next_due: AwareDatetime | None


class FollowedClock:
    """A `Clock` that shows another's time: the last heard instant plus what has passed since.

    `url` is the other clock's address, `http://.../sandbox/clock`: GET reads it, and
    followers wait for its moves at `followers/{name}`.
    """

    def __init__(
        self,
        url: str,
        name: str,
        session: aiohttp.ClientSession,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = url.rstrip("/")
        self._name = name
        self._session = session
        self._wait = wait
        self._monotonic = monotonic
        self._heard: tuple[datetime, float] | None = None
        self._changed = asyncio.Event()

    def now(self) -> datetime:
        if self._heard is None:
            raise RuntimeError("The clock that is followed has not been heard yet.")
        at, since = self._heard
        return at + timedelta(seconds=self._monotonic() - since)

    async def begin(self) -> None:
        """Hear the other clock for the first time, however long that takes."""
        self._set((await self._patiently(self._read)).now)

    async def follow(self, settle: Settle) -> None:
        """Follow for ever: at each move, set the time, `settle` at it, and report back.

        `settle` does everything due by an instant and answers what is due next. It is also
        called between moves, as time passes.
        """
        if self._heard is None:
            await self.begin()
        at = self.now()
        while True:
            settled = Settled(settled_at=at, next_due=await settle(at))
            # What changed while it settled is in what it answered.
            self._changed.clear()
            heard = await self._answer_or_change(settled)
            if heard is not None and (heard.moved or self._has_drifted_from(heard.now)):
                self._set(heard.now)
            at = heard.now.astimezone(UTC) if heard is not None and heard.moved else self.now()

    def report(self) -> None:
        """What is due next has changed: settle again and let the other side know."""
        self._changed.set()

    async def _answer_or_change(self, settled: Settled) -> Heard | None:
        """What the other side answers; None when there is something new to report first."""
        answer = asyncio.create_task(self._patiently(lambda: self._poll(settled)))
        change = asyncio.create_task(self._changed.wait())
        try:
            await asyncio.wait((answer, change), return_when=asyncio.FIRST_COMPLETED)
            return answer.result() if answer.done() else None
        finally:
            answer.cancel()
            change.cancel()
            await asyncio.gather(answer, change, return_exceptions=True)

    async def _read(self) -> Heard:
        async with self._session.get(self._url, timeout=PATIENCE) as answer:
            return await _heard(answer)

    async def _poll(self, settled: Settled) -> Heard:
        address = f"{self._url}/followers/{self._name}"
        body = settled.model_dump(mode="json", by_alias=True)
        async with self._session.post(address, json=body, timeout=PATIENCE) as answer:
            return await _heard(answer)

    async def _patiently(self, ask: Callable[[], Awaitable[Heard]]) -> Heard:
        """Ask until answered; what is wrong is logged once."""
        pause = FIRST_WAIT
        while True:
            try:
                heard = await ask()
            except (aiohttp.ClientError, TimeoutError, ValidationError) as why:
                if pause == FIRST_WAIT:
                    _log.warning("followed_clock_lost", url=self._url, why=str(why))
                await self._wait(pause)
                pause = min(LONGEST_WAIT, pause * 2)
            else:
                if pause > FIRST_WAIT:
                    _log.info("followed_clock_found", url=self._url)
                return heard

    def _has_drifted_from(self, now: datetime) -> bool:
        return abs(now - self.now()) > DRIFT

    def _set(self, now: datetime) -> None:
        self._heard = (now.astimezone(UTC), self._monotonic())


async def _heard(answer: aiohttp.ClientResponse) -> Heard:
    answer.raise_for_status()
    return Heard.model_validate_json(await answer.read())
