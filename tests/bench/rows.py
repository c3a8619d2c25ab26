"""One line of `build/bench.json`."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Topic = Literal[
    "main",
    "lists",
    "approvals",
    "communications",
    "readiness",
    "measuring",
    "trust",
    "ship",
    "scale",
]


class Row(BaseModel):
    """A measured value, and the bar that it has to clear where there is one."""

    model_config = ConfigDict(frozen=True, allow_inf_nan=False)

    topic: Topic
    name: str
    value: float
    unit: str
    bar: str | None = None
    """Such as `>= 5`; None where the value is only told."""
    holds: bool | None = None


def told(topic: Topic, name: str, value: float, unit: str) -> Row:
    """A value without a bar."""
    return Row(topic=topic, name=name, value=round(value, 3), unit=unit)


def at_least(topic: Topic, name: str, value: float, unit: str, bar: float) -> Row:
    """A value that must not be smaller than the bar."""
    return Row(
        topic=topic,
        name=name,
        value=round(value, 3),
        unit=unit,
        bar=f">= {bar:g}",
        holds=value >= bar,
    )


def at_most(topic: Topic, name: str, value: float, unit: str, bar: float) -> Row:
    """A value that must not be larger than the bar."""
    return Row(
        topic=topic,
        name=name,
        value=round(value, 3),
        unit=unit,
        bar=f"<= {bar:g}",
        holds=value <= bar,
    )
