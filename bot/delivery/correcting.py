"""Keeping the cards of a mailing true: a wave that was paused says so to everybody who was told."""

import asyncio
from collections.abc import Iterator
from itertools import count

from pydantic import BaseModel

from bot.delivery.letters import Letters
from bot.delivery.reaching import place_of
from bot.delivery.writing_down import write_down
from bot.journal.port import Job, NotYet
from bot.organisation import Organisation
from bot.teams.connector import NotSent
from playbook.dossier import Dossier
from playbook.mailing import letter
from playbook.outcome import Outcome
from playbook.records import Addressee, PostState, Purpose, Sheet, SheetState

_AT_ONCE = 4


class CorrectionJob(BaseModel, frozen=True):
    sheet: str


async def give_corrections(org: Organisation, dossier: Dossier) -> None:
    """Give the journal every sheet of a change whose cards tell something else by now.

    A job has the first number that the journal has not known: cards may come to say once more
    what they said before, and an edit may be repeated.
    """
    stale = tuple(_stale(org, dossier))
    if not stale:
        return
    under_way = {_sheet_in(job) for job in await org.journal.pending() if job.kind == "correction"}
    for sheet, shows in stale:
        if sheet.key in under_way:
            continue
        for number in count(1):
            if await org.journal.keep(_job(org, sheet, shows, number)):
                break


def _stale(org: Organisation, dossier: Dossier) -> Iterator[tuple[Sheet, str]]:
    """The sheets, each with a fingerprint of what its cards have to show."""
    letters, drawn = Letters(org, dossier, org.clock.now()), dict[str, str]()
    for sheet in dossier.sheets:
        if not sheet.shows or sheet.state is SheetState.CLAIMED:
            continue
        # What its people had heard before is a correction's own.
        kind = sheet.key if sheet.purpose is Purpose.CORRECTION else sheet.about
        if kind not in drawn:
            drawn[kind] = letters.shows(sheet)
        if drawn[kind] != sheet.shows:
            yield sheet, drawn[kind]


def _job(org: Organisation, sheet: Sheet, shows: str, number: int) -> Job:
    return Job(
        id=f"correction:{sheet.key}:{shows}:{number}",
        kind="correction",
        organisation=org.name,
        payload=CorrectionJob(sheet=sheet.key).model_dump_json(),
    )


def _sheet_in(job: Job) -> str:
    return CorrectionJob.model_validate_json(job.payload).sheet


async def correct(org: Organisation, job: Job) -> str:
    """Edit the card of everybody on a sheet who was told; answers the change.

    An edit may be repeated, so nothing is noted. It is silent: nobody's telephone rings for it.

    Raises:
        NotYet: some cards could not be edited now, or the row is not written.
    """
    sheet = org.records.record(Sheet, _sheet_in(job))
    dossier = org.records.dossier(sheet.change) if sheet else None
    if sheet is None or dossier is None:
        return sheet.change if sheet else ""
    letters = Letters(org, dossier, org.clock.now())
    told = iter([one for one in sheet.addressees if one.state is PostState.SENT and one.message])

    async def worker() -> None:
        for one in told:
            await _edit(org, sheet, one, letters)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(_AT_ONCE):
                group.create_task(worker())
    except* NotYet as later:
        first = later.exceptions[0]
        raise first if isinstance(first, NotYet) else NotYet from later
    await _written(org, sheet.key, letters.shows(sheet))
    return sheet.change


async def _edit(org: Organisation, sheet: Sheet, one: Addressee, letters: Letters) -> None:
    post = letter(sheet, one, org.clock.now())
    message = letters.message(post)
    updated = await org.connector.update(place_of(org, post), one.message, message)
    if isinstance(updated, NotSent):
        raise NotYet(updated.retry_after)


async def _written(org: Organisation, key: str, shows: str) -> None:
    def known() -> Outcome:
        stands = org.records.record(Sheet, key)
        if stands is None:
            return Outcome()
        row = stands.model_copy(update={"shows": shows})
        return Outcome(edits=(row,) if row != stands else ())

    await write_down(org, key, known)
