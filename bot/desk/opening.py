"""The dialogs: each form as it opens, and as it comes back with what is to mend in it."""

from bot.desk import answering
from bot.desk.commanding import barred
from bot.desk.looking_back import to_mend
from bot.desk.showing import turned_away
from bot.desk.visit import Visit
from bot.teams.turn import Answer, OpenDialog, ShowCard
from cards import additions, concerns, line, replied, roles, rowform, survey_form
from cards import set_up as set_ups
from cards.dialog import Dialog
from cards.payloads import (
    ROWS,
    AskAddition,
    AskFirst,
    CommandPayload,
    DecideApproval,
    Nonsense,
    OpenAddition,
    OpenConcern,
    OpenLine,
    OpenRoles,
    OpenRowForm,
    OpenSetUp,
    OpenSurvey,
    RowKind,
    SaveHandOver,
    SaveReview,
    SaveRoles,
    SaveRow,
    SaveSetUp,
    SaveSurvey,
)
from cards.reading import SAID, WHY
from cards.reading_rows import keep_of
from playbook import commands
from playbook.commands import AnyCommand, AnyKeep
from playbook.decide import subject_of
from playbook.dossier import Dossier
from playbook.fields import field_of
from playbook.outcome import Reason, Refusal, Unfinished
from playbook.planning import blank, change_in, row_hash
from playbook.records import ActionItem, PlanRow, Survey
from playbook.surveys import survey_of


async def set_up(visit: Visit, payload: OpenSetUp) -> Answer:
    """Who, and which channel, does what."""
    if refused := await turned_away(visit, payload):
        return refused
    return _open(set_ups.dialog(visit.workplace, visit.today))


async def row(visit: Visit, payload: OpenRowForm) -> Answer:
    """A row of a change's plan: the one named, or a new one with what is known already."""
    if refused := await turned_away(visit, payload):
        return refused
    dossier = visit.org.records.dossier(payload.change)
    if dossier is None:
        return ShowCard(replied.gone(payload.change))
    stands = _row_of(dossier, payload)
    base = row_hash(stands) if stands else ""
    if refusal := await _not_theirs(visit, payload, base):
        return _refused(visit, refusal)
    entered = stands or blank(ROWS[payload.kind], dossier, visit.workplace, visit.person)
    if payload.kind is RowKind.ITEM and stands is None:
        what = payload.what[: field_of(ActionItem, "what").limit]
        entered = entered.model_copy(update={"what": what})
    return _open(
        rowform.draw(entered, visit.workplace, visit.today, base=base, source=payload.source)
    )


async def role_form(visit: Visit, payload: OpenRoles) -> Answer:
    """Who answers for what in a change, to be named."""
    if refused := await turned_away(visit, payload):
        return refused
    dossier = visit.org.records.dossier(payload.change)
    if dossier is None:
        return ShowCard(replied.gone(payload.change))
    ask = commands.NameRoles(change=payload.change, holders={})
    if refusal := await barred(visit.org, ask, visit.person, visit.seen(payload.post)):
        return _refused(visit, refusal)
    return _open(roles.form(dossier, visit.today))


async def concern(visit: Visit, payload: OpenConcern) -> Answer:
    """A question, or what is not working."""
    if refused := await turned_away(visit, payload):
        return refused
    change = change_in(payload.wave)
    dossier = visit.org.records.dossier(change)
    wave = dossier.wave(payload.wave) if dossier else None
    if dossier is None or wave is None:
        return _refused(visit, Refusal(Reason.WAVE_GONE, change, about=payload.wave))
    return _open(
        concerns.form(
            payload.kind,
            dossier,
            wave,
            visit.workplace,
            visit.person,
            visit.turn.activity,
            post=payload.post,
            conversation=visit.turn.place.id,
        )
    )


async def addition(visit: Visit, payload: OpenAddition) -> Answer:
    """What should be added to a change, and why."""
    if refused := await turned_away(visit, payload):
        return refused
    dossier = visit.org.records.dossier(payload.change)
    if dossier is None:
        return ShowCard(replied.gone(payload.change))
    form = visit.turn.activity
    return _open(additions.form(dossier, visit.workplace, visit.person, form, post=payload.post))


