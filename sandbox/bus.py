"""News of what changed in the tenant, for the pages that are open."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Literal

Kind = Literal["message", "row", "clock", "conversation", "story", "dialog", "reset"]


class Bus:
    """Fans out small announcements to every open event stream.

    An announcement says only what changed (`message {conversation}`, `row {list}`); the
    page reads the new state itself, so a missed one does no lasting harm.
    """

    def __init__(self) -> None:
        self._streams: set[asyncio.Queue[str | None]] = set()

    def publish(self, kind: Kind, data: Mapping[str, str | None]) -> None:
        """Tell every open page; costs nothing while none is open."""
        if not self._streams:
            return
        frame = f"event: {kind}\ndata: {json.dumps(data)}\n\n"
        for stream in self._streams:
            stream.put_nowait(frame)

    async def frames(self, quiet: float = 15) -> AsyncIterator[str]:
        """Server-sent event frames as they come; a comment after `quiet` seconds of none."""
        stream: asyncio.Queue[str | None] = asyncio.Queue()
        self._streams.add(stream)
        try:
            yield ": open\n\n"
            while True:
                try:
                    frame = await asyncio.wait_for(stream.get(), quiet)
                except TimeoutError:
                    frame = ": still here\n\n"
                if frame is None:
                    return
                yield frame
        finally:
            self._streams.discard(stream)

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        for stream in self._streams:
            stream.put_nowait(None)
