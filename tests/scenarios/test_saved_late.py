"""What waited and cannot be done after all holds up nobody, and its person is told."""

from tests.scenarios.firm import Firm
from tests.scenarios.test_journal_loss import all_saved, graph_away


async def test_a_form_whose_sponsor_is_nobody_is_kept_as_a_draft_with_all_that_was_typed(
    firm: Firm,
) -> None:
    form = await firm.form("sam")
    await graph_away(firm, retryAfter=1)
    typed = firm.typed(project_name="A door phone", sponsor="b7b1c5f4-0000-4000-8000-000000000000")
    await firm.submit("sam", form, typed)
    await firm.no_more_faults()
    await all_saved(firm)

    (draft,) = await firm.rows("Change requests", Title="A door phone")
    assert draft["Status"] == "Draft"
    assert draft["BusinessProblem"] == typed["business_problem"]
    assert await firm.count("sam", "What you sent earlier is saved now") == 1


async def test_a_command_that_the_lists_refuse_for_good_is_told_and_those_behind_it_are_saved(
    firm: Firm,
) -> None:
    first, second = await firm.form("sam"), await firm.form("dev")
    await graph_away(firm, retryAfter=1)
    await firm.submit("sam", first, firm.typed(project_name="A door phone"), "save-draft")
    await firm.submit("dev", second, firm.typed(project_name="A dust filter"), "save-draft")
    await firm.no_more_faults()
    await firm.fault_writing("Change requests", "POST", status=400)
    await all_saved(firm)

    titles = {str(row["Title"]) for row in await firm.rows("Change requests")}
    assert len(titles & {"A door phone", "A dust filter"}) == 1
    told = [await firm.count(person, "could not be saved") for person in ("sam", "dev")]
    assert sorted(told) == [0, 1]
