"""`python -m bot.playground --port N`: Cutover in Microsoft's Agents Playground."""

import argparse
import asyncio
import signal
import sys
from contextlib import suppress

from bot.playground.standing import stand


def main() -> None:
    """Stand until interrupted or terminated."""
    parser = argparse.ArgumentParser(prog="bot.playground", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="of the page; 0 takes a free one")
    with suppress(KeyboardInterrupt):
        asyncio.run(_until_told(parser.parse_args().port))


async def _until_told(port: int) -> None:
    standing = asyncio.create_task(stand(port))
    if sys.platform != "win32":
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, standing.cancel)
    with suppress(asyncio.CancelledError):
        sys.exit(await standing)


if __name__ == "__main__":
    main()
