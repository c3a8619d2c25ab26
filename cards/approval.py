"""The approval card: what is asked, as its sponsor reads it, and what it shows afterwards."""

from collections.abc import Iterator
from datetime import datetime

from cards import build
from cards.build import CardJson
from cards.elements import Element
from cards.payloads import DecideApproval, RefreshPost, ShowChange
from cards.phases import names_of
from cards.words import _, moment, window
from playbook.dossier import Dossier, Workplace
from playbook.editors import editors_of
from playbook.fields import Who
from playbook.records import ChangeRequest, Decision, Phase, Verdict
from playbook.standing import Standing, number, scope_fields, standing

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
    post: str = "",
    lead: str = "",
    note: str = "",
    comment: str = "",
    mend: str = "",
) -> CardJson:
    """The request with its buttons, bound to the version it shows. `where` is how it stands.

    `post` is the key of the post that carries it. `lead` takes the place of the first line, which
    its notification shows too; `note` stands above it. `comment` is kept from a press that was
    not accepted, and `mend` says what to change in it.
    """
    asked_by = where.asked_by or dossier.change.requester.name
    asks = _("{who} asks you to approve: {change}")
    first = lead or asks.format(who=asked_by, change=dossier.change.project_name)
    verdict = {
        verdict: DecideApproval(
            change=dossier.change.key, version=where.version, verdict=verdict, post=post
        )
        for verdict in Verdict
    }
    return build.card(
        first,
        *([build.text(note, bold=True, alert=True)] if note else []),
        build.heading(first),
        *_version_note(where.version),
        *_at_a_glance(dossier.change),
        build.lines_input("comment", _("Comment (needed if you decline)"), value=comment),
        *([build.text(mend, small=True, alert=True, close=True)] if mend else []),
        build.buttons(
            build.button(_("Approve"), verdict[Verdict.APPROVED], name="approve", primary=True),
            build.button(_("Decline"), verdict[Verdict.DECLINED], name="decline"),
            build.toggle(_("Details"), "details"),
        ),
        *_details(dossier.change),
        _small_print(dossier, where, workplace, now),
    )


def watch(dossier: Dossier, workplace: Workplace, now: datetime, post: str) -> CardJson:
    """The request as everybody in a shared place may see it: to read, with nothing to press.

    The sponsor's own client asks for the card with its buttons.
    """
    sponsor = dossier.change.sponsor
    first = _("{sponsor} is asked to approve: {change}").format(
        sponsor=sponsor.name, change=dossier.change.project_name
    )
    teams = workplace.person(sponsor).teams
    return build.card(
        first,
        build.heading(first),
        *_at_a_glance(dossier.change),
        build.buttons(build.toggle(_("Details"), "details")),
        *_details(dossier.change),
        _small_print(dossier, standing(dossier), workplace, now),
        refreshed=build.refresh(RefreshPost(post=post), [teams] if teams else []),
    )


def decided(
    dossier: Dossier,
    decision: Decision,
    workplace: Workplace,
    reader: Who,
    now: datetime,
    *,
    post: str = "",
    note: str = "",
) -> CardJson:
    """The decision, as `reader` sees it: what was decided, what it means, what comes next."""
    first = decision_line(dossier, decision, reader)
    return build.card(
        first,
        *([build.text(note)] if note else []),
        build.heading(first),
        *_comment(decision),
        build.text(_afterwards(dossier, decision, workplace, reader)),
        build.buttons(
            build.button(_("Show the change"), ShowChange(change=dossier.change.key, post=post))
        ),
        build.text(
            _("{change}, version {number}, decided by {who} on {when}").format(
                change=dossier.change.key,
                number=number(decision.version),
                who=decision.by.name,
                when=moment(decision.at, workplace.zone, now),
            ),
            small=True,
            subtle=True,
        ),
    )


def decision_line(dossier: Dossier, decision: Decision, reader: Who) -> str:
    """The decision in one line, which its notification shows too."""
    change, who = dossier.change.project_name, decision.by.name
    approved = decision.verdict is Verdict.APPROVED
    if reader.id == decision.by.id:
        line = _("You approved: {change}") if approved else _("You declined: {change}")
    else:
        line = _("{who} approved: {change}") if approved else _("{who} declined: {change}")
    return line.format(change=change, who=who)


def closed(dossier: Dossier, version: str, workplace: Workplace, *, post: str = "") -> CardJson:
    """The card of a version that nobody decided and nobody can decide any more."""
    first, told = _why_closed(dossier, version, workplace)
    return build.card(
        first,
        build.heading(first),
        build.text(told),
        build.buttons(
            build.button(_("Show the change"), ShowChange(change=dossier.change.key, post=post))
        ),
    )


def _why_closed(dossier: Dossier, version: str, workplace: Workplace) -> tuple[str, str]:
    """Why a version no longer waits, and when the sponsor is asked again."""
    where = standing(dossier)
    if where.phase is Phase.CANCELLED:
        first, told = _("Cancelled: {change}"), _("There is nothing for you to decide any more.")
    elif where.version != version:
        first = _("Replaced by version {new}: {change}")
        told = _(
            "The request was edited and sent again. A newer message has the version that counts."
        )
    elif where.edited:
        first = _("Being edited: {change}")
        told = _("You are asked again as soon as {editors} sends the new version.")
    else:
        first = _("No longer waiting for you: {change}")
        told = _("It is being worked on. You are asked again if {editors} sends it anew.")
    names = names_of(editors_of(dossier.change, workplace))
    change, new = dossier.change.project_name, number(where.version)
    return first.format(change=change, new=new), told.format(editors=names)


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


def _details(change: ChangeRequest) -> Iterator[Element]:
    """The rest of the fourteen fields, and whole what was cut short above."""
    elements: list[Element] = []
    for kept in scope_fields():
        value = getattr(change, kept.name)
        cut = kept.name in _FIRST and len(str(value)) > _AT_A_GLANCE
        if kept.name in _ELSEWHERE or (kept.name in _FIRST and not cut):
            continue
        elements.extend(build.labelled(_(kept.label), str(value)))
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


def _comment(decision: Decision) -> Iterator[Element]:
    if decision.comment:
        yield from build.labelled(_("Comment"), decision.comment)


def _afterwards(dossier: Dossier, decision: Decision, workplace: Workplace, reader: Who) -> str:
    editors = names_of(editors_of(dossier.change, workplace))
    told = names_of(tuple(who for who in (dossier.change.requester,) if who.id != decision.by.id))
    approved, mine = decision.verdict is Verdict.APPROVED, reader.id == decision.by.id
    if approved and mine:
        line = _("{told} is told now. You are asked again only if what you approved is changed.")
    elif approved:
        line = _("Next: planning. {editors} moves the change on when it begins.")
    elif mine:
        line = _("It is a draft again, and {told} is told why. You are asked about a new version.")
    else:
        line = _("It is a draft again. {editors} can edit it and send it once more.")
    return line.format(editors=editors, told=told or editors)
