"""How much a change's plan holds, in a line."""

from collections.abc import Iterator

from cards import build
from cards.elements import Element
from cards.words import _, counted
from playbook.dossier import Dossier


def draw(dossier: Dossier) -> Iterator[Element]:
    """Nothing while only what a wave needs is planned."""
    if not (dossier.groups or dossier.communications or dossier.training):
        return
    told = [
        counted(one, many, len(rows))
        for one, many, rows in (
            ("one wave", "{n} waves", dossier.waves),
            ("one rollback plan", "{n} rollback plans", dossier.rollbacks),
            ("one risk", "{n} risks", dossier.risks),
            ("one measure", "{n} measures", dossier.measures),
            ("one stakeholder group", "{n} stakeholder groups", dossier.groups),
            ("one message", "{n} messages", dossier.communications),
            ("one training item", "{n} training items", dossier.training),
        )
        if rows
    ]
    yield build.text(_("In the plan: {parts}.").format(parts=", ".join(told)), small=True)
