"""What happened, in a sentence: the result of a command, or that it waits to be saved."""

from cards.form import label_of
from cards.words import _
from playbook.commands import AnyCommand, Arrive, Decide, File, Leave, Resolve, SetUp, Step
from playbook.dossier import Dossier
from playbook.outcome import (
    Decided,
    Done,
    Drafted,
    Filed,
    Moved,
    PostResolved,
    Refusal,
    Reply,
    SetUpDone,
    Unfinished,
)
from playbook.records import Verdict


def happened(reply: Reply, dossier: Dossier | None) -> str:
    """What became of a command; for a refusal, that there is nothing."""
    match reply:
        case Filed(change=change):
            sponsor = dossier.change.sponsor.name if dossier else ""
            line = _("{change} is filed and goes to {sponsor} for a decision.")
            return line.format(change=change, sponsor=sponsor or _("the sponsor"))
        case Drafted(change=change):
            line = _("{change} is kept as a draft.")
            return line.format(change=change)
        case Decided(change=change, verdict=verdict):
            approved = verdict is Verdict.APPROVED
            line = (
                _("Your approval of {change} is on the record.")
                if approved
                else _("Your decision to decline {change} is on the record.")
            )
            return line.format(change=change)
        case Moved(change=change, to=to, again=again):
            line = (
                _("{change} was moved to “{phase}” before. Nothing was changed.")
                if again
                else _("{change} moved to “{phase}”.")
            )
            return line.format(change=change, phase=_(to))
        case PostResolved(arrived=arrived):
            return _("Noted: it arrived.") if arrived else _("The message is sent once more.")
        case SetUpDone():
            return _("Saved. Cutover now knows who and which channel does what.")
        case Unfinished(overtaken=True):
            return _("Somebody else changed this request in the meantime.")
        case Unfinished(findings=findings):
            names = dict.fromkeys(label_of(finding.field) for finding in findings)
            return _("Something has to be mended first: {fields}.").format(fields="; ".join(names))
        case Refusal() | Done():
            return _("There is nothing more to do here.")


def received(command: AnyCommand) -> str:
    """That a command has reached us, and that it does not count yet."""
    match command:
        case Decide(verdict=Verdict.APPROVED, change=change):
            line = _("Your approval of {change} has reached us, but it is not approved yet.")
            return line.format(change=change)
        case Decide(change=change):
            line = _("Your decision to decline {change} has reached us, but it does not count yet.")
            return line.format(change=change)
        case File(entered=entered, submit=submit):
            name = entered.project_name or _("your draft")
            if submit:
                line = _("Your request “{name}” has reached us. {sponsor} has not been asked yet.")
                return line.format(name=name, sponsor=entered.sponsor.name or _("The sponsor"))
            return _("Your draft “{name}” has reached us. It is not in the list yet.").format(
                name=name
            )
        case Step(change=change, to=to):
            return _("Your step has reached us. {change} has not moved to “{phase}” yet.").format(
                change=change, phase=_(to)
            )
        case Resolve():
            return _("Your answer about the message has reached us.")
        case SetUp():
            return _("Your choices have reached us, but they are not in the list yet.")
        case Arrive() | Leave():
            return _("Cutover has noticed, and is writing it down.")
