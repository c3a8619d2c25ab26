"""The gallery: what people are told after somebody edited a list, and after a wave was moved."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from cards import by_hand, story
from cards import story_plan as told
from cards.gallery_plan import post_of, posted_as
from cards.gallery_replies import Specimen
from playbook.by_hand import Hand, HandEdit, Unreadable
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.findings import Fault, Finding
from playbook.noticing import look
from playbook.records import Phase, Post, Purpose, Record, Verdict
from playbook.taking_up import taken_up

_NOW = told.PLANNED
_HAND = Hand(story.DEV.who, _NOW, "7")
_NOBODY_KNOWN = (Finding("owner", Fault.UNKNOWN_PERSON),)


def specimens() -> Iterator[Specimen]:
    """A letter for each thing that may become of an edit, and the correction of a wave's days."""
    planned, approved = told.planned(), story.decided(Verdict.APPROVED, "Go ahead.")
    wider = approved.change.model_copy(update={"in_scope_systems": "Everything, and Barrie too."})
    status = planned.change.model_copy(update={"status": Phase.CLOSED})
    backwards = told.WAVE.model_copy(update={"last_day": told.WAVE.announce_on})
    named = told.RISK.model_copy(update={"owner": Who(name="Somebody Else")})
    running = story.moved(Phase.PLANNING, approved, _NOW)
    for name, dossier, record, unknown in (
        ("status put back", planned, status, ()),
        ("new version", replace(approved, change=wider), wider, ()),
        ("not as approved", replace(running, change=wider), wider, ()),
        ("last day before the first", planned, backwards, ()),
        ("nobody of that name", planned, named, _NOBODY_KNOWN),
        ("decision edited", approved, approved.decisions[0], ()),
    ):
        yield _letter(f"edited by hand: {name}", dossier, _edit(record), unknown)
    unread = HandEdit(told.WAVE.KEPT_IN, "9", _HAND, None, "First day", Unreadable.NOT_A_DATE)
    yield _letter("edited by hand: no date", planned, unread)
    yield from _corrections()


def _edit(record: Record) -> HandEdit:
    return HandEdit(type(record).KEPT_IN, "9", _HAND, record)


def _letter(
    name: str, dossier: Dossier, edit: HandEdit, unknown: tuple[Finding, ...] = ()
) -> Specimen:
    today = told.WORKPLACE.today(_NOW)
    said = by_hand.say(look(edit, dossier, told.WORKPLACE, today, unknown), dossier, today)
    outcome = taken_up([said], dossier, told.WORKPLACE, _NOW)
    posts = (row for row in outcome.facts if isinstance(row, Post))
    letter = next(post for post in posts if post.purpose is Purpose.BY_HAND)
    return Specimen(name, by_hand.draw(letter, dossier))


def _corrections() -> Iterator[Specimen]:
    announced = told.announced()
    week = timedelta(days=7)
    wave = announced.waves[0]
    days = {"first_day": wave.first_day, "last_day": wave.last_day}
    later = wave.model_copy(update={name: day + week for name, day in days.items() if day})
    moved = told.awaited(announced.after((later,)), told.ANNOUNCED + timedelta(hours=1))
    for name, receiver in (("in the thread", None), ("one to one", story.DEV)):
        note = post_of(Purpose.CORRECTION, wave.key, receiver)
        yield posted_as(f"new days, {name}", note, moved)
