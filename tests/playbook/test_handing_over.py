"""Handing one's own decisions over, ending it, and hearing of it (S-49)."""

from datetime import date, timedelta

import pytest

from playbook.agenda import standup
from playbook.commands import EndHandOver, HandOver
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.findings import Fault, Finding
from playbook.handing_over import faults, told_in, told_of_removal
from playbook.outcome import HandedOver, HandOverEnded, Reason, Refusal, Unfinished
from playbook.records import AuditEvent, Delegation, Person, Post, PostState, Purpose
from tests.playbook.away import FRIDAY, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, handed
from tests.playbook.firm import ALEX, DEV, JULIE, MARIE, NOW, SAM, STRANGER, Firm, firm

A_DAY = timedelta(days=1)


def hand_over(
    made: Firm,
    to: Person = DEV,
    first: date | None = None,
    last: date | None = None,
    by: Person = MARIE,
    form: str = "f1",
) -> object:
    return made.press(HandOver(to=to.who, first_day=first, last_day=last, form=form), by)


def told(made: Firm) -> list[tuple[str, bool]]:
    """Who was told of which delegation, and whether that it was ended."""
    posts = [post for post in made.all(Post) if post.purpose is Purpose.DELEGATED]
    read = [(post.receiver.id, told_in(post)) for post in posts]
    return [(who, one is not None and one.ended_at is not None) for who, one in read]


def stand_up(made: Firm) -> None:
    dossiers: tuple[Dossier, ...] = ()
    made.write(standup(dossiers, made.workplace, made.now))


def test_one_names_who_decides_and_both_are_told() -> None:
    made = firm()
    reply = hand_over(made, DEV, TUESDAY, THURSDAY)
    (kept,) = made.all(Delegation)
    assert isinstance(reply, HandedOver)
    assert reply.delegation == kept.key
    assert (kept.of, kept.to) == (MARIE.who, DEV.who)
    assert (kept.first_day, kept.last_day) == (TUESDAY, THURSDAY)
    assert told(made) == [("marie", False), ("dev", False)]
    (act,) = made.all(AuditEvent)
    assert (act.act, act.result, act.by, act.change) == ("hand over", "done", MARIE.who, "")


def test_a_guest_who_is_known_hands_over_what_is_theirs_and_a_stranger_nothing() -> None:
    made = firm()
    assert isinstance(hand_over(made, DEV, TUESDAY, THURSDAY, by=ALEX), HandedOver)
    reply = hand_over(made, DEV, TUESDAY, THURSDAY, by=STRANGER, form="f2")
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.OUTSIDER
    assert [one.of for one in made.all(Delegation)] == [ALEX.who]


def test_the_same_form_twice_names_somebody_once() -> None:
    made = firm()
    hand_over(made)
    assert hand_over(made) == HandedOver(made.all(Delegation)[0].key, again=True)
    assert len(made.all(Delegation)) == 1
    assert len(told(made)) == 2


def test_without_a_first_day_it_begins_today() -> None:
    made = firm()
    hand_over(made, last=FRIDAY)
    assert made.all(Delegation)[0].first_day == MONDAY


@pytest.mark.parametrize(
    ("to", "first", "last", "finding"),
    [
        (Who(), MONDAY, FRIDAY, Finding("to", Fault.MISSING)),
        (MARIE.who, MONDAY, FRIDAY, Finding("to", Fault.ONESELF)),
        (DEV.who, FRIDAY, TUESDAY, Finding("last_day", Fault.BACKWARDS)),
        (DEV.who, MONDAY - A_DAY, FRIDAY, Finding("first_day", Fault.IN_THE_PAST)),
        (SAM.who, MONDAY, FRIDAY, Finding("to", Fault.LOOP, about=("Sam",))),
        (ALEX.who, MONDAY, FRIDAY, Finding("to", Fault.NO_LONGER_HERE, about=("Alex",))),
    ],
)
def test_what_cannot_be_comes_back_on_the_form(
    to: Who, first: date, last: date, finding: Finding
) -> None:
    made = firm()
    made.put(handed(SAM, MARIE, TUESDAY, WEDNESDAY, "9"))
    made.put(ALEX.model_copy(update={"left_on": MONDAY}))
    command = HandOver(to=to, first_day=first, last_day=last, form="f1")
    assert made.press(command, MARIE) == Unfinished((finding,))
    assert len(made.all(Delegation)) == 1


def test_a_day_that_could_not_be_read_comes_back_with_the_rest() -> None:
    unread = (Finding("last_day", Fault.NOT_A_DATE),)
    reply = firm().press(HandOver(form="f1", unread=unread), MARIE)
    assert reply == Unfinished((*unread, Finding("to", Fault.MISSING)))


def test_two_for_the_same_days_contradict_each_other() -> None:
    made = firm()
    hand_over(made, DEV, TUESDAY, THURSDAY)
    reply = hand_over(made, SAM, THURSDAY, FRIDAY, form="f2")
    assert reply == Unfinished((Finding("first_day", Fault.OVERLAPPING, about=("Dev",)),))
    assert isinstance(hand_over(made, SAM, FRIDAY, FRIDAY, form="f3"), HandedOver)


def test_a_stand_in_stands_beside_a_delegate_but_not_beside_another() -> None:
    made = firm()
    hand_over(made, DEV, TUESDAY, THURSDAY)
    assert isinstance(hand_over(made, SAM, form="f2"), HandedOver)
    reply = hand_over(made, ALEX, form="f3")
    assert reply == Unfinished((Finding("to", Fault.OVERLAPPING, about=("Sam",)),))


