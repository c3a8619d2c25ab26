"""The story's second part: a pilot is planned, held back, announced, and heard out."""

from collections.abc import Mapping
from datetime import UTC, datetime

from pydantic import JsonValue

from bot.demo.request import CHANGE
from bot.demo.stage import Stage, Step, check, settled
from bot.demo.tenant import Answer, Refused, until

PILOT = "Pilot: Production"
WAVE = f"{CHANGE}/wave/1"
SURVEY = f"{CHANGE}/survey/1"
TUESDAY = datetime(2026, 3, 3, 14, tzinfo=UTC)
"""Nine in the morning in Barrie, the day after the story begins."""
WEDNESDAY = datetime(2026, 3, 4, 14, tzinfo=UTC)
THURSDAY = datetime(2026, 3, 5, 14, tzinfo=UTC)
TROUBLE = "The plotter says that it cannot find the drawing."
ADVICE = "Choose “Drawings” in the plotter's own list. I have put it back."
QUESTION = "Can I still open last year's quotes?"
ANSWER = "Yes. They stay on the old server, and you can read them there until June."


async def planned(stage: Stage) -> None:
    people, alex = stage.people, stage.people["alex"].aad_id
    await _kept(stage, "Add a risk", {
        "description": "Production cannot open drawings on the first morning",
        "kind": "Operational",
        "impact": "High",
        "likelihood": "Medium",
        "mitigation": "Paper copies of the week's drawings on Wednesday.",
        "contingency": "The old server stays readable.",
        "owner": people["dev"].aad_id,
        "reviewed_on": "2026-03-02",
    })  # fmt: skip
    await _kept(stage, "Add a measure", {
        "name": "Minutes to find a drawing",
        "kind": "Completion time",
        "owner": people["dev"].aad_id,
        "baseline": "12 minutes",
        "target": "under 1 minute",
    })  # fmt: skip
    await _kept(stage, "Write the rollback plan", {
        "trigger": "Production cannot open its drawings for an hour.",
        "decision_owner": "",
        "steps": "Give Production the old server's drive letter back.\nStop the sync.",
        "tells": "Dev first, then everybody in Production, within 15 minutes.",
    })  # fmt: skip
    await _kept(stage, "Add a wave", {
        "name": PILOT,
        "kind": "Pilot",
        "owner": alex,
        "first_day": "2026-03-04",
        "last_day": "2026-03-13",
        "announce_on": "2026-03-03",
        "channel": await _channel(stage, "announcements"),
        "audience": "Production",
        "what_changes": "You open drawings from Teams, under Production, Drawings.",
        "what_stays": "The plotter, the paper job sheets and the folder names.",
        "day_one": "Open today's drawing from Teams once. Dev is on the floor from 7 to 10.",
        "help": "Ask Dev, or press “Something isn’t working” below.",
    })  # fmt: skip
    row = await stage.row("Waves", WAVE)
    check(row["Audience"] == "Production", "the audience to be the group Production")
    check(row["Status"] == "Planned", "the wave to be planned")


async def held_back(stage: Stage) -> None:
    card = await _wave_card(stage, "julie")
    answer = (await stage.press("julie", card, "Schedule")).words
    check("decide on a rollback" in answer, f"the refusal to say what is missing: {answer[:300]}")
    check("you or Alex Novak" in answer, f"the refusal to say who can mend it: {answer[:300]}")
    row = await stage.row("Waves", WAVE)
    check(row["Status"] == "Planned", "the wave not to be scheduled")


async def mended(stage: Stage) -> None:
    dev = stage.people["dev"].aad_id
    await _kept(stage, "Edit: Rollback plan", {"decision_owner": dev})
    card = await _wave_card(stage, "julie")
    await stage.press("julie", card, "Schedule")
    row = await stage.row("Waves", WAVE)
    check(row["Status"] == "Scheduled", "the wave to be scheduled")
    await settled(stage)
    check(not await _announcements(stage), "nobody to be told before the day")


async def announced(stage: Stage) -> None:
    await stage.tenant.move_to(TUESDAY.isoformat())
    (post,) = await _announcements(stage)
    check(post["State"] == "sent", "the announcement to be in the channel")
    row = await stage.row("Waves", WAVE)
    check(row["Status"] == "Announced", "the wave to be announced")
    channel = str(post["Conversation"])
    stage.kept["channel"], stage.kept["announcement"] = channel, str(post["Message"])
    seen = await stage.shown(
        "sam", "What changes for you", "What stays the same", "Dev is on the floor", talk=channel
    )
    check(seen.id == stage.kept["announcement"], "the card to be the post's")
    (sheet,) = [s for s in await stage.tenant.rows("Mailings") if s["Key"] == f"{WAVE}/sheet/1"]
    check(sheet["Told"] == 15, f"the fifteen of Production to be told one to one, not {sheet}")
    await stage.shown("aaron.whitfield", "What changes for you")
    await stage.shown("dev", "Production cannot open its drawings", "Pause this wave")
    await stage.tenant.advance("PT1H")
    check(len(await _announcements(stage)) == 1, "it to be announced once")


