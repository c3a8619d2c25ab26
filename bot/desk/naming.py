"""People as pickers give them, by Entra object id alone, and groups as typed, made whole."""

from collections.abc import Iterator

from bot.organisation import Organisation
from graph.errors import Forbidden, Rejected
from playbook.commands import AnyCommand, AnyKeep, File, SetUp
from playbook.fields import Kind, Who, asked_of, declared
from playbook.outcome import Fault, Finding, Unfinished
from playbook.records import HELD_BY_CHANNELS, Person, PlanRow, Record, Setting

_CHANNEL = "channel"
_AUDIENCE = "audience"
"""The fields of a row that name no person: a conversation, and a group."""
_SPONSOR = "sponsor"


class NobodyOfThatName(Exception):
    """The organisation has no such person or group; `reply` says so on the form."""

    def __init__(self, finding: Finding) -> None:
        super().__init__("nobody of that name")
        self.reply = Unfinished((finding,))


async def named(org: Organisation, command: AnyCommand, person: Person) -> AnyCommand:
    """The command with everybody named, unless `person` is a stranger, who learns of nobody.

    Raises:
        NobodyOfThatName: a picked id is nobody's. On the form of a row it is a finding instead.
        Unavailable: somebody we do not know yet, and Graph is away.
    """
    if not org.workplace.admits(person):
        return command
    match command:
        case File(entered=entered) if entered.sponsor and not entered.sponsor.name:
            sponsor = await _person(org, entered.sponsor, "sponsor")
            whole = entered.model_copy(update={"sponsor": sponsor})
            return command.model_copy(update={"entered": whole})
        case SetUp(holders=holders):
            return SetUp(
                holders={
                    duty: _channel(org, who)
                    if duty in HELD_BY_CHANNELS
                    else await _person(org, who, duty)
                    for duty, who in holders.items()
                }
            )
        case _ if isinstance(command, AnyKeep):
            return await _row(org, command)
        case _:
            return command


def people_in(command: AnyCommand) -> tuple[Who, ...]:
    """The people a command names; naming somebody makes them one of those who take part."""
    match command:
        case File(entered=entered):
            return (entered.sponsor,) if entered.sponsor else ()
        case SetUp(holders=holders):
            return tuple(
                who for duty, who in holders.items() if who and duty not in HELD_BY_CHANNELS
            )
        case _ if isinstance(command, AnyKeep):
            return tuple(
                who
                for field, who in _named_in(command.row)
                if who and field not in (_CHANNEL, _AUDIENCE)
            )
        case _:
            return ()


async def _row(org: Organisation, command: AnyKeep) -> AnyKeep:
    """The command with whoever its row names made whole; who is nobody is told with whatever
    else is to mend.
    """
    row, unread = command.row, list(command.unread)
    update: dict[str, object] = {}
    for field, who in _named_in(row):
        try:
            if field == _CHANNEL:
                whole = _channel(org, who)
            elif field == _AUDIENCE:
                whole, update["members"] = await _group(org, who)
            else:
                whole = await _person(org, who, field)
        except NobodyOfThatName as nobody:
            unread += nobody.reply.findings
        else:
            row = row.model_copy(update={field: whole})
    return command.model_copy(update={"row": row, "unread": tuple(unread), **update})


def _named_in(row: PlanRow) -> Iterator[tuple[str, Who]]:
    """The fields of a row that name somebody or somewhere, with what is entered in them."""
    for kept in asked_of(type(row)):
        if kept.kind is Kind.PERSON:
            yield kept.name, getattr(row, kept.name)


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
        try:
            if _is_as_known(org, typed) and not await _is_a_guess(org, kept.name, typed):
                continue
            meant = await _meant(org, row, kept.name, typed.name) if typed.name else Who()
        except (Forbidden, Rejected):
            # The directory does not let us look: that holds up no other row.
            meant = None
        if meant is None:
            fault = {_CHANNEL: Fault.NOT_HERE, _AUDIENCE: Fault.UNKNOWN_GROUP}
            unknown.append(Finding(kept.name, fault.get(kept.name, Fault.UNKNOWN_PERSON)))
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


async def _is_a_guess(org: Organisation, field: str, typed: Who) -> bool:
    """Whether an id of which we know nothing is not that of whom the name means. Nobody reads the
    id, and nobody may act under another's name. For a sponsor our own list of people is not enough,
    since anybody may edit a name there.
    """
    known = (*org.workplace.people, *org.workplace.conversations)
    if not typed.id or field == _CHANNEL or (typed.id in known and field != _SPONSOR):
        return False
    if field == _AUDIENCE:
        group = await org.directory.group(typed.name.strip())
        return group is not None and group.id != typed.id
    user = await org.directory.user(typed.id)
    return user is None or _sounds(user.who.name) != _sounds(typed.name)


async def _meant(org: Organisation, row: Record, field: str, name: str) -> Who | None:
    """Whom or what somebody means who types this name into this field; None where nobody is."""
    workplace = org.workplace
    wanted = _sounds(name)
    is_place = isinstance(row, Setting) and row.duty in HELD_BY_CHANNELS
    if field == _CHANNEL or is_place:
        places = (place for place in workplace.conversations.values() if place.present == "yes")
        found = [Who(id=one.key, name=one.name) for one in places if _sounds(one.name) == wanted]
    elif field == _AUDIENCE:
        return await org.directory.group(name.strip())
    else:
        people = workplace.people.values()
        found = [one.who for one in people if _sounds(one.name) == wanted]
        if not found:
            return await org.directory.person(name.strip())
    return found[0] if len(found) == 1 else None


def _sounds(name: str) -> str:
    return " ".join(name.split()).casefold()


async def _person(org: Organisation, who: Who, field: str) -> Who:
    if not who or who.name:
        return who
    known = org.workplace.people.get(who.id)
    if known is not None and known.name:
        return known.who
    user = await org.directory.user(who.id)
    if user is None:
        raise NobodyOfThatName(Finding(field, Fault.UNKNOWN_PERSON))
    return user.who


async def _group(org: Organisation, typed: Who) -> tuple[Who, int | None]:
    """The group that somebody typed by its name or mail, and how many people are in it."""
    if not typed.name:
        return Who(), None
    group = await org.directory.group(typed.name)
    if group is None:
        raise NobodyOfThatName(Finding(_AUDIENCE, Fault.UNKNOWN_GROUP))
    return group, len(await org.directory.members(group.id))


def _channel(org: Organisation, who: Who) -> Who:
    known = org.workplace.conversations.get(who.id)
    return Who(id=who.id, name=known.name) if known else who
