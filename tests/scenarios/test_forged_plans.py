"""Payloads that no card holds: rows of other changes, of other kinds, and of nobody."""

from bot.demo.rollout import SURVEY, WAVE
from tests.scenarios.firm import CHANGE, Row
from tests.scenarios.rollout import PROBLEM, QUESTION, Rollout

OTHER = "CHG-0099"
RISK = f"{CHANGE}/risk/1"
LONG = "x" * 300
NOT_UNDERSTOOD = "could not be understood"
GONE = "Somebody removed the wave"
REMOVED = "removed from the list"
NOT_THERE = "not in the list"

FORGED: tuple[tuple[str, Row, str], ...] = (
    ("wave.move", {"wave": WAVE, "to": "Gone", "ordinal": 1}, NOT_UNDERSTOOD),
    ("wave.move", {"wave": WAVE, "to": "Scheduled", "ordinal": "1"}, NOT_UNDERSTOOD),
    ("wave.move", {"wave": "", "to": "Scheduled", "ordinal": 1}, NOT_UNDERSTOOD),
    ("wave.move", {"wave": LONG, "to": "Scheduled", "ordinal": 1}, NOT_UNDERSTOOD),
    ("wave.move", {"wave": f"{OTHER}/wave/1", "to": "Scheduled", "ordinal": 1}, NOT_THERE),
    ("wave.move", {"wave": f"{CHANGE}/wave/9", "to": "Scheduled", "ordinal": 1}, GONE),
    ("wave.move", {"wave": RISK, "to": "Scheduled", "ordinal": 1}, GONE),
    ("wave.move", {"wave": CHANGE, "to": "Scheduled", "ordinal": 1}, GONE),
    ("announcement.gotit", {"wave": f"{CHANGE}/wave/9"}, GONE),
    ("announcement.gotit", {"wave": f"{OTHER}/wave/1"}, GONE),
    ("announcement.gotit", {"wave": RISK}, GONE),
    ("concern.form", {"wave": f"{OTHER}/wave/1", "kind": "Question"}, "removed"),
    ("concern.form", {"wave": WAVE, "kind": "Complaint"}, NOT_UNDERSTOOD),
    ("concern.raise", {"wave": WAVE, "kind": "Complaint", "form": "f"}, NOT_UNDERSTOOD),
    ("concern.raise", {"wave": WAVE, "kind": "Question", "form": ""}, NOT_UNDERSTOOD),
    ("concern.raise", {"wave": WAVE, "kind": "Question", "form": LONG}, NOT_UNDERSTOOD),
    ("concern.raise", {"wave": SURVEY, "kind": "Question", "form": "f", "text": "Hm?"}, GONE),
    ("concern.answer", {"concern": WAVE, "answer": "Yes."}, REMOVED),
    ("concern.answer", {"concern": f"{OTHER}/concern/1", "answer": "Yes."}, NOT_THERE),
    ("concern.show", {"concern": f"{CHANGE}/concern/9"}, NOT_THERE),
    ("survey.answer", {"survey": WAVE, "feeling": "It works well"}, REMOVED),
    ("survey.answer", {"survey": f"{OTHER}/survey/1", "feeling": "It works well"}, NOT_THERE),
    ("survey.answer", {"survey": SURVEY, "feeling": "Splendid"}, NOT_UNDERSTOOD),
    ("survey.form", {"survey": RISK}, REMOVED),
    ("survey.save", {"survey": f"{CHANGE}/survey/9", "feeling": "It works well"}, REMOVED),
    ("item.done", {"item": WAVE}, REMOVED),
    ("item.done", {"item": f"{OTHER}/item/1"}, NOT_THERE),
    ("row.save", {"kind": "wave", "change": CHANGE, "row": f"{OTHER}/wave/1"}, NOT_UNDERSTOOD),
    ("row.save", {"kind": "secret", "change": CHANGE, "row": WAVE}, NOT_UNDERSTOOD),
    ("row.save", {"kind": "wave", "change": OTHER, "row": f"{OTHER}/wave/1"}, NOT_THERE),
    ("row.form", {"kind": "wave", "change": OTHER}, NOT_THERE),
    ("row.form", {"kind": "secret", "change": CHANGE}, NOT_UNDERSTOOD),
    ("row.show", {"row": f"{OTHER}/wave/1"}, NOT_THERE),
    ("row.show", {"row": "'); DROP"}, NOT_THERE),
    ("wave.show", {"wave": RISK}, ""),
    ("plan.show", {"change": OTHER}, NOT_THERE),
    ("line.open", {"kind": "x", "change": CHANGE, "row": f"{OTHER}/wave/1"}, NOT_THERE),
    ("line.open", {"kind": "x" * 50, "change": CHANGE, "row": WAVE}, NOT_UNDERSTOOD),
    ("post.resolve", {"doubted": f"{WAVE}/sheet/1/nobody", "arrived": True}, "has said already"),
    ("post.refresh", {"post": f"{WAVE}/sheet/1/nobody"}, ""),
)


