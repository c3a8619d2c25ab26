"""Rubbish typed into the lists: nothing stops, no good row is lost, every edit has its answer."""

import random
from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import JsonValue

from bot.demo.tenant import Refused
from playbook.records import LISTS
from tests.scenarios.rollout import Rollout

TEXTS: tuple[JsonValue, ...] = (
    "", " ", "x" * 255, "y" * 5000, "<b>bold</b>", "<script>alert(1)</script>", "=1+1",
    "\u202eעברית\u202c", "\U0001f469\u200d\U0001f692", "a\x07\x0bb", "line\nline\r\nline",
    "CHG-0001", "CHG-0099", "chg-1", "Marie Tremblay", "Nobody At All", "9999-99-99", "-1", "%00",
    "' or 1 eq 1", None,
)  # fmt: skip
NUMBERS: tuple[JsonValue, ...] = (0, -1, 1, 2.5, 10**12, None)
DAYS: tuple[JsonValue, ...] = (
    "1900-01-01T00:00:00Z", "2026-03-09T12:00:00Z", "2026-02-28T00:00:00Z", "2999-12-31T00:00:00Z",
    None,
)  # fmt: skip
List = Mapping[str, Any]


@pytest.mark.parametrize("seed", range(3))
async def test_rubbish_in_any_column_is_answered_and_harms_nothing(
    rollout: Rollout, seed: int
) -> None:
    firm, chance = rollout.firm, random.Random(seed)  # noqa: S311 - the same rubbish each time
    lists: list[List] = await firm.tenant.call("GET", "lists", person="julie")
    before = {name: await firm.rows(name) for name in (kept_in.name for kept_in in LISTS)}

    for _ in range(40):
        await edited(rollout, chance, chance.choice(lists))
        if chance.random() < 0.3:
            await firm.settle()
    for _ in range(3):
        await firm.settle("PT31S")

    failed = [line for line in firm.log if line["log_level"] in ("error", "critical")]
    assert failed == []
    assert (await firm.ready())["listsCurrent"] is True
    await everything_has_its_answer(rollout)
    untouched = await touched_by_nobody(rollout, before)
    assert untouched, "some rows were left alone"


async def edited(rollout: Rollout, chance: random.Random, kept_in: List) -> None:
    """One hand edit: a cell, a new row, or a row copied with its key; what Lists refuses is not."""
    columns = [column for column in kept_in["columns"] if not column["readOnly"]]
    fields = {column["name"]: rubbish(column, chance) for column in chance.sample(columns, 2)}
    path = f"lists/{kept_in['id']}/items"
    item = chance.choice(kept_in["items"])["id"] if kept_in["items"] else ""
    try:
        if item and chance.random() < 0.7:
            await rollout.tenant.call(
                "PATCH", f"{path}/{item}", {"person": "dev", "fields": fields}
            )
        else:
            await rollout.tenant.call("POST", path, {"person": "dev", "fields": fields})
    except Refused:
        return


def rubbish(column: Mapping[str, Any], chance: random.Random) -> JsonValue:
    match column["type"]:
        case "choice":
            choices: list[JsonValue] = [*column["choices"], None]
            return chance.choice(choices)
        case "number":
            return chance.choice(NUMBERS)
        case "dateTime":
            return chance.choice(DAYS)
        case _:
            return chance.choice(TEXTS)


async def everything_has_its_answer(rollout: Rollout) -> None:
    """Each edit that stands is on record as noticed, and a row that is not taken up says why."""
    acts = await rollout.firm.rows("History/Act")
    noticed = {str(act["Key"]): str(act["Result"]) for act in acts}
    lists: list[List] = await rollout.tenant.call("GET", "lists", person="julie")
    answered = 0
    for kept_in in lists:
        for item in kept_in["items"]:
            revision = int(item["etag"].strip('"').rpartition(",")[2])
            row = f"hand/{kept_in['name']}/{item['id']}"
            if item["modifiedBy"] == "Dev Patel":
                taken_up = noticed[f"{row}/{revision}"] in ("taken up", "put back")
                assert taken_up or item["fields"]["CutoverNote"], item
            elif noticed.get(f"{row}/{revision - 1}") in ("not taken up", "does not count"):
                assert item["fields"]["CutoverNote"], item
                answered += 1
    assert answered


async def touched_by_nobody(rollout: Rollout, before: Mapping[str, Any]) -> int:
    """How many rows were left alone; each reads as before."""
    lists: list[List] = await rollout.tenant.call("GET", "lists", person="julie")
    same = 0
    for kept_in in lists:
        now = [item["fields"] for item in kept_in["items"] if item["modifiedBy"] == "Cutover"]
        same += sum(row in now for row in before.get(kept_in["name"], ()))
    return same
