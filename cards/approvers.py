"""Whose word a change needs, in sentences: who has signed, who is asked, who comes after."""

from collections.abc import Iterator
from datetime import date, datetime

from cards.words import _, count, day, moment
from playbook.approval import Approval, approver_of
from playbook.fields import Who
from playbook.records import ChangeRequest, Decision, Use, Verdict
from playbook.routing import Remark, Route, Stage
from playbook.workplace import Workplace


def signed(approval: Approval, workplace: Workplace, now: datetime) -> Iterator[str]:
    """Each decision that was given, in a sentence."""
    for decision in approval.given:
        yield _("On {when}, {who}.").format(
            who=who_decided(decision), when=moment(decision.at, workplace.zone, now)
        )


def who_decided(decision: Decision) -> str:
    """Who decided and how, a delegate on behalf of somebody: "Alex Roy approved for Marie"."""
    approved = decision.verdict is Verdict.APPROVED
    if decision.approver:
        line = _("{by} approved for {who}") if approved else _("{by} declined for {who}")
    else:
        line = _("{by} approved") if approved else _("{by} declined")
    return line.format(by=decision.by.name, who=decision.approver.name)


def waits_for(approval: Approval, reader: str = "") -> str:
    """Whom the approval waits for, as names: all of them, or one of them; `reader` is "you"."""
    stages = approval.route.stages
    if not stages or not approval.waiting:
        return ""
    stage = stages[approval.stage]
    others = [who.name for who in approval.waiting if who.id != reader]
    names = [_("you"), *others] if len(others) < len(approval.waiting) else others
    lacking = _lacking(approval, stage)
    if 1 < lacking < len(names):
        return _("{n} of {names}").format(n=count(lacking), names=_joined(names, every=True))
    return _joined(names, every=lacking >= len(names))


def still_to_come(approval: Approval) -> str:
    """Who is asked once this stage has agreed; empty where nobody is."""
    later = approval.route.stages[approval.stage + 1 :]
    names = [_joined([who.name for who in one.approvers], every=_all(one)) for one in later]
    if approval.passed or approval.decision is not None or not names:
        return ""
    return _("Who is asked after that: {names}.").format(names=_(", then ").join(names))


def explained(stage: Stage) -> str:
    """How many of a stage must agree, and whose no ends it."""
    names = [who.name for who in stage.approvers]
    if len(names) == 1:
        told = _("{who} decides.").format(who=names[0])
    elif _all(stage):
        line = _("{who} must both agree.") if len(names) == 2 else _("{who} must all agree.")
        told = line.format(who=_joined(names, every=True))
    elif stage.needed == 1:
        told = _("One of them is enough: {who}.").format(who=_joined(names, every=False))
    else:
        told = _("{n} of {all} must agree: {who}.").format(
            n=stage.needed, all=len(names), who=_joined(names, every=False)
        )
    if stage.veto:
        told += " " + _("A no from {who} ends it.").format(who=stage.veto.name)
    return told


def absent(stage: Stage) -> str:
    """That the policy names somebody who is not there, so that the sponsor stands in; empty where
    it names nobody such.
    """
    if not stage.absent:
        return ""
    line = _("Your approval policy names {lines} here. Nobody is that now; the sponsor stands in.")
    return line.format(lines=", ".join(_("“{name}”").format(name=one) for one in stage.absent))


def remark(route: Route) -> str:
    """What is said of the route besides; empty for nothing."""
    match route.remark:
        case Remark.ALONE:
            return _(
                "Whoever asked for this also decides on it, and nobody else is named who could"
                " sign. That is allowed, and stands on the record."
            )
        case Remark.URGENT:
            return _(
                "It is an emergency, so one word is enough now. Two working days later somebody"
                " looks back at it."
            )
        case _:
            return ""


def rests_on(route: Route, workplace: Workplace, now: datetime) -> str:
    """Which template had it approved, and who approved that."""
    if route.basis is None:
        return _("It follows a template that was approved beforehand; nobody is asked any more.")
    return _(
        "It follows the template “{name}”, which {who} approved on {when}; no further approval is"
        " needed."
    ).format(
        name=route.basis.name,
        who=_joined([who.name for who in route.basis.by], every=True),
        when=moment(route.basis.at, workplace.zone, now),
    )


def template_line(change: ChangeRequest, today: date) -> str:
    """What an approval of a template means for the changes that begin from it; empty for others."""
    if change.use is not Use.TEMPLATE:
        return ""
    line = _(
        "This is a template: once approved, a change that follows it to the letter needs no further"
        " approval until {day}."
    )
    until = change.go_live_to
    return line.format(day=day(until, today) if until else _("its last day"))


def decided_for(approver: Who) -> str:
    return _("You are asked on behalf of {who}. Your name and theirs go on the record.").format(
        who=approver.name
    )


def approvers_of(approval: Approval) -> tuple[Who, ...]:
    """Those who have decided, each once."""
    return tuple(approver_of(one) for one in approval.given)


def _lacking(approval: Approval, stage: Stage) -> int:
    """How many of those who are still asked must agree."""
    ids = {who.id for who in stage.approvers}
    agreed = sum(
        one.verdict is Verdict.APPROVED and approver_of(one).id in ids for one in approval.given
    )
    return stage.needed - agreed


def _all(stage: Stage) -> bool:
    return stage.needed == len(stage.approvers)


def _joined(names: list[str], *, every: bool) -> str:
    if len(names) < 2:
        return "".join(names)
    line = _("{names} and {last}") if every else _("{names} or {last}")
    return line.format(names=", ".join(names[:-1]), last=names[-1])
