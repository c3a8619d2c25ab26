"""An approver's decision, bound to the version that was shown; and taking it back."""

from dataclasses import dataclass
from datetime import datetime

from playbook import recording
from playbook.approval import Approval, approver_of
from playbook.commands import Decide, Withdraw
from playbook.completing import completed
from playbook.conditions import asked_for, faults
from playbook.deciders import asked_for_it, was_delegate, who_may_decide
from playbook.dossier import Dossier
from playbook.editors import editors_of
from playbook.expiring import has_expired
from playbook.fields import Who, field_of
from playbook.outcome import Decided, Outcome, Reason, Refusal, Unfinished, Withdrawn
from playbook.records import Decision, Person, Phase, Verdict, Withdrawal
from playbook.standing import Standing, approval_on, standing
from playbook.workplace import Workplace

COMMENT_LIMIT = field_of(Decision, "comment").limit
REASON_LIMIT = field_of(Withdrawal, "reason").limit

_TO_MEND = (Reason.REASON_MISSING, Reason.COMMENT_TOO_LONG)
_OPEN_TO_WITHDRAWAL = (Phase.SUBMITTED, Phase.APPROVED, Phase.DRAFT)


@dataclass(frozen=True, slots=True)
class _Pressed:
    """A press on an approval, with all that is asked of it."""

    dossier: Dossier
    workplace: Workplace
    command: Decide
    person: Person
    at: datetime
    where: Standing

    @property
    def approval(self) -> Approval | None:
        return self.where.approval

    def deciders(self, approver: Who) -> frozenset[str]:
        """Who may decide for an approver on the version that the press names."""
        version = self.command.version
        return who_may_decide(self.dossier, self.workplace, approver, version, self.at)

    def refuse(self, reason: Reason, *who: Who, limit: int = 0) -> Refusal:
        return Refusal(reason, self.dossier.change.key, who, self.where.phase, limit=limit)


def decide_on(
    dossier: Dossier, workplace: Workplace, command: Decide, person: Person, now: datetime
) -> Outcome:
    """Put the decision on the record, or say why not.

    The same press twice finds the first. Authority is an approver's alone, or their delegate's,
    whatever card the press came from (S-49, S-91), and holds for the version that the card showed
    (S-27).
    """
    where = standing(dossier)
    pressed = _Pressed(dossier, workplace, command, person, now, where)
    approver = _approver(pressed)
    if isinstance(approver, Refusal):
        return _refused(pressed, approver)
    if (refusal := _refusal(pressed, approver)) is not None:
        return _refused(pressed, refusal)
    made = where.approval.by(approver.id) if where.approval else None
    reply = Decided(dossier.change.key, command.verdict, made is not None, approver.id)
    if made is not None:
        return completed(Outcome(reply), dossier, workplace, now)
    # A no asks for nothing besides.
    wanted = command.conditions if command.verdict is Verdict.APPROVED else ()
    if found := tuple(faults(wanted, workplace.today(now))):
        return Outcome(Unfinished(found))
    decision = Decision(
        key=_free_key(dossier, f"{dossier.change.key}/decision/{command.version}/{approver.id}"),
        change=dossier.change.key,
        version=command.version,
        verdict=command.verdict,
        by=person.who,
        tenant=person.tenant,
        approver=approver if approver.id != person.key else Who(),
        at=now,
        comment=command.comment.strip(),
        via=command.via,
    )
    act = recording.act_of(decision)
    audit = recording.done(dossier, act, decision.key, person, now, via=command.via)
    conditions = asked_for(wanted, decision)
    return completed(Outcome(reply, facts=(decision, *conditions, audit)), dossier, workplace, now)


def might_decide(
    dossier: Dossier, workplace: Workplace, command: Decide, person: Person, now: datetime
) -> Who | Refusal:
    """Whose word on the version somebody could give now, or why they could not."""
    where = standing(dossier)
    pressed = _Pressed(dossier, workplace, command, person, now, where)
    approver = _approver(pressed)
    if isinstance(approver, Refusal):
        return approver
    made = where.approval.by(approver.id) if where.approval else None
    if made is not None:
        return pressed.refuse(Reason.ALREADY_DECIDED, *editors_of(dossier.change, workplace))
    return _refusal(pressed, approver) or approver


