"""A journal that has forgotten what it did does nothing twice: the lists' unique keys decide."""

from bot.journal.port import Job
from tests.scenarios.firm import Firm
from tests.scenarios.test_journal_loss import all_saved, three_commands
from tests.scenarios.worker import Inside


async def pruned(firm: Firm) -> None:
    """Nothing that is finished is left in the journal."""
    await firm.bot.stop()
    firm.bot.forget()
    await firm.bot.start()


async def test_what_was_saved_and_forgotten_changes_nothing_when_it_is_kept_again(
    firm: Firm,
) -> None:
    assert isinstance(firm.bot, Inside)
    await firm.asked()
    await three_commands(firm)
    jobs: tuple[Job, ...] = await firm.bot.program.journal.pending()
    await firm.no_more_faults()
    await all_saved(firm)
    lists = ("Change requests", "Decisions", "History", "Posts")
    before = {name: await firm.rows(name) for name in lists}

    await pruned(firm)
    for job in jobs:
        assert await firm.bot.program.journal.keep(job)
    await all_saved(firm)

    after = {name: await firm.rows(name) for name in lists}
    assert {name: [row["Key"] for row in rows] for name, rows in after.items()} == {
        name: [row["Key"] for row in rows] for name, rows in before.items()
    }
    assert (await firm.change())["Status"] == "Planning"
    for person in ("marie", "sam", "alex"):
        assert await firm.count(person, "What you sent earlier is saved now") == 1
