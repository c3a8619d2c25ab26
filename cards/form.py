"""The change request form: a dialog of three steps, with its fields from their declarations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cards import build, dependencies, review, starting
from cards.dependencies import Block
from cards.dialog import Dialog
from cards.elements import Element
from cards.entering import entry, to_mend, under
from cards.labels import label_of, told_shortly
from cards.mending import mend
from cards.payloads import FileChange, Then
from cards.review import Review
from cards.why import empty
from cards.words import _
from playbook.fields import Kept, Kind, field_of
from playbook.findings import Finding
from playbook.records import ChangeRequest, Dependency, Phase
from playbook.steps import DEPENDENCIES, FIELDS, FormStep, step_of

_SECTIONS = {
    "goal": "The reasons",
    "in_scope_systems": "What is in, and what is not",
    "key_dependencies": "What it depends on",
    "go_live_from": "When",
    "rollback_trigger": "How you will know",
    "sponsor": "Who decides",
}
"""Titles before a field."""


@dataclass(frozen=True, slots=True)
class Form:
    """One step of the form, as somebody has it open."""

    entered: ChangeRequest
    """What is kept, and over it what was typed. Its key is empty for a new change."""
    step: FormStep
    today: date
    base: str = ""
    """The scope that the step was opened on."""
    findings: Sequence[Finding] = ()
    """What is to mend, in whichever step."""
    typed: Mapping[str, str] = field(default_factory=dict)
    """The inputs as they came, for what could not be read as its field's type."""
    mending: bool = False
    overtaken: bool = False
    """Somebody else has edited the request since the step was opened."""
    dependencies: Sequence[Dependency] = ()
    block: Block = field(default_factory=Block)
    beginnings: Sequence[ChangeRequest] = ()
    """What a new request may begin from."""
    told: str = ""
    """What has just happened, to be said first."""
    review: Review | None = None
    """What stands above the button that sends it."""


def draw(form: Form) -> Dialog:
    """The step, with everything that was entered kept in it."""
    title = title_of(form.entered.key, form.step)
    found = {finding.field: finding for finding in form.findings}
    elements: list[Element] = list(_opening(form, found))
    if form.step is FormStep.WHY and not form.entered.key:
        elements.extend(starting.draw(form.beginnings, form.entered.begun_from))
    for kept in (field_of(ChangeRequest, name) for name in FIELDS[form.step]):
        if part := _SECTIONS.get(kept.name):
            elements.append(build.section(_(part)))
        elements.extend(_field(kept, form, found.get(kept.name)))
    file = _file(form)
    if form.step is FormStep.SCOPE:
        finding = found.get(DEPENDENCIES)
        elements.extend(dependencies.draw(form.dependencies, form.block, file, finding, form.today))
    if form.review is not None:
        elements.extend(review.draw(form.review))
    elements.append(_buttons(form.step, file))
    return Dialog(title, build.card(title, *elements))


def title_of(change: str, step: FormStep) -> str:
    """A step's title: which one of how many, and what it is about."""
    line = _("{change}, step {number} of {all}: {name}")
    return line.format(
        change=change or _("New change"), number=int(step), all=len(FormStep), name=name_of(step)
    )


def not_sent_yet() -> str:
    """What somebody reads who sends a request of which something can be said only now."""
    return _(
        "Not sent yet. Please read what is worth a thought below, then press “Send to sponsor” once"
        " more, or mend it first."
    )


def name_of(step: FormStep) -> str:
    return {
        FormStep.WHY: _("Why"),
        FormStep.SCOPE: _("Scope"),
        FormStep.WHEN: _("When and who"),
    }[step]


def _file(form: Form) -> FileChange:
    """What every button of the step sends."""
    block = form.block if form.step is FormStep.SCOPE else Block()
    return FileChange(
        change=form.entered.key,
        form=form.entered.form,
        submit=False,
        base=form.base,
        step=form.step,
        mending=form.mending,
        shown=form.review.marks if form.review else "",
        row=block.key,
        row_base=block.base,
    )


def _buttons(step: FormStep, file: FileChange) -> Element:
    later = build.submit(_("Save and close"), _then(file, Then.CLOSE), name="save-draft")
    back = build.submit(_("Back"), _then(file, Then.BACK), name="back")
    if step is FormStep.WHEN:
        send = _then(file, Then.SEND)
        first = build.submit(_("Send to sponsor"), send, name="send", primary=True)
    else:
        first = build.submit(_("Next"), _then(file, Then.NEXT), name="next", primary=True)
    return build.buttons(first, *(() if step is FormStep.WHY else (back,)), later)


