"""Who has read an announcement: "Got it" is kept on the sheet they were told from, or on the
channel's.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from playbook.commands import Acknowledge
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.mailing import CHANNEL, found, fresh_sheet
from playbook.outcome import Acknowledged, Outcome, Reason, Refusal
from playbook.records import Addressee, Person, PostState, Sheet, SheetState, Wave


def acknowledge(dossier: Dossier, command: Acknowledge, person: Person, now: datetime) -> Outcome:
    """Keep that somebody has read a wave's announcement."""
    wave = dossier.wave(command.wave)
    if wave is None:
        return Outcome(Refusal(Reason.WAVE_GONE, dossier.change.key, about=command.wave))
    marked = acknowledged(dossier, wave, {command.post: person.who}, now)
    return replace(marked, reply=Acknowledged(dossier.change.key, wave.key))


def acknowledged(
    dossier: Dossier, wave: Wave, presses: Mapping[str, Who], now: datetime
) -> Outcome:
    """Keep that these people said "Got it"; `presses` names each by the key of the card pressed.

    Who was told on a sheet is marked there; everybody else on the channel's sheet.
    """
    changed: dict[str, Sheet] = {}
    channels = _channel_sheet(dossier, wave, now)
    for post, who in presses.items():
        match found(dossier, post):
            case (sheet, one) if one.person.id == who.id and sheet.about == wave.key:
                sheet = changed.get(sheet.key, sheet)
                one = next(each for each in sheet.addressees if each.person.id == who.id)
            case _:
                sheet = changed.get(channels.key, channels)
                known = (each for each in sheet.addressees if each.person.id == who.id)
                one = next(known, Addressee(person=who, state=PostState.SENT))
        if not one.got_it:
            changed[sheet.key] = sheet.with_one(one.model_copy(update={"got_it": True}))
    known_sheets = {sheet.key for sheet in dossier.sheets}
    return Outcome(
        facts=tuple(sheet for key, sheet in changed.items() if key not in known_sheets),
        edits=tuple(sheet for key, sheet in changed.items() if key in known_sheets),
    )


def _channel_sheet(dossier: Dossier, wave: Wave, now: datetime) -> Sheet:
    key = f"{wave.key}/sheet/{CHANNEL}"
    known = next((sheet for sheet in dossier.sheets if sheet.key == key), None)
    blank = fresh_sheet(wave, CHANNEL, now, ()).model_copy(update={"state": SheetState.DONE})
    return known or blank
