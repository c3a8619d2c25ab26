"""A card that still has buttons is kept true to the records, also after a bad moment."""

from tests.scenarios.firm import CHANGE, Firm


async def test_a_card_that_could_not_be_updated_is_updated_later(firm: Firm) -> None:
    asked = await firm.asked()
    await firm.fault({"status": 503}, times=99, service="connector", method="PUT")
    await firm.submit("julie", await firm.form("julie", CHANGE), firm.typed(cost="$9,000."))
    await firm.settle("PT1M")
    await firm.settle("PT1M")
    await firm.no_more_faults()

    await firm.settle("PT1M")

    old = next(message for message in await firm.seen("marie") if message.id == asked.id)
    assert "Replaced by version 2" in old.words


async def test_a_deleted_list_is_read_again_once_it_is_back(firm: Firm) -> None:
    await firm.asked()
    await firm.fault({"status": 404}, service="graph", path="/items/delta")
    await firm.settle()
    assert (await firm.ready())["listsCurrent"] is False

    await firm.settle()

    assert (await firm.ready())["listsCurrent"] is True
    assert "approved" in (await firm.press("marie", await firm.approval(), "Approve")).words.lower()
