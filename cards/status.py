"""One change, as one person sees it: where it stands, what comes next, and what they can do."""

from collections.abc import Iterator
from datetime import datetime

from cards import (
    additions,
    approval,
    approvers,
    build,
    differences,
    hindsight,
    history,
    part_words,
    plan_counts,
)
from cards.build import CardJson
from cards.elements import Action, Element
from cards.payloads import (
    FIRST_QUESTION,
    OpenForm,
    ShowPlan,
    ShowRoles,
    ShowRoute,
    StepChange,
)
from cards.phases import comes_next, goes_on, stands
from cards.words import _, speaking
from playbook import completeness
from playbook.adding import may_be_asked
from playbook.asking import lead_of
from playbook.commands import Step
from playbook.completeness import PartKind
from playbook.deciders import waits_for
from playbook.dossier import Dossier
from playbook.editors import is_editor
from playbook.records import Person, Phase
from playbook.scoping import drifted
from playbook.standing import AT_WORK, OPEN_TO_EDITS, Standing, standing
from playbook.stepping import open_steps
from playbook.workplace import Workplace

_STOPS = {Phase.PAUSED, Phase.ROLLED_BACK, Phase.CANCELLED}
_MOST_BUT_ONE = build.MOST_BUTTONS - 1


def draw(
    dossier: Dossier,
    workplace: Workplace,
    person: Person,
    now: datetime,
    *,
    opening: tuple[Element, ...] = (),
    step: Step | None = None,
) -> CardJson:
    """The change for one person. For a sponsor whose decision it waits for, the request itself.

    `opening` stands at the top: what just happened. `step` is one that was not accepted as it
    was; it is kept on the card.
    """
    where = standing(dossier)
    with speaking(person.language):
        if not opening and (approver := waits_for(dossier, workplace, person.who, now)):
            return approval.ask(
                dossier, where, workplace, now, approver=approver, reader=person.who
            )
        title = dossier.change.project_name or _("A change without a name yet")
        return build.card(
            _("{change}: {title}").format(change=dossier.change.key, title=title),
            *opening,
            build.heading(title),
            build.text(stands(dossier, where, workplace, now)),
            build.text(comes_next(dossier, where, workplace, now, person.key)),
            *([build.text(goes_on(where))] if where.at_work else []),
            *_how_approved(dossier, where),
            *hindsight.owed(dossier, workplace, now, person.key),
            *_hears(dossier, where, person),
            *differences.waiting(dossier),
            *plan_counts.draw(dossier),
            _roles(dossier, workplace),
            *_first_question(dossier, where, workplace, person),
            *_buttons(dossier, where, workplace, person),
            *_steps(dossier, where, workplace, person, step),
            build.hidden("history", *history.draw(dossier, workplace, now)),
            build.text(_people(dossier), small=True, subtle=True),
        )


def _roles(dossier: Dossier, workplace: Workplace) -> Element:
    """Who answers for what: how many are named, and the way to it (S-4)."""
    part, name = completeness.roles(dossier, workplace), part_words.called(PartKind.ROLES)
    told = part_words.stands(part, dossier)
    press = build.button(name, ShowRoles(change=dossier.change.key), name="roles")
    return build.line(press, name, told, aside=part_words.how_much(part))


def _how_approved(dossier: Dossier, where: Standing) -> Iterator[Element]:
    """The way to whose word it needs, while that is what people ask about; and for whom the
    sponsor stands in.
    """
    if where.approval is not None and where.waiting:
        told = approvers.absent(where.approval.route.stages[where.approval.stage])
        yield from [build.text(told)] if told else []
    if where.phase in OPEN_TO_EDITS:
        first = _("How this is approved")
        yield build.line(build.button(first, ShowRoute(change=dossier.change.key)), first)


def _hears(dossier: Dossier, where: Standing, person: Person) -> Iterator[Element]:
    """When this person hears again: whoever asked or runs the change is told the decision."""
    change = dossier.change
    if where.phase is Phase.SUBMITTED and person.key in (change.requester.id, lead_of(dossier).id):
        yield build.text(_("You get a message as soon as there is a decision."))


def _first_question(
    dossier: Dossier, where: Standing, workplace: Workplace, person: Person
) -> Iterator[Element]:
    """What a new draft is asked at once: the problem, before any tool (S-12)."""
    unanswered = where.phase is Phase.DRAFT and not dossier.change.business_problem
    if unanswered and is_editor(dossier.change, workplace, person.key):
        yield build.lines_input(
            FIRST_QUESTION, _("First question: what goes wrong today, and for whom?")
        )


def _buttons(
    dossier: Dossier, where: Standing, workplace: Workplace, person: Person
) -> Iterator[Element]:
    phase, change = where.phase, dossier.change.key
    runs = is_editor(dossier.change, workplace, person.key)
    asks = drifted(dossier) and phase in AT_WORK
    actions: list[Action] = []
    if runs and (phase in OPEN_TO_EDITS or asks):
        title = _("Ask again") if asks else _("Edit") if where.version else _("Continue")
        primary = phase is Phase.DRAFT
        actions.append(build.opener(title, OpenForm(change=change), primary=primary))
    if steps := open_steps(dossier, workplace, person):
        actions.append(build.toggle(_title(steps), "steps"))
    if where.version or dossier.waves:
        actions.append(build.button(_("Plan"), ShowPlan(change=change)))
    yield build.buttons(*actions, build.toggle(_("History"), "history"))
    if may_be_asked(where) and (where.version or not runs) and len(actions) < _MOST_BUT_ONE:
        # Whoever can edit the request itself has it on the plan's card.
        yield build.buttons(additions.button(change))


def _title(steps: tuple[Phase, ...]) -> str:
    if steps == (Phase.CANCELLED,):
        return _("Call it off")
    return _("Pause or stop") if set(steps) <= _STOPS else _("Move on")


def _steps(
    dossier: Dossier,
    where: Standing,
    workplace: Workplace,
    person: Person,
    tried: Step | None,
) -> Iterator[Element]:
    steps = open_steps(dossier, workplace, person)
    if not steps:
        return
    step = StepChange(change=dossier.change.key, ordinal=where.ordinal + 1)
    chosen = tried.to if tried and tried.to in steps else steps[0]
    yield build.hidden(
        "steps",
        build.choice_input(
            "to", _("What should happen"), [(to, _(to)) for to in steps], value=chosen
        ),
        build.lines_input(
            "reason",
            _("Reason (needed to pause, roll back, cancel or reopen)"),
            value=tried.reason if tried else "",
        ),
        build.buttons(
            build.button(_("Confirm"), step, name="move", primary=where.phase is not Phase.DRAFT)
        ),
        shown=tried is not None,
    )


def _people(dossier: Dossier) -> str:
    change = dossier.change
    line = (
        _("{change}: {type}. Sponsor: {sponsor}. Filed by {requester}. Project lead: {lead}.")
        if change.project_type
        else _("{change}. Sponsor: {sponsor}. Filed by {requester}. Project lead: {lead}.")
    )
    return line.format(
        change=change.key,
        type=_(change.project_type or ""),
        sponsor=change.sponsor.name or _("not chosen yet"),
        requester=change.requester.name,
        lead=change.lead.name or _("nobody yet"),
    )
