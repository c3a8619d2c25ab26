"""Working through the sheets of a mailing: fifty messages are one job and one edit of one row."""

import asyncio
import contextlib
from functools import partial

import structlog
from pydantic import BaseModel

from bot.delivery import progress
from bot.delivery.chats import with_chats
from bot.delivery.letters import Letters
from bot.delivery.reaching import Reached, reach
from bot.delivery.writing_down import REST, write_down
from bot.journal.port import Attempt, Job, NotYet
from bot.organisation import Organisation
from bot.teams.connector import Delivery, NotSent, Refused, Sent, Unknown
from bot.teams.turn import Place
from playbook.lateness import may_go
from playbook.mailing import due_sheets, goes_on, letter, round_of, told
from playbook.outcome import Outcome
from playbook.records import Addressee, Post, PostState, Sheet, SheetState

_AT_ONCE = 8
"""Messages of one sheet on their way at the same time; how fast they leave is the pace's to say."""

_log = structlog.get_logger(__name__)


class SheetJob(BaseModel, frozen=True):
    sheet: str
    round: int


async def give_sheets(org: Organisation) -> None:
    """Give every sheet that is due to the journal, unless it still works on that sheet."""
    now = org.clock.now()
    due = [
        _job(org, sheet, round_of(dossier, sheet))
        for dossier in org.records.dossiers()
        for sheet in due_sheets(dossier, now)
    ]
    if not due:
        return
    at_work = {_sheet_in(job) for job in await org.journal.pending() if job.kind == "sheet"}
    for job in due:
        if _sheet_in(job) not in at_work and not await org.journal.keep(job):
            await _doubt(org, _sheet_in(job))


def _job(org: Organisation, sheet: Sheet, number: int) -> Job:
    return Job(
        id=f"sheet:{sheet.key}:{number}",
        kind="sheet",
        organisation=org.name,
        payload=SheetJob(sheet=sheet.key, round=number).model_dump_json(),
    )


def _sheet_in(job: Job) -> str:
    return SheetJob.model_validate_json(job.payload).sheet


async def _doubt(org: Organisation, key: str) -> None:
    """Leave it to a person who of a sheet is to be told again: its work was ended before."""
    sheet = org.records.record(Sheet, key)
    if sheet is None or sheet.state is not SheetState.CLAIMED:
        return
    doubt = {"state": PostState.UNKNOWN, "detail": "the row was changed by hand after it was done"}
    people = {
        one.person.id: one.model_copy(update=doubt) if one.state is PostState.CLAIMED else one
        for one in sheet.addressees
    }
    with contextlib.suppress(NotYet):
        await _written(org, sheet, people)


async def work_through(org: Organisation, job: Job, attempt: Attempt) -> str:
    """Tell the people on one sheet, and write down what became of all; answers the change.

    Raises:
        NotYet: some have not been sent to, or the row is not written; what was done is noted.
    """
    wanted = SheetJob.model_validate_json(job.payload)
    sheet = org.records.record(Sheet, wanted.sheet)
    dossier = org.records.dossier(sheet.change) if sheet else None
    if sheet is None or dossier is None or sheet.state is not SheetState.CLAIMED:
        _log.warning("sheet.withdrawn", sheet=wanted.sheet)
        return sheet.change if sheet else ""
    letters = Letters(org, dossier, org.clock.now())
    work = _Work(org, sheet, wanted.round, letters, attempt)
    await work.send()
    if work.waits is not None:
        raise work.waits
    await _written(org, sheet, work.people, letters.shows(sheet))
    return sheet.change


