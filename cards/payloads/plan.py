"""Payloads about a change's plan: its rows, its waves, and the lines of the digest."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from cards.payloads.payload import Key, MaybeKey, Payload
from playbook.completeness import PartKind
from playbook.numbering import NAMES
from playbook.records import PlanRow, WaveState

ROW_INPUT = "row_"
"""What the id of each input of a row's form begins with: a row has fields such as `kind`, which a
payload has too.
"""


class RowKind(StrEnum):
    """The rows of a plan that have a form."""

    WAVE = "wave"
    RISK = "risk"
    ROLLBACK = "rollback"
    MEASURE = "measure"
    ITEM = "item"
    DEPENDENCY = "dependency"
    SURVEY = "survey"
    GROUP = "group"
    MESSAGE = "message"
    TRAINING = "training"


ROWS: Mapping[RowKind, type[PlanRow]] = {
    RowKind(name): row for row, name in NAMES.items() if name in set(RowKind)
}
"""What is kept of each kind, which is named as in the keys of its rows."""


class ShowPlan(Payload, frozen=True):
    VERB = "plan.show"
    change: Key


class ShowPart(Payload, frozen=True):
    """The rows of one part of a plan."""

    VERB = "plan.part"
    change: Key
    kind: PartKind = Field(strict=False)


class ShowRoles(Payload, frozen=True):
    """Who answers for what in a change."""

    VERB = "roles.show"
    change: Key


class OpenRoles(Payload, frozen=True):
    """Asks for the form that names them."""

    VERB = "roles.form"
    change: Key


class SaveRoles(Payload, frozen=True):
    """That form, submitted. `base` names the roles that it was opened on, as `roles_hash` does."""

    VERB = "roles.save"
    change: Key
    base: MaybeKey = ""


class ShowWave(Payload, frozen=True):
    VERB = "wave.show"
    wave: Key


class ShowSurvey(Payload, frozen=True):
    VERB = "survey.show"
    survey: Key


class ShowRow(Payload, frozen=True):
    """Any row of the plan, by its key."""

    VERB = "row.show"
    row: Key


class ShowCalendar(Payload, frozen=True):
    """What is coming, of all changes."""

    VERB = "calendar.show"


class OpenRowForm(Payload, frozen=True):
    """Asks for the form of a row: the one named, or a new one.

    `source` is the row that a new action item is made from, and `what` what it may be called.
    """

    VERB = "row.form"
    kind: RowKind = Field(strict=False)
    change: Key
    row: MaybeKey = ""
    source: MaybeKey = ""
    what: Annotated[str, StringConstraints(max_length=2000)] = ""


class SaveRow(Payload, frozen=True):
    """The form of a row, submitted. `row` is its key, a new one's too."""

    VERB = "row.save"
    kind: RowKind = Field(strict=False)
    change: Key
    row: Key
    base: MaybeKey = ""
    """The row that the form was opened on, as `row_hash` names it; empty for a new one."""
    source: MaybeKey = ""


class MoveWave(Payload, frozen=True):
    """Schedules, pauses or takes up a wave; `ordinal` is the step that the card offered."""

    VERB = "wave.move"
    wave: Key
    to: WaveState = Field(strict=False)
    ordinal: int


class FinishItem(Payload, frozen=True):
    VERB = "item.done"
    item: Key


class OpenLine(Payload, frozen=True):
    """A line of the digest: the thing behind it, and what one can do about it.

    `kind` is the line's own kind, `row` the key of the row behind it, or of the change itself.
    """

    VERB = "line.open"
    kind: Annotated[str, StringConstraints(max_length=40)]
    change: Key
    row: Key
