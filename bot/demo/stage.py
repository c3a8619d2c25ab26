"""Where the story is played: the tenant, the bot beside it, and what the story remembers."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import JsonValue

from bot.demo.processes import Running, environment
from bot.demo.tenant import Answer, Registration, Seen, Soul, Talk, Tenant, until


class StepFailed(Exception):
    """What the story expected and did not find."""


def check(held: object, expected: str) -> None:
    """Fail the step unless what was expected held."""
    if not held:
        raise StepFailed(expected)


@dataclass(slots=True)
class Stage:
    tenant: Tenant
    registration: Registration
    people: Mapping[str, Soul]
    bot: Running
    kept: dict[str, str] = field(default_factory=dict)
    """What a later step needs of an earlier one: message ids, by what they are."""

    async def command(self, *words: str) -> str:
        """Run a `cutover` command against the tenant; answers what it printed.

        Raises:
            StepFailed: it exited with anything but 0.
        """
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *words,
            env={**os.environ, **environment(self.bot_data, self.registration)},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        output, _ = await process.communicate()
        check(process.returncode == 0, f"cutover {' '.join(words)} to succeed: {output.decode()}")
        return output.decode()

    @property
    def bot_data(self) -> Path:
        return Path(self.bot.environment["CUTOVER_DATA"])

    async def chat(self, person: str) -> Talk:
        """The person's chat with Cutover, once there is one."""
        return await until(lambda: self.tenant.chat(person), f"{person}'s chat with Cutover")

    async def shown(self, person: str, *words: str, talk: str = "", after: str = "") -> Seen:
        """The newest message in the person's chat that shows all these words.

        `after`: only messages that came after the one of this id.
        """
        where = talk or (await self.chat(person)).id

        async def look() -> Seen | None:
            seen = await self.tenant.messages(person, where)
            ids = [message.id for message in seen]
            fresh = seen[ids.index(after) + 1 :] if after in ids else seen
            return next(
                (m for m in reversed(fresh) if all(word in m.words for word in words)), None
            )

        return await until(look, f"{person} to see {' and '.join(map(repr, words))}")

    async def say(self, person: str, text: str, *words: str) -> Seen:
        """Say something in one's chat; the answer, which shows these words."""
        where = (await self.chat(person)).id
        before = await self.tenant.messages(person, where)
        await self.tenant.say(person, where, text)
        return await self.shown(person, *words, after=before[-1].id if before else "")

    async def press(
        self,
        person: str,
        message: str,
        action: str,
        inputs: Mapping[str, JsonValue] | None = None,
        *,
        talk: str = "",
        **forged: JsonValue,
    ) -> Answer:
        where = talk or (await self.chat(person)).id
        return await self.tenant.press(person, where, message, action, inputs, **forged)

    async def fill_in(
        self, person: str, asked: Answer, inputs: Mapping[str, JsonValue], action: str = "send"
    ) -> Answer:
        """Type into the dialog that came up, step by step, and press `action` on its last."""
        check(asked.dialog, "a dialog to type into")
        if asked.dialog is None:
            return asked
        return await self.tenant.fill_in(person, asked.dialog, inputs, action)

    async def row(self, name: str, key: str) -> dict[str, JsonValue]:
        """A list's row by its key."""
        rows = await self.tenant.rows(name)
        found = next((row for row in rows if row.get("Key") == key), None)
        check(found, f"a row {key} in {name}")
        return found or {}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the story. It acts as its people do, through the tenant, and fails unless what
    it promises is there. It may be played by itself once those before it were.
    """

    name: str
    shows: tuple[str, ...]
    """The numbers of the article's demands that this step shows."""
    play: Callable[[Stage], Awaitable[None]]
    needs_bot: bool = True


async def settled(stage: Stage) -> None:
    """Wait until every claimed post was settled, so that a step leaves nothing under way."""

    async def look() -> bool:
        posts = await stage.tenant.rows("Posts")
        return not any(row["State"] == "claimed" for row in posts)

    await until(look, "every post to be settled")
