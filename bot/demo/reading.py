"""The rows read back by a client that is not the bot: msgraph-sdk, its own models and paging."""

from collections.abc import Mapping
from contextlib import aclosing
from typing import Any

import httpx
from kiota_abstractions.authentication import (
    AccessTokenProvider,
    AllowedHostsValidator,
    BaseBearerTokenAuthenticationProvider,
)
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.sites.item.lists.item.items.items_request_builder import ItemsRequestBuilder
from msgraph.graph_request_adapter import GraphRequestAdapter
from msgraph.graph_service_client import GraphServiceClient
from msgraph_core import GraphClientFactory

from bot.demo.request import CHANGE, TODAY, filled_in
from bot.demo.stage import Stage, check

Fields = Mapping[str, Any]

_READ = (
    "Change requests",
    "Decisions/Decision",
    "History/Step",
    "History/Act",
    "Posts",
    "Waves",
    "History/Wave step",
    "Risks",
    "Rollback plans",
    "Measures",
    "Questions and problems",
    "Action items",
    "Survey answers",
    "Mailings",
)


async def read_back(stage: Stage) -> None:
    """Compare what the lists hold with what the story's people did."""
    # The SDK puts its middleware before the transport, and forgets to close what is behind.
    async with (
        aclosing(httpx.AsyncHTTPTransport()) as transport,
        httpx.AsyncClient(base_url=stage.registration.graph_url, transport=transport) as client,
    ):
        graph = _client(client, stage.registration.graph_url, await _token(stage, client))
        site = graph.sites.by_site_id(stage.registration.site_id)
        lists = await site.lists.get()
        named = {found.display_name: found.id for found in (lists.value or [])} if lists else {}
        rows: dict[str, list[Fields]] = {}
        for name in _READ:
            kept_in, _, kind = name.partition("/")
            found = await _rows(site.lists.by_list_id(str(named[kept_in])).items)
            rows[name] = [row for row in found if not kind or row["RowType"] == kind]
    _compare(stage, rows)
    _compare_rollout(rows)


def _compare(stage: Stage, rows: Mapping[str, list[Fields]]) -> None:
    (change,) = rows["Change requests"]
    check(change["Status"] == "Approved", "the change to be approved")
    typed = filled_in(stage.people["marie"].aad_id, TODAY)
    check(change["BusinessProblem"] == typed["business_problem"], "the business problem as typed")
    check(change["CostOfDoingNothing"] == typed["cost_of_doing_nothing"], "the cost as typed")
    check(str(change["GoLiveFrom"]).startswith(str(typed["go_live_from"])), "the window as typed")
    decisions = rows["Decisions/Decision"]
    signed = sorted(str(row["Person"]) for row in decisions)
    check(signed == ["Alex Novak", "Marie Tremblay", "Marie Tremblay"], f"both sides, not {signed}")
    check(len({row["ScopeVersion"] for row in decisions}) == 2, "decisions on two versions")
    steps = [row for row in rows["History/Step"] if row["Change"] == CHANGE]
    sent = [row for row in steps if row["MovedTo"] == "Submitted"]
    check(len(sent) == 2, f"two submissions, not {len(sent)}")
    tried = [row["Result"] for row in rows["History/Act"] if row["Result"] != "done"]
    check(len(tried) == 3, f"three refused attempts on the record, not {tried}")
    posts = rows["Posts"]
    unsent = [row["Key"] for row in posts if row["State"] not in ("sent", "unknown", "superseded")]
    check(not unsent, f"every post to be settled, not {unsent}")
    messages = [row["Message"] for row in posts if row.get("Message")]
    check(len(messages) == len(set(messages)), "no message to be counted twice")


def _compare_rollout(rows: Mapping[str, list[Fields]]) -> None:
    (wave,) = rows["Waves"]
    check(wave["Status"] == "Announced", "the wave to be announced")
    check(str(wave["AnnounceOn"]).startswith("2026-03-03"), "the day it was announced on")
    steps = [row["MovedTo"] for row in rows["History/Wave step"]]
    check(steps == ["Scheduled", "Announced", "Paused", "Announced"], f"four steps, not {steps}")
    (rollback,) = rows["Rollback plans"]
    check(rollback["DecisionOwner"] == "Dev Patel", "who may call the rollback")
    check(rows["Risks"][0]["Impact"] == "High", "the risk's impact")
    check(rows["Measures"][0]["Baseline"] == "12 minutes", "the measure's baseline")
    concerns = [(row["Kind"], bool(row.get("Answer"))) for row in rows["Questions and problems"]]
    wanted = [("Addition", False), ("Problem", True), ("Question", True), ("Question", False)]
    check(concerns == wanted, f"an addition, a problem and two questions, not {concerns}")
    (item,) = rows["Action items"]
    check(item["Owner"] == "Alex Novak", "who does the item")
    feelings = sorted(row["Feeling"] for row in rows["Survey answers"])
    check(len(feelings) == 3 and "It works well" in feelings, f"three answers, not {feelings}")
    told = sum(int(row.get("Told") or 0) for row in rows["Mailings"] if "channel" not in row["Key"])
    check(told == 15, f"the fifteen of Production to be told once, not {told}")


async def _token(stage: Stage, client: httpx.AsyncClient) -> str:
    registration = stage.registration
    answer = await client.post(
        f"{registration.login_url}/{registration.tenant_id}/oauth2/v2.0/token",
        data={
            "grant_type": "client_credentials",
            "client_id": registration.app_id,
            "client_secret": registration.app_secret,
            "scope": "https://graph.microsoft.com/.default",
        },
    )
    return str(answer.json()["access_token"])


class _Token(AccessTokenProvider):
    def __init__(self, token: str) -> None:
        self._token = token

    async def get_authorization_token(self, *_for_whom: object, **_context: object) -> str:
        return self._token

    def get_allowed_hosts_validator(self) -> AllowedHostsValidator:
        return AllowedHostsValidator([])


def _client(client: httpx.AsyncClient, base_url: str, token: str) -> GraphServiceClient:
    adapter = GraphRequestAdapter(
        BaseBearerTokenAuthenticationProvider(_Token(token)),
        client=GraphClientFactory.create_with_default_middleware(client=client),
    )
    adapter.base_url = base_url
    return GraphServiceClient(request_adapter=adapter)


async def _rows(items: ItemsRequestBuilder) -> list[Fields]:
    query = ItemsRequestBuilder.ItemsRequestBuilderGetQueryParameters(expand=["fields"])
    page = await items.get(request_configuration=RequestConfiguration(query_parameters=query))
    rows: list[Fields] = []
    while page is not None:
        rows += [item.fields.additional_data for item in page.value or [] if item.fields]
        if not page.odata_next_link:
            break
        page = await items.with_url(page.odata_next_link).get()
    return rows
