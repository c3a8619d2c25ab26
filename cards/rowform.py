"""The form of any row of a plan: a dialog with the fields that the row declares."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from cards import build
from cards.dialog import Dialog
from cards.elements import Element
from cards.entering import entry, to_mend, under
from cards.mending import mend
from cards.payloads import ROW_INPUT, ROWS, RowKind, SaveRow
from cards.reading_rows import AUDIENCE, NO_PLACE
from cards.words import _
from playbook.completeness import PartKind
from playbook.fields import Kept, Kind, Who, asked_of
from playbook.findings import Finding
from playbook.records import PlanRow
from playbook.workplace import Workplace

_CHANNEL = "channel"
"""The field that names a channel or group chat, chosen from those that Cutover is in."""
_PARTS = {
    (RowKind.WAVE, "first_day"): "When",
    (RowKind.WAVE, _CHANNEL): "Who is told, and where",
    (RowKind.WAVE, "what_changes"): "What they are told",
}
"""Titles before a field, where a form is long."""


def kind_of(row: PlanRow) -> RowKind:
    """Which of the forms is this row's.

    :raises StopIteration: for a row that has no form, which is a mistake of ours
    """
    return next(kind for kind, record in ROWS.items() if record is type(row))


def has_form(row: PlanRow) -> bool:
    return type(row) in ROWS.values()


def form_of(part: PartKind) -> RowKind | None:
    """The kind of form that the rows of a part have; None where they have none."""
    return next((kind for kind in RowKind if kind.value == part.value), None)


def draw(
    row: PlanRow,
    workplace: Workplace,
    today: date,
    findings: Sequence[Finding] = (),
    typed: Mapping[str, str] | None = None,
    *,
    base: str = "",
    source: str = "",
    overtaken: bool = False,
) -> Dialog:
    """The form, with everything that was entered kept in it.

    `base` names the row that the form was opened on, and is empty for a new one; with
    `overtaken` somebody else has changed it since. `source` is the row that a new action item
    is made from. `typed` holds the inputs as they came, for what could not be read.
    """
    kind = kind_of(row)
    found = {finding.field: finding for finding in findings}
    title = title_of(kind, new=not base)
    elements: list[Element] = list(_opening(kind, found, new=not base, overtaken=overtaken))
    for kept in asked_of(type(row)):
        if part := _PARTS.get((kind, kept.name)):
            elements.append(build.section(_(part)))
        hint = under(kept)
        inside = replace(kept, help="") if hint else kept
        elements.append(_field(inside, getattr(row, kept.name), workplace))
        if finding := found.get(kept.name):
            told = mend(finding, today, _typed(kept, row, typed or {}), missing=_missing(kept))
            elements.append(build.text(told, small=True, alert=True, close=True))
        elif hint:
            elements.append(build.text(hint, small=True, subtle=True, close=True))
    save = SaveRow(kind=kind, change=row.change, row=row.key, base=base, source=source)
    button = build.submit(_("Save"), save, name="save", primary=True)
    return Dialog(title, build.card(title, *elements, build.buttons(button)))


def title_of(kind: RowKind, *, new: bool) -> str:
    """What the form of a kind of row is called, and the button that opens it."""
    added, edited = {
        RowKind.WAVE: (_("Add a wave"), _("Edit the wave")),
        RowKind.RISK: (_("Add a risk"), _("Edit the risk")),
        RowKind.ROLLBACK: (_("Write the rollback plan"), _("Edit the rollback plan")),
        RowKind.MEASURE: (_("Add a measure"), _("Edit the measure")),
        RowKind.ITEM: (_("Add an action item"), _("Edit the action item")),
        RowKind.DEPENDENCY: (_("Add a dependency"), _("Edit the dependency")),
        RowKind.SURVEY: (_("Add a survey"), _("Edit the survey")),
        RowKind.GROUP: (_("Add a group"), _("Edit the group")),
        RowKind.MESSAGE: (_("Add a message"), _("Edit the message")),
        RowKind.TRAINING: (_("Add training"), _("Edit the training")),
    }[kind]
    return added if new else edited


def _opening(
    kind: RowKind, found: Mapping[str, Finding], *, new: bool, overtaken: bool
) -> Iterator[Element]:
    if overtaken:
        told = _("Somebody changed this while your form was open. Nothing was saved yet.")
        yield build.text(told, bold=True)
        yield build.text(
            _("Save yours to put it in the place of theirs, or close this to keep theirs."),
            close=True,
        )
    elif found:
        fields = (kept for kept in asked_of(ROWS[kind]) if kept.name in found)
        yield from to_mend([_(kept.label) for kept in fields])
    elif hint := _hint(kind, new=new):
        yield build.text(hint)


def _hint(kind: RowKind, *, new: bool) -> str:
    match kind:
        case RowKind.WAVE if new:
            return _("Nobody is told of it before you schedule it.")
        case RowKind.ROLLBACK:
            return _("Keep it short: the person who decides reads it when something goes wrong.")
        case RowKind.GROUP if new:
            return _("One group of people whose day it changes, and what they hear of it.")
        case RowKind.MESSAGE if new:
            return _("One message to one audience. Cutover sends nothing because of it.")
        case RowKind.TRAINING if new:
            return _("By role, on the tasks of every day, before they are needed.")
        case RowKind.SURVEY if new:
            return _("It is asked on the first day in the morning, and closes in the evening.")
        case _:
            return ""


def _field(kept: Kept, value: object, workplace: Workplace) -> Element:
    name, label, hint = ROW_INPUT + kept.name, _(kept.label), _(kept.help) if kept.help else ""
    match value:
        case Who() if kept.name == AUDIENCE:
            return build.line_input(name, label, value=value.name, hint=hint)
        case Who() if kept.name == _CHANNEL:
            places = _places(workplace, value)
            if not kept.required:
                places.insert(0, (NO_PLACE, _("No channel")))
            return build.choice_input(name, label, places, value=value.id or _none(kept), hint=hint)
        case _:
            return entry(kept, value, name=name)


def _places(workplace: Workplace, chosen: Who) -> list[tuple[str, str]]:
    """The channels and group chats that Cutover is in, and the one chosen before in any case."""
    places = [
        (place.key, place.name or place.key)
        for place in workplace.conversations.values()
        if place.present == "yes"
    ]
    if chosen and chosen.id not in dict(places):
        gone = _("{channel} (Cutover is not there any more)")
        places.append((chosen.id, gone.format(channel=chosen.name or chosen.id)))
    return places


def _none(kept: Kept) -> str:
    return "" if kept.required else NO_PLACE


def _typed(kept: Kept, row: PlanRow, typed: Mapping[str, str]) -> str:
    value = getattr(row, kept.name)
    given = typed.get(ROW_INPUT + kept.name, "")
    return given or (value.name if isinstance(value, Who) else "")


def _missing(kept: Kept) -> str:
    """What to put into a field that was left empty."""
    match kept.kind:
        case Kind.PERSON if kept.name == _CHANNEL:
            return _("Choose a channel or group chat.")
        case Kind.PERSON:
            return _("Choose somebody.")
        case Kind.DATE:
            return _("Choose a day.")
        case Kind.LINES:
            return _("A sentence or two is enough.")
        case _:
            return _("A few words are enough.")
