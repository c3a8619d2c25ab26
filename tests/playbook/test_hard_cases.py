"""Where the rules were once wrong, or easily could be: hand edits, races, awkward roles."""

from collections.abc import Callable

import pytest

from playbook.arriving import arrive
from playbook.commands import Arrive, Decide, File, Resolve
from playbook.examining import examine
from playbook.fields import Who
from playbook.findings import Fault, Finding
from playbook.outcome import Decided, Drafted, Filed, Moved, PostResolved, Reason, Refusal
from playbook.records import (
    ChangeRequest,
    Duty,
    Person,
    Phase,
    Post,
    PostState,
    Purpose,
    Setting,
    Verdict,
)
from playbook.settling import late_result, settled
from tests.playbook.firm import (
    ALEX,
    DEV,
    JULIE,
    MARIE,
    NOW,
    SAM,
    STRANGER,
    Firm,
    answered,
    approved,
    arriving,
    form,
    move,
    next_step,
    somebody,
    stepped,
    unchained,
    waiting,
)


def test_a_new_sponsor_in_the_list_does_not_undo_what_the_old_one_approved() -> None:
    made = stepped(approved(), Phase.PLANNING, Phase.PILOT)
    made.edit_by_hand(sponsor=DEV.who)
    made.tick()
    assert made.standing().phase is Phase.PILOT
    assert made.change().status is Phase.PILOT


def test_a_new_sponsor_in_the_list_is_asked_about_a_version_of_their_own() -> None:
    made = waiting()
    old = answered(made)
    made.edit_by_hand(sponsor=DEV.who)
    made.tick()
    assert made.press(old, MARIE) == Refusal(
        Reason.NOT_AN_APPROVER, "CHG-0001", (DEV.who,), Phase.SUBMITTED
    )
    assert [post.receiver for post in made.posts(Purpose.APPROVAL)] == [MARIE.who, DEV.who]
    assert isinstance(made.press(answered(made), DEV), Decided)
    assert made.standing().phase is Phase.APPROVED


def test_a_decision_on_a_version_that_was_edited_in_the_list_is_refused() -> None:
    made = waiting()
    made.edit_by_hand(in_scope_systems="Everything.")
    reply = made.press(answered(made), MARIE)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.BEING_REWORKED


def test_a_decision_that_crosses_a_hand_edit_does_not_hold_for_the_edited_scope() -> None:
    made = waiting()
    crossing = made.decided(answered(made), MARIE)
    made.edit_by_hand(in_scope_systems="Everything.")
    made.put(*crossing.facts)
    made.tick()
    assert made.standing().phase is Phase.SUBMITTED
    assert made.standing().version.startswith("2.")


def test_a_change_that_nobody_approved_cannot_be_cancelled_and_reopened_into_planning() -> None:
    made = waiting()
    made.press(next_step(made, Phase.CANCELLED), JULIE)
    made.press(next_step(made, Phase.REOPENED), JULIE)
    assert made.standing().steps == (Phase.SUBMITTED, Phase.CANCELLED)
    reply = made.press(next_step(made, Phase.PLANNING), JULIE)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NO_SUCH_STEP
    made.put(move(9, Phase.PLANNING))
    assert made.standing().phase is Phase.REOPENED


def test_a_change_that_was_approved_may_go_on_when_it_is_reopened() -> None:
    made = stepped(approved(), Phase.CANCELLED, Phase.REOPENED, Phase.PLANNING)
    assert made.standing().phase is Phase.PLANNING


@pytest.mark.parametrize("path", [(), (Phase.CANCELLED, Phase.REOPENED)])
def test_work_does_not_begin_on_a_scope_that_differs_from_the_approved_one(
    path: tuple[Phase, ...],
) -> None:
    made = stepped(approved(), *path)
    made.edit_by_hand(out_of_scope="")
    made.tick()
    assert Phase.PLANNING not in made.standing().steps
    assert not isinstance(made.press(next_step(made, Phase.PLANNING), JULIE), Moved)


def test_a_required_field_of_spaces_is_missing() -> None:
    spaces = form(why=" \n\t ")
    assert examine(spaces, NOW.date()) == (Finding("why", Fault.MISSING),)
    assert examine(spaces, NOW.date(), complete=False) == ()


@pytest.mark.parametrize("begin", [waiting, approved])
def test_an_edit_kept_as_a_draft_asks_nobody_anything(begin: Callable[[], Firm]) -> None:
    made = begin()
    kept = File(entered=form(key="CHG-0001", in_scope_systems="Everything."), submit=False)
    assert made.press(kept, JULIE) == Drafted("CHG-0001")
    made.tick()
    assert made.standing().phase is Phase.DRAFT
    assert made.change().in_scope_systems == "Everything."
    assert len(made.posts(Purpose.APPROVAL)) == 1


