"""Five approvers, their delegates, double presses, edits, second thoughts and restarts, on two
replicas with stale mirrors: one decision each, and a state that some order one by one would give.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from graph.records import Conflict
from playbook.approval import approver_of
from playbook.approving import may_withdraw
from playbook.commands import AnyCommand, Decide, File, Step, Withdraw
from playbook.decide import decide
from playbook.dossier import Dossier
from playbook.outcome import Outcome, Refusal
from playbook.records import (
    ApprovalPolicy,
    ChangeRequest,
    Decision,
    Delegation,
    Duty,
    Move,
    Person,
    Phase,
    Quorum,
    Setting,
    Verdict,
    Withdrawal,
)
from playbook.standing import approval_on, standing
from playbook.workplace import Workplace
from tests.graph.mirrors import KEY, Mirrors
from tests.playbook.firm import DEV, JULIE, MARIE, SAM, form, somebody

NINA, OMAR, PAUL = somebody("nina"), somebody("omar"), somebody("paul")
FIVE = (MARIE, NINA, OMAR, PAUL, SAM)
PRESSING = st.sampled_from((*FIVE, DEV, JULIE))
MIRRORS = st.sampled_from((0, 1))
STAGES = (
    ApprovalPolicy(key="approval policy/1", stage=1, approvers="Marie\nNina", quorum=Quorum.ALL),
    ApprovalPolicy(
        key="approval policy/2",
        stage=2,
        approvers="Omar\nPaul\nSam",
        quorum=Quorum.SOME,
        needed=2,
        veto=PAUL.who,
    ),
)
DELEGATIONS = (
    Delegation(
        key="delegation/1",
        of=NINA.who,
        to=DEV.who,
        first_day=date(2026, 3, 1),
        last_day=date(2026, 3, 31),
    ),
    Delegation(
        key="delegation/2",
        of=OMAR.who,
        to=MARIE.who,
        first_day=date(2026, 3, 1),
        last_day=date(2026, 3, 31),
    ),
)
SCOPES = st.sampled_from(("All of it.", "Half of it."))
_DECIDING = (Decision, Withdrawal, Move, ChangeRequest)
_Act = AnyCommand | ChangeRequest
"""A command, or no more of it than the request's own text."""


