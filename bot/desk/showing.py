"""What is shown when somebody asks to see something. Nothing here writes a decision."""

from bot.desk.admitting import may_see
from bot.desk.commanding import meet
from bot.desk.visit import Visit
from bot.teams.turn import Answer, Nothing, ShowCard
from cards import calendar as calendars
from cards import guide, plan, plan_part, posted, replied, roles, route, status
from cards import home as homes
from cards import row as rows
from cards.payloads import (
    OpenConcern,
    OpenForm,
    OpenSetUp,
    OpenSurvey,
    Payload,
    RefreshPost,
    ShowCalendar,
    ShowChange,
    ShowConcern,
    ShowHelp,
    ShowHome,
    ShowPart,
    ShowPlan,
    ShowRoles,
    ShowRoute,
    ShowRow,
    ShowSurvey,
    ShowWave,
    change_of,
)
from playbook import mailing
from playbook.completeness import PartKind
from playbook.dossier import Dossier
from playbook.guests import takes_part
from playbook.outcome import Reason, Refusal
from playbook.planning import change_in
from playbook.records import Post


async def turned_away(visit: Visit, payload: Payload) -> Answer | None:
    """The answer for somebody of another organisation who takes no part in what they ask for.

    Of everybody else, what the press tells is kept: that its card arrived, and where they are.
    """
    await meet(visit.org, visit.person, visit.seen(payload.post))
    if _may_see(visit, payload):
        return None
    refusal = Refusal(Reason.OUTSIDER)
    return ShowCard(replied.draw(refusal, None, visit.workplace, visit.person, visit.now))


def _may_see(visit: Visit, payload: Payload) -> bool:
    match payload:
        case OpenSetUp() | OpenForm(change=""):
            return visit.workplace.admits(visit.person)
        case OpenConcern() | OpenSurvey():
            return may_see(visit.org, visit.person, change_of(payload), told=True)
        case RefreshPost(post=key):
            post = visit.org.records.post(key)
            change = post.subject if post else change_in(key)
            return may_see(visit.org, visit.person, change, told=True)
        case _:
            return may_see(visit.org, visit.person, change_of(payload))


async def home(visit: Visit, payload: ShowHome) -> Answer:
    """What waits for the person, their changes, and what may not have arrived."""
    if refused := await turned_away(visit, payload):
        return refused
    dossiers = _in_sight(visit)
    return ShowCard(homes.draw(visit.workplace, dossiers, visit.person, visit.now))


def _in_sight(visit: Visit) -> tuple[Dossier, ...]:
    """The changes that this person may look at: all of them, but for a guest."""
    return tuple(
        dossier
        for dossier in visit.org.records.dossiers()
        if takes_part(dossier, visit.workplace, visit.person)
    )


async def help_(visit: Visit, payload: ShowHelp) -> Answer:
    """What Cutover does; nothing private, so anybody may read it."""
    await meet(visit.org, visit.person, visit.seen(payload.post))
    return ShowCard(guide.draw())


async def change(visit: Visit, payload: ShowChange) -> Answer:
    """Where one change stands, with the buttons that this person has."""
    if refused := await turned_away(visit, payload):
        return refused
    dossier = visit.org.records.dossier(payload.change)
    if dossier is None:
        return ShowCard(replied.gone(payload.change))
    return ShowCard(status.draw(dossier, visit.workplace, visit.person, visit.now))


async def route_of(visit: Visit, payload: ShowRoute) -> Answer:
    """How a change is approved."""
    if refused := await turned_away(visit, payload):
        return refused
    dossier = visit.org.records.dossier(payload.change)
    if dossier is None:
        return ShowCard(replied.gone(payload.change))
    return ShowCard(route.draw(dossier, visit.workplace, visit.person, visit.now))


async def plan_of(visit: Visit, payload: ShowPlan) -> Answer:
    """The plan of a change."""
    if refused := await turned_away(visit, payload):
        return refused
    dossier = visit.org.records.dossier(payload.change)
    if dossier is None:
        return ShowCard(replied.gone(payload.change))
    return ShowCard(plan.draw(dossier, visit.workplace, visit.person, visit.now))


async def calendar(visit: Visit, payload: ShowCalendar) -> Answer:
    """What is coming, of everybody's changes; a guest sees those that name them."""
    if refused := await turned_away(visit, payload):
        return refused
    dossiers = _in_sight(visit)
    return ShowCard(calendars.draw(dossiers, visit.workplace, visit.person, visit.now))


async def part_of(visit: Visit, payload: ShowPart) -> Answer:
    """One part of a plan, with its rows; the approval and the roles have cards of their own."""
    if refused := await turned_away(visit, payload):
        return refused
    dossier = visit.org.records.dossier(payload.change)
    if dossier is None:
        return ShowCard(replied.gone(payload.change))
    match payload.kind:
        case PartKind.APPROVAL:
            card = status.draw(dossier, visit.workplace, visit.person, visit.now)
        case PartKind.ROLES:
            card = roles.draw(dossier, visit.workplace, visit.person)
        case kind:
            card = plan_part.draw(dossier, kind, visit.workplace, visit.person, visit.now)
    return ShowCard(card)


async def roles_of(visit: Visit, payload: ShowRoles) -> Answer:
    """Who answers for what."""
    if refused := await turned_away(visit, payload):
        return refused
    dossier = visit.org.records.dossier(payload.change)
    if dossier is None:
        return ShowCard(replied.gone(payload.change))
    return ShowCard(roles.draw(dossier, visit.workplace, visit.person))


async def row(visit: Visit, payload: ShowRow | ShowWave | ShowSurvey | ShowConcern) -> Answer:
    """One row of a plan, with the buttons that this person has."""
    if refused := await turned_away(visit, payload):
        return refused
    key = _key_in(payload)
    dossier = visit.org.records.dossier(change_in(key))
    if dossier is None:
        return ShowCard(replied.gone(change_in(key)))
    return ShowCard(rows.draw(dossier, key, visit.workplace, visit.person, visit.now))


def _key_in(payload: ShowRow | ShowWave | ShowSurvey | ShowConcern) -> str:
    match payload:
        case ShowWave(wave=key) | ShowSurvey(survey=key) | ShowConcern(concern=key):
            return key
        case ShowRow(row=key):
            return key


async def refreshed(visit: Visit, payload: RefreshPost) -> Answer:
    """The person's own view of a posted card; asking for it proves that it arrived."""
    if refused := await turned_away(visit, payload):
        return refused
    post = visit.org.records.post(payload.post) or _letter(visit, payload.post)
    if post is None:
        return Nothing()
    drawn = posted.draw(
        post,
        visit.org.records.dossier(post.subject),
        visit.workplace,
        visit.now,
        viewer=visit.person,
        dossiers=tuple(visit.org.records.dossiers()),
    )
    return ShowCard(drawn.card)


def _letter(visit: Visit, key: str) -> Post | None:
    """A message of a mailing, which has no row of its own."""
    dossier = visit.org.records.dossier(change_in(key))
    found = mailing.found(dossier, key) if dossier else None
    return mailing.letter(*found, visit.now) if found else None
