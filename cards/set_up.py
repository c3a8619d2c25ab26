"""Setting up: who and which channel does what for the whole organisation."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from cards import build
from cards.build import CardJson
from cards.dialog import Dialog
from cards.elements import Element
from cards.mending import mend
from cards.payloads import OpenSetUp, SaveSetUp
from cards.words import _
from playbook.fields import Who
from playbook.findings import Finding
from playbook.records import HELD_BY_CHANNELS, Duty
from playbook.workplace import Workplace


def general() -> str:
    """What a team's first channel is called; Teams itself leaves its name out."""
    return _("General")


def card(workplace: Workplace, post: str = "", opening: tuple[Element, ...] = ()) -> CardJson:
    """Who, and which channel, does what, once somebody has said so; before that, what Cutover
    sends where, and the button that opens the dialog.
    """
    if any(setting.holder for setting in workplace.settings.values()):
        return _done(workplace, post, opening)
    first = _("Set up Cutover for your organisation")
    return build.card(
        first,
        build.heading(first),
        build.text(
            _(
                "Announcements go to one channel, and what the project team needs to know to"
                " another. Requests for a decision go to the sponsor's own chat."
            )
        ),
        build.buttons(
            build.opener(_("Choose people and channels"), OpenSetUp(post=post), primary=True)
        ),
    )


def _done(workplace: Workplace, post: str, opening: tuple[Element, ...]) -> CardJson:
    first = _("Who does what in Cutover")
    return build.card(
        first,
        *opening,
        build.heading(first),
        build.facts(*((_(duty), _holder(duty, workplace)) for duty in Duty)),
        build.buttons(build.opener(_("Change"), OpenSetUp(post=post))),
    )


def _holder(duty: Duty, workplace: Workplace) -> str:
    holder = workplace.holder(duty)
    place = workplace.conversations.get(holder.id)
    return (place.name if place else "") or holder.name or _("nobody yet")


def dialog(
    workplace: Workplace,
    today: date,
    findings: Sequence[Finding] = (),
    typed: Mapping[str, str] | None = None,
) -> Dialog:
    """One picker for each duty, with whoever has it chosen already.

    `typed` holds the inputs of a dialog that comes back with `findings`, so that nothing has to
    be chosen twice.
    """
    title = _("Set up Cutover")
    channels = [
        (place.key, place.name or place.key)
        for place in workplace.conversations.values()
        if place.kind == "channel" and place.present == "yes"
    ]
    elements: list[Element] = [
        build.text(_("You can change any of this later. What you leave empty stays as it is."))
    ]
    found = {finding.field: finding for finding in findings}
    for duty in Duty:
        elements.extend(_duty(duty, workplace, channels, typed or {}))
        if duty in found:
            told = mend(found[duty], today)
            elements.append(build.text(told, small=True, alert=True, close=True))
    save = build.submit(_("Save"), SaveSetUp(), name="save", primary=True)
    return Dialog(title, build.card(title, *elements, build.buttons(save)))


def _duty(
    duty: Duty, workplace: Workplace, channels: list[tuple[str, str]], typed: Mapping[str, str]
) -> Iterator[Element]:
    name, label = duty.name.lower(), _(duty)
    holder = Who(id=typed[name]) if typed.get(name) else workplace.holder(duty)
    if duty in HELD_BY_CHANNELS:
        yield build.choice_input(name, label, channels, value=holder.id, hint=_("Choose a channel"))
    else:
        yield build.people_picker(name, label, holder, hint=_hint(duty))


def _hint(duty: Duty) -> str:
    match duty:
        case Duty.SPONSOR:
            return _("Who usually decides, and explains why")
        case Duty.LEAD:
            return _("Who runs changes and hears what needs a person")
        case Duty.COORDINATOR:
            return _("Who keeps requests and staff lists in order")
        case _:
            return _("Whom people ask when something does not work")
