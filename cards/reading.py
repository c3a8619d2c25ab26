"""From what was typed and chosen on a card to a typed command.

Nothing is judged here beyond what cannot be read at all: limits and meaning are the playbook's,
so that over-long text comes back on the form whole.
"""

from collections.abc import Mapping

from cards import payloads, reading_in_place
from cards.payloads import (
    FIRST_QUESTION,
    LEARNED,
    RIGHT,
    CommandPayload,
    DecideApproval,
    FileChange,
    FinishItem,
    GotIt,
    MoveWave,
    Nonsense,
    RaiseConcern,
    ResolvePost,
    SaveReview,
    SaveRoles,
    SaveRow,
    SaveSetUp,
    SaveSurvey,
    StepChange,
    WithdrawDecision,
)
from cards.reading_conditions import conditions_in
from cards.reading_rows import keep_of, roles_of
from cards.typed import lines_of, person_of, value_of
from playbook import commands
from playbook.adding import INTO
from playbook.commands import AnyCommand, Decide, File, Resolve, SetUp, Step, Withdraw
from playbook.fields import asked_of, declared
from playbook.findings import Finding
from playbook.records import ChangeRequest, Duty, Feeling, Hindsight, Phase, SurveyAnswer
from playbook.steps import ASKED, FIELDS, FormStep

ANSWER = "answer"
"""Id of the input that answers a question or a problem."""
SAID = reading_in_place.SAID
"""Id of the input that asks a question or reports a problem."""
WHY = "why"
"""Id of the input that says what an addition is needed for."""
FEELING = "feeling"
"""Id of the survey's scaled question."""


def command_of(payload: CommandPayload, inputs: Mapping[str, str]) -> AnyCommand | Nonsense:
    """The command that a press asks for; Nonsense for inputs that no card of ours sends."""
    match payload:
        case FileChange():
            return file_of(payload, inputs)
        case DecideApproval():
            return _decide(payload, inputs)
        case WithdrawDecision():
            return Withdraw(
                change=payload.change,
                version=payload.version,
                reason=lines_of(inputs.get("reason", "")),
                via=payload.post,
            )
        case SaveReview():
            return _review(payload, inputs)
        case payloads.AskFirst() | payloads.SaveHandOver() | payloads.EndHandOver():
            return reading_in_place.command_of(payload, inputs)
        case StepChange():
            return _step(payload, inputs)
        case ResolvePost():
            return Resolve(post=payload.doubted, arrived=payload.arrived)
        case SaveSetUp():
            return _set_up(inputs)
        case SaveRow():
            return keep_of(payload, inputs)
        case SaveRoles():
            return roles_of(payload, inputs)
        case MoveWave(wave=wave, to=to, ordinal=ordinal):
            return commands.MoveWave(wave=wave, to=to, ordinal=ordinal, reason=_reason(inputs))
        case FinishItem(item=item):
            return commands.FinishItem(item=item)
        case GotIt(wave=wave, post=post):
            return commands.Acknowledge(wave=wave, post=post)
        case RaiseConcern():
            return _raise(payload, inputs)
        case payloads.AnswerConcern(concern=concern):
            return commands.AnswerConcern(concern=concern, text=lines_of(inputs.get(ANSWER, "")))
        case payloads.AskAddition(change=change, form=form, post=post):
            return commands.AskAddition(
                change=change,
                text=lines_of(inputs.get(SAID, "")),
                why=lines_of(inputs.get(WHY, "")),
                form=form,
                post=post,
            )
        case payloads.TakeAddition(concern=concern):
            return commands.TakeAddition(
                addition=concern, into=inputs.get(INTO, ""), text=lines_of(inputs.get(SAID, ""))
            )
        case payloads.AnswerSurvey(survey=survey) | SaveSurvey(survey=survey):
            return _survey(survey, inputs, in_words=isinstance(payload, SaveSurvey))


def _reason(inputs: Mapping[str, str]) -> str:
    return lines_of(inputs.get("reason", ""))


