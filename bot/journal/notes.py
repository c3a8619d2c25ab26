"""What runners note while they work."""

from collections import defaultdict
from typing import Protocol


class Notes(Protocol):
    """The notes of all unfinished jobs, by the job's name among those of all organisations."""

    async def of(self, job: str) -> tuple[str, ...]:
        """What was noted, oldest first, by attempts that were given up included."""

    async def add(self, job: str, text: str) -> None:
        """Note; the text is kept once this answers."""

    async def remove(self, job: str) -> None:
        """Forget: the job is done."""


class MemoryNotes:
    """`Notes` that end with the process."""

    def __init__(self) -> None:
        self._noted: defaultdict[str, list[str]] = defaultdict(list)

    async def of(self, job: str) -> tuple[str, ...]:
        return tuple(self._noted.get(job, ()))

    async def add(self, job: str, text: str) -> None:
        self._noted[job].append(text)

    async def remove(self, job: str) -> None:
        self._noted.pop(job, None)
