"""Reviewing an emergency afterwards: was it right, and what would make the next one unnecessary?"""

from collections.abc import Iterator
from datetime import datetime

from playbook import hindsight, recording
from playbook.commands import ReviewEmergency
from playbook.completing import completed
from playbook.dossier import Dossier
from playbook.editors import editors_of
from playbook.fields import field_of, readable
from playbook.findings import Fault, Finding
from playbook.outcome import Outcome, Reason, Refusal, Reviewed, Unfinished
from playbook.records import EmergencyReview, Person
from playbook.standing import standing
from playbook.workplace import Workplace

LIMIT = field_of(EmergencyReview, "learned").limit


def review(
    dossier: Dossier, workplace: Workplace, command: ReviewEmergency, person: Person, now: datetime
) -> Outcome:
    """Keep a reviewer's word, or say why not. The same press twice finds the first."""
    change, where = dossier.change.key, standing(dossier)
    if hindsight.gone_ahead(dossier, command.version) is None:
        editors = editors_of(dossier.change, workplace)
        return Outcome(Refusal(Reason.NOTHING_TO_REVIEW, change, editors, where.phase))
    theirs = [one for one in dossier.emergency_reviews if one.by.id == person.key]
    if any(one.version == command.version for one in theirs):
        return completed(Outcome(Reviewed(change, again=True)), dossier, workplace, now)
    asked = hindsight.reviewers(dossier, workplace, command.version)
    if person.key not in {who.id for who in asked}:
        refusal = Refusal(Reason.NOT_YOURS_TO_REVIEW, change, asked, where.phase)
        return recording.refused(dossier, command.do, refusal, person, now, via=command.via)
    found = tuple(_faults(command))
    if command.right is None or found:
        return Outcome(Unfinished(found))
    fact = EmergencyReview(
        key=hindsight.review_key(dossier, command.version, person.who),
        change=change,
        version=command.version,
        right=command.right,
        learned=command.learned.strip(),
        by=person.who,
        at=now,
        via=command.via,
    )
    audit = recording.done(dossier, recording.act_of(fact), fact.key, person, now, via=command.via)
    return completed(Outcome(Reviewed(change), facts=(fact, audit)), dossier, workplace, now)


def _faults(command: ReviewEmergency) -> Iterator[Finding]:
    said = command.learned.strip()
    if command.right is None:
        yield Finding("right", Fault.MISSING)
    if not readable(said).strip():
        yield Finding("learned", Fault.MISSING)
    elif len(said) > LIMIT:
        yield Finding("learned", Fault.TOO_LONG, limit=LIMIT, actual=len(said))
