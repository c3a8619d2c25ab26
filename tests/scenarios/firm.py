"""The sample firm with Cutover at work in it: people who talk, press and read.

Tenant and bot live in the test's own event loop and meet only over HTTP.
"""

import re
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from aiohttp import ClientResponse
from pydantic import JsonValue

from bot.demo import asking
from bot.demo.request import TODAY, filled_in
from bot.demo.stage import Stage
from bot.demo.tenant import Answer, Dialog, Seen, Tenant, until
from sandbox.app import Running

CHANGE = "CHG-0001"
Row = dict[str, JsonValue]


class Worker(Protocol):
    """Cutover at work, in this process or in another."""

    address: str

    async def start(self) -> None:
        """Start, and return once it is ready."""

    async def stop(self) -> None:
        """End cleanly; the journal stays as it is."""

    async def kill(self) -> None:
        """End as in a crash."""

    def forget(self) -> None:
        """Delete the journal while it is away."""


@dataclass(slots=True)
class Firm:
    """Maple Ridge Millwork on its first morning. People are named by their short names."""

    sandbox: Running
    stage: Stage
    bot: Worker
    log: list[MutableMapping[str, Any]]
    """What Cutover has logged, where it lives in the test's own process."""
    _greeted: dict[str, Seen] = field(default_factory=dict)

    @property
    def tenant(self) -> Tenant:
        return self.stage.tenant

    # What people do.

    async def say(self, person: str, text: str, *words: str) -> Seen:
        """Say something in one's own chat; the answer, which shows these words."""
        return await self.stage.say(person, text, *words)

    async def press(
        self, person: str, card: Seen, action: str, inputs: Mapping[str, JsonValue] | None = None
    ) -> Answer:
        return await self.stage.press(person, card.id, action, inputs)

    async def forge(
        self,
        person: str,
        verb: str,
        data: Mapping[str, JsonValue] | None = None,
        activity: Row | None = None,
    ) -> Answer:
        """Press a button that no card of the person's has, with this payload."""
        return await self.press_raw(person, executed(verb, data or {}), activity)

    async def press_raw(self, person: str, value: JsonValue, activity: Row | None = None) -> Answer:
        """Send an invoke of a card with this value, whatever it is."""
        card = await self.any_card(person)
        return await self.stage.press(person, card.id, "home", raw=value, activity=activity or {})

    async def any_card(self, person: str) -> Seen:
        """A card in the person's own chat, whatever it shows by now."""
        if person not in self._greeted:
            self._greeted[person] = await self.say(person, "hello", "Start a change")
        return self._greeted[person]

    async def press_at_once(self, person: str, card: Seen, action: str, times: int) -> list[Answer]:
        """Press one button several times in the same moment."""
        talk = (await self.stage.chat(person)).id
        path = f"conversations/{talk}/messages/{card.id}/actions"
        body = {"person": person, "action": action, "repeat": times}
        return [Answer.model_validate(one) for one in await self.tenant.call("POST", path, body)]

    async def add_app(self, person: str) -> None:
        """The person adds Cutover to their own chats."""
        await self.tenant.call("POST", f"people/{person}/app", {})

    async def remove_app(self, person: str) -> None:
        await self.tenant.call("DELETE", f"people/{person}/app", {})

    async def form(self, person: str, change: str = "", step: int = 0) -> Dialog:
        """Open the change request's form: of a change, or of a new one; at a step, or where it
        opens by itself.
        """
        card = await self.any_card(person)
        data: Row = {"verb": "change.form", "v": 1, "change": change, "name": "", "step": step}
        fetch: JsonValue = {"msteams": {"type": "task/fetch"}, **data}
        answer = await self.stage.press(person, card.id, "home", raw=fetch)
        assert answer.dialog, answer
        return answer.dialog

    async def submit(self, person: str, dialog: Dialog, typed: Row, action: str = "send") -> Answer:
        """Press a button of a dialog; to send a request, its steps are walked first."""
        if action == "send":
            return await self.tenant.fill_in(person, dialog, typed, action)
        return await self.tenant.submit(person, dialog.id, typed, action)

    def typed(self, **changed: JsonValue) -> Row:
        """The form of the sample's change, filled in; Marie sponsors it."""
        return filled_in(self.stage.people["marie"].aad_id, TODAY) | changed

    # How far things have come.

    async def set_up(self) -> None:
        """Who does what: Marie sponsors, Julie coordinates, Alex leads."""
        await asking.set_up(self.stage)

    async def file(self, person: str = "julie", **changed: JsonValue) -> str:
        """File a change; its key."""
        known = {str(row["Key"]) for row in await self.rows("Change requests")}
        await self.submit(person, await self.form(person), self.typed(**changed))
        (new,) = {str(row["Key"]) for row in await self.rows("Change requests")} - known
        return new

    async def asked(self) -> Seen:
        """The firm set up, a change filed, Marie reached: the card that asks her."""
        await self.set_up()
        await self.file()
        await self.settle()
        return await self.approval()

    async def approval(self) -> Seen:
        """The newest card in Marie's chat that asks her to approve."""
        return await self.stage.shown("marie", "asks you to approve")

    async def in_doubt(self, **fault: JsonValue) -> Row:
        """Marie has the app, and the post that asks her met this fault. The post's row."""
        await self.set_up()
        await self.add_app("marie")
        await self.settle()
        await self.fault_sending("marie", **fault)
        await self.file()
        await self.settle()
        return await self.post("approval")

    async def settle(self, advance: str = "PT1S") -> None:
        """Move the clock a little: everything that is due is done when it has moved."""
        await self.sandbox.tenant.errands.settled()
        await self.tenant.advance(advance)

    # What is to be seen.

    async def rows(self, name: str, **where: JsonValue) -> list[Row]:
        """A list's rows with these values, oldest first; `History/Act` names those of one type."""
        items = sorted((await self._list(name))["items"], key=lambda item: int(item["id"]))
        rows: list[Row] = [item["fields"] for item in items]
        if kind := name.partition("/")[2]:
            where["RowType"] = kind
        return [row for row in rows if all(row.get(k) == v for k, v in where.items())]

    async def change(self, key: str = CHANGE) -> Row:
        return await self.stage.row("Change requests", key)

    async def post(self, purpose: str) -> Row:
        """The newest post of that purpose."""
        return (await self.rows("Posts", Purpose=purpose))[-1]

    async def seen(self, person: str) -> list[Seen]:
        """Everything in the person's chat with Cutover."""
        talk = await self.tenant.chat(person)
        return await self.tenant.messages(person, talk.id) if talk else []

    async def count(self, person: str, words: str) -> int:
        """How many messages in the person's chat show these words."""
        return sum(words in message.words for message in await self.seen(person))

    async def ready(self) -> Mapping[str, Any]:
        """What /readyz answers."""
        async with self.tenant.session.get(f"{self.bot.address}/readyz") as answer:
            found: Mapping[str, Any] = await answer.json()
            return found

    def held_up(self) -> list[object]:
        """What Cutover says in its log that it could not get done."""
        words = ("contended", "refused", "noticing.later")
        return [line for line in self.log if any(word in str(line["event"]) for word in words)]

    # What happens to the firm.

    async def fault(self, fault: Row, times: int = 1, **on: JsonValue) -> None:
        """The next requests that match `on` get this fault."""
        await self.tenant.call("POST", "faults", [{"on": on, "times": times, "fault": fault}])

    async def fault_sending(self, person: str, **fault: JsonValue) -> None:
        """The next message that Cutover sends to this person's chat gets this fault."""
        path = f"{re.escape((await self.stage.chat(person)).id)}/activities$"
        await self.fault(fault, service="connector", method="POST", path=path)

    async def fault_writing(
        self, name: str, method: str, times: int = 1, **fault: JsonValue
    ) -> None:
        """The next parts of a batch that write to this list get this fault."""
        path = f"/lists/{(await self._list(name))['id']}/items"
        await self.fault(fault, times=times, service="graph", method=method, path=path)

    async def hold_posts(self) -> None:
        """Whatever is sent to Teams from now on stays on its way for ten minutes."""
        await self.fault({"delay": 600}, times=99, service="connector")

    async def faults_struck(self) -> None:
        """Wait until every planned fault has met its request."""

        async def look() -> bool:
            return await self.faults_left() == 0

        await until(look, "the faults to strike")

    async def faults_left(self) -> int:
        """How many planned faults have not met their requests."""
        return len(await self.tenant.call("GET", "faults"))

    async def no_more_faults(self) -> None:
        await self.tenant.call("DELETE", "faults")

    async def edit(self, name: str, key: str, person: str = "julie", **fields: JsonValue) -> None:
        """Edit a row by hand in Lists."""
        path = await self._item(name, key)
        await self.tenant.call("PATCH", path, {"person": person, "fields": fields})

    async def add(self, name: str, person: str = "julie", **fields: JsonValue) -> None:
        """Write a new row by hand in Lists."""
        path = f"lists/{(await self._list(name))['id']}/items"
        await self.tenant.call("POST", path, {"person": person, "fields": fields})

    async def remove(self, name: str, key: str, person: str = "julie") -> None:
        """Delete a row by hand in Lists."""
        await self.tenant.call("DELETE", await self._item(name, key), person=person)

    async def post_activity(self, body: bytes, authorization: str | None = None) -> ClientResponse:
        """POST to the bot's own address, signed as Teams signs unless told otherwise."""
        token = authorization or f"Bearer {self.sandbox.tenant.issuer.sign_for_bot()}"
        headers = {"Authorization": token, "Content-Type": "application/json"}
        address = f"{self.bot.address}/api/messages"
        return await self.tenant.session.post(address, data=body, headers=headers)

    async def requests(self) -> dict[str, int]:
        """HTTP requests to the tenant's services since they were last counted."""
        counted: dict[str, int] = (await self.tenant.call("GET", "usage"))["requests"]
        await self.tenant.call("DELETE", "usage")
        return counted

    async def _item(self, name: str, key: str) -> str:
        found = await self._list(name)
        # A row that was typed by hand and is wrong has no key yet, but a title.
        rows = ((one["id"], one["fields"]) for one in found["items"])
        item = next(n for n, row in rows if row.get("Key", row.get("Title")) == key)
        return f"lists/{found['id']}/items/{item}"

    async def _list(self, name: str) -> Mapping[str, Any]:
        lists: list[Mapping[str, Any]] = await self.tenant.call("GET", "lists", person="julie")
        return next(one for one in lists if one["name"] == name.partition("/")[0])


def executed(verb: str, data: Mapping[str, JsonValue]) -> JsonValue:
    """The value of an invoke as a pressed Action.Execute sends it."""
    action: JsonValue = {"type": "Action.Execute", "verb": verb, "data": {"v": 1, **data}}
    return {"action": action, "trigger": "manual"}
