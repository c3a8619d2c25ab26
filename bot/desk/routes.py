"""What each verb does: verb to payload model and handler, as data.

A test holds this table against the verbs that cards can send, both ways.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.desk import acting, answering, looking_back, opening, requesting, showing
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
        Route(payloads.ShowRoute, showing.route_of),
        Route(payloads.ShowPlan, showing.plan_of),
        Route(payloads.ShowPart, showing.part_of),
        Route(payloads.ShowRoles, showing.roles_of),
        Route(payloads.ShowWave, showing.row),
        Route(payloads.ShowSurvey, showing.row),
        Route(payloads.ShowConcern, showing.row),
        Route(payloads.ShowRow, showing.row),
        Route(payloads.ShowCalendar, showing.calendar),
        Route(payloads.RefreshPost, showing.refreshed),
        Route(payloads.OpenForm, requesting.form),
        Route(payloads.OpenAnswer, answering.answer),
        Route(payloads.OpenReview, looking_back.review),
        Route(payloads.OpenSetUp, opening.set_up),
        Route(payloads.OpenHandOver, answering.hand_over),
        Route(payloads.OpenRowForm, opening.row),
        Route(payloads.OpenRoles, opening.role_form),
        Route(payloads.OpenConcern, opening.concern),
        Route(payloads.OpenSurvey, opening.survey),
        Route(payloads.OpenAddition, opening.addition),
        Route(payloads.OpenLine, opening.behind_line),
        Route(payloads.FileChange, requesting.filed),
        Route(payloads.DecideApproval, acting.acted),
        Route(payloads.WithdrawDecision, acting.acted),
        Route(payloads.SaveReview, acting.acted),
        Route(payloads.AskFirst, acting.acted),
        Route(payloads.SaveHandOver, acting.acted),
        Route(payloads.EndHandOver, acting.acted),
        Route(payloads.StepChange, acting.acted),
        Route(payloads.ResolvePost, acting.acted),
        Route(payloads.SaveSetUp, acting.acted),
        Route(payloads.SaveRow, acting.acted),
        Route(payloads.SaveRoles, acting.acted),
        Route(payloads.MoveWave, acting.acted),
        Route(payloads.GotIt, acting.acted),
        Route(payloads.RaiseConcern, acting.acted),
        Route(payloads.AnswerConcern, acting.acted),
        Route(payloads.AnswerSurvey, acting.acted),
        Route(payloads.SaveSurvey, acting.acted),
        Route(payloads.FinishItem, acting.acted),
        Route(payloads.AskAddition, acting.acted),
        Route(payloads.TakeAddition, acting.acted),
    )
}
