"""The approval card: what is asked, as its sponsor reads it, and what it shows afterwards."""

from collections.abc import Iterator
from datetime import datetime

from cards import approvers, build, differences, questions, route
from cards.build import CardJson
from cards.elements import Element
from cards.payloads import DecideApproval, OpenAnswer, RefreshPost
from cards.phases import goes_on
from cards.words import _, moment, window
from playbook.deciders import delegate_on
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.records import ChangeRequest, Verdict
from playbook.standing import Standing, number, scope_fields, standing
from playbook.workplace import Workplace

_AT_A_GLANCE = 280
"""Characters of a long answer that stand above the buttons; the whole is under Details."""
_FIRST = ("why", "cost_of_doing_nothing", "operational_impact")
_ELSEWHERE = ("project_name", "sponsor", "go_live_from", "go_live_to")


def ask(
    dossier: Dossier,
    where: Standing,
    workplace: Workplace,
    now: datetime,
    *,
    approver: Who,
    reader: Who,
    post: str = "",
    lead: str = "",
    note: str = "",
    comment: str = "",
    mend: str = "",
) -> CardJson:
    """The request with its buttons, bound to the version it shows. `where` is how it stands.

    `approver` is whose decision it is, `reader` who is asked for it: themselves, or a delegate.
    `post` is the key of the post that carries it. `lead` takes the place of the first line, which
    its notification shows too; `note` stands above it. `comment` is kept from a press that was
    not accepted, and `mend` says what to change in it.
    """
    asked_by = where.asked_by or dossier.change.requester.name
    asks = _("{who} asks you to approve: {change}")
    first = lead or asks.format(who=asked_by, change=dossier.change.project_name)
    behalf = approver.id if approver.id != reader.id else ""
    change = dossier.change.key
    verdict = {
        verdict: DecideApproval(
            change=change, version=where.version, verdict=verdict, approver=behalf, post=post
        )
        for verdict in Verdict
    }
    other = OpenAnswer(change=change, version=where.version, approver=behalf, post=post)
    return build.card(
        first,
        *([build.text(note, bold=True, alert=True)] if note else []),
        build.heading(first),
        *([build.text(approvers.decided_for(approver), bold=True)] if behalf else []),
        *_version_note(where.version),
        *_template(dossier.change, workplace, now),
        *differences.draw(dossier, where.version),
        *([build.text(goes_on(where), small=True)] if where.at_work else []),
        *_at_a_glance(dossier.change),
        *_signatures(where, workplace, now),
        *([] if behalf else _decides_too(dossier, workplace, approver, now)),
        *questions.draw(dossier, where.version, workplace, now),
        build.lines_input("comment", _("Comment (needed if you decline)"), value=comment),
        *([build.text(mend, small=True, alert=True, close=True)] if mend else []),
        build.buttons(
            build.button(_("Approve"), verdict[Verdict.APPROVED], name="approve", primary=True),
            build.button(_("Decline"), verdict[Verdict.DECLINED], name="decline"),
            build.opener(_("More"), other),
            build.toggle(_("Details"), "details"),
        ),
        *_details(dossier.change, where),
        _small_print(dossier, where, workplace, now),
    )


def watch(dossier: Dossier, workplace: Workplace, now: datetime, post: str) -> CardJson:
    """The request as everybody in a shared place may see it: to read, with nothing to press.

    The clients of those who are asked ask for the card with its buttons.
    """
    where = standing(dossier)
    asked = where.waiting or (dossier.change.sponsor,)
    names = approvers.waits_for(where.approval) if where.approval else ""
    line = _("{who} is asked to approve: {change}")
    if len(asked) > 1:
        line = _("{who} are asked to approve: {change}")
    first = line.format(who=names or asked[0].name, change=dossier.change.project_name)
    teams = [name for who in asked if (name := workplace.person(who).teams)]
    return build.card(
        first,
        build.heading(first),
        *_template(dossier.change, workplace, now),
        *_at_a_glance(dossier.change),
        build.buttons(build.toggle(_("Details"), "details")),
        *_details(dossier.change, where),
        *_signatures(where, workplace, now),
        *questions.draw(dossier, where.version, workplace, now),
        _small_print(dossier, where, workplace, now),
        refreshed=build.refresh(RefreshPost(post=post), teams),
    )