async def survey(visit: Visit, payload: OpenSurvey) -> Answer:
    """A survey's questions in words, with what was chosen on its card; not before or after."""
    if refused := await turned_away(visit, payload):
        return refused
    dossier = visit.org.records.dossier(change_in(payload.survey))
    asked = survey_of(dossier, payload.survey) if dossier else None
    answer = commands.AnswerSurvey(survey=payload.survey)
    if refusal := await barred(visit.org, answer, visit.person, visit.seen(payload.post)):
        return _refused(visit, refusal)
    if dossier is None or asked is None:
        missing = Refusal(Reason.NO_SUCH_RECORD, change_in(payload.survey), about=payload.survey)
        return _refused(visit, missing)
    return _open(_survey(visit, dossier, asked, payload.post))


async def behind_line(visit: Visit, payload: OpenLine) -> Answer:
    """What stands behind a line of the digest."""
    if refused := await turned_away(visit, payload):
        return refused
    dossier = visit.org.records.dossier(payload.change)
    if dossier is None:
        return ShowCard(replied.gone(payload.change))
    return _open(line.draw(dossier, payload.row, visit.workplace, visit.person, visit.now))


def again(
    visit: Visit, payload: CommandPayload, command: AnyCommand, reply: Unfinished
) -> Answer | None:
    """The form that a command came from, with what is to mend in it; None where it has none."""
    dossier = visit.org.records.dossier(subject_of(command, visit.workplace))
    match payload, command:
        case ((DecideApproval() | AskFirst() | SaveHandOver()), _):
            page = answering.again(visit, payload, dossier, reply)
            return _open(page) if page is not None else None
        case SaveReview(), _ if dossier is not None:
            return to_mend(visit, payload, dossier, reply)
        case SaveSetUp(), _:
            dialog = set_ups.dialog(visit.workplace, visit.today, reply.findings, visit.inputs)
            return _open(dialog)
        case SaveRow(), _ if isinstance(command, AnyKeep):
            return _open(_row_again(visit, payload, command, reply, dossier))
        case AskAddition(), commands.AskAddition() if dossier is not None:
            return _open(_addition_again(visit, payload, command, reply, dossier))
        case SaveRoles(base=base), _ if dossier is not None:
            return _open(
                roles.form(
                    dossier,
                    visit.today,
                    reply.findings,
                    visit.inputs,
                    base=base,
                    overtaken=reply.overtaken,
                )
            )
        case SaveSurvey(survey=key), _ if dossier and (asked := survey_of(dossier, key)):
            return _open(_survey(visit, dossier, asked, payload.post, reply))
        case _:
            return None


async def _not_theirs(visit: Visit, payload: OpenRowForm, base: str) -> Refusal | None:
    """Why this person could not save the row: said before they type, not after."""
    row = payload.row or f"{payload.change}/new"
    save = SaveRow(kind=payload.kind, change=payload.change, row=row, base=base)
    command = keep_of(save, {})
    if isinstance(command, Nonsense):
        return None
    return await barred(visit.org, command, visit.person, visit.seen(payload.post))


def _row_of(dossier: Dossier, payload: OpenRowForm) -> PlanRow | None:
    """The row that the form is to edit. There is one way back, whatever the button thought."""
    found = dossier.rollback if payload.kind is RowKind.ROLLBACK else dossier.row(payload.row)
    return found if isinstance(found, ROWS[payload.kind]) else None


def _row_again(
    visit: Visit, payload: SaveRow, command: AnyKeep, reply: Unfinished, dossier: Dossier | None
) -> Dialog:
    stands = dossier.row(payload.row) if dossier and reply.overtaken else None
    return rowform.draw(
        command.row,
        visit.workplace,
        visit.today,
        reply.findings,
        visit.inputs,
        base=row_hash(stands) if stands else payload.base,
        source=payload.source,
        overtaken=reply.overtaken,
    )


def _addition_again(
    visit: Visit,
    payload: AskAddition,
    command: commands.AskAddition,
    reply: Unfinished,
    dossier: Dossier,
) -> Dialog:
    return additions.form(
        dossier,
        visit.workplace,
        visit.person,
        payload.form,
        post=payload.post,
        typed={SAID: command.text, WHY: command.why},
        findings=reply.findings,
    )


def _survey(
    visit: Visit, dossier: Dossier, asked: Survey, post: str, reply: Unfinished | None = None
) -> Dialog:
    return survey_form.draw(
        dossier,
        asked,
        visit.workplace,
        visit.person,
        visit.now,
        post=post,
        inputs=visit.inputs,
        findings=reply.findings if reply else (),
    )


def _refused(visit: Visit, refusal: Refusal) -> Answer:
    dossier = visit.org.records.dossier(refusal.change)
    return ShowCard(replied.draw(refusal, dossier, visit.workplace, visit.person, visit.now))


def _open(dialog: Dialog) -> Answer:
    return OpenDialog(dialog.title, dialog.card)
