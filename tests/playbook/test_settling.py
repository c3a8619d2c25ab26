"""What became of a post that may or may not have arrived."""

import pytest

from playbook.commands import Resolve
from playbook.outcome import PostResolved, Reason, Refusal
from playbook.records import Person, Post, PostState, Purpose
from playbook.settling import in_doubt, proved, settled
from tests.playbook.firm import ALEX, DEV, JULIE, MARIE, NOW, SAM, TENANT, Firm, arriving, waiting

KEY = "approval/CHG-0001/marie/1"


def doubtful() -> Firm:
    made = waiting()
    made.deliver(PostState.UNKNOWN)
    made.tick()
    return made


def test_what_is_in_doubt_is_listed_and_not_sent_again_by_itself() -> None:
    made = doubtful()
    assert [post.key for post in in_doubt(made.dossier())] == [KEY]
    assert len(made.posts(Purpose.APPROVAL)) == 1


@pytest.mark.parametrize("person", [JULIE, ALEX, SAM])
def test_those_who_run_the_change_may_say_that_it_arrived(person: Person) -> None:
    made = doubtful()
    assert made.press(Resolve(post=KEY, arrived=True), person) == PostResolved(KEY, arrived=True)
    (post,) = made.posts(Purpose.APPROVAL)
    assert post.state is PostState.SENT
    assert in_doubt(made.dossier()) == ()


def test_what_did_not_arrive_is_sent_again_under_the_next_ordinal() -> None:
    made = doubtful()
    assert made.press(Resolve(post=KEY, arrived=False), ALEX) == PostResolved(KEY, arrived=False)
    first, second = made.posts(Purpose.APPROVAL)
    assert (first.state, second.state) == (PostState.SUPERSEDED, PostState.CLAIMED)
    assert second.key == "approval/CHG-0001/marie/2"
    assert (second.version, second.receiver) == (first.version, first.receiver)
    assert not made.due()


@pytest.mark.parametrize("person", [DEV, MARIE])
def test_others_are_told_who_can_say(person: Person) -> None:
    made = doubtful()
    reply = made.press(Resolve(post=KEY, arrived=False), person)
    assert isinstance(reply, Refusal)
    assert reply.reason is Reason.NOT_YOURS_TO_RESOLVE
    assert reply.can_act == (JULIE.who, ALEX.who, SAM.who)
    assert len(made.posts(Purpose.APPROVAL)) == 1


@pytest.mark.parametrize("state", [PostState.SENT, PostState.REFUSED, PostState.SUPERSEDED])
def test_what_is_not_in_doubt_is_not_resolved(state: PostState) -> None:
    made = waiting()
    made.put(settled(made.posts(Purpose.APPROVAL)[0], state, NOW))
    outcome = made.decided(Resolve(post=KEY, arrived=False), ALEX)
    assert outcome.reply == Refusal(Reason.NOT_IN_DOUBT, "CHG-0001")
    assert not outcome


@pytest.mark.parametrize("post", ["", "nonsense", "approval/CHG-0001/marie/9", "hello/x/y/1"])
def test_a_post_that_is_not_there_is_said_not_to_be_there(post: str) -> None:
    outcome = doubtful().decided(Resolve(post=post, arrived=False), ALEX)
    assert outcome.reply == Refusal(Reason.NO_SUCH_RECORD, post)
    assert not outcome


def test_a_press_proves_that_its_card_arrived() -> None:
    made = doubtful()
    (post,) = made.posts(Purpose.APPROVAL)
    (sent,) = proved(post, "m7", "a:marie", NOW).edits
    assert isinstance(sent, Post)
    assert (sent.state, sent.message, sent.conversation) == (PostState.SENT, "m7", "a:marie")
    assert not proved(sent, "m7", "a:marie", NOW)
    assert not proved(None, "m7", "a:marie", NOW)


def test_a_greeting_in_doubt_is_resolved_by_the_organisations_lead_or_coordinator() -> None:
    made = waiting()
    newcomer = Person(key="new", name="New", tenant=TENANT)
    made.press(arriving(newcomer), newcomer)
    hello = next(post for post in made.all(Post) if post.purpose is Purpose.HELLO)
    made.put(settled(hello, PostState.UNKNOWN, NOW))
    refused = made.press(Resolve(post=hello.key, arrived=False), JULIE)
    assert isinstance(refused, Refusal)
    made.press(Resolve(post=hello.key, arrived=False), SAM)
    states = [post.state for post in made.all(Post) if post.purpose is Purpose.HELLO]
    assert states == [PostState.SUPERSEDED, PostState.CLAIMED]


def test_detail_is_cut_to_what_its_column_holds() -> None:
    (post,) = waiting().posts(Purpose.APPROVAL)
    assert len(settled(post, PostState.REFUSED, NOW, detail="x" * 900).detail) == 255
