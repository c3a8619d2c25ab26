"""From what a press sends to its payload, and to the inputs beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue, ValidationError

from cards.payloads import in_place, plan, request, told
from cards.payloads.payload import VERSION, Payload, data_of

CommandPayload = (
    request.FileChange | request.DecideApproval | request.WithdrawDecision | request.StepChange
    | request.SaveReview | request.ResolvePost | request.SaveSetUp | plan.SaveRow | plan.SaveRoles
    | plan.MoveWave | plan.FinishItem
    | told.GotIt | told.RaiseConcern | told.AnswerConcern | told.AnswerSurvey | told.SaveSurvey
    | told.AskAddition | told.TakeAddition
    | in_place.SaveHandOver | in_place.EndHandOver | in_place.AskFirst
)  # fmt: skip
"""The payloads that ask for something to be written."""

PAYLOADS: Mapping[str, type[Payload]] = {
    model.VERB: model
    for model in (
        request.ShowHome, request.ShowHelp, request.ShowChange, request.OpenForm,
        request.FileChange, request.DecideApproval, request.OpenAnswer,
        request.WithdrawDecision, request.ShowRoute, request.OpenReview,
        request.SaveReview, request.StepChange, request.ResolvePost,
        request.RefreshPost, request.OpenSetUp, request.SaveSetUp, plan.ShowPlan, plan.ShowPart,
        plan.ShowRoles, plan.OpenRoles, plan.SaveRoles, plan.ShowWave,
        plan.ShowSurvey, plan.ShowRow, plan.OpenRowForm, plan.SaveRow, plan.MoveWave,
        plan.FinishItem, plan.OpenLine, told.GotIt, told.OpenConcern, told.RaiseConcern,
        told.ShowConcern, told.AnswerConcern, told.AnswerSurvey, told.OpenSurvey, told.SaveSurvey,
        in_place.OpenHandOver, in_place.SaveHandOver, in_place.EndHandOver, in_place.AskFirst,
        plan.ShowCalendar,
        told.OpenAddition, told.AskAddition, told.TakeAddition,
    )
}  # fmt: skip

_NAMING = ("change", "wave", "survey", "concern", "item", "row")
"""Fields that hold the key of a change, or one that begins with it."""


@dataclass(frozen=True, slots=True)
class OldCard:
    """The card was drawn by another version of Cutover; `change` is what it was about, if known."""

    change: str = ""


@dataclass(frozen=True, slots=True)
class Nonsense:
    """Nothing that a card of ours can send; `why` is for the log, never for a person."""

    why: str


def parse(verb: str, data: Mapping[str, JsonValue]) -> Payload | OldCard | Nonsense:
    """The payload of a press; `data` holds the card's inputs too, which are ignored here."""
    model = PAYLOADS.get(verb)
    if model is None:
        return Nonsense("unknown verb")
    version = data.get("v")
    if isinstance(version, int) and not isinstance(version, bool) and version != VERSION:
        return OldCard(_change_in(data))
    try:
        return model.model_validate(data)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False, include_context=False)[0]
        return Nonsense(f"{verb}: {'.'.join(map(str, first['loc']))}: {first['type']}")


def change_of(payload: Payload) -> str:
    """The change that a press is about, or empty."""
    return _change_in(data_of(payload))


def _change_in(data: Mapping[str, JsonValue]) -> str:
    """The change that a payload names, or the one whose row it names."""
    named = (data.get(name) for name in _NAMING)
    key = next((value for value in named if isinstance(value, str) and value), "")
    change = key.partition("/")[0]
    return change if len(change) <= 255 else ""


def inputs_of(payload: Payload, data: Mapping[str, JsonValue]) -> dict[str, str]:
    """What was typed and chosen on the card, by input id; numbers become text, the rest is left."""
    fields = type(payload).model_fields
    return {
        name: value if isinstance(value, str) else str(value)
        for name, value in data.items()
        if name not in fields and isinstance(value, str | int | float)
    }
