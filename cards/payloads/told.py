"""Payloads about what people are told and say in return: announcements, questions, surveys."""

from typing import Annotated

from pydantic import AfterValidator, Field

from cards.payloads.payload import Key, Payload
from playbook.records import ConcernKind


def _on_a_wave(kind: ConcernKind) -> ConcernKind:
    if kind is ConcernKind.ADDITION:
        raise ValueError("an addition is asked for of a change")
    return kind


OnAWave = Annotated[ConcernKind, Field(strict=False), AfterValidator(_on_a_wave)]
"""What is raised on the announcement of a wave."""


class GotIt(Payload, frozen=True):
    """Somebody has read a wave's announcement."""

    VERB = "announcement.gotit"
    wave: Key


class OpenConcern(Payload, frozen=True):
    """Asks for the form of a question or a problem."""

    VERB = "concern.form"
    kind: OnAWave
    wave: Key


class RaiseConcern(Payload, frozen=True):
    """A question or a problem, from its form. `form` names it, so that it is raised only once."""

    VERB = "concern.raise"
    kind: OnAWave
    wave: Key
    form: Key


class OpenAddition(Payload, frozen=True):
    """Asks for the form of an addition to a change."""

    VERB = "addition.form"
    change: Key


class AskAddition(Payload, frozen=True):
    """An addition, from its form. `form` names it, so that it is asked for only once."""

    VERB = "addition.ask"
    change: Key
    form: Key


class TakeAddition(Payload, frozen=True):
    """An addition is taken up, into the part of the scope that is chosen beside it."""

    VERB = "addition.take"
    concern: Key


class ShowConcern(Payload, frozen=True):
    VERB = "concern.show"
    concern: Key


class AnswerConcern(Payload, frozen=True):
    VERB = "concern.answer"
    concern: Key


class AnswerSurvey(Payload, frozen=True):
    """The scaled question, answered on the survey's own card."""

    VERB = "survey.answer"
    survey: Key


class OpenSurvey(Payload, frozen=True):
    """Asks for the form with the survey's questions in words."""

    VERB = "survey.form"
    survey: Key


class SaveSurvey(Payload, frozen=True):
    """The answers in words, from their form."""

    VERB = "survey.save"
    survey: Key
