"""The three steps in which a request is written, and which of them still lacks something.

One long form is put off, or filled in to be done with it; three short ones are each about one
question, and what one of them kept stays while another is typed in (S-20, S-148).
"""

from collections.abc import Iterable, Mapping
from enum import IntEnum

from playbook.fields import Kept, declared
from playbook.findings import Finding
from playbook.records import ChangeRequest


class FormStep(IntEnum):
    """A step of the request's form."""

    WHY = 1
    SCOPE = 2
    WHEN = 3


DEPENDENCIES = "dependencies"
"""What findings about the typed dependencies, which are rows of their own, name as their field."""

FIELDS: Mapping[FormStep, tuple[str, ...]] = {
    FormStep.WHY: (
        "project_name",
        "project_type",
        "goal",
        "business_problem",
        "desired_outcome",
        "why",
        "cost_of_doing_nothing",
    ),
    FormStep.SCOPE: (
        "systems_affected",
        "in_scope_systems",
        "in_scope_teams",
        "in_scope_sites",
        "in_scope_workflows",
        "in_scope_dates",
        "out_of_scope",
        "key_dependencies",
    ),
    FormStep.WHEN: (
        "cost",
        "operational_impact",
        "go_live_from",
        "go_live_to",
        "rollback_trigger",
        "measures_of_success",
        "sponsor",
        "path",
        "decide_by",
        "use",
    ),
}
"""The fields of a request that each step asks, in order."""

ASKED = frozenset(field for fields in FIELDS.values() for field in fields)
"""Every field that the form asks."""


def fields_of(step: FormStep) -> tuple[Kept, ...]:
    """The declarations of what a step asks, in its order."""
    known = {kept.name: kept for kept in declared(ChangeRequest)}
    return tuple(known[name] for name in FIELDS[step])


def step_of(field: str) -> FormStep:
    """The step that asks a field."""
    if field == DEPENDENCIES:
        return FormStep.SCOPE
    return next((step for step, fields in FIELDS.items() if field in fields), FormStep.WHY)


def first_with(findings: Iterable[Finding], after: int = 0) -> FormStep | None:
    """The first step, after that one, in which something is found."""
    steps = {step_of(finding.field) for finding in findings}
    return min((step for step in steps if step > after), default=None)