def test_one_ends_it_and_both_are_told_again() -> None:
    made = firm()
    hand_over(made, DEV, MONDAY, FRIDAY)
    made.now += A_DAY
    (kept,) = made.all(Delegation)
    end = EndHandOver(delegation=kept.key)
    assert made.press(end, MARIE) == HandOverEnded(kept.key)
    assert made.all(Delegation)[0].ended_at == made.now
    assert told(made)[2:] == [("marie", True), ("dev", True)]
    assert made.press(end, MARIE) == HandOverEnded(kept.key, again=True)
    assert len(told(made)) == 4


@pytest.mark.parametrize("person", [DEV, SAM, ALEX, JULIE])
def test_nobody_else_ends_it_neither_the_delegate_nor_who_runs_things(person: Person) -> None:
    made = firm()
    hand_over(made, DEV, MONDAY, FRIDAY)
    (kept,) = made.all(Delegation)
    reply = made.press(EndHandOver(delegation=kept.key), person)
    assert isinstance(reply, Refusal)
    assert (reply.reason, reply.can_act) == (Reason.NOT_YOURS_TO_HAND_OVER, (MARIE.who,))
    assert made.all(Delegation)[0].ended_at is None
    tried = [act for act in made.all(AuditEvent) if act.result.startswith("refused")]
    assert [act.by for act in tried] == [person.who]


def test_what_was_removed_cannot_be_ended() -> None:
    reply = firm().press(EndHandOver(delegation="delegation/9"), MARIE)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NO_SUCH_RECORD


# Rows typed in the list.


def test_both_are_told_of_a_row_that_was_typed_in_the_list_once() -> None:
    made = firm()
    made.put(handed(MARIE, DEV, TUESDAY, THURSDAY))
    for _ in range(3):
        stand_up(made)
    assert told(made) == [("marie", False), ("dev", False)]


def test_both_are_told_again_when_its_days_are_edited_and_when_it_is_ended() -> None:
    made = firm()
    made.put(handed(MARIE, DEV, TUESDAY, THURSDAY))
    stand_up(made)
    made.deliver()
    made.put(handed(MARIE, DEV, TUESDAY, FRIDAY))
    stand_up(made)
    made.put(handed(MARIE, DEV, TUESDAY, FRIDAY, ended_at=NOW))
    stand_up(made)
    assert [who for who, ended in told(made) if not ended] == ["marie", "dev"] * 2
    assert [who for who, ended in told(made) if ended] == ["marie", "dev"]


def test_both_are_told_again_when_its_days_are_put_back() -> None:
    made = firm()
    for last in (THURSDAY, FRIDAY, THURSDAY):
        made.put(handed(MARIE, DEV, TUESDAY, last))
        stand_up(made)
        made.deliver()
        stand_up(made)
    posts = [post for post in made.all(Post) if post.receiver == DEV.who]
    days = [one.last_day for post in posts if (one := told_in(post))]
    assert days == [THURSDAY, FRIDAY, THURSDAY]


def test_what_was_not_sent_before_the_days_were_edited_is_not_sent() -> None:
    made = firm()
    made.put(handed(MARIE, DEV, TUESDAY, THURSDAY))
    stand_up(made)
    made.put(handed(MARIE, DEV, TUESDAY, FRIDAY))
    stand_up(made)
    states = [post.state for post in made.all(Post)]
    assert states == [PostState.SUPERSEDED] * 2 + [PostState.CLAIMED] * 2


def test_nobody_is_told_of_days_that_are_over() -> None:
    made = firm()
    made.put(handed(MARIE, DEV, MONDAY - A_DAY * 3, MONDAY - A_DAY))
    stand_up(made)
    assert told(made) == []


def test_whoever_is_named_in_the_list_is_somebody_we_know_from_then_on() -> None:
    made = firm()
    nora = Person(key="nora", name="Nora")
    made.put(handed(MARIE, nora, TUESDAY, THURSDAY))
    stand_up(made)
    assert made.workplace.people["nora"].name == "Nora"


def test_both_are_told_when_the_row_was_deleted() -> None:
    made, row = firm(), handed(MARIE, DEV, TUESDAY, THURSDAY)
    made.put(row)
    stand_up(made)
    del made.rows[Delegation, row.key]
    made.put(*told_of_removal(row, made.workplace, NOW))
    assert told(made)[2:] == [("marie", True), ("dev", True)]
    assert told_of_removal(row, made.workplace, NOW) == ()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (Delegation(key="", to=DEV.who), Finding("of", Fault.MISSING)),
        (Delegation(key="", of=MARIE.who), Finding("to", Fault.MISSING)),
        (handed(MARIE, DEV, FRIDAY, MONDAY), Finding("last_day", Fault.BACKWARDS)),
        (handed(MARIE, MARIE), Finding("to", Fault.ONESELF)),
    ],
)
def test_a_row_in_the_list_follows_the_rules_of_the_form(row: Delegation, fault: Finding) -> None:
    assert tuple(faults(row, firm().workplace, MONDAY, new=False)) == (fault,)


def test_a_row_in_the_list_may_have_begun_before() -> None:
    row = handed(MARIE, DEV, MONDAY - A_DAY, FRIDAY)
    assert tuple(faults(row, firm().workplace, MONDAY, new=False)) == ()
