"""A question or a problem: asked in a dialog, answered on a card, and told to whoever asked."""

from collections.abc import Iterator
from datetime import datetime

from cards import additions, build
from cards.build import CardJson
from cards.dialog import Dialog
from cards.elements import Element
from cards.payloads import (
    AnswerConcern,
    OpenConcern,
    OpenRowForm,
    RaiseConcern,
    RowKind,
    ShowPlan,
)
from cards.reading import ANSWER, SAID
from cards.row_words import in_a_line
from cards.words import _, moment, speaking
from playbook.concerns import answerers, owner_of, thread_of
from playbook.dossier import Dossier
from playbook.records import Concern, ConcernKind, Person, Wave
from playbook.workplace import Workplace


def form(
    kind: ConcernKind,
    dossier: Dossier,
    wave: Wave,
    workplace: Workplace,
    person: Person,
    form: str,
    *,
    post: str = "",
    conversation: str = "",
    typed: str = "",
    mend: str = "",
) -> Dialog:
    """The dialog that asks a question or reports a problem. It says first who will read it.

    `form` names it, `conversation` is where it was opened. `typed` is kept from a form that was
    not accepted, and `mend` says what to change in it.
    """
    question = kind is ConcernKind.QUESTION
    with speaking(person.language):
        title = _("Ask a question") if question else _("Say what is not working")
        label = _("Your question") if question else _("What did you try to do, and what happened?")
        payload = RaiseConcern(kind=kind, wave=wave.key, form=form, post=post)
        card = build.card(
            title,
            build.text(_("About: {wave}").format(wave=wave.name), small=True, subtle=True),
            build.text(_readers(kind, dossier, wave, workplace, conversation)),
            build.lines_input(SAID, label, value=typed),
            *([build.text(mend, small=True, alert=True, close=True)] if mend else []),
            build.buttons(build.submit(_("Send"), payload, name="send", primary=True)),
        )
    return Dialog(title, card)


def _readers(
    kind: ConcernKind, dossier: Dossier, wave: Wave, workplace: Workplace, conversation: str
) -> str:
    """Who reads what is said, and where the answer comes."""
    owner = owner_of(kind, wave, dossier, workplace).name or _("the coordinator")
    if kind is ConcernKind.PROBLEM:
        return _(
            "{who} gets it at once, and the project team sees it next morning. The answer comes to"
            " you in your own chat."
        ).format(who=owner)
    if thread_of(dossier, wave, conversation):
        return _(
            "{who} answers. Your question, with your name, and the answer stand under the"
            " announcement, where everybody here can read them."
        ).format(who=owner)
    return _(
        "{who} answers, and the answer comes to you in your own chat. The project team can read"
        " both."
    ).format(who=owner)


def card(
    dossier: Dossier,
    concern: Concern,
    workplace: Workplace,
    person: Person,
    now: datetime,
    *,
    post: str = "",
    typed: str = "",
    mend: str = "",
    opening: tuple[Element, ...] = (),
) -> CardJson:
    """What was said, and its answer, or for whoever may answer the field for it."""
    if concern.kind is ConcernKind.ADDITION:
        return additions.card(
            dossier,
            concern,
            workplace,
            person,
            now,
            post=post,
            reason=typed,
            mend_reason=mend,
            opening=opening,
        )
    with speaking(person.language):
        first = _asks(dossier, concern)
        mine = person.key in {who.id for who in answerers(dossier, workplace, concern)}
        open_ = concern.answered_at is None
        return build.card(
            first,
            *opening,
            build.heading(first),
            build.text(
                _where(dossier, concern, workplace, now), small=True, subtle=True, close=True
            ),
            *build.labelled(_("What was said"), concern.text),
            *(_answer(concern, workplace, now) if not open_ else ()),
            *(_field(concern, typed, mend) if open_ and mine else ()),
            _buttons(concern, post, answers=open_ and mine),
        )


def _asks(dossier: Dossier, concern: Concern) -> str:
    wave = dossier.wave(concern.wave)
    about = wave.name if wave else dossier.change.project_name
    if concern.version:
        asks = _("{who} asks before deciding: {what}")
        return asks.format(who=concern.by.name, what=about)
    line = (
        _("{who} asks about: {what}")
        if concern.kind is ConcernKind.QUESTION
        else _("{who} reports a problem: {what}")
    )
    return line.format(who=concern.by.name, what=about)


def _where(dossier: Dossier, concern: Concern, workplace: Workplace, now: datetime) -> str:
    when = moment(concern.at, workplace.zone, now)
    line = _("{change}, said on {when}")
    return line.format(change=dossier.change.project_name, when=when)


def _answer(concern: Concern, workplace: Workplace, now: datetime) -> Iterator[Element]:
    when = moment(concern.answered_at or now, workplace.zone, now)
    label = _("Answered by {who} on {when}").format(who=concern.answered_by.name, when=when)
    yield from build.labelled(label, concern.answer)


def _field(concern: Concern, typed: str, mend: str) -> Iterator[Element]:
    yield build.lines_input(ANSWER, _("Your answer"), value=typed)
    if mend:
        yield build.text(mend, small=True, alert=True, close=True)
    public = concern.kind is ConcernKind.QUESTION and concern.thread
    told = (
        _("It goes under the announcement, with the question, where everybody there can read it.")
        if public
        else _("It goes to {who} in their own chat.")
    )
    if concern.version:
        told = _("It goes to {who}. Everybody who is asked to approve can read it too.")
    yield build.text(told.format(who=concern.by.name), small=True, close=True)


def _buttons(concern: Concern, post: str, *, answers: bool) -> Element:
    item = OpenRowForm(
        kind=RowKind.ITEM,
        change=concern.change,
        source=concern.key,
        what=in_a_line(concern.text),
        post=post,
    )
    make = build.opener(_("Make it an action item"), item)
    if answers:
        send = AnswerConcern(concern=concern.key, post=post)
        return build.buttons(
            build.button(_("Send the answer"), send, name="send-answer", primary=True), make
        )
    return build.buttons(make, build.button(_("Plan"), ShowPlan(change=concern.change, post=post)))


def answered(
    dossier: Dossier, concern: Concern, *, post: str = "", in_thread: bool = False
) -> CardJson:
    """The answer, as whoever asked sees it; under the announcement, as everybody does."""
    if concern.kind is ConcernKind.ADDITION:
        return additions.answered(dossier, concern, post=post)
    wave = dossier.wave(concern.wave)
    question = concern.kind is ConcernKind.QUESTION
    if in_thread:
        line = _("{who} answers {asker}’s question")
    elif question:
        line = _("{who} answers your question")
    else:
        line = _("{who} answers what you reported")
    first = line.format(who=concern.answered_by.name, asker=concern.by.name)
    said = _("Question") if question else _("What was reported")
    return build.card(
        first,
        build.heading(first),
        *build.labelled(said, concern.text),
        *build.labelled(_("Answer"), concern.answer),
        *(_more(wave, concern.kind, post) if wave else ()),
    )


def _more(wave: Wave, kind: ConcernKind, post: str) -> Iterator[Element]:
    again = OpenConcern(kind=kind, wave=wave.key, post=post)
    title = _("I have a question") if kind is ConcernKind.QUESTION else _("It still isn’t working")
    yield build.buttons(build.opener(title, again))
