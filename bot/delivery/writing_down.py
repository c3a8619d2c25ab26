"""Writing what became of a sheet, for a job of the journal: written, or to be tried again."""

from collections.abc import Callable

import structlog

from bot.carrying import Contended, carry_out
from bot.journal.port import NotYet
from bot.organisation import Organisation
from graph.errors import GraphFault
from graph.records import NotNow
from playbook.outcome import Outcome

_WITHIN = 20.0
"""Seconds that Graph may take over one row that nobody waits for."""
REST = 30.0
"""Seconds until a row that Graph refuses for good is tried again: somebody has to mend that. So
long, too, until somebody who does not work now is thought of again."""

_log = structlog.get_logger(__name__)


async def write_down(org: Organisation, sheet: str, known: Callable[[], Outcome]) -> None:
    """Write the sheet's row as `known` has it, asked anew after every conflict.

    Raises:
        NotYet: the lists do not take it now.
    """
    try:
        result = await carry_out(org, known, within=_WITHIN)
    except Contended as contended:
        raise NotYet from contended
    except GraphFault as refused:
        _log.error("sheet.not_written_down", sheet=sheet, reason=str(refused))
        raise NotYet(REST) from refused
    if isinstance(result, NotNow):
        raise NotYet(result.after)
