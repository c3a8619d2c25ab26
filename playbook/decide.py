"""The one way in: a command, decided on a dossier."""

from datetime import datetime

from playbook import recording
from playbook.approving import decide_on
from playbook.arriving import arrive, leave, set_up
from playbook.commands import AnyCommand, Arrive, Decide, File, Leave, Resolve, SetUp, Step
from playbook.dossier import Dossier, Workplace
from playbook.fields import Who
from playbook.filing import file
from playbook.outcome import Outcome, Reason, Refusal
from playbook.posting import subject_in
from playbook.records import Duty, Person, Post
from playbook.settling import resolve
from playbook.stepping import step


def subject_of(command: AnyCommand, workplace: Workplace) -> str:
    """The change a command is about; empty where it is about none, or about a new one."""
    match command:
        case File(entered=entered):
            return entered.key or workplace.forms.get(entered.form, "")
        case Decide(change=change) | Step(change=change):
            return change
        case Resolve(post=post):
            return subject_in(post)
        case _:
            return ""


def decide(
    dossier: Dossier | None,
    workplace: Workplace,
    command: AnyCommand,
    person: Person,
    now: datetime,
) -> Outcome:
    """Decide a command: pure, and the same for the same arguments.

    `dossier` is that of `subject_of(command)`, None where there is no such change. `person`
    is the one whom Teams' signed request names; whatever a card claims is only a claim.
    """
    if not workplace.admits(person) and not _named(dossier, person):
        refusal = Refusal(Reason.OUTSIDER, can_act=_insiders(workplace))
        if dossier is not None:
            return recording.refused(dossier, command.do, refusal, person, now)
        return Outcome(refusal)
    match command:
        case File():
            return file(dossier, workplace, command, person, now)
        case Decide() if dossier is not None:
            return decide_on(dossier, workplace, command, person, now)
        case Step() if dossier is not None:
            return step(dossier, workplace, command, person, now)
        case Decide(change=change) | Step(change=change):
            return Outcome(Refusal(Reason.NO_SUCH_RECORD, change))
        case Resolve():
            post = _post(dossier, workplace, command.post)
            return resolve(post, dossier, workplace, command, person, now)
        case SetUp():
            return set_up(workplace, command, person)
        case Arrive():
            return arrive(workplace, command, person, now)
        case Leave():
            return leave(workplace, command, person)


def _named(dossier: Dossier | None, person: Person) -> bool:
    """Whether the change itself names somebody: a guest sponsor, the IT provider's lead."""
    if dossier is None or not person.key:
        return False
    change = dossier.change
    return person.key in (change.sponsor.id, change.requester.id, change.lead.id)


def _insiders(workplace: Workplace) -> tuple[Who, ...]:
    holders = (workplace.holder(Duty.COORDINATOR), workplace.holder(Duty.SPONSOR))
    return tuple(who for who in holders if who)


def _post(dossier: Dossier | None, workplace: Workplace, key: str) -> Post | None:
    if dossier is not None:
        return next((post for post in dossier.posts if post.key == key), None)
    return workplace.posts.get(key)
