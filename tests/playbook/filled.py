"""A request filed with a type, and the plan that it began with."""

from playbook.commands import File
from playbook.dossier import PLAN
from playbook.presets import PRESETS
from playbook.records import PlanRow, ProjectType, Record
from tests.playbook.firm import JULIE, Firm, firm, form

TYPE = ProjectType.MICROSOFT_365
PRESET = PRESETS[TYPE]
TYPED = File(entered=form(project_type=TYPE), submit=True)
MARKS = ["CHG-0001/preset", "CHG-0001/preset/audit"]


def filed(command: File = TYPED) -> Firm:
    made = firm()
    made.press(command, JULIE)
    return made


def plan(made: Firm) -> list[PlanRow]:
    return [row for kind in PLAN for row in made.all(kind)]


def keys(made: Firm) -> list[str]:
    return sorted(row.key for row in plan(made))


def marks(made: Firm) -> list[str]:
    return [event.key for event in made.audit() if "/preset" in event.key]


def drop(made: Firm, row: Record) -> None:
    del made.rows[type(row), row.key]


WHOLE = keys(filed())
