"""Raising a question or a problem, and answering it."""

import hashlib
from datetime import datetime

from playbook import recording
from playbook.commands import AnswerConcern, Raise
from playbook.completing import completed
from playbook.concerns import answerers, owner_of, thread_of
from playbook.dossier import Dossier
from playbook.editors import editors_of
from playbook.fields import field_of, readable
from playbook.outcome import Answered, Outcome, Raised, Reason, Refusal
from playbook.records import Concern, Person
from playbook.workplace import Workplace

TEXT_LIMIT = field_of(Concern, "text").limit
ANSWER_LIMIT = field_of(Concern, "answer").limit

_LONGEST = 100


def raise_concern(
    dossier: Dossier, workplace: Workplace, command: Raise, person: Person, now: datetime
) -> Outcome:
    """Keep what somebody asks or reports, and ask the one who answers.

    A question goes to the wave's owner; a problem to the support contact, at once (S-43, S-70).
    """
    change, text = dossier.change.key, readable(command.text).strip()
    wave = dossier.wave(command.wave)
    if wave is None:
        return Outcome(Refusal(Reason.WAVE_GONE, change, editors_of(dossier.change, workplace)))
    if not text:
        return Outcome(Refusal(Reason.TEXT_MISSING, change, about=wave.key))
    if len(text) > TEXT_LIMIT:
        return Outcome(Refusal(Reason.TEXT_TOO_LONG, change, limit=TEXT_LIMIT, about=wave.key))
    concern = Concern(
        key=f"{change}/concern/{form_named(command.form)}",
        change=change,
        kind=command.kind,
        wave=wave.key,
        text=text,
        by=person.who,
        at=now,
        owner=owner_of(command.kind, wave, dossier, workplace, person.who),
        conversation=command.conversation,
        thread=thread_of(dossier, wave, command.conversation),
    )
    reply = Raised(change, concern.key)
    if dossier.row(concern.key) is not None:
        return completed(Outcome(reply), dossier, workplace, now)
    audit = recording.done(dossier, f"raise {command.kind}", concern.key, person, now)
    return completed(Outcome(reply, facts=(concern, audit)), dossier, workplace, now)


def form_named(form: str) -> str:
    """The form's name as it stands in a key, short enough for the keys of posts made from it."""
    return form if len(form) <= _LONGEST else hashlib.sha256(form.encode()).hexdigest()


def answer_concern(
    dossier: Dossier, workplace: Workplace, command: AnswerConcern, person: Person, now: datetime
) -> Outcome:
    """Keep the answer; it reaches whoever asked. The first answer stands."""
    change, text = dossier.change.key, readable(command.text).strip()
    concern = dossier.row(command.concern)
    if not isinstance(concern, Concern):
        return Outcome(Refusal(Reason.NO_SUCH_RECORD, change, about=command.concern))
    who = answerers(dossier, workplace, concern)
    if person.key not in {one.id for one in who}:
        refusal = Refusal(Reason.NOT_YOURS_TO_ANSWER, change, who, about=concern.key)
        return recording.refused(dossier, "answer", refusal, person, now)
    if concern.answered_at is not None:
        if concern.answered_by.id == person.key and concern.answer == text:
            again = Answered(change, concern.key, again=True)
            return completed(Outcome(again), dossier, workplace, now)
        by = (concern.answered_by,)
        return Outcome(Refusal(Reason.ALREADY_ANSWERED, change, by, about=concern.key))
    if not text:
        return Outcome(Refusal(Reason.TEXT_MISSING, change, who, about=concern.key))
    if len(text) > ANSWER_LIMIT:
        return Outcome(
            Refusal(Reason.TEXT_TOO_LONG, change, who, limit=ANSWER_LIMIT, about=concern.key)
        )
    answered = concern.model_copy(
        update={"answer": text, "answered_by": person.who, "answered_at": now}
    )
    audit = recording.done(dossier, "answer", f"{concern.key}/answer", person, now)
    outcome = Outcome(
        Answered(change, concern.key), facts=(audit,), edits=(answered,), edit_decides=True
    )
    return completed(outcome, dossier, workplace, now)
