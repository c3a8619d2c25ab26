"""Part (a) of topic main: an empty echo through bot.teams against botbuilder and bare aiohttp.

Each bot, the connector stub and this load share the machine, so only ratios of one run say
anything. The bots take turns in short rounds, so that a busy neighbour disturbs them alike.
"""

import asyncio
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp

from tests.bench.certificates import issue
from tests.bench.load import Load, Stub, Tally, process
from tests.bench.rows import Row, at_least, at_most, told

ROUNDS = 4
AT_ONCE = (1, 16)
PLAIN = ("bare", "ours", "stock")
TLS = ("ours", "stock")


def measure() -> list[Row]:
    """The rows of the echo; takes well under a minute."""
    return asyncio.run(_measure())


async def _measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        certificates = issue(Path(folder))
        async with AsyncExitStack() as stack:
            session = await stack.enter_async_context(aiohttp.ClientSession())
            command = ("tests.bench.echo_stub", certificates.chain, certificates.key)
            stub = Stub(**await stack.enter_async_context(process(*command)))
            plain = await _compare(session, stub, certificates.bundle, PLAIN, tls=False)
            tls = await _compare(session, stub, certificates.bundle, TLS, tls=True)
    return [*_rows(plain, "", 5), *_rows(tls, " over TLS", 10)]


async def _compare(
    session: aiohttp.ClientSession, stub: Stub, bundle: Path, bots: tuple[str, ...], *, tls: bool
) -> dict[tuple[str, int], Tally]:
    service_url = stub.service_url(tls=tls)
    load = await Load.ready(session, stub, service_url)
    tallies = {(kind, at_once): Tally() for at_once in AT_ONCE for kind in bots}
    async with AsyncExitStack() as stack:
        ports: dict[str, int] = {}
        for kind in bots:
            command = (kind, service_url, f"{stub.root}/metadata", bundle)
            bot = process("tests.bench.echo_servers", *command, ca=bundle)
            ports[kind] = (await stack.enter_async_context(bot))["port"]
            await load.run(kind, ports[kind], 1, Tally())
        # One at a time first: sixteen at once leave sixteen pooled connections behind.
        for at_once in AT_ONCE:
            for _ in range(ROUNDS):
                for kind in bots:
                    await load.run(kind, ports[kind], at_once, tallies[kind, at_once])
    return tallies


def _rows(tallies: dict[tuple[str, int], Tally], where: str, bar: float) -> list[Row]:
    rows: list[Row] = []
    for at_once in AT_ONCE:
        suffix = f"{at_once} at once{where}"
        ratio = tallies["ours", at_once].rate / tallies["stock", at_once].rate
        rows.append(at_least("main", f"echo: ours against stock, {suffix}", ratio, "times", bar))
        for kind in (kind for kind, number in tallies if number == at_once):
            tally = tallies[kind, at_once]
            rows.append(told("main", f"echo: {kind}, {suffix}", tally.rate, "a second"))
            rows.append(told("main", f"echo: CPU of {kind}, {suffix}", tally.cpu_ms, "ms"))
    ours, stock = tallies["ours", 1].connections, tallies["stock", 1].connections
    rows.append(
        at_most("main", f"echo: outbound connections of ours{where}", ours, "connections", 1)
    )
    rows.append(told("main", f"echo: outbound connections of stock{where}", stock, "a round"))
    return rows
