"""What each verb does: verb to payload model and handler, as data.

A test holds this table against the verbs that cards can send, both ways.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.desk import acting, opening, requesting, showing
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
        Route(payloads.ShowPlan, showing.plan_of),
        Route(payloads.ShowWave, showing.row),
        Route(payloads.ShowSurvey, showing.row),
        Route(payloads.ShowConcern, showing.row),
        Route(payloads.ShowRow, showing.row),
        Route(payloads.ShowCalendar, showing.calendar),
        Route(payloads.RefreshPost, showing.refreshed),
        Route(payloads.OpenForm, requesting.form),
        Route(payloads.OpenAnswer, opening.answer),
        Route(payloads.OpenSetUp, opening.set_up),
        Route(payloads.OpenRowForm, opening.row),
        Route(payloads.OpenConcern, opening.concern),
        Route(payloads.OpenSurvey, opening.survey),
        Route(payloads.OpenLine, opening.behind_line),
        Route(payloads.FileChange, requesting.filed),
        Route(payloads.DecideApproval, acting.acted),
        Route(payloads.WithdrawDecision, acting.acted),
        Route(payloads.StepChange, acting.acted),
        Route(payloads.ResolvePost, acting.acted),
        Route(payloads.SaveSetUp, acting.acted),
        Route(payloads.SaveRow, acting.acted),
        Route(payloads.MoveWave, acting.acted),
        Route(payloads.GotIt, acting.acted),
        Route(payloads.RaiseConcern, acting.acted),
        Route(payloads.AnswerConcern, acting.acted),
        Route(payloads.AnswerSurvey, acting.acted),
        Route(payloads.SaveSurvey, acting.acted),
        Route(payloads.FinishItem, acting.acted),
    )
}
