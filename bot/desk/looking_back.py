"""The form in which somebody looks back at an emergency."""

from bot.desk.commanding import barred
from bot.desk.deciding import decided
from bot.desk.showing import turned_away
from bot.desk.visit import Visit
from bot.teams.turn import Answer, OpenDialog, ShowCard
from cards import hindsight, replied
from cards.payloads import OpenReview, SaveReview
from playbook.commands import ReviewEmergency
from playbook.dossier import Dossier
from playbook.outcome import Unfinished


async def review(visit: Visit, payload: OpenReview) -> Answer:
    """The form as it opens; who may not answer hears it before they type."""
    if refused := await turned_away(visit, payload):
        return refused
    dossier = visit.org.records.dossier(payload.change)
    if dossier is None:
        return ShowCard(replied.gone(payload.change))
    command = ReviewEmergency(change=payload.change, version=payload.version)
    if refusal := await barred(visit.org, command, visit.person, visit.seen(payload.post)):
        return ShowCard(replied.draw(refusal, dossier, visit.workplace, visit.person, visit.now))
    would = decided(visit.org, command, visit.person, visit.now, visit.seen("")).reply
    if not isinstance(would, Unfinished):
        card = replied.draw(would, dossier, visit.workplace, visit.person, visit.now)
        return ShowCard(card)
    dialog = hindsight.form(payload, dossier, visit.today)
    return OpenDialog(dialog.title, dialog.card)


def to_mend(visit: Visit, payload: SaveReview, dossier: Dossier, reply: Unfinished) -> Answer:
    """The form as it comes back with what is to mend in it."""
    form = OpenReview(change=payload.change, version=payload.version, post=payload.post)
    dialog = hindsight.form(form, dossier, visit.today, typed=visit.inputs, findings=reply.findings)
    return OpenDialog(dialog.title, dialog.card)