def _then(file: FileChange, then: Then) -> FileChange:
    return file.model_copy(update={"then": then, "submit": then is Then.SEND})


def _opening(form: Form, found: Mapping[str, Finding]) -> Iterator[Element]:
    if form.overtaken:
        told = _("Somebody changed this request while your form was open. Nothing was saved yet.")
        yield build.text(told, bold=True)
        yield build.text(
            _(
                "Press the button again to put yours in the place of theirs, or close this to"
                " keep theirs."
            ),
            close=True,
        )
    elif found or form.block.findings:
        yield from _to_mend(form, found)
    elif form.told:
        yield build.text(form.told, bold=True)
    elif form.mending:
        yield build.text(_("Nothing is left to mend here."))
    elif form.entered.version and form.step is FormStep.WHY:
        yield build.text(_filed(form.entered))
    else:
        yield build.text(_hint(form.step))


def _filed(entered: ChangeRequest) -> str:
    """What an edit does to a request that was sent before."""
    if entered.status in (Phase.SUBMITTED, Phase.APPROVED):
        return _(
            "What you change takes it back from its sponsor. Sent again, it becomes a new version,"
            " and its sponsor decides anew."
        )
    return _("Sent again, it becomes a new version, and its sponsor decides anew.")


def _hint(step: FormStep) -> str:
    return {
        FormStep.WHY: _(
            "Short is fine. Every step is kept as a draft, so you can stop at any time."
        ),
        FormStep.SCOPE: _("What is decided here is what counts when new wishes come up halfway."),
        FormStep.WHEN: _("The last step. Your sponsor reads all three, and decides."),
    }[step]


def _to_mend(form: Form, found: Mapping[str, Finding]) -> Iterator[Element]:
    """How much is to mend, here first, and in which other steps."""
    here = [label_of(name) for name in FIELDS[form.step] if name in found]
    if form.step is FormStep.SCOPE:
        here += [label_of(DEPENDENCIES)] if DEPENDENCIES in found else []
        here += [_("The dependency below")] if form.block.findings else []
    elsewhere = {
        step: [label_of(name) for name in found if step_of(name) is step]
        for step in FormStep
        if step is not form.step
    }
    yield from to_mend(here, sum(map(len, elsewhere.values())))
    for step, labels in elsewhere.items():
        if labels:
            line = _("In step {number}, {name}: {fields}.")
            told = line.format(number=int(step), name=name_of(step), fields=told_shortly(labels))
            yield build.text(told, close=True)


def _field(kept: Kept, form: Form, finding: Finding | None) -> Iterator[Element]:
    hint = under(kept)
    inside = replace(kept, help="") if hint else kept
    yield entry(inside, getattr(form.entered, kept.name))
    if told := hint or _choosing(kept, form.entered):
        yield build.text(told, small=True, subtle=True, close=True)
    if finding is not None:
        typed = form.typed.get(kept.name, "")
        told = mend(finding, form.today, typed, missing=missing(kept))
        yield build.text(told, small=True, alert=True, close=True)


def _choosing(kept: Kept, entered: ChangeRequest) -> str:
    """What choosing something does, where that is more than its label can tell."""
    match kept.name:
        case "project_type" if entered.key and entered.project_type is not None:
            return _(
                "The plan begins with the type that was chosen first. Another adds nothing to it."
            )
        case "project_type":
            return _(
                "Optional. If you choose one, the plan starts filled in: who is affected,"
                " messages, training, risks, the way back, measures and waves. All of it can be"
                " edited, and nobody is told yet."
            )
        case "path":
            return _(
                "Standard: with a template that was approved beforehand. Emergency: at once, with"
                " a review afterwards."
            )
        case "decide_by":
            return _("Optional: the last day on which a decision still helps.")
        case "use":
            return _("A template is what others like it begin from.")
        case _:
            return ""


def missing(kept: Kept) -> str:
    """What to put into a field of the request that was left empty."""
    match kept.kind:
        case Kind.PERSON:
            return _("Choose who decides.")
        case Kind.DATE:
            return _("Choose a day.")
        case Kind.LINES if kept.name == "why":
            return empty()
        case Kind.CHOICE:
            return _("Choose the one that fits best.")
        case Kind.LINES:
            return _("The sponsor needs this to decide. A sentence or two is enough.")
        case _:
            return _("Give the change a short name.")
