"""What happened, in a sentence: the result of a command, or that it waits to be saved."""

from cards.labels import label_of
from cards.phases import asked_names
from cards.words import _
from playbook import commands
from playbook.commands import AnyCommand, Decide, File, NewsOfPlaces, Resolve, SetUp, Step, Withdraw
from playbook.dossier import Dossier
from playbook.outcome import (
    Acknowledged,
    AdditionAsked,
    AdditionTaken,
    Answered,
    Decided,
    Done,
    Drafted,
    Filed,
    HandedOver,
    HandOverEnded,
    ItemDone,
    Moved,
    PostResolved,
    Raised,
    Refusal,
    Reply,
    Reviewed,
    RolesNamed,
    RowKept,
    SetUpDone,
    Surveyed,
    Unfinished,
    WaveMoved,
    Withdrawn,
)
from playbook.records import Phase, Verdict, WaveState
from playbook.standing import Standing, standing


def happened(reply: Reply, dossier: Dossier | None) -> str:
    """What became of a command; for a refusal, that there is nothing."""
    match reply:
        case Filed(change=change):
            return _filed(change, dossier)
        case Drafted(change=change):
            where = standing(dossier) if dossier else None
            return _kept(where).format(change=change)
        case Decided(change=change, verdict=verdict):
            approved = verdict is Verdict.APPROVED
            line = (
                _("Your approval of {change} is on the record.")
                if approved
                else _("Your decision to decline {change} is on the record.")
            )
            return line.format(change=change)
        case HandedOver():
            return _("Agreed who decides in your place. You are both told.")
        case HandOverEnded():
            return _("You decide yourself again. You are both told.")
        case Withdrawn(change=change):
            line = _("Your decision on {change} is taken back. It waits for a decision again.")
            return line.format(change=change)
        case Reviewed(again=again):
            line = _("What you found in looking back is on the record.")
            return _before(line) if again else line
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
        case RolesNamed():
            return _("Saved. Everybody who asks sees who answers for what.")
        case RowKept() | WaveMoved() | ItemDone() | Answered():
            return _of_the_plan(reply)
        case Acknowledged():
            return _("Noted that you have read it.")
        case AdditionAsked():
            return _("What you ask for is on the record.")
        case AdditionTaken(again=again):
            return _taken(dossier, again=again)
        case Raised():
            return _("What you said is on its way to whoever answers it.")
        case Surveyed(changed=changed):
            return _("Your new answer is kept.") if changed else _("Your answer is kept.")
        case Refusal() | Done():
            return _("There is nothing more to do here.")


def _filed(change: str, dossier: Dossier | None) -> str:
    """Who decides on it now; nobody where its template was approved beforehand."""
    where = standing(dossier) if dossier else None
    if where is not None and where.approval is not None and where.approval.beforehand:
        basis = where.approval.route.basis
        line = _(
            "{change} is approved: it follows the template “{template}”, and no further approval is"
            " needed."
        )
        return line.format(change=change, template=basis.name if basis else "")
    asked = asked_names(dossier, where) if dossier and where else ""
    line = _("{change} is filed and goes to {sponsor} for a decision.")
    return line.format(change=change, sponsor=asked or _("the sponsor"))


def put_aside(reply: Drafted, dossier: Dossier | None) -> str:
    """What somebody reads who leaves a request for later: that it is kept, and the way back."""
    line = _("{kept} To go on, say “{change}” here, or press “My overview”.")
    return line.format(kept=happened(reply, dossier), change=reply.change)


def _of_the_plan(reply: RowKept | WaveMoved | ItemDone | Answered) -> str:
    match reply:
        case RowKept():
            return _("Saved. It is in the plan now.")
        case WaveMoved(to=to, again=again):
            line = {
                WaveState.SCHEDULED: _("The wave is scheduled."),
                WaveState.PLANNED: _("The wave is planned again, and nobody is told of it."),
                WaveState.PAUSED: _("The wave is paused. Nothing more is sent for it."),
                WaveState.ANNOUNCED: _("The wave goes on."),
                WaveState.HELD: _("The wave is held back."),
            }[to]
            return _before(line) if again else line
        case ItemDone(again=again):
            line = _("The action item is done.")
            return _before(line) if again else line
        case Answered(again=again):
            line = _("Your answer is on its way.")
            return _before(line) if again else line


def _kept(where: Standing | None) -> str:
    """A request is kept and not sent; what that means once work on it is under way."""
    if where is None or not where.under_way:
        return _("{change} is kept as a draft.")
    if where.edited:
        return _("{change} is saved, and not sent. No further wave goes out before it is approved.")
    return _("{change} reads as it was approved, and the work goes on.")


def _taken(dossier: Dossier | None, *, again: bool) -> str:
    """An addition is in the request; whom that asks, where a version waits."""
    line = _("The addition is in the request now.")
    if dossier is not None and standing(dossier).phase is Phase.SUBMITTED:
        line = _(
            "The addition is in the request now. {sponsor} is asked to approve the new version."
        ).format(sponsor=dossier.change.sponsor.name or _("The sponsor"))
    return _before(line) if again else line


def _before(line: str) -> str:
    return _("{line} It was so before; nothing was changed.").format(line=line)


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
        case Withdraw():
            return _("That you take your decision back has reached us. It still counts for now.")
        case commands.ReviewEmergency():
            return _("Your look back has reached us. It is not on the record yet.")
        case commands.HandOver():
            return _("Whom you named has reached us. They do not decide for you yet.")
        case commands.EndHandOver():
            return _("That you decide yourself again has reached us. It does not count yet.")
        case commands.AskFirst():
            return _("Your question has reached us. Nobody has been asked yet.")
        case Resolve():
            return _("Your answer about the message has reached us.")
        case commands.MoveWave():
            return _("Your step has reached us. The wave has not moved yet.")
        case commands.Acknowledge():
            return _("Your “Got it” has reached us.")
        case commands.Raise():
            return _("What you said has reached us. Nobody has been asked yet.")
        case commands.AskAddition():
            return _("What you ask for has reached us. Nobody has been asked yet.")
        case commands.TakeAddition():
            return _("Your press has reached us. The addition is not in the request yet.")
        case commands.AnswerConcern() | commands.AnswerSurvey():
            return _("Your answer has reached us. It has not gone any further yet.")
        case commands.FinishItem():
            return _("That it is done has reached us. It is not in the list yet.")
        case SetUp():
            return _("Your choices have reached us, but they are not in the list yet.")
        case _ if isinstance(command, NewsOfPlaces):
            return _("Cutover has noticed, and is writing it down.")
        case _:
            return _("What you entered has reached us. It is not in the list yet.")
