"""What a post about an approval shows: the question, its nudges, the word, and what came of it."""

from datetime import datetime

from cards import approval, approvers, build, decided
from cards.build import CardJson
from cards.elements import Element
from cards.payloads import ShowChange
from cards.words import _, moment
from playbook import ladder
from playbook.approval import Approval
from playbook.deciders import delegate_on, waits_for, who_may_decide
from playbook.dossier import Dossier
from playbook.expiring import ends_at
from playbook.fields import NOBODY, Who
from playbook.records import Concern, Person, Phase, Post, Purpose, Withdrawal
from playbook.standing import approval_on, standing
from playbook.workplace import Workplace

PURPOSES = (
    Purpose.APPROVAL,
    Purpose.REMINDER,
    Purpose.STAND_IN,
    Purpose.ESCALATED,
    Purpose.EXPIRING,
    Purpose.EXPIRED,
    Purpose.DECIDED,
    Purpose.WITHDRAWN,
)


def draw(
    post: Post, dossier: Dossier, workplace: Workplace, now: datetime, viewer: Person | None
) -> CardJson:
    """The post's card, for `viewer` where somebody in a shared place looks at it."""
    match post.purpose:
        case Purpose.DECIDED:
            return _decided(post, dossier, workplace, now)
        case Purpose.WITHDRAWN:
            return _withdrawn(post, dossier)
        case Purpose.EXPIRED:
            return decided.closed(dossier, post.version, workplace, post=post.key)
        case Purpose.EXPIRING if not post.about and _hears_only(post, dossier):
            return _ends_soon(post, dossier, workplace, now)
        case Purpose.ESCALATED:
            return _escalated(post, dossier, workplace, now)
        case _:
            return _question(post, dossier, workplace, now, viewer)


def _question(
    post: Post, dossier: Dossier, workplace: Workplace, now: datetime, viewer: Person | None
) -> CardJson:
    where = standing(dossier)
    reader = viewer.who if viewer else post.receiver
    approver = _approver(post, dossier, workplace, reader, now)
    theirs = approval_on(dossier, post.version)
    given = theirs.by(approver.id) if theirs is not None and approver else None
    if given is None and theirs is not None and (not approver or theirs.passed):
        given = theirs.decision
    if given is not None:
        return decided.draw(dossier, given, workplace, reader, now, post=post.key)
    if where.phase is not Phase.SUBMITTED or where.edited or where.version != post.version:
        return decided.closed(dossier, post.version, workplace, post=post.key)
    if post.about and not approver:
        return _over(post, dossier, theirs)
    shared = viewer is None and post.conversation in workplace.conversations
    if shared or approver.id not in {who.id for who in where.waiting}:
        return approval.watch(dossier, workplace, now, post.key)
    lead = _lead(post, dossier, approver, workplace, now)
    return approval.ask(
        dossier,
        where,
        workplace,
        now,
        approver=approver,
        reader=reader,
        post=post.key,
        lead=lead,
    )


def _approver(
    post: Post, dossier: Dossier, workplace: Workplace, reader: Who, now: datetime
) -> Who:
    """Whose decision the reader gives on this card: their own, or that of the one it is about."""
    approval_of_it = approval_on(dossier, post.version)
    route = approval_of_it.route.approvers if approval_of_it else (dossier.change.sponsor,)
    if post.about and post.purpose is not Purpose.ANSWERED:
        about = next((who for who in route if who.id == post.about), NOBODY)
        may = who_may_decide(dossier, workplace, about, post.version, now)
        return about if about and reader.id in may else NOBODY
    return next((who for who in route if who.id == reader.id), NOBODY)


def _over(post: Post, dossier: Dossier, theirs: Approval | None) -> CardJson:
    """The card of somebody who was asked on behalf of an approver, and does not decide any more."""
    route = theirs.route.approvers if theirs else ()
    who = next((one.name for one in route if one.id == post.about), dossier.change.sponsor.name)
    first = _("You no longer decide for {who}: {change}").format(
        who=who, change=dossier.change.project_name
    )
    told = _("{who} is asked again. There is nothing for you to do.").format(who=who)
    return build.card(first, build.heading(first), build.text(told), _show(post, dossier))


def answered(
    post: Post, concern: Concern, dossier: Dossier, workplace: Workplace, now: datetime
) -> CardJson | None:
    """The answer to what an approver asked first, above the buttons to decide; None where they
    have decided by now, or nobody waits for their word on that version any more.
    """
    where, reader = standing(dossier), post.receiver
    approver = waits_for(dossier, workplace, reader, now)
    if not approver or concern.version != where.version:
        return None
    lead = _("{who} answered your question: {change}").format(
        who=concern.answered_by.name, change=dossier.change.project_name
    )
    return approval.ask(
        dossier,
        where,
        workplace,
        now,
        approver=approver,
        reader=reader,
        post=post.key,
        lead=lead,
    )


