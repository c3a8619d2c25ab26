"""What is shown when somebody asks to see something. Nothing here writes a decision."""

from bot.desk.commanding import meet
from bot.desk.visit import Visit
from bot.teams.turn import Answer, Nothing, OpenDialog, ShowCard
from cards import form as forms
from cards import guide, posted, replied, status
from cards import home as homes
from cards import set_up as set_ups
from cards.payloads import (
    OpenForm,
    OpenSetUp,
    Payload,
    RefreshPost,
    ShowChange,
    ShowHelp,
    ShowHome,
)
from cards.reading import begun
from playbook.outcome import Reason, Refusal
from playbook.records import ChangeRequest
from playbook.standing import scope_hash


async def _turned_away(visit: Visit, payload: Payload) -> Answer | None:
    """The answer for somebody of another organisation whom nobody has named here.

    Of everybody else, what the press tells is kept: that its card arrived, and where they are.
    """
    await meet(visit.org, visit.person, visit.seen(payload.post))
    if visit.workplace.admits(visit.person):
        return None
    refusal = Refusal(Reason.OUTSIDER)
    return ShowCard(replied.draw(refusal, None, visit.workplace, visit.person, visit.now))


async def home(visit: Visit, payload: ShowHome) -> Answer:
    """What waits for the person, their changes, and what may not have arrived."""
    if refused := await _turned_away(visit, payload):
        return refused
    dossiers = tuple(visit.org.records.dossiers())
    return ShowCard(homes.draw(visit.workplace, dossiers, visit.person, visit.now))


async def help_(visit: Visit, payload: ShowHelp) -> Answer:
    """What Cutover does; nothing private, so anybody may read it."""
    await meet(visit.org, visit.person, visit.seen(payload.post))
    return ShowCard(guide.draw())


async def change(visit: Visit, payload: ShowChange) -> Answer:
    """Where one change stands, with the buttons that this person has."""
    if refused := await _turned_away(visit, payload):
        return refused
    dossier = visit.org.records.dossier(payload.change)
    if dossier is None:
        return ShowCard(replied.gone(payload.change))
    return ShowCard(status.draw(dossier, visit.workplace, visit.person, visit.now))


async def refreshed(visit: Visit, payload: RefreshPost) -> Answer:
    """The person's own view of a posted card; asking for it proves that it arrived."""
    if refused := await _turned_away(visit, payload):
        return refused
    post = visit.org.records.post(payload.post)
    if post is None:
        return Nothing()
    dossier = visit.org.records.dossier(post.subject)
    drawn = posted.draw(post, dossier, visit.workplace, visit.now, viewer=visit.person)
    return ShowCard(drawn.card)


async def form(visit: Visit, payload: OpenForm) -> Answer:
    """The change request as a dialog: of the change named, or a new one."""
    if refused := await _turned_away(visit, payload):
        return refused
    entered = ChangeRequest(key="", project_name=payload.name, form=visit.turn.activity)
    base = ""
    if payload.change:
        dossier = visit.org.records.dossier(payload.change)
        if dossier is None:
            return ShowCard(replied.gone(payload.change))
        entered, base = begun(dossier.change, visit.inputs), scope_hash(dossier.change)
    dialog = forms.draw(entered, (), entered.form, visit.workplace.today(visit.now), base=base)
    return OpenDialog(dialog.title, dialog.card)


async def set_up(visit: Visit, payload: OpenSetUp) -> Answer:
    """The dialog of who, and which channel, does what."""
    if refused := await _turned_away(visit, payload):
        return refused
    dialog = set_ups.dialog(visit.workplace, visit.workplace.today(visit.now))
    return OpenDialog(dialog.title, dialog.card)
