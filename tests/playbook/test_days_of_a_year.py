"""Over a year of days in every Canadian zone: what was planned goes out once, in working hours."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from playbook.commands import Decide, File
from playbook.fields import Who
from playbook.hours import Hours, is_working_day, local_day, opening
from playbook.lateness import LATENESS, Lateness
from playbook.mailing import sheets_of
from playbook.records import (
    ConcernKind,
    Person,
    Post,
    PostState,
    Purpose,
    SheetState,
    Survey,
    Verdict,
    Wave,
    WaveState,
)
from tests.playbook.firm import JULIE, MARIE, Firm, form, somebody
from tests.playbook.rollout import (
    GROUP,
    PILOT,
    PULSE,
    REVIEWED,
    Teams,
    moved,
    planned,
    raised,
    told_of,
    with_team,
)
from tests.playbook.test_hours import EVERYWHERE, quiet

A_DAY = timedelta(days=1)
SPAN = 90 * A_DAY
MOMENT = timedelta(microseconds=1)
WAVES = ("CHG-0001/wave/1", "CHG-0001/wave/2")
ELSEWHERE = [
    somebody(f"w{place}").model_copy(update={"zone": hours.zone, "province": hours.province})
    for place, hours in enumerate(EVERYWHERE)
]


@dataclass(frozen=True)
class Plan:
    """What a firm has planned by an evening: days are counted from then."""

    office: Hours
    start: datetime
    waves: tuple[int, ...]
    survey: tuple[int, int]
    staff: tuple[Person, ...]
    asks: bool
    """Whether another change waits for its sponsor, who will be reminded."""
    sponsor: Person
    team: bool = True
    """Whether the project team has a channel, and so a digest every morning."""


starts = st.timedeltas(timedelta(0), timedelta(days=365)).map(
    lambda since: (datetime(2026, 9, 1, tzinfo=UTC) + since).replace(microsecond=0)
)
changes_of_clocks = st.sampled_from([(2026, 10, 30), (2027, 3, 12), (2027, 3, 13)]).map(
    lambda day: datetime(*day, 20, tzinfo=UTC)
)
plans = st.builds(
    Plan,
    office=st.sampled_from(EVERYWHERE),
    start=starts | changes_of_clocks,
    waves=st.lists(st.integers(0, 40), min_size=1, max_size=2).map(tuple),
    survey=st.tuples(st.integers(1, 30), st.integers(0, 5)),
    staff=st.lists(st.sampled_from(ELSEWHERE), max_size=5, unique=True).map(tuple),
    asks=st.booleans(),
    sponsor=st.sampled_from([MARIE, *ELSEWHERE]),
    team=st.booleans(),
)
AROUND_THE_AUTUMN_CHANGE = Plan(
    EVERYWHERE[0],
    datetime(2026, 10, 30, 20, tzinfo=UTC),
    (0, 1),
    (1, 2),
    tuple(ELSEWHERE[::4]),
    asks=True,
    sponsor=ELSEWHERE[-1],
)
OVER_THE_SPRING_CHANGE = replace(
    AROUND_THE_AUTUMN_CHANGE, start=datetime(2027, 3, 12, 20, tzinfo=UTC), waves=(3, 3)
)


def begun(plan: Plan) -> Teams:
    """The firm on the evening on which everything has been planned and scheduled."""
    made = Firm(planned().rows, plan.start, plan.office)
    if plan.team:
        with_team(made)
    made.put(*ELSEWHERE, REVIEWED.model_copy(update={"reviewed_on": date(2026, 1, 5)}))
    today = local_day(plan.start, plan.office)
    made.rows = {key: row for key, row in made.rows.items() if not isinstance(row, Wave)}
    for key, days in zip(WAVES, plan.waves, strict=False):
        made.put(wave_on(key, today + days * A_DAY))
        moved(made, WaveState.SCHEDULED, wave=key)
    made.put(survey_on(today + plan.survey[0] * A_DAY, plan.survey[1] * A_DAY))
    raised(made)
    raised(made, ConcernKind.PROBLEM, form="f2")
    if plan.asks:
        asks(made, plan.sponsor)
    return Teams(made, list(plan.staff))


def wave_on(key: str, day: date) -> Wave:
    return PILOT.model_copy(
        update={
            "key": key,
            "announce_on": day,
            "first_day": day + 20 * A_DAY,
            "last_day": day + 30 * A_DAY,
            "audience": GROUP,
        }
    )


def survey_on(day: date, stays: timedelta) -> Survey:
    return PULSE.model_copy(update={"opens_on": day, "closes_on": day + stays, "by": JULIE.who})


def asks(made: Firm, sponsor: Person) -> None:
    entered = form(
        form="form-2",
        sponsor=Who(id=sponsor.key, name=sponsor.name),
        go_live_from=date(2028, 1, 3),
        go_live_to=date(2028, 1, 7),
    )
    made.press(File(entered=entered, submit=True), JULIE)


def hours_of(post: Post, made: Firm) -> Hours:
    return made.workplace.hours(post.receiver) if post.receiver else made.workplace.office


@settings(max_examples=15)
@given(plans)
@example(AROUND_THE_AUTUMN_CHANGE)
@example(OVER_THE_SPRING_CHANGE)
def test_all_that_was_planned_lands_once_and_in_the_hours_of_its_reader(plan: Plan) -> None:
    teams = begun(plan)
    teams.live_until(plan.start + SPAN)
    for when, post in teams.took:
        if LATENESS[post.purpose] is not Lateness.AT_ONCE:
            assert not quiet(when, hours_of(post, teams.made)), (post.key, when)
    keys = teams.keys()
    assert len(keys) == len(set(keys))
    waves = WAVES[: len(plan.waves)]
    assert {f"announcement/CHG-0001/{wave[9:]}/all/1" for wave in waves} <= set(keys)
    results = "all" if plan.team else JULIE.key
    for asked in ("survey/{}/all/1", "counts/{}/thread/1", f"results/{{}}/{results}/1"):
        assert asked.format("CHG-0001/survey/1") in keys
    assert sum(post.purpose is Purpose.REMINDER for _, post in teams.took) == plan.asks
    assert_everybody_was_told(teams, plan)
    assert_each_working_morning_had_its_digest(teams, plan)


def assert_everybody_was_told(teams: Teams, plan: Plan) -> None:
    dossier = teams.made.dossier()
    for wave in dossier.waves:
        sheets = sheets_of(dossier, wave)
        people = [one for sheet in sheets for one in sheet.addressees]
        assert sorted(one.person.id for one in people) == sorted(who.key for who in plan.staff)
        assert {one.state for one in people} <= {PostState.SENT}
        assert {sheet.state for sheet in sheets} == {SheetState.DONE}


def assert_each_working_morning_had_its_digest(teams: Teams, plan: Plan) -> None:
    """A question and a problem that nobody answers are something to say on each of them."""
    office, ends = plan.office, teams.made.now
    went = [local_day(when, office) for when, post in teams.took if post.purpose is Purpose.DIGEST]
    first = local_day(plan.start, office)
    days = (first + passed * A_DAY for passed in range(1, SPAN.days + 1))
    due = [day for day in days if is_working_day(day, office) and opening(day, office) <= ends]
    assert [day for day in went if day != first] == (due if plan.team else [])
    assert went.count(first) <= 1


@settings(max_examples=5)
@given(plans, st.lists(st.timedeltas(timedelta(minutes=1), SPAN), max_size=12))
@example(AROUND_THE_AUTUMN_CHANGE, [])
def test_a_jump_of_90_days_is_the_same_as_going_day_by_day_or_in_any_steps(
    plan: Plan, stops: list[timedelta]
) -> None:
    jumped, by_day, by_steps = begun(plan), begun(plan), begun(plan)
    jumped.live_until(plan.start + SPAN)
    for day in range(1, SPAN.days + 1):
        by_day.live_until(plan.start + day * A_DAY)
    for stop in (*sorted(stops), SPAN):
        by_steps.live_until(plan.start + stop)
    assert by_day.made.rows == jumped.made.rows
    assert by_steps.made.rows == jumped.made.rows
    assert by_day.took == by_steps.took == jumped.took


@settings(max_examples=8)
@given(plans, st.integers(0, 4))
def test_who_has_decided_is_not_reminded(plan: Plan, day: int) -> None:
    teams = begun(replace(plan, asks=True, team=False))
    teams.live_until(plan.start + day * A_DAY)
    before = told_of(teams.made, Purpose.REMINDER, "CHG-0002")
    version = teams.made.standing("CHG-0002").version
    answer = Decide(change="CHG-0002", version=version, verdict=Verdict.APPROVED)
    teams.made.press(answer, plan.sponsor)
    teams.live_until(plan.start + 30 * A_DAY)
    sent = [post for _, post in teams.took if post.purpose is Purpose.REMINDER]
    assert len(sent) <= len(before) <= 1


@settings(max_examples=15)
@given(plans, st.timedeltas(timedelta(0), timedelta(days=45)))
def test_between_two_instants_at_which_something_is_due_nothing_is(
    plan: Plan, passed: timedelta
) -> None:
    teams = begun(replace(plan, team=False))
    teams.live_until(plan.start + passed)
    due = teams.next_due()
    assert due is None or due > teams.made.now
    before, here = dict(teams.made.rows), teams.made.now
    for moment in (here + ((due or here + SPAN) - here) / 2, (due or here + SPAN) - MOMENT):
        teams.made.now = max(here, moment)
        teams.work()
        assert teams.made.rows == before
