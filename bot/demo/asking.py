"""The story's first part: a forty-person firm asks for its first change, and its owner decides."""

from pydantic import JsonValue

from bot.demo import agreeing
from bot.demo.request import CHANGE, NAME, TODAY, filled_in
from bot.demo.stage import Stage, Step, check, settled

COMMENT = "Go ahead. Please keep Production running on the Friday."


async def provisioned(stage: Stage) -> None:
    first = await stage.command("provision")
    again = await stage.command("provision")
    check("Change requests" in first, "the first run to name the lists it made")
    check("Nothing to do" in again, "the second run to find nothing to do")


async def set_up(stage: Stage) -> None:
    julie = "julie"
    teams = await stage.tenant.call("GET", "teams")
    team = teams[0]
    await stage.tenant.call("POST", f"teams/{team['id']}/app", {"person": julie})
    channels = {channel["name"]: channel["id"] for channel in team["channels"]}
    general = channels["General"]
    card = await stage.shown(julie, "Set up", talk=general)
    asked = await stage.press(julie, card.id, "setup.form", talk=general)
    check(asked.dialog, "the set-up card to open a dialog")
    dialog = asked.dialog.id if asked.dialog else ""
    people = stage.people
    done = await stage.tenant.submit(
        julie,
        dialog,
        {
            "announcements": channels["Announcements"],
            "project_team": channels["IT project"],
            "sponsor": people["marie"].aad_id,
            "lead": people["alex"].aad_id,
            "coordinator": people["julie"].aad_id,
            "support": people["alex"].aad_id,
        },
    )
    check("saved" in done.words.lower(), f"the set-up to be confirmed: {done.words}")
    rows = {str(row["Key"]): row for row in await stage.tenant.rows("Settings/Duty")}
    check(rows["sponsor"]["Holder"] == "Marie Tremblay", "the sponsor in the list Settings")
    check(rows["announcements"]["Holder"] == "Announcements", "the channel in the list Settings")


async def drafted(stage: Stage) -> None:
    card = await stage.say("julie", "We need to move our files to Microsoft 365", CHANGE)
    stage.kept["draft"] = card.id
    check("what goes wrong today" in card.words, "the draft to ask its first question")
    row = await stage.row("Change requests", CHANGE)
    check(row["Status"] == "Draft", "the change to be kept as a draft")


async def stepped(stage: Stage) -> None:
    problem = "Crews cut from an old drawing."
    asked = await stage.press(
        "julie", stage.kept["draft"], "change.form", {"business_problem": problem}
    )
    check(asked.dialog, "the draft's button to open the form")
    check("step 1 of 3" in asked.words, "the form to open at its first step")
    check(problem in asked.words, "the form to begin with the first answer")
    dialog = asked.dialog.id if asked.dialog else ""
    typed = filled_in(stage.people["marie"].aad_id, TODAY) | {"why": ""}
    scope = await stage.tenant.submit("julie", dialog, typed, "next")
    check("step 2 of 3" in scope.words, f"the second step to come up: {scope.words[:200]}")
    row = await stage.row("Change requests", CHANGE)
    check(row["Status"] == "Draft", "the first step to be kept as a draft")
    check(row["BusinessProblem"] == typed["business_problem"], "what was typed to be in the list")
    await stage.tenant.call("DELETE", f"dialogs/{dialog}")
    again = await stage.press("julie", stage.kept["draft"], "change.form")
    check(again.dialog, "the draft to be opened again after its window was closed")
    check(str(typed["desired_outcome"]) in again.words, "nothing to be lost with the window")
    stage.kept["form"] = again.dialog.id if again.dialog else ""


async def sent_back(stage: Stage) -> None:
    dialog, right = stage.kept["form"], filled_in(stage.people["marie"].aad_id, TODAY)
    typed = right | {
        "why": "",
        "go_live_from": "2026-01-05",
        "go_live_to": "soon",
        "out_of_scope": "<b>everything</b> else",
        "rollback_trigger": "x" * 700,
    }
    await stage.tenant.submit("julie", dialog, typed, "next")
    answer = await stage.tenant.submit("julie", dialog, typed, "next")
    check("One thing to mend" in answer.words, f"the tags to be found: {answer.words[:200]}")
    check("<b>everything</b> else" in answer.words, "what was typed to be kept")
    typed["out_of_scope"] = right["out_of_scope"]
    answer = await stage.tenant.submit("julie", dialog, typed, "next")
    check("step 3 of 3" in answer.words, f"the last step to come up: {answer.words[:200]}")
    answer = await stage.tenant.submit("julie", dialog, typed, "send")
    words = answer.words
    check("4 things to mend" in words, f"the form to say how much is to mend: {words[:200]}")
    check("In step 1, Why: Why." in words, f"the form to say where: {words[:200]}")
    check("x" * 700 in words, "even what was too long to be kept")
    row = await stage.row("Change requests", CHANGE)
    check(row["Status"] == "Draft", "the change still to be a draft")


async def filed(stage: Stage) -> None:
    typed = filled_in(stage.people["marie"].aad_id, TODAY)
    asked = await stage.tenant.submit("julie", stage.kept["form"], typed, "send")
    check("step 1 of 3" in asked.words, f"the form to go to what is open: {asked.words[:200]}")
    answer = await stage.fill_in("julie", asked, typed)
    check("Marie Tremblay" in answer.words, f"the answer to name who decides: {answer.words[:200]}")
    row = await stage.row("Change requests", CHANGE)
    check(row["Status"] == "Submitted", "the change to be submitted")
    check(row["Title"] == NAME, "the project's name in the list")
    check(row["Sponsor"] == "Marie Tremblay", "the sponsor in the list")


