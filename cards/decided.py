"""What an approval card shows afterwards: the decision, or why nobody decides on it any more."""

from collections.abc import Iterator
from datetime import datetime

from cards import approvers, build
from cards.build import CardJson
from cards.elements import Action, Element
from cards.payloads import AnswerPage, OpenAnswer, ShowChange
from cards.phases import names_of
from cards.words import _, moment, window
from playbook.approval import Approval
from playbook.approving import may_withdraw
from playbook.conditions import set_on
from playbook.dossier import Dossier
from playbook.editors import editors_of
from playbook.expiring import has_expired
from playbook.fields import Who
from playbook.records import Decision, Phase, Use, Verdict
from playbook.standing import approval_on, number, sent_at_work, standing
from playbook.workplace import Workplace


def draw(
    dossier: Dossier,
    decision: Decision,
    workplace: Workplace,
    reader: Who,
    now: datetime,
    *,
    post: str = "",
    note: str = "",
) -> CardJson:
    """The decision, as `reader` sees it: what was decided, what it means, what comes next."""
    first = decision_line(dossier, decision, reader)
    approval = approval_on(dossier, decision.version)
    signed = list(approvers.signed(approval, workplace, now)) if approval else []
    return build.card(
        first,
        *([build.text(note)] if note else []),
        build.heading(first),
        *_comment(decision),
        *_conditions(dossier, decision.version),
        *(build.labelled(_("Signatures"), " ".join(signed)) if len(signed) > 1 else ()),
        *_remark(approval),
        build.text(_afterwards(dossier, decision, workplace, reader)),
        *_template(dossier, decision, workplace, now),
        build.buttons(*_actions(dossier, decision, workplace, reader, now, post)),
        build.text(
            _("{change}, version {number}, decided by {who} on {when}").format(
                change=dossier.change.key,
                number=number(decision.version),
                who=decision.by.name,
                when=moment(decision.at, workplace.zone, now),
            ),
            small=True,
            subtle=True,
        ),
    )


def decision_line(dossier: Dossier, decision: Decision, reader: Who) -> str:
    """The decision in one line, which its notification shows too."""
    change, who = dossier.change.project_name, decision.by.name
    approved = decision.verdict is Verdict.APPROVED
    if reader.id == decision.by.id and decision.approver:
        line = (
            _("You approved for {approver}: {change}")
            if approved
            else _("You declined for {approver}: {change}")
        )
    elif reader.id == decision.by.id:
        line = _("You approved: {change}") if approved else _("You declined: {change}")
    else:
        line = _("{who}: {change}")
        who = approvers.who_decided(decision)
    return line.format(change=change, who=who, approver=decision.approver.name)


def beforehand(
    dossier: Dossier, approval: Approval, workplace: Workplace, now: datetime, *, post: str = ""
) -> CardJson:
    """That a change is approved with its template, and nobody is asked."""
    first = _("Approved with its template: {change}").format(change=dossier.change.project_name)
    next_ = _("Next: planning. {editors} moves the change on when it begins.")
    editors = names_of(editors_of(dossier.change, workplace))
    return build.card(
        first,
        build.heading(first),
        build.text(approvers.rests_on(approval.route, workplace, now)),
        build.text(next_.format(editors=editors)),
        build.buttons(
            build.button(_("Show the change"), ShowChange(change=dossier.change.key, post=post))
        ),
    )


def closed(dossier: Dossier, version: str, workplace: Workplace, *, post: str = "") -> CardJson:
    """The card of a version that nobody decided and nobody can decide any more."""
    first, told = _why_closed(dossier, version, workplace)
    return build.card(
        first,
        build.heading(first),
        build.text(told),
        build.buttons(
            build.button(_("Show the change"), ShowChange(change=dossier.change.key, post=post))
        ),
    )


