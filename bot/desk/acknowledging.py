"""Many people press "Got it" in the same moment: that is one edit of one row, not one a person."""

import asyncio
from collections.abc import Callable, Sequence
from contextvars import Context
from dataclasses import dataclass
from functools import partial

from bot.carrying import carry_out
from bot.desk.commanding import IN_TIME
from bot.desk.deciding import Seen, arrival, is_own_letter
from bot.organisation import Organisation
from graph.budget import URGENCY, Urgency
from graph.records import NotNow
from playbook.acknowledging import acknowledged
from playbook.outcome import Acknowledged, Outcome, Reason, Refusal, Reply
from playbook.planning import change_in
from playbook.records import Person, Record

WINDOW = 0.4
"""Seconds for which the first press waits for others to come along."""


@dataclass(frozen=True, eq=False, slots=True)
class _Press:
    person: Person
    seen: Seen
    at: float
    told: "asyncio.Future[Reply | NotNow]"

    @property
    def card(self) -> str:
        """The key of the card, and in a channel, where many press the same one, of the person."""
        own = is_own_letter(self.seen.post, self.person)
        return self.seen.post if own else f"{self.seen.post}/{self.person.key}"


class Acknowledging:
    """Writes down who has read an announcement of one organisation, a moment's presses at a time.

    Nobody is told so before it is written. `now` is in seconds that only ever grow.
    """

    def __init__(self, org: Organisation, now: Callable[[], float], window: float = WINDOW) -> None:
        self._org = org
        self._now = now
        self._window = window
        self._waiting: dict[str, list[_Press]] = {}
        self._writing: set[asyncio.Task[None]] = set()

    async def written(self, wave: str, person: Person, seen: Seen) -> Reply | NotNow:
        """Keep that this person has read it, together with all who press within the window.

        Raises:
            Contended: others kept writing the same rows.
            GraphFault: Graph refuses for good.
        """
        told = asyncio.get_running_loop().create_future()
        press = _Press(person, seen, self._now(), told)
        if wave in self._waiting:
            self._waiting[wave].append(press)
        else:
            self._waiting[wave] = [press]
            # It writes for others than the one who came first, so not in that one's context.
            task = asyncio.create_task(self._write_in_turn(wave), context=Context())
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)
        return await asyncio.shield(told)

    async def _write_in_turn(self, wave: str) -> None:
        """Write until nobody waits; who comes while one edit is under way is in the next."""
        URGENCY.set(Urgency.PERSON)
        while presses := self._waiting[wave]:
            await asyncio.sleep(max(0.0, presses[0].at + self._window - self._now()))
            taken, self._waiting[wave] = presses, []
            await self._write(wave, taken)
        del self._waiting[wave]

    async def _write(self, wave: str, presses: Sequence[_Press]) -> None:
        within = presses[0].at + IN_TIME - self._now()
        try:
            result = await carry_out(self._org, partial(self._marked, wave, presses), within=within)
        except Exception as fault:  # whatever it is, those who wait must hear of it
            for press in presses:
                press.told.set_exception(fault)
            return
        told = result if isinstance(result, NotNow) else result.reply
        for press in presses:
            press.told.set_result(told)

    def _marked(self, wave: str, presses: Sequence[_Press]) -> Outcome:
        """The sheets with these people marked on them; a press also proves that its card came."""
        change, now = change_in(wave), self._org.clock.now()
        dossier = self._org.records.dossier(change)
        announced = dossier.wave(wave) if dossier else None
        if dossier is None or announced is None:
            return Outcome(Refusal(Reason.WAVE_GONE, change, about=wave))
        edits: dict[tuple[type[Record], str], Record] = {}
        for press in presses:
            arrived = arrival(self._org, press.seen, press.person, now, dossier).edits
            edits.update(((type(row), row.key), row) for row in arrived)
            dossier = dossier.after(arrived)
        read = {press.card: press.person.who for press in presses}
        marked = acknowledged(dossier, announced, read, now)
        edits.update(((type(row), row.key), row) for row in marked.edits)
        return Outcome(Acknowledged(change, wave), facts=marked.facts, edits=tuple(edits.values()))
