"""Rows of a plan are kept by those who run the change; action items are anybody's to make."""

from datetime import date

import pytest

from playbook.commands import FinishItem, KeepItem, KeepRisk, KeepRollback
from playbook.fields import Who
from playbook.findings import Fault, Finding
from playbook.numbering import NAMES, next_row_key
from playbook.outcome import ItemDone, Reason, Refusal, RowKept, Unfinished
from playbook.planning import blank, row_hash
from playbook.records import (
    ActionItem,
    AuditEvent,
    Communication,
    Dependency,
    Measure,
    Measurement,
    Person,
    PlanRow,
    Review,
    Risk,
    Role,
    Rollback,
    StakeholderGroup,
    Survey,
    TrainingItem,
    Wave,
)
from tests.playbook.firm import ALEX, DEV, JULIE, MARIE, SAM, STRANGER, Firm, approved
from tests.playbook.rollout import (
    AARON,
    NORA,
    OMAR,
    REVIEWED,
    WAY_BACK,
    feels,
    planned,
    raised,
    surveyed,
)

ITEM = ActionItem(
    key="CHG-0001/item/1",
    change="CHG-0001",
    what="Give Aaron the folder",
    owner=NORA.who,
    due=date(2026, 3, 13),
)


def with_item() -> Firm:
    made = planned()
    made.press(KeepItem(row=ITEM), OMAR)
    return made


@pytest.mark.parametrize("kind", NAMES)
def test_a_new_row_begins_with_what_is_known(kind: type[PlanRow]) -> None:
    made = approved()
    row = blank(kind, made.dossier(), made.workplace, SAM)
    assert row.key == next_row_key(made.dossier(), kind) == f"CHG-0001/{NAMES[kind]}/1"
    match row:
        case (
            Wave()
            | Risk()
            | Measure()
            | StakeholderGroup()
            | Communication()
            | Review()
            | Dependency()
        ):
            assert row.owner == ALEX.who
        case ActionItem():
            assert row.owner == SAM.who
        case Rollback():
            assert row.trigger == made.change().rollback_trigger
        case _:
            assert isinstance(row, Survey | TrainingItem | Measurement | Role)


def test_rows_are_numbered_on_and_whatever_was_typed_by_hand_is_passed_over() -> None:
    made = planned()
    made.put(REVIEWED.model_copy(update={"key": "CHG-0001/risk/07"}))
    made.put(REVIEWED.model_copy(update={"key": "CHG-0001/risk/mine"}))
    assert next_row_key(made.dossier(), Risk) == "CHG-0001/risk/8"
    assert next_row_key(made.dossier(), Rollback) == "CHG-0001/rollback/1"


@pytest.mark.parametrize("kind", [Wave, Survey, Risk])
def test_a_row_deleted_by_hand_leaves_its_number_to_nobody(kind: type[PlanRow]) -> None:
    made = surveyed()
    feels(made, AARON)
    made.tick()
    (gone,) = made.all(kind)
    del made.rows[kind, gone.key]
    assert next_row_key(made.dossier(), kind) == f"CHG-0001/{NAMES[kind]}/2"


def test_a_number_too_long_to_count_on_from_is_passed_over() -> None:
    made = planned()
    made.put(REVIEWED.model_copy(update={"key": f"CHG-0001/risk/{'9' * 200}"}))
    assert next_row_key(made.dossier(), Risk) == "CHG-0001/risk/2"


@pytest.mark.parametrize("person", [MARIE, DEV, AARON])
def test_only_those_who_run_the_change_plan_it(person: Person) -> None:
    reply = approved().press(KeepRisk(row=REVIEWED), person)
    assert isinstance(reply, Refusal)
    assert reply.can_act == (JULIE.who, ALEX.who, SAM.who)


def test_the_same_form_twice_keeps_one_row() -> None:
    made = planned()
    made.press(KeepRisk(row=REVIEWED), JULIE)
    assert made.all(Risk) == [REVIEWED]
    assert not made.decided(KeepRisk(row=REVIEWED), JULIE)


def test_two_new_rows_filled_in_at_once_are_two_rows() -> None:
    made = planned()
    other = REVIEWED.model_copy(update={"description": "Nobody knows the new folders."})
    assert made.press(KeepRisk(row=other), SAM) == RowKept("CHG-0001", "CHG-0001/risk/2")
    assert [risk.description for risk in made.all(Risk)] == [
        REVIEWED.description,
        other.description,
    ]


def test_the_later_of_two_new_rows_sent_twice_is_one_row() -> None:
    made = planned()
    other = REVIEWED.model_copy(update={"description": "Nobody knows the new folders."})
    kept = RowKept("CHG-0001", "CHG-0001/risk/2")
    assert [made.press(KeepRisk(row=other), SAM) for _ in range(2)] == [kept, kept]
    assert len(made.all(Risk)) == 2


@pytest.mark.parametrize("number", ["x", "2", "01", "-1", "\u0661", "9" * 200, "1/2", " 1", "../1"])
def test_a_new_row_is_numbered_on_whatever_its_form_says(number: str) -> None:
    made = planned()
    row = ITEM.model_copy(update={"key": f"CHG-0001/item/{number}"})
    assert made.press(KeepItem(row=row), JULIE) == RowKept("CHG-0001", ITEM.key)