async def test_a_forged_payload_is_answered_and_leaves_no_trace(rollout: Rollout) -> None:
    await rollout.firm.say("julie", "hello", "Start a change")
    before = await rollout.records()

    for verb, data, told in FORGED:
        answer = await rollout.firm.forge("julie", verb, data)
        assert answer.status == 200, (verb, data)
        assert told in answer.words, (verb, data, answer.words)

    assert await rollout.records() == before


async def test_nobody_announces_a_wave_by_hand(rollout: Rollout) -> None:
    for person in ("julie", "dev"):
        step: Row = {"wave": WAVE, "to": "Announced", "ordinal": 1}
        await rollout.firm.forge(person, "wave.move", step)
    await rollout.firm.settle()

    assert not await rollout.steps()
    assert not await rollout.told()


async def test_only_those_who_run_the_change_plan_it(rollout: Rollout) -> None:
    before = await rollout.records()

    for person in ("sam", "dev"):
        for kind in ("wave", "risk", "rollback", "measure", "survey"):
            data: Row = {"kind": kind, "change": CHANGE, "row": f"{CHANGE}/{kind}/1"}
            saved = await rollout.firm.forge(person, "row.save", data | {"row_name": "Mine"})
            asked = await rollout.firm.forge(person, "row.form", data)
            assert "can be edited by Julie Chen" in saved.words, (person, kind)
            assert "can be edited by Julie Chen" in asked.words, (person, kind)
        step: Row = {"wave": WAVE, "to": "Scheduled", "ordinal": 1}
        moved = await rollout.firm.forge(person, "wave.move", step)
        assert "can be done by Julie Chen" in moved.words

    after = await rollout.records()
    assert {name for name in before if before[name] != after[name]} == {"History/Act"}


async def test_a_new_row_never_takes_a_key_that_is_another_kinds(rollout: Rollout) -> None:
    item: Row = {
        "kind": "item", "change": CHANGE, "row_what": "Take the next wave's place",
        "row_owner": rollout.stage.people["sam"].aad_id, "row_due": "2026-03-09",
    }  # fmt: skip
    for key in (f"{CHANGE}/wave/2", f"{CHANGE}/item/x", f"{CHANGE}/wave/1", CHANGE):
        await rollout.firm.forge("sam", "row.save", item | {"row": key})
    await rollout.firm.settle()

    items = await rollout.firm.rows("Action items")
    assert all(str(row["Key"]).startswith(f"{CHANGE}/item/") for row in items)
    assert (await rollout.wave())["Title"] == "Pilot: Production"
    await rollout.another_wave()
    assert await rollout.firm.rows("Waves", Key=f"{CHANGE}/wave/2")


async def test_a_letter_to_somebody_else_cannot_be_pressed_away(rollout: Rollout) -> None:
    await rollout.announced()
    aaron = rollout.stage.people["aaron.whitfield"].aad_id

    await rollout.firm.forge(
        "sam", "announcement.gotit", {"wave": WAVE, "post": f"{WAVE}/sheet/1/{aaron}"}
    )

    (sheet,) = await rollout.sheets()
    assert sheet["Acknowledged"] == 0


async def test_what_was_raised_by_one_is_not_raised_again_by_anothers_form(
    rollout: Rollout,
) -> None:
    card = await rollout.announced()
    await rollout.speak_up("sam", card, QUESTION, "Where are the quotes?")
    (concern,) = await rollout.concerns()
    form = str(concern["Key"]).rpartition("/")[2]

    await rollout.firm.forge(
        "dev", "concern.raise", {"wave": WAVE, "kind": "Problem", "form": form, "text": "Mine."}
    )
    await rollout.speak_up("dev", card, PROBLEM, "The plotter is silent.")

    assert [row["Text"] for row in await rollout.concerns()] == [
        "Where are the quotes?",
        "The plotter is silent.",
    ]
