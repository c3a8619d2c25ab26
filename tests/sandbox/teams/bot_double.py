"""A bot that writes down what it hears and answers what it was told to answer."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, web

CARD = "application/vnd.microsoft.card.adaptive"
Json = dict[str, Any]
Answering = Callable[[Json], Awaitable[web.Response]]


@dataclass
class BotDouble:
    """`heard` holds the activities in order; `answering` decides about invokes."""

    endpoint: str = ""
    heard: list[Json] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    answering: Answering | None = None

    def invokes(self, name: str) -> list[Json]:
        return [one for one in self.heard if one.get("name") == name]

    def types(self) -> list[str]:
        return [str(one["type"]) for one in self.heard]

    def answers(self, body: Any, status: int = 200) -> None:
        """Answer every invoke with `body`."""

        async def answer(_: Json) -> web.Response:
            return web.json_response(body, status=status)

        self.answering = answer

    def answers_with_card(self, card: Json) -> None:
        self.answers({"statusCode": 200, "type": CARD, "value": card})

    def never_answers(self) -> None:
        async def answer(_: Json) -> web.Response:
            await asyncio.Event().wait()
            return web.Response()

        self.answering = answer

    async def messages(self, request: web.Request) -> web.Response:
        activity = await request.json()
        self.heard.append(activity)
        self.tokens.append(request.headers["Authorization"].removeprefix("Bearer "))
        if activity["type"] == "invoke" and self.answering is not None:
            return await self.answering(activity)
        return web.Response(status=201)


@asynccontextmanager
async def listening(client: ClientSession) -> AsyncIterator[BotDouble]:
    """A bot that is registered with the sandbox that `client` asks."""
    bot = BotDouble()
    app = web.Application()
    app.router.add_post("/api/messages", bot.messages)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        port = runner.addresses[0][1]
        bot.endpoint = f"http://127.0.0.1:{port}/api/messages"
        async with client.put("/sandbox/registration", json={"botEndpoint": bot.endpoint}) as done:
            assert done.status == 200
        yield bot
    finally:
        await runner.cleanup()


def approval(*user_ids: str) -> Json:
    """A card with an input, four kinds of buttons, and a refresh for some people."""
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "refresh": {
            "action": {"type": "Action.Execute", "verb": "look", "data": {"change": "CHG-0001"}},
            "userIds": list(user_ids),
        },
        "body": [
            {"type": "Input.Text", "id": "comment", "label": "Comment"},
            {"type": "Input.ChoiceSet", "id": "when", "value": "soon", "choices": []},
            {
                "type": "ActionSet",
                "actions": [
                    {
                        "type": "Action.Execute",
                        "id": "yes",
                        "verb": "approve",
                        "title": "Approve",
                        "data": {"change": "CHG-0001"},
                        "fallback": {"type": "Action.Submit", "title": "Fallback"},
                    },
                    {
                        "type": "Action.Submit",
                        "title": "Details",
                        "data": {"msteams": {"type": "task/fetch"}, "verb": "details"},
                    },
                    {"type": "Action.Submit", "title": "Later", "data": {"verb": "later"}},
                    {
                        "type": "Action.ShowCard",
                        "title": "More",
                        "card": {
                            "type": "AdaptiveCard",
                            "body": [{"type": "Input.Text", "id": "why", "value": "because"}],
                            "actions": [{"type": "Action.Execute", "verb": "inner"}],
                        },
                    },
                ],
            },
        ],
    }


def with_card(card: Json, summary: str = "Approval wanted") -> Json:
    """A message of the bot that carries `card`."""
    attachments = [{"contentType": CARD, "content": card}]
    return {"type": "message", "summary": summary, "attachments": attachments}
