"""The dialog behind "More" on a request for approval: what needs more than a press."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from cards import approvers, build
from cards.dialog import Dialog
from cards.elements import Element
from cards.mending import mend
from cards.payloads import (
    AnswerPage,
    AskFirst,
    DecideApproval,
    OpenAnswer,
    OpenHandOver,
    WithdrawDecision,
)
from cards.reading import SAID
from cards.reading_conditions import MOST
from cards.words import _
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.findings import Finding
from playbook.records import Verdict


def draw(
    payload: OpenAnswer,
    dossier: Dossier,
    approver: Who,
    today: date,
    *,
    form: str,
    typed: Mapping[str, str] | None = None,
    findings: Sequence[Finding] = (),
) -> Dialog:
    """One page of the dialog. `form` names it; `typed` are the inputs as they came, with
    `findings` what to mend.
    """
    title = _("Your answer: {change}").format(change=dossier.change.project_name)
    match payload.page:
        case AnswerPage.CONDITIONS:
            body = _conditions(payload, approver, today, typed or {}, findings)
        case AnswerPage.QUESTION:
            title = _("Ask a question first")
            body = _question(payload, dossier, approver, form, typed or {}, findings)
        case AnswerPage.WITHDRAW:
            title = _("Take your decision back")
            body = _withdraw(payload, typed or {})
        case _:
            body = _menu(payload)
    return Dialog(title, build.card(title, *body))


def _menu(payload: OpenAnswer) -> Iterator[Element]:
    yield build.text(_("Approve on conditions: somebody sees to each of them by a day."))
    page = payload.model_copy(update={"page": AnswerPage.CONDITIONS})
    yield build.buttons(build.submit(_("Approve on conditions"), page, name="conditions"))
    yield build.text(_("Ask a question first: the request waits for you until you decide."))
    page = payload.model_copy(update={"page": AnswerPage.QUESTION})
    yield build.buttons(build.submit(_("Ask a question first"), page, name="question"))
    yield build.text(_("Name somebody who decides in your place while you are away."))
    away = OpenHandOver(post=payload.post)
    yield build.buttons(build.submit(_("Somebody decides for me"), away, name="away"))


def _question(
    payload: OpenAnswer,
    dossier: Dossier,
    approver: Who,
    form: str,
    typed: Mapping[str, str],
    findings: Sequence[Finding],
) -> Iterator[Element]:
    if payload.approver:
        yield build.text(approvers.decided_for(approver), bold=True)
    yield build.text(
        _(
            "It goes to {who}. The answer comes back to you with the buttons to decide, and"
            " everybody who is asked to approve can read both. You can still decide at any time."
        ).format(who=dossier.change.requester.name or _("whoever asked for the change"))
    )
    yield build.lines_input(SAID, _("Your question"), value=typed.get(SAID, ""))
    for finding in findings:
        told = mend(finding, date.min, missing=_("Write your question, then send it."))
        yield build.text(told, small=True, alert=True, close=True)
    ask = AskFirst(
        change=payload.change,
        version=payload.version,
        form=form,
        approver=payload.approver,
        post=payload.post,
    )
    yield build.buttons(build.submit(_("Send"), ask, name="send", primary=True))


def _conditions(
    payload: OpenAnswer,
    approver: Who,
    today: date,
    typed: Mapping[str, str],
    findings: Sequence[Finding],
) -> Iterator[Element]:
    if payload.approver:
        yield build.text(approvers.decided_for(approver), bold=True)
    yield build.text(
        _("You approve, and say what must be true besides. Each condition becomes an action item,"
          " and no wave goes out before it is done.")
    )  # fmt: skip
    found = {finding.field: finding for finding in findings}
    for number in range(1, MOST + 1):
        yield build.section(_("Condition {n}").format(n=number))
        what, owner, due = f"what_{number}", f"owner_{number}", f"due_{number}"
        yield build.lines_input(what, _("What must be true"), value=typed.get(what, ""))
        yield from _told(found.get(what), today, _("Say what must be true."))
        yield build.people_picker(owner, _("Who sees to it"), Who(id=typed.get(owner, "")), hint="")
        yield from _told(found.get(owner), today, _("Choose who sees to it."))
        yield build.date_input(due, _("By which day"), value=typed.get(due, ""))
        yield from _told(found.get(due), today, _("Choose a day from today on."))
    yield build.lines_input("comment", _("Comment"), value=typed.get("comment", ""))
    approve = DecideApproval(
        change=payload.change,
        version=payload.version,
        verdict=Verdict.APPROVED,
        approver=payload.approver,
        post=payload.post,
    )
    yield build.buttons(
        build.submit(_("Approve on these conditions"), approve, name="approve", primary=True)
    )


def _told(finding: Finding | None, today: date, missing: str) -> Iterator[Element]:
    if finding is not None:
        told = mend(finding, today, "", missing=missing)
        yield build.text(told, small=True, alert=True, close=True)


def _withdraw(payload: OpenAnswer, typed: Mapping[str, str]) -> Iterator[Element]:
    yield build.text(
        _("The request then waits for your decision again. Whoever asked for it hears why.")
    )
    yield build.lines_input("reason", _("Why"), value=typed.get("reason", ""))
    back = WithdrawDecision(change=payload.change, version=payload.version, post=payload.post)
    yield build.buttons(build.submit(_("Take it back"), back, name="withdraw", primary=True))
