"""Specimens of the plan, of announcements, questions, surveys and the digest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from cards import (
    digest,
    line,
    plan,
    posted,
    row,
    rowform,
    story,
    wave,
)
from cards import story_plan as told
from cards.build import CardJson
from cards.gallery_replies import Specimen
from playbook.calls import key_of
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.findings import Fault, Finding
from playbook.planning import blank
from playbook.records import (
    ActionItem,
    ConcernKind,
    Measure,
    Person,
    Post,
    PostState,
    Purpose,
    Risk,
    Rollback,
    Survey,
    Verdict,
    Wave,
)

_PLACE = told.WORKPLACE
_TODAY = _PLACE.today(told.PLANNED)


def specimens() -> Iterator[Specimen]:
    """Every card of the plan, in the order in which the story meets them."""
    yield from _plans()
    yield from _forms()
    yield from _waves()
    yield from _posts()
    yield from _digests()


def _plans() -> Iterator[Specimen]:
    empty = story.decided(Verdict.APPROVED, "")
    for name, dossier, person, now in (
        ("plan, nothing there yet", empty, story.ALEX, told.PLANNED),
        ("plan, as its type begins it", story.typed(), story.ALEX, told.PLANNED),
        ("plan, begun", told.begun(), story.ALEX, told.PLANNED),
        ("plan, complete", told.planned(), story.ALEX, told.PLANNED),
        ("plan for a reader", told.planned(), story.DEV, told.PLANNED),
        ("plan with a problem", told.asked(ConcernKind.PROBLEM), story.ALEX, told.ANNOUNCED),
    ):
        yield Specimen(name, plan.draw(dossier, _PLACE, person, now))
    for key in (told.RISK.key, told.ROLLBACK.key, told.ITEM.key, "CHG-0001/risk/9"):
        card = row.draw(told.planned(), key, _PLACE, story.DEV, told.PLANNED)
        yield Specimen(f"row {key.removeprefix('CHG-0001/')}", card)
    card = row.draw(told.planned(), told.ITEM.key, _PLACE, story.ALEX, told.PLANNED)
    yield Specimen("action item of one's own", card)


def _forms() -> Iterator[Specimen]:
    dossier = told.begun()
    for kind in (Wave, Risk, Rollback, Measure, ActionItem, Survey):
        new = blank(kind, dossier, _PLACE, story.ALEX)
        yield Specimen(f"form of a new {kind.__name__}", rowform.draw(new, _PLACE, _TODAY).card)
    findings = tuple(
        Finding(field, fault, limit=120, actual=140)
        for field, fault in (
            ("name", Fault.TOO_LONG),
            ("owner", Fault.UNKNOWN_PERSON),
            ("first_day", Fault.MISSING),
            ("last_day", Fault.BACKWARDS),
            ("announce_on", Fault.AFTER_FIRST_DAY),
            ("channel", Fault.NOT_HERE),
            ("audience", Fault.UNKNOWN_GROUP),
            ("help", Fault.MARKUP),
        )
    )
    gone = told.WAVE.model_copy(
        update={"channel": told.WAVE.channel.model_copy(update={"id": "x"})}
    )
    mend = rowform.draw(gone, _PLACE, _TODAY, findings, base="abcd")
    yield Specimen("form of a wave, to mend", mend.card)
    overtaken = rowform.draw(told.RISK, _PLACE, _TODAY, base="abcd", overtaken=True)
    yield Specimen("form of a risk, overtaken", overtaken.card)


def _waves() -> Iterator[Specimen]:
    lead, owner = story.ALEX, story.DEV
    for name, dossier, person, now in (
        ("wave that lacks much", told.begun(), lead, told.PLANNED),
        ("wave that lacks nothing", told.planned(), lead, told.PLANNED),
        ("wave, scheduled", told.scheduled(), lead, told.PLANNED),
        ("wave, announced", told.announced(), lead, told.ANNOUNCED),
        ("wave, announced, for the rollback owner", told.announced(), owner, told.ANNOUNCED),
        ("wave, held", _held(), lead, told.ANNOUNCED),
        ("wave, paused", told.paused(), owner, told.SURVEYED),
    ):
        found = next(iter(dossier.waves))
        yield Specimen(name, wave.draw(dossier, found, _PLACE, person, now))


def _held() -> Dossier:
    scheduled = told.scheduled()
    return told.awaited(replace(scheduled, measures=()), told.ANNOUNCED)


def _posts() -> Iterator[Specimen]:
    announced, paused = told.announced(), told.paused()
    for name, dossier, purpose, receiver in (
        ("announcement in a channel", announced, Purpose.ANNOUNCEMENT, None),
        ("announcement to somebody who read it", announced, Purpose.ANNOUNCEMENT, story.DEV),
        ("announcement, paused", paused, Purpose.ANNOUNCEMENT, None),
        ("rollback card", announced, Purpose.ROLLBACK, story.DEV),
        ("rollback card, paused", paused, Purpose.ROLLBACK, story.DEV),
        ("rollback card of somebody else by now", announced, Purpose.ROLLBACK, story.MARIE),
        ("held back", _held(), Purpose.HELD, story.ALEX),
        ("paused, to the sponsor", paused, Purpose.PAUSED, story.MARIE),
        ("paused, in the thread", paused, Purpose.PAUSED, None),
        ("taken up again", announced, Purpose.PAUSED, story.MARIE),
        ("taken up again, in the thread", announced, Purpose.PAUSED, None),
    ):
        yield posted_as(name, post_of(purpose, told.WAVE.key, receiver), dossier)
    yield posted_as(
        "a wave that was removed", post_of(Purpose.ANNOUNCEMENT, "gone", None), announced
    )
    for purpose, about in (
        (Purpose.ANNOUNCEMENT, told.WAVE.key),
        (Purpose.SURVEY, told.SURVEY.key),
    ):
        refused = post_of(purpose, about, None).model_copy(
            update={"state": PostState.REFUSED, "detail": "NotFound: the channel was deleted"}
        )
        warned = replace(announced, posts=(*announced.posts, refused))
        note = post_of(Purpose.UNREACHABLE, about, story.ALEX)
        yield posted_as(f"not delivered: {purpose}", note, warned)
    note = post_of(Purpose.UNREACHABLE, told.WAVE.key, story.ALEX)
    yield posted_as("not delivered: nobody in the group", note, announced)
    problem = told.asked(ConcernKind.PROBLEM)
    note = post_of(Purpose.UNREACHABLE, problem.concerns[0].key, story.ALEX)
    yield posted_as("not delivered: problem report", note, problem)


def _digests() -> Iterator[Specimen]:
    morning = date(2026, 3, 11)
    now = told.ANNOUNCED + timedelta(days=2)
    asked = told.asked(ConcernKind.PROBLEM)
    question = tuple(
        concern.model_copy(update={"key": "CHG-0001/concern/form-8"})
        for concern in told.asked(ConcernKind.QUESTION).concerns
    )
    later = told.WAVE.model_copy(
        update={
            "key": "CHG-0001/wave/2",
            "name": "Wave 2: Office",
            "announce_on": date(2026, 3, 30),
        }
    )
    busy = replace(asked, concerns=(*asked.concerns, *question), waves=(*asked.waves, later))
    waiting = story.submitted()
    other = waiting.change.model_copy(
        update={"key": "CHG-0002", "project_name": "New label printer"}
    )
    waiting = replace(waiting, change=other)
    yield Specimen("digest", digest.draw((busy, waiting), _PLACE, morning, now, post="digest/1"))
    first = date(2026, 3, 10)
    moved = digest.draw((told.paused(),), _PLACE, first, now - timedelta(days=1))
    yield Specimen("digest of what moved", moved)
    for key in (told.WAVE.key, told.ITEM.key, told.CHANGE, told.RISK.key):
        opened = line.draw(busy, key, _PLACE, story.ALEX, now)
        yield Specimen(f"line {key.removeprefix('CHG-0001/')}", opened.card)


def post_of(purpose: Purpose, about: str, receiver: Person | None) -> Post:
    who = receiver.key if receiver else "all"
    return Post(
        key=key_of(purpose, told.CHANGE, f"{about.removeprefix('CHG-0001/')}/{who}", 1),
        purpose=purpose,
        subject=told.CHANGE,
        about=about,
        receiver=receiver.who if receiver else Who(),
        conversation=receiver.conversation if receiver else story.NEWS.key,
        claimed_at=told.ANNOUNCED,
    )


def posted_as(name: str, post: Post, dossier: Dossier, now: datetime = told.ANNOUNCED) -> Specimen:
    drawn: CardJson = posted.draw(post, dossier, _PLACE, now).card
    return Specimen(name, drawn)
