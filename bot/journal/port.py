"""The journal: work that must survive the process that was given it.

It holds what the lists do not hold yet, and nothing else. What a job means is the
runner's business; the journal sees to it that every kept job is run to its end.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict

Kind = Literal["write", "post", "sheet", "correction"]
Note = Callable[[str], Awaitable[None]]


class Job(BaseModel):
    """One piece of work, kept under an id that names what it is for.

    The id is unique within its organisation. `payload` is the JSON of the kind's own model;
    the journal does not look inside.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    kind: Kind
    organisation: str
    payload: str

    @property
    def key(self) -> str:
        """The job's name among those of all organisations."""
        return f"{self.organisation}/{self.id}"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the runner must know about earlier attempts at the same job.

    `begun_before` is True when one of them may have done part of the work: its process
    died in the middle, or it failed in a way nobody foresaw. An attempt that ended in
    `NotYet` did nothing that it has not noted, so it does not count.

    `noted` is what they noted, oldest first, those of earlier processes included. A note is
    any text of the runner's own. `await note(text)` answers once the text is kept, so that
    the process may be killed; several at once are kept in the order in which they were asked
    for. It raises `JournalUnreachable` where the text could not be kept. When the job is
    done, its notes are gone.
    """

    begun_before: bool
    noted: tuple[str, ...]
    note: Note


class NotYet(Exception):
    """Raised by a runner: nothing was done but what is noted, try again.

    `after` is in seconds of the wall clock, as a Retry-After header gives them
    (docs/platform.md#rates, docs/platform.md#throttling); None leaves the wait to the journal.
    """

    def __init__(self, after: float | None = None) -> None:
        super().__init__(after)
        self.after = after


class JournalUnreachable(RuntimeError):
    """The journal's database cannot be opened or written; the message says why."""


class JournalClosed(RuntimeError):
    """The journal was asked to keep something before it was opened or after it was closed."""

    def __init__(self) -> None:
        super().__init__("The journal is not open.")


Runner = Callable[[Job, Attempt], Awaitable[None]]
Wait = Callable[[float], Awaitable[None]]


class Journal(Protocol):
    """Keeps jobs and runs each to its end, whatever happens to the process.

    Writes of one organisation run one at a time in the order they were kept; one that
    waits holds back those behind it. Posts run side by side, at most 16, and so do sheets,
    at most 4; corrections one at a time. A job that waits leaves its place to others of its kind.
    A job whose runner raises anything but `NotYet` is logged and tried again too: the
    journal drops nothing.
    """

    async def open(self, run: Runner) -> None:
        """Begin to run whatever is kept, what an earlier process left behind included.

        Raises `JournalUnreachable` when its database cannot be opened.
        """

    async def keep(self, job: Job) -> bool:
        """Keep a job; it is durable once this answers.

        False when that id was kept before, finished or not: the job is not run again. A job
        finished long ago may be forgotten, so its runner must bear to be run again.
        Raises `JournalClosed` unless the journal is open.
        """

    async def pending(self) -> tuple[Job, ...]:
        """What is kept and not finished, oldest first."""

    async def settled(self) -> None:
        """Return when nothing is running or could run now. Jobs that wait do not count."""

    async def close(self) -> None:
        """Stop running jobs. What is unfinished stays kept."""
