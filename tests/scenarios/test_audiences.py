"""Whom a wave is told to one by one: a group that there is, with people in it."""

import pytest

from bot.demo.rollout import PILOT
from sandbox import sample
from tests.scenarios.rollout import Rollout


def empty(rollout: Rollout, group: str) -> None:
    """Everybody leaves a group."""
    store = rollout.firm.sandbox.tenant.store
    store.run(
        "DELETE FROM tenant_group_members"
        " WHERE group_id = (SELECT id FROM tenant_groups WHERE name = ?)",
        (group,),
    )


def dissolve(rollout: Rollout, group: str) -> None:
    rollout.firm.sandbox.tenant.store.run("DELETE FROM tenant_groups WHERE name = ?", (group,))


async def test_a_group_that_nobody_knows_is_asked_for_again(rollout: Rollout) -> None:
    before = await rollout.wave()

    answer = await rollout.edit_wave(audience="Prodction", help="Ask Dev.")

    assert answer.dialog
    assert "No Microsoft 365 group is called “Prodction”" in answer.words
    assert "Ask Dev." in answer.words
    assert await rollout.wave() == before


async def test_a_group_with_nobody_in_it_is_asked_for_again(rollout: Rollout) -> None:
    sample.write_group(rollout.firm.sandbox.tenant.store, "Night shift", [])
    before = await rollout.wave()

    answer = await rollout.edit_wave(audience="Night shift")

    assert "Nobody is in this group yet" in answer.words
    assert await rollout.wave() == before


@pytest.mark.parametrize("happens", [empty, dissolve])
async def test_a_group_found_empty_in_the_morning_is_said_to_the_lead_once(
    rollout: Rollout, happens: object
) -> None:
    await rollout.schedule()
    assert callable(happens)
    happens(rollout, "Production")
    await rollout.next_morning()
    await rollout.firm.settle("PT4H")

    assert len(await rollout.told()) == 1
    heard = await rollout.stage.shown("alex", f"Not delivered: {PILOT}")
    assert "“Production”" in heard.words
    assert "nobody was told one by one" in heard.words
    assert await rollout.firm.count("alex", f"Not delivered: {PILOT}") == 1


async def test_neither_channel_nor_group_is_nowhere(rollout: Rollout) -> None:
    answer = await rollout.edit_wave(audience="", channel="none")

    assert "Nobody would hear of it" in answer.words
