"""`python -m sandbox --port N --data DIR`: the sandbox tenant alone."""

import argparse
import asyncio
import contextlib
import signal
import zoneinfo
from pathlib import Path

from sandbox.app import running


def main() -> None:
    """Serve until interrupted or terminated."""
    # The rules of the zones as the locked package has them: a machine may be years behind.
    zoneinfo.reset_tzpath(())
    parser = argparse.ArgumentParser(prog="sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--data", type=Path, help="where the state is kept; in memory if left out")
    arguments = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(arguments.port, arguments.data))


async def _serve(port: int, data: Path | None) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGINT"):
        # Windows' loop has no signal handlers; there Ctrl+C arrives as KeyboardInterrupt.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(getattr(signal, name), stopped.set)
    async with running(data, port=port) as sandbox:
        print(sandbox.root, flush=True)  # noqa: T201 - the one line that callers wait for
        await stopped.wait()


if __name__ == "__main__":
    main()
