"""Whatever somebody leaves in a row: it is answered, on record, and the rules come to rest."""

import types
import typing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cards.by_hand import draw, say
from cards.words import speaking
from graph.rows import as_kept, encode
from playbook.agenda import agenda, next_due
from playbook.by_hand import Hand, HandEdit
from playbook.dossier import HOLDS, PLAN, Dossier, counts_for
from playbook.fields import NOBODY, Kept, Kind, Who, declared
from playbook.noticing import Notice, Taken, look, subject_of
from playbook.outcome import Outcome
from playbook.records import LISTS, AuditEvent, Phase, PlanRow, Post, Record
from playbook.taking_up import taken_up
from tests.playbook.firm import ALEX, DEV, JULIE, MARIE, Firm, approved
from tests.playbook.rollout import CHANNEL, GROUP, TEAM, announced

KINDS = tuple(kind for kinds in LISTS.values() for kind in kinds)
ODD = (
    "", " ", "x" * 255, "<b>bold</b>", "=1+1", "\u202eעברית\u202c", "\U0001f469\u200d\U0001f692",
    "a\tb", "CHG-0001", "CHG-0099", "chg-1", "CHG-0001/wave/1", "CHG-0001/risk/999999",
    "CHG-0001/wave/1/step/3", "{wrong}", "%s", "[Pay](https://elsewhere.example)", "9.deadbeef",
)  # fmt: skip
TEXTS = st.one_of(st.sampled_from(ODD), st.text(max_size=40)).map(lambda text: text.strip("\r"))
PEOPLE = st.sampled_from((
    NOBODY, MARIE.who, JULIE.who, ALEX.who, DEV.who, Who(id="", name="Nobody At All"), GROUP,
    Who(id="unknown", name=""), Who(id=CHANNEL.key, name=CHANNEL.name), Who(id=TEAM.key),
))  # fmt: skip
NUMBERS = st.one_of(st.integers(-3, 9), st.sampled_from((10**6, 10**15, int(1e300), -(10**12))))
DAYS = st.dates(date(1900, 1, 1), date(8900, 12, 31))
MOMENTS = st.datetimes(
    datetime(1900, 1, 1), datetime(8900, 12, 31), timezones=st.just(UTC)  # noqa: DTZ001 - UTC
).map(lambda at: at.replace(microsecond=0))  # fmt: skip


def values_of(annotation: Any) -> st.SearchStrategy[Any]:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return st.one_of(*map(values_of, typing.get_args(annotation)))
    if annotation is type(None):
        return st.none()
    if annotation is Who:
        return PEOPLE
    if annotation is int:
        return NUMBERS
    if annotation is datetime:
        return MOMENTS
    if annotation is date:
        return DAYS
    if issubclass(annotation, StrEnum):
        return st.sampled_from(tuple(annotation))
    return TEXTS


@cache
def rows_of(kind: type[Record]) -> st.SearchStrategy[Record]:
    """Rows as they are read, keys of all kinds among them."""
    columns = {name: values_of(info.annotation) for name, info in kind.model_fields.items()}
    return st.fixed_dictionaries(columns).map(lambda held: as_kept(kind.model_validate(held)))


@st.composite
def edits(draw_from: st.DrawFn, made: Dossier) -> HandEdit:
    """A new row, or a row that stands with some cells typed over."""
    kind = draw_from(st.sampled_from(KINDS))
    row = draw_from(rows_of(kind))
    if issubclass(kind, PlanRow) and draw_from(st.booleans()):
        of_this = {"change": "CHG-0001", "key": f"CHG-0001/{draw_from(TEXTS)}"[:130]}
        row = as_kept(row.model_copy(update=of_this))
    stands = getattr(made, HOLDS[kind], ()) if kind in HOLDS else (made.change,)
    stands = [one for one in stands if type(one) is kind]
    is_new = draw_from(st.booleans())
    if stands and not is_new:
        held = draw_from(st.sampled_from(stands))
        kept = [one.name for one in declared(kind)]
        typed = draw_from(st.sets(st.sampled_from(kept), min_size=1, max_size=3))
        row = held.model_copy(update={name: getattr(row, name) for name in typed})
        if "key" in typed and draw_from(st.booleans()):
            return _edit(row, former_key=held.key)
    return _edit(row)


