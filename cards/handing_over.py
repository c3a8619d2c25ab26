"""Somebody else decides: the dialog that says who and when, and what both of them are told."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from cards import build
from cards.build import CardJson
from cards.dialog import Dialog
from cards.elements import Element
from cards.mending import mend
from cards.payloads import CHOSEN, EndHandOver, OpenHandOver, SaveHandOver, ShowHome
from cards.words import _, day
from playbook.delegating import has_days
from playbook.fields import Who
from playbook.findings import Finding
from playbook.handing_over import for_others, theirs, told_in
from playbook.records import Delegation, Person, Post
from playbook.workplace import Workplace

TO, FIRST, LAST = "to", "first_day", "last_day"
"""Ids of the dialog's inputs, which are the fields of a delegation."""


def opener_card() -> CardJson:
    """For somebody who says that they are away: the way to the dialog."""
    first = _("Somebody decides for you")
    return build.card(
        first,
        build.heading(first),
        build.text(
            _(
                "Name who decides in your place, and for which days. Their decisions say on the"
                " record that they were made for you."
            )
        ),
        build.buttons(build.opener(_("Name somebody"), OpenHandOver(), primary=True)),
    )


def dialog(
    workplace: Workplace,
    person: Person,
    form: str,
    today: date,
    *,
    typed: Mapping[str, str] | None = None,
    findings: Sequence[Finding] = (),
) -> Dialog:
    """Who decides for this person now and later, and the fields for one more."""
    title = _("Somebody decides for me")
    inputs = typed or {}
    own = theirs(workplace, person.key, today)
    return Dialog(
        title,
        build.card(
            title,
            *_listed(own, today),
            *([build.section(_("Name somebody"))] if own else []),
            build.text(
                _(
                    "With days, they decide in your place on these days, and you can still decide"
                    " yourself. Without days, they are asked whenever no answer of yours has come"
                    " for two working days."
                )
            ),
            build.people_picker(TO, _("Who decides"), Who(id=inputs.get(TO, ""))),
            *_told(TO, findings, inputs, today, _("Choose who decides in your place.")),
            build.date_input(FIRST, _("First day"), value=inputs.get(FIRST, "")),
            *_told(FIRST, findings, inputs, today),
            build.date_input(LAST, _("Last day"), value=inputs.get(LAST, "")),
            *_told(LAST, findings, inputs, today),
            build.buttons(
                build.submit(_("Save"), SaveHandOver(form=form), name="save", primary=True)
            ),
        ),
    )


def _listed(own: Sequence[Delegation], today: date) -> Iterator[Element]:
    """What is agreed already, and the button that ends it."""
    if not own:
        return
    ends = EndHandOver(delegation=own[0].key)
    if len(own) == 1:
        yield build.text(_in_a_line(own[0], today), bold=True)
    else:
        choices = [(one.key, _in_a_line(one, today)) for one in own]
        label = _("Who decides for you")
        yield build.choice_input(CHOSEN, label, choices, value=own[0].key, spread=True)
    yield build.buttons(build.submit(_("End it"), ends, name="end"))


def _told(
    field: str,
    findings: Sequence[Finding],
    typed: Mapping[str, str],
    today: date,
    missing: str = "",
) -> Iterator[Element]:
    for finding in findings:
        if finding.field == field:
            told = mend(finding, today, typed.get(field, ""), missing=missing)
            yield build.text(told, small=True, alert=True, close=True)


def _in_a_line(one: Delegation, today: date) -> str:
    return _("{who}: {when}").format(who=one.to.name, when=when_of(one, today))


def when_of(one: Delegation, today: date) -> str:
    """The days of a delegation, as they follow a name."""
    first = day(one.first_day, today) if one.first_day else ""
    last = day(one.last_day, today) if one.last_day else ""
    if not has_days(one):
        return _("when no answer comes for two working days")
    if first and last and first != last:
        return _("from {first} to {last}").format(first=first, last=last)
    if first and last:
        return _("on {day}").format(day=first)
    return (
        _("from {first} on").format(first=first) if first else _("until {last}").format(last=last)
    )


