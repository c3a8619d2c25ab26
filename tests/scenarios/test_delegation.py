"""Somebody is away: who decides in their place, who is told, and whose press counts when."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.demo.tenant import Answer, Dialog
from tests.scenarios.firm import Firm, Row
from tests.scenarios.test_authority import decision, nothing_is_decided

SAVE = "save"


async def until(firm: Firm, day: int, hour: int, minute: int = 0) -> None:
    """It becomes this time of a day in March, in Barrie."""
    await firm.sandbox.tenant.errands.settled()
    instant = datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo("America/Toronto"))
    await firm.tenant.move_to(instant.isoformat())


def opened(answer: Answer) -> Dialog:
    assert answer.dialog, answer
    return answer.dialog


async def dialog(firm: Firm, person: str, words: str = "I am away") -> Dialog:
    card = await firm.say(person, words, "Name who decides in your place")
    return opened(await firm.press(person, card, "Name somebody"))


async def hand_over(
    firm: Firm, to: str, first: str = "", last: str = "", person: str = "marie"
) -> Answer:
    typed: Row = {"to": firm.stage.people[to].aad_id, "first_day": first, "last_day": last}
    return await firm.submit(person, await dialog(firm, person), typed, SAVE)


async def asked(firm: Firm) -> None:
    await firm.asked()
    for person in ("dev", "sam"):
        await firm.add_app(person)
    await firm.settle()


async def test_saying_that_one_is_away_names_somebody_who_decides(firm: Firm) -> None:
    await asked(firm)

    answer = await hand_over(firm, "dev", "2026-03-03", "2026-03-04")
    await firm.settle()

    assert "Dev Patel decides for you" in answer.words
    (row,) = await firm.rows("Settings/Delegation")
    assert (row["DelegationOf"], row["DelegateTo"]) == ("Marie Tremblay", "Dev Patel")
    await firm.stage.shown("marie", "Dev Patel decides for you", "from Tuesday, March 3")
    await firm.stage.shown("dev", "You decide for Marie Tremblay", "on their behalf")
    (act,) = await firm.rows("History/Act", Act="hand over")
    assert (act["Person"], act["Result"]) == ("Marie Tremblay", "done")


async def test_what_cannot_be_is_said_on_the_form_and_nothing_is_kept(firm: Firm) -> None:
    await asked(firm)
    await firm.add("Settings", person="julie", RowType="Delegation", DelegationOf="Dev Patel",
                   DelegateTo="Marie Tremblay", FirstDay="2026-03-03T12:00:00Z",
                   LastDay="2026-03-10T12:00:00Z")  # fmt: skip
    await firm.settle()

    loop = await hand_over(firm, "dev", "2026-03-04", "2026-03-05")
    oneself = await hand_over(firm, "marie", "2026-03-05", "2026-03-04")

    assert loop.dialog
    assert "would go round in a circle" in loop.words
    assert "Choose somebody else: you decide for yourself anyway" in oneself.words
    assert "It ends before it begins" in oneself.words
    assert len(await firm.rows("Settings/Delegation")) == 1


async def test_on_these_days_the_delegate_is_asked_and_their_word_counts(firm: Firm) -> None:
    await asked(firm)
    await hand_over(firm, "dev", "2026-03-03", "2026-03-04")
    await until(firm, 3, 9)

    card = await firm.stage.shown("dev", "You decide for Marie Tremblay: Move our files")
    answer = await firm.press("dev", card, "Approve")
    await firm.settle()

    assert "You approved for Marie Tremblay" in answer.words
    (row,) = await firm.rows("Decisions/Decision")
    assert (row["Person"], row["Approver"]) == ("Dev Patel", "Marie Tremblay")
    await firm.stage.shown("marie", "Dev Patel approved for Marie Tremblay")
    await firm.stage.shown("julie", "Dev Patel approved for Marie Tremblay")
    assert (await firm.change())["Status"] == "Approved"


async def test_when_the_days_are_over_the_approver_is_asked_and_the_delegate_refused(
    firm: Firm,
) -> None:
    await asked(firm)
    await hand_over(firm, "dev", "2026-03-03", "2026-03-04")
    await until(firm, 3, 9)
    card = await firm.stage.shown("dev", "You decide for Marie Tremblay: Move our files")

    await until(firm, 5, 9)
    forged = await decision(firm, approver=firm.stage.people["marie"].aad_id)
    answers = [
        await firm.forge("dev", "approval.decide", forged),
        await firm.forge("dev", "approval.decide", await decision(firm)),
    ]

    assert await firm.count("marie", "asks you to approve") == 2
    (over,) = [one for one in await firm.seen("dev") if one.id == card.id]
    assert "You no longer decide for Marie Tremblay" in over.words
    assert await nothing_is_decided(firm)
    assert all("only on the days that were agreed" in one.words for one in answers)
    (tried,) = await firm.rows("History/Act", Person="Dev Patel", Act="approve")
    assert tried["Result"] == "refused: no delegate any more"


async def test_before_the_days_begin_the_delegate_decides_nothing(firm: Firm) -> None:
    await asked(firm)
    await hand_over(firm, "dev", "2026-03-03", "2026-03-04")

    answer = await firm.forge("dev", "approval.decide", await decision(firm))

    assert "only on the days that were agreed" in answer.words
    assert await nothing_is_decided(firm)


async def test_the_delegate_of_somebody_who_is_no_approver_decides_nothing(firm: Firm) -> None:
    await asked(firm)
    await hand_over(firm, "dev", "2026-03-02", "2026-03-04", person="julie")

    for approver in ("", firm.stage.people["julie"].aad_id, firm.stage.people["marie"].aad_id):
        forged = await decision(firm, approver=approver)
        answer = await firm.forge("dev", "approval.decide", forged)
        assert "belongs to Marie Tremblay" in answer.words

    assert await nothing_is_decided(firm)


async def test_whoever_ends_it_decides_again_and_nobody_ends_it_for_them(firm: Firm) -> None:
    await asked(firm)
    await hand_over(firm, "dev", "2026-03-02", "2026-03-04")
    await firm.settle()
    card = await firm.stage.shown("dev", "You decide for Marie Tremblay: Move our files")
    (row,) = await firm.rows("Settings/Delegation")

    for person in ("dev", "alex", "julie"):
        tried = await firm.forge(person, "delegation.end", {"delegation": row["Key"]})
        assert "is for Marie Tremblay to say" in tried.words
    await firm.submit("marie", await dialog(firm, "marie", "delegate"), {}, "end")
    await firm.settle()

    await firm.stage.shown("marie", "You decide yourself again", "no longer decides for you")
    await firm.stage.shown("dev", "You no longer decide for Marie Tremblay", "stands")
    await firm.settle("PT31S")
    assert await firm.count("marie", "You decide yourself again") == 1
    (over,) = [one for one in await firm.seen("dev") if one.id == card.id]
    assert "There is nothing for you to do" in over.words
    late = await firm.forge("dev", "approval.decide", await decision(firm))
    assert "only on the days that were agreed" in late.words
    assert await nothing_is_decided(firm)
    kept = await firm.rows("History/Act", Act="end hand-over")
    assert [one["Result"] for one in kept] == ["refused: not yours to hand over"] * 3 + ["done"]


async def test_a_row_typed_in_the_list_counts_and_both_are_told(firm: Firm) -> None:
    await asked(firm)
    await firm.add("Settings", person="julie", RowType="Delegation",
                   DelegationOf="Marie Tremblay", DelegateTo="dev patel",
                   LastDay="2026-03-06T12:00:00Z")  # fmt: skip
    await firm.settle()
    await firm.settle()

    (row,) = await firm.rows("Settings/Delegation")
    assert row["DelegateToEntra"] == firm.stage.people["dev"].aad_id
    await firm.stage.shown("marie", "Dev Patel decides for you", "until Friday, March 6")
    card = await firm.stage.shown("dev", "You decide for Marie Tremblay: Move our files")
    await firm.press("dev", card, "Approve")
    assert (await firm.change())["Status"] == "Approved"


async def test_a_row_that_breaks_a_rule_says_so_and_does_not_count(firm: Firm) -> None:
    await asked(firm)
    await firm.add("Settings", person="julie", RowType="Delegation",
                   DelegationOf="Marie Tremblay", DelegateTo="Dev Patel",
                   FirstDay="2026-03-06T12:00:00Z", LastDay="2026-03-02T12:00:00Z")  # fmt: skip
    await firm.settle()

    (row,) = await firm.rows("Settings/Delegation")
    assert "it ends before it begins" in str(row["CutoverNote"])
    await firm.stage.shown("julie", "was not taken up", "it ends before it begins")
    answer = await firm.forge("dev", "approval.decide", await decision(firm))
    assert "belongs to Marie Tremblay" in answer.words


async def test_a_sound_row_that_somebody_spoils_counts_no_more(firm: Firm) -> None:
    await test_a_row_typed_in_the_list_counts_and_both_are_told(firm)
    (row,) = await firm.rows("Settings/Delegation")
    await firm.edit("Settings", str(row["Key"]), DelegateTo="Marie Tremblay")
    await firm.settle()

    (row,) = await firm.rows("Settings/Delegation")
    assert "you decide for yourself anyway" in str(row["CutoverNote"])


async def test_both_hear_that_a_row_was_deleted(firm: Firm) -> None:
    await asked(firm)
    await hand_over(firm, "dev", "2026-03-03", "2026-03-04")
    await firm.settle()
    (row,) = await firm.rows("Settings/Delegation")

    await firm.remove("Settings", str(row["Key"]), person="julie")
    await firm.settle()

    await firm.stage.shown("marie", "You decide yourself again")
    await firm.stage.shown("dev", "You no longer decide for Marie Tremblay")
