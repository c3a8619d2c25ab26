"""Who answers for what in a change: to read, and the form that names them (S-3, S-4)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from cards import build
from cards.build import CardJson
from cards.dialog import Dialog
from cards.elements import Action, Element
from cards.entering import to_mend
from cards.mending import mend
from cards.payloads import OpenRoles, SaveRoles, ShowChange, ShowPlan
from cards.reading_rows import role_input
from cards.words import _, speaking
from playbook.dossier import Dossier
from playbook.fields import Who
from playbook.findings import Finding
from playbook.records import Person, RoleKind
from playbook.roles import holder_of, namers_of, roles_asked, roles_hash
from playbook.workplace import Workplace


def draw(
    dossier: Dossier, workplace: Workplace, person: Person, *, opening: tuple[Element, ...] = ()
) -> CardJson:
    """Who answers for what, for everybody to read. `opening` stands at the top: what just
    happened.
    """
    change = dossier.change
    with speaking(person.language):
        first = _("Who answers for what")
        return build.card(
            _("{part}: {change}").format(part=first, change=change.project_name or change.key),
            *opening,
            build.heading(first),
            build.text(
                _("{change}: {title}").format(change=change.key, title=change.project_name),
                small=True,
                subtle=True,
                close=True,
            ),
            build.text(_("One person for each, so that nobody thinks somebody else has it.")),
            build.facts(*((_(kind), _holder(dossier, workplace, kind)) for kind in RoleKind)),
            build.buttons(*_buttons(dossier, workplace, person)),
        )


def _holder(dossier: Dossier, workplace: Workplace, kind: RoleKind) -> str:
    """Who it is, and that they are of another organisation where they are."""
    who = holder_of(dossier, kind)
    if not who:
        asked = kind in roles_asked(dossier, workplace)
        return _("Nobody yet") if asked else _("Nobody: no IT provider takes part")
    tenant = workplace.person(who).tenant
    if tenant and tenant != workplace.tenant:
        return _("{who}, from another organisation").format(who=who.name)
    return who.name


def _buttons(dossier: Dossier, workplace: Workplace, person: Person) -> Iterator[Action]:
    change = dossier.change.key
    if person.key in {who.id for who in namers_of(dossier.change, workplace)}:
        yield build.opener(_("Choose people"), OpenRoles(change=change), primary=True)
    yield build.button(_("Plan"), ShowPlan(change=change))
    yield build.button(_("The change"), ShowChange(change=change))


def form(
    dossier: Dossier,
    today: date,
    findings: Sequence[Finding] = (),
    typed: Mapping[str, str] | None = None,
    *,
    base: str = "",
    overtaken: bool = False,
) -> Dialog:
    """One picker for each part, with whoever has it chosen already.

    `typed` holds the inputs of a form that comes back with `findings`, or because somebody else
    has named others since it was opened on `base`.
    """
    title = _("Who answers for what")
    found = {finding.field: finding for finding in findings}
    elements: list[Element] = list(_opening(found, overtaken=overtaken))
    for kind in RoleKind:
        name, who = role_input(kind), holder_of(dossier, kind)
        if typed is not None:
            who = Who(id=typed.get(name, ""))
        elements.append(build.people_picker(name, _(kind), who, hint=_hint(kind)))
        if kind in found:
            told = mend(found[kind], today)
            elements.append(build.text(told, small=True, alert=True, close=True))
    save = SaveRoles(
        change=dossier.change.key, base=base if base and not overtaken else roles_hash(dossier)
    )
    button = build.submit(_("Save"), save, name="save", primary=True)
    return Dialog(title, build.card(title, *elements, build.buttons(button)))


def _opening(found: Mapping[str, Finding], *, overtaken: bool) -> Iterator[Element]:
    if overtaken:
        told = _("Somebody changed this while your form was open. Nothing was saved yet.")
        yield build.text(told, bold=True)
        yield build.text(
            _("Save yours to put it in the place of theirs, or close this to keep theirs."),
            close=True,
        )
    elif found:
        yield from to_mend([_(kind) for kind in RoleKind if kind in found])
    else:
        yield build.text(
            _(
                "One person for each. Somebody of another organisation takes part in this change"
                " only once they are named here."
            )
        )


def _hint(kind: RoleKind) -> str:
    return {
        RoleKind.SCOPE: _("Who says what is in, and what is not"),
        RoleKind.COMMUNICATION: _("Who sees to it that people hear of it"),
        RoleKind.TRAINING: _("Who sees to it that people can do it"),
        RoleKind.RISK: _("Who watches what could go wrong"),
        RoleKind.MEASUREMENT: _("Who tells whether it worked"),
        RoleKind.PROVIDER: _("Leave empty where none takes part"),
    }[kind]
