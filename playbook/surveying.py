"""Answering a survey: once a person, and theirs to change until it closes."""

from datetime import datetime

from playbook.commands import AnswerSurvey
from playbook.completing import completed
from playbook.dossier import Dossier
from playbook.fields import asked_of
from playbook.findings import Fault, Finding
from playbook.outcome import Outcome, Reason, Refusal, Surveyed, Unfinished
from playbook.records import Feeling, Person, Survey, SurveyAnswer
from playbook.surveys import answer_of, closes_at, is_open, opens_at, survey_of
from playbook.workplace import Workplace

_IN_WORDS = {kept.name: kept.limit for kept in asked_of(SurveyAnswer) if kept.name != "feeling"}


def answer_survey(
    dossier: Dossier, workplace: Workplace, command: AnswerSurvey, person: Person, now: datetime
) -> Outcome:
    """Keep a person's answer under one key, so that a second one takes the first one's place."""
    change = dossier.change.key
    survey = survey_of(dossier, command.survey)
    if survey is None:
        return Outcome(Refusal(Reason.NO_SUCH_RECORD, change, about=command.survey))
    if refusal := _not_open(survey, workplace, now):
        return Outcome(refusal)
    told = {name: text for name, text in (command.told or {}).items() if name in _IN_WORDS}
    too_long = tuple(
        Finding(name, Fault.TOO_LONG, limit=_IN_WORDS[name], actual=len(text))
        for name, text in told.items()
        if len(text) > _IN_WORDS[name]
    )
    if too_long:
        return Outcome(Unfinished(too_long))
    before = answer_of(dossier, survey.key, person.key)
    feeling = command.feeling or (before.feeling if before else None)
    if feeling is None:
        return Outcome(Unfinished((Finding("feeling", Fault.MISSING),)))
    key = dossier.free(f"{survey.key}/answer/{person.key}")
    answer = _answer(key, survey, before, feeling, told, person, now)
    if before is None:
        reply = Surveyed(change, survey.key)
        return completed(Outcome(reply, facts=(answer,)), dossier, workplace, now)
    edits = (answer,) if answer.model_copy(update={"at": before.at}) != before else ()
    reply = Surveyed(change, survey.key, changed=bool(edits))
    return completed(Outcome(reply, edits=edits, edit_decides=bool(edits)), dossier, workplace, now)


def _not_open(survey: Survey, workplace: Workplace, now: datetime) -> Refusal | None:
    if is_open(survey, workplace.office, now):
        return None
    opens, closes = opens_at(survey, workplace.office), closes_at(survey, workplace.office)
    who = (survey.by,) if survey.by else ()
    if closes is not None and closes <= now:
        closed = Reason.SURVEY_CLOSED
        return Refusal(closed, survey.change, who, about=survey.key, since=closes)
    return Refusal(Reason.SURVEY_NOT_OPEN, survey.change, who, about=survey.key, since=opens)


def _answer(
    key: str,
    survey: Survey,
    before: SurveyAnswer | None,
    feeling: Feeling,
    told: dict[str, str],
    person: Person,
    now: datetime,
) -> SurveyAnswer:
    if before is not None:
        return before.model_copy(update={"feeling": feeling, "at": now, **told})
    return SurveyAnswer(
        key=key,
        change=survey.change,
        survey=survey.key,
        by=person.who,
        at=now,
        feeling=feeling,
        works=told.get("works", ""),
        losing_time=told.get("losing_time", ""),
        unclear=told.get("unclear", ""),
        workaround=told.get("workaround", ""),
        missing=told.get("missing", ""),
        adjust=told.get("adjust", ""),
    )
