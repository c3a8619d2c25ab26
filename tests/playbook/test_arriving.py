"""Arriving, leaving, and being set up."""

import pytest

from playbook.arriving import met, set_up
from playbook.commands import Arrive, KnowChannels, Leave, SetUp
from playbook.fields import Who
from playbook.outcome import Reason, Refusal, SetUpDone
from playbook.records import Conversation, Duty, Person, Post, Purpose, Setting
from tests.playbook.firm import ALEX, DEV, JULIE, MARIE, SAM, TENANT, Firm, arriving, firm

CHANNEL = Arrive(
    conversation="19:general@thread.tacv2", kind="channel", name="General", team="19:team"
)


def greetings(made: Firm) -> list[Purpose]:
    return [post.purpose for post in made.all(Post)]


def test_somebody_who_adds_cutover_is_greeted_once_though_teams_says_so_twice() -> None:
    made = Firm()
    newcomer = Person(key="new", name="New", tenant=TENANT, teams="29:new")
    made.press(arriving(newcomer), newcomer)
    outcome = made.decided(arriving(newcomer), newcomer)
    assert not outcome
    assert greetings(made) == [Purpose.HELLO]
    known = made.workplace.people["new"]
    assert (known.installed, known.conversation, known.teams) == ("yes", "a:new", "29:new")


def test_somebody_whom_cutover_reached_with_a_question_is_not_greeted_on_top_of_it() -> None:
    made = Firm()
    reached = Person(key="new", name="New", tenant=TENANT, teams="29:new")
    for _twice in range(2):
        made.press(arriving(reached).model_copy(update={"awaited": True}), reached)
        assert greetings(made) == []
    made.press(arriving(reached), reached)
    assert greetings(made) == []
    assert made.workplace.people["new"].installed == "yes"


@pytest.mark.parametrize(
    ("command", "purpose"),
    [
        (CHANNEL, Purpose.SET_UP),
        (CHANNEL.model_copy(update={"kind": "group"}), Purpose.HELLO),
    ],
)
def test_a_shared_place_hears_from_cutover_once(command: Arrive, purpose: Purpose) -> None:
    made = firm()
    made.press(command, JULIE)
    made.press(command, DEV)
    assert greetings(made) == [purpose]
    assert [place.kind for place in made.all(Conversation)] == [command.kind]


def test_where_cutover_was_removed_nothing_is_sent_until_it_is_back() -> None:
    made = firm()
    made.press(CHANNEL, JULIE)
    made.press(Leave(conversation=CHANNEL.conversation, kind="channel"), JULIE)
    assert [place.present for place in made.all(Conversation)] == ["no"]
    made.press(CHANNEL, JULIE)
    assert [place.present for place in made.all(Conversation)] == ["yes"]
    assert greetings(made) == [Purpose.SET_UP]


def test_out_of_a_team_cutover_is_out_of_all_its_channels_and_back_in_all() -> None:
    made = firm()
    team = CHANNEL.model_copy(update={"channels": {"19:it": "IT project"}})
    made.press(team, JULIE)
    made.press(Leave(conversation=CHANNEL.conversation, kind="channel", team="19:team"), JULIE)
    assert [place.present for place in made.all(Conversation)] == ["no", "no"]
    made.press(team, JULIE)
    assert [place.present for place in made.all(Conversation)] == ["yes", "yes"]


def test_channels_that_come_are_renamed_or_go_are_known_and_nobody_is_greeted_for_it() -> None:
    made = firm()
    made.press(CHANNEL.model_copy(update={"channels": {"19:it": "IT project"}}), JULIE)
    now = KnowChannels(
        team="19:team", channels={CHANNEL.conversation: "Everybody", "19:new": "Floor"}
    )
    made.press(now, DEV)
    known = {place.key: (place.name, place.present) for place in made.all(Conversation)}
    assert known == {
        CHANNEL.conversation: ("Everybody", "yes"),
        "19:it": ("IT project", "no"),
        "19:new": ("Floor", "yes"),
    }
    assert greetings(made) == [Purpose.SET_UP]
    assert not made.decided(now, DEV)


def test_somebody_who_removes_the_app_cannot_be_reached_there_any_more() -> None:
    made = firm()
    made.press(Leave(conversation="a:marie", kind="personal"), MARIE)
    gone = made.workplace.people["marie"]
    assert (gone.installed, gone.conversation, gone.name) == ("no", "", "Marie")
    assert not made.decided(Leave(conversation="a:marie", kind="personal"), MARIE)


@pytest.mark.parametrize("kind", ["personal", "channel", "group"])
def test_leaving_a_place_that_nobody_knew_changes_nothing(kind: str) -> None:
    command = Leave.model_validate({"conversation": "x", "kind": kind})
    stranger = Person(key="new", tenant=TENANT)
    assert not firm().decided(command, stranger)


def test_coming_back_keeps_what_was_known_of_a_person() -> None:
    made = firm()
    made.put(DEV.model_copy(update={"zone": "America/Vancouver", "language": "fr-CA"}))
    made.press(Leave(conversation="a:dev", kind="personal"), DEV)
    made.press(arriving(DEV), DEV)
    back = made.workplace.people["dev"]
    assert (back.zone, back.language, back.installed) == ("America/Vancouver", "fr-CA", "yes")


def test_what_a_request_tells_of_a_person_is_kept_where_it_is_new() -> None:
    made = firm()
    assert not met(made.workplace, DEV)
    assert not met(made.workplace, Person(key="dev"))
    (kept,) = met(made.workplace, Person(key="dev", name="Dev P.")).edits
    assert kept == DEV.model_copy(update={"name": "Dev P."})
    newcomer = Person(key="new", name="New", tenant=TENANT)
    assert met(made.workplace, newcomer).facts == (newcomer,)


def test_set_up_keeps_who_does_what_and_changes_only_what_is_new() -> None:
    made = firm()
    command = SetUp(holders={Duty.LEAD: ALEX.who, Duty.COORDINATOR: JULIE.who, Duty.SUPPORT: Who()})
    outcome = set_up(made.workplace, command, SAM)
    assert outcome.reply == SetUpDone()
    assert outcome.edits == (Setting(key="coordinator", duty=Duty.COORDINATOR, holder=JULIE.who),)
    assert [row.key for row in outcome.facts] == ["support"]
    made.press(command, SAM)
    assert made.workplace.holder(Duty.COORDINATOR) == JULIE.who
    assert not made.decided(command, JULIE)


def test_once_set_up_only_those_in_charge_change_who_does_what() -> None:
    made = firm()
    command = SetUp(holders={Duty.SPONSOR: DEV.who})
    outcome = set_up(made.workplace, command, DEV)
    assert isinstance(outcome.reply, Refusal)
    assert outcome.reply.reason is Reason.NOT_YOURS_TO_SET_UP
    assert SAM.who in outcome.reply.can_act
    assert not outcome
    assert set_up(made.workplace, command, SAM).reply == SetUpDone()


def test_the_first_set_up_is_anybodys_of_the_organisation() -> None:
    assert set_up(Firm().workplace, SetUp(holders={Duty.LEAD: DEV.who}), DEV).facts