class ManyApprovers(Mirrors):
    """What five approvers and those around them may do within one afternoon."""

    @initialize()
    def opened(self) -> None:
        coordinator = Setting(key="coordinator", duty=Duty.COORDINATOR, holder=SAM.who)
        self.open(NINA, OMAR, PAUL, coordinator, *STAGES, *DELEGATIONS)
        self.accepted: list[tuple[tuple[_Act, ...], Person]] = []
        self.act(0, File(entered=form(), submit=True), JULIE)
        self.refresh(1)

    @rule(mirror=MIRRORS)
    def refreshed(self, mirror: int) -> None:
        self.refresh(mirror)

    @rule(mirror=MIRRORS)
    def restarted(self, mirror: int) -> None:
        self.restart(mirror)

    @rule(mirror=MIRRORS, person=PRESSING, verdict=st.sampled_from(Verdict), dies=st.booleans())
    def decided(self, mirror: int, person: Person, verdict: Verdict, dies: bool) -> None:
        version = standing(self.dossier(mirror)).version
        press = Decide(change=KEY, version=version, verdict=verdict, comment="So be it.")
        self.act(mirror, press, person, dies=dies)

    @rule(person=PRESSING, verdict=st.sampled_from(Verdict))
    def pressed_twice(self, person: Person, verdict: Verdict) -> None:
        """The same press reaches both replicas."""
        version = standing(self.dossier(0)).version
        press = Decide(change=KEY, version=version, verdict=verdict, comment="So be it.")
        for mirror in (0, 1):
            self.act(mirror, press, person)

    @rule(mirror=MIRRORS, person=PRESSING, dies=st.booleans())
    def withdrawn(self, mirror: int, person: Person, dies: bool) -> None:
        dossier = self.dossier(mirror)
        workplace = self.both[mirror].workplace()
        theirs = may_withdraw(dossier, workplace, person.who, self.now)
        if theirs is not None:
            back = Withdraw(change=KEY, version=theirs.version, reason="I misread it.")
            self.act(mirror, back, person, dies=dies)

    @precondition(lambda self: len(self.accepted) < 12)
    @rule(mirror=MIRRORS, scope=SCOPES, dies=st.booleans())
    def edited(self, mirror: int, scope: str, dies: bool) -> None:
        entered = form(key=KEY, in_scope_systems=scope)
        self.act(mirror, File(entered=entered, submit=True), JULIE, dies=dies)

    @rule(mirror=MIRRORS, to=st.sampled_from((Phase.PLANNING, Phase.CANCELLED)))
    def moved(self, mirror: int, to: Phase) -> None:
        ordinal = standing(self.dossier(mirror)).ordinal + 1
        self.act(mirror, Step(change=KEY, to=to, ordinal=ordinal, reason="So."), JULIE)

    @rule(mirror=MIRRORS)
    def instant(self, mirror: int) -> None:
        self.now += timedelta(seconds=30)
        self.tick(mirror)

    def act(self, mirror: int, command: AnyCommand, person: Person, *, dies: bool = False) -> None:
        """Somebody acts; where the replica `dies`, only the row that decides is written."""
        records = self.both[mirror]
        for _ in range(4):
            dossier = records.dossier(KEY)
            outcome = decide(dossier, records.workplace(), command, person, self.now)
            if not outcome:
                return
            kept = _first_alone(outcome) if dies else outcome
            result = self.run.run(records.carry_out(kept))
            landed = not isinstance(result, Conflict) or result.landed
            if landed and isinstance(outcome.rows[0], _DECIDING):
                self.accepted.append((_perhaps(command, dies=dies), person))
            if landed:
                break
            self.refresh(mirror)
        if dies:
            self.restart(mirror)

    def come_to_rest(self) -> None:
        super().come_to_rest()
        dossier = self.dossier()
        for move in dossier.moves:
            approval = approval_on(dossier, move.version)
            counting = [approver_of(one).id for one in approval.given] if approval else []
            assert len(counting) == len(set(counting))
        assert self.some_order_gives(_state(dossier)), (_state(dossier), self.accepted)
        assert all(one.holds for one in self.verified()), self.verified()

    def some_order_gives(self, state: Mapping[str, object]) -> bool:
        """Whether the acts that were accepted, one after the other, can end in this state."""
        workplace = replace(self.both[0].workplace(), last_change=0, forms={})
        first, *others = self.accepted
        begun = _done(None, workplace, first[0][0], first[1], self.now)
        assert begun is not None
        tried: set[tuple[tuple[int, ...], str]] = set()

        def leads_there(dossier: Dossier, left: tuple[int, ...]) -> bool:
            if not left:
                return _state(dossier) == state
            seen = left, f"{standing(dossier).version} {_state(dossier)}"
            if seen in tried:
                return False
            tried.add(seen)
            now = self.now + timedelta(seconds=len(others) - len(left) + 1)
            return any(
                leads_there(after or dossier, tuple(n for n in left if n != number))
                for number in left
                for command in others[number][0]
                for after in (_done(dossier, workplace, command, others[number][1], now),)
            )

        return leads_there(begun, tuple(range(len(others))))


def _done(
    dossier: Dossier | None,
    workplace: Workplace,
    command: _Act,
    person: Person,
    now: datetime,
) -> Dossier | None:
    """The change after one more act; None where the rules refuse it there."""
    if isinstance(command, ChangeRequest):
        assert dossier is not None
        scope = {"in_scope_systems": command.in_scope_systems}
        return dossier.after((dossier.change.model_copy(update=scope),))
    outcome = decide(dossier, workplace, command, person, now)
    if isinstance(outcome.reply, Refusal):
        return None
    if dossier is None:
        (change,) = (row for row in outcome.rows if isinstance(row, ChangeRequest))
        dossier = Dossier(change)
    return dossier.after(outcome.rows)


def _perhaps(command: AnyCommand, *, dies: bool) -> tuple[_Act, ...]:
    """What an act may have come to: of a request that is edited and sent the edit comes first, and
    where the replica dies then, it may be all that there is.
    """
    if dies and isinstance(command, File) and command.entered.key:
        return command, command.model_copy(update={"submit": False}), command.entered
    return (command,)


def _first_alone(outcome: Outcome) -> Outcome:
    if outcome.edit_decides:
        return Outcome(outcome.reply, edits=outcome.edits[:1], edit_decides=True)
    return Outcome(outcome.reply, facts=outcome.facts[:1])


def _state(dossier: Dossier) -> Mapping[str, object]:
    """How the version that stands has come along. Whoever takes back their word on a version that
    another replica has replaced in that moment changes nothing of it.
    """
    where = standing(dossier)
    given = where.approval.given if where.approval else ()
    return {
        "phase": where.phase,
        "scope": where.version.partition(".")[2],
        "given": {approver_of(one).id: (one.verdict, one.by.id) for one in given},
        "waiting": {who.id for who in where.waiting},
        "withdrawn": sum(one.version == where.version for one in dossier.withdrawals),
    }


ManyApprovers.TestCase.settings = settings(max_examples=100, stateful_step_count=20, deadline=None)
TestManyApprovers = ManyApprovers.TestCase
