"""Specimens of what people say and are told in return: questions, surveys, and every reply."""

from collections.abc import Iterator
from dataclasses import replace

from cards import concerns, home, line, replied, row, story, survey_form
from cards import story_plan as told
from cards.gallery_plan import post_of, posted_as
from cards.gallery_replies import Specimen
from playbook.commands import (
    AnswerConcern,
    AnswerSurvey,
    AnyCommand,
    FinishItem,
    KeepWave,
    MoveWave,
    Raise,
)
from playbook.dossier import Dossier
from playbook.findings import Fault, Finding
from playbook.outcome import (
    Acknowledged,
    Answered,
    ItemDone,
    Raised,
    Reason,
    Refusal,
    Reply,
    RowKept,
    Surveyed,
    Unfinished,
    WaveMoved,
)
from playbook.readiness import lacks
from playbook.records import ConcernKind, Person, Purpose, WaveState

_PLACE = told.WORKPLACE


def specimens() -> Iterator[Specimen]:
    """Every card of what is asked, answered and surveyed, and of what comes of a press."""
    yield from _concerns()
    yield from _overviews()
    yield from _surveys()
    yield from _replies()
    yield from _refusals()
    yield from _waiting_to_be_saved()


def _concerns() -> Iterator[Specimen]:
    announced = told.announced()
    for kind in (ConcernKind.QUESTION, ConcernKind.PROBLEM):
        for place in (story.NEWS.key, story.DEV.conversation):
            where = "in a channel" if place == story.NEWS.key else "in a chat"
            form = concerns.form(
                kind, announced, told.WAVE, _PLACE, story.DEV, "form-9", conversation=place
            )
            yield Specimen(f"form of a {kind.lower()}, {where}", form.card)
        asked, answered = told.asked(kind), told.answered(kind)
        purpose = Purpose.QUESTION if kind is ConcernKind.QUESTION else Purpose.PROBLEM
        key, owner = asked.concerns[0].key, asked.concerns[0].owner
        post = post_of(purpose, key, _PLACE.person(owner))
        yield posted_as(f"{kind.lower()}, to be answered", post, asked)
        yield posted_as(f"{kind.lower()}, answered", post, answered)
        told_to = post_of(Purpose.ANSWERED, key, story.DEV)
        yield posted_as(f"{kind.lower()}, the answer", told_to, answered)
        for person in (story.ALEX, story.MARIE):
            opened = line.draw(asked, key, _PLACE, person, told.ANNOUNCED)
            yield Specimen(f"{kind.lower()}, opened by {person.name}", opened.card)
    public = told.answered(ConcernKind.QUESTION, public=True)
    in_thread = post_of(Purpose.ANSWERED, public.concerns[0].key, None)
    yield posted_as("question, answered in the thread", in_thread, public)


def _overviews() -> Iterator[Specimen]:
    """What waits for somebody who was asked to answer, and for whoever settles what is in doubt."""
    asked = told.asked(ConcernKind.QUESTION)
    for person in (story.ALEX, story.JULIE):
        card = home.draw(_PLACE, [asked], person, told.ANNOUNCED)
        yield Specimen(f"overview of {person.name} with a question open", card)


def _surveys() -> Iterator[Specimen]:
    dossier = told.surveyed()
    asked = post_of(Purpose.SURVEY, told.SURVEY.key, None)
    yield posted_as("survey", asked, dossier, told.SURVEYED)
    yield posted_as("survey, closed", asked, dossier, told.CLOSED)
    counts = post_of(Purpose.COUNTS, told.SURVEY.key, None)
    yield posted_as("survey, live counts", counts, dossier, told.SURVEYED)
    yield posted_as("survey, final counts", counts, dossier, told.CLOSED)
    results = post_of(Purpose.RESULTS, told.SURVEY.key, None)
    yield posted_as("survey results", results, dossier, told.CLOSED)
    unanswered = replace(dossier, answers=())
    yield posted_as("survey results without answers", results, unanswered, told.CLOSED)
    for person in (story.DEV, story.ALEX):
        form = survey_form.draw(dossier, told.SURVEY, _PLACE, person, told.SURVEYED)
        yield Specimen(f"survey form of {person.name}", form.card)
        card = row.draw(dossier, told.SURVEY.key, _PLACE, person, told.SURVEYED)
        yield Specimen(f"survey, shown to {person.name}", card)


