"""The story's part about agreeing: who answers for what, what is in scope, and both sides' word."""

from bot.demo.request import CHANGE
from bot.demo.stage import Stage, Step, check, settled
from bot.demo.tenant import until

ADDITION = "Tidy up the old files while we are at it."


async def named(stage: Stage) -> None:
    card = await stage.say("julie", f"status {CHANGE}", CHANGE, "Approved")
    shown = await stage.press("julie", card.id, "roles.show")
    check("Who answers for what" in shown.words, f"the roles to be shown: {shown.words[:200]}")
    asked = await stage.press("julie", card.id, "roles.form")
    check(asked.dialog, "the roles' form to open")
    people, dialog = stage.people, asked.dialog.id if asked.dialog else ""
    holders = {
        "scope": "julie",
        "communication": "julie",
        "training": "dev",
        "risk": "alex",
        "measurement": "dev",
        "provider": "alex",
    }
    inputs = {f"row_{name}": people[person].aad_id for name, person in holders.items()}
    saved = await stage.tenant.submit("julie", dialog, inputs, "save")
    check("Alex Novak" in saved.words, f"the answer to show who was named: {saved.words[:300]}")
    rows = await stage.tenant.rows("Stakeholders/Role")
    told = {str(row["RoleKind"]): row["RoleHolder"] for row in rows}
    check(len(told) == 6, f"one row for each role, not {sorted(told)}")
    check(told["Signs for the IT provider"] == "Alex Novak", "the IT provider's lead to sign")


async def asked_for_more(stage: Stage) -> None:
    card = await stage.say("dev", f"status {CHANGE}", CHANGE, "Approved")
    asked = await stage.press("dev", card.id, "addition.form")
    check(asked.dialog, "the addition's form to open")
    dialog = asked.dialog.id if asked.dialog else ""
    typed = {"text": ADDITION, "why": "Half of it has not been opened for years."}
    answer = await stage.tenant.submit("dev", dialog, typed, "send")
    check("out of scope" in answer.words.lower(), f"the answer to say so: {answer.words[:300]}")
    check("tidying up old files" in answer.words, "the answer to quote the line that excludes it")
    row = await stage.row("Change requests", CHANGE)
    check(row["Status"] == "Approved", "the approval to stand: asking changes nothing")
    await settled(stage)


async def sponsor_signed(stage: Stage) -> None:
    answer = await stage.press("marie", stage.kept["second approval"], "Approve")
    check("Alex Novak" in answer.words, f"the card to say who signs next: {answer.words[:300]}")
    row = await stage.row("Change requests", CHANGE)
    check(row["Status"] == "Submitted", "the change to wait for the second signature")


async def provider_signed(stage: Stage) -> None:
    card = await stage.shown("alex", "asks you to approve", "Marie Tremblay approved")
    await stage.press("alex", card.id, "Approve")
    row = await stage.row("Change requests", CHANGE)
    check(row["Status"] == "Approved", "both signatures to approve it")
    await until(lambda: _told(stage), "whoever asked to hear of it")
    await settled(stage)


async def verified(stage: Stage) -> None:
    told = await stage.command("audit", "verify", "--change", CHANGE)
    check(CHANGE in told, f"the record to be checked: {told}")


async def _told(stage: Stage) -> bool:
    posts = await stage.tenant.rows("Posts")
    told = [row for row in posts if row["Purpose"] == "decided" and row["State"] == "sent"]
    return len(told) == 3


BEFORE_THE_EDIT = (
    Step("One person is named for each part, from both sides", ("S-3", "S-4"), named),
    Step("An addition is held against the written scope", ("S-10", "S-23", "S-27"), asked_for_more),
)
AFTER_THE_EDIT = (
    Step("The sponsor approves the new version, and is not alone", ("S-27",), sponsor_signed),
    Step("The IT provider signs too, and it is approved", ("S-3", "S-7"), provider_signed),
)
AT_THE_END = (Step("The record holds, link by link", ("S-7", "S-27"), verified),)
