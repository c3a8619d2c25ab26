"""Started while Graph is away, Cutover is alive, says that it is not ready, and becomes so."""

from aiohttp import ClientSession

from bot.demo.tenant import until
from tests.scenarios.firm import Firm
from tests.scenarios.test_journal_loss import graph_away
from tests.scenarios.worker import Inside


async def status(address: str, path: str) -> int:
    async with ClientSession() as session, session.get(address + path) as answer:
        return answer.status


async def test_started_while_graph_is_away_it_is_alive_and_not_ready_and_then_it_is(
    firm: Firm,
) -> None:
    card = await firm.asked()
    await firm.bot.stop()
    await graph_away(firm, retryAfter=1)
    assert isinstance(firm.bot, Inside)
    firm.bot.patience = 0.1
    await firm.bot.start()

    assert await status(firm.bot.address, "/healthz") == 200
    assert await status(firm.bot.address, "/readyz") == 503
    assert (await firm.post_activity(b"{}")).status == 503

    await firm.no_more_faults()

    async def ready() -> bool:
        return await status(firm.bot.address, "/readyz") == 200

    await until(ready, "Cutover to be ready")
    answer = await firm.press("marie", card, "Approve")
    assert "approved" in answer.words.lower()
