"""A policy row that nobody can satisfy is told when it is written, in the words of its columns."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.fields import Who
from playbook.findings import Fault
from playbook.policy_rules import faults, left_open_by
from playbook.records import (
    ApprovalPolicy,
    Duty,
    Path,
    ProjectType,
    Quorum,
    Rating,
    RoleKind,
    Setting,
)
from playbook.routing import route_for
from tests.playbook.firm import ALEX, DEV, JULIE, Firm, firm, waiting
from tests.playbook.policy import row


def wrong(policy: ApprovalPolicy, made: Firm | None = None) -> list[tuple[str, Fault]]:
    found = faults(policy, (made or firm()).workplace)
    return [(finding.field, finding.fault) for finding in found]


@pytest.mark.parametrize(
    "approvers",
    [
        "Sponsor",
        "sponsor\nProject lead",
        "  Coordinator ",
        "Signs for the IT provider",
        "Dev",
        "dev\nJULIE\n\n",
        DEV.key,
        *(duty for duty in Duty if "channel" not in duty),
        *RoleKind,
    ],
)
def test_duties_roles_and_people_may_be_named(approvers: str) -> None:
    assert wrong(row(1, approvers)) == []


@pytest.mark.parametrize(
    ("policy", "fault"),
    [
        (row(1, ""), ("approvers", Fault.NO_APPROVER)),
        (row(1, " \n\t\n"), ("approvers", Fault.NO_APPROVER)),
        (row(1, "Sponsor\nThe boss"), ("approvers", Fault.UNKNOWN_APPROVER)),
        (row(1, "Announcements channel"), ("approvers", Fault.UNKNOWN_APPROVER)),
        (row(1, "Dev", stage=0), ("stage", Fault.NOT_POSITIVE)),
        (row(1, "Dev", stage=-3), ("stage", Fault.NOT_POSITIVE)),
        (row(1, "Dev", quorum=Quorum.SOME), ("needed", Fault.NO_NUMBER)),
        (row(1, "Dev", quorum=Quorum.SOME, needed=0), ("needed", Fault.NOT_POSITIVE)),
        (row(1, "Dev", quorum=Quorum.SOME, needed=-1), ("needed", Fault.NOT_POSITIVE)),
        (row(1, "Dev\nDev", quorum=Quorum.SOME, needed=2), ("needed", Fault.TOO_MANY)),
        (row(1, "Dev", veto=Who(name="The boss")), ("veto", Fault.UNKNOWN_PERSON)),
    ],
)
def test_what_nobody_could_satisfy_is_told(
    policy: ApprovalPolicy, fault: tuple[str, Fault]
) -> None:
    assert wrong(policy) == [fault]


def test_a_number_does_not_matter_where_it_is_not_so_many_of_them() -> None:
    assert wrong(row(1, "Dev", quorum=Quorum.ALL, needed=7)) == []


def test_the_one_with_a_veto_may_be_counted_in() -> None:
    policy = row(1, "Dev", quorum=Quorum.SOME, needed=2, veto=ALEX.who)

    assert wrong(policy) == []


def test_two_people_of_one_name_are_told_apart_by_their_key() -> None:
    made = firm()
    made.put(DEV.model_copy(update={"key": "other-dev"}))

    assert wrong(row(1, "Dev"), made) == [("approvers", Fault.SHARED_NAME)]
    assert wrong(row(1, "other-dev"), made) == []


def test_somebody_who_has_left_cannot_be_named_anew() -> None:
    made = firm()
    made.put(DEV.model_copy(update={"left_on": date(2026, 3, 2)}))

    assert wrong(row(1, "Dev\nJulie"), made) == [("approvers", Fault.HAS_LEFT)]
    assert wrong(row(1, "Julie", veto=DEV.who), made) == [("veto", Fault.HAS_LEFT)]


def test_two_rows_for_the_same_stage_of_the_same_changes_are_one_too_many() -> None:
    made = firm()
    first = row(1, "Dev", path=Path.EMERGENCY, risk=Rating.HIGH)
    made.put(first)

    assert wrong(first, made) == []
    assert wrong(row(2, "Julie", path=Path.EMERGENCY, risk=Rating.HIGH), made) == [
        ("stage", Fault.SAME_STAGE)
    ]
    assert wrong(row(2, "Julie", stage=2, path=Path.EMERGENCY, risk=Rating.HIGH), made) == []
    assert wrong(row(2, "Julie", path=Path.EMERGENCY), made) == []


def test_when_somebody_leaves_or_a_duty_is_empty_the_rows_that_count_on_them_are_known() -> None:
    made = firm()
    made.put(row(1, "Dev\nSponsor"), row(2, "Coordinator", stage=2), row(3, "Julie", veto=DEV.who))
    gone = DEV.model_copy(update={"left_on": date(2026, 3, 2)})
    empty = Setting(key="coordinator", duty=Duty.COORDINATOR)

    assert left_open_by(gone, made.workplace) == ("Row 1", "Row 3")
    assert left_open_by(empty, made.workplace) == ("Row 2",)
    assert left_open_by(DEV, made.workplace) == ()
    sponsor = Setting(key="sponsor", duty=Duty.SPONSOR)
    assert left_open_by(sponsor, made.workplace) == ()
    assert left_open_by(JULIE, made.workplace) == ()


LINES = st.lists(
    st.sampled_from(["Sponsor", "Coordinator", "Dev", "Julie", "Alex", "The boss", "", "Scope"]),
    max_size=5,
)
POLICIES = st.builds(
    ApprovalPolicy,
    key=st.just("approval policy/1"),
    stage=st.integers(-1, 3),
    path=st.none() | st.sampled_from(Path),
    project_type=st.none() | st.sampled_from(ProjectType),
    risk=st.none() | st.sampled_from(Rating),
    approvers=LINES.map("\n".join),
    quorum=st.sampled_from(Quorum),
    needed=st.none() | st.integers(-2, 7),
    veto=st.sampled_from([Who(), DEV.who, ALEX.who]),
)


@given(policy=POLICIES)
def test_whatever_is_typed_every_stage_can_be_passed(policy: ApprovalPolicy) -> None:
    made = waiting()
    made.put(policy)

    for stage in route_for(made.dossier(), made.workplace).stages:
        assert stage.approvers
        assert 1 <= stage.needed <= len(stage.approvers)
        assert not stage.veto or stage.veto in stage.approvers


@given(policy=POLICIES)
def test_a_row_without_fault_asks_for_as_many_as_it_says(policy: ApprovalPolicy) -> None:
    made = waiting()
    everywhere = {"path": None, "project_type": None, "risk": None}
    policy = policy.model_copy(update=everywhere)
    if wrong(policy):
        return
    made.put(policy)

    first = route_for(made.dossier(), made.workplace).stages[0]

    if not first.absent and policy.quorum is Quorum.SOME:
        assert first.needed == min(policy.needed or 0, len(first.approvers))
    if not first.absent and policy.quorum is Quorum.ALL:
        assert first.needed == len(first.approvers)
