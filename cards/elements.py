"""The card elements we use, as adaptive-cards-py has them, made strict and made whole.

The library drops a property it does not know without a word, a mistyped name as well as what
Teams adds. Here a mistyped name is an error, for the type checker and at run time, and what the
library lacks is declared: people pickers (docs/platform.md#inputs) and the action of a refresh
(docs/platform.md#universal-actions).
"""

from typing import Literal

from adaptive_cards import card as library
from adaptive_cards import types
from pydantic import BaseModel, Field

# The library leaves its own models unfinished, and an unfinished model cannot be extended.
for _model in (
    library.AdaptiveCard, library.ActionExecute, library.ActionSet, library.ActionSubmit,
    library.ActionToggleVisibility, library.Container, library.InputChoice,
    library.InputChoiceSet, library.InputDate, library.InputText, library.RichTextBlock,
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


class TextBlock(library.TextBlock, extra="forbid"):
    pass


class TextRun(library.TextRun, extra="forbid"):
    pass


class RichTextBlock(library.RichTextBlock, extra="forbid"):
    pass


class Container(library.Container, extra="forbid"):
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


class AdaptiveCard(library.AdaptiveCard, extra="forbid"):
    refresh: Refresh | None = None


Element = (
    TextBlock | RichTextBlock | Container | InputText | InputDate | InputChoiceSet | PeoplePicker
    | ActionSet
)  # fmt: skip
Action = Execute | Submit | ToggleVisibility
