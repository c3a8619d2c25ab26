"""How a post remembers the reply it tells: a few named words in one column, and back again."""

from urllib.parse import quote, unquote

from playbook.dossier import Dossier
from playbook.editors import editors_of
from playbook.fields import Who
from playbook.findings import Fault, Finding
from playbook.hindsight import reviewers
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
    Lack,
    Missing,
    Moved,
    PostResolved,
    Raised,
    Reason,
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
from playbook.records import Duty, Phase, Verdict, WaveState
from playbook.standing import standing
from playbook.waves import pausers
from playbook.workplace import Workplace

_MOST_FIELDS = 5
_SAFE = " /:@.-,"


def says_of(reply: Reply) -> str:
    """The reply as `Post.says` keeps it; `reply_of` reads it back.

    The change is the post's subject and is not repeated; which row of its plan it was is left
    out. Names and values hold no `;`, and together they stay well under the column's 255
    characters.
    """
    return ";".join(
        f"{name}={quote(value, safe=_SAFE)}" for name, value in _told(reply).items() if value
    )


def _told(reply: Reply) -> dict[str, str]:
    match reply:
        case Filed():
            return {"result": "filed"}
        case Drafted():
            return {"result": "drafted"}
        case Decided(verdict=verdict, again=again):
            return {"result": verdict.value.lower(), "again": "yes" if again else ""}
        case HandedOver(again=again):
            return {"result": "handed over", "again": "yes" if again else ""}
        case HandOverEnded(again=again):
            return {"result": "decides again", "again": "yes" if again else ""}
        case Withdrawn(again=again):
            return {"result": "withdrawn", "again": "yes" if again else ""}
        case Reviewed(again=again):
            return {"result": "reviewed", "again": "yes" if again else ""}
        case Moved(to=to, again=again):
            return {"result": "moved", "to": to.value, "again": "yes" if again else ""}
        case RolesNamed():
            return {"result": "roles named"}
        case SetUpDone():
            return {"result": "set up"}
        case PostResolved(arrived=arrived):
            return {"result": "resolved", "arrived": "yes" if arrived else ""}
        case Unfinished(findings=findings):
            fields = dict.fromkeys(finding.field for finding in findings)
            return {"result": "unfinished", "fields": ",".join(list(fields)[:_MOST_FIELDS])}
        case Refusal(reason=reason, phase=phase, limit=limit, lacks=lacks):
            return {
                "result": "refused",
                "reason": reason.value,
                "phase": phase.value if phase else "",
                "limit": str(limit) if limit else "",
                "lacks": ",".join(lack.what.name for lack in lacks),
            }
        case Done():
            return {"result": "done"}
        case _:
            return _told_of_the_plan(reply)


def _told_of_the_plan(
    reply: RowKept
    | WaveMoved
    | Acknowledged
    | Raised
    | Answered
    | AdditionAsked
    | AdditionTaken
    | Surveyed
    | ItemDone,
) -> dict[str, str]:
    match reply:
        case WaveMoved(to=to, again=again):
            return {"result": "wave moved", "to": to.value, "again": "yes" if again else ""}
        case Answered(again=again):
            return {"result": "answered", "again": "yes" if again else ""}
        case ItemDone(again=again):
            return {"result": "item done", "again": "yes" if again else ""}
        case Surveyed(changed=changed):
            return {"result": "surveyed", "again": "yes" if changed else ""}
        case RowKept():
            return {"result": "row kept"}
        case Acknowledged():
            return {"result": "acknowledged"}
        case Raised():
            return {"result": "raised"}
        case AdditionAsked():
            return {"result": "addition asked"}
        case AdditionTaken(again=again):
            return {"result": "addition taken", "again": "yes" if again else ""}


def reply_of(says: str, change: str, dossier: Dossier | None, workplace: Workplace) -> Reply:
    """The reply that `says` remembers; who can act is read from the records of today.

    What an older version wrote in a way we no longer know is told as Done.
    """
    told = {
        name: unquote(value)
        for name, found, value in (part.partition("=") for part in says.split(";"))
        if found
    }
    again = told.get("again") == "yes"
    match told.get("result"):
        case "filed":
            return Filed(change)
        case "drafted":
            return Drafted(change)
        case "approved":
            return Decided(change, Verdict.APPROVED, again)
        case "declined":
            return Decided(change, Verdict.DECLINED, again)
        case "handed over" | "decides again" as result:
            return HandedOver("", again) if result == "handed over" else HandOverEnded("", again)
        case "withdrawn":
            return Withdrawn(change, again)
        case "reviewed":
            return Reviewed(change, again)
        case "moved" if (to := told.get("to")) in set(Phase):
            return Moved(change, Phase(to), again)
        case "wave moved" if (to := told.get("to")) in set(WaveState):
            return WaveMoved(change, "", WaveState(to), again)
        case "answered":
            return Answered(change, "", again)
        case "item done":
            return ItemDone(change, "", again)
        case "surveyed":
            return Surveyed(change, "", again)
        case "row kept":
            return RowKept(change, "")
        case "acknowledged":
            return Acknowledged(change, "")
        case "raised":
            return Raised(change, "")
        case "addition asked":
            return AdditionAsked(change, "")
        case "addition taken":
            return AdditionTaken(change, "", again)
        case "roles named":
            return RolesNamed(change)
        case "set up":
            return SetUpDone()
        case "resolved":
            return PostResolved("", arrived=told.get("arrived") == "yes")
        case "unfinished":
            fields = told.get("fields", "").split(",")
            return Unfinished(tuple(Finding(field, Fault.MISSING) for field in fields if field))
        case "refused" if told.get("reason") in set(Reason):
            return _refusal(told, change, dossier, workplace)
        case _:
            return Done()


def _refusal(
    told: dict[str, str], change: str, dossier: Dossier | None, workplace: Workplace
) -> Refusal:
    reason, phase = Reason(told["reason"]), told.get("phase", "")
    limit = told.get("limit", "")
    can_act = _can_act(reason, dossier, workplace)
    missing = [name for name in told.get("lacks", "").split(",") if name in Missing.__members__]
    return Refusal(
        reason,
        change,
        can_act,
        Phase(phase) if phase in set(Phase) else None,
        int(limit) if limit.isdecimal() else 0,
        lacks=tuple(Lack(Missing[name], can_act) for name in missing),
    )


_APPROVERS_ACT = (Reason.NOT_AN_APPROVER, Reason.NOT_YOUR_TURN, Reason.VERSION_CHANGED)


def _can_act(reason: Reason, dossier: Dossier | None, workplace: Workplace) -> tuple[Who, ...]:
    if dossier is None or reason is Reason.OUTSIDER:
        holders = (workplace.holder(Duty.COORDINATOR), workplace.holder(Duty.LEAD))
        return tuple(who for who in holders if who)
    if reason in _APPROVERS_ACT:
        return standing(dossier).waiting or (dossier.change.sponsor,)
    if reason in (Reason.REVIEW_OWED, Reason.NOT_YOURS_TO_REVIEW):
        return reviewers(dossier, workplace)
    if reason is Reason.NOT_YOURS_TO_PAUSE:
        return pausers(dossier, workplace)
    return editors_of(dossier.change, workplace)
