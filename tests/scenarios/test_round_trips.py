"""What a press costs, and what its reply does not wait for."""

from tests.scenarios.firm import Firm


async def test_an_approval_costs_at_most_two_requests_to_graph(firm: Firm) -> None:
    card = await firm.asked()
    await firm.hold_posts()
    await firm.requests()

    await firm.press("marie", card, "Approve")
    spent = await firm.requests()

    assert 0 < sum(times for what, times in spent.items() if "/v1.0/" in what) <= 2, spent


async def test_the_reply_waits_for_no_post(firm: Firm) -> None:
    card = await firm.asked()
    await firm.hold_posts()

    answer = await firm.press("marie", card, "Approve")

    assert "approved" in answer.words.lower()
    assert (await firm.change())["Status"] == "Approved"
    assert {row["State"] for row in await firm.rows("Posts", Purpose="decided")} == {"claimed"}


async def test_a_change_with_its_whole_plan_is_made_in_at_most_five_requests(firm: Firm) -> None:
    await firm.set_up()
    form = await firm.form("julie")
    await firm.hold_posts()
    await firm.requests()

    await firm.submit("julie", form, firm.typed(project_type="AI-enabled process"))
    spent = await firm.requests()

    ordinary = {
        "Stakeholders": 5,
        "Communications": 12,
        "Waves": 4,
        "Training plan": 10,
        "Risks": 8,
    }
    for name, number in (ordinary | {"Rollback plans": 1, "Measures": 3}).items():
        assert len(await firm.rows(name)) >= number
    assert 0 < sum(times for what, times in spent.items() if "/v1.0/" in what) <= 5, spent
