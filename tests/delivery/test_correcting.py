"""What people were told one to one stays true: a wave that is paused says so on each card."""

import json

import pytest

from bot.delivery.correcting import CorrectionJob, correct, give_corrections
from bot.journal.port import Attempt, Job, NotYet
from bot.teams.connector import NotSent
from playbook.records import Person, SheetState, Wave, WaveState
from tests.delivery.mailed import SHEET, mailing, people, work
from tests.delivery.still import Notebook, StillOffice, opened
from tests.playbook.firm import TENANT, Firm
from tests.playbook.rollout import PILOT, moved


async def told() -> tuple[Firm, StillOffice, list[Person]]:
    """Three people were told of a wave."""
    staff = people(3)
    made = mailing(staff)
    office = await opened(made)
    await work(office, Notebook())
    made.put(office.sheet(SHEET))
    await at_work(office)
    return made, office, staff


async def corrected(office: StillOffice) -> None:
    """Whatever is stale is given to the journal, and done."""
    dossier = office.org.records.dossier(PILOT.change)
    assert dossier is not None
    await give_corrections(office.org, dossier)
    await office.org.journal.settled()


async def at_work(office: StillOffice) -> None:
    async def run(job: Job, _attempt: Attempt) -> None:
        await correct(office.org, job)

    await office.org.journal.open(run)


def shown(office: StillOffice) -> list[str]:
    return [json.dumps(message.card) for _place, _name, message in office.teams.updated]


async def test_cards_that_are_true_are_let_be() -> None:
    _made, office, _staff = await told()
    await corrected(office)
    assert not office.teams.updated


async def test_a_pause_is_on_the_card_of_everybody_who_was_told() -> None:
    made, office, staff = await told()
    moved(made, WaveState.PAUSED)
    await office.take(made)

    await corrected(office)

    assert len(office.teams.updated) == len(staff)
    assert all("Paused for now" in card for card in shown(office))
    assert all(f"{SHEET}/{one.key}" in card for one, card in zip(staff, shown(office), strict=True))


async def test_taken_up_again_the_cards_say_what_they_said_before() -> None:
    made, office, staff = await told()
    before = office.sheet(SHEET).shows
    moved(made, WaveState.PAUSED)
    await office.take(made)
    await corrected(office)
    made.put(office.sheet(SHEET))
    moved(made, WaveState.ANNOUNCED)
    await office.take(made)
    office.teams.updated.clear()

    await corrected(office)

    assert len(office.teams.updated) == len(staff)
    assert not any("Paused for now" in card for card in shown(office))
    assert office.sheet(SHEET).shows == before


async def test_a_card_that_teams_would_not_take_now_is_tried_again() -> None:
    made, office, _staff = await told()
    moved(made, WaveState.PAUSED)
    await office.take(made)
    office.teams.meet = lambda _place: NotSent("busy", 2.0)
    sheet = CorrectionJob(sheet=SHEET).model_dump_json()
    job = Job(id="c", kind="correction", organisation=TENANT, payload=sheet)

    with pytest.raises(NotYet) as later:
        await correct(office.org, job)

    assert later.value.after == 2.0
    assert office.sheet(SHEET).state is SheetState.DONE


async def test_words_that_go_back_and_forth_are_on_the_cards_each_time() -> None:
    made, office, staff = await told()
    (wave,) = made.all(Wave)

    for words in ("Everything else.", wave.what_stays, "Everything else."):
        office.teams.updated.clear()
        made.put(office.sheet(SHEET))
        made.put(wave.model_copy(update={"what_stays": words}))
        await office.take(made)
        await corrected(office)

        assert len(office.teams.updated) == len(staff)
        assert all(words in card for card in shown(office))
