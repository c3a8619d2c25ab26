"""Arriving in a chat or a team, being set up there, and leaving again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from playbook.calls import key_of
from playbook.commands import Arrive, KnowChannels, Leave, SetUp
from playbook.fields import Who
from playbook.outcome import Done, Outcome, Reason, Refusal, SetUpDone
from playbook.records import Conversation, Duty, Person, Post, Purpose, Record, Setting
from playbook.workplace import Workplace

_BEYOND = "cannot be reached: "
_IN_CHARGE = (Duty.COORDINATOR, Duty.SPONSOR, Duty.LEAD)


def arrive(workplace: Workplace, command: Arrive, person: Person, now: datetime) -> Outcome:
    """Remember the place, and say once what Cutover will send there.

    Teams announces an arrival twice (docs/platform.md#events); the greeting's key makes the
    second find the first.
    """
    if command.kind == "personal":
        known = workplace.people.get(person.key)
        here = _told(
            known or person,
            person.model_copy(
                update={
                    "conversation": command.conversation,
                    "service": command.service,
                    "installed": "yes",
                }
            ),
        )
        if command.awaited or (known is not None and known.installed == "yes"):
            return met(workplace, here)
        return _greeting(
            workplace, here, known, Purpose.HELLO, command.conversation, now, receiver=here
        )
    place = Conversation(
        key=command.conversation,
        name=command.name or command.channels.get(command.conversation, ""),
        kind=command.kind,
        team=command.team,
        service=command.service,
    )
    known_place = workplace.conversations.get(place.key)
    purpose = Purpose.SET_UP if command.kind == "channel" else Purpose.HELLO
    outcome = _greeting(workplace, place, known_place, purpose, command.conversation, now)
    others = {key: name for key, name in command.channels.items() if key != place.key}
    found = _channels(workplace, command.team, command.service, others)
    return replace(
        outcome, facts=(*outcome.facts, *found.facts), edits=(*outcome.edits, *found.edits)
    )


def know_channels(workplace: Workplace, command: KnowChannels) -> Outcome:
    """Keep which channels a team has; what is sent to one that is gone would be refused."""
    found = _channels(workplace, command.team, command.service, command.channels)
    gone = tuple(
        held.model_copy(update={"present": "no"})
        for held in workplace.conversations.values()
        if held.team == command.team and held.present == "yes" and held.key not in command.channels
    )
    return replace(found, edits=(*found.edits, *gone))


def _channels(workplace: Workplace, team: str, service: str, names: Mapping[str, str]) -> Outcome:
    """The rows of a team's channels, new and as they are called now."""
    rows = tuple(
        Conversation(key=key, name=name, kind="channel", team=team, service=service)
        for key, name in names.items()
    )
    known = workplace.conversations
    return Outcome(
        facts=tuple(row for row in rows if row.key not in known),
        edits=tuple(row for row in rows if row.key in known and row != known[row.key]),
    )


def _greeting(
    workplace: Workplace,
    row: Person | Conversation,
    known: Person | Conversation | None,
    purpose: Purpose,
    conversation: str,
    now: datetime,
    receiver: Person | None = None,
) -> Outcome:
    post = Post(
        key=key_of(purpose, conversation, receiver.key if receiver else "all", 1),
        purpose=purpose,
        subject=conversation,
        receiver=receiver.who if receiver else Who(),
        conversation=conversation,
        claimed_at=now,
    )
    facts: tuple[Record, ...] = () if post.key in workplace.posts else (post,)
    if known is None:
        return Outcome(Done(), facts=(row, *facts))
    return Outcome(Done(), facts=facts, edits=(row,) if row != known else ())


def leave(workplace: Workplace, command: Leave, person: Person) -> Outcome:
    """Forget the place: what is sent there from now on would be refused.

    Whoever takes Cutover out of a team takes it out of all of the team's channels.
    """
    if command.kind != "personal":
        return Outcome(
            edits=tuple(
                held.model_copy(update={"present": "no"})
                for held in workplace.conversations.values()
                if held.present == "yes" and _is_left(held, command)
            )
        )
    row = workplace.people.get(person.key)
    if row is None:
        return Outcome()
    gone = row.model_copy(update={"installed": "no", "conversation": ""})
    return Outcome(edits=(gone,) if gone != row else ())


def _is_left(held: Conversation, command: Leave) -> bool:
    return held.key == command.conversation or bool(command.team and held.team == command.team)


def out_of_reach(person: Person, why: str) -> Person:
    """The person's row once their chat takes no messages; `why` is kept for whoever runs things."""
    return person.model_copy(update={"installed": f"{_BEYOND}{why}"[:255], "conversation": ""})


def why_out_of_reach(person: Person) -> str:
    """What `out_of_reach` kept as the reason; empty where there is none."""
    return person.installed.removeprefix(_BEYOND) if person.installed.startswith(_BEYOND) else ""


def met(workplace: Workplace, person: Person) -> Outcome:
    """Keep what a request told of the person, where it is new: name, tenant, chat, address."""
    known = workplace.people.get(person.key)
    if known is None:
        return Outcome(facts=(person,))
    now_known = _told(known, person)
    return Outcome(edits=(now_known,) if now_known != known else ())


def _told(known: Person, told: Person) -> Person:
    """What is known of a person, with what a request told; what it left out is kept, and so is the
    tenant that they first came from.
    """
    names = ("name", "tenant", "teams", "conversation", "service", "installed", "language")
    update = {name: value for name in names if (value := getattr(told, name))}
    if known.tenant:
        update["tenant"] = known.tenant
    return known.model_copy(update=update)


def set_up(workplace: Workplace, command: SetUp, person: Person) -> Outcome:
    """Keep who, and which channel, does what for the organisation.

    The first time anybody of the organisation may; from then on those who were named to run
    or decide changes, so that nobody makes themselves the sponsor.
    """
    in_charge = tuple(who for duty in _IN_CHARGE if (who := workplace.holder(duty)))
    if in_charge and person.key not in {who.id for who in in_charge}:
        return Outcome(Refusal(Reason.NOT_YOURS_TO_SET_UP, can_act=in_charge))
    facts: list[Record] = []
    edits: list[Record] = []
    for duty, holder in command.holders.items():
        setting = Setting(key=duty.name.lower(), duty=duty, holder=holder)
        known = workplace.settings.get(setting.key)
        if known is None:
            facts.append(setting)
        elif known != setting:
            edits.append(setting)
    return Outcome(SetUpDone(), facts=tuple(facts), edits=tuple(edits))