def _replies() -> Iterator[Specimen]:
    key, wave = told.CHANGE, told.WAVE.key
    announced, surveyed, paused = told.announced(), told.surveyed(), told.paused()
    asked, public = told.asked(ConcernKind.PROBLEM), told.asked(ConcernKind.QUESTION, public=True)
    answered = told.answered(ConcernKind.PROBLEM)
    replies: tuple[tuple[str, Reply, Dossier, Person], ...] = (
        ("wave kept", RowKept(key, told.WAVE.key), told.begun(), story.ALEX),
        ("risk kept", RowKept(key, told.RISK.key), told.planned(), story.ALEX),
        ("scheduled", WaveMoved(key, wave, WaveState.SCHEDULED), told.scheduled(), story.ALEX),
        ("paused", WaveMoved(key, wave, WaveState.PAUSED), paused, story.DEV),
        ("paused again", WaveMoved(key, wave, WaveState.PAUSED, again=True), paused, story.DEV),
        ("got it", Acknowledged(key, told.WAVE.key), announced, story.DEV),
        ("problem raised", Raised(key, asked.concerns[0].key), asked, story.DEV),
        ("question raised in the channel", Raised(key, public.concerns[0].key), public, story.DEV),
        ("answered", Answered(key, answered.concerns[0].key), answered, story.JULIE),
        ("surveyed", Surveyed(key, told.SURVEY.key), surveyed, story.DEV),
        ("surveyed again", Surveyed(key, told.SURVEY.key, changed=True), surveyed, story.DEV),
        ("item done", ItemDone(key, told.ITEM.key), told.planned(), story.ALEX),
    )  # fmt: skip
    for name, reply, dossier, person in replies:
        card = replied.draw(reply, dossier, _PLACE, person, told.SURVEYED)
        yield Specimen(f"reply: {name}", card)
    unchosen = Unfinished((Finding("feeling", Fault.MISSING),))
    for name, command in (
        ("two taps", AnswerSurvey(survey=told.SURVEY.key)),
        ("in words", AnswerSurvey(survey=told.SURVEY.key, told={"works": "Much."})),
    ):
        card = replied.draw(unchosen, surveyed, _PLACE, story.ALEX, told.SURVEYED, command=command)
        yield Specimen(f"survey unfinished, {name}", card)


def _refusals() -> Iterator[Specimen]:
    begun, announced = told.begun(), told.announced()
    to = MoveWave(wave=told.WAVE.key, to=WaveState.SCHEDULED, ordinal=1)
    missing = lacks(begun, told.WAVE, _PLACE, told.PLANNED)
    not_ready = Refusal(Reason.NOT_READY, told.CHANGE, about=told.WAVE.key, lacks=missing)
    for person in (story.ALEX, story.DEV):
        card = replied.draw(not_ready, begun, _PLACE, person, told.PLANNED, command=to)
        yield Specimen(f"refused: wave not ready, to {person.name}", card)
    pause = MoveWave(wave=told.WAVE.key, to=WaveState.PAUSED, ordinal=3)
    for reason in (Reason.REASON_MISSING, Reason.NOT_FROM_HERE, Reason.NOT_YOURS_TO_PAUSE):
        refusal = Refusal(reason, told.CHANGE, (story.DEV.who,), about=told.WAVE.key)
        card = replied.draw(refusal, announced, _PLACE, story.DEV, told.ANNOUNCED, command=pause)
        yield Specimen(f"refused: {reason}, of a wave", card)
    said = Raise(wave=told.WAVE.key, kind=ConcernKind.QUESTION, text="x" * 2400, form="form-9")
    too_long = Refusal(Reason.TEXT_TOO_LONG, told.CHANGE, limit=2000, about=told.WAVE.key)
    card = replied.draw(too_long, announced, _PLACE, story.DEV, told.ANNOUNCED, command=said)
    yield Specimen("refused: question too long", card)
    asked = told.asked(ConcernKind.PROBLEM)
    answer = AnswerConcern(concern=asked.concerns[0].key, text="")
    for reason, dossier in (
        (Reason.TEXT_MISSING, asked),
        (Reason.ALREADY_ANSWERED, told.answered(ConcernKind.PROBLEM)),
    ):
        refusal = Refusal(reason, told.CHANGE, (story.JULIE.who,), about=answer.concern)
        card = replied.draw(refusal, dossier, _PLACE, story.JULIE, told.ANNOUNCED, command=answer)
        yield Specimen(f"refused: {reason}, an answer", card)
    closed = Refusal(
        Reason.SURVEY_CLOSED,
        told.CHANGE,
        (story.ALEX.who,),
        about=told.SURVEY.key,
        since=told.CLOSED,
    )
    card = replied.draw(closed, told.surveyed(), _PLACE, story.DEV, told.CLOSED)
    yield Specimen("refused: survey closed, with its day", card)


def _waiting_to_be_saved() -> Iterator[Specimen]:
    """What somebody sees while the lists do not answer."""
    wave, concern = told.WAVE.key, f"{told.CHANGE}/concern/form-9"
    kept: tuple[tuple[str, AnyCommand], ...] = (
        ("wave", KeepWave(row=told.WAVE)),
        ("step of a wave", MoveWave(wave=wave, to=WaveState.SCHEDULED, ordinal=1)),
        ("got it", told.got_it()),
        ("question", Raise(wave=wave, kind=ConcernKind.QUESTION, text="Where?", form="form-9")),
        ("answer", AnswerConcern(concern=concern, text=told.ANSWER)),
        ("survey answer", AnswerSurvey(survey=told.SURVEY.key)),
        ("item done", FinishItem(item=told.ITEM.key)),
    )
    for name, command in kept:
        yield Specimen(f"kept: {name}", replied.kept(command))
