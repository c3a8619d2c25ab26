"""What stands behind a line: the thing itself, what one can do, and an action item made from it."""

from datetime import datetime

from cards import build, concerns, row, status
from cards.build import CardJson
from cards.dialog import Dialog, in_dialog
from cards.payloads import OpenRowForm, RowKind
from cards.row_words import called
from cards.words import _, speaking
from playbook.dossier import Dossier
from playbook.records import ActionItem, Concern, Person
from playbook.workplace import Workplace


def draw(dossier: Dossier, key: str, workplace: Workplace, person: Person, now: datetime) -> Dialog:
    """The dialog for one person. `key` is that of a row, or of the change itself."""
    found = dossier.row(key)
    if isinstance(found, Concern):
        # Its own card has the button for an action item already.
        card = concerns.card(dossier, found, workplace, person, now)
    elif isinstance(found, ActionItem):
        card = row.draw(dossier, key, workplace, person, now)
    elif key == dossier.change.key:
        shown = status.draw(dossier, workplace, person, now)
        card = _with_item(shown, dossier, key, dossier.change.project_name, person)
    else:
        shown = row.draw(dossier, key, workplace, person, now)
        card = _with_item(shown, dossier, key, called(found) if found else "", person)
    return Dialog(str(card["fallbackText"]), in_dialog(card))


def _with_item(
    card: CardJson, dossier: Dossier, source: str, what: str, person: Person
) -> CardJson:
    with speaking(person.language):
        form = OpenRowForm(kind=RowKind.ITEM, change=dossier.change.key, source=source, what=what)
        make = build.buttons(build.opener(_("Make an action item"), form))
        return build.extended(card, make)