def _why_closed(dossier: Dossier, version: str, workplace: Workplace) -> tuple[str, str]:
    """Why a version no longer waits, and when the sponsor is asked again."""
    where = standing(dossier)
    approval = approval_on(dossier, version)
    if approval is not None and approval.decision is not None:
        first = _("Decided without your word: {change}")
        told = _("{who}. Nothing more is asked of you.").format(
            who=approvers.who_decided(approval.decision)
        )
    elif has_expired(dossier, where) and where.version == version:
        first = _("Its time for a decision is over: {change}")
        told = _("Nobody is asked any more. {editors} can choose another day and send it again.")
    elif where.phase is Phase.CANCELLED:
        first, told = _("Cancelled: {change}"), _("There is nothing for you to decide any more.")
    elif where.version != version:
        first = _("Replaced by version {new}: {change}")
        told = _(
            "The request was edited and sent again. A newer message has the version that counts."
        )
    elif where.edited:
        first = _("Being edited: {change}")
        told = _("You are asked again as soon as {editors} sends the new version.")
    else:
        first = _("No longer waiting for you: {change}")
        told = _("It is being worked on. You are asked again if {editors} sends it anew.")
    names = names_of(editors_of(dossier.change, workplace))
    change, new = dossier.change.project_name, number(where.version)
    return first.format(change=change, new=new), told.format(editors=names)


def _actions(
    dossier: Dossier,
    decision: Decision,
    workplace: Workplace,
    reader: Who,
    now: datetime,
    post: str,
) -> Iterator[Action]:
    change = dossier.change.key
    yield build.button(_("Show the change"), ShowChange(change=change, post=post))
    theirs = may_withdraw(dossier, workplace, reader, now)
    if theirs is not None and theirs.key == decision.key:
        back = OpenAnswer(
            change=change, version=decision.version, page=AnswerPage.WITHDRAW, post=post
        )
        yield build.opener(_("Take it back"), back)


def _conditions(dossier: Dossier, version: str) -> Iterator[Element]:
    """What must be true besides, with owner and day: each is an action item by now."""
    conditions = set_on(dossier, version)
    if not conditions:
        return
    yield build.text(_("On these conditions"), bold=True, small=True, subtle=True)
    for one in conditions:
        line = _("{what} ({owner}, by {day})")
        told = line.format(what=one.what, owner=one.owner.name, day=window(one.due, one.due))
        yield build.quoted(told)


def _remark(approval: Approval | None) -> Iterator[Element]:
    if approval is not None and (told := approvers.remark(approval.route)):
        yield build.text(told, small=True)


def _template(
    dossier: Dossier, decision: Decision, workplace: Workplace, now: datetime
) -> Iterator[Element]:
    told = approvers.template_line(dossier.change, workplace.today(now))
    if told and decision.verdict is Verdict.APPROVED:
        yield build.text(told, small=True)


def _comment(decision: Decision) -> Iterator[Element]:
    if decision.comment:
        yield from build.labelled(_("Comment"), decision.comment)


def _afterwards(dossier: Dossier, decision: Decision, workplace: Workplace, reader: Who) -> str:
    editors = names_of(editors_of(dossier.change, workplace))
    told = names_of(tuple(who for who in (dossier.change.requester,) if who.id != decision.by.id))
    approved, mine = decision.verdict is Verdict.APPROVED, reader.id == decision.by.id
    approval = approval_on(dossier, decision.version)
    if approved and approval is not None and approval.is_open:
        line = _("It is not approved yet: {who} still has to decide. {told} hears of it then.")
        return line.format(who=approvers.waits_for(approval, reader.id), told=told or editors)
    if any(move.version == decision.version for move in sent_at_work(dossier)):
        line = _beside_the_work(approved=approved, mine=mine)
    elif approved and mine:
        line = _("{told} is told now. You are asked again only if what you approved is changed.")
    elif approved and dossier.change.use is Use.TEMPLATE:
        line = _("{editors} and others can start changes from it now.")
    elif approved:
        line = _("Next: planning. {editors} moves the change on when it begins.")
    elif mine:
        line = _("It is a draft again, and {told} is told why. You are asked about a new version.")
    else:
        line = _("It is a draft again. {editors} can edit it and send it once more.")
    return line.format(editors=editors, told=told or editors)


def _beside_the_work(*, approved: bool, mine: bool) -> str:
    """What a decision means for an addition to a scope on which work is under way."""
    if approved and mine:
        return _("{told} is told now. The work goes on, with what you approved.")
    if approved:
        return _("The work goes on, with what was added.")
    if mine:
        return _("{told} is told why. The work goes on as it was approved before.")
    return _(
        "The work goes by what was approved before. {editors} can put the old words back, or ask"
        " again."
    )
