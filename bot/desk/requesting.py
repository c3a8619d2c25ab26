"""The request's dialog: three steps, each kept as it is left, so that none is ever lost."""

from dataclasses import replace

from bot.desk.acting import shown
from bot.desk.commanding import Kept, perform
from bot.desk.showing import turned_away
from bot.desk.visit import Visit
from bot.teams.turn import Answer, CloseDialog, OpenDialog, ShowCard
from cards import form as forms
from cards import replied, starting
from cards.clashes import lines as clash_lines
from cards.dependencies import Block
from cards.form import Form
from cards.happened import put_aside
from cards.payloads import (
    ROW_INPUT,
    FileChange,
    OpenForm,
    RowKind,
    SaveRow,
    Then,
)
from cards.reading import begun, file_of
from cards.reading_rows import keep_of
from cards.review import Review, reviewed
from cards.why import advice_lines
from playbook.beginning import beginnings, begun_from
from playbook.commands import File, KeepDependency
from playbook.dossier import Dossier
from playbook.fields import asked_of
from playbook.filing import whole_findings, with_typed
from playbook.findings import Finding
from playbook.numbering import next_row_key
from playbook.outcome import Drafted, Reply, Unfinished
from playbook.planning import row_hash
from playbook.records import ChangeRequest, Dependency
from playbook.sequencing import clashes
from playbook.standing import scope_hash, standing
from playbook.steps import FormStep, first_with, step_of
from playbook.warnings import warnings
from playbook.why import advice_on


async def form(visit: Visit, payload: OpenForm) -> Answer:
    """The form of the change named, or of a new one: at the first step that lacks something."""
    if refused := await turned_away(visit, payload):
        return refused
    if not payload.change:
        entered = ChangeRequest(key="", project_name=payload.name, form=visit.turn.activity)
        return _open(_new(visit, entered))
    dossier = visit.org.records.dossier(payload.change)
    if dossier is None:
        return ShowCard(replied.gone(payload.change))
    page = _page(visit, dossier, _step(payload) or _first(visit, dossier))
    return _open(replace(page, entered=begun(dossier.change, visit.inputs)))


async def filed(visit: Visit, payload: FileChange) -> Answer:
    """Keep what a step asked, and show what comes next.

    What is to mend comes back in the step that asks it, with everything that was typed.
    """
    command = file_of(payload, visit.inputs)
    source = _source(visit, command)
    if source is not None:
        whole = begun_from(command.entered, source)
        command = command.model_copy(update={"entered": whole, "fields": frozenset()})
    unread = _has_more_to_read(visit, payload, command)
    if unread:
        command = command.model_copy(update={"submit": False})
    block = await _dependency(visit, payload)
    seen, act = visit.seen(payload.post), visit.turn.activity
    reply = await perform(visit.org, command, visit.person, seen, act)
    dossier = _dossier(visit, command)
    if isinstance(reply, Unfinished):
        page = _to_mend(visit, payload, command, reply, dossier)
        return _open(_with_block(visit, payload, page, dossier, block))
    if isinstance(reply, Drafted) and dossier is not None:
        if isinstance(block, Unfinished):
            page = _page(visit, dossier, FormStep.SCOPE, mending=payload.mending)
            return _open(_with_block(visit, payload, page, dossier, block))
        if source is not None and payload.then is Then.NEXT:
            page = _page(visit, dossier, FormStep.WHY)
            return _open(replace(page, told=starting.filled_in(source)))
        if unread:
            page = _page(visit, dossier, FormStep.WHEN)
            return _open(replace(page, told=forms.not_sent_yet()))
        return _onward(visit, payload, command, dossier, reply)
    return shown(visit, command, reply)


def _has_more_to_read(visit: Visit, payload: FileChange, command: File) -> bool:
    """Whether what was typed into the last step calls for a warning that was not above its button:
    people are warned before they send, not after (S-11, S-28).
    """
    dossier = _dossier(visit, command)
    if not payload.submit or _step(payload) is not FormStep.WHEN or dossier is None:
        return False
    typed = replace(dossier, change=with_typed(dossier.change, command))
    if command.unread or _findings(visit, typed):
        return False
    return _review(visit, typed).says_more_than(payload.shown)


def _new(visit: Visit, entered: ChangeRequest) -> Form:
    """The first step of a change that is not kept yet."""
    models = beginnings(visit.org.records.dossiers(), visit.today)
    return Form(entered, FormStep.WHY, visit.today, beginnings=models)


def _source(visit: Visit, command: File) -> ChangeRequest | None:
    """What a new request is to begin from, where its person chose it and it is not kept yet."""
    chosen = visit.inputs.get(starting.BEGUN_FROM, "")
    entered = command.entered
    if not chosen or entered.key or entered.form in visit.workplace.forms:
        return None
    dossier = visit.org.records.dossier(chosen)
    return dossier.change if dossier else None


def _onward(
    visit: Visit, payload: FileChange, command: File, dossier: Dossier, reply: Drafted
) -> Answer:
    """What comes once a step is kept."""
    step = _step(payload) or FormStep.WHY
    match payload.then:
        case Then.NEXT if payload.mending:
            open_in = first_with(_findings(visit, dossier), after=step)
            return _open(_page(visit, dossier, open_in or FormStep.WHEN, mending=True))
        case Then.NEXT:
            return _open(_page(visit, dossier, FormStep(min(step + 1, FormStep.WHEN))))
        case Then.BACK:
            before = FormStep(max(step - 1, FormStep.WHY))
            return _open(_page(visit, dossier, before, mending=payload.mending))
        case Then.ROW:
            page = _page(visit, dossier, step, mending=payload.mending)
            return _open(replace(page, block=_block(dossier, payload.next_row)))
        case Then.CLOSE:
            return CloseDialog(put_aside(reply, dossier))
        case _:
            return shown(visit, command, reply)


