"""The look back at an emergency: whoever would have decided says whether it was right (S-7).

One word was enough to go ahead, so others review it, and a change is not closed before they did.
"""

from collections.abc import Iterator
from datetime import datetime

from playbook.approval import Approval, approval_of, approver_of
from playbook.by_hand import key_removed
from playbook.calls import Call
from playbook.dossier import Dossier, is_number
from playbook.fields import Who
from playbook.hours import opening_after
from playbook.named_approvers import has_left
from playbook.records import EmergencyReview, Move, Phase, Post, Purpose
from playbook.routing import Remark, route_of
from playbook.standing import standing
from playbook.workplace import Workplace

REVIEW_AFTER = 2
"""Working days after an approval at once until its review is asked for; and as many again until
whoever is asked is reminded, once.
"""

_WORK = (Phase.PLANNING, Phase.PILOT, Phase.ROLLING_OUT, Phase.STABILISING, Phase.REVIEWING)


def emergencies(dossier: Dossier) -> Iterator[Approval]:
    """The approvals of emergencies that a review is owed for: the one that stands, and each that
    work began on before the scope was sent anew. One that was declined, taken back, or replaced
    before anything came of it owes nothing; nor does a change that was called off.
    """
    urgent = [move for move in dossier.moves if _is_urgent(move, dossier)]
    # Nearly every change is none, and this is asked at every look at each.
    if not urgent or (where := standing(dossier)).phase is Phase.CANCELLED:
        return
    begun = {where.version, *_begun(dossier)}
    for move in urgent:
        approval = approval_of(dossier, move) if move.version in begun else None
        if approval is not None and approval.passed and approval.decision is not None:
            yield approval


def _is_urgent(move: Move, dossier: Dossier) -> bool:
    """Whether a step asked for approval at once."""
    submitted = move.to is Phase.SUBMITTED
    return submitted and route_of(move, dossier.change).remark is Remark.URGENT


def _begun(dossier: Dossier) -> Iterator[str]:
    """The versions that work went on by."""
    version = ""
    for move in dossier.moves:
        if move.to is Phase.SUBMITTED:
            version = move.version
        elif move.to in _WORK:
            yield version


def gone_ahead(dossier: Dossier, version: str = "") -> Approval | None:
    """The emergency that was approved as this version; without one, the first that nobody has
    looked back at, or else the last.
    """
    found = tuple(emergencies(dossier))
    if version:
        return next((one for one in found if one.version == version), None)
    unreviewed = (one for one in found if review_on(dossier, one.version) is None)
    return next(unreviewed, found[-1] if found else None)


def review_on(dossier: Dossier, version: str) -> EmergencyReview | None:
    """The first review of the emergency that was approved as this version."""
    given = (one for one in dossier.emergency_reviews if one.version == version)
    return min(given, key=lambda one: (one.at, one.key), default=None)


def review_of(dossier: Dossier) -> EmergencyReview | None:
    """The review, where none is owed."""
    approval = gone_ahead(dossier)
    return review_on(dossier, approval.version) if approval is not None else None


def reviewers(dossier: Dossier, workplace: Workplace, version: str = "") -> tuple[Who, ...]:
    """Who may review: those of the usual route who neither decided nor asked for it, or else who
    asked, or whoever decided where there is nobody else. Empty where nothing is to be reviewed.
    """
    approval = gone_ahead(dossier, version)
    if approval is None or approval.decision is None:
        return ()
    decided = {who.id for one in approval.given for who in (one.by, approver_of(one))}
    others = (who for who in approval.route.reviewers if who.id not in decided)
    present = tuple(who for who in others if not has_left(who, workplace))
    requester = dossier.change.requester
    impartial = tuple(who for who in present if who.id != requester.id)
    return impartial or present or (approval.decision.by,)


def is_owed(dossier: Dossier) -> bool:
    return gone_ahead(dossier) is not None and review_of(dossier) is None


def asked_at(dossier: Dossier, workplace: Workplace, reviewer: Who) -> datetime | None:
    """When a reviewer is asked; None where nothing is owed."""
    return _due(dossier, workplace, reviewer, REVIEW_AFTER) if is_owed(dossier) else None


def calls(dossier: Dossier, workplace: Workplace, now: datetime) -> Iterator[Call]:
    """The reviewers whose time has come are asked, and reminded once."""
    approval = gone_ahead(dossier)
    if approval is None or not is_owed(dossier):
        return
    for who in reviewers(dossier, workplace):
        passed = [due for due in _dues(dossier, workplace, who) if due <= now]
        if passed:
            times = len(passed) + _lost(dossier, approval.version, who)
            yield Call(Purpose.REVIEW, receiver=who, version=approval.version, times=times)


def next_call(dossier: Dossier, workplace: Workplace, after: datetime) -> datetime | None:
    """When next, after this instant, a reviewer is asked or reminded."""
    if not is_owed(dossier):
        return None
    dues = (
        due
        for who in reviewers(dossier, workplace)
        for due in _dues(dossier, workplace, who)
        if due > after
    )
    return min(dues, default=None)


def holds(dossier: Dossier, workplace: Workplace, post: Post) -> bool:
    """Whether a claimed request for a review still asks for something that is owed."""
    approval = gone_ahead(dossier, post.version)
    asked = {who.id for who in reviewers(dossier, workplace, post.version)}
    open_still = approval is not None and review_on(dossier, post.version) is None
    return open_still and post.receiver.id in asked


def review_key(dossier: Dossier, version: str, reviewer: Who) -> str:
    """The key of a reviewer's word; the next one like it where somebody spoilt that row."""
    return dossier.free(_stem(dossier, version, reviewer))


def _stem(dossier: Dossier, version: str, reviewer: Who) -> str:
    return f"{dossier.change.key}/decision/{version}/{reviewer.id}/review"


def _dues(dossier: Dossier, workplace: Workplace, who: Who) -> tuple[datetime, ...]:
    days = (REVIEW_AFTER, 2 * REVIEW_AFTER)
    return tuple(due for n in days if (due := _due(dossier, workplace, who, n)) is not None)


def _due(dossier: Dossier, workplace: Workplace, who: Who, days: int) -> datetime | None:
    approval = gone_ahead(dossier)
    if approval is None or approval.decision is None:
        return None
    hours = workplace.hours(who)
    return opening_after(approval.decision.at, days, hours)


def _lost(dossier: Dossier, version: str, reviewer: Who) -> int:
    """How many of a reviewer's words somebody edited or deleted in their list: each calls for
    another.
    """
    stem = _stem(dossier, version, reviewer)
    told = (key_removed(EmergencyReview.KEPT_IN, event.key) for event in dossier.audit)
    keys = {*dossier.taken, *(row.key for row in dossier.gone), *told}
    return sum(one == stem or is_number(one.removeprefix(f"{stem}/")) for one in keys)
