"""Specimens of a plan's parts, of who answers for what, and of the forms that fill them."""

from collections.abc import Iterator
from dataclasses import replace

from cards import plan, plan_part, replied, roles, row, rowform, story
from cards import story_parts as parts
from cards import story_plan as told
from cards.gallery_replies import Specimen
from playbook.commands import NameRoles
from playbook.completeness import PartKind
from playbook.fields import Who
from playbook.findings import Fault, Finding
from playbook.outcome import RolesNamed
from playbook.planning import blank
from playbook.records import (
    Communication,
    ConcernKind,
    RoleKind,
    StakeholderGroup,
    TrainingItem,
)

_PLACE = told.WORKPLACE
_TODAY = _PLACE.today(told.PLANNED)


def specimens() -> Iterator[Specimen]:
    """Every card of a part, and everything about roles."""
    yield from _plans()
    yield from _parts()
    yield from _forms()
    yield from _roles()


def _plans() -> Iterator[Specimen]:
    for name, dossier, person in (
        ("plan, all parts begun", parts.filled(), story.ALEX),
        ("plan, all parts complete", parts.complete(), story.ALEX),
        ("plan, all parts begun, for a reader", parts.filled(), story.DEV),
        ("plan that waits for its sponsor", story.typed(), story.MARIE),
    ):
        yield Specimen(name, plan.draw(dossier, _PLACE, person, told.PLANNED))


def _parts() -> Iterator[Specimen]:
    concerns = told.asked(ConcernKind.PROBLEM).concerns
    filled = replace(parts.filled(), concerns=concerns, conditions=(parts.CONDITION,))
    for kind in PartKind:
        if kind in (PartKind.APPROVAL, PartKind.ROLES):
            continue
        card = plan_part.draw(filled, kind, _PLACE, story.ALEX, told.PLANNED)
        yield Specimen(f"part {kind}", card)
    for name, dossier, kind, person in (
        ("part message, as its type begins it", story.typed(), PartKind.MESSAGES, story.ALEX),
        ("part message for a reader", filled, PartKind.MESSAGES, story.DEV),
        ("part survey, nothing there yet", told.begun(), PartKind.SURVEYS, story.ALEX),
    ):
        yield Specimen(name, plan_part.draw(dossier, kind, _PLACE, person, told.PLANNED))
    for key in (parts.GROUP.key, parts.MESSAGE.key, parts.TRAINING.key, parts.LICENCES.key):
        card = row.draw(filled, key, _PLACE, story.DEV, told.PLANNED)
        yield Specimen(f"row {key.removeprefix('CHG-0001/')}", card)


def _forms() -> Iterator[Specimen]:
    dossier = told.begun()
    for kind in (StakeholderGroup, Communication, TrainingItem):
        new = blank(kind, dossier, _PLACE, story.ALEX)
        yield Specimen(f"form of a new {kind.__name__}", rowform.draw(new, _PLACE, _TODAY).card)


def _roles() -> Iterator[Specimen]:
    named, begun = parts.named(), told.begun()
    inside = replace(_PLACE, people={p.key: p for p in (story.MARIE, story.JULIE, story.DEV)})
    for name, dossier, place, person in (
        ("roles", named, _PLACE, story.JULIE),
        ("roles, for a reader", named, _PLACE, story.DEV),
        ("roles, nobody named yet", begun, _PLACE, story.ALEX),
        ("roles, without an IT provider", begun, inside, story.DEV),
    ):
        yield Specimen(name, roles.draw(dossier, place, person))
    yield Specimen("form of roles", roles.form(begun, _TODAY).card)
    unknown = (Finding(RoleKind.TRAINING, Fault.UNKNOWN_PERSON),)
    typed = {"row_scope": story.MARIE.key, "row_training": "nobody"}
    yield Specimen("form of roles, to mend", roles.form(named, _TODAY, unknown, typed).card)
    overtaken = roles.form(named, _TODAY, (), typed, overtaken=True)
    yield Specimen("form of roles, overtaken", overtaken.card)
    reply = RolesNamed(told.CHANGE)
    card = replied.draw(reply, named, _PLACE, story.JULIE, told.PLANNED)
    yield Specimen("reply: roles named", card)
    command = NameRoles(change=told.CHANGE, holders={RoleKind.SCOPE: Who()})
    yield Specimen("kept: roles", replied.kept(command))
