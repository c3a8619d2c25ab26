"""A message that may have arrived is never sent again by itself; a person settles it."""

from tests.scenarios.firm import Firm


async def test_a_timeout_after_delivery_leaves_the_post_unknown(firm: Firm) -> None:
    post = await firm.in_doubt(status=504, after=True)
    await firm.settle()
    await firm.settle("P1D")

    assert post["State"] == "unknown"
    assert await firm.post("approval") == post
    assert await firm.count("marie", "asks you to approve") == 1
    assert (await firm.ready())["postsInDoubt"] == 1


async def test_a_bare_502_leaves_the_post_unknown(firm: Firm) -> None:
    post = await firm.in_doubt(status=502, body="Bad gateway")

    assert post["State"] == "unknown"
    assert "502" in str(post["Detail"])


async def test_a_dropped_connection_leaves_the_post_unknown(firm: Firm) -> None:
    post = await firm.in_doubt(drop=True, after=True)

    assert post["State"] == "unknown"
    assert await firm.count("marie", "asks you to approve") == 1


async def test_the_lead_says_that_it_arrived(firm: Firm) -> None:
    await firm.in_doubt(status=504, after=True)

    home = await firm.say("alex", "hello", "may not have arrived", "It arrived", "Send again")
    await firm.press("alex", home, "It arrived")
    await firm.settle()

    assert (await firm.post("approval"))["State"] == "sent"
    assert await firm.count("marie", "asks you to approve") == 1


async def test_the_lead_has_it_sent_again(firm: Firm) -> None:
    await firm.in_doubt(status=504)

    home = await firm.say("alex", "hello", "may not have arrived")
    await firm.press("alex", home, "Send again")
    await firm.settle()

    posts = await firm.rows("Posts", Purpose="approval")
    assert [row["State"] for row in posts] == ["superseded", "sent"]
    assert await firm.count("marie", "asks you to approve") == 1


async def test_send_again_pressed_twice_sends_once(firm: Firm) -> None:
    await firm.in_doubt(status=504)
    home = await firm.say("alex", "hello", "may not have arrived")

    await firm.press_at_once("alex", home, "Send again", 3)
    await firm.settle()

    assert await firm.count("marie", "asks you to approve") == 1


async def test_somebody_else_may_not_say_whether_it_arrived(firm: Firm) -> None:
    post = await firm.in_doubt(status=504)

    for person in ("sam", "dev", "marie"):
        for arrived in (True, False):
            answer = await firm.forge(
                person, "post.resolve", {"doubted": post["Key"], "arrived": arrived}
            )
            assert "can say whether this message arrived" in answer.words
    await firm.settle()

    assert await firm.post("approval") == post


async def test_pressing_the_card_proves_that_it_arrived(firm: Firm) -> None:
    await firm.in_doubt(status=504, after=True)

    card = await firm.approval()
    await firm.press("marie", card, "Approve")

    post = await firm.post("approval")
    assert post["State"] == "sent"
    assert post["Message"] == card.id
    assert (await firm.ready())["postsInDoubt"] == 0


async def test_a_throttled_post_waits_its_fraction_and_is_delivered_once(firm: Firm) -> None:
    post = await firm.in_doubt(status=429, retryAfter=0.25)
    if post["State"] == "claimed":
        await firm.approval()
        await firm.settle()

    assert (await firm.post("approval"))["State"] == "sent"
    assert await firm.count("marie", "asks you to approve") == 1
