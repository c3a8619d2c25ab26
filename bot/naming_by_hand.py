"""People, channels and groups as somebody typed them into a row in Lists, made whole."""

from bot.desk.naming import AUDIENCE, CHANNEL
from bot.organisation import Organisation
from graph.errors import Forbidden, Rejected
from playbook.fields import Kind, Who, declared
from playbook.findings import Fault, Finding
from playbook.records import HELD_BY_CHANNELS, Record, Setting

_SPONSOR = "sponsor"


async def named_by_hand(org: Organisation, row: Record) -> tuple[Record, tuple[Finding, ...]]:
    """The row with whoever was typed into it by hand made whole, and the names that nobody has.

    In Lists a person is a column of text, with the id in a column beside it that nobody reads: who
    types another name means another person, who empties it nobody.

    Raises:
        Unavailable: somebody we do not know yet, and Graph is away.
    """
    unknown: list[Finding] = []
    for kept in declared(type(row)):
        if kept.kind is not Kind.PERSON:
            continue
        typed: Who = getattr(row, kept.name)
        names = _names(row, kept.name)
        try:
            if _is_as_known(org, typed) and not await _is_a_guess(org, names, typed):
                continue
            meant = await _meant(org, names, typed.name) if typed.name else Who()
        except (Forbidden, Rejected):
            # The directory does not let us look: that holds up no other row.
            meant = None
        if meant is None:
            fault = {CHANNEL: Fault.NOT_HERE, AUDIENCE: Fault.UNKNOWN_GROUP}
            unknown.append(Finding(kept.name, fault.get(names, Fault.UNKNOWN_PERSON)))
        else:
            row = row.model_copy(update={kept.name: meant})
    return row, tuple(unknown)


def is_whole(org: Organisation, row: Record) -> bool:
    """Whether everybody whom a row names by hand is who we know them to be."""
    people = (getattr(row, kept.name) for kept in declared(type(row)) if kept.kind is Kind.PERSON)
    return all(_is_as_known(org, who) for who in people)


def _is_as_known(org: Organisation, typed: Who) -> bool:
    """Whether name and id belong together, as far as we know."""
    if not typed.id:
        return not typed.name
    known = org.workplace.people.get(typed.id) or org.workplace.conversations.get(typed.id)
    return bool(typed.name) and (known is None or not known.name or known.name == typed.name)


def _names(row: Record, field: str) -> str:
    """What a field names: of the duties, some are held by a channel."""
    if isinstance(row, Setting) and row.duty in HELD_BY_CHANNELS:
        return CHANNEL
    return field


async def _is_a_guess(org: Organisation, names: str, typed: Who) -> bool:
    """Whether an id of which we know nothing is not that of whom the name means. Nobody reads the
    id, and nobody may act under another's name. For a sponsor our own list of people is not enough,
    since anybody may edit a name there.
    """
    workplace = org.workplace
    known = typed.id in workplace.people or typed.id in workplace.conversations
    if not typed.id or (known and names != _SPONSOR):
        return False
    if names == CHANNEL:
        return True
    if names == AUDIENCE:
        group = await org.directory.group(typed.name.strip())
        return group is not None and group.id != typed.id
    user = await org.directory.user(typed.id)
    return user is None or _sounds(user.who.name) != _sounds(typed.name)


async def _meant(org: Organisation, names: str, name: str) -> Who | None:
    """Whom or what somebody means who types this name there; None where nobody is."""
    workplace = org.workplace
    wanted = _sounds(name)
    if names == CHANNEL:
        places = (place for place in workplace.conversations.values() if place.present == "yes")
        found = [Who(id=one.key, name=one.name) for one in places if _sounds(one.name) == wanted]
    elif names == AUDIENCE:
        return await org.directory.group(name.strip())
    else:
        people = workplace.people.values()
        found = [one.who for one in people if _sounds(one.name) == wanted]
        if not found:
            return await org.directory.person(name.strip())
    return found[0] if len(found) == 1 else None


def _sounds(name: str) -> str:
    return " ".join(name.split()).casefold()
