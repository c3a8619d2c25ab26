"""Got it, a question, a problem, an answer, a survey: from the press to the row and the reply."""

from bot.journal.port import Attempt, Job
from graph.errors import Unavailable
from playbook.mailing import post_key
from playbook.records import Concern, PostState, Sheet, SurveyAnswer
from tests.delivery.still import StillOffice, opened
from tests.desk.turns import Counter, actions, channel, chat, payload, words
from tests.playbook.firm import Firm
from tests.playbook.rollout import (
    GROUP,
    PILOT,
    SURVEY,
    TEAM,
    WAVE,
    addressed,
    announced,
    at,
    raised,
    surveyed,
    team_of,
)

CHANGE = "CHG-0001"
IN_CHANNEL = channel("19:all", "m7")


def concerns(office: StillOffice) -> tuple[Concern, ...]:
    dossier = office.org.records.dossier(CHANGE)
    assert dossier is not None
    return dossier.concerns


async def ask(office: StillOffice, kind: str, text: str, person: str = "aaron") -> None:
    desk = Counter(office)
    form = await desk.ask(person, "concern.form", {"kind": kind, "wave": WAVE}, at=IN_CHANNEL)
    said = {"text": text}
    await desk.send(person, "concern.raise", payload(form, "concern.raise"), said, at=IN_CHANNEL)


async def test_a_question_is_kept_with_the_conversation_that_teams_signed_for() -> None:
    office = await opened(announced())

    await ask(office, "Question", "Where is the folder?")

    (concern,) = concerns(office)
    assert (concern.text, concern.by.name) == ("Where is the folder?", "Aaron")
    assert (concern.conversation, concern.owner.name) == ("19:all", "Nora")


async def test_a_question_that_says_nothing_comes_back_as_the_form() -> None:
    office = await opened(announced())
    desk = Counter(office)
    form = await desk.ask("aaron", "concern.form", {"kind": "Question", "wave": WAVE})

    back = await desk.send("aaron", "concern.raise", payload(form, "concern.raise"))

    assert payload(back, "concern.raise") == payload(form, "concern.raise")
    assert not concerns(office)


async def test_a_form_for_a_wave_that_is_gone_says_so_instead() -> None:
    office = await opened(announced())

    card = await Counter(office).ask(
        "aaron", "concern.form", {"kind": "Problem", "wave": f"{WAVE}9"}
    )

    assert "concern.raise" not in str(card)


async def test_the_owner_answers_on_the_card_and_anybody_else_is_told_who_does() -> None:
    made = announced()
    concern = raised(made)
    office = await opened(made)
    desk = Counter(office)
    said = {"concern": concern.key, "answer": "In Files."}

    refused = await desk.press("stranger", "concern.answer", said)
    await desk.press("nora", "concern.answer", said)

    assert "Nora" in words(refused)
    assert concerns(office)[0].answer == "In Files."


async def test_in_a_dialog_the_answer_is_the_next_page_with_buttons_that_work_there() -> None:
    made = announced()
    concern = raised(made)
    office = await opened(made)
    desk = Counter(office)

    page = await desk.ask("nora", "concern.show", {"concern": concern.key})
    done = await desk.send(
        "nora", "concern.answer", payload(page, "concern.answer"), {"answer": "X"}
    )

    assert set(actions(page)) == {"Action.Submit"}
    assert set(actions(done)) == {"Action.Submit"}
    assert concerns(office)[0].answered_by.name == "Nora"


async def mailed() -> tuple[StillOffice, Firm]:
    made = announced(PILOT.model_copy(update={"audience": GROUP}))
    addressed(made, team_of(3))
    return await opened(made), made


async def test_got_it_on_ones_own_message_is_marked_on_the_sheet_and_keeps_no_row_a_person() -> (
    None
):
    office, made = await mailed()
    sheet = office.sheet(f"{WAVE}/sheet/1")
    person = sheet.addressees[0].person.id

    card = await Counter(office).press(
        person, "announcement.gotit", {"wave": WAVE, "post": post_key(sheet, person)}
    )

    assert office.sheet(sheet.key).acknowledged == 1
    assert "announcement.gotit" not in str(card)
    assert office.org.workplace.people.keys() == made.workplace.people.keys()


