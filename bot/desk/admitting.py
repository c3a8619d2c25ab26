"""Who is let in at the desk: the rules of guests, asked of the records as they stand."""

from bot.organisation import Organisation
from playbook import guests
from playbook.commands import AnyCommand
from playbook.decide import subject_of
from playbook.records import Person


def may_ask(org: Organisation, command: AnyCommand, person: Person) -> bool:
    """Whether somebody may ask for this at all; what they may do is decided after that."""
    subject = subject_of(command, org.workplace)
    dossier = org.records.dossier(subject) if subject else None
    return guests.may_ask(command, dossier, org.workplace, person)


def may_see(org: Organisation, person: Person, change: str = "", *, told: bool = False) -> bool:
    """Whether somebody may look at a change; or, where none is named, at their own overview.

    With `told`, whoever was told of one of its waves may as well: it is about what they were told.
    """
    if org.workplace.admits(person):
        return True
    if not change:
        return guests.has_a_place(org.records.dossiers(), org.workplace, person)
    dossier = org.records.dossier(change)
    if dossier is None:
        return False
    heard = told and guests.was_told(dossier, org.workplace, person)
    return heard or guests.takes_part(dossier, org.workplace, person)


def is_known(org: Organisation, person: Person) -> bool:
    """Whether what a request tells of its person is kept: of a stranger nothing is."""
    expected = guests.is_expected(person, org.workplace)
    return expected or may_see(org, person)
