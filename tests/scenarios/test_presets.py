"""A request filed with a type leaves a plan in the lists, which is the business's own from then."""

from tests.scenarios.firm import CHANGE, Firm, Row

TYPE = "Microsoft 365 migration"
PLAN = {
    "Stakeholders": 5,
    "Communications": 12,
    "Waves": 5,
    "Training plan": 10,
    "Risks": 7,
    "Rollback plans": 1,
    "Measures": 3,
}
MARKS = [f"{CHANGE}/preset", f"{CHANGE}/preset/audit"]


async def plan(firm: Firm) -> dict[str, int]:
    return {name: len(await firm.rows(name)) for name in PLAN}


async def marks(firm: Firm) -> list[Row]:
    return await firm.rows("History/Act", Act="fill in the plan")


async def test_a_request_with_a_type_fills_the_lists(firm: Firm) -> None:
    await firm.set_up()

    await firm.submit("julie", await firm.form("julie"), firm.typed(project_type=TYPE))

    assert (await firm.change())["ProjectType"] == TYPE
    assert await plan(firm) == PLAN
    (rollback,) = await firm.rows("Rollback plans")
    assert rollback["Trigger"] == firm.typed()["rollback_trigger"]
    assert str(rollback["Steps"]).startswith("Pause the wave.\nRestore the previous ways")
    risks = await firm.rows("Risks")
    assert (risks[0]["Key"], risks[0]["Title"], risks[0]["Impact"], risks[0]["Likelihood"]) == (
        "CHG-0001/risk/1", "Integration fails or permissions break", "High", "Medium",
    )  # fmt: skip
    assert not any(risk.get("Owner") or risk.get("ReviewedOn") for risk in risks)
    await firm.settle()
    assert [mark["Key"] for mark in await marks(firm)] == MARKS


async def test_the_status_card_says_what_the_plan_holds(firm: Firm) -> None:
    await firm.set_up()
    form = await firm.form("julie")

    answer = await firm.submit("julie", form, firm.typed(project_type=TYPE))

    assert "12 messages" in answer.words
    assert TYPE in answer.words
    card = await firm.say("julie", CHANGE, "In the plan")
    shown = await firm.press("julie", card, "Plan")
    assert "Begin with “Pilot: a small group with everyday work”" in shown.words


async def test_a_type_chosen_later_on_a_draft_fills_the_lists_once(firm: Firm) -> None:
    await firm.set_up()
    await firm.submit("julie", await firm.form("julie"), firm.typed(), "save-draft")
    assert await plan(firm) == dict.fromkeys(PLAN, 0)

    for chosen in (TYPE, "AI-enabled process"):
        form = await firm.form("julie", CHANGE, step=1)
        await firm.submit("julie", form, firm.typed(project_type=chosen), "save-draft")
        await firm.settle()

    assert await plan(firm) == PLAN
    assert (await firm.change())["ProjectType"] == "AI-enabled process"


async def test_rows_deleted_in_the_lists_stay_away(firm: Firm) -> None:
    await firm.set_up()
    await firm.file(project_type=TYPE)

    await firm.remove("Risks", f"{CHANGE}/risk/3")
    await firm.settle()
    await firm.remove("Waves", f"{CHANGE}/wave/1")
    await firm.settle()
    await firm.settle("P1D")

    assert await plan(firm) == PLAN | {"Risks": 6, "Waves": 4}


async def test_a_plan_that_was_not_written_in_time_is_filed_all_the_same(firm: Firm) -> None:
    await firm.set_up()
    await firm.fault_writing("Training plan", "POST", times=20, status=503)

    answer = await firm.submit("julie", await firm.form("julie"), firm.typed(project_type=TYPE))

    assert "is filed" in answer.words
    await firm.no_more_faults()
    await firm.settle()
    assert await plan(firm) == PLAN


async def test_a_plan_half_written_at_a_crash_is_completed(mortal: Firm) -> None:
    await mortal.set_up()
    await mortal.fault_writing("Communications", "POST", times=999, status=503)
    await mortal.submit("julie", await mortal.form("julie"), mortal.typed(project_type=TYPE))
    assert (await plan(mortal))["Communications"] < 12

    await mortal.bot.kill()
    mortal.bot.forget()
    await mortal.no_more_faults()
    await mortal.bot.start()
    await mortal.settle()

    assert await plan(mortal) == PLAN
    assert [mark["Key"] for mark in await marks(mortal)] == MARKS