def test_a_resent_post_takes_an_ordinal_that_no_other_post_has() -> None:
    made = waiting()
    made.deliver(PostState.UNKNOWN)
    made.edit_by_hand(in_scope_systems="Everything.")
    made.tick()
    first, second = made.posts(Purpose.APPROVAL)
    outcome = made.decided(Resolve(post=first.key, arrived=False), ALEX)
    keys = [row.key for row in outcome.facts]
    assert second.key not in keys
    assert keys == ["approval/CHG-0001/marie/3"]


def test_a_post_row_that_somebody_deleted_does_not_block_the_next_one() -> None:
    made = waiting()
    made.deliver()
    made.edit_by_hand(in_scope_systems="Everything.")
    made.tick()
    made.deliver()
    del made.rows[Post, "approval/CHG-0001/marie/1"]
    made.edit_by_hand(in_scope_systems="Nearly everything.")
    made.tick()
    assert [post.key for post in made.posts(Purpose.APPROVAL)] == [
        "approval/CHG-0001/marie/2",
        "approval/CHG-0001/marie/3",
    ]


def test_a_card_that_teams_refuses_for_good_is_not_offered_for_ever() -> None:
    made = waiting()
    for _ in range(20):
        for post in made.posts(Purpose.APPROVAL):
            if post.state is PostState.CLAIMED:
                made.put(settled(post, PostState.REFUSED, NOW, detail="400: BadSyntax"))
        made.tick()
    assert len(made.posts(Purpose.APPROVAL)) == 3
    assert [post.receiver for post in made.posts(Purpose.UNREACHABLE)] == [ALEX.who]


@pytest.mark.parametrize(
    ("lead", "requester", "told"),
    [
        (ALEX, JULIE, [ALEX.who]),
        (MARIE, JULIE, [JULIE.who]),
        (MARIE, MARIE, [SAM.who]),
        (JULIE, JULIE, [JULIE.who]),
    ],
)
def test_that_the_sponsor_cannot_be_reached_is_told_to_somebody_else(
    lead: Person, requester: Person, told: list[Who]
) -> None:
    made = waiting(lead=lead, requester=requester)
    made.deliver(PostState.REFUSED, only=Purpose.APPROVAL)
    made.tick()
    made.deliver()
    made.tick()
    assert [post.receiver for post in made.posts(Purpose.UNREACHABLE)] == told


def test_where_the_lead_cannot_be_reached_either_the_next_person_is_told() -> None:
    made = waiting()
    for _ in range(6):
        made.deliver(PostState.REFUSED)
        made.tick()
    told = [post.receiver for post in made.posts(Purpose.UNREACHABLE)]
    assert told == [ALEX.who, JULIE.who, SAM.who]


def test_nobody_is_told_any_more_that_a_sponsor_cannot_be_reached_who_has_decided() -> None:
    made = waiting()
    made.deliver(PostState.REFUSED)
    made.tick()
    made.press(answered(made), MARIE)
    assert [post.state for post in made.posts(Purpose.UNREACHABLE)] == [PostState.SUPERSEDED]


def test_an_arrival_that_names_nobody_keeps_the_name_we_know() -> None:
    made = waiting()
    bare = Person(key="marie", tenant=MARIE.tenant)
    outcome = arrive(made.workplace, Arrive(conversation="a:new", kind="personal"), bare, NOW)
    kept = MARIE.model_copy(update={"conversation": "a:new"})
    assert outcome.edits == (kept,)


def test_a_late_result_in_doubt_can_be_resolved_by_a_press() -> None:
    made = waiting()
    late = late_result(JULIE.who, "CHG-0001", "turn-7", "result=filed", NOW)
    made.put(settled(late, PostState.UNKNOWN, NOW))
    made.press(Resolve(post=late.key, arrived=True), ALEX)
    (post,) = made.posts(Purpose.SAVED)
    assert post.state is PostState.SENT


def test_a_sponsor_from_another_organisation_who_is_named_in_the_change_may_decide() -> None:
    guest = somebody("guest", tenant="partner")
    made = waiting(sponsor=guest)
    assert isinstance(made.press(answered(made), guest), Decided)


def test_whoever_holds_a_duty_is_no_outsider() -> None:
    made = waiting()
    del made.rows[Person, ALEX.key]
    assert made.workplace.admits(ALEX)
    assert not made.workplace.admits(STRANGER)
    made.put(Setting(key="support", duty=Duty.SUPPORT, holder=Who()))
    assert not made.workplace.admits(Person(key="", tenant="elsewhere"))


def test_a_reason_that_the_list_cannot_hold_is_refused_with_the_limit() -> None:
    made = stepped(approved(), Phase.PLANNING)
    reply = made.press(next_step(made, Phase.PAUSED, reason="x" * 601), JULIE)
    assert isinstance(reply, Refusal)
    assert (reply.reason, reply.limit) == (Reason.COMMENT_TOO_LONG, 600)


def test_made_up_versions_do_not_fill_the_audit_trail() -> None:
    made = waiting()
    before = len(made.audit())
    for forged in ("9.x", "y" * 5000, "z"):
        made.press(Decide(change="CHG-0001", version=forged, verdict=Verdict.APPROVED), DEV)
    assert len(made.audit()) == before + 1
    assert all(len(event.key) <= 255 for event in made.audit())


