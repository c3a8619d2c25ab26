"""The change request form: a dialog with its fourteen fields, from their declarations, and before
them the type of change that its plan begins with.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from cards import build
from cards.dialog import Dialog
from cards.elements import Element
from cards.entering import entry, to_mend
from cards.mending import mend
from cards.payloads import ROWS, FileChange
from cards.why import empty
from cards.words import _
from playbook.fields import Kept, Kind, declared, field_of
from playbook.outcome import Finding
from playbook.records import ChangeRequest, SurveyAnswer

_TYPE = "project_type"
_RECORDS = (ChangeRequest, *ROWS.values(), SurveyAnswer)
_SECTIONS = (
    ("The change", (_TYPE, "project_name", "sponsor")),
    (
        "The reasons",
        ("goal", "business_problem", "desired_outcome", "why", "cost_of_doing_nothing"),
    ),
    (
        "What it touches",
        (
            "systems_affected",
            "in_scope_systems",
            "in_scope_teams",
            "in_scope_sites",
            "in_scope_workflows",
            "in_scope_dates",
            "out_of_scope",
            "key_dependencies",
        ),
    ),
    (
        "Going live",
        (
            "cost",
            "operational_impact",
            "go_live_from",
            "go_live_to",
            "rollback_trigger",
            "measures_of_success",
            "path",
            "use",
        ),
    ),
)


def draw(
    entered: ChangeRequest,
    findings: Sequence[Finding],
    form: str,
    today: date,
    typed: Mapping[str, str] | None = None,
    *,
    base: str = "",
    overtaken: bool = False,
) -> Dialog:
    """The form, with everything that was entered kept in it.

    `entered.key` is empty for a new change, its version until it was first sent. `form` names
    this form, so that it makes one change. `typed` holds the inputs as they came, for what could
    not be read as its field's type. `base` names the scope that the form was opened on; with
    `overtaken` somebody else has edited it since.
    """
    found = {finding.field: finding for finding in findings}
    title = _("Edit {change}").format(change=entered.key) if entered.key else _("Start a change")
    elements: list[Element] = list(_opening(entered, found, overtaken=overtaken))
    for name, fields in _SECTIONS:
        elements.append(build.section(_(name)))
        for kept in (field_of(ChangeRequest, field) for field in fields):
            elements.extend(_field(kept, entered, found.get(kept.name), today, typed or {}))
    elements.append(
        build.buttons(
            build.submit(
                _("Send to sponsor"),
                FileChange(change=entered.key, form=form, submit=True, base=base),
                name="send",
                primary=True,
            ),
            build.submit(
                _("Save draft"),
                FileChange(change=entered.key, form=form, submit=False, base=base),
                name="save-draft",
            ),
        )
    )
    return Dialog(title, build.card(title, *elements))


def _opening(
    entered: ChangeRequest, found: Mapping[str, Finding], *, overtaken: bool
) -> Iterator[Element]:
    if overtaken:
        told = _("Somebody changed this request while your form was open. Nothing was saved yet.")
        yield build.text(told, bold=True)
        yield build.text(
            _("Send yours to put it in the place of theirs, or close this to keep theirs."),
            close=True,
        )
    elif found:
        fields = [field for _title, section in _SECTIONS for field in section if field in found]
        yield from to_mend([label_of(field) for field in fields])
    elif entered.version:
        yield build.text(_("Sent again, it becomes a new version, and its sponsor decides anew."))
    else:
        yield build.text(_("Short is fine. Save a draft at any time and finish it later."))


def _field(
    kept: Kept,
    entered: ChangeRequest,
    finding: Finding | None,
    today: date,
    typed: Mapping[str, str],
) -> Iterator[Element]:
    yield entry(kept, getattr(entered, kept.name))
    if kept.name == _TYPE:
        yield build.text(_filled_in(entered), small=True, subtle=True, close=True)
    if finding is not None:
        told = mend(finding, today, typed.get(kept.name, ""), missing=missing(kept))
        yield build.text(told, small=True, alert=True, close=True)


def _filled_in(entered: ChangeRequest) -> str:
    """What choosing a type does. A plan is filled in once, whatever is chosen later."""
    if entered.key and entered.project_type is not None:
        return _("The plan begins with the type that was chosen first. Another adds nothing to it.")
    return _(
        "Optional. If you choose one, the plan starts filled in: who is affected, messages,"
        " training, risks, the way back, measures and waves. All of it can be edited, and nobody"
        " is told yet."
    )


def missing(kept: Kept) -> str:
    """What to put into a field of the request that was left empty."""
    match kept.kind:
        case Kind.PERSON:
            return _("Choose who decides.")
        case Kind.DATE:
            return _("Choose a day.")
        case Kind.LINES if kept.name == "why":
            return empty()
        case Kind.LINES:
            return _("The sponsor needs this to decide. A sentence or two is enough.")
        case _:
            return _("Give the change a short name.")


def label_of(field: str) -> str:
    """What people call a field of any form; a duty's name is its own label."""
    kept = (kept for record in _RECORDS for kept in declared(record) if kept.name == field)
    return next((_(one.label) for one in kept), _(field))
