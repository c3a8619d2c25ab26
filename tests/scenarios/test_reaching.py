"""The sponsor who has no app is reached; where that is refused, it is said and never hidden."""

from pydantic import JsonValue

from tests.scenarios.firm import CHANGE, Firm


async def cannot_install(firm: Firm, times: int = 9, **fault: JsonValue) -> None:
    """Graph answers the next attempts to install Marie's app with this fault."""
    path = f"/users/{firm.stage.people['marie'].aad_id}/teamwork/installedApps$"
    await firm.fault(fault, times=times, service="graph", method="POST", path=path)


async def refused(firm: Firm) -> None:
    """A change filed whose sponsor's app Graph will not install."""
    await firm.set_up()
    await cannot_install(firm, status=403)
    await firm.file()
    await firm.settle()


async def test_a_refused_install_says_that_the_sponsor_cannot_be_reached(firm: Firm) -> None:
    await refused(firm)

    post = await firm.post("approval")
    assert post["State"] == "refused"
    card = await firm.say("julie", f"status {CHANGE}", CHANGE)
    assert "cannot be reached" in card.words
    assert "aiting" not in card.words


async def test_the_project_lead_is_told_once(firm: Firm) -> None:
    await refused(firm)
    await firm.settle()
    await firm.settle("P2D")

    assert await firm.count("alex", "cannot be reached") == 1
    assert len(await firm.rows("Posts", Purpose="unreachable")) == 1
    assert len(await firm.rows("Posts", Purpose="approval")) == 1


async def test_a_sponsor_who_adds_the_app_herself_is_asked(firm: Firm) -> None:
    await refused(firm)
    await firm.add_app("marie")
    await firm.settle()

    answer = await firm.press("marie", await firm.approval(), "Approve")

    assert "approved" in answer.words.lower()
    assert [row["State"] for row in await firm.rows("Posts", Purpose="approval")] == [
        "refused",
        "sent",
    ]


async def test_a_sponsor_who_removed_the_app_cannot_be_reached_any_more(firm: Firm) -> None:
    await firm.asked()
    await firm.remove_app("marie")
    await cannot_install(firm, status=403)
    await firm.submit("julie", await firm.form("julie", CHANGE), firm.typed(cost="$9,000."))
    await firm.settle()

    assert (await firm.post("approval"))["State"] == "refused"
    assert await firm.count("alex", "cannot be reached") == 1


async def test_graph_away_is_no_refusal(firm: Firm) -> None:
    await firm.set_up()
    await cannot_install(firm, times=2, status=503, retryAfter=0.1)
    await firm.file()

    await firm.approval()

    assert not await firm.rows("Posts", Purpose="unreachable")