def _page(visit: Visit, dossier: Dossier, step: FormStep, *, mending: bool = False) -> Form:
    """A step of a change's form as it stands in the list."""
    findings = _findings(visit, dossier) if mending else ()
    here = tuple(found for found in findings if step_of(found.field) is step)
    return Form(
        dossier.change,
        step,
        visit.today,
        base=scope_hash(dossier.change),
        findings=here,
        mending=mending,
        dependencies=dossier.dependencies,
        review=_review(visit, dossier) if step is FormStep.WHEN else None,
    )


def _review(visit: Visit, dossier: Dossier) -> Review:
    """What stands above the button that sends it."""
    dossiers = tuple(visit.org.records.dossiers())
    found = clashes(dossier, dossiers, visit.workplace, visit.now)
    notes = (
        *advice_lines(advice_on(dossier.change.why)),
        *clash_lines(found, dossiers, visit.today),
    )
    return reviewed(
        _findings(visit, dossier),
        warnings(dossier, visit.workplace),
        notes,
        {step: forms.name_of(step) for step in FormStep},
    )


def _to_mend(
    visit: Visit, payload: FileChange, command: File, reply: Unfinished, dossier: Dossier | None
) -> Form:
    """The step that asks for what is to mend: the one that was left, where something typed there
    could not be kept; otherwise the first.
    """
    entered = with_typed(dossier.change, command) if dossier else command.entered
    here = _step(payload) or first_with(reply.findings) or FormStep.WHY
    spoilt = any(finding.spoils and step_of(finding.field) is here for finding in reply.findings)
    step = here if spoilt or reply.overtaken else first_with(reply.findings) or here
    if dossier is not None:
        kept = replace(dossier, change=entered)
        page = replace(_page(visit, kept, step), base=scope_hash(dossier.change))
    else:
        page = replace(_new(visit, entered), step=step)
    return replace(
        page,
        entered=entered,
        findings=reply.findings,
        typed=visit.inputs,
        mending=payload.mending or payload.submit,
        overtaken=reply.overtaken,
    )


def _step(payload: OpenForm | FileChange) -> FormStep | None:
    return FormStep(payload.step) if payload.step else None


def _first(visit: Visit, dossier: Dossier) -> FormStep:
    """Where to go on: the first step that lacks something; of what is filed, the first."""
    if standing(dossier).version:
        return FormStep.WHY
    return first_with(_findings(visit, dossier)) or FormStep.WHEN


def _findings(visit: Visit, dossier: Dossier) -> tuple[Finding, ...]:
    """What is to mend before the request, as it stands, goes before its sponsor."""
    return whole_findings(dossier, dossier.change, visit.workplace, visit.today)


async def _dependency(visit: Visit, payload: FileChange) -> Reply | Kept | None:
    """Keep what was typed into the block of a dependency; None where nothing was."""
    if _step(payload) is not FormStep.SCOPE or not payload.change or not _typed_into_block(visit):
        return None
    dossier = visit.org.records.dossier(payload.change)
    if dossier is None:
        return None
    command = _keeping(visit, payload, dossier)
    if command is None:
        return None
    act = f"{visit.turn.activity}/dependency"
    return await perform(visit.org, command, visit.person, visit.seen(payload.post), act)


def _keeping(visit: Visit, payload: FileChange, dossier: Dossier) -> KeepDependency | None:
    """The command that keeps what was typed into the block."""
    save = SaveRow(
        kind=RowKind.DEPENDENCY,
        change=dossier.change.key,
        row=payload.row or next_row_key(dossier, Dependency),
        base=payload.row_base,
    )
    command = keep_of(save, visit.inputs)
    if not isinstance(command, KeepDependency):
        return None
    return command.model_copy(update={"draft": True})


def _typed_into_block(visit: Visit) -> bool:
    """Whether anything but the kind, which is chosen from the start, was typed there."""
    names = (ROW_INPUT + kept.name for kept in asked_of(Dependency) if kept.name != "kind")
    return any(visit.inputs.get(name, "").strip() for name in names)


def _block(dossier: Dossier, key: str) -> Block:
    row = dossier.row(key) if key else None
    return Block(row, row_hash(row)) if isinstance(row, Dependency) else Block()


def _with_block(
    visit: Visit,
    payload: FileChange,
    page: Form,
    dossier: Dossier | None,
    reply: Reply | Kept | None,
) -> Form:
    """The step with what is to mend in its block, as it was typed; as it is where nothing is."""
    if dossier is None or not isinstance(reply, Unfinished):
        return page
    command = _keeping(visit, payload, dossier)
    if command is None:
        return page
    block = Block(command.row, payload.row_base, reply.findings, typed=visit.inputs)
    return replace(page, block=block)


def _dossier(visit: Visit, command: File) -> Dossier | None:
    entered = command.entered
    key = entered.key or visit.workplace.forms.get(entered.form, "")
    return visit.org.records.dossier(key) if key else None


def _open(page: Form) -> Answer:
    dialog = forms.draw(page)
    return OpenDialog(dialog.title, dialog.card)