def begun(entered: ChangeRequest, inputs: Mapping[str, str]) -> ChangeRequest:
    """The request with what was answered on the card whose button opened its form."""
    answer = lines_of(inputs.get(FIRST_QUESTION, ""))
    return entered.model_copy(update={FIRST_QUESTION: answer}) if answer else entered


def file_of(payload: FileChange, inputs: Mapping[str, str]) -> File:
    """What a step of the request's form keeps: nothing but what it asked."""
    asked = frozenset(FIELDS[FormStep(payload.step)]) if payload.step else ASKED
    values: dict[str, object] = {}
    unread: list[Finding] = []
    for kept in declared(ChangeRequest):
        if kept.name not in asked:
            continue
        value, finding = value_of(kept, inputs.get(kept.name, ""))
        values[kept.name] = value
        if finding is not None:
            unread.append(finding)
    entered = ChangeRequest.model_validate(
        {"key": payload.change, "form": payload.form, **_given(values)}
    )
    return File(
        entered=entered,
        submit=payload.submit,
        base=payload.base,
        unread=tuple(unread),
        fields=asked if payload.step else frozenset(),
    )


def _decide(payload: DecideApproval, inputs: Mapping[str, str]) -> Decide | Nonsense:
    conditions = conditions_in(inputs)
    if isinstance(conditions, Nonsense):
        return conditions
    return Decide(
        change=payload.change,
        version=payload.version,
        verdict=payload.verdict,
        comment=lines_of(inputs.get("comment", "")),
        approver=payload.approver,
        conditions=conditions,
        via=payload.post,
    )


def _given(values: Mapping[str, object]) -> dict[str, object]:
    """What was given; a choice that nobody made stays as its field has it."""
    return {name: value for name, value in values.items() if value is not None}


def _review(payload: SaveReview, inputs: Mapping[str, str]) -> commands.ReviewEmergency | Nonsense:
    right = inputs.get(RIGHT, "")
    if right and right not in set(Hindsight):
        return Nonsense(f"{payload.VERB}: {RIGHT}: not a choice")
    return commands.ReviewEmergency(
        change=payload.change,
        version=payload.version,
        right=Hindsight(right) if right else None,
        learned=lines_of(inputs.get(LEARNED, "")),
        via=payload.post,
    )


def _step(payload: StepChange, inputs: Mapping[str, str]) -> Step | Nonsense:
    to = inputs.get("to", "")
    if to not in set(Phase):
        return Nonsense(f"{payload.VERB}: to: not a phase")
    return Step(
        change=payload.change,
        to=Phase(to),
        ordinal=payload.ordinal,
        reason=lines_of(inputs.get("reason", "")),
    )


def _set_up(inputs: Mapping[str, str]) -> SetUp:
    holders = {}
    for duty in Duty:
        who, _unknown = person_of(duty, inputs.get(duty.name.lower(), ""))
        if who:
            holders[duty] = who
    return SetUp(holders=holders)


def _raise(payload: RaiseConcern, inputs: Mapping[str, str]) -> commands.Raise:
    """Where it was raised is not on the card: the desk adds it from the signed request."""
    return commands.Raise(
        wave=payload.wave,
        kind=payload.kind,
        text=lines_of(inputs.get(SAID, "")),
        form=payload.form,
        post=payload.post,
    )


def _survey(
    survey: str, inputs: Mapping[str, str], *, in_words: bool
) -> commands.AnswerSurvey | Nonsense:
    feeling = inputs.get(FEELING, "")
    if feeling and feeling not in set(Feeling):
        return Nonsense("survey: feeling: not a choice")
    told = {
        kept.name: lines_of(inputs.get(kept.name, ""))
        for kept in asked_of(SurveyAnswer)
        if kept.name != FEELING
    }
    return commands.AnswerSurvey(
        survey=survey,
        feeling=Feeling(feeling) if feeling else None,
        told=told if in_words else None,
    )
