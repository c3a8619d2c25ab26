"""Graph away while several people press: each is told so, and all is saved as it was given."""

import asyncio

import pytest

from bot.demo.tenant import Answer, Dialog, until
from tests.scenarios.firm import CHANGE, Firm, Row
from tests.scenarios.test_journal_loss import RECEIVED, all_saved, graph_away, kept

SAVED = "What you sent earlier is saved now"
AWAY: list[Row] = [{"status": 503}, {"drop": True}]


async def save_draft(firm: Firm, person: str, name: str) -> Answer:
    return await submit_draft(firm, person, await firm.form(person), name)


async def submit_draft(firm: Firm, person: str, form: Dialog, name: str) -> Answer:
    return await firm.submit(person, form, firm.typed(project_name=name), "save-draft")


async def titles(firm: Firm) -> list[str]:
    """What the change requests are called, in the order in which they were made."""
    return [str(row["Title"]) for row in await firm.rows("Change requests")]


@pytest.mark.parametrize("away", AWAY, ids=str)
async def test_what_several_people_gave_is_saved_in_their_order_and_each_is_told(
    firm: Firm, away: Row
) -> None:
    card = await firm.asked()
    await firm.fault(away, times=1000, service="graph")
    answers = [
        await save_draft(firm, "sam", "A door phone"),
        await firm.press("marie", card, "Approve", {"comment": "Yes."}),
        await save_draft(firm, "dev", "A dust filter"),
        await save_draft(firm, "sam", "A second door phone"),
        await firm.forge("alex", "change.step", {"change": CHANGE, "ordinal": 2, "to": "Planning"}),
    ]
    assert all(RECEIVED in answer.words for answer in answers)
    assert await kept(firm) == len(answers)
    assert len(await titles(firm)) == 1

    await firm.no_more_faults()
    await all_saved(firm)

    assert (await titles(firm))[1:] == ["A door phone", "A dust filter", "A second door phone"]
    assert (await firm.change())["Status"] == "Planning"
    assert len(await firm.rows("Decisions")) == 1
    told = {who: await firm.count(who, SAVED) for who in ("sam", "marie", "dev", "alex")}
    assert told == {"sam": 2, "marie": 1, "dev": 1, "alex": 1}


async def test_a_decision_given_after_an_edit_is_decided_after_it(firm: Firm) -> None:
    card = await firm.asked()
    form = await firm.form("julie", CHANGE)
    scope = (await firm.submit("julie", form, firm.typed(), "next")).dialog
    assert scope is not None
    await graph_away(firm, retryAfter=1)
    typed = firm.typed(in_scope_systems="The Barrie shop too.")
    assert RECEIVED in (await firm.submit("julie", scope, typed, "next")).words
    await firm.press("marie", card, "Approve")

    await firm.no_more_faults()
    await all_saved(firm)

    assert (await firm.change())["InScopeSystems"] == "The Barrie shop too."
    assert not await firm.rows("Decisions/Decision")
    assert await firm.count("julie", SAVED) == 1
    assert await firm.count("marie", "could not be saved") == 1


async def test_what_is_given_while_earlier_things_still_wait_is_not_saved_before_them(
    firm: Firm,
) -> None:
    await firm.asked()
    await graph_away(firm, retryAfter=3)
    await save_draft(firm, "sam", "A door phone")
    await firm.no_more_faults()

    second = await save_draft(firm, "sam", "A second door phone")
    another = await save_draft(firm, "dev", "A dust filter")

    assert RECEIVED in second.words
    assert RECEIVED not in another.words
    await all_saved(firm)
    sams = [title for title in await titles(firm) if "phone" in title]
    assert sams == ["A door phone", "A second door phone"]


async def test_what_hangs_is_kept_before_what_is_refused_at_once_but_was_given_later(
    firm: Firm,
) -> None:
    await firm.asked()
    sams, devs = await firm.form("sam"), await firm.form("dev")
    await firm.fault({"delay": 5}, service="graph", method="POST")
    hanging = asyncio.create_task(submit_draft(firm, "sam", sams, "A door phone"))

    async def hangs() -> bool:
        return await firm.faults_left() == 0

    await until(hangs, "the first to hang")
    await graph_away(firm, retryAfter=1)
    later = await submit_draft(firm, "dev", devs, "A dust filter")
    assert RECEIVED in later.words
    assert RECEIVED in (await hanging).words

    await firm.no_more_faults()
    await all_saved(firm)

    assert (await titles(firm))[1:] == ["A door phone", "A dust filter"]


async def test_while_graph_throttles_people_are_told_at_once_and_graph_is_left_alone(
    firm: Firm,
) -> None:
    card = await firm.asked()
    await firm.settle()
    await firm.fault({"status": 429, "retryAfter": 4.128}, service="graph", path=r"/\$batch$")
    await firm.press("marie", card, "Approve")
    await firm.requests()

    answers = [await save_draft(firm, who, f"{who}'s idea") for who in ("sam", "dev")]

    assert all(RECEIVED in answer.words for answer in answers)
    assert not [what for what in await firm.requests() if "/v1.0/" in what]
    await all_saved(firm)
    assert (await titles(firm))[1:] == ["sam's idea", "dev's idea"]
    assert len(await firm.rows("Decisions")) == 1