def current_lines(workplace: Workplace, person: Person, today: date) -> Iterator[str]:
    """Who decides for somebody, and for whom they do, in a sentence each."""
    own = sorted(theirs(workplace, person.key, today), key=lambda one: not has_days(one))
    for one in own[:1]:
        yield _("{who} decides for you {when}.").format(who=one.to.name, when=when_of(one, today))
    for one in for_others(workplace, person.key, today)[:1]:
        yield _("You decide for {who} {when}.").format(who=one.of.name, when=when_of(one, today))


def agreed(workplace: Workplace, key: str, today: date, *, again: bool = False) -> CardJson:
    """The reply: it is agreed, and both hear of it."""
    one = next((one for one in workplace.delegations if one.key == key), None)
    first = _("Somebody decides for you now")
    told = [_("You and they are told in Teams.")]
    if one is not None:
        first = _("Agreed: {who} decides for you").format(who=one.to.name)
        told = [_meaning_for_approver(one, today), _("You both get a message that says so.")]
    if again:
        told.append(_("It was so before; nothing was changed."))
    return _reply(first, told)


def over(workplace: Workplace, key: str, *, again: bool = False) -> CardJson:
    """The reply: one decides oneself again."""
    one = next((one for one in workplace.delegations if one.key == key), None)
    first = _("You decide yourself again")
    who = one.to.name if one is not None else _("The other person")
    told = [_("{who} can no longer decide for you. You both get a message.").format(who=who)]
    if again:
        told = [_("It had ended before; nothing was changed.")]
    return _reply(first, told)


def _reply(first: str, told: Sequence[str]) -> CardJson:
    return build.card(
        first,
        build.heading(first),
        *(build.text(sentence) for sentence in told),
        build.buttons(
            build.button(_("My overview"), ShowHome()),
            build.opener(_("Change it"), OpenHandOver()),
        ),
    )


def posted(post: Post, workplace: Workplace) -> CardJson:
    """The message to either of the two, as things were when it was written."""
    one, today = told_in(post), workplace.today(post.claimed_at)
    if one is None:
        return _reply(_("Who decides for whom has changed"), [])
    approver = post.receiver.id == one.of.id
    if one.ended_at is not None:
        return _posted_end(one, post, approver=approver)
    if approver:
        first = _("{who} decides for you").format(who=one.to.name)
        meaning = _meaning_for_approver(one, today)
    else:
        first = _("You decide for {who}").format(who=one.of.name)
        meaning = _meaning_for_delegate(one, today)
    return _message(first, meaning, post, change=approver)


def _posted_end(one: Delegation, post: Post, *, approver: bool) -> CardJson:
    if approver:
        first = _("You decide yourself again")
        told = _(
            "{to} no longer decides for you. What waits for your decision waits for you alone."
        )
    else:
        first = _("You no longer decide for {of}").format(of=one.of.name)
        told = _(
            "{of} decides again. What you decided in the meantime stands. The buttons on requests"
            " that you had not answered do nothing any more."
        )
    meaning = told.format(to=one.to.name, of=one.of.name)
    return _message(first, meaning, post, change=approver)


def _message(first: str, meaning: str, post: Post, *, change: bool) -> CardJson:
    overview = build.button(_("My overview"), ShowHome(post=post.key))
    opener = build.opener(_("Change it"), OpenHandOver(post=post.key))
    actions = (overview, opener) if change else (overview,)
    return build.card(first, build.heading(first), build.text(meaning), build.buttons(*actions))


def _meaning_for_approver(one: Delegation, today: date) -> str:
    if not has_days(one):
        return _(
            "Whenever no answer of yours comes for two working days, {who} is asked to decide for"
            " you. The record then says that it was done on your behalf, and you hear it."
        ).format(who=one.to.name)
    return _(
        "This holds {when}. What waits for your decision then goes to {who}, and you hear what was"
        " decided. You can still decide yourself, whichever of you answers first."
    ).format(who=one.to.name, when=when_of(one, today))


def _meaning_for_delegate(one: Delegation, today: date) -> str:
    if not has_days(one):
        return _(
            "Whenever no answer of theirs comes for two working days, you are asked to decide for"
            " them. The record then says that it was done on behalf of {who}."
        ).format(who=one.of.name)
    return _(
        "This holds {when}. What {who} is asked to decide comes to you, and the record says that"
        " you decided on their behalf. If that does not suit you, tell {who}."
    ).format(who=one.of.name, when=when_of(one, today))
