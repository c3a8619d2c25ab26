"""An action item: who does what by when, and that it is done."""

from collections.abc import Iterator
from datetime import datetime

from cards import build
from cards.build import CardJson
from cards.elements import Action, Element
from cards.payloads import FinishItem, OpenRowForm, RowKind, ShowPlan
from cards.row_words import called
from cards.words import _, day, moment, speaking
from playbook.dossier import Dossier
from playbook.editors import is_editor
from playbook.records import ActionItem, Person
from playbook.workplace import Workplace


def draw(
    dossier: Dossier,
    item: ActionItem,
    workplace: Workplace,
    person: Person,
    now: datetime,
    *,
    opening: tuple[Element, ...] = (),
) -> CardJson:
    """The item for one person. `opening` stands at the top: what just happened."""
    with speaking(person.language):
        return build.card(
            item.what,
            *opening,
            build.heading(item.what),
            build.text(_stands(item, workplace, now)),
            build.facts(
                (_("Change"), dossier.change.project_name),
                (_("Owner"), item.owner.name or _("nobody yet")),
                (_("Made from"), _source(dossier, item)),
            ),
            *_buttons(dossier, item, workplace, person),
        )


def _stands(item: ActionItem, workplace: Workplace, now: datetime) -> str:
    today = workplace.today(now)
    if item.done_at is not None:
        return _("Done on {when} by {who}.").format(
            who=item.done_by.name, when=moment(item.done_at, workplace.zone, now)
        )
    if item.dropped_at is not None:
        line = _("On {when} it fell away: the approval that asked for it does not hold any more.")
        return line.format(when=moment(item.dropped_at, workplace.zone, now))
    if item.due is None:
        return _("Open, without a day.")
    line = (
        _("Overdue since {day}.")
        if item.due < today
        else _("Due today.")
        if item.due == today
        else _("Due on {day}.")
    )
    return line.format(day=day(item.due, today))


def _source(dossier: Dossier, item: ActionItem) -> str:
    row = dossier.row(item.source)
    return called(row) if row else ""


def _buttons(
    dossier: Dossier, item: ActionItem, workplace: Workplace, person: Person
) -> Iterator[Element]:
    actions: list[Action] = []
    runs = is_editor(dossier.change, workplace, person.key)
    if item.is_open and (runs or item.owner.id == person.key):
        done = FinishItem(item=item.key)
        actions.append(build.button(_("Done"), done, name="done", primary=True))
        form = OpenRowForm(kind=RowKind.ITEM, change=item.change, row=item.key)
        actions.append(build.opener(_("Edit"), form))
    yield build.buttons(*actions, build.button(_("Plan"), ShowPlan(change=item.change)))
