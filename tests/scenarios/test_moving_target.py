"""The article's moving target (S-10): a cloud migration grows, and each addition is approved."""

import pytest

from bot.demo.tenant import Answer, Seen
from tests.cards.walking import read
from tests.scenarios.firm import CHANGE, Firm
from tests.scenarios.rollout import opened

ADDITIONS = (
    ("Clean up the files of ten years", "workflows", "It is easier before they move."),
    ("Redesign of all permissions", "systems", "Nobody knows who may see what."),
    ("Single sign-on for every program", "systems", "Two passwords are one too many."),
    ("New laptops in production", "systems", "The old ones are too slow."),
)
"""File clean-up, permissions redesign, identity project, device refresh: what is asked, where it
belongs, and why."""


def news(card: Seen) -> list[str]:
    """What the approval card says is new, line by line."""
    told = read(card.card) if card.card else []
    return [line for line in told if "– added:" in line or "– removed:" in line]


async def status(firm: Firm, person: str) -> Seen:
    """The change's card, in the person's own chat; one card does for all."""
    card = await firm.any_card(person)
    await firm.forge(person, "change.show", {"change": CHANGE})
    return card


async def at_work(firm: Firm) -> None:
    """The cloud migration is approved, and its planning has begun."""
    await firm.press("marie", await firm.asked(), "Approve")
    await firm.settle()
    move = {"to": "Planning", "reason": ""}
    await firm.press("julie", await status(firm, "julie"), "move", move)
    assert (await firm.change())["Status"] == "Planning"


async def asked_for(firm: Firm, text: str, why: str, person: str = "dev") -> Answer:
    """Somebody asks for an addition from the change's card; what they are told at once."""
    dialog = opened(await firm.press(person, await status(firm, person), "Ask for an addition"))
    return await firm.submit(person, dialog, {"text": text, "why": why}, "send")


async def taken_up(firm: Firm, text: str, into: str) -> Answer:
    """Alex, who runs the change, takes it up from the card that brought it."""
    await firm.settle("PT1M")
    card = await firm.stage.shown("alex", "asks for an addition", text)
    return await firm.press("alex", card, "take", {"text": text, "into": f"in_scope_{into}"})


async def approved(firm: Firm, version: int) -> Seen:
    """Marie approves the version with an addition; the card that asked her."""
    await firm.settle()
    card = await firm.stage.shown("marie", "asks you to approve", f"This is version {version}")
    await firm.press("marie", card, "Approve")
    await firm.settle()
    return card


async def test_each_addition_to_a_cloud_migration_is_a_version_that_is_approved_anew(
    firm: Firm,
) -> None:
    await at_work(firm)
    for version, (text, into, why) in enumerate(ADDITIONS, start=2):
        answer = await asked_for(firm, text, why)
        assert "neither in nor out of scope" in answer.words
        answer = await taken_up(firm, text, into)
        assert "Marie Tremblay is asked to approve the new version" in answer.words

        waits = await firm.change()
        assert waits["Status"] == "Submitted"
        assert str(waits["ScopeVersion"]).startswith(f"{version}.")
        assert not await firm.rows("Decisions/Decision", ScopeVersion=waits["ScopeVersion"])

        card = await approved(firm, version)
        assert news(card) == [f"In scope: {into} – added: {text}"]
        assert f"since version {version - 1}, which was approved" in card.words
        assert (await firm.change())["Status"] == "Planning"
        await firm.stage.shown("dev", "took up your addition", text)

    shown = await firm.press("julie", await status(firm, "julie"), "Plan")
    assert "Additions: 4 approved." in shown.words
    assert "since it was first approved" in shown.words
    changes = await firm.rows("Decisions/Scope change")
    assert [str(row["ScopeVersion"])[0] for row in changes] == ["1", "2", "3", "4"]
    for row, (text, _into, _why) in zip(changes, ADDITIONS, strict=True):
        assert text in str(row["WhatChanged"])


async def test_the_approval_before_is_void_for_the_version_with_the_addition(firm: Firm) -> None:
    await at_work(firm)
    text, into, why = ADDITIONS[0]
    await asked_for(firm, text, why)
    await taken_up(firm, text, into)
    await firm.settle()

    card = await firm.stage.shown("marie", "asks you to approve", "This is version 2")
    await firm.press("marie", card, "Decline", {"comment": "As a change of its own."})
    await firm.settle()

    assert (await firm.change())["Status"] == "Planning"
    shown = await status(firm, "julie")
    seen = (await firm.press("julie", shown, "Plan")).words
    assert "none approved, 1 not approved" in seen
    card = await status(firm, "julie")
    words = (await firm.forge("julie", "change.show", {"change": CHANGE})).words
    assert "Marie Tremblay declined version 2. The work goes by version 1." in words
    assert "Ask again" in words


