"""The dialogs of those who decide: the answers that need more than a press, and handing over."""

from bot.desk.commanding import barred
from bot.desk.showing import turned_away
from bot.desk.visit import Visit
from bot.teams.turn import Answer, OpenDialog, ShowCard
from cards import approval_dialog, handing_over, replied
from cards.dialog import Dialog
from cards.payloads import (
    AnswerPage,
    AskFirst,
    DecideApproval,
    OpenAnswer,
    OpenHandOver,
    SaveHandOver,
)
from playbook.commands import AnyCommand, Decide, Withdraw
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.outcome import Unfinished
from playbook.records import Verdict


async def answer(visit: Visit, payload: OpenAnswer) -> Answer:
    """The answers to an approval that need more than a press; not for whoever cannot give them."""
    if refused := await turned_away(visit, payload):
        return refused
    dossier = visit.org.records.dossier(payload.change)
    if dossier is None:
        return ShowCard(replied.gone(payload.change))
    seen = visit.seen(payload.post)
    if refusal := await barred(visit.org, _asked_for(payload), visit.person, seen):
        return ShowCard(replied.draw(refusal, dossier, visit.workplace, visit.person, visit.now))
    dialog = _answer(visit, payload, dossier)
    return OpenDialog(dialog.title, dialog.card)


def _asked_for(payload: OpenAnswer) -> AnyCommand:
    """What a page of the dialog is for, as a command."""
    if payload.page is AnswerPage.WITHDRAW:
        return Withdraw(change=payload.change, version=payload.version, reason="–")
    return Decide(
        change=payload.change,
        version=payload.version,
        verdict=Verdict.APPROVED,
        approver=payload.approver,
        via=payload.post,
    )


def _answer(
    visit: Visit,
    payload: OpenAnswer,
    dossier: Dossier,
    reply: Unfinished | None = None,
    *,
    form: str = "",
) -> Dialog:
    approver = visit.workplace.person(Who(id=payload.approver or visit.person.key)).who
    return approval_dialog.draw(
        payload,
        dossier,
        approver,
        visit.today,
        form=form or visit.turn.activity,
        typed=visit.inputs,
        findings=reply.findings if reply else (),
    )


async def hand_over(visit: Visit, payload: OpenHandOver) -> Answer:
    """Who decides in this person's place."""
    if refused := await turned_away(visit, payload):
        return refused
    dialog = _hand_over(visit, visit.turn.activity)
    return OpenDialog(dialog.title, dialog.card)


def _hand_over(visit: Visit, form: str, reply: Unfinished | None = None) -> Dialog:
    findings = reply.findings if reply else ()
    inputs = visit.inputs if reply else {}
    return handing_over.dialog(
        visit.workplace, visit.person, form, visit.today, typed=inputs, findings=findings
    )


def again(
    visit: Visit,
    payload: DecideApproval | AskFirst | SaveHandOver,
    dossier: Dossier | None,
    reply: Unfinished,
) -> Dialog | None:
    """The page that a press came from, with what is to mend in it."""
    if isinstance(payload, SaveHandOver):
        return _hand_over(visit, payload.form, reply)
    if dossier is None:
        return None
    asks = isinstance(payload, AskFirst)
    page = OpenAnswer(
        change=payload.change,
        version=payload.version,
        approver=payload.approver,
        page=AnswerPage.QUESTION if asks else AnswerPage.CONDITIONS,
        post=payload.post,
    )
    form = payload.form if isinstance(payload, AskFirst) else ""
    return _answer(visit, page, dossier, reply, form=form)
