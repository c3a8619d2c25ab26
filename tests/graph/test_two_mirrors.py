"""Two replicas on mirrors of different age, and people in the lists: one truth in the end."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from cards.by_hand import say
from graph.memory import MemoryLists
from graph.records import Conflict, Records, Saved
from graph.register import Register
from playbook.agenda import agenda
from playbook.by_hand import HandEdit
from playbook.commands import AnyCommand, Decide, File, Step
from playbook.decide import decide
from playbook.noticing import Notice, Taken, look
from playbook.outcome import Outcome
from playbook.records import (
    AuditEvent,
    ChangeRequest,
    Decision,
    Duty,
    Move,
    Person,
    Phase,
    Record,
    Setting,
    Verdict,
)
from playbook.standing import standing
from playbook.taking_up import taken_up
from tests.playbook.firm import DEV, JULIE, MARIE, PEOPLE, SAM, TENANT, form

KEY = "CHG-0001"
MIRRORS = st.sampled_from((0, 1))
TYPED: dict[type[Record], tuple[dict[str, object], ...]] = {
    Decision: (
        {"verdict": Verdict.APPROVED}, {"verdict": Verdict.DECLINED}, {"change": "CHG-0002"},
        {"comment": "As Dev would have it."}, {"key": "mine"}, {"by": DEV.who},
    ),
    Move: (
        {"to": Phase.APPROVED}, {"change": ""}, {"ordinal": 10**15}, {"ordinal": -1},
        {"to": Phase.CLOSED},
    ),
    AuditEvent: ({"change": "CHG-0002"}, {"result": "done twice"}),
    ChangeRequest: (
        {"status": Phase.APPROVED}, {"in_scope_systems": "All of it."},
        {"in_scope_systems": form().in_scope_systems},
        {"version": "9.deadbeef"}, {"sponsor": DEV.who}, {"sponsor": MARIE.who},
    ),
}  # fmt: skip
EDITS = st.sampled_from([(kind, typed) for kind, all_ in TYPED.items() for typed in all_])


class TwoMirrors(RuleBasedStateMachine):
    """What may happen to one change within minutes."""

    @initialize()
    def opened(self) -> None:
        self.run = asyncio.Runner()
        self.lists = MemoryLists()
        self.now = datetime(2026, 3, 9, 14, 0, tzinfo=UTC)
        self.both = [Records(self.lists, Register(tenant=TENANT)) for _ in (0, 1)]
        coordinator = Setting(key="coordinator", duty=Duty.COORDINATOR, holder=SAM.who)
        self.refresh(0)
        self.carry_out(0, lambda: Outcome(facts=(*PEOPLE, coordinator)))
        self.press(0, File(entered=form(), submit=True), JULIE)
        self.refresh(1)

    @rule(mirror=MIRRORS)
    def refreshed(self, mirror: int) -> None:
        self.refresh(mirror)

    @rule(mirror=MIRRORS, verdict=st.sampled_from(Verdict))
    def decided(self, mirror: int, verdict: Verdict) -> None:
        dossier = self.both[mirror].dossier(KEY)
        if dossier is not None:
            version = standing(dossier).version
            decide_so = Decide(change=KEY, version=version, verdict=verdict, comment="So be it.")
            self.press(mirror, decide_so, MARIE)

    @rule(mirror=MIRRORS, scope=st.sampled_from(("All of it.", "Half of it.")))
    def edited(self, mirror: int, scope: str) -> None:
        self.press(mirror, File(entered=form(key=KEY, in_scope_systems=scope), submit=True), JULIE)

    @rule(mirror=MIRRORS, to=st.sampled_from((Phase.PLANNING, Phase.PAUSED, Phase.CANCELLED)))
    def moved(self, mirror: int, to: Phase) -> None:
        dossier = self.both[mirror].dossier(KEY)
        if dossier is not None:
            ordinal = standing(dossier).ordinal + 1
            self.press(mirror, Step(change=KEY, to=to, ordinal=ordinal, reason="So."), JULIE)

    @rule(edit=EDITS, which=st.integers(0, 9))
    def touched(self, edit: tuple[type[Record], dict[str, object]], which: int) -> None:
        """Dev edits a row in Lists."""
        kind, typed = edit
        rows = self.rows(kind)
        if rows:
            row = rows[which % len(rows)]
            typed_over = row.model_copy(update=typed)
            if typed_over.key == row.key or typed_over.key not in {one.key for one in rows}:
                self.lists.touch(row.key, typed_over, DEV.who, self.now)

    @rule(kind=st.sampled_from((Decision, Move, AuditEvent)), which=st.integers(0, 9))
    def removed(self, kind: type[Record], which: int) -> None:
        """Somebody deletes a row in Lists."""
        rows = self.rows(kind)
        if rows:
            self.lists.remove(kind, rows[which % len(rows)].key)

    @rule(mirror=MIRRORS)
    def instant(self, mirror: int) -> None:
        """What Cutover does every half a minute."""
        self.now += timedelta(seconds=30)
        self.tick(mirror)

    def teardown(self) -> None:
        if not hasattr(self, "run"):
            return
        try:
            self.come_to_rest()
        finally:
            self.run.close()

    def come_to_rest(self) -> None:
        for _ in range(3):
            for mirror in (0, 1):
                self.now += timedelta(seconds=30)
                self.tick(mirror)
        one, other = self.both
        self.refresh(0)
        self.refresh(1)
        assert one.fingerprint() == other.fingerprint()
        dossier = one.dossier(KEY)
        assert dossier is not None
        where = standing(dossier)
        assert (dossier.change.status, dossier.change.version) == (where.phase, where.version)
        assert not dossier.unnoticed
        if where.phase in (Phase.APPROVED, Phase.PLANNING):
            assert where.decision is not None
            assert where.decision.verdict is Verdict.APPROVED
            assert where.decision.by.id == MARIE.key
        assert not agenda(dossier, one.workplace(), self.now).rows

    def rows(self, kind: type[Record]) -> list[Record]:
        (found,) = self.run.run(self.lists.changes({kind.KEPT_IN: None}))
        return [row.record for row in found.rows if type(row.record) is kind]

    def refresh(self, mirror: int) -> None:
        self.run.run(self.both[mirror].refresh())

    def press(self, mirror: int, command: AnyCommand, person: Person) -> None:
        records = self.both[mirror]

        def decided() -> Outcome:
            dossier = records.dossier(KEY)
            return decide(dossier, records.workplace(), command, person, self.now)

        self.carry_out(mirror, decided)

    def tick(self, mirror: int) -> None:
        """Everything is done in a few instants: nothing is in the way for good."""
        records = self.both[mirror]
        self.refresh(mirror)
        for _ in range(9):
            self.notice(mirror)
            dossier = records.dossier(KEY)
            assert dossier is not None
            if not agenda(dossier, records.workplace(), self.now):
                return
            self.carry_out(mirror, lambda: self.due(mirror))
        raise AssertionError("what is due never ends")

    def due(self, mirror: int) -> Outcome:
        dossier = self.both[mirror].dossier(KEY)
        assert dossier is not None
        return agenda(dossier, self.both[mirror].workplace(), self.now)

    def notice(self, mirror: int) -> None:
        records = self.both[mirror]
        for change in (KEY, ""):
            gone = self.gone(mirror, change)
            self.carry_out(mirror, lambda c=change, g=gone: self.noticed(mirror, c, g))  # type: ignore[misc]
            for record in gone:
                records.forget_gone(record)

    def gone(self, mirror: int, change: str) -> tuple[Record, ...]:
        records = self.both[mirror]
        dossier = records.dossier(change) if change else None
        return dossier.gone if dossier else records.workplace().gone

    def noticed(self, mirror: int, change: str, gone: tuple[Record, ...]) -> Outcome:
        records = self.both[mirror]
        dossier, workplace = records.dossier(change) if change else None, records.workplace()
        today = workplace.today(self.now)
        found = dossier.by_hand if dossier else workplace.by_hand
        edits = [edit for edit in found if not records.is_noticed(edit)]
        notices = [look(edit, dossier, workplace, today) for edit in edits]
        for record in gone:
            removal = HandEdit.removal(record)
            if not records.is_noticed(removal):
                notices.append(Notice(removal, Taken.GONE, change, record))
        said = [say(notice, dossier, today) for notice in notices]
        return taken_up(said, dossier, workplace, self.now) if said else Outcome()

    def carry_out(self, mirror: int, decided: Callable[[], Outcome]) -> None:
        """As Cutover does it: decided again where others were faster, and not for ever."""
        records = self.both[mirror]
        for _ in range(4):
            outcome = decided()
            if not outcome:
                return
            match self.run.run(records.carry_out(outcome)):
                case Saved():
                    return
                case Conflict():
                    self.refresh(mirror)
        raise AssertionError("others were faster every time")


TwoMirrors.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestTwoMirrors = TwoMirrors.TestCase
