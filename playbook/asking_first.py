"""An approver's third answer: a question first, to whoever asked for the change.

The request waits meanwhile. The question and its answer stand on the card of everybody who is asked
for that version, and on the record.
"""

from datetime import datetime

from playbook import recording
from playbook.approving import might_decide
from playbook.commands import AskFirst, Decide
from playbook.completing import completed
from playbook.dossier import Dossier
from playbook.editors import editors_of
from playbook.fields import NOBODY, Who, readable
from playbook.findings import Fault, Finding
from playbook.outcome import Outcome, Raised, Refusal, Unfinished
from playbook.raising import TEXT_LIMIT, form_named
from playbook.records import Concern, ConcernKind, Person, Verdict
from playbook.workplace import Workplace


def ask_first(
    dossier: Dossier, workplace: Workplace, command: AskFirst, person: Person, now: datetime
) -> Outcome:
    """Keep the question, and ask whoever asked for the change. Whoever may decide may ask."""
    change, text = dossier.change.key, readable(command.text).strip()
    key = f"{change}/concern/{form_named(command.form)}"
    if dossier.row(key) is not None:
        return completed(Outcome(Raised(change, key)), dossier, workplace, now)
    press = Decide(
        change=change,
        version=command.version,
        verdict=Verdict.APPROVED,
        approver=command.approver,
        via=command.via,
    )
    approver = might_decide(dossier, workplace, press, person, now)
    if isinstance(approver, Refusal):
        known = any(move.version == command.version for move in dossier.moves)
        version = command.version if known else ""
        return recording.refused(dossier, command.do, approver, person, now, version=version)
    if not text:
        return Outcome(Unfinished((Finding("text", Fault.MISSING),)))
    if len(text) > TEXT_LIMIT:
        told = Finding("text", Fault.TOO_LONG, limit=TEXT_LIMIT, actual=len(text))
        return Outcome(Unfinished((told,)))
    concern = Concern(
        key=key,
        change=change,
        kind=ConcernKind.QUESTION,
        version=command.version,
        text=text,
        by=person.who,
        at=now,
        owner=who_answers(dossier, workplace, person.who),
    )
    audit = recording.done(
        dossier, f"raise {concern.kind}", concern.key, person, now, via=command.via
    )
    outcome = Outcome(Raised(change, concern.key), facts=(concern, audit))
    return completed(outcome, dossier, workplace, now)


def who_answers(dossier: Dossier, workplace: Workplace, asker: Who) -> Who:
    """Who is asked: whoever asked for the change; where that is the asker, the next in line."""
    in_line = editors_of(dossier.change, workplace)
    return next((who for who in in_line if who.id != asker.id), NOBODY)
