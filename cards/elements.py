"""The card elements we use, as adaptive-cards-py has them, made strict and made whole.

The library drops a property it does not know without a word, a mistyped name as well as what
Teams adds. Here a mistyped name is an error, for the type checker and at run time, and what the
library lacks is declared: people pickers (docs/platform.md#inputs), the action of a refresh
(docs/platform.md#universal-actions) and charts (docs/platform.md#teams-extensions).
"""

from typing import Literal

from adaptive_cards import card as library
from adaptive_cards import types
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

# The library leaves its own models unfinished, and an unfinished model cannot be extended.
for _model in (
    library.AdaptiveCard, library.ActionExecute, library.ActionSet, library.ActionSubmit,
    library.ActionToggleVisibility, library.Column, library.ColumnSet, library.Container,
    library.Fact, library.FactSet, library.InputChoice, library.InputChoiceSet,
    library.InputDate, library.InputText, library.RichTextBlock,
    library.TargetElement, library.TextBlock, library.TextRun,
):  # fmt: skip
    _model.model_rebuild()

Size = types.FontSize
Weight = types.FontWeight
Colour = types.Colors
Spacing = types.Spacing
TextStyle = types.TextBlockStyle
ActionStyle = types.ActionStyle
ChoiceStyle = types.ChoiceInputStyle
ContainerStyle = types.ContainerStyle
VerticalAlignment = types.VerticalAlignment


class TextBlock(library.TextBlock, extra="forbid"):
    pass


class TextRun(library.TextRun, extra="forbid"):
    pass


class RichTextBlock(library.RichTextBlock, extra="forbid"):
    pass


class Fact(library.Fact, extra="forbid"):
    pass


class FactSet(library.FactSet, extra="forbid"):
    pass


class Bar(BaseModel, frozen=True):
    """One bar of a chart. `color` is one of Teams' names; its label carries the meaning alone."""

    x: str
    y: int
    color: str


class BarChart(BaseModel):
    """Horizontal bars; what a client that draws no charts shows instead is `fallback`."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")

    type: Literal["Chart.HorizontalBar"] = "Chart.HorizontalBar"
    title: str
    data: list[Bar]
    display_mode: Literal["AbsoluteNoAxis"] = "AbsoluteNoAxis"
    fallback: FactSet


class Container(library.Container, extra="forbid"):
    pass


class Column(library.Column, extra="forbid"):
    pass


class ColumnSet(library.ColumnSet, extra="forbid"):
    pass


class InputText(library.InputText, extra="forbid"):
    pass


class InputDate(library.InputDate, extra="forbid"):
    pass


class InputChoice(library.InputChoice, extra="forbid"):
    pass


class InputChoiceSet(library.InputChoiceSet, extra="forbid"):
    pass


class Query(BaseModel, frozen=True):
    """Where Teams finds the choices of a people picker."""

    type: Literal["Data.Query"] = "Data.Query"
    dataset: str = "graph.microsoft.com/users"


class PeoplePicker(library.InputChoiceSet, extra="forbid"):
    """Sends the chosen person's Entra object id."""

    choices_data: Query = Field(Query(), alias="choices.data")


class Execute(library.ActionExecute, extra="forbid"):
    pass


class Submit(library.ActionSubmit, extra="forbid"):
    pass


class Target(library.TargetElement, extra="forbid"):
    pass


class ToggleVisibility(library.ActionToggleVisibility, extra="forbid"):
    pass


class ActionSet(library.ActionSet, extra="forbid"):
    pass


class Refresh(types.Refresh, extra="forbid"):
    action: Execute | None = None  # type: ignore[assignment]  # the library takes a string alone


Element = (
    TextBlock | RichTextBlock | FactSet | BarChart | Container | ColumnSet | InputText | InputDate
    | InputChoiceSet | PeoplePicker | ActionSet
)  # fmt: skip


class AdaptiveCard(library.AdaptiveCard, extra="forbid"):
    body: list[Element]  # type: ignore[assignment]  # the library knows no charts
    refresh: Refresh | None = None


Action = Execute | Submit | ToggleVisibility
