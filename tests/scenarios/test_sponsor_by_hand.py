"""Nobody becomes the sponsor in silence, or under the sponsor's name."""

from tests.scenarios.firm import CHANGE, Firm


async def test_a_sponsors_id_alone_does_not_make_somebody_else_the_sponsor(firm: Firm) -> None:
    await firm.asked()
    sam = firm.stage.people["sam"].aad_id
    await firm.edit("Change requests", CHANGE, person="sam", SponsorEntra=sam)

    await firm.settle("PT31S")

    change = await firm.change()
    assert change["SponsorEntra"] == firm.stage.people["marie"].aad_id
    assert await firm.count("sam", "asks you to approve") == 0


async def test_nobody_becomes_the_sponsor_under_the_sponsors_name(firm: Firm) -> None:
    await firm.asked()
    dev = firm.stage.people["dev"].aad_id
    await firm.say("dev", "hello", "Start a change")
    await firm.edit("People", dev, person="dev", Title="Marie Tremblay")
    await firm.edit("Change requests", CHANGE, person="dev", SponsorEntra=dev)

    await firm.settle("PT31S")

    assert await firm.count("dev", "asks you to approve") == 0
    assert "nobody is known by this name" in str((await firm.change())["CutoverNote"])


async def test_whoever_types_themselves_in_as_sponsor_is_on_record(firm: Firm) -> None:
    await firm.set_up()
    await firm.edit("Settings", "sponsor", person="dev", Holder="Dev Patel")

    await firm.settle("PT31S")

    (kept,) = await firm.rows("History/Act", Act="edited by hand")
    assert (kept["Person"], kept["Result"]) == ("Dev Patel", "taken up")
    assert str(kept["Key"]).startswith("hand/Settings/")
