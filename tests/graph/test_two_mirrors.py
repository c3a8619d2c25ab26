"""Two replicas on mirrors of different age, and people in the lists: one truth in the end."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from playbook.commands import Decide, File, Step
from playbook.records import (
    AuditEvent,
    ChangeRequest,
    Decision,
    Duty,
    Move,
    Phase,
    Record,
    Setting,
    Verdict,
)
from playbook.standing import standing
from tests.graph.mirrors import KEY, Mirrors
from tests.playbook.firm import DEV, JULIE, MARIE, SAM, form

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


class TwoMirrors(Mirrors):
    """What may happen to one change within minutes."""

    @initialize()
    def opened(self) -> None:
        self.open(Setting(key="coordinator", duty=Duty.COORDINATOR, holder=SAM.who))
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

    def come_to_rest(self) -> None:
        super().come_to_rest()
        where = standing(self.dossier())
        if where.phase in (Phase.APPROVED, Phase.PLANNING):
            assert where.decision is not None
            assert where.decision.verdict is Verdict.APPROVED
            assert where.decision.by.id == MARIE.key


TwoMirrors.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestTwoMirrors = TwoMirrors.TestCase