@pytest.mark.parametrize("key", ["CHG-0001/wave/7", "CHG-0001/item/x", "CHG-0001/item", "x"])
def test_a_new_row_is_called_by_its_kind_whatever_its_form_says(key: str) -> None:
    made = planned()
    row = ITEM.model_copy(update={"key": key})
    assert made.press(KeepItem(row=row), JULIE) == RowKept("CHG-0001", ITEM.key)


def test_there_is_one_way_back_and_the_later_form_says_that_it_was_overtaken() -> None:
    made = planned()
    other = WAY_BACK.model_copy(update={"steps": "Another way."})
    assert made.press(KeepRollback(row=other), SAM) == Unfinished((), overtaken=True)
    kept = made.press(KeepRollback(row=other, base=row_hash(WAY_BACK)), SAM)
    assert kept == RowKept("CHG-0001", WAY_BACK.key)


def test_an_edit_of_what_somebody_else_has_edited_since_comes_back() -> None:
    made = planned()
    base = row_hash(REVIEWED)
    mine = REVIEWED.model_copy(update={"mitigation": "Mine."})
    yours = REVIEWED.model_copy(update={"mitigation": "Yours."})
    made.press(KeepRisk(row=mine, base=base), JULIE)
    assert made.press(KeepRisk(row=yours, base=base), SAM) == Unfinished((), overtaken=True)
    assert made.all(Risk)[0].mitigation == "Mine."


def test_whoever_is_asked_something_may_make_an_item_of_it() -> None:
    made = planned()
    concern = raised(made)
    item = ITEM.model_copy(update={"source": concern.key})
    assert made.press(KeepItem(row=item), NORA) == RowKept("CHG-0001", ITEM.key)
    assert made.all(ActionItem)[0].source == concern.key


LATER = ITEM.model_copy(update={"due": date(2026, 3, 20)})


@pytest.mark.parametrize("person", [NORA, JULIE, ALEX, SAM])
def test_its_owner_edits_an_item_or_who_runs_the_change(person: Person) -> None:
    made = with_item()
    edit = KeepItem(row=LATER, base=row_hash(ITEM))
    assert made.press(edit, person) == RowKept("CHG-0001", ITEM.key)
    assert made.all(ActionItem) == [LATER]


@pytest.mark.parametrize("person", [MARIE, AARON, OMAR])
def test_nobody_else_edits_it_not_even_who_made_it(person: Person) -> None:
    made = with_item()
    reply = made.press(KeepItem(row=LATER, base=row_hash(ITEM)), person)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NOT_YOURS_TO_EDIT
    assert reply.can_act == (NORA.who, JULIE.who, ALEX.who, SAM.who)
    assert made.all(ActionItem) == [ITEM]


def test_whoever_made_an_item_for_somebody_else_may_send_its_form_twice() -> None:
    made = with_item()
    assert made.press(KeepItem(row=ITEM), OMAR) == RowKept("CHG-0001", ITEM.key)
    assert made.all(ActionItem) == [ITEM]


def test_an_item_has_an_owner_and_a_day_to_come() -> None:
    row = ITEM.model_copy(update={"owner": Who(), "due": date(2026, 3, 6)})
    reply = planned().press(KeepItem(row=row), SAM)
    assert reply == Unfinished((Finding("owner", Fault.MISSING), Finding("due", Fault.IN_THE_PAST)))


@pytest.mark.parametrize("person", [NORA, JULIE, ALEX, SAM])
def test_its_owner_finishes_an_item_or_who_runs_the_change(person: Person) -> None:
    made = with_item()
    done = ItemDone("CHG-0001", ITEM.key)
    assert made.press(FinishItem(item=ITEM.key), person) == done
    (item,) = made.all(ActionItem)
    assert (item.done_by, item.done_at) == (person.who, made.now)
    again = ItemDone("CHG-0001", ITEM.key, again=True)
    assert made.press(FinishItem(item=ITEM.key), SAM) == again
    assert made.all(ActionItem) == [item]


@pytest.mark.parametrize("person", [MARIE, AARON, OMAR])
def test_others_are_told_who_can(person: Person) -> None:
    made = with_item()
    reply = made.press(FinishItem(item=ITEM.key), person)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NOT_YOURS_TO_MOVE
    assert reply.can_act == (NORA.who, JULIE.who, ALEX.who, SAM.who)
    assert AuditEvent in {kind for kind, key in made.rows if "refused/finish item" in key}


@pytest.mark.parametrize("key", ["CHG-0001/item/9", "CHG-0001/risk/1"])
def test_what_is_no_item_is_said_not_to_be_there(key: str) -> None:
    reply = planned().press(FinishItem(item=key), SAM)
    assert reply == Refusal(Reason.NO_SUCH_RECORD, "CHG-0001", about=key)


def test_an_outsider_keeps_nothing() -> None:
    reply = planned().press(KeepItem(row=ITEM), STRANGER)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.OUTSIDER
