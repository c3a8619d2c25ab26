"""Where a change stands, as people say it: what it is doing, and what comes next."""

from datetime import datetime

from cards import approvers
from cards.words import _, listed, moment
from playbook.asked_first import asked_on
from playbook.asking import lead_of
from playbook.dossier import Dossier
from playbook.editors import editors_of
from playbook.fields import Who
from playbook.ladder import REMIND_AFTER, reminder_due
from playbook.records import Phase, Post, PostState, Purpose, Use, Verdict
from playbook.standing import Standing, number
from playbook.workplace import Workplace


def names_of(people: tuple[Who, ...], reader: str = "") -> str:
    """Names joined by "or"; somebody without a name is not among them.

    `reader` is whoever reads it, by Entra object id: they come first, as "you".
    """
    others = [who.name for who in people if who.name and who.id != reader]
    mine = reader and any(who.id == reader for who in people)
    return listed([_("you"), *others] if mine else others)


def ask_of(dossier: Dossier, where: Standing) -> Post | None:
    """The newest post that asks somebody whose decision the version that stands waits for."""
    waiting = {who.id for who in where.waiting or (dossier.change.sponsor,)}
    asks = [
        post
        for post in dossier.posts
        if post.purpose in (Purpose.APPROVAL, Purpose.STAND_IN)
        and post.version == where.version
        and (post.about or post.receiver.id) in waiting
    ]
    return asks[-1] if asks else None


def asked_names(dossier: Dossier, where: Standing) -> str:
    """Whose decision the version waits for, as names; before it is sent, the sponsor's."""
    names = approvers.waits_for(where.approval) if where.approval and where.waiting else ""
    return names or dossier.change.sponsor.name


def stands(dossier: Dossier, where: Standing, workplace: Workplace, now: datetime) -> str:
    """Where the change stands, in one sentence."""
    match where.phase:
        case Phase.DRAFT:
            return _draft(where, workplace, now)
        case Phase.SUBMITTED:
            return _submitted(dossier, where, workplace, now)
        case Phase.APPROVED if where.decision is not None:
            return _("Approved on {when} by {who}.").format(
                who=where.decision.by.name, when=moment(where.decision.at, workplace.zone, now)
            )
        case Phase.APPROVED if where.approval is not None and where.approval.beforehand:
            told = approvers.rests_on(where.approval.route, workplace, now)
            return _("Approved. {told}").format(told=told)
        case phase:
            return _since(dossier, phase, workplace, now)


def _draft(where: Standing, workplace: Workplace, now: datetime) -> str:
    if where.decision is not None and where.decision.verdict is Verdict.DECLINED:
        return _("A draft again: on {when}, {who} declined version {number}.").format(
            who=where.decision.by.name,
            number=number(where.version),
            when=moment(where.decision.at, workplace.zone, now),
        )
    return _("A draft. Nobody has been asked to decide yet.")


def _submitted(dossier: Dossier, where: Standing, workplace: Workplace, now: datetime) -> str:
    sponsor = asked_names(dossier, where)
    ask = ask_of(dossier, where)
    if where.edited:
        return _("Edited since version {number} was sent, so {sponsor} cannot decide yet.").format(
            number=number(where.version), sponsor=sponsor
        )
    if ask is None or ask.state in (PostState.CLAIMED, PostState.SUPERSEDED):
        return _("On its way to {sponsor}, who decides.").format(sponsor=sponsor)
    if ask.state is PostState.REFUSED:
        return _("{sponsor} cannot be reached in Teams, so nobody is deciding yet.").format(
            sponsor=sponsor
        )
    if ask.state is PostState.UNKNOWN:
        return _("Sent to {sponsor}, but the message may not have arrived.").format(sponsor=sponsor)
    return _("Waiting since {when} for {sponsor} to decide.").format(
        sponsor=sponsor, when=moment(ask.settled_at or ask.claimed_at, workplace.zone, now)
    )


def goes_on(where: Standing) -> str:
    """What happens while an addition to the scope waits; empty where no work is under way."""
    if where.at_work is None:
        return ""
    return _(
        "Meanwhile the work stands at “{phase}” and goes by version {number}. No further wave goes"
        " out before the decision."
    ).format(phase=_(where.at_work), number=number(where.approved))


def _since(dossier: Dossier, phase: Phase, workplace: Workplace, now: datetime) -> str:
    move = next((move for move in reversed(dossier.moves) if move.to is phase), None)
    if move is None:
        return _(phase)
    return _("Since {when} it stands at “{phase}”.").format(
        phase=_(phase), when=moment(move.at, workplace.zone, now)
    )