class _Work:
    """One attempt at one sheet. `waits` says, where somebody could not be sent to now, for how
    long; `people` is what became of each by Entra object id.
    """

    def __init__(
        self, org: Organisation, sheet: Sheet, number: int, letters: Letters, attempt: Attempt
    ) -> None:
        self._org = org
        self._sheet = sheet
        self._round = number
        self._letters = letters
        self._attempt = attempt
        self._days = letters.days(sheet)
        self._on_their_way: set[asyncio.Task[None]] = set()
        self.waits: NotYet | None = None
        people = with_chats(sheet.addressees, org.records.dossiers())
        self.people = progress.so_far(people, attempt.noted)

    async def send(self) -> None:
        """Send to whoever has not been sent to yet.

        A pause of the wave stops it, and so does the end of the process: what is on its way
        arrives and is noted, nothing else leaves.
        """
        waiting = iter([one for one in self.people.values() if one.state is PostState.CLAIMED])

        async def worker() -> None:
            for one in waiting:
                post = letter(self._sheet, one, self._org.clock.now())
                if self.waits is not None or not self._goes_on() or not self._in_hours(post):
                    return
                await self._tell(one, post)

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(_AT_ONCE):
                    group.create_task(worker())
        finally:
            if self._on_their_way:
                await asyncio.wait(self._on_their_way)

    def _goes_on(self) -> bool:
        dossier = self._org.records.dossier(self._sheet.change)
        return (
            dossier is not None
            and goes_on(dossier, self._sheet)
            and round_of(dossier, self._sheet) == self._round
        )

    def _in_hours(self, post: Post) -> bool:
        """Whether its reader works now; a sheet that is held up into the evening waits there."""
        now = self._org.clock.now()
        if may_go(post, self._org.workplace, now) == now:
            return True
        self.waits = NotYet(REST)
        return False

    async def _tell(self, one: Addressee, post: Post) -> None:
        reached = await reach(self._org, post)
        match reached:
            case NotSent():
                self._wait(reached)
            case Refused():
                await self._ended(_refused(one, reached))
            case Reached(place=place):
                sending = asyncio.create_task(self._send(one, place, post))
                self._on_their_way.add(sending)
                sending.add_done_callback(self._on_their_way.discard)
                await asyncio.shield(sending)

    async def _send(self, one: Addressee, place: Place, post: Post) -> None:
        one = one.model_copy(update={"conversation": place.id, "days": self._days})
        message = self._letters.message(post)
        begun = partial(self._attempt.note, progress.begun(one))
        delivery = await self._org.connector.send(place, message, leaving=begun)
        if isinstance(delivery, NotSent):
            self._wait(delivery)
        await self._ended(_after(one, delivery))

    async def _ended(self, one: Addressee) -> None:
        self.people[one.person.id] = one
        await self._attempt.note(progress.ended(one))

    def _wait(self, delivery: NotSent) -> None:
        _log.info("sheet.waits", sheet=self._sheet.key, reason=delivery.reason)
        self.waits = NotYet(delivery.retry_after)


def _after(one: Addressee, delivery: Delivery) -> Addressee:
    match delivery:
        case Sent(message_id=name):
            return one.model_copy(update={"state": PostState.SENT, "message": name})
        case Refused():
            return _refused(one, delivery)
        case Unknown(reason=reason):
            return one.model_copy(update={"state": PostState.UNKNOWN, "detail": reason})
        case NotSent():
            return one


def _refused(one: Addressee, refused: Refused) -> Addressee:
    detail = f"{refused.code}: {refused.reason}"
    return one.model_copy(update={"state": PostState.REFUSED, "detail": detail})


async def _written(
    org: Organisation, sheet: Sheet, people: dict[str, Addressee], shows: str = ""
) -> None:
    """Write what became of everybody, in one edit, and at first what their messages show.

    Raises:
        NotYet: the lists do not take it now; all of it is in the notes.
    """

    def known() -> Outcome:
        stands = org.records.record(Sheet, sheet.key)
        dossier = org.records.dossier(sheet.change)
        if stands is None or dossier is None:
            return Outcome()
        row = told(dossier, stands, tuple(people.values()))
        row = row.model_copy(update={"shows": stands.shows or shows})
        return Outcome(edits=(row,) if row != stands else ())

    await write_down(org, sheet.key, known)
    states = [one.state for one in people.values()]
    _log.info(
        "sheet.settled",
        sheet=sheet.key,
        **{state.value: states.count(state) for state in PostState if state in states},
    )
