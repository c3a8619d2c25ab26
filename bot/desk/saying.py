"""What words do: they bring up cards. Words alone never decide."""

from bot.desk import showing
from bot.desk.acting import shown
from bot.desk.admitting import may_see
from bot.desk.commanding import perform
from bot.desk.visit import Visit
from bot.teams.turn import Answer, ShowCard
from cards import handing_over, hearing, payloads, replied
from playbook.commands import File
from playbook.deciders import waits_for
from playbook.outcome import Unfinished
from playbook.records import ChangeRequest


async def said(visit: Visit, text: str) -> Answer:
    """Answer something said; whatever is not understood gets the person's home card.

    Where others read along, nobody's drafts and requests are shown to all: a button brings up
    what only its presser sees.
    """
    heard = hearing.hear(text)
    if visit.turn.place.kind != "personal" and not isinstance(heard, hearing.Help):
        return ShowCard(replied.aside_for(heard))
    match heard:
        case hearing.StartChange(name=name) if visit.workplace.admits(visit.person):
            return await _started(visit, name)
        case hearing.Yes():
            return await _waiting(visit)
        case hearing.ShowStatus(change=change) if change:
            return await showing.change(visit, payloads.ShowChange(change=change))
        case hearing.Calendar():
            return await showing.calendar(visit, payloads.ShowCalendar())
        case hearing.Away() if may_see(visit.org, visit.person):
            return ShowCard(handing_over.opener_card())
        case hearing.Help():
            return await showing.help_(visit, payloads.ShowHelp())
        case _:
            return await showing.home(visit, payloads.ShowHome())


async def _started(visit: Visit, name: str) -> Answer:
    """Keep a draft at once, so that nothing said is lost, and ask its first question."""
    if not name:
        return ShowCard(replied.started(name))
    entered = ChangeRequest(key="", project_name=name, form=visit.turn.activity)
    command = File(entered=entered, submit=False)
    reply = await perform(visit.org, command, visit.person, visit.seen(""), visit.turn.activity)
    if isinstance(reply, Unfinished):
        return ShowCard(replied.started(name))
    return shown(visit, command, reply)


async def _waiting(visit: Visit) -> Answer:
    """The request that waits for this person, with its buttons."""
    for dossier in visit.org.records.dossiers():
        if waits_for(dossier, visit.workplace, visit.person.who, visit.now):
            return await showing.change(visit, payloads.ShowChange(change=dossier.change.key))
    return await showing.home(visit, payloads.ShowHome())