def _refused(pressed: _Pressed, refusal: Refusal) -> Outcome:
    if refusal.reason in _TO_MEND:
        return Outcome(reply=refusal)
    command, dossier = pressed.command, pressed.dossier
    known = any(move.version == command.version for move in dossier.moves)
    return recording.refused(
        dossier,
        "approve" if command.verdict is Verdict.APPROVED else "decline",
        refusal,
        pressed.person,
        pressed.at,
        version=command.version if known else "",
        via=command.via,
    )


def _approver(pressed: _Pressed) -> Who | Refusal:
    """Whose decision the press is: the presser's own, or of somebody whose delegate they are."""
    approval, person, dossier = pressed.approval, pressed.person, pressed.dossier
    sponsor = dossier.change.sponsor
    if approval is not None and approval.beforehand:
        return pressed.refuse(Reason.BEFOREHAND, *approval.rests_on)
    approvers = approval.route.approvers if approval else (sponsor,)
    named = pressed.command.approver
    if named in ("", person.key):
        mine = next((who for who in approvers if who.id == person.key), None)
        if mine is not None:
            return mine
    others = [who for who in approvers if named in ("", who.id) and who.id != person.key]
    may = [who for who in others if person.key in pressed.deciders(who)]
    # Of several whom they decide for, the one whose word is still asked for comes first.
    waiting = {who.id for who in pressed.where.waiting}
    if may:
        return next((who for who in may if who.id in waiting), may[0])
    theirs = [who for who in others if was_delegate(dossier, person, who, pressed.workplace)]
    if theirs and asked_for_it(dossier, person.who):
        return pressed.refuse(Reason.OWN_REQUEST, *theirs)
    if theirs:
        return pressed.refuse(Reason.DELEGATION_OVER, *theirs)
    return pressed.refuse(Reason.NOT_AN_APPROVER, *(pressed.where.waiting or approvers))


def _refusal(pressed: _Pressed, approver: Who) -> Refusal | None:
    command, where, change = pressed.command, pressed.where, pressed.dossier.change
    editors = tuple({who.id: who for who in (change.requester, change.lead) if who}.values())
    if pressed.workplace.person(pressed.person.who).left_on is not None:
        return pressed.refuse(Reason.LEFT, *editors)
    if where.phase is Phase.CANCELLED:
        return pressed.refuse(Reason.CANCELLED, *editors)
    if command.version != where.version:
        return pressed.refuse(Reason.VERSION_CHANGED, approver)
    if has_expired(pressed.dossier, where):
        return pressed.refuse(Reason.EXPIRED, *editors)
    if where.edited and where.phase in (Phase.SUBMITTED, Phase.APPROVED):
        return pressed.refuse(Reason.BEING_REWORKED, *editors)
    made = where.approval.by(approver.id) if where.approval else None
    if made is not None:
        same = made.verdict is command.verdict
        return None if same else pressed.refuse(Reason.ALREADY_DECIDED, *editors)
    if where.approval is not None and not where.approval.is_open:
        return pressed.refuse(Reason.NOT_NEEDED, *editors)
    if where.phase is not Phase.SUBMITTED:
        return pressed.refuse(Reason.NOT_WAITING, *editors)
    if approver.id not in {who.id for who in where.waiting}:
        return pressed.refuse(Reason.NOT_YOUR_TURN, *where.waiting)
    said = command.comment.strip()
    if command.verdict is Verdict.DECLINED and not said:
        return pressed.refuse(Reason.REASON_MISSING, approver)
    if len(said) > COMMENT_LIMIT:
        return pressed.refuse(Reason.COMMENT_TOO_LONG, approver, limit=COMMENT_LIMIT)
    return None


def _free_key(dossier: Dossier, key: str) -> str:
    """The decision's key, or the next one like it: one that was withdrawn keeps its own."""
    held = {decision.key for decision in dossier.decisions} | dossier.taken
    number, free = 1, key
    while free in held:
        number += 1
        free = f"{key}/{number}"
    return free


def may_withdraw(
    dossier: Dossier, workplace: Workplace, who: Who, now: datetime
) -> Decision | None:
    """The decision that somebody may still take back."""
    where = standing(dossier)
    theirs = _theirs(dossier, where, where.approval, who.id)
    if theirs is None or _stands_fast(dossier, workplace, where, theirs, who, now) is not None:
        return None
    return theirs


