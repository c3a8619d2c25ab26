"""Whose approval a change needs is a matter of rows that the business types into Settings."""

from tests.scenarios.firm import Firm


async def rule(firm: Firm, name: str, approvers: str, **more: object) -> None:
    """Somebody types a row of the approval policy into Settings."""
    typed = {str(column): value for column, value in more.items() if isinstance(value, str | int)}
    await firm.add(
        "Settings",
        person="dev",
        RowType="Approval policy",
        Title=name,
        Approvers=approvers,
        **({"Stage": 1} | typed),
    )


async def noted(firm: Firm, name: str) -> str:
    """What the row says of itself."""
    (row,) = [row for row in await firm.rows("Settings") if row.get("Title") == name]
    return str(row.get("CutoverNote", ""))


async def test_rows_typed_by_hand_lead_a_change_from_one_to_the_next(firm: Firm) -> None:
    await firm.set_up()
    await rule(firm, "The owner", "Sponsor")
    await rule(firm, "Both sides", "Project lead\nCoordinator", Stage=2, Quorum="All of them")
    await firm.settle()
    await firm.file(person="dev")
    await firm.settle()

    await firm.press("marie", await firm.approval(), "Approve")
    await firm.settle()

    assert (await firm.change())["Status"] == "Submitted"
    for person in ("alex", "julie"):
        card = await firm.stage.shown(person, "asks you to approve")
        await firm.press(person, card, "Approve")
        await firm.settle()
    assert (await firm.change())["Status"] == "Approved"
    assert await noted(firm, "Both sides") == ""


async def test_a_row_that_nobody_could_satisfy_says_so_on_itself_and_in_teams(firm: Firm) -> None:
    await firm.set_up()
    await rule(firm, "The board", "The board\nSponsor", Quorum="So many of them", Needed=3)

    await firm.settle()

    note = await noted(firm, "The board")
    assert "called “The board”" in note
    assert "asks for 3 signatures, and only 2 can sign" in note
    await firm.stage.shown(
        "dev", "“The board” in Settings was not taken up", "the sponsor of each change decides"
    )


async def test_a_row_that_does_not_count_asks_nobody(firm: Firm) -> None:
    await firm.set_up()
    await rule(firm, "The board", "Coordinator\nSomebody else")
    await firm.settle()

    await firm.file(person="dev")
    await firm.settle()

    await firm.stage.shown("marie", "asks you to approve")
    assert await firm.count("julie", "asks you to approve") == 0


async def test_a_second_row_for_the_same_stage_is_one_too_many(firm: Firm) -> None:
    await firm.set_up()
    await rule(firm, "The owner", "Sponsor")
    await firm.settle()
    await rule(firm, "The office", "Coordinator")

    await firm.settle()

    assert await noted(firm, "The owner") == ""
    assert "another row is for the same stage" in await noted(firm, "The office")
    await firm.stage.shown("dev", "the rest of the policy counts: “The owner”")


async def test_two_rows_for_the_same_stage_that_are_read_at_once_are_told_apart(firm: Firm) -> None:
    await firm.set_up()
    await rule(firm, "The owner", "Sponsor")
    await rule(firm, "The office", "Coordinator")

    await firm.settle()

    assert await noted(firm, "The owner") == ""
    assert "another row is for the same stage" in await noted(firm, "The office")


async def test_a_mended_row_counts(firm: Firm) -> None:
    await firm.set_up()
    await rule(firm, "The board", "The board")
    await firm.settle()
    assert await noted(firm, "The board") != ""

    await firm.edit("Settings", "The board", person="dev", Approvers="Dev Patel")
    await firm.settle()

    assert await noted(firm, "The board") == ""
    await firm.file()
    await firm.settle()
    await firm.stage.shown("dev", "asks you to approve")


async def test_whoever_leaves_while_the_policy_counts_on_them_is_told_to_the_lead(
    firm: Firm,
) -> None:
    await firm.set_up()
    await firm.any_card("dev")
    await rule(firm, "The shop", "Dev Patel")
    await firm.settle()
    dev = firm.stage.people["dev"].aad_id

    await firm.edit("People", dev, person="julie", LeftOn="2026-03-02T12:00:00Z")
    await firm.settle()

    for person in ("julie", "alex"):
        await firm.stage.shown(person, "the approval policy counts on them in “The shop”")
    await firm.file()
    await firm.settle()
    await firm.stage.shown("marie", "asks you to approve")
