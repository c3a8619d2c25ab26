"""What each verb does: verb to payload model and handler, as data.

A test holds this table against the verbs that cards can send, both ways.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.desk import acting, showing
from bot.desk.visit import Visit
from bot.teams.turn import Answer
from cards import payloads

Handle = Callable[[Visit, Any], Awaitable[Answer]]
"""A handler takes the visit and its verb's payload."""


@dataclass(frozen=True, slots=True)
class Route:
    payload: type[payloads.Payload]
    handle: Handle


ROUTES: Mapping[str, Route] = {
    route.payload.VERB: route
    for route in (
        Route(payloads.ShowHome, showing.home),
        Route(payloads.ShowHelp, showing.help_),
        Route(payloads.ShowChange, showing.change),
        Route(payloads.RefreshPost, showing.refreshed),
        Route(payloads.OpenForm, showing.form),
        Route(payloads.OpenSetUp, showing.set_up),
        Route(payloads.FileChange, acting.filed),
        Route(payloads.DecideApproval, acting.acted),
        Route(payloads.StepChange, acting.acted),
        Route(payloads.ResolvePost, acting.acted),
        Route(payloads.SaveSetUp, acting.set_up),
    )
}
