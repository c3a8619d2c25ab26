"""Refused attempts, as others read them later: what was tried, and never an accusation."""

from cards.phases import names_of
from cards.words import _
from playbook.dossier import Dossier
from playbook.editors import editors_of
from playbook.fields import Who
from playbook.outcome import Reason
from playbook.records import AuditEvent
from playbook.standing import approval_on, number
from playbook.workplace import Workplace


def told_of(event: AuditEvent, dossier: Dossier, workplace: Workplace) -> str:
    """One attempt in one sentence: who, what, and who can, or what had come in between."""
    reason = event.result.partition(": ")[2]
    can = names_of(_who_can(reason, event.version, dossier, workplace))
    line = _("{who} tried to {act}; only {can} can.") if can else _between(reason)
    return line.format(who=event.by.name or _("Somebody"), act=_act(event), can=can)


def _who_can(reason: str, version: str, dossier: Dossier, workplace: Workplace) -> tuple[Who, ...]:
    match reason:
        case Reason.NOT_AN_APPROVER:
            approval = approval_on(dossier, version)
            return approval.route.approvers if approval else (dossier.change.sponsor,)
        case Reason.NOT_YOURS_TO_EDIT | Reason.NOT_YOURS_TO_MOVE:
            return editors_of(dossier.change, workplace)
        case _:
            return ()


def _between(reason: str) -> str:
    match reason:
        case Reason.VERSION_CHANGED | Reason.BEING_REWORKED:
            return _("{who} tried to {act}; it had been edited in the meantime.")
        case Reason.NOT_YOUR_TURN:
            return _("{who} tried to {act}; others are asked first.")
        case Reason.DELEGATION_OVER:
            return _("{who} tried to {act}; standing in had ended by then.")
        case Reason.OWN_REQUEST:
            return _("{who} tried to {act}; they had asked for it themselves.")
        case Reason.EXPIRED:
            return _("{who} tried to {act}; it had expired.")
        case Reason.CANCELLED:
            return _("{who} tried to {act}; it had been called off.")
        case Reason.NOTHING_TO_WITHDRAW:
            return _("{who} tried to {act}; there was none of theirs.")
        case Reason.RESTED_UPON:
            return _("{who} tried to {act}; work rests on it already.")
        case Reason.REVIEW_OWED:
            return _("{who} tried to {act}; nobody had looked back at the emergency yet.")
        case Reason.A_TEMPLATE:
            return _("{who} tried to {act}; nothing is rolled out from a template.")
        case Reason.BEFOREHAND:
            return _("{who} tried to {act}; its template had approved it beforehand.")
        case Reason.ALREADY_DECIDED | Reason.NOT_WAITING | Reason.NOT_NEEDED:
            return _("{who} tried to {act}; no decision was waiting.")
        case Reason.NO_SUCH_STEP | Reason.NOT_FROM_HERE:
            return _("{who} tried to {act}; it stood somewhere else by then.")
        case Reason.NOT_READY:
            return _("{who} tried to {act}; something was still missing.")
        case _:
            return _("{who} tried to {act}; that is for somebody else to do.")


def _act(event: AuditEvent) -> str:
    """What was tried, as it reads after “tried to”."""
    version = number(event.version) if event.version else ""
    match event.act.split(maxsplit=2):
        case ["approve"]:
            line = _("approve version {number}") if version else _("approve it")
        case ["decline"]:
            line = _("decline version {number}") if version else _("decline it")
        case ["decide"]:
            line = _("decide on it")
        case ["ask", "first"]:
            line = _("ask about version {number}") if version else _("ask about it")
        case ["withdraw"]:
            line = _("take back a decision")
        case ["review", *_rest]:
            line = _("look back at an emergency")
        case ["edit" | "file"]:
            line = _("edit the request")
        case ["move", "to", to]:
            return _("move it to “{to}”").format(to=_(to))
        case ["wave", to, *rest]:
            return _("move a wave to “{to}”").format(to=_(" ".join((to, *rest))))
        case ["answer", *_rest]:
            line = _("answer")
        case ["take", "addition"]:
            line = _("take up an addition")
        case ["finish", *_rest]:
            line = _("finish an action item")
        case ["keep", *_rest]:
            line = _("change the plan")
        case _:
            line = _("change something")
    return line.format(number=version)
