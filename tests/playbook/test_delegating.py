"""Who decides in whose place, on which days, and who is asked as those days come and go (S-49)."""

from datetime import date

import pytest

from playbook.delegating import delegate_of, makes_a_loop, stand_in_of
from playbook.fields import NOBODY, Who
from tests.playbook.away import (
    FRIDAY,
    MONDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    handed,
)
from tests.playbook.firm import (
    DEV,
    MARIE,
    NOW,
    SAM,
    firm,
)


@pytest.mark.parametrize(
    ("day", "who"),
    [(MONDAY, NOBODY), (TUESDAY, DEV.who), (THURSDAY, DEV.who), (FRIDAY, NOBODY)],
)
def test_a_delegate_decides_from_the_first_day_to_the_last(day: date, who: Who) -> None:
    made = firm()
    made.put(handed(MARIE, DEV, TUESDAY, THURSDAY))
    assert delegate_of(MARIE.who, made.workplace, day) == who


def test_who_is_away_hands_on_what_was_handed_to_them() -> None:
    made = firm()
    made.put(handed(MARIE, DEV, MONDAY, FRIDAY), handed(DEV, SAM, TUESDAY, TUESDAY, "2"))
    assert delegate_of(MARIE.who, made.workplace, MONDAY) == DEV.who
    assert delegate_of(MARIE.who, made.workplace, TUESDAY) == SAM.who


def test_in_a_circle_everybody_decides_for_themselves() -> None:
    made = firm()
    made.put(
        handed(MARIE, DEV, MONDAY, FRIDAY),
        handed(DEV, SAM, MONDAY, FRIDAY, "2"),
        handed(SAM, MARIE, MONDAY, FRIDAY, "3"),
    )
    for person in (MARIE, DEV, SAM):
        assert delegate_of(person.who, made.workplace, MONDAY) == NOBODY


def test_nobody_who_has_left_decides_for_others() -> None:
    made = firm()
    made.put(handed(MARIE, DEV, MONDAY, FRIDAY), handed(MARIE, DEV, name="2"))
    made.put(DEV.model_copy(update={"left_on": MONDAY}))
    assert delegate_of(MARIE.who, made.workplace, TUESDAY) == NOBODY
    assert stand_in_of(MARIE.who, made.workplace) == NOBODY


def test_what_was_ended_holds_no_more() -> None:
    made = firm()
    made.put(
        handed(MARIE, DEV, MONDAY, FRIDAY, ended_at=NOW), handed(MARIE, SAM, name="2", ended_at=NOW)
    )
    assert delegate_of(MARIE.who, made.workplace, TUESDAY) == NOBODY
    assert stand_in_of(MARIE.who, made.workplace) == NOBODY


@pytest.mark.parametrize(
    ("days", "loop"),
    [
        ((MONDAY, FRIDAY), True),
        ((TUESDAY, WEDNESDAY), True),
        ((MONDAY, MONDAY), False),
        ((None, None), False),
    ],
)
def test_decisions_go_round_only_on_a_day_that_all_have_in_common(
    days: tuple[date | None, date | None], loop: bool
) -> None:
    made = firm()
    made.put(handed(DEV, SAM, MONDAY, WEDNESDAY, "2"), handed(SAM, MARIE, TUESDAY, FRIDAY, "3"))
    assert makes_a_loop(handed(MARIE, DEV, *days), made.workplace) is loop


def test_two_people_may_stand_in_for_each_other() -> None:
    made = firm()
    made.put(handed(DEV, MARIE, name="2"))
    assert not makes_a_loop(handed(MARIE, DEV), made.workplace)
