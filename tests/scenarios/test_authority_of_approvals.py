"""Several people approve; whatever a press claims, each decides only what is theirs to decide."""

import asyncio
from uuid import uuid4

import pytest

from tests.scenarios.firm import CHANGE, Firm, Row
from tests.scenarios.test_authority import decision, stranger
from tests.scenarios.test_policy import rule

PEOPLE = ("marie", "julie", "alex", "dev", "sam")


async def staged(firm: Firm) -> None:
    """Marie decides first, then Alex and Julie both; Dev asked for it, and it waits for Marie."""
    await firm.set_up()
    for person in PEOPLE:
        await firm.add_app(person)
    await rule(firm, "The owner", "Sponsor")
    await rule(firm, "Both sides", "Project lead\nCoordinator", Stage=2, Quorum="All of them")
    await firm.settle()
    await firm.file(person="dev")
    await firm.settle()


async def decisions(firm: Firm) -> list[tuple[str, str]]:
    rows = await firm.rows("Decisions/Decision")
    return [(str(row["Person"]), str(row["Verdict"])) for row in rows]


async def refusals(firm: Firm, name: str) -> set[str]:
    rows = await firm.rows("History/Act", Person=name)
    return {str(row["Result"]) for row in rows if str(row["Result"]).startswith("refused")}


async def test_in_the_first_stage_only_its_approver_decides(firm: Firm) -> None:
    await staged(firm)
    marie = firm.stage.people["marie"].aad_id

    for person, name in (("dev", "Dev Patel"), ("sam", "Sam Okafor")):
        for forged in (
            await decision(firm),
            await decision(firm, verdict="Declined", comment="No."),
            await decision(firm, approver=marie),
            await decision(firm, approver=firm.stage.people[person].aad_id),
        ):
            answer = await firm.forge(person, "approval.decide", forged)
            assert "belongs to Marie Tremblay" in answer.words, forged
        assert "refused: not an approver" in await refusals(firm, name)
    for person in ("alex", "julie"):
        answer = await firm.forge(person, "approval.decide", await decision(firm))
        assert "Marie Tremblay decides first" in answer.words
    assert "refused: not asked yet" in await refusals(firm, "Alex Novak")

    assert await decisions(firm) == []
    assert (await firm.change())["Status"] == "Submitted"


async def test_nobody_presses_for_another_approver_of_their_own_stage(firm: Firm) -> None:
    await staged(firm)
    await firm.press("marie", await firm.approval(), "Approve")
    await firm.settle()
    alex = firm.stage.people["alex"].aad_id

    answer = await firm.forge("julie", "approval.decide", await decision(firm, approver=alex))

    assert "belongs to" in answer.words
    assert await decisions(firm) == [("Marie Tremblay", "Approved")]
    assert "refused: not an approver" in await refusals(firm, "Julie Chen")


@pytest.mark.parametrize(
    "changed",
    [
        {"version": "2.00000000"},
        {"version": "9.zzzzzzzz"},
        {"change": "CHG-0404"},
        {"change": "CHG-0001/wave/1"},
        {"verdict": "Reviewed afterwards"},
        {"verdict": ""},
        {"version": "x" * 300},
        {"approver": "y" * 300},
    ],
)
async def test_a_changed_payload_of_the_right_person_decides_nothing(
    firm: Firm, changed: Row
) -> None:
    await staged(firm)

    await firm.forge("marie", "approval.decide", await decision(firm, **changed))

    assert await decisions(firm) == []
    assert (await firm.change())["Status"] == "Submitted"


async def test_the_right_persons_id_from_another_tenant_is_a_stranger(firm: Firm) -> None:
    await staged(firm)
    marie = firm.stage.people["marie"]
    who: Row = {"id": "29:1marie", "name": marie.name, "aadObjectId": marie.aad_id}
    elsewhere: Row = {"from": who, "channelData": {"tenant": {"id": str(uuid4())}}}

    for activity in (elsewhere, stranger()):
        answer = await firm.forge("dev", "approval.decide", await decision(firm), activity)
        assert "people of this organisation" in answer.words

    assert await decisions(firm) == []
    outsiders = await firm.rows("History/Act", Result="refused: outsider")
    assert {str(row["Person"]) for row in outsiders} == {"Marie Tremblay", "Eve Moss"}