async def test_what_was_declined_is_asked_about_again_from_where_the_work_stands(
    firm: Firm,
) -> None:
    await test_the_approval_before_is_void_for_the_version_with_the_addition(firm)
    form = opened(await firm.press("julie", await status(firm, "julie"), "Ask again"))

    answer = await firm.submit("julie", form, {"cost": "12,000 dollars"}, "send")

    assert "goes to Marie Tremblay for a decision" in answer.words
    await firm.settle()
    card = await firm.stage.shown("marie", "asks you to approve", "This is version 3")
    assert "Meanwhile the work stands at “Planning” and goes by version 1." in card.words
    assert "→ 12,000 dollars" in card.words
    await firm.press("marie", card, "Approve")
    await firm.settle()
    assert (await firm.change())["Status"] == "Planning"
    words = (await firm.forge("julie", "change.show", {"change": CHANGE})).words
    assert "Additions: 1 approved." in words


async def test_what_the_scope_excludes_is_quoted_to_whoever_asks(firm: Firm) -> None:
    await firm.set_up()
    await firm.file(out_of_scope="Tidying up old files\nTelephones")
    await firm.settle()

    answer = await asked_for(firm, "Tidying up old files", "They slow down search.")

    assert "“Tidying up old files” is out of scope: the request says" in answer.words
    assert "the request is edited and approved again" in answer.words


async def test_what_the_scope_covers_is_quoted_too(firm: Firm) -> None:
    await firm.set_up()
    await firm.file(in_scope_systems="Scanners and printers\nThe plotter")
    await firm.settle()

    answer = await asked_for(firm, "The plotter too, please", "It is old.")

    assert "This is in scope already: “The plotter”." in answer.words


async def test_a_reason_is_asked_for_and_nothing_is_lost(firm: Firm) -> None:
    await at_work(firm)

    answer = await asked_for(firm, "New laptops", " ")

    assert answer.dialog
    assert "New laptops" in answer.words
    assert not await firm.rows("Questions and problems")


async def test_an_addition_that_is_turned_down_tells_whoever_asked_why(firm: Firm) -> None:
    await at_work(firm)
    await asked_for(firm, "New laptops in production", "The old ones are slow.")
    await firm.settle("PT1M")
    card = await firm.stage.shown("alex", "asks for an addition")

    await firm.press("alex", card, "turn-down", {"answer": "In autumn, as a change of its own."})
    await firm.settle()

    await firm.stage.shown("dev", "did not take up your addition", "In autumn")
    assert (await firm.change())["Status"] == "Planning"
    assert not await firm.rows("Decisions/Scope change")


@pytest.mark.parametrize("person", ["dev", "marie", "sam"])
async def test_nobody_else_takes_an_addition_up(firm: Firm, person: str) -> None:
    await at_work(firm)
    await asked_for(firm, "New laptops in production", "The old ones are slow.")
    (row,) = await firm.rows("Questions and problems")

    data = {"concern": row["Key"], "text": "New laptops", "into": "in_scope_systems"}
    answer = await firm.forge(person, "addition.take", data)

    assert "can be edited by" in answer.words
    assert (await firm.change())["Status"] == "Planning"


async def dependency(firm: Firm) -> None:
    """Dev writes into the list what the change waits for."""
    await firm.add(
        "Action items",
        person="dev",
        RowType="Dependency",
        Title="Licences for forty people",
        Change=CHANGE,
        DependencyKind="Licence",
        Owner="Julie Chen",
        DecideBy="2026-03-20T12:00:00Z",
    )
    await firm.settle("PT31S")


async def test_a_dependency_added_in_its_list_after_approval_is_asked_anew(firm: Firm) -> None:
    await firm.press("marie", await firm.asked(), "Approve")

    await dependency(firm)

    assert (await firm.change())["Status"] == "Submitted"
    assert str((await firm.change())["ScopeVersion"]).startswith("2.")
    await firm.stage.shown("dev", "it is a new version", "Marie Tremblay is asked again")
    await firm.stage.shown("marie", "asks you to approve", "Dependency – added: Licences for forty")
    (changed,) = await firm.rows("Decisions/Scope change")
    assert changed["Person"] == "Dev Patel"


async def test_a_dependency_removed_from_its_list_after_approval_is_asked_anew(firm: Firm) -> None:
    await test_a_dependency_added_in_its_list_after_approval_is_asked_anew(firm)
    await firm.press("marie", await firm.approval(), "Approve")
    await firm.remove("Action items", f"{CHANGE}/dependency/1", person="dev")

    await firm.settle("PT31S")

    assert str((await firm.change())["ScopeVersion"]).startswith("3.")
    await firm.stage.shown("marie", "asks you to approve", "Dependency – removed: Licences")


async def test_a_dependency_edited_in_its_list_under_way_is_a_drift_and_explained(
    firm: Firm,
) -> None:
    await at_work(firm)

    await dependency(firm)

    assert (await firm.change())["Status"] == "Planning"
    await firm.stage.shown("dev", "no longer reads as Marie Tremblay approved it")
    (row,) = await firm.rows("Action items")
    assert "no longer reads" in str(row["CutoverNote"])
    assert len(await firm.rows("Decisions/Scope change")) == 1
