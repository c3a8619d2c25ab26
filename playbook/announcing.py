"""The posts that waves call for: the announcement, the card of the rollback owner, the warnings."""

from collections.abc import Iterator
from datetime import datetime

from playbook.asking import lead_of
from playbook.calls import Call
from playbook.dossier import Dossier
from playbook.editors import editors_of
from playbook.fields import NOBODY, Who
from playbook.mailing import sheets_of
from playbook.records import Duty, Post, PostState, Purpose, Wave, WaveState, WaveStep
from playbook.waves import Waving, goes_out, state_of
from playbook.workplace import Workplace

_MUST_ARRIVE = (Purpose.ANNOUNCEMENT, Purpose.SURVEY, Purpose.PROBLEM)
"""What somebody must hear of where Teams takes it no more: the channel is gone, or the app."""


def calls(dossier: Dossier, workplace: Workplace) -> Iterator[Call]:
    """The posts that this change's waves call for."""
    for wave in dossier.waves:
        where = state_of(dossier, wave)
        if goes_out(dossier, wave):
            yield from _announces(dossier, wave)
            yield from _corrects(dossier, wave, where)
        if where.state is WaveState.HELD:
            yield Call(Purpose.HELD, receiver=lead_of(dossier), about=wave.key, since=where.since)
        if where.paused is not None and where.resumed is None:
            yield from _tells_of_pause(dossier, workplace, wave, where.paused)
        elif where.paused is not None and where.resumed is not None:
            yield from _tells_that_it_goes_on(dossier, wave, where.paused, where.resumed)
    yield from _warns(dossier, workplace)


def holds(dossier: Dossier, post: Post) -> bool:
    """Whether a claimed post about a wave still says something true."""
    wave = dossier.wave(post.about)
    if wave is None:
        return False
    where = state_of(dossier, wave)
    match post.purpose:
        case Purpose.HELD:
            return where.state is WaveState.HELD and _is_since(post, where.since)
        case Purpose.PAUSED:
            turn = where.resumed or where.paused
            return turn is not None and _is_since(post, turn.at)
        case Purpose.CORRECTION:
            return (
                goes_out(dossier, wave)
                and where.told is not None
                and _is_since(post, where.told.at)
            )
        case Purpose.ROLLBACK:
            rollback = dossier.rollback
            owner = rollback.decision_owner if rollback else NOBODY
            return goes_out(dossier, wave) and post.receiver.id == owner.id
        case _:
            here = bool(post.receiver) or post.conversation == wave.channel.id
            return goes_out(dossier, wave) and here


def _is_since(post: Post, at: datetime | None) -> bool:
    return at is not None and post.claimed_at >= at


def _announces(dossier: Dossier, wave: Wave) -> Iterator[Call]:
    if wave.channel:
        yield Call(Purpose.ANNOUNCEMENT, conversation=wave.channel.id, about=wave.key)
    for post in dossier.posts:
        # Somebody on a sheet whose message had to be sent again; a pause may have stopped that.
        if post.purpose is Purpose.ANNOUNCEMENT and post.about == wave.key and post.receiver:
            yield Call(Purpose.ANNOUNCEMENT, receiver=post.receiver, about=wave.key)
    rollback = dossier.rollback
    if rollback is not None and rollback.decision_owner:
        yield Call(Purpose.ROLLBACK, receiver=rollback.decision_owner, about=wave.key)


def _corrects(dossier: Dossier, wave: Wave, where: Waving) -> Iterator[Call]:
    """Whoever read of a wave's days in a channel hears there that they were moved; who was told one
    to one hears it from a sheet.
    """
    if where.told is None or where.moved_from is None:
        return
    for post in _announced(dossier, wave):
        if post.claimed_at < where.told.at:
            yield Call(
                Purpose.CORRECTION,
                receiver=post.receiver,
                conversation="" if post.receiver else post.conversation,
                thread="" if post.receiver else post.message,
                about=wave.key,
                since=where.told.at,
            )


def _announced(dossier: Dossier, wave: Wave) -> Iterator[Post]:
    """The announcements of a wave that have arrived."""
    for post in dossier.posts:
        told = post.purpose is Purpose.ANNOUNCEMENT and post.about == wave.key and post.message
        if told and post.state is PostState.SENT:
            yield post


def _tells_of_pause(
    dossier: Dossier, workplace: Workplace, wave: Wave, pause: WaveStep
) -> Iterator[Call]:
    """Those who run the change and its sponsor hear of a pause, and everybody who was told of the
    wave in a channel, in the same thread.
    """
    people = (*editors_of(dossier.change, workplace), dossier.change.sponsor, wave.owner)
    for who in {who.id: who for who in people if who}.values():
        if who.id != pause.by.id:
            yield Call(Purpose.PAUSED, receiver=who, about=wave.key, since=pause.at)
    for post in _announced(dossier, wave):
        if not post.receiver:
            yield Call(
                Purpose.PAUSED,
                conversation=post.conversation,
                thread=post.message,
                about=wave.key,
                since=pause.at,
            )


def _tells_that_it_goes_on(
    dossier: Dossier, wave: Wave, pause: WaveStep, resumed: WaveStep
) -> Iterator[Call]:
    """Whoever heard of the pause for sure hears that it is over."""
    for post in dossier.posts:
        told = post.purpose is Purpose.PAUSED and post.about == wave.key
        heard = post.state is PostState.SENT and _is_since(post, pause.at)
        if told and heard and post.receiver.id != resumed.by.id:
            yield Call(
                Purpose.PAUSED,
                receiver=post.receiver,
                conversation="" if post.receiver else post.conversation,
                thread=post.thread,
                about=wave.key,
                since=resumed.at,
            )


def _warns(dossier: Dossier, workplace: Workplace) -> Iterator[Call]:
    """The lead hears what Teams refused to deliver; the coordinator, where that was the lead.

    So does the lead where a wave's group turned out to be empty.
    """
    for post in dossier.posts:
        if post.purpose in _MUST_ARRIVE and post.state is PostState.REFUSED:
            told = _other_than(post.receiver, lead_of(dossier), workplace.holder(Duty.COORDINATOR))
            if told:
                refused_at = post.settled_at or post.claimed_at
                yield Call(Purpose.UNREACHABLE, receiver=told, about=post.about, since=refused_at)
    for wave in dossier.waves:
        listed = sheets_of(dossier, wave)
        if listed and not any(sheet.addressees for sheet in listed):
            yield Call(
                Purpose.UNREACHABLE,
                receiver=lead_of(dossier),
                about=wave.key,
                since=listed[0].due,
            )


def _other_than(receiver: Who, *people: Who) -> Who:
    return next((who for who in people if who and who.id != receiver.id), Who())
