"""The overview: what waits for one person, and what can be started."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeAlias

from cards import build
from cards.build import CardJson
from cards.elements import Element
from cards.payloads import CHOSEN, OpenForm, ResolvePost, ShowChange, ShowConcern, ShowHelp
from cards.phases import stands
from cards.row_words import called
from cards.words import _, counted, moment, speaking
from playbook import mailing
from playbook.concerns import waiting as concerns_waiting
from playbook.deciders import waits_for
from playbook.dossier import Dossier, Workplace
from playbook.editors import editors_of
from playbook.records import Concern, Person, Phase, Post, PostState, Purpose
from playbook.settling import in_doubt, resolvers
from playbook.standing import Standing, standing

_LISTED = 5
"""Changes with a line of their own; the list to choose from has all."""
_Stood: TypeAlias = tuple[Dossier, Standing]
_OVER = (Phase.CLOSED, Phase.CANCELLED)


def draw(
    workplace: Workplace, dossiers: Sequence[Dossier], person: Person, now: datetime
) -> CardJson:
    """The overview of one person. `dossiers` are all changes; those of theirs are shown."""
    with speaking(person.language):
        theirs = [d for d in dossiers if _concerns(d, workplace, person)]
        stood = [(dossier, standing(dossier)) for dossier in theirs]
        waiting = [(d, where) for d, where in stood if waits_for(d, workplace, person.who, now)]
        others = [one for one in stood if one not in waiting]
        mine = [(d, where) for d, where in others if where.phase not in _OVER]
        doubts = list(_doubts(workplace, dossiers, person))
        first = _headline(len(waiting), len(_asked(dossiers, person)), len(doubts))
        return build.card(
            first,
            build.heading(first),
            *_waiting(waiting, workplace, now),
            *_to_answer(dossiers, workplace, person, now),
            *_doubted(doubts, workplace, now),
            *_changes(mine, workplace, now, choose=not (waiting and doubts)),
            *_start(full=bool(doubts or (waiting and mine))),
        )


def _headline(waiting: int, asked: int, doubts: int) -> str:
    if waiting:
        return counted(
            "One request waits for your decision", "{n} requests wait for your decision", waiting
        )
    if asked:
        return counted("One answer is asked of you", "{n} answers are asked of you", asked)
    if doubts:
        return counted(
            "One message may not have arrived", "{n} messages may not have arrived", doubts
        )
    return _("Nothing waits for you")


def _concerns(dossier: Dossier, workplace: Workplace, person: Person) -> bool:
    part = (dossier.change.sponsor, *editors_of(dossier.change, workplace))
    return person.key in {who.id for who in part}


def _waiting(waiting: Sequence[_Stood], workplace: Workplace, now: datetime) -> Iterator[Element]:
    for dossier, where in waiting[:_LISTED]:
        asked = _("Asked by {who} on {when}").format(
            who=where.asked_by, when=moment(where.asked_at or now, workplace.zone, now)
        )
        yield _line(dossier, asked)
    if waiting:
        first = waiting[0][0].change
        title = (
            _("Read and decide")
            if len(waiting) == 1
            else _("Read and decide {change}").format(change=first.key)
        )
        yield build.buttons(build.button(title, ShowChange(change=first.key), primary=True))


def _asked(dossiers: Sequence[Dossier], person: Person) -> list[tuple[Concern, Dossier]]:
    """The questions and problems that this person was asked to answer, oldest first."""
    asked = [
        (concern, dossier)
        for dossier in dossiers
        for concern in concerns_waiting(dossier)
        if concern.owner.id == person.key
    ]
    return sorted(asked, key=lambda found: found[0].at)


def _to_answer(
    dossiers: Sequence[Dossier], workplace: Workplace, person: Person, now: datetime
) -> Iterator[Element]:
    for concern, dossier in _asked(dossiers, person)[:_LISTED]:
        name = called(concern)
        press = build.opener(_("Open: {row}").format(row=name), ShowConcern(concern=concern.key))
        since = moment(concern.at, workplace.zone, now)
        under = _("From {who} on {when}, about {change}").format(
            who=concern.by.name, when=since, change=dossier.change.project_name
        )
        yield build.line(press, name, under)


def _doubts(
    workplace: Workplace, dossiers: Sequence[Dossier], person: Person
) -> Iterator[tuple[Post, Dossier | None]]:
    """The posts in doubt that this person can settle."""
    for dossier in dossiers:
        if person.key in {who.id for who in resolvers(dossier, workplace)}:
            yield from ((post, dossier) for post in in_doubt(dossier))
            yield from (
                (mailing.letter(sheet, one, sheet.due), dossier)
                for sheet, one in mailing.in_doubt(dossier)
            )
    if person.key in {who.id for who in resolvers(None, workplace)}:
        yield from (
            (post, None) for post in workplace.posts.values() if post.state is PostState.UNKNOWN
        )


def _doubted(
    doubts: Sequence[tuple[Post, Dossier | None]], workplace: Workplace, now: datetime
) -> Iterator[Element]:
    """The first message in doubt with its two buttons; the next comes up after it."""
    if not doubts:
        return
    post, dossier = doubts[0]
    what = _(
        "On {when}, the connection broke while Cutover sent {what} to {whom}. It may or may not"
        " have arrived. Please ask or look, then choose."
    ).format(
        when=moment(post.claimed_at, workplace.zone, now),
        what=_about(post, dossier),
        whom=post.receiver.name or _("a channel"),
    )
    yield build.group(
        build.text(what),
        build.buttons(
            build.button(
                _("It arrived"), ResolvePost(doubted=post.key, arrived=True), name="arrived"
            ),
            build.button(
                _("Send again"), ResolvePost(doubted=post.key, arrived=False), name="send-again"
            ),
        ),
    )


def _about(post: Post, dossier: Dossier | None) -> str:
    name = dossier.change.project_name if dossier else ""
    match post.purpose:
        case Purpose.APPROVAL | Purpose.REMINDER:
            return _("the request to approve “{change}”").format(change=name)
        case Purpose.DECIDED:
            return _("the decision on “{change}”").format(change=name)
        case Purpose.UNREACHABLE if not post.about:
            return _("the news that the sponsor of “{change}” cannot be reached").format(
                change=name
            )
        case Purpose.SAVED:
            return _("the news that something was saved late")
        case Purpose.HELLO | Purpose.SET_UP:
            return _("the greeting")
        case Purpose.ANNOUNCEMENT | Purpose.SURVEY | Purpose.RESULTS | Purpose.COUNTS:
            return _told_to_many(post.purpose).format(change=name)
        case Purpose.ADDITION:
            return _("a request to add something to “{change}”").format(change=name)
        case Purpose.QUESTION | Purpose.PROBLEM | Purpose.ANSWERED:
            return _("a question or its answer about “{change}”").format(change=name)
        case _:
            return _("a message about “{change}”").format(change=name)


def _told_to_many(purpose: Purpose) -> str:
    match purpose:
        case Purpose.ANNOUNCEMENT:
            return _("an announcement of “{change}”")
        case Purpose.SURVEY:
            return _("a survey about “{change}”")
        case _:
            return _("what a survey about “{change}” brought")


def _changes(
    mine: Sequence[_Stood], workplace: Workplace, now: datetime, *, choose: bool
) -> Iterator[Element]:
    if not mine:
        return
    yield build.section(_("Your changes"))
    for dossier, where in mine[:_LISTED]:
        yield _line(dossier, stands(dossier, where, workplace, now))
    if not choose:
        yield build.text(_("Say the number of a change to open it."), small=True, subtle=True)
        return
    choices = [(dossier.change.key, _titled(dossier)) for dossier, _where in mine]
    newest = mine[0][0].change.key
    if len(mine) > 1:
        yield build.choice_input(CHOSEN, _("Which change?"), choices, value=newest)
    yield build.buttons(build.button(_("Show the change"), ShowChange(change=newest)))


def _start(*, full: bool) -> Iterator[Element]:
    """Starting something new; help has a button where there is room for it."""
    start = build.opener(_("Start a change"), OpenForm())
    if full:
        yield build.buttons(start)
    else:
        yield build.buttons(start, build.button(_("Help"), ShowHelp()))


def _titled(dossier: Dossier) -> str:
    return _("{change}: {title}").format(
        change=dossier.change.key,
        title=dossier.change.project_name or _("A change without a name yet"),
    )


def _line(dossier: Dossier, told: str) -> Element:
    return build.group(
        build.text(_titled(dossier), bold=True), build.text(told, small=True, close=True)
    )
