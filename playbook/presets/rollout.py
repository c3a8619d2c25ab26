"""The five steps of a rollout, written once (S-59 to S-63)."""

from playbook.presets.preset import wave
from playbook.records import Wave, WaveKind

_HELP = (
    "Press “I have a question” or “Something isn’t working” under this message. Somebody answers."
)


def five_steps(*, changes: str, stays: str, day_one: str) -> tuple[Wave, ...]:
    """The pilot group and each later wave change over; what they are told is about this change."""
    return (
        wave(
            WaveKind.PILOT,
            "Pilot: a small group with everyday work",
            changes=changes,
            stays=stays,
            day_one=day_one,
            help_=_HELP,
        ),
        wave(
            WaveKind.TEST,
            "Controlled test: real work, closely watched",
            changes="You do your real work in the new way. We watch what breaks in actual use, and "
            "you tell us what gets in your way.",
            stays="Everybody outside the pilot group works as before, and the way back is open.",
            day_one="Do your most important task in the new way first.",
            help_=_HELP,
        ),
        wave(
            WaveKind.ADJUSTMENT,
            "Adjustment: what the pilot showed is mended",
            changes="We mend what you found: instructions, permissions, gaps in the process, and "
            "what support needs to know.",
            stays="You keep working in the new way. Nobody else changes over yet.",
            day_one="Try again what did not work, and tell us whether it does now.",
            help_=_HELP,
        ),
        wave(
            WaveKind.ROLLOUT,
            "First wave: one department, site or role",
            changes=changes,
            stays=stays,
            day_one=day_one,
            help_=_HELP,
        ),
        wave(
            WaveKind.STABILISATION,
            "Stabilisation: more help than usual",
            changes="Nothing new. For some time after the wave, more people than usual are there "
            "to help.",
            stays="The new way of working, as you know it by now.",
            day_one="If you have gone back to an old way of doing something, tell us what made "
            "that easier.",
            help_=_HELP,
        ),
    )