async def test_whoever_has_left_decides_no_more(firm: Firm) -> None:
    await staged(firm)
    marie = firm.stage.people["marie"].aad_id
    await firm.edit("People", marie, person="julie", LeftOn="2026-03-02T12:00:00Z")
    await firm.settle("PT31S")

    answer = await firm.forge("marie", "approval.decide", await decision(firm))

    assert "left the organisation" in answer.words
    assert await decisions(firm) == []
    assert "refused: left the organisation" in await refusals(firm, "Marie Tremblay")


async def test_nobody_takes_back_what_somebody_else_decided(firm: Firm) -> None:
    await staged(firm)
    await firm.press("marie", await firm.approval(), "Approve")
    await firm.settle()
    back: Row = {"change": CHANGE, "version": (await firm.change())["ScopeVersion"]}

    for person in ("dev", "sam", "alex"):
        answer = await firm.forge(person, "approval.withdraw", back | {"reason": "Because."})
        assert "nothing to take back" in answer.words
        page = {**back, "page": "withdraw", "approver": ""}
        await firm.forge(person, "approval.form", page)

    assert await firm.rows("Decisions/Withdrawal") == []
    assert "refused: no decision of theirs" in await refusals(firm, "Dev Patel")


async def test_conditions_that_are_not_whole_approve_nothing(firm: Firm) -> None:
    await staged(firm)
    nobody = {"what_1": "Test the backup.", "owner_1": str(uuid4()), "due_1": "2026-03-20"}
    past = {"what_1": "Test it.", "owner_1": firm.stage.people["dev"].aad_id, "due_1": "2020-01-01"}
    unread = {"what_1": "Test it.", "owner_1": "<b>Dev</b>", "due_1": "soon"}

    for typed in (nobody, past, unread, {"due_2": "2026-03-20"}):
        await firm.forge("marie", "approval.decide", await decision(firm, **typed))

    assert await decisions(firm) == []
    assert await firm.rows("Decisions/Condition") == []


async def test_two_of_one_stage_at_the_same_moment_are_one_decision_each(firm: Firm) -> None:
    await staged(firm)
    await firm.press("marie", await firm.approval(), "Approve")
    await firm.settle()
    press = await decision(firm)

    await asyncio.gather(
        *(firm.forge(person, "approval.decide", press) for person in ("alex", "julie") * 2)
    )
    await firm.settle()

    assert sorted(await decisions(firm)) == [
        ("Alex Novak", "Approved"),
        ("Julie Chen", "Approved"),
        ("Marie Tremblay", "Approved"),
    ]
    assert (await firm.change())["Status"] == "Approved"
    assert await firm.count("dev", "approved") >= 1


async def test_approving_while_the_scope_is_edited_ends_in_one_true_state(firm: Firm) -> None:
    await staged(firm)
    press = await decision(firm)
    form = await firm.form("dev", CHANGE)

    await asyncio.gather(
        firm.forge("marie", "approval.decide", press),
        firm.submit("dev", form, firm.typed(out_of_scope="Nothing but the telephones.")),
    )
    await firm.settle()

    change = await firm.change()
    assert change["Status"] == "Submitted"
    assert str(change["ScopeVersion"]).startswith("2.")
    assert len(await decisions(firm)) <= 1
    await firm.stage.shown("marie", "asks you to approve", "version 2")


@pytest.mark.parametrize("page", ["menu", "conditions", "question"])
async def test_opening_a_page_of_somebody_elses_decision_is_refused_on_the_record(
    firm: Firm, page: str
) -> None:
    await staged(firm)
    version = (await firm.change())["ScopeVersion"]
    opens: Row = {"change": CHANGE, "version": version, "approver": "", "page": page}

    answer = await firm.forge("dev", "approval.form", opens)

    assert "belongs to Marie Tremblay" in answer.words
    assert answer.dialog is None
    assert "refused: not an approver" in await refusals(firm, "Dev Patel")


async def test_a_forged_fourth_condition_approves_nothing(firm: Firm) -> None:
    await staged(firm)
    dev = firm.stage.people["dev"].aad_id
    typed: Row = {}
    for number in range(1, 5):
        typed |= {f"what_{number}": "Test.", f"owner_{number}": dev, f"due_{number}": "2026-03-20"}

    await firm.forge("marie", "approval.decide", await decision(firm, **typed))

    assert await decisions(firm) == []
