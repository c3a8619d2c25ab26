"""What a preset is, and how its rows are written down: without key and change, until it is used.

Whatever only people can know stays empty: owners, days, baselines, reviews (S-49, S-78, S-113).
"""

from dataclasses import dataclass

from playbook.records import (
    Communication,
    Delivery,
    Means,
    Measure,
    MeasureKind,
    PlanRow,
    Rating,
    Risk,
    RiskKind,
    Rollback,
    Stage,
    StakeholderGroup,
    TrainingItem,
    Wave,
    WaveKind,
)


@dataclass(frozen=True, slots=True)
class Preset:
    """What the plan of one type of change begins with."""

    groups: tuple[StakeholderGroup, ...]
    communications: tuple[Communication, ...]
    training: tuple[TrainingItem, ...]
    risks: tuple[Risk, ...]
    rollback: Rollback
    measures: tuple[Measure, ...]
    waves: tuple[Wave, ...]

    @property
    def rows(self) -> tuple[PlanRow, ...]:
        """All rows; those that a wave cannot be announced without come first."""
        return (
            *self.waves,
            self.rollback,
            *self.risks,
            *self.measures,
            *self.groups,
            *self.communications,
            *self.training,
        )


def group(
    name: str,
    influence: Rating,
    impact: Rating,
    needs: str,
    *,
    before: str,
    during: str,
    after: str,
) -> StakeholderGroup:
    return StakeholderGroup(
        key="",
        change="",
        name=name,
        influence=influence,
        impact=impact,
        needs=needs,
        before=before,
        during=during,
        after=after,
    )


def message(
    stage: Stage, audience: str, means: Means, told: str, *, response: str, otherwise: str
) -> Communication:
    """`response` is what they do once they have heard it, `otherwise` what happens if not."""
    return Communication(
        key="",
        change="",
        audience=audience,
        message=told,
        stage=stage,
        means=means,
        expected_response=response,
        follow_up=otherwise,
    )


def lesson(role: str, delivery: Delivery, *tasks: str, proof: str) -> TrainingItem:
    return TrainingItem(
        key="", change="", role=role, delivery=delivery, tasks="\n".join(tasks), proof=proof
    )


def risk(
    kind: RiskKind,
    impact: Rating,
    likelihood: Rating,
    description: str,
    response: str,
    *,
    mitigation: str,
    contingency: str,
) -> Risk:
    return Risk(
        key="",
        change="",
        description=description,
        kind=kind,
        impact=impact,
        likelihood=likelihood,
        mitigation=mitigation,
        contingency=contingency,
        response=response,
    )


def way_back(trigger: str, steps: tuple[str, ...], tells: tuple[str, ...]) -> Rollback:
    return Rollback(
        key="", change="", trigger=trigger, steps="\n".join(steps), tells="\n".join(tells)
    )


def pair(kind: MeasureKind, outcome: str, adoption: str) -> Measure:
    """A business outcome, and the adoption that it rests on (S-106)."""
    return Measure(key="", change="", name=outcome, kind=kind, adoption=adoption)


def wave(kind: WaveKind, name: str, *, changes: str, stays: str, day_one: str, help_: str) -> Wave:
    return Wave(
        key="",
        change="",
        name=name,
        kind=kind,
        what_changes=changes,
        what_stays=stays,
        day_one=day_one,
        help=help_,
    )
