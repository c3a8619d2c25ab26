"""Action items: done by their owner, or by whoever runs the change."""

from datetime import datetime

from playbook import recording
from playbook.commands import FinishItem
from playbook.completing import completed
from playbook.dossier import Dossier
from playbook.editors import doers_of
from playbook.outcome import ItemDone, Outcome, Reason, Refusal
from playbook.records import ActionItem, Person
from playbook.workplace import Workplace


def finish(
    dossier: Dossier, workplace: Workplace, command: FinishItem, person: Person, now: datetime
) -> Outcome:
    """Mark an action item as done, once."""
    change, item = dossier.change.key, dossier.row(command.item)
    if not isinstance(item, ActionItem):
        return Outcome(Refusal(Reason.NO_SUCH_RECORD, change, about=command.item))
    who = doers_of(item, dossier.change, workplace)
    if person.key not in {one.id for one in who}:
        refusal = Refusal(Reason.NOT_YOURS_TO_MOVE, change, who, about=item.key)
        return recording.refused(dossier, "finish item", refusal, person, now)
    if item.done_at is not None:
        return Outcome(ItemDone(change, item.key, again=True))
    done = item.model_copy(update={"done_at": now, "done_by": person.who})
    audit = recording.done(dossier, "finish item", f"{item.key}/done", person, now)
    outcome = Outcome(ItemDone(change, item.key), facts=(audit,), edits=(done,), edit_decides=True)
    return completed(outcome, dossier, workplace, now)
