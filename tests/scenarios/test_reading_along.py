"""In a channel or group chat everybody reads along: what is one person's stays theirs."""

import pytest

from tests.scenarios.firm import CHANGE, Firm

PRIVATE = "Move our files"


async def group_of(firm: Firm) -> str:
    talks = await firm.tenant.talks("marie")
    (group,) = [talk for talk in talks if talk.kind == "group"]
    path = f"conversations/{group.id}/app"
    await firm.tenant.call("POST", path, {"person": "julie"})
    return group.id


@pytest.mark.parametrize("words", ["yes", CHANGE, "what waits for me", "status"])
async def test_what_waits_for_somebody_is_shown_to_nobody_else(firm: Firm, words: str) -> None:
    await firm.asked()
    group = await group_of(firm)
    await firm.tenant.say("marie", group, f"@Cutover {words}")

    answer = await firm.stage.shown("dev", "Others can read along here", talk=group)
    shown = [message.words for message in await firm.tenant.messages("dev", group)]
    assert not any(PRIVATE in words for words in shown if "Others can read along" in words)

    verb = "change.show" if words == CHANGE else "home"
    own = await firm.tenant.press("marie", group, answer.id, verb)
    assert PRIVATE in own.words
    seen = [message.words for message in await firm.tenant.messages("dev", group)]
    assert not any(PRIVATE in words for words in seen)


async def test_a_change_begun_in_a_group_chat_opens_its_form_for_one_and_keeps_nothing_yet(
    firm: Firm,
) -> None:
    group = await group_of(firm)
    await firm.tenant.say("dev", group, "@Cutover we need to replace the saw")
    card = await firm.stage.shown("dev", "Start a change", talk=group)
    asked = await firm.tenant.press("dev", group, card.id, "change.form")
    assert asked.dialog
    assert "Replace the saw" in asked.words
    assert not await firm.rows("Change requests", Title="Replace the saw")
