"""An event loop whose time passes only while everybody waits, and then at once."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")
_LISTENS = 0.001
"""Real seconds without a byte on any connection, after which simulated time goes on."""


class _Jumping(selectors.DefaultSelector):
    """Moves the loop's time on instead of waiting for it."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("everybody waits for something that nobody will do")
        self.now += max(0.0, timeout)
        return super().select(0)


class _Listening(_Jumping):
    """The same beside real connections within this process, which are quick, but not at once."""

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        listen = _LISTENS if timeout is None or timeout > 0 else 0
        # The selector of the system, whose seconds are real.
        ready = selectors.DefaultSelector.select(self, listen)
        return ready or super().select(timeout)


class VirtualLoop(asyncio.SelectorEventLoop):
    """Seconds of `time()` and of `asyncio.sleep` are simulated; nothing may run in threads."""

    def __init__(self, jumping: _Jumping | None = None) -> None:
        self._jumping = jumping or _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


def simulated(work: Coroutine[Any, Any, Result]) -> Result:
    """Run it in virtual time; what is left of it then is cancelled."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(work)


def simulated_over_loopback(work: Coroutine[Any, Any, Result]) -> Result:
    """The same for work that talks to itself over connections of this machine."""
    with asyncio.Runner(loop_factory=lambda: VirtualLoop(_Listening())) as runner:
        return runner.run(work)
