"""Whatever is lost on the way to the lists, nobody hears of a wave twice, and nobody not at all."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from playbook import mailing
from playbook.commands import (
    AnswerConcern,
    AnswerSurvey,
    AnyCommand,
    FinishItem,
    KeepItem,
    KeepSurvey,
    MoveWave,
    Raise,
    Resolve,
)
from playbook.completing import projected
from playbook.fields import Who
from playbook.lateness import may_go
from playbook.records import (
    ActionItem,
    Concern,
    ConcernKind,
    Conversation,
    Feeling,
    Person,
    Post,
    PostState,
    Purpose,
    Record,
    Sheet,
    SheetState,
    Wave,
    WaveState,
)
from playbook.settling import settled
from playbook.waves import state_of
from tests.playbook.firm import ALEX, DEV, JULIE, SAM, Firm, form
from tests.playbook.rollout import (
    AARON,
    CHANNEL,
    GROUP,
    NORA,
    PILOT,
    PULSE,
    REVIEWED,
    SURVEY,
    addressed,
    at,
    scheduled,
    team_of,
    with_team,
)

A_MINUTE = timedelta(minutes=1)
ON_ITS_WAY = (PostState.CLAIMED, PostState.SENT, PostState.UNKNOWN)
ONCE = (
    Purpose.ANNOUNCEMENT, Purpose.ROLLBACK, Purpose.SURVEY, Purpose.COUNTS, Purpose.RESULTS,
    Purpose.QUESTION, Purpose.PROBLEM, Purpose.ANSWERED,
)  # fmt: skip
LANDED = st.lists(st.booleans(), min_size=7, max_size=7)
"""Which rows of an outcome the lists take, after the first, which all others depend on."""
ALL_LANDED = [True] * 7
ENDS = st.sampled_from([PostState.SENT, PostState.SENT, PostState.UNKNOWN, PostState.REFUSED])
OTHER = Conversation(key="19:other", name="Production", kind="channel")
PLACES = st.sampled_from([PILOT.channel, Who(id=OTHER.key, name=OTHER.name)])
SECOND = PILOT.model_copy(
    update={"key": "CHG-0001/wave/2", "audience": GROUP, "announce_on": date(2026, 3, 10)}
)
WAVES = st.sampled_from([PILOT.key, SECOND.key])
STAFF = team_of(3)


class Rollout(RuleBasedStateMachine):
    """Two firms live the same days; in one of them, writes are lost."""

    def __init__(self) -> None:
        super().__init__()
        self.calm = with_team(scheduled(PILOT, SECOND))
        self.calm.put(OTHER, *STAFF)
        at(self.calm, 10, 8)
        self.calm.press(KeepSurvey(row=PULSE), JULIE)
        self.hit = Firm(dict(self.calm.rows), self.calm.now)
        self.letters: Counter[tuple[str, str]] = Counter()
        self.raised = 0

    def both(self) -> tuple[Firm, Firm]:
        return self.calm, self.hit

    def press(self, command: AnyCommand, person: Person, landed: list[bool]) -> None:
        self.pass_time(A_MINUTE)
        self.calm.press(command, person)
        self.hit.write(self.hit.decided(command, person), landing(landed))
        self.settle(landed)

    def settle(self, landed: list[bool]) -> None:
        """The agenda does what is left to do; and one who looked before has nothing to add."""
        earlier = self.calm.due()
        self.calm.tick()
        assert {(type(row), row.key) for row in earlier.facts} <= self.calm.rows.keys()
        self.hit.tick(landing(landed))

    def pass_time(self, passed: timedelta) -> None:
        for made in self.both():
            made.now += passed

    @rule(wave=WAVES, choice=st.integers(0, 3), landed=LANDED)
    def a_wave_is_moved(self, wave: str, choice: int, landed: list[bool]) -> None:
        dossier = self.calm.dossier()
        row = dossier.wave(wave)
        assert row is not None
        where = state_of(dossier, row)
        to = where.steps[choice % len(where.steps)]
        stops = WaveState.PAUSED in (to, where.state)
        command = MoveWave(wave=wave, to=to, ordinal=where.ordinal + 1, reason="So.")
        self.press(command, DEV if stops else ALEX, landed)

    @rule(complete=st.booleans())
    def the_risk_is_reviewed_or_not(self, complete: bool) -> None:
        for made in self.both():
            made.put(REVIEWED if complete else REVIEWED.model_copy(update={"reviewed_on": None}))

    @rule(scope=st.sampled_from([form().in_scope_systems, ""]), landed=LANDED)
    def the_scope_is_edited_in_the_list(self, scope: str, landed: list[bool]) -> None:
        for made in self.both():
            made.edit_by_hand(in_scope_systems=scope)
        self.settle(landed)

    @rule(wave=WAVES, channel=PLACES, day=st.integers(9, 15), landed=LANDED)
    def a_wave_is_edited_in_the_list(
        self, wave: str, channel: Who, day: int, landed: list[bool]
    ) -> None:
        edited = {"channel": channel, "announce_on": date(2026, 3, day), "status": "Held"}
        for made in self.both():
            row = made.rows[Wave, wave]
            made.put(row.model_copy(update=edited))
        self.settle(landed)

    @rule(
        wave=WAVES,
        kind=st.sampled_from(ConcernKind),
        by=st.sampled_from([AARON, NORA]),
        there=st.sampled_from([CHANNEL.key, "a:aaron"]),
        landed=LANDED,
    )
    def somebody_asks(
        self, wave: str, kind: ConcernKind, by: Person, there: str, landed: list[bool]
    ) -> None:
        self.raised += 1
        named = f"f{self.raised}"
        command = Raise(wave=wave, kind=kind, text="Why?", form=named, conversation=there)
        self.press(command, by, landed)

    @rule(choice=st.integers(0, 9), by=st.sampled_from([NORA, ALEX, AARON]), landed=LANDED)
    def somebody_answers(self, choice: int, by: Person, landed: list[bool]) -> None:
        concerns = self.calm.all(Concern)
        if concerns:
            concern = concerns[choice % len(concerns)]
            self.press(AnswerConcern(concern=concern.key, text="So."), by, landed)

    @rule(by=st.sampled_from(STAFF), feeling=st.sampled_from(Feeling), landed=LANDED)
    def somebody_tells_how_it_goes(self, by: Person, feeling: Feeling, landed: list[bool]) -> None:
        self.press(AnswerSurvey(survey=SURVEY, feeling=feeling), by, landed)

    @rule(number=st.integers(1, 2))
    def an_item_is_made(self, number: int) -> None:
        key = f"CHG-0001/item/{number}"
        item = ActionItem(
            key=key, change="CHG-0001", what="Call", owner=NORA.who, due=date(2026, 12, 1)
        )
        # A row tells nobody who typed it, so its audit event is not made up afterwards.
        self.press(KeepItem(row=item), NORA, ALL_LANDED)

    @rule(number=st.integers(1, 2), landed=LANDED)
    def an_item_is_done(self, number: int, landed: list[bool]) -> None:
        self.press(FinishItem(item=f"CHG-0001/item/{number}"), NORA, landed)

    @rule(hours=st.integers(0, 60), state=ENDS, most=st.integers(0, 3), landed=LANDED)
    def time_passes_and_teams_takes_what_may_go(
        self, hours: int, state: PostState, most: int, landed: list[bool]
    ) -> None:
        self.pass_time(timedelta(hours=hours))
        self.settle(landed)
        for wave in mailing.to_address(self.calm.dossier()):
            for made in self.both():
                addressed(made, STAFF, wave.key)
        for made in self.both():
            self._send_posts(made, state)
            for sheet in mailing.due_sheets(made.dossier(), made.now):
                self._work_through(made, sheet, state, most)
        self.pass_time(A_MINUTE)
        self.settle(landed)

    def _send_posts(self, made: Firm, state: PostState) -> None:
        for post in made.all(Post):
            goes = may_go(post, made.workplace, made.now) == made.now
            if post.state is PostState.CLAIMED and goes:
                made.put(settled(post, state, made.now, message=f"m/{post.conversation}"))

    def _work_through(self, made: Firm, sheet: Sheet, state: PostState, most: int) -> None:
        people = list(sheet.addressees)
        for place, one in enumerate(people[:most]):
            if one.state is PostState.CLAIMED:
                people[place] = one.model_copy(update={"state": state})
                self.letters[sheet.about, one.person.id] += made is self.calm
        made.put(mailing.told(made.dossier(), sheet, people))

    @rule(choice=st.integers(0, 9), arrived=st.booleans(), landed=LANDED)
    def somebody_says_whether_it_arrived(
        self, choice: int, arrived: bool, landed: list[bool]
    ) -> None:
        dossier = self.calm.dossier()
        doubts = [post.key for post in dossier.posts if post.state is PostState.UNKNOWN]
        doubts += [
            mailing.post_key(sheet, one.person.id) for sheet, one in mailing.in_doubt(dossier)
        ]
        if doubts:
            command = Resolve(post=doubts[choice % len(doubts)], arrived=arrived)
            self.press(command, SAM, landed)
            # Where the sheet's row was lost, the person is asked once more and says the same.
            self.hit.press(command, SAM)
            self.settle(landed)

    @invariant()
    def both_firms_have_the_same_rows(self) -> None:
        assert seen(self.hit) == seen(self.calm)

    @invariant()
    def nothing_is_left_to_do(self) -> None:
        for made in self.both():
            assert not made.due()

    @invariant()
    def the_columns_that_people_read_tell_what_the_facts_tell(self) -> None:
        dossier = self.calm.dossier()
        assert projected(dossier) == dossier.change
        for wave in dossier.waves:
            assert wave.status is state_of(dossier, wave).state

    @invariant()
    def nobody_is_sent_the_same_thing_twice(self) -> None:
        sent = Counter(
            (post.purpose, post.about, post.receiver.id or post.conversation)
            for made in self.both()
            for post in made.all(Post)
            if post.state in ON_ITS_WAY and post.purpose in ONCE
        )
        assert set(sent.values()) <= {2}, "once in each of the two firms"
        assert set(self.letters.values()) <= {1}

    @invariant()
    def a_pause_and_its_end_are_told_once_each(self) -> None:
        dossier = self.calm.dossier()
        for wave in dossier.waves:
            where = state_of(dossier, wave)
            told = Counter(
                post.receiver.id or post.conversation
                for post in dossier.posts
                if post.purpose is Purpose.PAUSED
                and post.about == wave.key
                and post.state in ON_ITS_WAY
            )
            assert max(told.values(), default=0) <= 2 * where.pauses

    @invariant()
    def nothing_waits_to_be_sent_of_a_wave_that_is_stopped(self) -> None:
        dossier = self.calm.dossier()
        for wave in dossier.waves:
            if state_of(dossier, wave).state is not WaveState.ANNOUNCED:
                waits = {
                    post.purpose
                    for post in dossier.posts
                    if post.about == wave.key and post.state is PostState.CLAIMED
                }
                assert not waits & {Purpose.ANNOUNCEMENT, Purpose.ROLLBACK}
                assert not any(
                    sheet.about == wave.key for sheet in mailing.due_sheets(dossier, self.calm.now)
                )

    @invariant()
    def who_is_on_a_sheet_is_on_one(self) -> None:
        dossier = self.calm.dossier()
        for wave in dossier.waves:
            sheets = mailing.sheets_of(dossier, wave)
            people = [one.person.id for sheet in sheets for one in sheet.addressees]
            assert sorted(people) in ([], [who.key for who in STAFF])
            assert all(
                sheet.state is not SheetState.DONE
                or all(one.state is not PostState.CLAIMED for one in sheet.addressees)
                for sheet in sheets
            )


def landing(landed: list[bool]) -> Callable[[int], bool]:
    return lambda place: landed[place % len(landed)]


def seen(made: Firm) -> tuple[dict[tuple[type[Record], str], Record], Counter[Post]]:
    """All rows; posts without their ordinals, which follow the order in which they were claimed,
    and acts without their places in their chain, which do the same.
    """
    others = {key: row for key, row in made.said.items() if key[0] is not Post}
    posts = Counter(
        post.model_copy(update={"key": post.key.rpartition("/")[0], "detail": ""})
        for post in made.all(Post)
    )
    return others, posts


TestRollout = Rollout.TestCase
TestRollout.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