def comes_next(
    dossier: Dossier, where: Standing, workplace: Workplace, now: datetime, reader: str = ""
) -> str:
    """What comes next and who does it; while a decision is awaited, when somebody hears again.

    `reader` is whoever reads it, by Entra object id, and is called "you".
    """
    editors = names_of(editors_of(dossier.change, workplace), reader)
    if where.phase is Phase.APPROVED and dossier.change.use is Use.TEMPLATE:
        return _("Next: changes can be started from it. Nothing is rolled out from a template.")
    if where.phase is Phase.SUBMITTED:
        return _awaited(dossier, where, workplace, now, reader)
    return {
        Phase.DRAFT: _("Next: {editors} can finish the form and send it to {sponsor}."),
        Phase.APPROVED: _("Next: planning; {editors} can move the change on when it begins."),
        Phase.PLANNING: _(
            "Next: {editors} can fill the plan and schedule a pilot with a small group."
        ),
        Phase.PILOT: _("Next: {editors} can schedule the other waves and move the change on."),
        Phase.ROLLING_OUT: _("Next: a time of extra support; {editors} can move the change on."),
        Phase.STABILISING: _("Next: a review of the measures; {editors} can move the change on."),
        Phase.REVIEWING: _("Next: {editors} can close it once the measures were looked at."),
        Phase.CLOSED: _("Nothing more is due, and {editors} can reopen it."),
        Phase.PAUSED: _("Next: {editors} can take it up again, roll it back or cancel it."),
        Phase.ROLLED_BACK: _("Next: {editors} can reopen or cancel it."),
        Phase.CANCELLED: _("Nothing more is due, and {editors} can reopen it."),
        Phase.REOPENED: _("Next: {editors} can plan it again, or edit the form and send it."),
    }[where.phase].format(editors=editors, sponsor=dossier.change.sponsor.name or _("a sponsor"))


def nudged(dossier: Dossier, where: Standing, workplace: Workplace, now: datetime) -> list[str]:
    """What was done because no answer came, in a sentence each, the newest last."""
    route = where.approval.route.approvers if where.approval else ()
    names = {who.id: who.name for who in route}
    told = []
    for post in dossier.posts:
        if post.version != where.version or post.state is PostState.SUPERSEDED:
            continue
        line = {
            Purpose.REMINDER: _("On {when}, {who} was reminded."),
            Purpose.STAND_IN: _("On {when}, {who} was asked to decide for {approver}."),
            Purpose.ESCALATED: _("On {when}, {who} heard that {approver} had not answered."),
        }.get(post.purpose)
        if line is not None:
            when = moment(post.claimed_at, workplace.zone, now)
            approver = names.get(post.about, dossier.change.sponsor.name)
            told.append(line.format(when=when, who=post.receiver.name, approver=approver))
    return told


def _awaited(
    dossier: Dossier, where: Standing, workplace: Workplace, now: datetime, reader: str
) -> str:
    sponsor, lead = asked_names(dossier, where), lead_of(dossier).name
    ask = ask_of(dossier, where)
    if where.edited:
        return _("Next: {editors} can send it again, and {sponsor} is asked anew.").format(
            editors=names_of(editors_of(dossier.change, workplace), reader), sponsor=sponsor
        )
    if ask is not None and ask.state is PostState.REFUSED:
        return _(
            "Next: {sponsor} adds the Cutover app in Teams and is then asked at once, or another"
            " sponsor is chosen. {lead} has been told."
        ).format(sponsor=sponsor, lead=lead)
    if ask is not None and ask.state is PostState.UNKNOWN:
        who = names_of((lead_of(dossier),), reader)
        return _("Next: {who} can say whether it arrived, or send it again.").format(who=who)
    if asked := [one for one in asked_on(dossier, where.version) if one.answered_at is None]:
        line = _("{who} asked something first, and waits for {owner} to answer.")
        return line.format(who=asked[0].by.name, owner=names_of((asked[0].owner,), reader))
    if nudges := nudged(dossier, where, workplace, now):
        return " ".join((*nudges, _("Whoever filed it hears the decision.")))
    due = reminder_due(dossier, workplace, now) or (where.asked_at or now) + REMIND_AFTER
    return _("If there is no answer by {when}, {sponsor} gets one reminder.").format(
        when=moment(due, workplace.zone, now), sponsor=sponsor
    )
