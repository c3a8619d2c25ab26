"""People as pickers give them, by Entra object id alone, made whole with their names."""

from bot.organisation import Organisation
from playbook.commands import AnyCommand, File, SetUp
from playbook.fields import Who
from playbook.outcome import Fault, Finding, Unfinished
from playbook.records import HELD_BY_CHANNELS, Person


class NobodyOfThatName(Exception):
    """The organisation has no such person; `reply` says so on the form."""

    def __init__(self, reply: Unfinished) -> None:
        super().__init__("nobody of that name")
        self.reply = reply


async def named(org: Organisation, command: AnyCommand, person: Person) -> AnyCommand:
    """The command with every person named, unless `person` is a stranger, who learns of nobody.

    Raises:
        NobodyOfThatName: a picked id is nobody's.
        Unavailable: somebody we do not know yet, and Graph is away.
    """
    if not org.workplace.admits(person):
        return command
    match command:
        case File(entered=entered) if entered.sponsor and not entered.sponsor.name:
            sponsor = await _name(org, entered.sponsor, "sponsor")
            whole = entered.model_copy(update={"sponsor": sponsor})
            return command.model_copy(update={"entered": whole})
        case SetUp(holders=holders):
            return SetUp(
                holders={
                    duty: _channel(org, who)
                    if duty in HELD_BY_CHANNELS
                    else await _name(org, who, duty)
                    for duty, who in holders.items()
                }
            )
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
        case _:
            return ()


async def _name(org: Organisation, who: Who, field: str) -> Who:
    if not who or who.name:
        return who
    known = org.workplace.people.get(who.id)
    if known is not None and known.name:
        return known.who
    user = await org.directory.user(who.id)
    if user is None:
        raise NobodyOfThatName(Unfinished((Finding(field, Fault.UNKNOWN_PERSON),)))
    return user.who


def _channel(org: Organisation, who: Who) -> Who:
    known = org.workplace.conversations.get(who.id)
    return Who(id=who.id, name=known.name) if known else who
