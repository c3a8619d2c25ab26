"""The one way in: a command, decided on a dossier."""

from datetime import datetime

from playbook import mailing, recording
from playbook.acknowledging import acknowledge
from playbook.adding import ask_addition, take_addition
from playbook.approving import decide_on, withdraw
from playbook.arriving import arrive, know_channels, leave, set_up
from playbook.asking_first import ask_first
from playbook.calls import subject_in
from playbook.chaining import chained
from playbook.commands import (
    Acknowledge,
    AnswerConcern,
    AnswerSurvey,
    AnyCommand,
    AnyKeep,
    Arrive,
    AskAddition,
    AskFirst,
    Decide,
    EndHandOver,
    File,
    FinishItem,
    HandOver,
    KnowChannels,
    Leave,
    MoveWave,
    NameRoles,
    PlanCommand,
    Raise,
    Resolve,
    ReviewEmergency,
    SetUp,
    Step,
    TakeAddition,
    Withdraw,
)
from playbook.doing import finish
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.filing import file
from playbook.guests import may_ask
from playbook.handing_over import end, hand_over
from playbook.naming_roles import name_roles
from playbook.outcome import Outcome, Reason, Refusal
from playbook.planning import change_in, keep
from playbook.raising import answer_concern, raise_concern
from playbook.records import Duty, Person, Post
from playbook.reviewing import review
from playbook.rolling import move_wave
from playbook.settling import resolve, resolvers
from playbook.stepping import step
from playbook.surveying import answer_survey
from playbook.workplace import Workplace


def subject_of(command: AnyCommand, workplace: Workplace) -> str:
    """The change a command is about; empty where it is about none, or about a new one."""
    match command:
        case File(entered=entered):
            return entered.key or workplace.forms.get(entered.form, "")
        case (
            Decide(change=change)
            | Withdraw(change=change)
            | Step(change=change)
            | NameRoles(change=change)
        ):
            return change
        case ReviewEmergency(change=change) | AskFirst(change=change):
            return change
        case MoveWave(wave=row) | Acknowledge(wave=row) | Raise(wave=row):
            return change_in(row)
        case AskAddition(change=change):
            return change
        case TakeAddition(addition=row):
            return change_in(row)
        case AnswerConcern(concern=row) | AnswerSurvey(survey=row) | FinishItem(item=row):
            return change_in(row)
        case Resolve(post=post):
            return change_in(post) if mailing.is_letter(post) else subject_in(post)
        case _ if isinstance(command, AnyKeep):
            return command.row.change
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
    is the one whom Teams' signed request names; whatever a card claims is only a claim. Whatever
    comes of it is a link of the change's chain.
    """
    return chained(_decided(dossier, workplace, command, person, now), dossier)


def _decided(
    dossier: Dossier | None,
    workplace: Workplace,
    command: AnyCommand,
    person: Person,
    now: datetime,
) -> Outcome:
    if not may_ask(command, dossier, workplace, person):
        refusal = Refusal(Reason.OUTSIDER, can_act=_insiders(workplace))
        if dossier is not None:
            return recording.refused(dossier, command.do, refusal, person, now)
        return Outcome(refusal)
    match command:
        case File():
            return file(dossier, workplace, command, person, now)
        case Decide() if dossier is not None:
            return decide_on(dossier, workplace, command, person, now)
        case Withdraw() if dossier is not None:
            return withdraw(dossier, workplace, command, person, now)
        case ReviewEmergency() if dossier is not None:
            return review(dossier, workplace, command, person, now)
        case AskFirst() if dossier is not None:
            return ask_first(dossier, workplace, command, person, now)
        case Step() if dossier is not None:
            return step(dossier, workplace, command, person, now)
        case Resolve() if mailing.is_letter(command.post) and dossier is not None:
            return _resolve_on_sheet(dossier, workplace, command, person, now)
        case Resolve():
            post = _post(dossier, workplace, command.post)
            return resolve(post, dossier, workplace, command, person, now)
        case SetUp():
            return set_up(workplace, command, person)
        case HandOver():
            return hand_over(workplace, command, person, now)
        case EndHandOver():
            return end(workplace, command, person, now)
        case Arrive():
            return arrive(workplace, command, person, now)
        case KnowChannels():
            return know_channels(workplace, command)
        case Leave():
            return leave(workplace, command, person)
        case (
            Decide(change=change)
            | Withdraw(change=change)
            | Step(change=change)
            | ReviewEmergency(change=change)
        ):
            return Outcome(Refusal(Reason.NO_SUCH_RECORD, change))
        case AskFirst(change=change):
            return Outcome(Refusal(Reason.NO_SUCH_RECORD, change))
        case _ if dossier is None:
            return Outcome(Refusal(Reason.NO_SUCH_RECORD, subject_of(command, workplace)))
        case _:
            return _of_the_plan(dossier, workplace, command, person, now)


def _of_the_plan(
    dossier: Dossier, workplace: Workplace, command: PlanCommand, person: Person, now: datetime
) -> Outcome:
    match command:
        case MoveWave():
            return move_wave(dossier, workplace, command, person, now)
        case Acknowledge():
            return acknowledge(dossier, command, person, now)
        case Raise():
            return raise_concern(dossier, workplace, command, person, now)
        case AnswerConcern():
            return answer_concern(dossier, workplace, command, person, now)
        case AskAddition():
            return ask_addition(dossier, workplace, command, person, now)
        case TakeAddition():
            return take_addition(dossier, workplace, command, person, now)
        case AnswerSurvey():
            return answer_survey(dossier, workplace, command, person, now)
        case NameRoles():
            return name_roles(dossier, workplace, command, person, now)
        case FinishItem():
            return finish(dossier, workplace, command, person, now)
        case _:
            return keep(dossier, workplace, command, person, now)


def _resolve_on_sheet(
    dossier: Dossier, workplace: Workplace, command: Resolve, person: Person, now: datetime
) -> Outcome:
    who = resolvers(dossier, workplace)
    if person.key not in {one.id for one in who}:
        return Outcome(Refusal(Reason.NOT_YOURS_TO_RESOLVE, dossier.change.key, who))
    return mailing.resolve(dossier, command.post, arrived=command.arrived, now=now)


def _insiders(workplace: Workplace) -> tuple[Who, ...]:
    holders = (workplace.holder(Duty.COORDINATOR), workplace.holder(Duty.SPONSOR))
    return tuple(who for who in holders if who)


def _post(dossier: Dossier | None, workplace: Workplace, key: str) -> Post | None:
    if dossier is not None:
        return next((post for post in dossier.posts if post.key == key), None)
    return workplace.posts.get(key)
