"""Whatever is lost on the way to the lists, the process ends where it ends undisturbed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from playbook.commands import AnyCommand, Decide, File, Leave, Resolve
from playbook.completing import projected
from playbook.records import ChangeRequest, Decision, Person, Phase, Post, PostState, Verdict
from playbook.standing import standing
from playbook.stepping import open_steps
from tests.playbook.firm import (
    ALEX,
    DEV,
    JULIE,
    MARIE,
    PEOPLE,
    SAM,
    Firm,
    arriving,
    firm,
    form,
    next_step,
)

ON_ITS_WAY = (PostState.CLAIMED, PostState.SENT, PostState.UNKNOWN)
LANDED = st.lists(st.booleans(), min_size=7, max_size=7)
"""Which rows of an outcome the lists take, after the first, which all others depend on."""
SCOPES = st.fixed_dictionaries(
    {
        "in_scope_systems": st.sampled_from(["Files.", "Files and mail.", "Files, mail.", ""]),
        "sponsor": st.sampled_from([MARIE.who, DEV.who]),
    }
)
MOSTLY = st.sampled_from([True, True, True, False])
ANYBODY = st.sampled_from(PEOPLE)


def landing(landed: list[bool]) -> Callable[[int], bool]:
    return lambda place: landed[place % len(landed)]


class Interruptions(RuleBasedStateMachine):
    """Two firms live the same days; in one of them, writes are lost."""

    def __init__(self) -> None:
        super().__init__()
        self.calm = firm()
        self.hit = firm()
        self.versions: list[str] = [""]

    @initialize(submit=MOSTLY, lead=st.sampled_from([ALEX, MARIE, JULIE]), landed=LANDED)
    def begin(self, submit: bool, lead: Person, landed: list[bool]) -> None:
        for made in self.both():
            made.rows = firm(lead=lead).rows
        self.press(File(entered=form(), submit=submit), JULIE, landed, again=True)

    def both(self) -> tuple[Firm, Firm]:
        return self.calm, self.hit

    def press(self, command: AnyCommand, person: Person, landed: list[bool], again: bool) -> None:
        """Press in both firms. Where rows are lost, the journal or the person presses again, or
        the agenda alone finishes what was begun."""
        self.calm.press(command, person)
        self.calm.tick()
        self.hit.write(self.hit.decided(command, person), landing(landed))
        if again:
            self.hit.press(command, person)
        self.settle(landed)

    def settle(self, landed: list[bool]) -> None:
        self.calm.tick()
        self.hit.tick(landing(landed))
        version = self.calm.standing().version
        if version not in self.versions:
            self.versions.append(version)

    @rule(scope=SCOPES, submit=MOSTLY, by=st.sampled_from([JULIE, ALEX, DEV]), landed=LANDED)
    def edit(self, scope: dict[str, Any], submit: bool, by: Person, landed: list[bool]) -> None:
        entered = form(key="CHG-0001", **scope)
        self.press(File(entered=entered, submit=submit), by, landed, again=True)

    @rule(verdict=st.sampled_from(Verdict), landed=LANDED, again=st.booleans())
    def the_sponsor_decides(self, verdict: Verdict, landed: list[bool], again: bool) -> None:
        sponsor = self.calm.workplace.people[self.calm.change().sponsor.id]
        self.press(self.answer(self.versions[-1], verdict), sponsor, landed, again)

    @rule(by=ANYBODY, verdict=st.sampled_from(Verdict), choice=st.integers(0, 9), landed=LANDED)
    def anybody_decides(
        self, by: Person, verdict: Verdict, choice: int, landed: list[bool]
    ) -> None:
        version = self.versions[choice % len(self.versions)]
        self.press(self.answer(version, verdict), by, landed, again=False)

    def answer(self, version: str, verdict: Verdict) -> Decide:
        return Decide(change="CHG-0001", version=version, verdict=verdict, comment="Because.")

    @rule(choice=st.integers(0, 9), landed=LANDED, again=st.booleans())
    def step(self, choice: int, landed: list[bool], again: bool) -> None:
        steps = open_steps(self.calm.dossier(), self.calm.workplace, JULIE)
        usual_first = (steps[0], *steps)
        command = next_step(self.calm, usual_first[choice % len(usual_first)])
        self.press(command, JULIE, landed, again)

    @rule(by=ANYBODY, to=st.sampled_from(Phase), landed=LANDED)
    def anybody_steps(self, by: Person, to: Phase, landed: list[bool]) -> None:
        self.press(next_step(self.calm, to), by, landed, again=False)

    @rule(scope=SCOPES, landed=LANDED)
    def edit_in_the_list(self, scope: dict[str, Any], landed: list[bool]) -> None:
        for made in self.both():
            made.edit_by_hand(**scope)
        self.settle(landed)

    @rule(status=st.sampled_from(Phase), version=st.sampled_from(["", "7.made-up"]), landed=LANDED)
    def edit_a_projection_in_the_list(
        self, status: Phase, version: str, landed: list[bool]
    ) -> None:
        for made in self.both():
            made.edit_by_hand(status=status, version=version)
        self.settle(landed)

    @rule(
        state=st.sampled_from([PostState.SENT, PostState.UNKNOWN, PostState.REFUSED]), landed=LANDED
    )
    def deliver(self, state: PostState, landed: list[bool]) -> None:
        for made in self.both():
            made.deliver(state)
        self.settle(landed)

    @rule(choice=st.integers(0, 9), arrived=st.booleans(), landed=LANDED, again=st.booleans())
    def resolve(self, choice: int, arrived: bool, landed: list[bool], again: bool) -> None:
        doubts = sorted(post.key for post in self.calm.all(Post) if post.state is PostState.UNKNOWN)
        if doubts:
            post = doubts[choice % len(doubts)]
            about_no_change = post.startswith("hello/")
            again = again or about_no_change
            self.press(Resolve(post=post, arrived=arrived), SAM, landed, again)

    @rule(who=st.sampled_from([MARIE, DEV, ALEX]))
    def come_or_go(self, who: Person) -> None:
        here = self.calm.workplace.people[who.key].installed == "yes"
        leaving = Leave(conversation=f"a:{who.key}", kind="personal")
        command = leaving if here else arriving(who)
        self.press(command, who, [True] * 7, again=True)

    @rule(hours=st.integers(1, 30), landed=LANDED)
    def later(self, hours: int, landed: list[bool]) -> None:
        for made in self.both():
            made.now += timedelta(hours=hours)
        self.settle(landed)

    @invariant()
    def both_firms_have_the_same_rows(self) -> None:
        assert self.hit.said == self.calm.said

    @invariant()
    def nothing_is_left_to_do(self) -> None:
        for made in self.both():
            assert all(not made.due(change.key) for change in made.all(ChangeRequest))

    @invariant()
    def the_columns_that_people_read_tell_what_the_facts_tell(self) -> None:
        for change in self.calm.all(ChangeRequest):
            assert projected(self.calm.dossier(change.key)) == change

    @invariant()
    def nobody_is_sent_the_same_thing_twice(self) -> None:
        sent = [
            (post.purpose, post.subject, post.receiver.id, post.version)
            for post in self.calm.all(Post)
            if post.state in ON_ITS_WAY
        ]
        assert len(sent) == len(set(sent))

    @invariant()
    def every_decision_is_its_sponsors_and_told_to_others_only(self) -> None:
        for decision in self.calm.all(Decision):
            assert decision.by in (MARIE.who, DEV.who)
        for change in self.calm.all(ChangeRequest):
            where = standing(self.calm.dossier(change.key))
            told = {
                post.receiver.id
                for post in self.calm.dossier(change.key).posts
                if post.purpose == "decided" and post.version == where.version
            }
            if where.decision:
                listeners = {change.requester.id, change.lead.id} - {where.decision.by.id}
                assert told == listeners

    @invariant()
    def work_goes_on_only_on_what_was_approved(self) -> None:
        for change in self.calm.all(ChangeRequest):
            where = standing(self.calm.dossier(change.key))
            if where.phase in (Phase.PLANNING, Phase.PILOT, Phase.ROLLING_OUT, Phase.CLOSED):
                assert where.decision is not None
                assert where.decision.verdict is Verdict.APPROVED


TestInterruptions = Interruptions.TestCase
TestInterruptions.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
