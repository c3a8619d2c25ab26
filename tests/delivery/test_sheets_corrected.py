"""Days move twice before a correction could leave: its readers hear once, and what is true."""

import json
from datetime import date, timedelta

from bot.delivery.sheets import SheetJob, work_through
from bot.journal.port import Job
from playbook.mailing import due_sheets, round_of
from playbook.records import Wave
from tests.delivery.mailed import SHEET, mailing, people, work
from tests.delivery.still import Notebook, opened
from tests.playbook.firm import TENANT
from tests.playbook.rollout import WAVE


async def test_a_correction_says_the_days_that_its_reader_had_really_heard() -> None:
    made = mailing(people(2))
    office = await opened(made)
    await work(office, Notebook())
    made.put(office.sheet(SHEET))
    for first_day in (date(2026, 3, 17), date(2026, 3, 18)):
        made.put(made.rows[Wave, WAVE].model_copy(update={"first_day": first_day}))
        made.now += timedelta(hours=1)
        made.tick()
    office = await opened(made)

    (sheet,) = due_sheets(made.dossier(), made.now)
    wanted = SheetJob(sheet=sheet.key, round=round_of(made.dossier(), sheet)).model_dump_json()
    job = Job(id=sheet.key, kind="sheet", organisation=TENANT, payload=wanted)
    await work_through(office.org, job, Notebook().attempt())

    cards = [json.dumps(message.card) for _place, message in office.teams.sent]
    assert len(cards) == 2
    assert all("March 18" in card and "March 16" in card for card in cards)
    assert not any("March 17" in card for card in cards)
