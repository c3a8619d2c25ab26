"""The sandbox tenant as its people use it: the control API, typed."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import quote

import aiohttp
from pydantic import BaseModel, ConfigDict, JsonValue
from pydantic.alias_generators import to_camel

Result = TypeVar("Result")


class _Heard(BaseModel):
    model_config = ConfigDict(frozen=True, alias_generator=to_camel, populate_by_name=True)


class Registration(_Heard):
    """What a bot needs to know of the tenant."""

    app_id: str
    app_secret: str
    tenant_id: str
    site_id: str
    manifest_id: str
    graph_url: str
    login_url: str
    service_url: str
    open_id_metadata: str


class Soul(_Heard):
    """One of the tenant's people."""

    id: str
    name: str
    aad_id: str


class Talk(_Heard):
    """A conversation that somebody can see."""

    id: str
    kind: str
    name: str


class Seen(_Heard):
    """A message as one person sees it."""

    id: str
    text: str | None = None
    card: dict[str, JsonValue] | None = None
    summary: str | None = None
    reply_to: str | None = None
    """The message it answers, in a thread."""

    @property
    def words(self) -> str:
        """Everything readable in it, for looking something up."""
        return " ".join((self.text or "", *_texts(self.card)))


class Dialog(_Heard):
    id: str
    title: str = ""
    card: dict[str, JsonValue]

    @property
    def words(self) -> str:
        return " ".join((self.title, *_texts(self.card)))


class Answer(_Heard):
    """What Teams got back for a press or a dialog."""

    status: int = 200
    type: str | None = None
    value: JsonValue = None
    dialog: Dialog | None = None
    message: str | None = None

    @property
    def words(self) -> str:
        if self.dialog:
            return self.dialog.words
        return self.message or " ".join(_texts(self.value))


class Refused(Exception):
    """The sandbox would not do it."""


class Tenant:
    """One sandbox, over HTTP."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self.session = session
        self.address = address.rstrip("/")

    async def call(self, method: str, path: str, body: object = None, **query: str) -> Any:
        url = f"{self.address}/sandbox/{path}"
        async with self.session.request(method, url, json=body, params=query) as response:
            if response.status >= 400:
                raise Refused(f"{method} {path}: {response.status} {await response.text()}")
            if response.content_type != "application/json":
                return None
            return await response.json()

    async def registration(self) -> Registration:
        return Registration.model_validate(await self.call("GET", "registration"))

    async def point_at(self, endpoint: str) -> None:
        """Tell the tenant where the bot listens."""
        await self.call("PUT", "registration", {"botEndpoint": endpoint})

    async def people(self) -> dict[str, Soul]:
        return {
            soul.id: soul for soul in map(Soul.model_validate, await self.call("GET", "people"))
        }

    async def talks(self, person: str) -> list[Talk]:
        found = await self.call("GET", "conversations", person=person)
        return [Talk.model_validate(talk) for talk in found]

    async def chat(self, person: str) -> Talk | None:
        """The person's own chat with Cutover, if they have one."""
        return next((talk for talk in await self.talks(person) if talk.kind == "personal"), None)

    async def messages(self, person: str, talk: str) -> list[Seen]:
        found = await self.call("GET", f"conversations/{_quoted(talk)}/messages", person=person)
        return [Seen.model_validate(message) for message in found]

    async def say(self, person: str, talk: str, text: str) -> None:
        await self.call(
            "POST", f"conversations/{_quoted(talk)}/messages", {"person": person, "text": text}
        )

    async def press(
        self,
        person: str,
        talk: str,
        message: str,
        action: str,
        inputs: Mapping[str, JsonValue] | None = None,
        **forged: JsonValue,
    ) -> Answer:
        path = f"conversations/{_quoted(talk)}/messages/{_quoted(message)}/actions"
        body = {"person": person, "action": action, "inputs": dict(inputs or {}), **forged}
        return Answer.model_validate(await self.call("POST", path, body))

    async def submit(
        self, person: str, dialog: str, inputs: Mapping[str, JsonValue], action: str | None = None
    ) -> Answer:
        body: dict[str, JsonValue] = {"person": person, "inputs": dict(inputs)}
        if action:
            body["action"] = action
        return Answer.model_validate(await self.call("POST", f"dialogs/{dialog}", body))

    async def fill_in(
        self,
        person: str,
        dialog: Dialog,
        inputs: Mapping[str, JsonValue],
        action: str = "send",
    ) -> Answer:
        """Type into a dialog of several steps: on each press Next, and on the last one `action`.

        Ends early where a step does not lead on, or comes back with what is to mend in it. What is
        worth a thought is read, and sent all the same.
        """
        while _offers(dialog.card, "next"):
            answer = await self.submit(person, dialog.id, inputs, "next")
            came_back = answer.dialog is None or answer.dialog.title == dialog.title
            if answer.dialog is None or came_back or not _leads_on(answer.dialog.card, action):
                return answer
            dialog = answer.dialog
        answer = await self.submit(person, dialog.id, inputs, action)
        if answer.dialog is not None and "Not sent yet" in answer.words:
            return await self.submit(person, answer.dialog.id, inputs, action)
        return answer

    async def rows(self, name: str) -> list[dict[str, JsonValue]]:
        """A list's rows as its owner reads them in Lists; empty where there is no such list.

        Of a list with several types of row, `History/Act` names those of one type.
        """
        wanted, _, kind = name.partition("/")
        lists = await self.call("GET", "lists", person="marie")
        items = (item for found in lists if found["name"] == wanted for item in found["items"])
        rows = [item["fields"] for item in items]
        return [row for row in rows if not kind or row.get("RowType") == kind]

    async def advance(self, duration: str) -> None:
        await self.call("POST", "clock", {"advance": duration})

    async def move_to(self, instant: str) -> None:
        """Move the clock to an instant, given with its zone."""
        await self.call("POST", "clock", {"to": instant})

    async def story(self, steps: list[JsonValue]) -> None:
        """Put the story's next steps on the page's strip."""
        await self.call("PUT", "story", steps)


async def until(
    look: Callable[[], Awaitable[Result | None]], what: str, within: float = 15.0
) -> Result:
    """Look until there is something to see.

    Raises:
        TimeoutError: `within` seconds went by.
    """
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if found := await look():
            return found
        await asyncio.sleep(0.05)
    raise TimeoutError(f"waited {within:.0f} s for {what}")


def _leads_on(card: JsonValue, action: str) -> bool:
    return _offers(card, "next") or _offers(card, action)


def _offers(node: JsonValue, action: str) -> bool:
    """Whether a card has an action of this id."""
    match node:
        case list():
            return any(_offers(part, action) for part in node)
        case dict():
            named = node.get("id") == action and str(node.get("type")).startswith("Action.")
            return named or any(_offers(part, action) for part in node.values())
        case _:
            return False


def _quoted(part: str) -> str:
    return quote(part, safe="")


def _texts(node: JsonValue) -> list[str]:
    match node:
        case str():
            return [node]
        case list():
            return [text for item in node for text in _texts(item)]
        case dict():
            shown = ("text", "title", "label", "value", "errorMessage", "body", "items", "columns",
                     "facts", "actions", "inlines", "rows", "cells", "message")  # fmt: skip
            return [text for name in shown if name in node for text in _texts(node[name])]
        case _:
            return []
