"""What a post shows: every purpose's card, drawn from the records alone.

A card is drawn again whenever its change has changed, and only a different fingerprint is worth
an update: so nothing here depends on the state of the post itself, and on the hour only where it
changes what there is to do, as when a survey closes.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from cards import (
    build,
    by_hand,
    digest,
    handing_over,
    hindsight,
    posted_approval,
    posted_plan,
    refused,
    replied,
    set_up,
)
from cards.build import CardJson
from cards.elements import Element
from cards.happened import happened
from cards.payloads import OpenForm, ShowChange, ShowHelp, ShowHome
from cards.saying import reply_of
from cards.wave_words import told_to_mend
from cards.words import _, speaking
from playbook.arriving import why_out_of_reach
from playbook.digest import day_of
from playbook.dossier import Dossier
from playbook.editors import is_editor
from playbook.outcome import Refusal, Unfinished
from playbook.records import Person, Post, Purpose
from playbook.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Drawn:
    """A card, and the line its notification shows."""

    card: CardJson
    summary: str


def draw(
    post: Post,
    dossier: Dossier | None,
    workplace: Workplace,
    now: datetime,
    *,
    viewer: Person | None = None,
    dossiers: Sequence[Dossier] = (),
) -> Drawn:
    """The post's card. `dossier` is its subject's, None where the post is about no change;
    `dossiers` are all changes, which a digest tells of.

    In a shared place the card is safe for everybody; `viewer` is somebody there whose client
    asked for their own view of it.
    """
    language = viewer.language if viewer else workplace.person(post.receiver).language
    with speaking(language):
        if post.purpose is Purpose.DIGEST:
            morning = day_of(post, workplace)
            card = digest.draw(dossiers, workplace, morning, post.claimed_at, post=post.key)
        else:
            card = _card(post, dossier, workplace, now, viewer)
    return Drawn(card, str(card["fallbackText"]))


def fingerprint(card: CardJson) -> str:
    """Sixteen hexadecimal digits over what a card shows; who may refresh it does not count."""
    shown = {name: value for name, value in card.items() if name != "refresh"}
    canonical = json.dumps(shown, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def _card(
    post: Post,
    dossier: Dossier | None,
    workplace: Workplace,
    now: datetime,
    viewer: Person | None,
) -> CardJson:
    match post.purpose:
        case Purpose.HELLO:
            return _hello(post)
        case Purpose.SET_UP:
            return set_up.card(workplace, post.key)
        case Purpose.SAVED:
            return _saved(post, dossier, workplace)
        case Purpose.BY_HAND:
            return by_hand.draw(post, dossier)
        case Purpose.DELEGATED:
            return handing_over.posted(post, workplace)
        case _ if dossier is None:
            return replied.gone(post.subject)
        case _ if post.purpose in posted_approval.PURPOSES:
            return posted_approval.draw(post, dossier, workplace, now, viewer)
        case Purpose.REVIEW:
            return hindsight.draw(post, dossier, workplace, now)
        case Purpose.UNREACHABLE if not post.about:
            return _unreachable(post, dossier, workplace)
        case _:
            return posted_plan.draw(post, dossier, workplace, now, viewer)


def _hello(post: Post) -> CardJson:
    first = _("Hello, this is Cutover")
    shared = not post.receiver
    told = (
        _("Here you will find what everybody should know about a change, and nothing private.")
        if shared
        else _(
            "Here you will get what waits for you, what became of your own requests, and what"
            " changes in your work. Nothing else is sent to you."
        )
    )
    actions = [build.button(_("Help"), ShowHelp(post=post.key))]
    if not shared:
        actions.insert(0, build.button(_("My overview"), ShowHome(post=post.key), primary=True))
    return build.card(
        first,
        build.heading(first),
        build.text(told),
        build.text(_("Say in your own words what you need, at any time.")),
        build.buttons(*actions),
    )


def _unreachable(post: Post, dossier: Dossier, workplace: Workplace) -> CardJson:
    change, sponsor = dossier.change, dossier.change.sponsor
    first = _("{sponsor} cannot be reached: {change}").format(
        sponsor=sponsor.name, change=change.project_name
    )
    return build.card(
        first,
        build.heading(first),
        build.text(
            _(
                "Cutover could not open a chat with {sponsor}, so nobody has been asked to decide"
                " on {key} yet."
            ).format(sponsor=sponsor.name, key=change.key)
        ),
        build.text(
            _(
                "Ask {sponsor} to add the Cutover app in Teams; the request then goes out by"
                " itself. Or edit it and choose another sponsor."
            ).format(sponsor=sponsor.name)
        ),
        *_reason(workplace.person(sponsor)),
        build.buttons(
            build.button(
                _("Show the change"), ShowChange(change=change.key, post=post.key), primary=True
            ),
            *(
                [build.opener(_("Edit"), OpenForm(change=change.key, post=post.key))]
                if is_editor(change, workplace, post.receiver.id)
                else []
            ),
        ),
    )


def _reason(person: Person) -> Iterator[Element]:
    if why := why_out_of_reach(person):
        yield build.text(_("Reason given: {why}").format(why=why), small=True, subtle=True)


def _saved(post: Post, dossier: Dossier | None, workplace: Workplace) -> CardJson:
    """The result of a command that had to wait for the lists."""
    change = dossier.change.key if dossier else post.subject
    reply = reply_of(post.says, change, dossier, workplace)
    show = (
        build.button(_("Show the change"), ShowChange(change=change, post=post.key))
        if dossier
        else build.button(_("My overview"), ShowHome(post=post.key))
    )
    if isinstance(reply, Refusal):
        first = _("What you sent earlier could not be saved")
        told: tuple[str, ...] = (*refused.sentences(reply), *map(told_to_mend, reply.lacks))
    elif isinstance(reply, Unfinished):
        first = _("What you sent earlier could not be saved")
        told = (happened(reply, dossier), _("Please fill in the form once more."))
    else:
        first, told = _("What you sent earlier is saved now"), (happened(reply, dossier),)
    return build.card(
        first,
        build.heading(first),
        *(build.text(sentence) for sentence in told),
        build.buttons(show),
    )
