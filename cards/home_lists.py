"""The three lists of the overview: what waits for somebody, their changes, what they asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from cards import build
from cards.elements import Element
from cards.payloads import ShowChange, ShowConcern, ShowRow
from cards.phases import stands
from cards.row_words import at_a_glance, called, in_a_line
from cards.words import _, counted, moment
from playbook.concerns import waiting as concerns_waiting
from playbook.deciders import waits_for
from playbook.dossier import Dossier
from playbook.editors import editors_of
from playbook.records import ActionItem, Concern, Person, Phase
from playbook.standing import Standing, standing
from playbook.workplace import Workplace

_LISTED = 4
"""Lines of each list; the lists in SharePoint have all."""
_OVER = (Phase.CLOSED, Phase.CANCELLED)
_ASKED = (Phase.DRAFT, Phase.SUBMITTED)
"""Phases in which a request is what its requester asked for, and no work of anybody's yet."""
_REMEMBERED = timedelta(days=30)
"""For so long an answer stays among what somebody asked for."""

Stood: TypeAlias = tuple[Dossier, Standing]


@dataclass(frozen=True, slots=True)
class Found:
    """What there is of one person's, oldest first."""

    waiting: tuple[Stood, ...]
    """Changes whose approval waits for them."""
    to_answer: tuple[tuple[Concern, Dossier], ...]
    to_do: tuple[tuple[ActionItem, Dossier], ...]
    mine: tuple[Stood, ...]
    """Changes that they run, sponsor, or answer for a part of."""
    requests: tuple[Stood, ...]
    """Requests of theirs that are not decided yet."""
    said: tuple[tuple[Concern, Dossier], ...]
    """What else they asked, and what became of it."""


def find(workplace: Workplace, dossiers: Sequence[Dossier], person: Person, now: datetime) -> Found:
    """Everything that concerns one person, each change in one of the lists only."""
    stood = [(dossier, standing(dossier)) for dossier in dossiers]
    live = [one for one in stood if one[1].phase not in _OVER]
    waiting = [one for one in live if waits_for(one[0], workplace, person.who, now)]
    others = [one for one in live if one not in waiting]
    requests = [
        one for one in others if one[0].change.requester.id == person.key and one[1].phase in _ASKED
    ]
    return Found(
        waiting=tuple(waiting),
        to_answer=_sorted(
            (concern, dossier)
            for dossier in dossiers
            for concern in concerns_waiting(dossier)
            if concern.owner.id == person.key
        ),
        to_do=tuple(
            (item, dossier)
            for dossier, _where in live
            for item in dossier.items
            if item.is_open and item.owner.id == person.key
        ),
        mine=tuple(
            one for one in others if one not in requests and _concerns(one[0], workplace, person)
        ),
        requests=tuple(requests),
        said=_sorted(
            (concern, dossier)
            for dossier in dossiers
            for concern in dossier.concerns
            if concern.by.id == person.key and _is_news(concern, now)
        ),
    )


def _sorted(
    found: Iterator[tuple[Concern, Dossier]],
) -> tuple[tuple[Concern, Dossier], ...]:
    return tuple(sorted(found, key=lambda one: one[0].at))


def _concerns(dossier: Dossier, workplace: Workplace, person: Person) -> bool:
    change = dossier.change
    part = (
        change.sponsor,
        *editors_of(change, workplace),
        *(role.who for role in dossier.roles),
    )
    return person.key in {who.id for who in part}


def _is_news(concern: Concern, now: datetime) -> bool:
    return concern.answered_at is None or now - concern.answered_at < _REMEMBERED


def waiting(found: Found, workplace: Workplace, now: datetime) -> Iterator[Element]:
    """What waits for this person: decisions, then answers, then things to do."""
    if not (found.waiting or found.to_answer or found.to_do):
        return
    yield build.section(_("Waiting for me"))
    for dossier, where in found.waiting[:_LISTED]:
        asked = _("Asked by {who} on {when}").format(
            who=where.asked_by, when=moment(where.asked_at or now, workplace.zone, now)
        )
        yield _line(dossier, asked)
    yield from _unlisted(len(found.waiting))
    for concern, dossier in found.to_answer[:_LISTED]:
        under = _("From {who} on {when}, about {change}").format(
            who=concern.by.name,
            when=moment(concern.at, workplace.zone, now),
            change=dossier.change.project_name,
        )
        yield _spoken(concern, under)
    yield from _unlisted(len(found.to_answer))
    for item, dossier in found.to_do[:_LISTED]:
        name = in_a_line(called(item))
        press = build.button(_("Show: {row}").format(row=name), ShowRow(row=item.key))
        yield build.line(press, name, at_a_glance(item, dossier, workplace, now))
    yield from _unlisted(len(found.to_do))
    if found.waiting:
        first = found.waiting[0][0].change
        title = (
            _("Read and decide")
            if len(found.waiting) == 1
            else _("Read and decide {change}").format(change=first.key)
        )
        yield build.buttons(build.button(title, ShowChange(change=first.key), primary=True))


def mine(found: Found, workplace: Workplace, now: datetime) -> Iterator[Element]:
    """The changes that this person has a part in."""
    if not found.mine:
        return
    yield build.section(_("My changes"))
    for dossier, where in found.mine[:_LISTED]:
        yield _line(dossier, stands(dossier, where, workplace, now))
    yield from _unlisted(len(found.mine), by_number=True)


def asked_for(found: Found, workplace: Workplace, now: datetime) -> Iterator[Element]:
    """What this person asked for, and for whom it waits since when, or what the answer is."""
    if not (found.requests or found.said):
        return
    yield build.section(_("What I asked for"))
    for dossier, where in found.requests[:_LISTED]:
        yield _line(dossier, stands(dossier, where, workplace, now))
    yield from _unlisted(len(found.requests), by_number=True)
    for concern, _dossier in found.said[-_LISTED:]:
        yield _spoken(concern, _became(concern, workplace, now))
    yield from _unlisted(len(found.said))


def _became(concern: Concern, workplace: Workplace, now: datetime) -> str:
    """What became of something that was asked."""
    if concern.answered_at is not None:
        line = _("{who} answered on {when}: {answer}")
        return line.format(
            who=concern.answered_by.name,
            when=moment(concern.answered_at, workplace.zone, now),
            answer=in_a_line(concern.answer),
        )
    return _("Waits for {who} since {when}").format(
        who=concern.owner.name or _("an answer"), when=moment(concern.at, workplace.zone, now)
    )


def _spoken(concern: Concern, under: str) -> Element:
    name = called(concern)
    press = build.opener(_("Open: {row}").format(row=name), ShowConcern(concern=concern.key))
    return build.line(press, name, under)


def _unlisted(number: int, *, by_number: bool = False) -> Iterator[Element]:
    if number > _LISTED:
        more = counted("One more.", "{n} more.", number - _LISTED)
        if by_number:
            more = _("{more} Say the number of a change to open it.").format(more=more)
        yield build.text(more, small=True, subtle=True)


def _titled(dossier: Dossier) -> str:
    return _("{change}: {title}").format(
        change=dossier.change.key,
        title=dossier.change.project_name or _("A change without a name yet"),
    )


def _line(dossier: Dossier, told: str) -> Element:
    """A change, which its line opens."""
    title = _titled(dossier)
    press = build.button(
        _("Show {change}").format(change=title), ShowChange(change=dossier.change.key), short=title
    )
    return build.line(press, title, told)
