"""Payloads about what people are told and say in return: announcements, questions, surveys."""

from pydantic import Field

from cards.payloads.payload import Key, Payload
from playbook.records import ConcernKind


class GotIt(Payload, frozen=True):
    """Somebody has read a wave's announcement."""

    VERB = "announcement.gotit"
    wave: Key


class OpenConcern(Payload, frozen=True):
    """Asks for the form of a question or a problem."""

    VERB = "concern.form"
    kind: ConcernKind = Field(strict=False)
    wave: Key


class RaiseConcern(Payload, frozen=True):
    """A question or a problem, from its form. `form` names it, so that it is raised only once."""

    VERB = "concern.raise"
    kind: ConcernKind = Field(strict=False)
    wave: Key
    form: Key


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