def _lead(post: Post, dossier: Dossier, approver: Who, workplace: Workplace, now: datetime) -> str:
    """The first line, where it is not the first time that somebody hears of it."""
    change = dossier.change.project_name
    match post.purpose:
        case Purpose.REMINDER:
            return _("Still waiting for your decision: {change}").format(change=change)
        case Purpose.STAND_IN:
            line = _("{who} has not answered, and you decide for them: {change}")
            if delegate_on(dossier, workplace, approver, now).id == post.receiver.id:
                line = _("You decide for {who}: {change}")
            return line.format(who=approver.name, change=change)
        case Purpose.EXPIRING:
            ends = ends_at(dossier, workplace)
            when = moment(ends, workplace.zone, now) if ends else ""
            return _("A decision is asked of you by {when}: {change}").format(
                when=when, change=change
            )
        case _:
            return ""


def _hears_only(post: Post, dossier: Dossier) -> bool:
    """Whether the reader is told that time is short, and is not the one who decides."""
    return post.receiver.id not in {who.id for who in standing(dossier).waiting}


def _ends_soon(post: Post, dossier: Dossier, workplace: Workplace, now: datetime) -> CardJson:
    where, ends = standing(dossier), ends_at(dossier, workplace)
    if ends is None or where.approval is None or where.version != post.version:
        return decided.closed(dossier, post.version, workplace, post=post.key)
    first = _("No decision yet: {change}").format(change=dossier.change.project_name)
    told = _(
        "By {when}, {who} is asked to decide. Without a decision the request becomes a draft again;"
        " nothing in it is lost. To give more time, choose another day under “Edit”."
    ).format(who=approvers.waits_for(where.approval), when=moment(ends, workplace.zone, now))
    return build.card(first, build.heading(first), build.text(told), _show(post, dossier))


def _decided(post: Post, dossier: Dossier, workplace: Workplace, now: datetime) -> CardJson:
    """The decision that concluded it, or the one that the post tells its approver of."""
    found = approval_on(dossier, post.version)
    if found is not None and found.beforehand:
        return decided.beforehand(dossier, found, workplace, now, post=post.key)
    told = found.decision if found is not None else None
    if found is not None and post.about:
        told = next((one for one in found.given if one.key == post.about), told)
    if told is None:
        return decided.closed(dossier, post.version, workplace, post=post.key)
    return decided.draw(dossier, told, workplace, post.receiver, now, post=post.key)


def _withdrawn(post: Post, dossier: Dossier) -> CardJson:
    taken_back: Withdrawal | None = next(
        (one for one in dossier.withdrawals if one.key == post.about), None
    )
    who = taken_back.by.name if taken_back else _("Somebody")
    first = _("{who} took a decision back: {change}").format(
        who=who, change=dossier.change.project_name
    )
    told = _("The request waits for a decision again. You hear as soon as there is one.")
    return build.card(
        first,
        build.heading(first),
        *(build.labelled(_("Reason"), taken_back.reason) if taken_back else ()),
        build.text(told),
        _show(post, dossier),
    )


def _escalated(post: Post, dossier: Dossier, workplace: Workplace, now: datetime) -> CardJson:
    """What an approver's manager, or the project lead, reads when no answer comes."""
    where = standing(dossier)
    found = approval_on(dossier, post.version)
    approver = next(
        (who for who in (found.route.approvers if found else ()) if who.id == post.about), NOBODY
    )
    if approver.id not in {who.id for who in where.waiting} or where.version != post.version:
        return decided.closed(dossier, post.version, workplace, post=post.key)
    asked = ladder.asked_now(dossier, workplace, where, approver, now)
    first = _("{who} has not answered yet: {change}").format(
        who=approver.name, change=dossier.change.project_name
    )
    at = (asked.settled_at or asked.claimed_at) if asked else where.asked_at or now
    since = moment(at, workplace.zone, now)
    told = _(
        "On {when}, {who} was asked, and has not answered since. Please talk to them, or ask them"
        " to name somebody who decides in their place. You cannot decide for them yourself."
    ).format(who=asked.receiver.name if asked else approver.name, when=since)
    if post.receiver.id in who_may_decide(dossier, workplace, approver, post.version, now):
        told = _("On {when}, {who} was asked. You may decide in their place.").format(
            who=approver.name, when=since
        )
    return build.card(first, build.heading(first), build.text(told), _show(post, dossier))


def _show(post: Post, dossier: Dossier) -> Element:
    press = ShowChange(change=dossier.change.key, post=post.key)
    return build.buttons(build.button(_("Show the change"), press))
