"""The way back is lines in one row: put back in this order, and told in this order (S-92, S-93)."""

from hypothesis import given
from hypothesis import strategies as st

from playbook.records import Notification, Rollback

LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30)


def plan(**fields: str) -> Rollback:
    return Rollback.model_validate({"key": "CHG-0001/rollback/1", "change": "CHG-0001", **fields})


def test_steps_are_read_in_their_order_whatever_people_put_before_them() -> None:
    typed = (
        "1. Stop the sync.\n2) Give Production the old drive.\n\n - Open the plotter.\n• Tell Dev."
    )
    assert plan(steps=typed).restoration == (
        "Stop the sync.", "Give Production the old drive.", "Open the plotter.", "Tell Dev.",
    )  # fmt: skip


def test_a_notice_says_who_and_how_fast() -> None:
    typed = "Department managers: within 15 minutes\n2. Everybody in Production\nMarie: by 10:30"
    assert plan(tells=typed).notices == (
        Notification(who="Department managers", within="within 15 minutes"),
        Notification(who="Everybody in Production"),
        Notification(who="Marie", within="by 10:30"),
    )


def test_a_number_that_belongs_to_the_step_stays() -> None:
    assert plan(steps="2026 backups are restored.\n365 licences back.").restoration == (
        "2026 backups are restored.", "365 licences back.",
    )  # fmt: skip


@given(st.lists(LINES, max_size=6))
def test_no_line_that_says_anything_is_lost_and_none_is_made_up(lines: list[str]) -> None:
    assert len(plan(steps="\n".join(lines)).restoration) <= sum(
        bool(line.strip()) for line in lines
    )
