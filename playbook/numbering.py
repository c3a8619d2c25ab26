"""How the rows of a change's plan are called: `CHG-0001/wave/2`."""

from collections.abc import Mapping

from playbook.by_hand import key_removed
from playbook.dossier import HOLDS, Dossier, numbers_below
from playbook.records import (
    ActionItem,
    Communication,
    Dependency,
    Measure,
    Measurement,
    PlanRow,
    Review,
    Risk,
    Role,
    Rollback,
    StakeholderGroup,
    Survey,
    TrainingItem,
    Wave,
)

NAMES: Mapping[type[PlanRow], str] = {
    Wave: "wave",
    Risk: "risk",
    Rollback: "rollback",
    Measure: "measure",
    ActionItem: "item",
    Dependency: "dependency",
    Role: "role",
    Survey: "survey",
    StakeholderGroup: "group",
    Communication: "message",
    TrainingItem: "training",
    Review: "review",
    Measurement: "reading",
}
"""What the key of each kind of row calls it."""


def next_row_key(dossier: Dossier, kind: type[PlanRow]) -> str:
    """The key of the next row of its kind. A change has one rollback plan.

    The number of a row that was deleted by hand is not given again: what was told, answered and
    decided about that one would count for the new one.
    """
    number = 1 if kind is Rollback else max(numbers_given(dossier, kind), default=0) + 1
    return row_key(dossier, kind, number)


def row_key(dossier: Dossier, kind: type[PlanRow], number: int) -> str:
    return f"{dossier.change.key}/{NAMES[kind]}/{number}"


def numbers_given(dossier: Dossier, kind: type[PlanRow]) -> frozenset[int]:
    """The numbers of all rows of a kind that there are, or of which anything tells."""
    stem = f"{dossier.change.key}/{NAMES[kind]}/"
    rows: tuple[PlanRow, ...] = getattr(dossier, HOLDS[kind])
    about = (
        *(row.key for row in (*rows, *dossier.wave_steps, *dossier.sheets, *dossier.answers)),
        *(event.key for event in dossier.audit),
        *(post.about for post in dossier.posts),
        *(row.key for row in dossier.gone),
        *(key_removed(kind.KEPT_IN, event.key) for event in dossier.audit),
        *dossier.taken,
    )
    return numbers_below(stem, about)
