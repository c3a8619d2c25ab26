"""Loading the register at the start: everything in all lists, into memory for good."""

import asyncio
import gc
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from bot.host.refusals import sentence
from bot.settings import SettingsError
from graph.errors import GraphFault, Unavailable
from graph.records import Records

_RETRY = 2.0
_NEVER = 1_000_000_000

_log = structlog.get_logger(__name__)


async def load(records: Records) -> None:
    """Load the register, for as long as Graph takes: without it nothing can be decided.

    Raises:
        SettingsError: Graph will not have us, and waiting mends nothing.
    """
    while True:
        try:
            with _made_to_stay():
                return await records.open()
        except Unavailable as away:
            _log.warning("lists.unavailable", reason=str(away))
            await asyncio.sleep(away.after or _RETRY)
        except GraphFault as fault:
            raise SettingsError(sentence(fault)) from fault


@contextmanager
def _made_to_stay() -> Iterator[None]:
    """Whatever is made inside stays, and is not searched for garbage again and again.

    Python's collector goes over every object there is to find a few cycles, each time a quarter
    more has been made. For twenty thousand rows that is four passes of up to 100 ms, in which
    nobody has a turn and which find nothing; and one more whenever the bot has worked for a while.
    So there is no such pass during a load, and none over what was loaded. A row that is replaced
    goes as ever, when the last reference to it does.
    """
    young, middle, old = gc.get_threshold()
    gc.set_threshold(young, middle, _NEVER)
    try:
        yield
    finally:
        gc.set_threshold(young, middle, old)
        gc.freeze()
