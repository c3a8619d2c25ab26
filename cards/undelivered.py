"""To the lead: what Teams refused to deliver, why, and what can be done."""

from collections.abc import Iterator

from cards import build
from cards.build import CardJson
from cards.elements import Action, Element
from cards.payloads import OpenRowForm, RowKind, ShowPlan, ShowRow
from cards.row_words import called
from cards.words import _
from playbook.dossier import Dossier
from playbook.editors import is_editor
from playbook.records import Concern, PlanRow, Post, PostState, Purpose, Survey, Wave
from playbook.workplace import Workplace


def draw(post: Post, dossier: Dossier, workplace: Workplace) -> CardJson:
    """What did not arrive, and the way to another place for it."""
    row = dossier.row(post.about)
    refused = _refused(post, dossier)
    if refused is None and isinstance(row, Wave) and row.audience:
        return _to_nobody(post, row, dossier, workplace)
    where = _where(refused, workplace)
    first = _("Not delivered: {what}").format(what=called(row) if row else dossier.change.key)
    return build.card(
        first,
        build.heading(first),
        build.text(dossier.change.project_name, small=True, subtle=True, close=True),
        build.text(_what(row, where)),
        build.text(_next(row, where)),
        *_reason(refused),
        build.buttons(*_actions(post, row, dossier, workplace)),
    )


def _to_nobody(post: Post, wave: Wave, dossier: Dossier, workplace: Workplace) -> CardJson:
    """The group of a wave was empty when its day came."""
    first = _("Not delivered: {what}").format(what=called(wave))
    told = _("Nobody was in the group “{group}”, so nobody was told one by one.")
    actions: list[Action] = [build.button(_("Plan"), ShowPlan(change=wave.change, post=post.key))]
    if is_editor(dossier.change, workplace, post.receiver.id):
        form = OpenRowForm(kind=RowKind.WAVE, change=wave.change, post=post.key)
        actions.insert(0, build.opener(_("Add a wave"), form, primary=True))
    return build.card(
        first,
        build.heading(first),
        build.text(dossier.change.project_name, small=True, subtle=True, close=True),
        build.text(told.format(group=wave.audience.name)),
        build.text(
            _("The people who should hear of it can be told by a wave of their own, or by you.")
        ),
        build.buttons(*actions),
    )


def _refused(post: Post, dossier: Dossier) -> Post | None:
    """The newest post about the same row that Teams refused."""
    refused = [
        other
        for other in dossier.posts
        if other.about == post.about
        and other.state is PostState.REFUSED
        and other.purpose is not Purpose.UNREACHABLE
    ]
    return refused[-1] if refused else None


def _where(refused: Post | None, workplace: Workplace) -> str:
    if refused is None:
        return _("the place it was meant for")
    if refused.receiver:
        return refused.receiver.name
    place = workplace.conversations.get(refused.conversation)
    return place.name if place and place.name else _("the channel")


def _what(row: PlanRow | None, where: str) -> str:
    match row:
        case Wave():
            line = _(
                "Teams did not take the announcement for {where}, so nobody there knows of it."
            )
        case Survey():
            line = _("Teams did not take the survey for {where}, so nobody there was asked.")
        case Concern():
            line = _("Teams did not take a problem report for {where}, who has not heard of it.")
        case _:
            line = _("Teams did not take a message for {where}.")
    return line.format(where=where)


def _next(row: PlanRow | None, where: str) -> str:
    match row:
        case Wave() | Survey():
            line = _(
                "The channel may have been deleted, or Cutover removed from it. Choose another"
                " place in the form; it then goes out there by itself."
            )
        case Concern():
            line = _("You can answer it yourself, or ask {where} to add the Cutover app in Teams.")
        case _:
            line = _("Ask {where} to add the Cutover app in Teams.")
    return line.format(where=where)


def _reason(refused: Post | None) -> Iterator[Element]:
    if refused is not None and refused.detail:
        told = _("Reason given: {why}").format(why=refused.detail)
        yield build.text(told, small=True, subtle=True)


def _actions(
    post: Post, row: PlanRow | None, dossier: Dossier, workplace: Workplace
) -> Iterator[Action]:
    runs = is_editor(dossier.change, workplace, post.receiver.id)
    kind = {Wave: RowKind.WAVE, Survey: RowKind.SURVEY}.get(type(row)) if row else None
    if row is not None and kind is not None and runs:
        form = OpenRowForm(kind=kind, change=row.change, row=row.key, post=post.key)
        yield build.opener(_("Choose another place"), form, primary=True)
    elif row is not None:
        show = ShowRow(row=row.key, post=post.key)
        yield build.button(_("Show it"), show, primary=True)
    yield build.button(_("Plan"), ShowPlan(change=dossier.change.key, post=post.key))
