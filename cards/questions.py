"""What approvers asked before they decide, with the answers, as the approval's cards show it."""

from collections.abc import Iterator
from datetime import datetime

from cards import build
from cards.elements import Element
from cards.words import _, moment
from playbook.asked_first import asked_on
from playbook.dossier import Dossier
from playbook.workplace import Workplace

_SHOWN = 3
"""Questions on a card; the newest count, and all are in the list."""


def draw(dossier: Dossier, version: str, workplace: Workplace, now: datetime) -> Iterator[Element]:
    """Each question and its answer, or who is asked for it."""
    for one in asked_on(dossier, version)[-_SHOWN:]:
        label = _("Question from {who}, {when}").format(
            who=one.by.name, when=moment(one.at, workplace.zone, now)
        )
        yield from build.labelled(label, one.text)
        if one.answered_at is None:
            waits = _("{who} is asked for the answer.").format(who=one.owner.name)
            yield build.text(waits, small=True, close=True)
        else:
            label = _("Answer from {who}").format(who=one.answered_by.name)
            yield from build.labelled(label, one.answer)