def _edit(row: Record, **more: Any) -> HandEdit:
    hand = Hand(DEV.who, datetime(2026, 3, 12, 13, 0, tzinfo=UTC), "7")
    return HandEdit(type(row).KEPT_IN, "12", hand, row, **more)


@cache
def rolled_out() -> Firm:
    """The morning of an announcement. Nothing here changes it."""
    return announced()


def kept_longer_than_fits(record: Record) -> list[Kept]:
    """The columns in which a row that Cutover writes would be refused."""
    texts = [one for one in declared(type(record)) if one.kind in (Kind.TEXT, Kind.LINES)]
    return [one for one in texts if len(str(getattr(record, one.name))) > max(255, one.limit)]


SLOW = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


@SLOW
@given(data=st.data())
def test_every_edit_is_answered_and_on_record(data: st.DataObject) -> None:
    made = rolled_out()
    edit = data.draw(edits(made.dossier()))
    dossier = made.dossier() if subject_of(edit) == "CHG-0001" else None

    notice, outcome = answered(made, edit, dossier)

    assert [row for row in outcome.facts if row.key == edit.key and isinstance(row, AuditEvent)]
    for row in outcome.rows:
        assert encode(row)
        assert kept_longer_than_fits(row) == []
    if notice.taken in (Taken.WRONG, Taken.VOID, Taken.DRIFTED):
        assert [note for note in outcome.notes if note.text]
    if notice.taken is not Taken.UP:
        letters = [row for row in outcome.facts if isinstance(row, Post) and row.says]
        assert letters
        assert all(draw(letter, dossier) for letter in letters)


@SLOW
@given(data=st.data())
def test_what_was_taken_up_is_not_taken_up_again_and_the_rules_come_to_rest(
    data: st.DataObject,
) -> None:
    made = rolled_out()
    edit = data.draw(edits(made.dossier()))
    if edit.record is None or counts_for(edit.record) != "CHG-0001" or type(edit.record).FACT:
        return
    dossier = made.dossier().after((edit.record,))

    notice, outcome = answered(made, edit, dossier)
    after = replace(dossier.after(outcome.rows), by_hand=(edit,))

    assert after.unnoticed == ()
    if notice.record is not None and edit.former_key:
        after = after.without(edit.record) if type(edit.record) in PLAN else after
        after = after.after((notice.record,))
    after = replace(after, by_hand=())
    for _ in range(6):
        after = after.after(agenda(after, made.workplace, made.now).rows)
    assert agenda(after, made.workplace, made.now).rows == ()
    at = next_due(after, made.workplace, made.now)
    assert at is None or at > made.now


def test_a_status_set_after_the_days_have_passed_is_put_back_and_explained() -> None:
    made = approved()
    dossier = made.dossier()
    typed = dossier.change.model_copy(update={"status": Phase.CLOSED})
    notice = look(_edit(typed), dossier, made.workplace, date(2026, 12, 1))
    assert (notice.taken, notice.put_back) == (Taken.BACK, ("Status",))


def answered(made: Firm, edit: HandEdit, dossier: Dossier | None) -> tuple[Notice, Outcome]:
    """What becomes of an edit, in both languages."""
    today = made.workplace.today(made.now)
    notice = look(edit, dossier, made.workplace, today)
    with speaking("fr-CA"):
        say(notice, dossier, today)
    said = say(notice, dossier, today)
    later = made.now + timedelta(minutes=1)
    return notice, taken_up((said,), dossier, made.workplace, later)
