"""The story that the page tells: whose turn it is, and which steps are done."""

import json
from typing import Annotated

from aiohttp import web
from pydantic import Field, TypeAdapter, ValidationError

from sandbox.asked import Asked, json_of, refused, unfit
from sandbox.graph.items import matching
from sandbox.tenant import TENANT, Tenant


class _Said(Asked):
    """A message that contains the words, in its text or on everyone's card.

    `conversation` is an id, a name, or a person's short name for the chat with the bot. `by`
    is the short name of the person who must have said it; without it, anybody may have.
    """

    conversation: str
    contains: str
    by: str | None = None


class _Done(Asked):
    """When a step is done: a row with these values is in the list, or a message was sent."""

    list_: Annotated[str | None, Field(alias="list")] = None
    where: dict[str, str | int | float | bool | None] = Field(default_factory=dict)
    message: _Said | None = None


class _Step(Asked):
    """`part` names the part of the story that the step belongs to; steps of a part follow on."""

    id: str
    person: str
    say: str
    done: _Done
    part: str | None = None


_STEPS = TypeAdapter(list[_Step])


def routes() -> list[web.RouteDef]:
    """Telling the story, and following it."""
    return [web.get("/sandbox/story", _read), web.put("/sandbox/story", _tell)]


async def _tell(request: web.Request) -> web.Response:
    tenant = request.app[TENANT]
    try:
        steps = _STEPS.validate_python(await json_of(request))
    except ValidationError as error:
        raise refused(400, unfit(error)) from error
    with tenant.store.together():
        tenant.store.run("DELETE FROM teams_story")
        text = _STEPS.dump_json(steps, by_alias=True).decode()
        tenant.store.run("INSERT INTO teams_story VALUES (?)", (text,))
    tenant.bus.publish("story", {})
    return web.json_response(_told(tenant))


async def _read(request: web.Request) -> web.Response:
    return web.json_response(_told(request.app[TENANT]))


def _told(tenant: Tenant) -> list[dict[str, object]]:
    row = tenant.store.one("SELECT steps FROM teams_story")
    steps = [] if row is None else _STEPS.validate_json(row["steps"])
    return [
        {
            "id": step.id,
            "part": step.part,
            "person": step.person,
            "say": step.say,
            "done": _is_done(tenant, step.done),
        }
        for step in steps
    ]


def _is_done(tenant: Tenant, done: _Done) -> bool:
    if done.list_ is not None and not matching(tenant, done.list_, done.where):
        return False
    if done.message is not None and not _was_said(tenant, done.message):
        return False
    return done.list_ is not None or done.message is not None


def _was_said(tenant: Tenant, said: _Said) -> bool:
    row = tenant.store.one(
        "SELECT 1 FROM teams_messages m JOIN teams_conversations c ON c.id = m.conversation"
        " WHERE (c.id = ?1 OR c.name = ?1 OR c.person = ?1) AND m.deleted = 0"
        " AND instr(m.activity, ?2) > 0 AND (?3 IS NULL OR m.sender = ?3) LIMIT 1",
        (said.conversation, json.dumps(said.contains)[1:-1], said.by),
    )
    return row is not None