async def read_by_many(stage: Stage) -> None:
    channel, card = stage.kept["channel"], stage.kept["announcement"]
    answer = await stage.press("sam", card, "Got it", talk=channel)
    check("Noted" in answer.words, f"Sam's press to be noted: {answer.words[:200]}")
    sheet = await stage.row("Mailings", f"{WAVE}/sheet/channel")
    check(sheet["Acknowledged"] == 1, "Sam's press in the list")


async def trouble(stage: Stage) -> None:
    person = "aaron.whitfield"
    card = await stage.shown(person, "What changes for you")
    asked = await stage.press(person, card.id, "Something isn’t working")
    answer = await stage.tenant.submit(person, _dialog(asked), {"text": TROUBLE})
    check("Alex Novak" in answer.words, f"the answer to say who hears it: {answer.words[:200]}")
    told = await stage.shown("alex", TROUBLE, "Aaron Whitfield")
    answer = await stage.press("alex", told.id, "concern.answer", {"answer": ADVICE})
    check("Aaron Whitfield" in answer.words, "Alex to hear that Aaron is told")
    await stage.shown(person, ADVICE)
    await settled(stage)


async def asked_in_the_channel(stage: Stage) -> None:
    channel, card = stage.kept["channel"], stage.kept["announcement"]
    for question in (QUESTION, "Who has the new folder's key?"):
        asked = await stage.press("sam", card, "I have a question", talk=channel)
        await stage.tenant.submit("sam", _dialog(asked), {"text": question})
    told = await stage.shown("alex", QUESTION)
    await stage.press("alex", told.id, "concern.answer", {"answer": ANSWER})
    reply = await stage.shown("marie", ANSWER, talk=channel)
    check(reply.reply_to == card, "the answer to stand in the announcement's thread")
    await settled(stage)


async def paused(stage: Stage) -> None:
    card = await stage.shown("dev", "Pause this wave")
    why = "The plotter cannot read the new folder."
    await stage.press("dev", card.id, "Pause this wave", {"reason": why})
    row = await stage.row("Waves", WAVE)
    check(row["Status"] == "Paused", "the wave to be paused")
    await stage.shown("marie", why)
    await stage.shown("sam", "Paused", talk=stage.kept["channel"])
    await stage.shown("aaron.whitfield", "Do not start with this yet")
    await stage.press("dev", await _wave_card(stage, "dev"), "Take up again")
    row = await stage.row("Waves", WAVE)
    check(row["Status"] == "Announced", "the wave to go on")
    await settled(stage)
    check(len(await _announcements(stage)) == 1, "nobody to be told twice")


async def surveyed(stage: Stage) -> None:
    await survey_planned(stage)
    await stage.tenant.move_to(WEDNESDAY.isoformat())
    channel = stage.kept["channel"]
    card = await stage.shown("sam", "How does the new way of working go", talk=channel)
    check("project" in card.words.lower(), "the card to say who will see the answers")
    for person, feeling in (
        ("sam", "It mostly works"),
        ("dev", "Half and half"),
        ("aaron.whitfield", "It hardly works"),
        ("aaron.whitfield", "It works well"),
    ):
        answer = await stage.press(person, card.id, "survey.answer", {"feeling": feeling},
                                   talk=channel)  # fmt: skip
        check(feeling in answer.words, f"{person}'s answer to be shown: {answer.words[:200]}")
    asked = await stage.press("sam", card.id, "Tell us more", talk=channel)
    await stage.tenant.submit("sam", _dialog(asked), {"workaround": "I print the drawing list."})
    answers = {str(row["Person"]): row for row in await stage.tenant.rows("Survey answers")}
    check(len(answers) == 3, f"one answer a person, not {sorted(answers)}")
    check(answers["Aaron Whitfield"]["Feeling"] == "It works well", "the last answer to count")
    check(answers["Sam Okafor"]["Workaround"] == "I print the drawing list.", "the words too")
    await _count_of_three(stage)
    await settled(stage)


async def survey_planned(stage: Stage) -> None:
    await _kept(stage, "Add a survey", {
        "name": "First day of the pilot",
        "channel": await _channel(stage, "announcements"),
        "opens_on": "2026-03-04",
        "closes_on": "2026-03-04",
    })  # fmt: skip
    await stage.row("Surveys", SURVEY)


