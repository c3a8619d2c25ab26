"""An addition: asked for in a dialog, held against the written scope, taken up or turned down."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from cards import build
from cards.build import CardJson
from cards.dialog import Dialog
from cards.elements import Element, Execute, Submit
from cards.entering import to_mend
from cards.mending import mend
from cards.payloads import (
    AnswerConcern,
    AskAddition,
    OpenAddition,
    ShowChange,
    ShowConcern,
    ShowHome,
    ShowPlan,
    TakeAddition,
)
from cards.reading import ANSWER, SAID, WHY
from cards.row_words import in_a_line
from cards.words import _, moment, speaking
from playbook import commands
from playbook.adding import INTO, may_be_taken
from playbook.additions import Judgement, judged
from playbook.concerns import answerers, owner_of
from playbook.differing import IN_SCOPE
from playbook.dossier import Dossier
from playbook.editors import is_editor
from playbook.fields import field_of
from playbook.findings import Finding
from playbook.records import ChangeRequest, Concern, ConcernKind, Person
from playbook.standing import standing
from playbook.workplace import Workplace

_LABELS = {SAID: "What should be added", WHY: "Why it is needed"}


def button(change: str) -> Submit:
    """The way to ask for something that a change was not filed for."""
    return build.opener(_("Ask for an addition"), OpenAddition(change=change))


def form(
    dossier: Dossier,
    workplace: Workplace,
    person: Person,
    form: str,
    *,
    post: str = "",
    typed: Mapping[str, str] | None = None,
    findings: Sequence[Finding] = (),
) -> Dialog:
    """The dialog that asks for an addition. `form` names it; `typed` is kept from a form that came
    back with `findings`.
    """
    found = {finding.field: finding for finding in findings}
    with speaking(person.language):
        title = _("Ask for an addition")
        owner = owner_of(ConcernKind.ADDITION, None, dossier, workplace, person.who).name
        told = _(
            "What the request says about it is shown to you at once. {who} takes it up or turns it"
            " down, and you hear which in your own chat."
        )
        elements: list[Element] = [
            build.text(_about(dossier), small=True, subtle=True),
            *(to_mend([_(_LABELS[name]) for name in found]) if found else ()),
            build.text(told.format(who=owner or _("The coordinator"))),
        ]
        for name, label in _LABELS.items():
            elements.append(build.lines_input(name, _(label), value=(typed or {}).get(name, "")))
            elements.extend(_mended(found.get(name)))
        payload = AskAddition(change=dossier.change.key, form=form, post=post)
        send = build.submit(_("Send"), payload, name="send", primary=True)
        return Dialog(title, build.card(title, *elements, build.buttons(send)))


def asked(dossier: Dossier, concern: Concern, workplace: Workplace, person: Person) -> CardJson:
    """What the written scope says of an addition, told to whoever asked for it."""
    with speaking(person.language):
        first = _("Your request is on the record")
        show = ShowConcern(concern=concern.key)
        runs = is_editor(dossier.change, workplace, person.key)
        told = _("{who} has it now. The answer comes to you in your own chat.")
        return build.card(
            first,
            build.heading(first),
            build.text(judgement(concern.text, dossier.change), bold=True),
            build.text(
                _("You can take it up or turn it down yourself.")
                if runs
                else told.format(who=concern.owner.name or _("The coordinator"))
            ),
            build.buttons(
                *([build.button(_("Open it"), show, primary=True)] if runs else ()),
                build.button(_("My overview"), ShowHome()),
            ),
        )


def judgement(text: str, change: ChangeRequest) -> str:
    """Whether it is in scope, and the line of the request that says so (S-27)."""
    found = judged(text, change)
    line = {
        Judgement.COVERED: _("This is in scope already: “{line}”."),
        Judgement.EXCLUDED: _(
            "“{text}” is out of scope: the request says “{line}”. To add it, the request is edited"
            " and approved again."
        ),
        Judgement.NEITHER: _(
            "“{text}” is neither in nor out of scope: the request does not speak of it. To add it,"
            " the request is edited and approved again."
        ),
    }[found.judgement]
    return line.format(text=in_a_line(text).rstrip("."), line=in_a_line(found.line).rstrip("."))


def card(
    dossier: Dossier,
    concern: Concern,
    workplace: Workplace,
    person: Person,
    now: datetime,
    *,
    post: str = "",
    line: str = "",
    into: str = "",
    findings: Sequence[Finding] = (),
    reason: str = "",
    mend_reason: str = "",
    opening: tuple[Element, ...] = (),
) -> CardJson:
    """What was asked for, what the scope says of it, and what became of it; for those who run the
    change the way to take it up or to turn it down.

    `line`, `into` and `reason` are kept from a press that was not accepted.
    """
    with speaking(person.language):
        first = _("{who} asks for an addition: {change}").format(
            who=concern.by.name, change=_about(dossier)
        )
        mine = person.key in {who.id for who in answerers(dossier, workplace, concern)}
        is_open = concern.answered_at is None
        said = _("{change}, said on {when}").format(
            change=_about(dossier), when=moment(concern.at, workplace.zone, now)
        )
        return build.card(
            first,
            *opening,
            build.heading(first),
            build.text(said, small=True, subtle=True, close=True),
            *build.labelled(_(_LABELS[SAID]), concern.text),
            *(build.labelled(_(_LABELS[WHY]), concern.why) if concern.why else ()),
            *([build.text(judgement(concern.text, dossier.change), bold=True)] if is_open else ()),
            *(() if is_open else _answer(concern, workplace, now)),
            *(
                _choices(dossier, concern, post, line, into, findings, reason, mend_reason)
                if is_open and mine
                else [build.buttons(_change(dossier, post))]
            ),
        )


def again(
    dossier: Dossier,
    command: commands.TakeAddition,
    findings: Sequence[Finding],
    workplace: Workplace,
    person: Person,
    now: datetime,
) -> CardJson | None:
    """The card with what is to mend before the addition can be taken up."""
    concern = dossier.row(command.addition)
    if not isinstance(concern, Concern):
        return None
    return card(
        dossier,
        concern,
        workplace,
        person,
        now,
        line=command.text,
        into=command.into,
        findings=findings,
    )


def _choices(
    dossier: Dossier,
    concern: Concern,
    post: str,
    line: str,
    into: str,
    findings: Sequence[Finding],
    reason: str,
    mend_reason: str,
) -> Iterator[Element]:
    """The fields to take it up with, where it is not covered and the scope may be edited; and the
    one to turn it down, which its asker reads.
    """
    found = {finding.field: finding for finding in findings}
    covered = judged(concern.text, dossier.change).judgement is Judgement.COVERED
    takes = may_be_taken(standing(dossier)) and not covered
    if takes:
        yield from _fields(concern, line, into, found)
        yield build.text(_follows(dossier), small=True, close=True)
    yield from _elsewhere(found)
    label = _("If you turn it down: why?") if takes else _("Your answer")
    yield build.lines_input(ANSWER, label, value=reason)
    if mend_reason:
        yield build.text(mend_reason, small=True, alert=True, close=True)
    told = _("It goes to {who} in their own chat.").format(who=concern.by.name)
    yield build.text(told, small=True, close=True)
    take = TakeAddition(concern=concern.key, post=post)
    decline = AnswerConcern(concern=concern.key, post=post)
    title = _("Turn it down") if takes else _("Send the answer")
    yield build.buttons(
        *([build.button(_("Take it up"), take, name="take", primary=True)] if takes else ()),
        build.button(title, decline, name="turn-down", primary=not takes),
        build.button(_("Plan"), ShowPlan(change=concern.change, post=post)),
    )


def _fields(
    concern: Concern, line: str, into: str, found: Mapping[str, Finding]
) -> Iterator[Element]:
    limit = field_of(ChangeRequest, IN_SCOPE[0]).limit
    value = line or " ".join(concern.text.split())[:limit]
    yield build.line_input(SAID, _("How it should read in the scope"), value=value)
    yield from _mended(found.get(SAID))
    choices = [(name, _(field_of(ChangeRequest, name).label)) for name in IN_SCOPE]
    chosen = into if into in IN_SCOPE else IN_SCOPE[0]
    yield build.choice_input(INTO, _("Where it belongs"), choices, value=chosen)
    yield from _mended(found.get(INTO))


def _elsewhere(found: Mapping[str, Finding]) -> Iterator[Element]:
    """What is to mend in the request itself before it can go before anybody."""
    names = [name for name in found if name not in (SAID, INTO)]
    if names:
        labels = "; ".join(_(field_of(ChangeRequest, name).label) for name in names)
        told = _("Before that, something is to mend in the request: {fields}.")
        yield build.text(told.format(fields=labels), alert=True)


def _follows(dossier: Dossier) -> str:
    """What taking it up brings."""
    if not standing(dossier).version:
        return _("The request is a draft still, so nobody is asked to approve it yet.")
    return _(
        "Taken up, it makes a new version of the request. What was approved does not hold for that"
        " one: {sponsor} is asked again."
    ).format(sponsor=dossier.change.sponsor.name)


def _answer(concern: Concern, workplace: Workplace, now: datetime) -> Iterator[Element]:
    when = moment(concern.answered_at or now, workplace.zone, now)
    if concern.taken_into:
        label = _("Taken up by {who} on {when}, under “{part}”")
    else:
        label = _("Not taken up. Answered by {who} on {when}")
    told = label.format(who=concern.answered_by.name, when=when, part=_(concern.taken_into or ""))
    yield from build.labelled(told, concern.answer)


def answered(dossier: Dossier, concern: Concern, *, post: str = "") -> CardJson:
    """What became of it, as whoever asked sees it."""
    taken = bool(concern.taken_into)
    line = _("{who} took up your addition") if taken else _("{who} did not take up your addition")
    first = line.format(who=concern.answered_by.name)
    label = _(concern.taken_into) if taken else _("Answer")
    follows = _("It counts once the new version of the request is approved.")
    return build.card(
        first,
        build.heading(first),
        *build.labelled(_("What you asked for"), concern.text),
        *build.labelled(label, concern.answer),
        *([build.text(follows)] if taken else ()),
        build.buttons(_change(dossier, post)),
    )


def _change(dossier: Dossier, post: str) -> Execute:
    return build.button(_("Show the change"), ShowChange(change=dossier.change.key, post=post))


def _about(dossier: Dossier) -> str:
    return dossier.change.project_name or dossier.change.key


def _mended(finding: Finding | None) -> Iterator[Element]:
    if finding is not None:
        told = mend(finding, date.min)
        yield build.text(told, small=True, alert=True, close=True)
