"""Surveys: when they are open, what was answered, and which posts they call for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from playbook.calls import Call
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.hours import Hours, closing, opening, working_day_from
from playbook.records import (
    Duty,
    Feeling,
    Post,
    PostState,
    Purpose,
    Survey,
    SurveyAnswer,
)
from playbook.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Tally:
    """What was answered so far: how many chose what, and the answers, oldest first."""

    counts: Mapping[Feeling, int]
    answers: tuple[SurveyAnswer, ...]


def opens_at(survey: Survey, office: Hours) -> datetime | None:
    """The morning on which it is asked."""
    if survey.opens_on is None:
        return None
    return opening(working_day_from(survey.opens_on, office), office)


def closes_at(survey: Survey, office: Hours) -> datetime | None:
    """The end of the last day for answers; never before the end of the day it was asked on."""
    if survey.opens_on is None or survey.closes_on is None:
        return None
    return closing(max(survey.closes_on, working_day_from(survey.opens_on, office)), office)


def is_open(survey: Survey, office: Hours, now: datetime) -> bool:
    opens, closes = opens_at(survey, office), closes_at(survey, office)
    return opens is not None and closes is not None and opens <= now < closes


def survey_of(dossier: Dossier, key: str) -> Survey | None:
    return next((survey for survey in dossier.surveys if survey.key == key), None)


def answer_of(dossier: Dossier, survey: str, person: str) -> SurveyAnswer | None:
    """What this person has answered, by Entra object id."""
    theirs = (a for a in dossier.answers if a.survey == survey and a.by.id == person)
    return next(theirs, None)


def tally(dossier: Dossier, survey: Survey) -> Tally:
    answers = tuple(
        sorted(
            (answer for answer in dossier.answers if answer.survey == survey.key),
            key=lambda answer: (answer.at, answer.key),
        )
    )
    counts = {feeling: sum(a.feeling is feeling for a in answers) for feeling in Feeling}
    return Tally(counts, answers)


def results_go_to(survey: Survey, workplace: Workplace) -> Who:
    """Who sees the answers: the project team's channel, or whoever asked where there is none."""
    return workplace.holder(Duty.PROJECT_TEAM) or survey.by


def calls(dossier: Dossier, workplace: Workplace, now: datetime) -> Iterator[Call]:
    """The posts that this change's surveys call for."""
    for survey in dossier.surveys:
        closes = closes_at(survey, workplace.office)
        asked = _asked(dossier, survey)
        if is_open(survey, workplace.office, now) and survey.channel:
            yield Call(Purpose.SURVEY, conversation=survey.channel.id, about=survey.key)
            if asked is not None:
                yield Call(
                    Purpose.COUNTS,
                    conversation=asked.conversation,
                    thread=asked.message,
                    about=survey.key,
                )
        elif asked is not None and closes is not None and closes <= now:
            yield from _tells_results(dossier, workplace, survey)


def _tells_results(dossier: Dossier, workplace: Workplace, survey: Survey) -> Iterator[Call]:
    """Once, wherever the project team has its channel by now, unless Teams refused."""
    told = (
        post
        for post in dossier.posts
        if post.purpose is Purpose.RESULTS
        and post.about == survey.key
        and post.state not in (PostState.SUPERSEDED, PostState.REFUSED)
    )
    team = workplace.holder(Duty.PROJECT_TEAM)
    if any(told):
        return
    if team:
        yield Call(Purpose.RESULTS, conversation=team.id, about=survey.key)
    elif survey.by:
        yield Call(Purpose.RESULTS, receiver=survey.by, about=survey.key)


def holds(dossier: Dossier, workplace: Workplace, post: Post, now: datetime) -> bool:
    """Whether a claimed post that asks or counts still has a survey that is open."""
    survey = survey_of(dossier, post.about)
    if survey is None or not is_open(survey, workplace.office, now):
        return False
    return post.purpose is Purpose.COUNTS or post.conversation == survey.channel.id


def next_change(dossier: Dossier, workplace: Workplace, after: datetime) -> datetime | None:
    """The first instant later than `after` at which a survey opens or closes."""
    instants = (
        instant
        for survey in dossier.surveys
        for instant in (opens_at(survey, workplace.office), closes_at(survey, workplace.office))
    )
    return min((at for at in instants if at is not None and at > after), default=None)


def _asked(dossier: Dossier, survey: Survey) -> Post | None:
    """The post that asks, once Teams has it."""
    asked = (
        post
        for post in dossier.posts
        if post.purpose is Purpose.SURVEY
        and post.about == survey.key
        and post.state is PostState.SENT
        and post.message
    )
    return next(asked, None)
