"""Being added to a chat or a team, and being removed again. Teams tells each twice."""

from collections.abc import Mapping

import structlog

from bot.desk.commanding import perform
from bot.desk.visit import Visit
from bot.teams.connector import NotSent, Refused
from bot.teams.turn import Answer, Nothing
from cards.set_up import general
from playbook.commands import Arrive, KnowChannels, Leave
from playbook.records import PostState

_log = structlog.get_logger(__name__)


async def arrived(visit: Visit) -> Answer:
    """Remember the place; the greeting is a post, claimed with it."""
    place = visit.turn.place
    found = await visit.org.connector.channels(place) if place.team else {}
    channels = {} if isinstance(found, NotSent | Refused) else _named(found)
    command = Arrive(
        conversation=place.id,
        kind=place.kind,
        team=place.team or "",
        service=place.service_url,
        channels=channels,
        awaited=any(
            post.receiver.id == visit.person.key
            for post in visit.org.records.posts(PostState.CLAIMED)
        ),
    )
    await perform(visit.org, command, visit.person, visit.seen(""), visit.turn.activity)
    return Nothing()


async def channels_changed(visit: Visit) -> Answer:
    """Look which channels the team has now; the event alone tells of one."""
    place = visit.turn.place
    found = await visit.org.connector.channels(place)
    if isinstance(found, NotSent | Refused) or not place.team:
        _log.info("channels.unread", conversation=place.id)
        return Nothing()
    command = KnowChannels(team=place.team, service=place.service_url, channels=_named(found))
    await perform(visit.org, command, visit.person, visit.seen(""), visit.turn.activity)
    return Nothing()


def _named(channels: Mapping[str, str]) -> dict[str, str]:
    return {key: name or general() for key, name in channels.items()}


async def left(visit: Visit) -> Answer:
    """Forget the place."""
    place = visit.turn.place
    command = Leave(conversation=place.id, kind=place.kind, team=place.team or "")
    await perform(visit.org, command, visit.person, visit.seen(""), visit.turn.activity)
    return Nothing()
