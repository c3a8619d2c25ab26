"""People as pickers give them, by Entra object id alone, and groups as typed, made whole."""

from collections.abc import Iterator

from bot.desk.admitting import may_ask
from bot.organisation import Organisation
from playbook.commands import AnyCommand, AnyKeep, Asked, Decide, File, HandOver, NameRoles, SetUp
from playbook.fields import Kind, Who, asked_of
from playbook.findings import Fault, Finding
from playbook.outcome import Unfinished
from playbook.records import HELD_BY_CHANNELS, Person, PlanRow

CHANNEL = "channel"
AUDIENCE = "audience"
"""The fields of a row that name no person: a conversation, and a group."""


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
    if not may_ask(org, command, person):
        return command
    match command:
        case File(entered=entered) if entered.sponsor and not entered.sponsor.name:
            sponsor = await _person(org, entered.sponsor, "sponsor")
            named_all = entered.model_copy(update={"sponsor": sponsor})
            return command.model_copy(update={"entered": named_all})
        case Decide(conditions=conditions) if conditions:
            whole = tuple([await _condition(org, one, n) for n, one in enumerate(conditions, 1)])
            return command.model_copy(update={"conditions": whole})
        case HandOver(to=to):
            return command.model_copy(update={"to": await _person(org, to, "to")})
        case SetUp(holders=holders):
            return SetUp(
                holders={
                    duty: _channel(org, who)
                    if duty in HELD_BY_CHANNELS
                    else await _person(org, who, duty)
                    for duty, who in holders.items()
                }
            )
        case NameRoles():
            return await _roles(org, command)
        case _ if isinstance(command, AnyKeep):
            return await _row(org, command)
        case _:
            return command


def people_in(command: AnyCommand) -> tuple[Who, ...]:
    """The people a command names; naming somebody makes them one of those who take part."""
    match command:
        case File(entered=entered):
            return (entered.sponsor,) if entered.sponsor else ()
        case Decide(conditions=conditions):
            return tuple(one.owner for one in conditions if one.owner)
        case HandOver(to=to):
            return (to,) if to else ()
        case SetUp(holders=holders):
            return tuple(
                who for duty, who in holders.items() if who and duty not in HELD_BY_CHANNELS
            )
        case NameRoles(holders=holders):
            return tuple(who for who in holders.values() if who)
        case _ if isinstance(command, AnyKeep):
            return tuple(
                who
                for field, who in _named_in(command.row)
                if who and field not in (CHANNEL, AUDIENCE)
            )
        case _:
            return ()


async def _condition(org: Organisation, asked: Asked, number: int) -> Asked:
    owner = await _person(org, asked.owner, f"owner_{number}")
    return asked.model_copy(update={"owner": owner})


async def _row(org: Organisation, command: AnyKeep) -> AnyKeep:
    """The command with whoever its row names made whole; who is nobody is told with whatever
    else is to mend.
    """
    row, unread = command.row, list(command.unread)
    update: dict[str, object] = {}
    for field, who in _named_in(row):
        try:
            if field == CHANNEL:
                whole = _channel(org, who)
            elif field == AUDIENCE:
                whole, update["members"] = await _group(org, who)
            else:
                whole = await _person(org, who, field)
        except NobodyOfThatName as nobody:
            unread += nobody.reply.findings
        else:
            row = row.model_copy(update={field: whole})
    return command.model_copy(update={"row": row, "unread": tuple(unread), **update})


async def _roles(org: Organisation, command: NameRoles) -> NameRoles:
    """The command with everybody named; who is nobody is told on the form."""
    holders, unread = dict(command.holders), list(command.unread)
    for kind, who in command.holders.items():
        try:
            holders[kind] = await _person(org, who, kind)
        except NobodyOfThatName as nobody:
            del holders[kind]
            unread += nobody.reply.findings
    return command.model_copy(update={"holders": holders, "unread": tuple(unread)})


def _named_in(row: PlanRow) -> Iterator[tuple[str, Who]]:
    """The fields of a row that name somebody or somewhere, with what is entered in them."""
    for kept in asked_of(type(row)):
        if kept.kind is Kind.PERSON:
            yield kept.name, getattr(row, kept.name)


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
        raise NobodyOfThatName(Finding(AUDIENCE, Fault.UNKNOWN_GROUP))
    return group, len(await org.directory.members(group.id))


def _channel(org: Organisation, who: Who) -> Who:
    known = org.workplace.conversations.get(who.id)
    return Who(id=who.id, name=known.name) if known else who