def test_an_act_whose_audit_event_was_lost_gets_it_back() -> None:
    made = stepped(approved(), Phase.PLANNING)
    complete = made.audit()
    for event in complete:
        del made.rows[type(event), event.key]
    made.tick()
    there_again = {event.key: unchained(event) for event in made.audit()}
    assert there_again == {event.key: unchained(event) for event in complete}


def test_what_was_typed_into_an_edit_lands_before_the_step_that_speaks_of_it() -> None:
    made = waiting()
    edit = File(entered=form(key="CHG-0001", in_scope_systems="Everything."), submit=True)
    made.write(made.decided(edit, JULIE), lands=lambda _: False)
    made.tick()
    assert made.change().in_scope_systems == "Everything."
    assert made.standing().version.startswith("2.")
    assert made.standing().phase is Phase.SUBMITTED


def test_the_press_that_made_a_change_does_not_submit_it_again_after_it_was_declined() -> None:
    made = waiting()
    made.press(answered(made, Verdict.DECLINED), MARIE)
    made.press(File(entered=form(), submit=True), JULIE)
    assert made.standing().version.startswith("1.")
    assert made.standing().phase is Phase.DRAFT


def test_a_declined_change_may_be_submitted_again_unchanged() -> None:
    made = waiting()
    made.press(answered(made, Verdict.DECLINED), MARIE)
    edit = File(entered=form(key="CHG-0001"), submit=True)
    assert made.press(edit, JULIE) == Filed("CHG-0001")
    assert made.standing().version.startswith("2.")
    assert made.press(edit, JULIE) == Filed("CHG-0001")
    assert made.standing().version.startswith("2.")


@pytest.mark.parametrize("text", ["costs < ten and > five", "1 < 2 > 0", "a <= b", "<3", "->"])
def test_a_comparison_is_not_markup(text: str) -> None:
    assert examine(form(business_problem=text), NOW.date()) == ()


def test_two_edits_that_race_end_in_one_version_each_and_none_is_lost_silently() -> None:
    made = waiting()
    one = made.decided(File(entered=form(key="CHG-0001", out_of_scope="One."), submit=True), JULIE)
    two = made.decided(File(entered=form(key="CHG-0001", out_of_scope="Two."), submit=True), ALEX)
    shared = {row.key for row in one.facts} & {row.key for row in two.facts}
    assert "CHG-0001/step/2" in shared


def test_two_people_who_file_at_once_claim_the_same_number_so_that_one_decides_again() -> None:
    made = waiting()
    one = made.decided(File(entered=form(form="a"), submit=True), JULIE)
    two = made.decided(File(entered=form(form="b"), submit=True), DEV)
    assert one.rows[0].key == two.rows[0].key == "CHG-0002"
    assert isinstance(one.rows[0], ChangeRequest)


def test_a_reminder_in_doubt_is_superseded_by_the_decision() -> None:
    made = waiting()
    made.deliver()
    made.put(
        made.posts(Purpose.APPROVAL)[0].model_copy(
            update={
                "key": "reminder/CHG-0001/marie/1",
                "purpose": Purpose.REMINDER,
                "state": PostState.UNKNOWN,
            }
        )
    )
    made.press(answered(made), MARIE)
    assert [post.state for post in made.posts(Purpose.REMINDER)] == [PostState.SUPERSEDED]


def test_the_sponsor_who_gets_the_app_is_asked_again() -> None:
    made = waiting()
    made.deliver(PostState.REFUSED)
    made.tick()
    made.press(arriving(MARIE), MARIE)
    made.tick()
    assert [post.state for post in made.posts(Purpose.APPROVAL)] == [
        PostState.REFUSED,
        PostState.CLAIMED,
    ]


def test_sending_again_sends_once_however_often_it_is_pressed_and_whatever_is_lost() -> None:
    made = waiting()
    made.deliver(PostState.UNKNOWN)
    first = made.posts(Purpose.APPROVAL)[0]
    again = Resolve(post=first.key, arrived=False)
    made.write(made.decided(again, ALEX), lands=lambda _: False)
    assert isinstance(made.press(again, ALEX), PostResolved)
    assert isinstance(made.press(again, ALEX), Refusal)
    assert [post.state for post in made.posts(Purpose.APPROVAL)] == [
        PostState.SUPERSEDED,
        PostState.CLAIMED,
    ]


def test_the_agenda_finishes_a_sending_again_that_was_cut_short() -> None:
    made = waiting()
    made.deliver(PostState.UNKNOWN)
    first = made.posts(Purpose.APPROVAL)[0]
    again = Resolve(post=first.key, arrived=False)
    made.write(made.decided(again, ALEX), lands=lambda _: False)
    made.tick()
    kept = made.posts(Purpose.APPROVAL)[0]
    assert kept.state is PostState.SUPERSEDED
    assert kept.detail == "Sent again as approval/CHG-0001/marie/2"