async def reached(stage: Stage) -> None:
    card = await stage.shown("marie", "asks you to approve", NAME)
    stage.kept["approval"] = card.id
    shown = card.words
    order = [
        "asks you to approve",
        "six hours a week",
        "$14,000",
        "April 13",
        "Production and Sales",
    ]
    places = [shown.find(words) for words in order]
    check(-1 not in places and places == sorted(places), f"the card to tell first {order}")
    await settled(stage)


async def approved(stage: Stage) -> None:
    answer = await stage.press("marie", stage.kept["approval"], "Approve", {"comment": COMMENT})
    check("approved" in answer.words.lower(), f"the card to say so: {answer.words[:200]}")
    row = await stage.row("Change requests", CHANGE)
    check(row["Status"] == "Approved", "the row to say Approved at once")
    (decision,) = await stage.tenant.rows("Decisions/Decision")
    check(decision["Comment"] == COMMENT, "the comment on the record")
    check(decision["PersonEntra"] == stage.people["marie"].aad_id, "who decided, by Entra id")


async def pressed_again(stage: Stage) -> None:
    before = await _facts(stage)
    forged = await _forged_press(stage, "marie")
    answer = await stage.press("marie", forged[0], forged[1], raw=_decision(stage, "Approved"))
    check("approved" in answer.words.lower(), "the second press to be told that it is done")
    check(await _facts(stage) == before, "the second press to change nothing")


async def refused(stage: Stage) -> None:
    forged = await _forged_press(stage, "dev")
    answer = await stage.press("dev", forged[0], forged[1], raw=_decision(stage, "Declined"))
    check("Marie Tremblay" in answer.words, f"the refusal to say who decides: {answer.words[:200]}")
    audit = await stage.tenant.rows("History/Act")
    tried = [row for row in audit if str(row.get("Result", "")).startswith("refused")]
    check(len(tried) == 1, "the attempt to be one row in the audit trail")
    check(tried[0]["Person"] == "Dev Patel", "the attempt to name who tried")
    row = await stage.row("Change requests", CHANGE)
    check(row["Status"] == "Approved", "the decision to stand")


async def told(stage: Stage) -> None:
    await stage.shown("julie", "Marie Tremblay", "approved", COMMENT)
    await stage.shown("alex", "Marie Tremblay", "approved")
    await settled(stage)


async def edited(stage: Stage) -> None:
    version = str((await stage.row("Change requests", CHANGE))["ScopeVersion"])
    stage.kept["version"] = version
    card = await stage.say("julie", f"status {CHANGE}", CHANGE, "Approved")
    asked = await stage.press("julie", card.id, "change.form")
    check(asked.dialog, "the status card to open the form")
    typed = filled_in(stage.people["marie"].aad_id, TODAY)
    typed["in_scope_systems"] = f"{typed['in_scope_systems']} Also permissions on every folder."
    await stage.fill_in("julie", asked, typed)
    row = await stage.row("Change requests", CHANGE)
    check(row["Status"] == "Submitted", "the edited change to wait for its sponsor again")
    check(row["ScopeVersion"] != version, "the edited change to be another version")
    fresh = await stage.shown("marie", "asks you to approve", "version 2")
    stage.kept["second approval"] = fresh.id
    forged = await _forged_press(stage, "marie")
    old = _decision(stage, "Approved", version)
    answer = await stage.press("marie", forged[0], forged[1], raw=old)
    check("earlier version" in answer.words, f"the old card to say why not: {answer.words[:200]}")
    row = await stage.row("Change requests", CHANGE)
    check(row["Status"] == "Submitted", "the old card to approve nothing")
    await settled(stage)


STEPS = (
    Step("The lists are made, and made only once", ("S-147",), provisioned, needs_bot=False),
    Step("Added to the team, Cutover asks who does what", ("S-49", "S-54"), set_up),
    Step("Said in words, a change is kept as a draft", ("S-12", "S-146"), drafted),
    Step("Each step of the form is kept, and goes on after a break", ("S-20", "S-148"), stepped),
    Step("A form with faults comes back with nothing lost", ("S-20", "S-146"), sent_back),
    Step("The form is complete, and the change is filed", ("S-21", "S-123", "S-128"), filed),
    Step("The sponsor, who had no app, is reached and asked", ("S-8", "S-17", "S-41"), reached),
    Step("The sponsor approves in chat; the row says so", ("S-7", "S-129"), approved),
    Step("A second press changes nothing", ("S-7",), pressed_again),
    Step("Somebody else is refused, on the record", ("S-49", "S-91"), refused),
    Step("Those who asked hear the decision", ("S-41", "S-44"), told),
    *agreeing.BEFORE_THE_EDIT,
    Step("An edited version is not approved by the old card", ("S-9", "S-27"), edited),
    *agreeing.AFTER_THE_EDIT,
)


def _decision(stage: Stage, verdict: str, version: str = "") -> JsonValue:
    """What the approval card's button sends, as somebody could forge it."""
    data: JsonValue = {
        "v": 1,
        "change": CHANGE,
        "version": version or stage.kept["decided version"],
        "verdict": verdict,
        "post": "",
        "comment": "",
    }
    return {
        "action": {"type": "Action.Execute", "verb": "approval.decide", "data": data},
        "trigger": "manual",
    }


async def _forged_press(stage: Stage, person: str) -> tuple[str, str]:
    """A card of the person's own with a button to press, whose payload is then replaced."""
    if "decided version" not in stage.kept:
        row = await stage.row("Change requests", CHANGE)
        stage.kept["decided version"] = str(row["ScopeVersion"])
    card = await stage.say(person, "hello", "Start a change")
    return card.id, "home"


async def _facts(stage: Stage) -> int:
    lists = ("Decisions/Decision", "History/Step", "History/Act")
    return sum([len(await stage.tenant.rows(name)) for name in lists])
