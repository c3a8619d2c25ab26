"""A change that follows a template approved beforehand is approved as it is sent, on that word."""

from datetime import date, timedelta
from typing import Any

import pytest

from playbook.commands import Decide, File, Step, Withdraw
from playbook.outcome import Filed, Missing, Moved, Reason, Refusal, Unfinished
from playbook.readiness import lacks
from playbook.records import Path, Person, Phase, Purpose, Use, Verdict, Wave
from playbook.routing import Remark, route_of
from playbook.standing import last_submission
from playbook.stepping import open_steps
from tests.playbook.firm import ALEX, DEV, JULIE, MARIE, SAM, Firm, firm, form
from tests.playbook.policy import row

TEMPLATE, CHANGE = "CHG-0001", "CHG-0002"


def template(verdict: Verdict | None = Verdict.APPROVED) -> Firm:
    """The firm with a template that Julie filed and Marie decided on."""
    made = firm()
    made.press(File(entered=form(use=Use.TEMPLATE, project_name="Laptops"), submit=True), JULIE)
    if verdict is not None:
        version = made.standing(TEMPLATE).version
        said = Decide(change=TEMPLATE, version=version, verdict=verdict, comment="Good.")
        made.press(said, MARIE)
    return made


def standard(made: Firm, by: Person = DEV, **values: Any) -> object:
    """Dev sends a change that was begun from the template."""
    asked: dict[str, Any] = {
        "form": "form-2",
        "path": Path.STANDARD,
        "begun_from": TEMPLATE,
        "sponsor": SAM.who,
    }
    entered = form(**(asked | values))
    return made.press(File(entered=entered, submit=True), by)


def sent() -> Firm:
    made = template()
    assert standard(made) == Filed(CHANGE)
    return made


def told(made: Firm) -> list[str]:
    return [post.receiver.name for post in made.posts(Purpose.DECIDED, CHANGE)]


def test_it_is_approved_as_it_is_sent_and_nobody_is_asked() -> None:
    made = sent()

    where = made.standing(CHANGE)

    assert (where.phase, where.waiting, where.decision) == (Phase.APPROVED, (), None)
    assert made.posts(Purpose.APPROVAL, CHANGE) == []


def test_the_submission_says_on_whose_word_it_rests() -> None:
    made = sent()
    submission = last_submission(made.dossier(CHANGE))
    assert submission is not None

    route = route_of(submission, made.change(CHANGE))

    assert route.remark is Remark.BEFOREHAND
    assert route.basis is not None
    assert (route.basis.template, route.basis.by) == (TEMPLATE, (MARIE.who,))
    assert route.basis.version == made.standing(TEMPLATE).version


def test_a_template_that_is_edited_later_changes_nothing_under_way() -> None:
    made = sent()
    made.edit_by_hand(TEMPLATE, out_of_scope="Nothing at all.")
    made.tick()

    assert made.standing(CHANGE).phase is Phase.APPROVED


def test_lead_sponsor_and_the_templates_approver_hear_that_nobody_is_asked() -> None:
    made = sent()
    made.tick()

    assert told(made) == ["Alex", "Sam", "Marie"]


def test_whoever_is_several_of_them_hears_once() -> None:
    made = template()
    standard(made, by=JULIE, sponsor=MARIE.who)
    for _ in range(3):
        made.later(timedelta(days=1))

    assert told(made) == ["Alex", "Marie"]


def test_it_goes_on_to_planning() -> None:
    made = sent()

    step = Step(change=CHANGE, to=Phase.PLANNING, ordinal=made.standing(CHANGE).ordinal + 1)

    assert made.press(step, ALEX) == Moved(CHANGE, Phase.PLANNING)


@pytest.mark.parametrize("person", [MARIE, SAM, ALEX, DEV])
def test_there_is_nothing_to_decide_or_take_back_whatever_is_pressed(person: Person) -> None:
    made = sent()
    version = made.standing(CHANGE).version

    for verdict in Verdict:
        reply = made.press(
            Decide(change=CHANGE, version=version, verdict=verdict, comment="No."), person
        )
        assert isinstance(reply, Refusal)
        assert (reply.reason, reply.can_act) == (Reason.BEFOREHAND, (MARIE.who,))
    back = made.press(Withdraw(change=CHANGE, version=version, reason="No."), person)
    assert isinstance(back, Refusal)
    assert made.standing(CHANGE).phase is Phase.APPROVED
    assert [event.act for event in made.audit(CHANGE) if "refused" in event.result]


@pytest.mark.parametrize(
    "values",
    [
        {"out_of_scope": "Nothing at all."},
        {"begun_from": ""},
        {"begun_from": "CHG-0099"},
        {"use": Use.TEMPLATE},
    ],
)
def test_what_does_not_follow_never_gets_past(values: dict[str, Any]) -> None:
    made = template()

    reply = standard(made, **values)

    assert isinstance(reply, Unfinished)
    assert [finding.field for finding in reply.findings] == ["path"]


@pytest.mark.parametrize("verdict", [None, Verdict.DECLINED])
def test_a_template_that_is_not_approved_approves_nothing(verdict: Verdict | None) -> None:
    assert isinstance(standard(template(verdict)), Unfinished)


def test_after_its_last_day_a_template_approves_nothing_more() -> None:
    made = template()
    made.later(timedelta(days=60))

    days: dict[str, Any] = {"go_live_from": date(2026, 6, 1), "go_live_to": date(2026, 6, 5)}
    reply = standard(made, **days)

    assert isinstance(reply, Unfinished)


def test_what_is_edited_by_hand_into_something_else_takes_the_usual_route() -> None:
    made = sent()
    made.put(row(1, "Sponsor"), row(2, "Dev", stage=2))

    made.edit_by_hand(CHANGE, out_of_scope="Nothing at all.")
    made.tick()

    where = made.standing(CHANGE)
    assert (where.phase, [who.name for who in where.waiting]) == (Phase.SUBMITTED, ["Sam"])


def test_what_is_edited_by_hand_and_still_follows_is_approved_anew() -> None:
    made = sent()
    before = made.standing(CHANGE).version

    made.edit_by_hand(CHANGE, project_name="New laptops for Sales")
    made.tick()

    where = made.standing(CHANGE)
    assert (where.phase, where.version != before) == (Phase.APPROVED, True)


def test_nothing_is_rolled_out_from_a_template() -> None:
    made = template()
    where = made.standing(TEMPLATE)
    assert Phase.PLANNING not in open_steps(made.dossier(TEMPLATE), made.workplace, JULIE)

    step = Step(change=TEMPLATE, to=Phase.PLANNING, ordinal=where.ordinal + 1)
    reply = made.press(step, JULIE)

    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.A_TEMPLATE
    assert made.standing(TEMPLATE).phase is Phase.APPROVED


def test_no_wave_of_a_template_goes_out() -> None:
    made = template()
    wave = Wave(key=f"{TEMPLATE}/wave/1", change=TEMPLATE, name="Pilot")
    made.put(wave)

    missing = lacks(made.dossier(TEMPLATE), wave, made.workplace, made.now)

    assert Missing.TEMPLATE in [lack.what for lack in missing]
