"""Puts cards together: the one place where an element, an action or a card is made.

What it sees to, so that no card has to: version 1.5, wrapped text, a label on every input, a
fallback on every Action.Execute, at most four buttons in a row and one of them primary, and
people's words shown as they wrote them, without Markdown or mentions.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from cards.elements import (
    Action,
    ActionSet,
    ActionStyle,
    AdaptiveCard,
    Bar,
    BarChart,
    ChoiceStyle,
    Colour,
    Column,
    ColumnSet,
    Container,
    ContainerStyle,
    Element,
    Execute,
    Fact,
    FactSet,
    InputChoice,
    InputChoiceSet,
    InputDate,
    InputText,
    PeoplePicker,
    Refresh,
    RichTextBlock,
    Size,
    Spacing,
    Submit,
    Target,
    TextBlock,
    TextRun,
    TextStyle,
    ToggleVisibility,
    VerticalAlignment,
    Weight,
)
from cards.escaping import escaped
from cards.payloads import Payload, data_of
from cards.words import _, count, language
from playbook.fields import Who

CardJson: TypeAlias = dict[str, Any]
"""A card as it goes over the wire."""

MOST_BUTTONS = 4
_VERSION = "1.5"


def text(
    plain: str,
    *,
    bold: bool = False,
    small: bool = False,
    subtle: bool = False,
    alert: bool = False,
    close: bool = False,
) -> TextBlock:
    """A sentence of ours. `alert` colours it, so its words must carry the meaning alone;
    `close` puts it right under what stands before it.
    """
    return TextBlock(
        text=escaped(plain),
        wrap=True,
        weight=Weight.BOLDER if bold else None,
        size=Size.SMALL if small else None,
        is_subtle=subtle or None,
        color=Colour.ATTENTION if alert else None,
        spacing=Spacing.NONE if close else None,
    )


def heading(plain: str) -> TextBlock:
    """The one line that says what the card is about."""
    return TextBlock(
        text=escaped(plain),
        wrap=True,
        style=TextStyle.HEADING,
        weight=Weight.BOLDER,
        size=Size.MEDIUM,
    )


def section(plain: str) -> TextBlock:
    """The title of a part of a longer card."""
    return TextBlock(
        text=escaped(plain),
        wrap=True,
        style=TextStyle.HEADING,
        weight=Weight.BOLDER,
        size=Size.MEDIUM,
        separator=True,
        spacing=Spacing.LARGE,
    )


def quoted(plain: str) -> RichTextBlock:
    """What somebody wrote, as they wrote it: rich text knows no Markdown on any client."""
    return RichTextBlock(inlines=[TextRun(text=plain)], spacing=Spacing.NONE)


def labelled(label: str, plain: str) -> tuple[TextBlock, RichTextBlock]:
    """What somebody wrote, under its label."""
    return text(label, bold=True, small=True, subtle=True), quoted(plain)


def facts(*pairs: tuple[str, str]) -> FactSet:
    """Short values beside their names; a pair without a value is left out."""
    shown = [Fact(title=escaped(name), value=escaped(value)) for name, value in pairs if value]
    return FactSet(facts=shown)


def chart(title: str, bars: Sequence[tuple[str, int, str]]) -> BarChart:
    """Bars of a label, a number and the name of a colour. Say the same in words beside it."""
    return BarChart(
        title=title,
        data=[Bar(x=label, y=number, color=colour) for label, number, colour in bars],
        fallback=facts(*((label, count(number)) for label, number, _colour in bars)),
    )


def line(
    press: Action,
    first: str,
    second: str = "",
    *,
    aside: str = "",
    alert: bool = False,
    plain: bool = False,
) -> ColumnSet:
    """A line of a list that can be pressed: what it is about, and under it the rest; `aside` is a
    count, beside it.

    The mark at its end tells that it opens something; a screen reader says the action's title.
    """
    told = [text(first, bold=not plain, alert=alert)]
    if second:
        told.append(text(second, small=True, close=True))
    return ColumnSet(
        columns=[
            Column(items=told, width="stretch"),
            *([_beside(aside)] if aside else ()),
            Column(
                items=[TextBlock(text="›", size=Size.LARGE, color=Colour.ACCENT, wrap=True)],
                width="auto",
                vertical_content_alignment=VerticalAlignment.CENTER,
            ),
        ],
        select_action=press,
        spacing=Spacing.SMALL,
    )


def _beside(plain: str) -> Column:
    """A short word beside a line, before the mark at its end."""
    centred = VerticalAlignment.CENTER
    return Column(items=[text(plain, small=True)], width="auto", vertical_content_alignment=centred)


def adding(press: Submit) -> ColumnSet:
    """The last line of a list: the way to one more of its kind."""
    told = TextBlock(text=escaped(f"+ {press.title}"), wrap=True, color=Colour.ACCENT)
    return ColumnSet(
        columns=[Column(items=[told], width="stretch")],
        select_action=press,
        spacing=Spacing.SMALL,
    )


def hidden(name: str, *elements: Element, shown: bool = False) -> Container:
    """Elements that a `toggle` of the same name shows and hides; hidden at first."""
    return Container(id=name, items=list(elements), is_visible=shown)


def group(*elements: Element) -> Container:
    """Elements that belong together, set apart from the rest."""
    return Container(items=list(elements), style=ContainerStyle.EMPHASIS)


def button(
    title: str, payload: Payload, *, name: str = "", primary: bool = False, short: str = ""
) -> Execute:
    """A button that acts. Clients without Action.Execute send the same by Action.Submit
    (docs/platform.md#universal-actions); `short` is what it is called there.
    """
    data = data_of(payload)
    return Execute(
        id=name or None,
        title=title,
        verb=payload.VERB,
        data=data,
        style=ActionStyle.POSITIVE if primary else None,
        fallback=Submit(title=short or title, data={"verb": payload.VERB, **data}),
    )


def opener(title: str, payload: Payload, *, primary: bool = False) -> Submit:
    """A button that opens a dialog; Action.Execute cannot (docs/platform.md#dialogs)."""
    data = {"verb": payload.VERB, **data_of(payload), "msteams": {"type": "task/fetch"}}
    return Submit(title=title, data=data, style=ActionStyle.POSITIVE if primary else None)


def submit(title: str, payload: Payload, *, name: str = "", primary: bool = False) -> Submit:
    """A button inside a dialog, which sends its form."""
    return Submit(
        id=name or None,
        title=title,
        data={"verb": payload.VERB, **data_of(payload)},
        style=ActionStyle.POSITIVE if primary else None,
    )


def toggle(title: str, name: str) -> ToggleVisibility:
    """A button that shows and hides the elements under `hidden(name, ...)`."""
    return ToggleVisibility(title=title, target_elements=[Target(element_id=name)])


def buttons(*actions: Action) -> ActionSet:
    """A row of buttons, the primary one first.

    Raises:
        ValueError: none, or more than a person can take in.
    """
    if not 0 < len(actions) <= MOST_BUTTONS:
        raise ValueError(f"a row has one to {MOST_BUTTONS} buttons, not {len(actions)}")
    return ActionSet(actions=list(actions))


def lines_input(name: str, label: str, *, value: str = "", hint: str = "") -> InputText:
    return InputText(
        id=name, label=label, value=value or None, placeholder=hint or None, is_multiline=True
    )


def line_input(name: str, label: str, *, value: str = "", hint: str = "") -> InputText:
    return InputText(id=name, label=label, value=value or None, placeholder=hint or None)


def date_input(name: str, label: str, *, value: str = "") -> InputDate:
    """`value` is an ISO date."""
    return InputDate(id=name, label=label, value=value or None)


def choice_input(
    name: str,
    label: str,
    choices: Sequence[tuple[str, str]],
    *,
    value: str = "",
    hint: str = "",
    spread: bool = False,
) -> InputChoiceSet:
    """`choices` are pairs of what is sent and what is read; with `spread` all are in sight."""
    return InputChoiceSet(
        id=name,
        label=label,
        choices=[InputChoice(title=title, value=sent) for sent, title in choices],
        value=value or None,
        placeholder=hint or None,
        style=ChoiceStyle.EXPANDED if spread else ChoiceStyle.COMPACT,
        wrap=True,
    )


def people_picker(name: str, label: str, who: Who, *, hint: str = "") -> PeoplePicker:
    """Somebody of the organisation; the picker shows the name of whoever is chosen already."""
    return PeoplePicker(
        id=name, label=label, value=who.id or None, placeholder=hint or None, choices=[]
    )


def refresh(payload: Payload, teams_ids: Sequence[str]) -> Refresh:
    """These people's clients ask for their own view when they see the card."""
    ask = Execute(title=_("Refresh"), verb=payload.VERB, data=data_of(payload))
    return Refresh(action=ask, user_ids=list(teams_ids))


def card(summary: str, *elements: Element, refreshed: Refresh | None = None) -> CardJson:
    """The whole card. `summary` is what a client that cannot draw it shows instead."""
    whole = AdaptiveCard(
        version=_VERSION,
        body=list(elements),
        fallback_text=summary,
        lang=language(),
        refresh=refreshed,
    )
    return whole.model_dump(
        mode="json", by_alias=True, exclude_none=True, serialize_as_any=True, warnings=False
    )


def extended(whole: CardJson, *elements: Element) -> CardJson:
    """A card with more at its end."""
    more = card("", *elements)["body"]
    return {**whole, "body": [*whole["body"], *more]}
