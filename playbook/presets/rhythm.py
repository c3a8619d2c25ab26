"""The messages: awareness, readiness, action, reinforcement (S-47).

Each audience hears something else, by another channel (S-40 to S-44). What executives and the
project team need is the same for every change; what users are told is about their own day.
"""

from playbook.presets.people import MANAGERS, PROJECT_TEAM, SPONSOR, USERS
from playbook.presets.preset import message
from playbook.records import Communication, Means, Stage

_REASON = message(
    Stage.AWARENESS, MANAGERS, Means.MEETING,
    "What goes wrong today, why that cannot stay, and what is asked of your team. Your people "
    "hear of it from you, so have the reason ready in two or three sentences.",
    response="Say which weeks do not suit your team, and who should be in the pilot.",
    otherwise="The project lead speaks with each manager who was not there.",
)  # fmt: skip
_MAY_IT_START = message(
    Stage.READINESS, SPONSOR, Means.CHAT,
    "What is ready and what is not: the risks, the way back, the measures, and the people who can "
    "do their work in the new way. One decision is asked of you: may it start?",
    response="Say yes, or say what is missing.",
    otherwise="The project lead asks by telephone. Nothing starts without the answer.",
)  # fmt: skip
_CHECK_IN = message(
    Stage.READINESS, PROJECT_TEAM, Means.MEETING,
    "A short check-in, several times a week: what is open, who does it by when, and what stands "
    "in the way.",
    response="Take each open point as an action item with a name and a day.",
    otherwise="What has no name yet is the project lead’s until somebody takes it.",
)  # fmt: skip
_CHANGE_OVER = message(
    Stage.ACTION, PROJECT_TEAM, Means.CHANNEL,
    "When the change-over begins and ends, who is on support until when, and who decides to pause "
    "or to go back.",
    response="Report trouble at once, in the same place for everybody.",
    otherwise="The project lead asks each member how things stand.",
)  # fmt: skip
_OLD_WAYS = message(
    Stage.REINFORCEMENT, MANAGERS, Means.CHAT,
    "What your team does differently by now, which old ways are coming back, and why. What makes "
    "the old way easier is worth mending.",
    response="Name one thing to mend and one that works well.",
    otherwise="The project lead looks at the work together with the manager.",
)  # fmt: skip
_DID_IT_HELP = message(
    Stage.REINFORCEMENT, SPONSOR, Means.MEETING,
    "What the measures say beside the business case: what improved, what did not, and what there "
    "is to decide now.",
    response="Decide what is mended, and when to look again.",
    otherwise="The review stays open until it is decided.",
)  # fmt: skip


def rhythm(
    *,
    news: str,
    prepare: str,
    first_day: str,
    habit: str,
    managers_prepare: str,
    managers_first_day: str,
) -> tuple[Communication, ...]:
    """Twelve messages in their order. The first four texts are for users, one for each stage."""
    return (
        _REASON,
        message(
            Stage.AWARENESS, USERS, Means.CHANNEL, news,
            response="Ask what is unclear.",
            otherwise="Managers mention it in their next team meeting.",
        ),
        _MAY_IT_START,
        message(
            Stage.READINESS, MANAGERS, Means.EMAIL, managers_prepare,
            response="Confirm who learns when, and who stands in for them.",
            otherwise="The coordinator asks each manager for the names that are missing.",
        ),
        message(
            Stage.READINESS, USERS, Means.BRIEFING, prepare,
            response="Practise before the first day.",
            otherwise="The manager sits down with whoever has not practised.",
        ),
        _CHECK_IN,
        _CHANGE_OVER,
        message(
            Stage.ACTION, MANAGERS, Means.CHAT, managers_first_day,
            response="Say by noon how your team is getting on.",
            otherwise="The project lead calls.",
        ),
        message(
            Stage.ACTION, USERS, Means.NOTICE, first_day,
            response="Do the first task in the new way, and report what does not work.",
            otherwise="Somebody from support comes by and looks.",
        ),
        _OLD_WAYS,
        message(
            Stage.REINFORCEMENT, USERS, Means.CHANNEL, habit,
            response="Say what is still in your way.",
            otherwise="The next survey asks for it.",
        ),
        _DID_IT_HELP,
    )  # fmt: skip
