"""The posts that waves call for: the announcement, the card of the rollback owner, the warnings."""

from collections.abc import Iterator

from playbook.asking import lead_of
from playbook.calls import Call
from playbook.dossier import Dossier, Workplace
from playbook.editors import editors_of
from playbook.fields import Who
from playbook.records import Duty, Post, PostState, Purpose, Wave, WaveState
from playbook.waves import Waving, state_of

_MUST_ARRIVE = (Purpose.ANNOUNCEMENT, Purpose.SURVEY, Purpose.PROBLEM)
"""What somebody must hear of where Teams takes it no more: the channel is gone, or the app."""


def calls(dossier: Dossier, workplace: Workplace) -> Iterator[Call]:
    """The posts that this change's waves call for."""
    for wave in dossier.waves:
        where = state_of(dossier, wave)
        if where.state is WaveState.ANNOUNCED:
            yield from _announces(dossier, wave)
        if where.holds:
            yield Call(Purpose.HELD, receiver=lead_of(dossier), about=wave.key, times=where.holds)
        if where.pauses:
            yield from _tells_of_pauses(dossier, workplace, wave, where)
    yield from _warns(dossier, workplace)


def holds(dossier: Dossier, post: Post) -> bool:
    """Whether a claimed post about a wave still says something true."""
    wave = dossier.wave(post.about)
    if wave is None:
        return False
    state = state_of(dossier, wave).state
    return state is (WaveState.HELD if post.purpose is Purpose.HELD else WaveState.ANNOUNCED)


def _announces(dossier: Dossier, wave: Wave) -> Iterator[Call]:
    if wave.channel:
        yield Call(Purpose.ANNOUNCEMENT, conversation=wave.channel.id, about=wave.key)
    rollback = dossier.rollback
    if rollback is not None and rollback.decision_owner:
        yield Call(Purpose.ROLLBACK, receiver=rollback.decision_owner, about=wave.key)


def _tells_of_pauses(
    dossier: Dossier, workplace: Workplace, wave: Wave, where: Waving
) -> Iterator[Call]:
    """Those who run the change and its sponsor hear of a pause, and everybody who was told of the
    wave in a channel, in the same thread.
    """
    people = (*editors_of(dossier.change, workplace), dossier.change.sponsor, wave.owner)
    for who in {who.id: who for who in people if who}.values():
        if who.id != where.by.id or where.state is not WaveState.PAUSED:
            yield Call(Purpose.PAUSED, receiver=who, about=wave.key, times=where.pauses)
    for post in dossier.posts:
        told = post.purpose is Purpose.ANNOUNCEMENT and post.about == wave.key
        if told and post.state is PostState.SENT and post.message and not post.receiver:
            yield Call(
                Purpose.PAUSED,
                conversation=post.conversation,
                thread=post.message,
                about=wave.key,
                times=where.pauses,
            )


def _warns(dossier: Dossier, workplace: Workplace) -> Iterator[Call]:
    """The lead hears what Teams refused to deliver; the coordinator, where that was the lead."""
    for post in dossier.posts:
        if post.purpose in _MUST_ARRIVE and post.state is PostState.REFUSED:
            told = _other_than(post.receiver, lead_of(dossier), workplace.holder(Duty.COORDINATOR))
            if told:
                yield Call(Purpose.UNREACHABLE, receiver=told, about=post.about)


def _other_than(receiver: Who, *people: Who) -> Who:
    return next((who for who in people if who and who.id != receiver.id), Who())
