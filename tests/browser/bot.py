"""A bot small enough to read, so that the page is tested without the product behind it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientSession, web

from sandbox.app import Running
from tests.browser import cards

LIST = "Change requests"
CHOICES = ["Draft", "Submitted", "Approved"]


class ApprovingBot:
    """Asks whoever adds it for an approval, and writes the answer to the list."""

    def __init__(self, sandbox: Running, session: ClientSession) -> None:
        self._tenant = sandbox.tenant
        self._root = sandbox.root
        self._session = session
        self.submitted: list[dict[str, Any]] = []
        self.pressed: list[dict[str, Any]] = []

    async def hear(self, request: web.Request) -> web.Response:
        """`POST /api/messages`."""
        activity: dict[str, Any] = await request.json()
        match activity["type"], activity.get("name"):
            case "installationUpdate", _ if activity.get("action") == "add":
                await self._say(activity, "Hello. I bring you what needs your decision.")
                await self._post(activity, {"attachments": [_attached(cards.approval())]})
            case "message", _:
                await self._say(activity, "One change waits: **Move our files**.")
            case "invoke", "adaptiveCard/action":
                return web.json_response(await self._pressed(activity["value"]["action"]))
            case "invoke", "task/fetch":
                return web.json_response(_continued(cards.request_form({"name": "Move files"})))
            case "invoke", "task/submit":
                return web.json_response(self._filed(activity["value"]["data"]))
        return web.json_response({})

    async def send(self, conversation: str, card: cards.Card) -> None:
        """Post a card by itself, as an announcement does."""
        where = {"id": conversation}
        service = self._tenant.registration.service_url
        content = {"attachments": [_attached(card)]}
        await self._post({"conversation": where, "serviceUrl": service}, content)

    async def _pressed(self, action: dict[str, Any]) -> dict[str, Any]:
        self.pressed.append(action)
        if action["verb"] != "approve":
            said = "Say in the comment what should change, then press again."
            return {"statusCode": 200, "type": _MESSAGE, "value": said}
        await self.set_row({"Status": "Approved"})
        card = cards.decided(action["data"].get("comment", ""))
        return {"statusCode": 200, "type": _CARD, "value": card}

    def _filed(self, data: dict[str, Any]) -> dict[str, Any]:
        self.submitted.append(data)
        if len(data.get("problem", "")) < 10:
            complaint = "Say in one or two sentences what is wrong today."
            return _continued(cards.request_form(data, complaint))
        return {"task": {"type": "message", "value": "Sent to Marie."}}

    async def _say(self, activity: dict[str, Any], text: str) -> None:
        await self._post(activity, {"text": text})

    async def _post(self, activity: dict[str, Any], content: dict[str, Any]) -> None:
        conversation = activity["conversation"]["id"].replace(";", "%3B").replace(":", "%3A")
        await self._call(
            "POST",
            f"{activity['serviceUrl']}v3/conversations/{conversation}/activities",
            "https://api.botframework.com/.default",
            {"type": "message", "summary": "From Cutover", **content},
        )

    async def make_list(self) -> None:
        """The change requests, with one that waits."""
        columns = [
            {"name": "Status", "displayName": "Status", "choice": {"choices": CHOICES}},
            {"name": "Why", "displayName": "Why", "text": {"allowMultipleLines": True}},
            {"name": "GoLive", "displayName": "Target go-live", "dateTime": {}},
            {"name": "People", "displayName": "People affected", "number": {}},
        ]
        await self._graph("POST", "", {"displayName": LIST, "columns": columns, "list": _GENERIC})
        fields = {
            "Title": "Move our files to Microsoft 365",
            "Status": "Submitted",
            "Why": "The file server failed twice this winter. " * 4,
            "GoLive": "2026-03-21T22:00:00Z",
            "People": 40,
        }
        await self._graph("POST", f"/{LIST}/items", {"fields": fields})

    async def set_row(self, fields: dict[str, Any]) -> None:
        """Edit the one row, as a bot does: through Graph."""
        await self._graph("PATCH", f"/{LIST}/items/1/fields", fields)

    async def _graph(self, method: str, path: str, body: dict[str, Any]) -> None:
        site = self._tenant.registration.site_id
        url = f"{self._root}/v1.0/sites/{site}/lists{path}"
        await self._call(method, url, "https://graph.microsoft.com/.default", body)

    async def _call(self, method: str, url: str, scope: str, body: dict[str, Any]) -> None:
        registration = self._tenant.registration
        asked = {
            "grant_type": "client_credentials",
            "client_id": registration.app_id,
            "client_secret": registration.app_secret,
            "scope": scope,
        }
        login = f"{self._root}/{registration.tenant_id}/oauth2/v2.0/token"
        async with self._session.post(login, data=asked) as answer:
            token = (await answer.json())["access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        async with self._session.request(method, url, json=body, headers=headers) as answer:
            assert answer.ok, (method, url, answer.status, await answer.text())


@asynccontextmanager
async def listening(sandbox: Running) -> AsyncIterator[ApprovingBot]:
    """The bot, registered with the sandbox while the context lasts."""
    async with ClientSession() as session:
        bot = ApprovingBot(sandbox, session)
        app = web.Application()
        app.add_routes([web.post("/api/messages", bot.hear)])
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        sandbox.tenant.registration.point_at(f"http://127.0.0.1:{port}/api/messages")
        try:
            yield bot
        finally:
            await runner.cleanup()


_CARD = "application/vnd.microsoft.card.adaptive"
_MESSAGE = "application/vnd.microsoft.activity.message"
_GENERIC = {"template": "genericList"}


def _attached(card: cards.Card) -> dict[str, Any]:
    return {"contentType": _CARD, "content": card}


def _continued(card: cards.Card) -> dict[str, Any]:
    value = {"title": "Change request", "card": _attached(card)}
    return {"task": {"type": "continue", "value": value}}
