"""One answer a person, theirs to change until the survey closes; results once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from playbook.agenda import next_due
from playbook.commands import AnswerSurvey, KeepSurvey
from playbook.fields import Who
from playbook.findings import Fault, Finding
from playbook.hours import Hours
from playbook.outcome import Reason, Refusal, Surveyed, Unfinished
from playbook.records import (
    Duty,
    Feeling,
    PostState,
    Purpose,
    Setting,
    Survey,
    SurveyAnswer,
)
from playbook.surveys import closes_at, is_open, opens_at, tally
from tests.playbook.firm import ALEX, DEV, JULIE, OFFICE, SAM, STRANGER, Firm
from tests.playbook.rollout import (
    AARON,
    CHANNEL,
    PULSE,
    SURVEY,
    TEAM,
    Teams,
    feels,
    planned,
    surveyed,
    told_of,
    with_team,
)

A_DAY = timedelta(days=1)
OPENS = datetime(2026, 3, 17, 13, tzinfo=UTC)
CLOSES = datetime(2026, 3, 18, 21, tzinfo=UTC)


def asked(**values: object) -> Survey:
    return PULSE.model_copy(update=values)


def closed(made: Firm) -> Firm:
    made.now = CLOSES
    made.tick()
    return made


def test_it_is_asked_in_its_channel_when_its_morning_comes() -> None:
    made = planned()
    made.press(KeepSurvey(row=PULSE), JULIE)
    assert made.dossier().surveys[0].by == JULIE.who
    assert next_due(made.dossier(), made.workplace, made.now) == OPENS
    teams = Teams(made)
    teams.live_until(OPENS)
    assert [(when, post.conversation) for when, post in teams.took] == [
        (OPENS, CHANNEL.key),
        (OPENS, CHANNEL.key),
    ]


def test_its_counts_live_in_its_thread_once_it_has_arrived() -> None:
    made = surveyed()
    (counts,) = made.posts(Purpose.COUNTS)
    (survey,) = made.posts(Purpose.SURVEY)
    assert (counts.conversation, counts.thread) == (survey.conversation, survey.message)


def test_a_channel_corrected_before_it_was_asked_there_is_not_asked() -> None:
    made = planned()
    made.put(TEAM)
    made.press(KeepSurvey(row=PULSE), JULIE)
    made.now = OPENS
    made.tick()
    corrected = {"channel": Who(id=TEAM.key, name=TEAM.name)}
    made.put(made.dossier().surveys[0].model_copy(update=corrected))
    made.tick()
    assert told_of(made, Purpose.SURVEY) == [TEAM.key]


def test_no_counts_are_posted_of_a_survey_that_may_not_have_arrived() -> None:
    made = planned()
    made.press(KeepSurvey(row=PULSE), JULIE)
    made.now = OPENS
    made.tick()
    made.deliver(PostState.UNKNOWN)
    made.later(timedelta(minutes=1))
    assert made.posts(Purpose.COUNTS) == []


@pytest.mark.parametrize(
    ("survey", "opens", "closes"),
    [
        (PULSE, OPENS, CLOSES),
        (
            asked(opens_on=date(2026, 4, 3), closes_on=date(2026, 4, 3)),
            datetime(2026, 4, 6, 13, tzinfo=UTC),
            datetime(2026, 4, 6, 21, tzinfo=UTC),
        ),
        (
            asked(opens_on=date(2026, 3, 6), closes_on=date(2026, 3, 9)),
            datetime(2026, 3, 6, 14, tzinfo=UTC),
            datetime(2026, 3, 9, 21, tzinfo=UTC),
        ),
        (asked(opens_on=None), None, None),
        (asked(closes_on=None), OPENS, None),
    ],
    ids=["as planned", "on Good Friday", "over a clock change", "no first day", "no last day"],
)
def test_it_opens_in_the_morning_and_closes_in_the_evening_of_working_days(
    survey: Survey, opens: datetime | None, closes: datetime | None
) -> None:
    assert (opens_at(survey, OFFICE), closes_at(survey, OFFICE)) == (opens, closes)


def test_it_is_open_from_the_first_minute_to_the_last() -> None:
    moment = timedelta(microseconds=1)
    instants = (OPENS - moment, OPENS, CLOSES - moment, CLOSES)
    assert [is_open(PULSE, OFFICE, now) for now in instants] == [False, True, True, False]


def test_opening_on_saint_jean_waits_in_quebec_and_not_in_ontario() -> None:
    survey = asked(opens_on=date(2026, 6, 24), closes_on=date(2026, 6, 25))
    quebec, ontario = (opens_at(survey, Hours(province=code)) for code in ("QC", "ON"))
    assert quebec is not None
    assert ontario is not None
    assert quebec - ontario == A_DAY


def test_an_answer_is_one_row_a_person_and_theirs_to_change() -> None:
    made = surveyed()
    assert feels(made, AARON, Feeling.HARDLY) == Surveyed("CHG-0001", SURVEY)
    assert feels(made, AARON, Feeling.WELL) == Surveyed("CHG-0001", SURVEY, changed=True)
    feels(made, DEV, Feeling.MIXED)
    counted = tally(made.dossier(), PULSE)
    assert [a.by for a in counted.answers] == [AARON.who, DEV.who]
    assert {f: n for f, n in counted.counts.items() if n} == {Feeling.WELL: 1, Feeling.MIXED: 1}
    assert list(counted.counts) == list(Feeling)


def test_the_same_answer_twice_writes_nothing_the_second_time() -> None:
    made = surveyed()
    feels(made, AARON)
    made.now += timedelta(minutes=1)
    assert not made.decided(AnswerSurvey(survey=SURVEY, feeling=Feeling.WELL), AARON)


def test_words_alone_leave_the_choice_and_a_choice_leaves_the_words() -> None:
    made = surveyed()
    feels(made, AARON, Feeling.MIXED)
    made.press(AnswerSurvey(survey=SURVEY, told={"workaround": "Paper."}), AARON)
    feels(made, AARON, Feeling.WELL)
    (answer,) = made.all(SurveyAnswer)
    assert (answer.feeling, answer.workaround) == (Feeling.WELL, "Paper.")


def test_words_without_any_choice_ask_for_one() -> None:
    made = surveyed()
    reply = made.press(AnswerSurvey(survey=SURVEY, told={"works": "All."}), AARON)
    assert reply == Unfinished((Finding("feeling", Fault.MISSING),))


def test_words_that_are_too_long_come_back_and_nothing_is_kept() -> None:
    made = surveyed()
    told = {"works": "x" * 601, "by": "somebody else", "feeling": "x"}
    command = AnswerSurvey(survey=SURVEY, feeling=Feeling.WELL, told=told)
    assert made.press(command, AARON) == Unfinished((Finding("works", Fault.TOO_LONG, 600, 601),))
    assert made.all(SurveyAnswer) == []


def test_nobody_answers_in_anothers_name() -> None:
    made = surveyed()
    made.press(
        AnswerSurvey(survey=SURVEY, feeling=Feeling.WELL, told={"by": "dev", "key": "x"}), AARON
    )
    (answer,) = made.all(SurveyAnswer)
    assert (answer.key, answer.by) == (f"{SURVEY}/answer/aaron", AARON.who)


def test_after_it_has_closed_an_answer_is_told_since_when() -> None:
    made = closed(surveyed())
    gone = Refusal(Reason.SURVEY_CLOSED, "CHG-0001", (JULIE.who,), about=SURVEY, since=CLOSES)
    assert feels(made, AARON) == gone
    assert made.all(SurveyAnswer) == []


def test_before_it_opens_an_answer_is_told_when() -> None:
    made = planned()
    made.press(KeepSurvey(row=PULSE), JULIE)
    early = Refusal(Reason.SURVEY_NOT_OPEN, "CHG-0001", (JULIE.who,), about=SURVEY, since=OPENS)
    assert feels(made, AARON) == early


def test_a_survey_that_is_gone_says_so() -> None:
    made = surveyed()
    del made.rows[Survey, SURVEY]
    assert feels(made, AARON) == Refusal(Reason.NO_SUCH_RECORD, "CHG-0001", about=SURVEY)


def test_somebody_from_outside_does_not_answer() -> None:
    made = surveyed()
    reply = feels(made, STRANGER)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.OUTSIDER
    assert made.all(SurveyAnswer) == []


def test_results_go_to_the_project_team_the_next_morning_and_once() -> None:
    made = with_team(surveyed())
    feels(made, AARON)
    teams = Teams(made)
    teams.live_until(CLOSES + 30 * A_DAY)
    results = [(when, post) for when, post in teams.took if post.purpose is Purpose.RESULTS]
    assert [(when, post.conversation) for when, post in results] == [
        (CLOSES + timedelta(hours=16), TEAM.key)
    ]


def test_a_team_that_moves_to_another_channel_is_not_told_old_results_again() -> None:
    made = closed(with_team(surveyed()))
    made.deliver()
    other = Setting(key="project_team", duty=Duty.PROJECT_TEAM, holder=Who(id="19:new", name="New"))
    made.put(other)
    made.later(A_DAY)
    assert told_of(made, Purpose.RESULTS) == [TEAM.key]


def test_results_that_the_old_channel_did_not_take_go_to_the_new_one() -> None:
    made = closed(with_team(surveyed()))
    made.deliver(PostState.REFUSED)
    made.put(
        Setting(key="project_team", duty=Duty.PROJECT_TEAM, holder=Who(id="19:new", name="New"))
    )
    made.later(A_DAY)
    assert told_of(made, Purpose.RESULTS) == [TEAM.key, "19:new"]


def test_without_a_project_team_whoever_asked_gets_the_results() -> None:
    assert told_of(closed(surveyed()), Purpose.RESULTS) == [JULIE.who.id]


def test_a_survey_that_its_channel_refused_has_no_results_and_the_lead_hears_why() -> None:
    made = with_team(planned())
    made.press(KeepSurvey(row=PULSE), JULIE)
    made.now = OPENS
    made.tick()
    made.deliver(PostState.REFUSED)
    made.later(timedelta(minutes=1))
    assert told_of(made, Purpose.UNREACHABLE) == [ALEX.who.id]
    assert told_of(closed(made), Purpose.RESULTS) == []


def test_a_survey_whose_whole_time_nobody_was_awake_is_never_asked() -> None:
    made = with_team(planned())
    made.press(KeepSurvey(row=PULSE), JULIE)
    teams = Teams(made)
    made.now = CLOSES + A_DAY
    teams.work()
    assert {post.purpose for _, post in teams.took} <= {Purpose.DIGEST}


def test_counts_of_a_survey_that_closed_before_they_were_sent_are_dropped() -> None:
    made = closed(surveyed())
    assert [post.state for post in made.posts(Purpose.COUNTS)] == [PostState.SUPERSEDED]


def test_a_last_day_moved_on_by_hand_keeps_it_open() -> None:
    made = surveyed()
    made.put(made.dossier().surveys[0].model_copy(update={"closes_on": date(2026, 3, 20)}))
    closed(made)
    assert feels(made, AARON) == Surveyed("CHG-0001", SURVEY)


@pytest.mark.parametrize(
    ("values", "finding"),
    [
        ({"closes_on": date(2026, 3, 16)}, Finding("closes_on", Fault.BACKWARDS)),
        ({"opens_on": date(2026, 3, 8)}, Finding("opens_on", Fault.IN_THE_PAST)),
        ({"channel": Who(id="19:gone", name="Gone")}, Finding("channel", Fault.NOT_HERE)),
        ({"channel": Who()}, Finding("channel", Fault.MISSING)),
        ({"name": ""}, Finding("name", Fault.MISSING)),
    ],
)
def test_the_form_comes_back_with_what_is_to_mend(values: dict[str, Any], finding: Finding) -> None:
    reply = planned().press(KeepSurvey(row=asked(**values)), SAM)
    assert reply == Unfinished((finding,))
