"""`cutover audit verify`: a row that somebody edits or removes by hand is named by its link."""

import asyncio
import os
import sys
from pathlib import Path

from bot.demo.processes import environment
from tests.scenarios.firm import CHANGE, Firm, Row

DECISION = "Decisions/Decision"


async def verify(firm: Firm, data: Path, *more: str, **wrong: str) -> tuple[int | None, str]:
    """The command itself: its exit status, and what it said."""
    settings = environment(data, firm.stage.registration) | wrong
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "audit", "verify", *more,
        env=os.environ | settings,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    return process.returncode, said.decode()


async def approved(firm: Firm) -> None:
    """Dev has tried, Marie has approved, and work has begun."""
    card = await firm.asked()
    version = (await firm.change())["ScopeVersion"]
    await firm.forge("dev", "approval.decide", _verdict(str(version)))
    await firm.press("marie", card, "Approve")
    await firm.settle()


def _verdict(version: str) -> Row:
    return {"v": 1, "post": "", "change": CHANGE, "version": version, "verdict": "Approved"}


async def link_of(firm: Firm, key: str) -> str:
    """The name of the link that tells of a row."""
    (act,) = await firm.rows("History/Act", Key=f"{key}/audit")
    return f"{CHANGE}#{act['ChainLink']:.0f}"


async def test_what_was_done_is_a_chain_that_holds(firm: Firm, tmp_path: Path) -> None:
    await approved(firm)
    acts = await firm.rows("History/Act")

    status, said = await verify(firm, tmp_path)

    assert status == 0, said
    assert all(act["ChainSeal"] for act in acts)
    assert f"{CHANGE}: {len(acts)} links. It holds up to {CHANGE}#{len(acts)}, sealed " in said
    assert "1 change: every link holds." in said


async def test_a_decision_that_was_edited_by_hand_is_named(firm: Firm, tmp_path: Path) -> None:
    await approved(firm)
    key = str((await firm.rows(DECISION))[0]["Key"])
    link = await link_of(firm, key)
    await firm.edit("Decisions", key, person="dev", Comment="And a bonus for Dev.")

    status, said = await verify(firm, tmp_path)

    assert status == 1, said
    assert f"First broken: {link}\n" in said
    assert "The row that it tells of reads differently from what was sealed." in said
    assert f"Row: {key}" in said
    assert "Act: Marie Tremblay, approve, version 1, " in said


async def test_an_act_that_was_edited_by_hand_is_named(firm: Firm, tmp_path: Path) -> None:
    await approved(firm)
    await firm.edit("History", f"{CHANGE}/step/1/audit", person="dev", Person="Dev Patel")

    status, said = await verify(firm, tmp_path, "--change", CHANGE)

    assert status == 1, said
    assert f"First broken: {await link_of(firm, f'{CHANGE}/step/1')}\n" in said
    assert "reads differently from what was sealed" in said


async def test_an_act_that_was_removed_is_named_though_cutover_was_away(
    firm: Firm, tmp_path: Path
) -> None:
    await approved(firm)
    link = await link_of(firm, f"{CHANGE}/step/1")
    await firm.bot.stop()
    await firm.remove("History", f"{CHANGE}/step/1/audit", person="dev")

    status, said = await verify(firm, tmp_path)

    assert status == 1, said
    assert f"First broken: {link}\n" in said
    assert "was removed, or cannot be read" in said


async def test_an_act_that_was_removed_stays_named_after_cutover_wrote_it_again(
    firm: Firm, tmp_path: Path
) -> None:
    await approved(firm)
    link = await link_of(firm, f"{CHANGE}/step/1")
    await firm.remove("History", f"{CHANGE}/step/1/audit", person="dev")
    await firm.settle("PT31S")
    await firm.settle("PT31S")

    status, said = await verify(firm, tmp_path)

    assert await firm.rows("History/Act", Key=f"{CHANGE}/step/1/audit")
    assert status == 1, said
    assert f"First broken: {link}\n" in said


async def test_where_the_newest_act_was_removed_what_it_told_of_says_so(
    firm: Firm, tmp_path: Path
) -> None:
    await approved(firm)
    key = str((await firm.rows(DECISION))[0]["Key"])
    acts = await firm.rows("History/Act")
    link = await link_of(firm, key)
    assert link == f"{CHANGE}#{len(acts)}"
    await firm.bot.stop()
    await firm.remove("History", f"{key}/audit", person="dev")

    status, said = await verify(firm, tmp_path)

    assert status == 1, said
    assert f"First broken: {link}\n" in said


async def test_a_decision_that_was_removed_is_named(firm: Firm, tmp_path: Path) -> None:
    await approved(firm)
    key = str((await firm.rows(DECISION))[0]["Key"])
    await firm.remove("Decisions", key, person="dev")
    await firm.settle("PT31S")

    status, said = await verify(firm, tmp_path)

    assert status == 1, said
    assert f"First broken: {await link_of(firm, key)}\n" in said
    assert "The row that it tells of was removed" in said


async def test_a_decision_that_was_added_by_hand_is_no_link(firm: Firm, tmp_path: Path) -> None:
    await firm.asked()
    version = str((await firm.change())["ScopeVersion"])
    typed: Row = {
        "Key": f"{CHANGE}/decision/mine", "RowType": "Decision", "Change": CHANGE,
        "ScopeVersion": version, "Verdict": "Approved", "Person": "Marie Tremblay",
        "Moment": "2026-03-09T14:00:00Z",
    }  # fmt: skip
    await firm.add("Decisions", person="dev", **typed)

    status, said = await verify(firm, tmp_path)

    assert status == 1, said
    assert "First broken: CHG-0001/decision/mine" in said
    assert "written by hand" in said


async def test_the_chain_goes_on_after_an_edit_and_the_first_broken_link_stays_the_same(
    firm: Firm, tmp_path: Path
) -> None:
    await approved(firm)
    key = str((await firm.rows(DECISION))[0]["Key"])
    link = await link_of(firm, key)
    await firm.edit("Decisions", key, person="dev", Verdict="Declined")
    await firm.settle("PT31S")
    await firm.press("marie", await firm.approval(), "Approve")
    await firm.settle("PT31S")

    status, said = await verify(firm, tmp_path)

    assert status == 1, said
    assert f"First broken: {link}\n" in said
    assert "Broken too" not in said


async def test_the_status_card_tells_what_was_done_and_how_far_the_record_goes(firm: Firm) -> None:
    await approved(firm)
    card = await firm.say("julie", CHANGE, "History")
    told = card.words
    assert "Dev Patel tried to approve version 1; only Marie Tremblay can." in told
    assert "Marie Tremblay approved version 1." in told
    assert f"Record up to {CHANGE}#{len(await firm.rows('History/Act'))}" in told


async def test_a_change_that_there_is_not_is_said_to_have_no_record(
    firm: Firm, tmp_path: Path
) -> None:
    await firm.set_up()
    status, said = await verify(firm, tmp_path, "--change", "CHG-0099")
    assert (status, said) == (1, "There is no record of CHG-0099 in the lists.\n")
    status, said = await verify(firm, tmp_path)
    assert (status, said) == (0, "There is no change yet, so there is no record.\n")
