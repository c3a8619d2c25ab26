"""How a change is approved, in words: whose word it needs and why, and how far that has come."""

from collections.abc import Iterator
from datetime import datetime

from cards import approvers, build, hindsight
from cards.build import CardJson
from cards.elements import Element
from cards.payloads import ShowChange, ShowPlan
from cards.words import _, moment, speaking
from playbook.approval import Approval, approver_of
from playbook.dossier import Dossier
from playbook.records import Person, Phase, Rating
from playbook.routing import Because, Remark, Route, Stage
from playbook.sending import route_today
from playbook.standing import number, standing
from playbook.workplace import Workplace


def draw(dossier: Dossier, workplace: Workplace, person: Person, now: datetime) -> CardJson:
    """The route of a change for one person: of the version that was sent, or what it would take."""
    change = dossier.change
    with speaking(person.language):
        first = _("How this is approved: {change}").format(change=change.project_name or change.key)
        return build.card(
            first,
            build.heading(first),
            *told(dossier, workplace, now),
            *hindsight.owed(dossier, workplace, now, person.key),
            build.buttons(
                build.button(_("Show the change"), ShowChange(change=change.key)),
                build.button(_("Plan"), ShowPlan(change=change.key)),
            ),
        )


def told(dossier: Dossier, workplace: Workplace, now: datetime) -> Iterator[Element]:
    """The route in words: as it stands for the version that was sent, or as it would be today."""
    where = standing(dossier)
    approval = where.approval
    drafted = where.phase in (Phase.DRAFT, Phase.REOPENED) or where.edited
    if approval is None or (drafted and not approval.passed):
        if approval is not None and approval.given:
            line = _("Version {number}, as it was sent:")
            yield build.text(line.format(number=number(approval.version)))
            yield from _sent(approval, workplace, now)
        yield from _today(route_today(dossier, workplace, workplace.today(now)), workplace, now)
        return
    when = moment(where.asked_at or now, workplace.zone, now)
    line = _("On {when}, version {number} was sent. Whose word it needs was settled then.")
    yield build.text(line.format(number=number(approval.version), when=when))
    yield from _sent(approval, workplace, now)


def in_a_line(approval: Approval) -> str:
    """The stages of a version that was sent, and why each is asked."""
    parts = (
        (approvers.explained(one), why(one), approvers.absent(one)) for one in approval.route.stages
    )
    return " ".join(line for stage in parts for line in stage if line)


def _today(route: Route, workplace: Workplace, now: datetime) -> Iterator[Element]:
    """The route that the change would take if it were sent today."""
    if route.remark is Remark.BEFOREHAND:
        yield build.text(_("Sent as it reads today, it would need nobody's approval any more."))
    elif len(route.stages) == 1:
        yield build.text(_("Sent today, it would ask for one approval:"))
    else:
        yield build.text(_("Sent today, it would ask for these approvals, one after the other:"))
    for place, stage in enumerate(route.stages, start=1):
        yield from _stage(stage, place, route, "")
    yield from _remark(route, workplace, now)


def _sent(approval: Approval, workplace: Workplace, now: datetime) -> Iterator[Element]:
    """The stages of a version that was sent, with what has become of each."""
    for place, stage in enumerate(approval.route.stages, start=1):
        yield from _stage(stage, place, approval.route, _so_far(approval, stage, place - 1))
    given = " ".join(approvers.signed(approval, workplace, now))
    if given:
        yield from build.labelled(_("Signatures"), given)
    yield from _remark(approval.route, workplace, now)


def _remark(route: Route, workplace: Workplace, now: datetime) -> Iterator[Element]:
    beforehand = route.remark is Remark.BEFOREHAND
    said = approvers.rests_on(route, workplace, now) if beforehand else approvers.remark(route)
    if said:
        yield build.text(said, small=True)


def _stage(stage: Stage, place: int, route: Route, so_far: str) -> Iterator[Element]:
    name = stage.name if stage.because is Because.POLICY else ""
    title = name or _title(stage)
    if len(route.stages) > 1:
        title = _("{n}. {stage}").format(n=place, stage=title)
    yield build.section(title)
    yield build.text(approvers.explained(stage), close=True)
    for line in (why(stage), approvers.absent(stage), so_far):
        if line:
            yield build.text(line, small=True, close=True)


def _title(stage: Stage) -> str:
    return {
        Because.POLICY: _("Approval"),
        Because.SPONSOR: _("Sponsor"),
        Because.PROVIDER: _("For the IT provider"),
        Because.SECOND: _("Second signature"),
    }[stage.because]


def why(stage: Stage) -> str:
    """Why this stage is part of the route."""
    match stage.because:
        case Because.SPONSOR:
            return _("Why: every change needs its sponsor's word.")
        case Because.PROVIDER:
            return _("Why: the IT provider takes part, so both sides sign.")
        case Because.SECOND:
            return _("Why: nobody alone approves what they asked for themselves.")
        case Because.POLICY:
            reasons = list(_reasons(stage))
            if not reasons:
                return _("Why: your approval policy asks for it in every change.")
            return _("Why: {reasons}.").format(reasons=_(" and ").join(reasons))


def _reasons(stage: Stage) -> Iterator[str]:
    if stage.path is not None:
        yield _("it takes the path “{path}”").format(path=_(stage.path))
    if stage.project_type is not None:
        yield _("it is of the type “{type}”").format(type=_(stage.project_type))
    if stage.risk is Rating.HIGH:
        yield _("a risk is rated “{rating}”").format(rating=_(stage.risk))
    elif stage.risk is not None:
        yield _("a risk is rated “{rating}” or higher").format(rating=_(stage.risk))


def _so_far(approval: Approval, stage: Stage, place: int) -> str:
    """What has become of a stage: agreed, asked now, or to come."""
    if approval.passed or place < approval.stage:
        return _("Agreed.")
    if not approval.is_open:
        return _("Declined.") if place == approval.stage else _("Not asked.")
    if place > approval.stage:
        return _("Asked after that.")
    ids = {who.id for who in stage.approvers}
    given = sum(approver_of(one).id in ids for one in approval.given)
    waits = approvers.waits_for(approval)
    if given:
        return _("Asked now, and waiting for {who}.").format(who=waits)
    return _("Asked now: {who}.").format(who=waits)
