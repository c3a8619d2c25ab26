"""Where a new request begins: from nothing, from a template, or from another change."""

from collections.abc import Iterator, Sequence

from cards import build
from cards.elements import Element
from cards.words import _
from playbook.records import ChangeRequest, Use

BEGUN_FROM = "begun_from"
"""Id of the input that chooses what a new request begins from."""
_NAMED = 80
"""Characters of a name in the list of choices."""


def draw(beginnings: Sequence[ChangeRequest], chosen: str = "") -> Iterator[Element]:
    """The choice, where there is anything to choose. `chosen` is the key of what was chosen."""
    if not beginnings:
        return
    choices = [(change.key, _title(change)) for change in beginnings]
    hint = _("Nothing, or choose one")
    yield build.choice_input(BEGUN_FROM, _("Start from"), choices, value=chosen, hint=hint)
    yield build.text(
        _(
            "Optional. Choose one and press Next: its words fill what you left empty here, and the"
            " other steps. Its dates do not."
        ),
        small=True,
        subtle=True,
        close=True,
    )


def _title(change: ChangeRequest) -> str:
    line = (
        _("Template: {name} ({change})") if change.use is Use.TEMPLATE else _("{name} ({change})")
    )
    name = " ".join(change.project_name.split())[:_NAMED]
    return line.format(name=name, change=change.key)


def filled_in(source: ChangeRequest) -> str:
    """What has just been filled in, and what is still to do."""
    line = _("Filled in from “{name}”. Read it through and put your own words where they differ.")
    return line.format(name=" ".join(source.project_name.split())[:_NAMED])
