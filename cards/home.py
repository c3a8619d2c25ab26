"""The overview: what waits for one person, their changes, what they asked for, and what can be
started.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from cards import build, hindsight, home_lists
from cards.build import CardJson
from cards.elements import Action, Element
from cards.handing_over import current_lines
from cards.home_lists import Found
from cards.payloads import OpenForm, ResolvePost, ShowHelp
from cards.words import _, counted, moment, speaking
from playbook import mailing
from playbook.dossier import Dossier
from playbook.records import Person, Post, PostState, Purpose
from playbook.settling import in_doubt, resolvers
from playbook.workplace import Workplace


def draw(
    workplace: Workplace, dossiers: Sequence[Dossier], person: Person, now: datetime
) -> CardJson:
    """The overview of one person. `dossiers` are all changes; those of theirs are shown."""
    with speaking(person.language):
        found = home_lists.find(workplace, dossiers, person, now)
        doubts = list(_doubts(workplace, dossiers, person))
        looks = tuple(hindsight.asked_of(dossiers, workplace, person, now))
        first = _headline(found, len(doubts), len(looks))
        return build.card(
            first,
            build.heading(first),
            *_in_place(workplace, person, now),
            *home_lists.waiting(found, workplace, now),
            *looks,
            *_doubted(doubts, workplace, now),
            *home_lists.mine(found, workplace, now),
            *home_lists.asked_for(found, workplace, now),
            *_start(workplace, person, full=bool(doubts)),
        )


def _in_place(workplace: Workplace, person: Person, now: datetime) -> Iterator[Element]:
    """Who decides for this person, and for whom they do."""
    for line in current_lines(workplace, person, workplace.today(now)):
        yield build.text(line, small=True, close=True)


def _headline(found: Found, doubts: int, looks: int) -> str:
    if found.waiting:
        return counted(
            "One request waits for your decision",
            "{n} requests wait for your decision",
            len(found.waiting),
        )
    if answers := len(found.to_answer) + looks:
        return counted("One answer is asked of you", "{n} answers are asked of you", answers)
    if doubts:
        return counted(
            "One message may not have arrived", "{n} messages may not have arrived", doubts
        )
    if found.to_do:
        return counted(
            "One action item is yours to do", "{n} action items are yours to do", len(found.to_do)
        )
    return _("Nothing waits for you")


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


def _start(workplace: Workplace, person: Person, *, full: bool) -> Iterator[Element]:
    """Starting something new; help has a button where there is room for it. Whoever is here for
    one change alone starts no others.
    """
    actions: list[Action] = []
    if workplace.admits(person):
        actions.append(build.opener(_("Start a change"), OpenForm()))
    if not full or not actions:
        actions.append(build.button(_("Help"), ShowHelp()))
    yield build.buttons(*actions)