def _signatures(where: Standing, workplace: Workplace, now: datetime) -> Iterator[Element]:
    """Who has signed already, how many must agree, and who comes after."""
    approval = where.approval
    if approval is None:
        return
    told = list(approvers.signed(approval, workplace, now))
    if approval.waiting and len(approval.route.stages[approval.stage].approvers) > 1:
        told.append(approvers.explained(approval.route.stages[approval.stage]))
    asked = approval.route.stages[approval.stage : approval.stage + 1] if approval.waiting else ()
    told += [line for stage in asked if (line := approvers.absent(stage))]
    told += [line for line in (approvers.still_to_come(approval),) if line]
    told += [line for line in (approvers.remark(approval.route),) if line]
    if told:
        yield from build.labelled(_("Signatures"), " ".join(told))


def _template(change: ChangeRequest, workplace: Workplace, now: datetime) -> Iterator[Element]:
    """What is approved with a template: more than this one request."""
    if told := approvers.template_line(change, workplace.today(now)):
        yield build.text(told, bold=True)


def _decides_too(
    dossier: Dossier, workplace: Workplace, approver: Who, now: datetime
) -> Iterator[Element]:
    """That somebody else may press too, so that two people do not wonder about one decision."""
    delegate = delegate_on(dossier, workplace, approver, now)
    if delegate:
        told = _("{who} is asked to decide for you just now. You can still decide yourself.")
        yield build.text(told.format(who=delegate.name), small=True)


def _version_note(version: str) -> Iterator[Element]:
    if number(version) not in ("", "1"):
        yield build.text(
            _("This is version {number}. It replaces the one you saw before.").format(
                number=number(version)
            ),
            small=True,
        )


def _at_a_glance(change: ChangeRequest) -> Iterator[Element]:
    yield from build.labelled(_("Why"), _short(change.why))
    yield from build.labelled(_("Cost of doing nothing"), _short(change.cost_of_doing_nothing))
    yield from build.labelled(_("Target go-live window"), _window(change))
    yield from build.labelled(_("Who is disrupted"), _short(change.operational_impact))


def _window(change: ChangeRequest) -> str:
    return window(change.go_live_from, change.go_live_to)


def _short(told: str) -> str:
    if len(told) <= _AT_A_GLANCE:
        return told
    cut = told[:_AT_A_GLANCE].rsplit(maxsplit=1)[0]
    return _("{beginning} … (the rest is under Details)").format(beginning=cut)


def _details(change: ChangeRequest, where: Standing) -> Iterator[Element]:
    """The rest of the fourteen fields, and whole what was cut short above."""
    elements: list[Element] = []
    for kept in scope_fields():
        value = getattr(change, kept.name)
        cut = kept.name in _FIRST and len(str(value)) > _AT_A_GLANCE
        if not value or kept.name in _ELSEWHERE or (kept.name in _FIRST and not cut):
            continue
        elements.extend(build.labelled(_(kept.label), _(value) if kept.choices else str(value)))
    if where.approval is not None:
        how = route.in_a_line(where.approval)
        elements.extend(build.labelled(_("How this is approved"), how))
    yield build.hidden("details", *elements)


def _small_print(dossier: Dossier, where: Standing, workplace: Workplace, now: datetime) -> Element:
    change = dossier.change
    line = _("{change}, version {number}, filed by {who} on {when}").format(
        change=change.key,
        number=number(where.version),
        who=change.requester.name,
        when=moment(change.filed_at or where.asked_at or now, workplace.zone, now),
    )
    return build.text(line, small=True, subtle=True)