async def test_got_it_while_the_lists_are_away_is_kept_and_written_once_they_are_back() -> None:
    office, _made = await mailed()
    sheet = office.sheet(f"{WAVE}/sheet/1")
    person = sheet.addressees[0].person.id
    kept: list[Job] = []

    async def run(job: Job, _attempt: Attempt) -> None:
        kept.append(job)

    await office.org.journal.open(run)
    office.lists.faults.append(Unavailable("away"))
    card = await Counter(office).press(
        person, "announcement.gotit", {"wave": WAVE, "post": post_key(sheet, person)}
    )
    await office.org.journal.settled()
    await office.org.journal.close()

    assert "Received, not yet saved" in words(card)
    assert office.sheet(sheet.key).acknowledged == 0
    assert [job.kind for job in kept] == ["write"]


async def test_a_press_on_a_message_in_doubt_proves_that_it_came() -> None:
    office, _made = await mailed()
    sheet = office.sheet(f"{WAVE}/sheet/1")
    doubt = tuple(one.model_copy(update={"state": PostState.UNKNOWN}) for one in sheet.addressees)
    await office.put(sheet.with_people(doubt))
    person = sheet.addressees[1].person.id

    form = {"kind": "Question", "wave": WAVE, "post": post_key(sheet, person)}
    await Counter(office).ask(person, "concern.form", form)

    states = {one.person.id: one.state for one in office.sheet(sheet.key).addressees}
    assert states.pop(person) is PostState.SENT
    assert set(states.values()) == {PostState.UNKNOWN}


async def test_two_taps_answer_the_survey_and_the_form_has_the_rest_with_what_was_chosen() -> None:
    office = await opened(surveyed())
    desk = Counter(office)
    chosen = {"feeling": "Half and half"}

    form = await desk.ask("aaron", "survey.form", {"survey": SURVEY}, chosen, at=IN_CHANNEL)
    await desk.send(
        "aaron", "survey.save", payload(form, "survey.save"), chosen, {"works": "Opening files."}
    )
    card = await desk.press(
        "aaron", "survey.answer", {"survey": SURVEY}, {"feeling": "It works well"}
    )

    assert "Half and half" in words(form)
    answer = office.org.records.record(SurveyAnswer, f"{SURVEY}/answer/aaron")
    assert answer is not None
    assert (answer.feeling, answer.works) == ("It works well", "Opening files.")
    assert "takes the place of the one before" in words(card)


async def test_a_survey_that_has_closed_opens_no_form() -> None:
    made = surveyed()
    at(made, 19, 9)
    office = await opened(made)

    card = await Counter(office).ask("aaron", "survey.form", {"survey": SURVEY})

    assert "survey.save" not in str(card)


async def test_somebody_from_elsewhere_whom_nobody_named_sees_no_plan() -> None:
    office = await opened(announced())
    desk = Counter(office, tenant="elsewhere")

    card = await desk.press("visitor", "plan.show", {"change": CHANGE})

    assert "Pilot" not in words(card)
    assert office.org.records.record(Sheet, f"{WAVE}/sheet/channel") is None


async def test_the_plan_and_its_rows_are_shown_to_who_asks() -> None:
    office = await opened(announced())
    desk = Counter(office)

    assert "Pilot: Production" in words(await desk.press("julie", "plan.show", {"change": CHANGE}))
    for verb, data in (
        ("wave.show", {"wave": WAVE}),
        ("row.show", {"row": f"{CHANGE}/risk/1"}),
        ("row.show", {"row": f"{CHANGE}/risk/9"}),
    ):
        card = await desk.press("julie", verb, data, at=channel(TEAM.key, "m1"))
        assert card["type"] == "AdaptiveCard"
    gone = await desk.press("julie", "plan.show", {"change": "CHG-0009"}, at=chat("julie"))
    assert "CHG-0009" in words(gone)
