"""A mailing on its morning, and one attempt at one of its sheets."""

from bot.delivery.sheets import SheetJob, work_through
from bot.journal.port import Job
from playbook.mailing import round_of
from playbook.records import (
    Person,
    PostState,
)
from tests.delivery.still import Notebook, StillOffice
from tests.playbook.firm import TENANT, Firm, somebody
from tests.playbook.rollout import GROUP, PILOT, WAVE, addressed, announced

SHEET = f"{WAVE}/sheet/1"


EVERYBODY = PILOT.model_copy(update={"audience": GROUP})


def people(count: int, *, met: bool = True) -> list[Person]:
    return [somebody(f"p{number}", installed="yes" if met else "") for number in range(count)]


def mailing(staff: list[Person], *, met: bool = True) -> Firm:
    """The morning of an announcement, its people listed on sheets."""
    made = announced(EVERYBODY)
    if met:
        made.put(*staff)
    addressed(made, staff)
    return made


def job(office: StillOffice, number: int = 1) -> Job:
    """A sheet's job as it is given now."""
    key, dossier = f"{WAVE}/sheet/{number}", office.org.records.dossier("CHG-0001")
    assert dossier is not None
    wanted = SheetJob(sheet=key, round=round_of(dossier, office.sheet(key)))
    return Job(id=key, kind="sheet", organisation=TENANT, payload=wanted.model_dump_json())


async def work(office: StillOffice, book: Notebook, number: int = 1) -> None:
    """One attempt at a sheet."""
    await work_through(office.org, job(office, number), book.attempt())


def states(office: StillOffice, key: str = SHEET) -> dict[str, PostState]:
    return {one.person.id: one.state for one in office.sheet(key).addressees}
