"""Templates: what is begun from one, and what needs no second approval because of it."""

from datetime import timedelta

import pytest

from playbook import templates
from playbook.beginning import beginnings, begun_from
from playbook.commands import Decide, File, Step
from playbook.findings import Fault, Finding
from playbook.outcome import Filed, Unfinished
from playbook.records import ChangeRequest, Path, Phase, Use, Verdict
from playbook.routing import Remark, route_of
from playbook.standing import last_submission
from tests.playbook.firm import JULIE, MARIE, Firm, firm, form

TEMPLATE = "CHG-0001"
SCOPE = "Laptops of <team>, of the model [model]."


def with_template(verdict: Verdict | None = Verdict.APPROVED) -> Firm:
    """The firm with one template, CHG-0001, decided on or not yet."""
    made = firm()
    entered = form(in_scope_systems=SCOPE, use=Use.TEMPLATE, project_name="Laptop swap")
    made.press(File(entered=entered, submit=True), JULIE)
    if verdict is not None:
        version = made.standing().version
        decision = Decide(change=TEMPLATE, version=version, verdict=verdict, comment="As agreed.")
        made.press(decision, MARIE)
    return made


def standard(made: Firm, **values: object) -> ChangeRequest:
    """A request on the standard path, begun from the template and filled in."""
    new = ChangeRequest(key="", form="form-2", project_name="New laptops")
    filled = begun_from(new, made.change(TEMPLATE))
    days = {"go_live_from": form().go_live_from, "go_live_to": form().go_live_to}
    scope = {"in_scope_systems": "Laptops of Sales, of the model X1 Carbon."}
    return filled.model_copy(update={"path": Path.STANDARD, **days, **scope, **values})


def sent(made: Firm, entered: ChangeRequest) -> object:
    return made.press(File(entered=entered, submit=True), JULIE)


def test_what_follows_an_approved_template_needs_no_further_approval() -> None:
    made = with_template()
    assert sent(made, standard(made)) == Filed("CHG-0002")
    submission = last_submission(made.dossier("CHG-0002"))
    assert submission is not None
    assert route_of(submission, made.change("CHG-0002")).remark is Remark.BEFOREHAND


@pytest.mark.parametrize(
    ("values", "differ"),
    [
        ({"in_scope_systems": "Laptops and phones of Sales, of the model X1."}, "in_scope_systems"),
        ({"in_scope_systems": f"Laptops of {'x' * 130}, of the model X1."}, "in_scope_systems"),
        ({"in_scope_systems": "Laptops of Sales,\nand ERP, of the model X1."}, "in_scope_systems"),
        ({"out_of_scope": "Nothing."}, "out_of_scope"),
        ({"cost": "$90,000"}, "cost"),
        ({"use": Use.TEMPLATE}, "use"),
    ],
)
def test_what_differs_is_told_and_does_not_take_the_standard_path(
    values: dict[str, object], differ: str
) -> None:
    made = with_template()
    reply = sent(made, standard(made, **values))
    assert reply == Unfinished((Finding("path", Fault.NOT_AS_APPROVED, about=(differ,)),))
    normal = standard(made, **values, path=Path.NORMAL, key="CHG-0002")
    assert sent(made, normal) == Filed("CHG-0002")
    submission = last_submission(made.dossier("CHG-0002"))
    assert submission is not None
    assert route_of(submission, made.change("CHG-0002")).remark is not Remark.BEFOREHAND


def test_white_space_and_what_is_each_changes_own_make_no_difference() -> None:
    made = with_template()
    same = standard(made, why=f"  {form().why}\n", project_name="Anything", sponsor=JULIE.who)
    assert sent(made, same) == Filed("CHG-0002")


@pytest.mark.parametrize("verdict", [None, Verdict.DECLINED])
def test_a_template_that_nobody_approved_opens_no_standard_path(verdict: Verdict | None) -> None:
    made = with_template(verdict)
    assert sent(made, standard(made)) == Unfinished((Finding("path", Fault.NO_TEMPLATE),))


def test_nor_does_one_that_was_edited_since_that_is_called_off_or_whose_window_is_over() -> None:
    edited, called_off, over = with_template(), with_template(), with_template()
    edited.edit_by_hand(TEMPLATE, cost="$90,000")
    ordinal = called_off.standing().ordinal + 1
    cancel = Step(change=TEMPLATE, to=Phase.CANCELLED, ordinal=ordinal, reason="No more.")
    called_off.press(cancel, JULIE)
    over.now += timedelta(days=60)
    later = over.now.date() + timedelta(days=9)
    for made in (edited, called_off):
        entered = standard(made)
        assert sent(made, entered) == Unfinished((Finding("path", Fault.NO_TEMPLATE),))
    entered = standard(over, go_live_from=later, go_live_to=later)
    assert sent(over, entered) == Unfinished((Finding("path", Fault.NO_TEMPLATE),))


def test_a_change_that_was_begun_from_nothing_may_not_take_it() -> None:
    made = with_template()
    entered = standard(made, begun_from="")
    assert sent(made, entered) == Unfinished((Finding("path", Fault.NO_TEMPLATE),))


def test_a_request_begun_from_another_has_its_words_and_none_of_its_days() -> None:
    source = form(key="CHG-0001", in_scope_dates="The week of April 13.")
    new = begun_from(ChangeRequest(key="", form="f", why="Our own reason."), source)
    assert new.why == "Our own reason."
    assert new.in_scope_systems == source.in_scope_systems
    assert new.sponsor == source.sponsor
    assert (new.go_live_from, new.go_live_to, new.in_scope_dates) == (None, None, "")
    assert (new.project_name, new.begun_from, new.use) == ("", "CHG-0001", Use.ONCE)


def test_offered_are_templates_that_stand_and_the_newest_changes_that_were_filed() -> None:
    made = with_template()
    for number in range(2, 20):
        made.press(File(entered=form(form=f"form-{number}"), submit=number != 5), JULIE)
    dossiers = [made.dossier(change.key) for change in made.all(ChangeRequest)]
    offered = [change.key for change in beginnings(dossiers, made.now.date())]
    assert offered[0] == TEMPLATE
    assert offered[1:] == [f"CHG-{number:04}" for number in range(19, 3, -1) if number != 5]


def test_a_template_that_follows_itself_differs_in_nothing() -> None:
    made = with_template()
    assert templates.follows(standard(made), made.dossier(TEMPLATE)) == ()