def withdraw(
    dossier: Dossier, workplace: Workplace, command: Withdraw, person: Person, now: datetime
) -> Outcome:
    """Take a decision back, with a reason, as long as nothing rests on it."""
    where, change = standing(dossier), dossier.change
    editors = editors_of(change, workplace)
    theirs = _theirs(dossier, where, approval_on(dossier, command.version), person.key)
    if theirs is None and _was_withdrawn(dossier, command.version, person):
        return completed(Outcome(Withdrawn(change.key, again=True)), dossier, workplace, now)
    if theirs is None:
        refusal = Refusal(Reason.NOTHING_TO_WITHDRAW, change.key, editors, where.phase)
        return recording.refused(dossier, command.do, refusal, person, now, via=command.via)
    barred = _stands_fast(dossier, workplace, where, theirs, person.who, now)
    if barred is not None:
        return recording.refused(dossier, command.do, barred, person, now, via=command.via)
    reason = command.reason.strip()
    if not reason:
        return Outcome(Refusal(Reason.REASON_MISSING, change.key, editors, where.phase))
    if len(reason) > REASON_LIMIT:
        limit = REASON_LIMIT
        return Outcome(
            Refusal(Reason.COMMENT_TOO_LONG, change.key, editors, where.phase, limit=limit)
        )
    fact = Withdrawal(
        key=f"{theirs.key}/withdrawn",
        change=change.key,
        version=theirs.version,
        decision=theirs.key,
        reason=reason,
        by=person.who,
        at=now,
        via=command.via,
    )
    audit = recording.done(dossier, recording.act_of(fact), fact.key, person, now, via=command.via)
    return completed(Outcome(Withdrawn(change.key), facts=(fact, audit)), dossier, workplace, now)


def _theirs(
    dossier: Dossier, where: Standing, approval: Approval | None, person: str
) -> Decision | None:
    """The decision of somebody's, or for them: of several, the first on which nothing rests."""
    given = approval.given if approval else ()
    theirs = [one for one in given if person in (one.by.id, approver_of(one).id)]
    free = (one for one in theirs if not _rested_upon(dossier, where, one))
    return next(free, theirs[0] if theirs else None)


def _stands_fast(
    dossier: Dossier,
    workplace: Workplace,
    where: Standing,
    decision: Decision,
    who: Who,
    now: datetime,
) -> Refusal | None:
    """Why a decision is not taken back by whoever made it: they left, their days as a delegate are
    over, or something rests on it.
    """
    change, approver = dossier.change, approver_of(decision)
    editors = editors_of(change, workplace)
    if workplace.person(who).left_on is not None:
        return Refusal(Reason.LEFT, change.key, editors, where.phase)
    if who.id not in who_may_decide(dossier, workplace, approver, decision.version, now):
        return Refusal(Reason.DELEGATION_OVER, change.key, (approver,), where.phase)
    if _rested_upon(dossier, where, decision):
        return Refusal(Reason.RESTED_UPON, change.key, editors, where.phase)
    return None


def _was_withdrawn(dossier: Dossier, version: str, person: Person) -> bool:
    return any(one.version == version and one.by.id == person.key for one in dossier.withdrawals)


def _rested_upon(dossier: Dossier, where: Standing, decision: Decision) -> bool:
    """Whether anything was done since that only this decision allows: a later step, a later stage's
    word, a wave on its way.
    """
    if where.version != decision.version or where.phase not in _OPEN_TO_WITHDRAWAL:
        return True
    if where.edited or where.approval is None or has_expired(dossier, where):
        return True
    submitted = next(move for move in dossier.moves if move.version == decision.version)
    later_steps = any(move.ordinal > submitted.ordinal for move in dossier.moves)
    later_stage = any(
        _stage_of(where.approval, one) > _stage_of(where.approval, decision)
        for one in where.approval.given
    )
    return later_steps or later_stage or any(s.at >= decision.at for s in dossier.wave_steps)


def _stage_of(approval: Approval, decision: Decision) -> int:
    """The first stage that a decision counts in."""
    who = approver_of(decision).id
    numbered = enumerate(approval.route.stages)
    return next((n for n, stage in numbered if any(a.id == who for a in stage.approvers)), 0)
