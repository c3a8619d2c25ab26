"""Filing: what is wrong is said field by field, and one form makes one change."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.commands import File
from playbook.examining import examine
from playbook.fields import Kept, Kind, Who
from playbook.findings import Fault, Finding
from playbook.outcome import Drafted, Filed, Reason, Refusal, Unfinished
from playbook.placeholders import placeholders
from playbook.records import ChangeRequest, Person, Phase, Purpose, Verdict
from playbook.standing import scope_fields
from playbook.steps import ASKED
from tests.playbook.firm import (
    ALEX,
    DEV,
    JULIE,
    MARIE,
    NOW,
    SAM,
    Firm,
    answered,
    approved,
    firm,
    form,
    stepped,
    waiting,
)

TODAY = NOW.date()
TEXTS = [kept for kept in scope_fields() if kept.kind in (Kind.TEXT, Kind.LINES)]
MARKUP = ["<b>now</b>", "<script>", "</p>", "<!-- -->", "<img src=x onerror=y>"]
PLAIN = st.text(
    st.characters(codec="utf-8", exclude_characters="<", exclude_categories=["Cc"]),
    min_size=1,
    max_size=60,
).filter(lambda text: text.strip() and not placeholders(text))

WHYS = ("Orders get lost. Clients leave.", "Le serveur plante ! On attend. On perd 14 000,50 $.")
UNFIT = {
    "?!": Finding("why", Fault.MISSING),
    "Orders get lost, e.g. last week.": Finding("why", Fault.TOO_FEW_SENTENCES, actual=1),
    "It is slow. It is old. It fails. We wait": Finding("why", Fault.TOO_MANY_SENTENCES, actual=4),
}
KEEPS_NO_DRAFT = {Fault.TOO_LONG, Fault.MARKUP, Fault.BACKWARDS, Fault.IN_THE_PAST}


@st.composite
def requests(draw: st.DrawFn) -> tuple[ChangeRequest, set[Finding]]:
    """Any request, with what is wrong with it."""
    values: dict[str, object] = {}
    wrong: set[Finding] = set()
    for kept in TEXTS:
        case = draw(st.sampled_from(["good", "good", "as is", "blank", "long", "markup"]))
        match case:
            case "good" if kept.name == "why":
                values["why"] = draw(st.sampled_from([*WHYS, *UNFIT]))
                wrong |= {finding for text, finding in UNFIT.items() if text == values["why"]}
            case "good":
                values[kept.name] = draw(PLAIN)
            case "blank":
                values[kept.name] = draw(st.sampled_from(["", " ", "\n\t ", "\x08 "]))
                if kept.required:
                    wrong.add(Finding(kept.name, Fault.MISSING))
            case "long":
                length = kept.limit + draw(st.integers(1, 50))
                values[kept.name] = "x" * length
                wrong.add(Finding(kept.name, Fault.TOO_LONG, kept.limit, length))
            case "markup":
                values[kept.name] = "Before " + draw(st.sampled_from(MARKUP)) + " after"
                wrong.add(Finding(kept.name, Fault.MARKUP))
    if draw(st.booleans()):
        values["sponsor"] = Who()
        wrong.add(Finding("sponsor", Fault.MISSING))
    days = st.one_of(st.none(), st.integers(-400, 400))
    first, last = (
        None if day is None else TODAY + timedelta(day) for day in (draw(days), draw(days))
    )
    values |= {"go_live_from": first, "go_live_to": last}
    wrong |= window_faults(first, last)
    return form(**values), wrong


def window_faults(first: date | None, last: date | None) -> set[Finding]:
    wrong = set()
    for name, day in (("go_live_from", first), ("go_live_to", last)):
        if day is None:
            wrong.add(Finding(name, Fault.MISSING))
        elif name == "go_live_to" and first and day < first:
            wrong.add(Finding(name, Fault.BACKWARDS))
        elif day < TODAY:
            wrong.add(Finding(name, Fault.IN_THE_PAST))
    return wrong


@given(requests())
def test_exactly_what_is_wrong_is_found(case: tuple[ChangeRequest, set[Finding]]) -> None:
    request, wrong = case
    found = examine(request, TODAY)
    assert set(found) == wrong
    assert len(found) == len(wrong)


@given(requests())
def test_of_an_unfinished_request_all_is_kept_as_a_draft_but_what_is_wrong_in_it(
    case: tuple[ChangeRequest, set[Finding]],
) -> None:
    request, wrong = case
    made = firm()
    mistakes = {finding for finding in wrong if finding.fault in KEEPS_NO_DRAFT}
    reply = made.press(File(entered=request, submit=False), JULIE)
    if mistakes:
        assert isinstance(reply, Unfinished)
        assert set(reply.findings) == mistakes
    else:
        assert reply == Drafted("CHG-0001")
    wrong_in = {finding.field for finding in mistakes}
    for name in ASKED - wrong_in:
        assert getattr(made.change(), name) == getattr(request, name)
    for name in wrong_in:
        assert not getattr(made.change(), name)
    assert made.standing().phase is Phase.DRAFT
    assert made.posts(Purpose.APPROVAL) == []


@given(requests())
def test_only_a_complete_request_reaches_its_sponsor(
    case: tuple[ChangeRequest, set[Finding]],
) -> None:
    request, wrong = case
    made = firm()
    reply = made.press(File(entered=request, submit=True), JULIE)
    assert isinstance(reply, Unfinished if wrong else Filed)
    assert made.standing().phase is (Phase.DRAFT if wrong else Phase.SUBMITTED)
    assert len(made.posts(Purpose.APPROVAL)) == (0 if wrong else 1)


def test_nothing_is_kept_where_nothing_that_was_typed_can_be() -> None:
    made = firm()
    empty = ChangeRequest(key="", form="form-1", why="x" * 900)
    assert isinstance(made.press(File(entered=empty, submit=False), JULIE), Unfinished)
    assert made.all(ChangeRequest) == []


@pytest.mark.parametrize("kept", TEXTS, ids=lambda kept: kept.name)
def test_a_text_may_be_as_long_as_its_limit(kept: Kept) -> None:
    full = form(**{kept.name: "It is slow. ".ljust(kept.limit, "x")})
    assert examine(full, TODAY) == ()


def test_today_is_not_in_the_past_where_the_organisation_is() -> None:
    made = firm()
    made.now = NOW.replace(day=10, hour=2)
    evening = form(go_live_from=date(2026, 3, 9), go_live_to=date(2026, 3, 9))
    assert isinstance(made.press(File(entered=evening, submit=True), JULIE), Filed)


def test_what_could_not_be_read_is_said_once_beside_what_was_found() -> None:
    unread = Finding("go_live_from", Fault.NOT_A_DATE)
    command = File(entered=form(go_live_from=None, why=""), submit=True, unread=(unread,))
    reply = firm().press(command, JULIE)
    assert reply == Unfinished((unread, Finding("why", Fault.MISSING)))


def test_the_same_form_twice_makes_one_change() -> None:
    made = firm()
    command = File(entered=form(), submit=True)
    assert made.press(command, JULIE) == made.press(command, JULIE) == Filed("CHG-0001")
    assert len(made.all(ChangeRequest)) == 1
    assert len(made.posts(Purpose.APPROVAL)) == 1
    assert not made.decided(command, JULIE)


def test_another_form_makes_another_change() -> None:
    made = waiting()
    assert made.press(File(entered=form(form="form-2"), submit=True), DEV) == Filed("CHG-0002")
    assert made.change("CHG-0002").requester == DEV.who


def test_a_draft_is_finished_and_submitted_by_its_requester() -> None:
    made = firm()
    made.press(File(entered=form(why=""), submit=False), JULIE)
    assert made.press(File(entered=form(key="CHG-0001"), submit=True), JULIE) == Filed("CHG-0001")
    assert made.standing().version.startswith("1.")
    assert made.change().status is Phase.SUBMITTED


@pytest.mark.parametrize("person", [JULIE, ALEX, SAM])
@pytest.mark.parametrize("begin", [waiting, approved])
def test_editing_a_submitted_change_makes_a_version_that_nobody_has_approved(
    begin: Callable[[], Firm], person: Person
) -> None:
    made = begin()
    old = answered(made)
    edit = File(entered=form(key="CHG-0001", in_scope_systems="Everything."), submit=True)
    assert made.press(edit, person) == Filed("CHG-0001")
    assert made.standing().phase is Phase.SUBMITTED
    assert made.standing().version.startswith("2.")
    reply = made.press(old, MARIE)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.VERSION_CHANGED


def test_an_edit_that_changes_nothing_asks_nobody_again() -> None:
    made = approved()
    made.press(File(entered=form(key="CHG-0001", why=f" {form().why}\n"), submit=True), JULIE)
    assert made.standing().phase is Phase.APPROVED


def test_a_change_is_edited_by_those_who_run_it_and_by_nobody_else() -> None:
    made = waiting()
    edit = File(entered=form(key="CHG-0001", in_scope_systems="Everything."), submit=True)
    refusal = Refusal(Reason.NOT_YOURS_TO_EDIT, "CHG-0001", (JULIE.who, ALEX.who, SAM.who), None)
    assert made.press(edit, DEV) == refusal
    assert made.press(edit, DEV) == refusal
    assert made.change().in_scope_systems == form().in_scope_systems
    assert [event.by for event in made.audit() if "refused" in event.result] == [DEV.who]


def test_a_change_whose_measures_are_looked_at_is_not_edited_by_the_form() -> None:
    path = (Phase.PLANNING, Phase.PILOT, Phase.ROLLING_OUT, Phase.STABILISING, Phase.REVIEWING)
    made = stepped(approved(), *path)
    reply = made.press(
        File(entered=form(key="CHG-0001", out_of_scope="Other."), submit=True), JULIE
    )
    assert isinstance(reply, Refusal)
    assert made.change().out_of_scope == form().out_of_scope


def test_an_edit_of_a_change_that_is_gone_says_so_and_leaves_nothing() -> None:
    made = firm()
    outcome = made.decided(File(entered=form(key="CHG-0404"), submit=True), JULIE)
    assert outcome.reply == Refusal(Reason.NO_SUCH_RECORD, "CHG-0404")
    assert not outcome


def test_a_declined_change_is_reworked_and_asked_about_again() -> None:
    made = waiting()
    made.press(answered(made, Verdict.DECLINED, "Too wide."), MARIE)
    made.press(
        File(entered=form(key="CHG-0001", in_scope_systems="Office only."), submit=True), JULIE
    )
    assert made.standing().phase is Phase.SUBMITTED
    assert [post.version[:2] for post in made.posts(Purpose.APPROVAL)] == ["1.", "2."]


def test_a_why_of_one_sentence_is_kept_in_a_draft_and_goes_before_nobody() -> None:
    made = firm()
    short = form(why="We need new software.")
    assert made.press(File(entered=short, submit=False), JULIE) == Drafted("CHG-0001")
    reply = made.press(File(entered=form(key="CHG-0001", why=short.why), submit=True), JULIE)
    assert reply == Unfinished((Finding("why", Fault.TOO_FEW_SENTENCES, actual=1),))
    assert made.standing().phase is Phase.DRAFT


def test_a_why_that_could_read_better_is_sent_all_the_same() -> None:
    poor = form(why="We need new software in order to leverage synergies. It is a game changer.")
    assert firm().press(File(entered=poor, submit=True), JULIE) == Filed("CHG-0001")
