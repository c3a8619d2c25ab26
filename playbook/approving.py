"""The sponsor's decision, bound to the version that was shown."""

from datetime import datetime

from playbook import recording
from playbook.commands import Decide
from playbook.completing import completed
from playbook.dossier import Dossier, Workplace
from playbook.fields import field_of
from playbook.outcome import Decided, Outcome, Reason, Refusal
from playbook.records import Decision, Person, Phase, Verdict
from playbook.standing import Standing, standing

COMMENT_LIMIT = field_of(Decision, "comment").limit


def decide_on(
    dossier: Dossier, workplace: Workplace, command: Decide, person: Person, now: datetime
) -> Outcome:
    """Put the decision on the record, or say why not.

    The same press twice finds the first. Authority is the sponsor's alone, whatever card the
    press came from (S-49, S-91), and holds for the version that the card showed (S-27).
    """
    where = standing(dossier)
    act = "approve" if command.verdict is Verdict.APPROVED else "decline"
    refusal = _refusal(dossier, where, command, person)
    if refusal is not None:
        if refusal.reason in (Reason.REASON_MISSING, Reason.COMMENT_TOO_LONG):
            return Outcome(reply=refusal)
        known = any(move.version == command.version for move in dossier.moves)
        version = command.version if known else ""
        return recording.refused(
            dossier, act, refusal, person, now, version=version, via=command.via
        )
    reply = Decided(dossier.change.key, command.verdict, again=where.decision is not None)
    if where.decision is not None:
        return completed(Outcome(reply), dossier, workplace, now)
    decision = Decision(
        key=dossier.free(f"{dossier.change.key}/decision/{command.version}/{person.key}"),
        change=dossier.change.key,
        version=command.version,
        verdict=command.verdict,
        by=person.who,
        tenant=person.tenant,
        at=now,
        comment=command.comment.strip(),
        via=command.via,
    )
    audit = recording.done(dossier, act, decision.key, person, now, via=command.via)
    return completed(Outcome(reply, facts=(decision, audit)), dossier, workplace, now)


def _refusal(dossier: Dossier, where: Standing, command: Decide, person: Person) -> Refusal | None:
    change = dossier.change
    sponsor = (change.sponsor,)
    editors = tuple({who.id: who for who in (change.requester, change.lead) if who}.values())
    if person.key != change.sponsor.id:
        return Refusal(Reason.NOT_THE_SPONSOR, change.key, sponsor, where.phase)
    if command.version != where.version:
        return Refusal(Reason.VERSION_CHANGED, change.key, sponsor, where.phase)
    if where.edited and where.phase in (Phase.SUBMITTED, Phase.APPROVED):
        return Refusal(Reason.BEING_REWORKED, change.key, editors, where.phase)
    if where.decision is not None:
        if where.decision.verdict is command.verdict:
            return None
        return Refusal(Reason.ALREADY_DECIDED, change.key, editors, where.phase)
    if where.phase is not Phase.SUBMITTED:
        return Refusal(Reason.NOT_WAITING, change.key, editors, where.phase)
    if command.verdict is Verdict.DECLINED and not command.comment.strip():
        return Refusal(Reason.REASON_MISSING, change.key, sponsor, where.phase)
    if len(command.comment.strip()) > COMMENT_LIMIT:
        return Refusal(
            Reason.COMMENT_TOO_LONG, change.key, sponsor, where.phase, limit=COMMENT_LIMIT
        )
    return None
