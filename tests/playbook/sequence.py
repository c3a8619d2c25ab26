"""Changes side by side, for what gets in whose way."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from playbook.dossier import Dossier
from playbook.fields import NOBODY, Who
from playbook.records import FreezeWindow, Phase, Wave
from playbook.sequencing import Clash, clashes
from playbook.workplace import Workplace
from tests.playbook.firm import FORM, OFFICE, TENANT, move

NOW = datetime(2026, 3, 9, 14, 0, tzinfo=UTC)
MONDAY = date(2026, 3, 9)
PLACE = Workplace(tenant=TENANT, office=OFFICE)


def change(
    number: int,
    days: tuple[int, int] | None = None,
    *,
    waves: tuple[tuple[int, int], ...] = (),
    phase: Phase | None = Phase.SUBMITTED,
    owner: Who = NOBODY,
    audience: str = "",
    **values: object,
) -> Dossier:
    """A change whose go-live window and waves are counted in days from Monday, March 9.

    It touches nothing that another one does, but for `values`.
    """
    key = f"CHG-{number:04}"
    told = {
        "key": key,
        "project_name": f"Change {number}",
        "lead": NOBODY,
        "in_scope_systems": f"System{number}x",
        "in_scope_teams": f"Team{number}x",
        "go_live_from": after(days[0]) if days else None,
        "go_live_to": after(days[1]) if days else None,
        **values,
    }
    rows = tuple(
        Wave(
            key=f"{key}/wave/{n}",
            change=key,
            name=f"Wave {n}",
            first_day=after(first),
            last_day=after(last),
            owner=owner,
            audience=Who(id=audience, name=audience),
        )
        for n, (first, last) in enumerate(waves, 1)
    )
    dossier = Dossier(FORM.model_copy(update=told), waves=rows)
    if phase is None:
        return dossier
    step = move(1, phase).model_copy(update={"key": f"{key}/step/1", "change": key})
    return replace(dossier, moves=(step,))


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def frozen(first: int, last: int | None = None, systems: str = "") -> Workplace:
    """The firm with one freeze window, its month's end."""
    last_day = after(last) if last is not None else None
    row = FreezeWindow(
        key="freeze/1",
        name="Month end",
        first_day=after(first),
        last_day=last_day,
        systems=systems,
    )
    return replace(PLACE, freezes=(row,))


def found(one: Dossier, *others: Dossier, place: Workplace = PLACE) -> tuple[Clash, ...]:
    return clashes(one, (one, *others), place, NOW)
