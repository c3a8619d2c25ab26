"""Topic approvals: what folding decisions costs, and by how much it grows.

Doubling what there is to fold doubles the time of a fold that looks at each fact once, and
quadruples that of one which looks at all of them for each of them. What grows without end has a
bar: the decisions on a version, where people decide again and again or two replicas write the same
in one moment, and the versions of a change. The approvers of a version are as many as a policy
names, so what they cost is only told.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playbook.approval import approval_of
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.records import ChangeRequest, Decision, Move, Phase, Verdict
from playbook.routing import Route, Stage
from playbook.standing import standing
from tests.bench.rows import Row, at_most, told

CHANGE = "CHG-0001"
STAGES, OF_EACH = 5, 5
TIMES = 8
"""So often each of the 25 has decided on a version: 200 decisions, of which 25 count."""
VERSIONS = 20
"""So often a change was sent, and each time approved by all of the 25."""
BATCH = 10
BEST_OF = 9
GROWS_AT_MOST = 3.0
"""Twice is in proportion, four times is quadratic."""
AT = datetime(2026, 3, 9, tzinfo=UTC)


def measure() -> list[Row]:
    """The rows of the folds; takes a few seconds."""
    once = _folding(crowded())
    often, oftener = _folding(crowded(times=TIMES)), _folding(crowded(times=2 * TIMES))
    wider = _folding(crowded(stages=2 * STAGES))
    few, many = _standing(crowded(versions=VERSIONS)), _standing(crowded(versions=2 * VERSIONS))
    people = STAGES * OF_EACH
    decisions = people * TIMES
    fold = f"folding a version, {STAGES} stages and {people} approvers"
    stand = f"where a change stands, {people} decisions on each version"
    return [
        told("approvals", f"{fold}, {people} decisions", once, "µs"),
        told("approvals", f"{fold}, {decisions} decisions", often, "µs"),
        at_most(
            "approvals", f"{fold}: {2 * decisions} decisions against {decisions}",
            oftener / often, "times", GROWS_AT_MOST,
        ),
        told(
            "approvals", f"folding a version: {2 * people} approvers against {people}",
            wider / once, "times",
        ),
        told("approvals", f"{stand}, {VERSIONS} versions", few, "µs"),
        at_most(
            "approvals", f"{stand}: {2 * VERSIONS} versions against {VERSIONS}",
            many / few, "times", GROWS_AT_MOST,
        ),
    ]  # fmt: skip


def _folding(dossier: Dossier) -> float:
    """Microseconds for the version sent last, on which everybody has decided."""
    submission = dossier.moves[-1]
    approval = approval_of(dossier, submission)
    if not approval.passed or len(approval.given) != len(approval.route.approvers):
        raise RuntimeError("the version is not approved by all of its approvers")
    return micros(lambda: approval_of(dossier, submission))


def _standing(dossier: Dossier) -> float:
    where = standing(dossier)
    if where.approved != dossier.moves[-1].version:
        raise RuntimeError("the version that was sent last is not the one that is approved")
    return micros(lambda: standing(dossier))


def micros(work: Callable[[], object]) -> float:
    """Microseconds of CPU for one turn, in the best of some batches."""
    work()
    return 1e6 * min(_batch(work) for _ in range(BEST_OF)) / BATCH


def _batch(work: Callable[[], object]) -> float:
    begun = time.process_time()
    for _ in range(BATCH):
        work()
    return time.process_time() - begun


def crowded(*, stages: int = STAGES, versions: int = 1, times: int = 1) -> Dossier:
    """A change that was sent so often. Each time everybody approved, stage by stage, and did so
    again as often as told.
    """
    people = [Who(id=f"person-{n:02}", name=f"Person {n}") for n in range(stages * OF_EACH)]
    asked = tuple(
        Stage(approvers=tuple(people[first : first + OF_EACH]), needed=OF_EACH)
        for first in range(0, len(people), OF_EACH)
    )
    route = Route(stages=asked).model_dump_json()
    return Dossier(
        ChangeRequest(key=CHANGE),
        moves=tuple(_sent(number, people[0], route) for number in range(1, versions + 1)),
        decisions=tuple(
            _agreed(number, who, place * times + again)
            for number in range(1, versions + 1)
            for place, who in enumerate(people)
            for again in range(times)
        ),
    )


def _sent(number: int, by: Who, route: str) -> Move:
    return Move(
        key=f"{CHANGE}/step/{number}",
        change=CHANGE,
        ordinal=number,
        to=Phase.SUBMITTED,
        version=f"{number}.00000000",
        by=by,
        at=AT + timedelta(days=number),
        route=route,
    )


def _agreed(number: int, who: Who, turn: int) -> Decision:
    version = f"{number}.00000000"
    return Decision(
        key=f"{CHANGE}/decision/{version}/{who.id}/{turn}",
        change=CHANGE,
        version=version,
        verdict=Verdict.APPROVED,
        by=who,
        tenant="",
        at=AT + timedelta(days=number, minutes=turn),
    )
