"""The look back at an emergency: the question, its form, and what is still owed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from cards import approvers, build
from cards.build import CardJson
from cards.dialog import Dialog
from cards.elements import Action, Element
from cards.mending import mend
from cards.payloads import LEARNED, RIGHT, OpenReview, SaveReview, ShowChange
from cards.phases import names_of
from cards.words import _, moment
from playbook.dossier import Dossier
from playbook.findings import Finding
from playbook.hindsight import asked_at, gone_ahead, holds, is_owed, review_of, review_on, reviewers
from playbook.records import EmergencyReview, Hindsight, Person, Post
from playbook.workplace import Workplace


def draw(post: Post, dossier: Dossier, workplace: Workplace, now: datetime) -> CardJson:
    """What a reviewer gets: the question while it is open, and the answer once there is one."""
    change = dossier.change.project_name
    review = review_on(dossier, post.version)
    approval = gone_ahead(dossier, post.version)
    actions: list[Action] = [
        build.button(_("Show the change"), ShowChange(change=dossier.change.key, post=post.key))
    ]
    if holds(dossier, workplace, post) and approval is not None and approval.decision is not None:
        first = _("Please look back at an emergency: {change}").format(change=change)
        told = _(
            "On {when}, {who} at once, without the others who decide otherwise. Was it right to go"
            " ahead, and what should change so that it need not be an emergency next time?"
        ).format(
            who=approvers.who_decided(approval.decision),
            when=moment(approval.decision.at, workplace.zone, now),
        )
        form = OpenReview(change=dossier.change.key, version=post.version, post=post.key)
        actions.insert(0, build.opener(_("Look back"), form, primary=True))
        told += " " + _("The change cannot be closed before that.")
        return build.card(first, build.heading(first), build.text(told), build.buttons(*actions))
    if review is not None:
        first = _("An emergency was looked back at: {change}").format(change=change)
        body = tuple(answer(review, workplace, now))
    else:
        first = _("No look back is needed any more: {change}").format(change=change)
        body = (build.text(_("Nothing more is asked of you.")),)
    return build.card(first, build.heading(first), *body, build.buttons(*actions))


def answer(review: EmergencyReview, workplace: Workplace, now: datetime) -> Iterator[Element]:
    """What was said of it."""
    line = _("On {when}, {who} looked back: {right}.")
    yield build.text(
        line.format(
            when=moment(review.at, workplace.zone, now), who=review.by.name, right=_(review.right)
        )
    )
    yield from build.labelled(_("What should change"), review.learned)


def form(
    payload: OpenReview,
    dossier: Dossier,
    today: date,
    *,
    typed: Mapping[str, str] | None = None,
    findings: Sequence[Finding] = (),
) -> Dialog:
    """The form. `typed` are the inputs as they came, with `findings` what to mend in them."""
    typed = typed or {}
    title = _("Look back: {change}").format(change=dossier.change.project_name)
    found = {finding.field: finding for finding in findings}
    save = SaveReview(change=payload.change, version=payload.version, post=payload.post)
    choices = [(one, _(one)) for one in Hindsight]
    body = (
        build.choice_input(
            RIGHT, _("Was it right to go ahead at once?"), choices, value=typed.get(RIGHT, "")
        ),
        *_told(found.get(RIGHT), today, _("Please choose one.")),
        build.lines_input(
            LEARNED,
            _("What should change so that it need not be an emergency next time?"),
            value=typed.get(LEARNED, ""),
        ),
        *_told(found.get(LEARNED), today, _("Please write a few words.")),
        build.buttons(build.submit(_("Send"), save, name="review", primary=True)),
    )
    return Dialog(title, build.card(title, *body))


def _told(finding: Finding | None, today: date, missing: str) -> Iterator[Element]:
    if finding is not None:
        told = mend(finding, today, "", missing=missing)
        yield build.text(told, small=True, alert=True, close=True)


def owed(
    dossier: Dossier, workplace: Workplace, now: datetime, reader: str = ""
) -> Iterator[Element]:
    """A line of the change's own card: who still looks back, or what they found. Nothing where it
    was no emergency.
    """
    review = review_of(dossier)
    if review is not None:
        yield from answer(review, workplace, now)
        return
    if not is_owed(dossier):
        return
    asked = reviewers(dossier, workplace)
    due = asked_at(dossier, workplace, asked[0])
    names = names_of(asked, reader)
    if due is not None and due > now:
        line = _(
            "It was approved as an emergency. From {when} on, {who} is asked to look back at it;"
            " it cannot be closed before that."
        ).format(who=names, when=moment(due, workplace.zone, now))
    else:
        line = _(
            "It was approved as an emergency, and {who} has yet to look back at it. It cannot be"
            " closed before that."
        ).format(who=names)
    approval = gone_ahead(dossier)
    if approval is None or reader not in {who.id for who in asked}:
        yield build.text(line)
        return
    press = OpenReview(change=dossier.change.key, version=approval.version)
    first = _("Look back at this emergency")
    yield build.line(build.opener(first, press), first, line)


def asked_of(
    dossiers: Sequence[Dossier], workplace: Workplace, person: Person, now: datetime
) -> Iterator[Element]:
    """A line for each emergency that this person is asked to look back at, for their overview."""
    for dossier in dossiers:
        approval = gone_ahead(dossier)
        due = asked_at(dossier, workplace, person.who) if approval is not None else None
        if approval is None or due is None or due > now:
            continue
        if person.key in {who.id for who in reviewers(dossier, workplace)}:
            press = OpenReview(change=dossier.change.key, version=approval.version)
            first = _("Look back at an emergency")
            name = dossier.change.project_name
            yield build.line(
                build.opener(_("{first}: {change}").format(first=first, change=name), press),
                first,
                name,
            )