async def digested(stage: Stage) -> None:
    """Wednesday's digest was posted when the morning came; the question left open is in it."""
    team = await _channel(stage, "project_team")
    card = await stage.shown("alex", "new folder's key", talk=team)
    asked = await stage.press("alex", card.id, "line.open", talk=team)
    made = await stage.tenant.submit("alex", _dialog(asked), {}, "Make it an action item")
    answer = await stage.tenant.submit("alex", _dialog(made), {
        "row_what": "Give Sam access to the folder",
        "row_due": "2026-03-05",
    }, "row.save")  # fmt: skip
    check("Give Sam access" in answer.words, f"the item to be shown: {answer.words[:300]}")
    item = await stage.row("Action items", f"{CHANGE}/item/1")
    check(item["Owner"] == "Alex Novak", "the item to have its owner")
    await settled(stage)


async def reported(stage: Stage) -> None:
    await stage.tenant.move_to(THURSDAY.isoformat())
    team = await _channel(stage, "project_team")
    results = await stage.shown("marie", "It works well", "I print the drawing list", talk=team)
    check("3" in results.words, "the results to say how many answered")
    morning = await stage.shown("marie", "Give Sam access to the folder", talk=team)
    check(morning.id != results.id, "the digest to be a card of its own")
    digests = [p for p in await stage.tenant.rows("Posts") if p["Purpose"] == "digest"]
    days = [str(post["Key"]).split("/")[2] for post in digests]
    check(days == sorted(set(days)) and days[-1] == "2026-03-05", f"one digest a day, not {days}")
    await settled(stage)


STEPS = (
    Step("A pilot is planned, with its risk, measure and way back", ("S-59", "S-82", "S-113"),
         planned),
    Step("Nobody may call the rollback yet, so the wave is refused", ("S-78", "S-91"), held_back),
    Step("The rollback owner is named, and the wave scheduled", ("S-90", "S-92"), mended),
    Step("Its morning comes: announced once, to channel and people", ("S-43", "S-67", "S-70"),
         announced),
    Step("“Got it” is noted", ("S-53",), read_by_many),
    Step("“Something isn’t working” is heard at once and answered", ("S-43", "S-70"), trouble),
    Step("A question is answered in its thread", ("S-43", "S-54"), asked_in_the_channel),
    Step("The rollback owner pauses the wave, and takes it up again", ("S-91", "S-95"), paused),
    Step("The survey is answered by three, one of them twice", ("S-127", "S-140", "S-144"),
         surveyed),
    Step("The morning's digest: a line becomes an action item", ("S-44",), digested),
    Step("Results and the next digest come by themselves", ("S-44", "S-141"), reported),
)  # fmt: skip


async def _kept(stage: Stage, button: str, fields: Mapping[str, JsonValue]) -> None:
    """Julie opens a form from the plan and fills it in; what she leaves alone stays."""
    card = await _plan(stage, "julie")
    if button == "Add a survey":
        await stage.press("julie", card, "part-survey")
    asked = await stage.press("julie", card, button)
    typed = {f"row_{name}": value for name, value in fields.items()}
    answer = await stage.tenant.submit("julie", _dialog(asked), typed, "row.save")
    check("to mend" not in answer.words, f"the form to be kept: {answer.words[:400]}")


def _dialog(answer: Answer) -> str:
    """Id of the dialog that a press has opened."""
    check(answer.dialog, f"a dialog to open, not: {answer.words[:200]}")
    return answer.dialog.id if answer.dialog else ""


async def _plan(stage: Stage, person: str) -> str:
    """The message that shows this person the plan as it stands; one message does for all."""
    kept = f"plan of {person}"
    if kept not in stage.kept:
        stage.kept[kept] = (await stage.say(person, "How far is CHG-1?", CHANGE)).id
    card = stage.kept[kept]
    try:
        await stage.press(person, card, "plan.show")
    except Refused:
        # It shows the plan already, as it was.
        await stage.press(person, card, "change.show")
        await stage.press(person, card, "plan.show")
    return card


async def _wave_card(stage: Stage, person: str) -> str:
    """The message that shows this person the wave, as they get it from the plan."""
    card = await _plan(stage, person)
    await stage.press(person, card, "part-wave")
    shown = await stage.press(person, card, f"Show: {PILOT}")
    check("Alex Novak" in shown.words, f"the wave to be shown: {shown.words[:200]}")
    return card


async def _announcements(stage: Stage) -> list[dict[str, JsonValue]]:
    posts = await stage.tenant.rows("Posts")
    return [post for post in posts if post["Purpose"] == "announcement"]


async def _channel(stage: Stage, duty: str) -> str:
    return str((await stage.row("Settings/Duty", duty))["HolderEntra"])


async def _count_of_three(stage: Stage) -> None:
    """The counts live on a card of their own, edited at most every few seconds."""

    async def look() -> bool:
        seen = await stage.tenant.messages("marie", stage.kept["channel"])
        return any("So far: 3" in message.words for message in seen)

    await until(look, "the counts to say three")
