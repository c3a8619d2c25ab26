"""What somebody sees after a press or a word: the reply to a command, as a card."""

from datetime import datetime

from cards import (
    approval,
    build,
    decided,
    handing_over,
    refused,
    replied_plan,
    review,
    set_up,
    status,
)
from cards.build import CardJson
from cards.elements import Action, Element, Execute
from cards.happened import happened, received
from cards.hearing import Calendar, Heard, ShowStatus, StartChange
from cards.payloads import (
    CALLED,
    OldCard,
    OpenForm,
    ShowCalendar,
    ShowChange,
    ShowHelp,
    ShowHome,
    ShowPlan,
    ShowWave,
)
from cards.words import _, speaking
from playbook.commands import (
    AnyCommand,
    AnyKeep,
    Decide,
    MoveWave,
    NameRoles,
    ReviewEmergency,
    Step,
)
from playbook.deciders import waits_for
from playbook.dossier import Dossier
from playbook.fields import field_of
from playbook.outcome import (
    Decided,
    Done,
    Filed,
    HandedOver,
    HandOverEnded,
    Reason,
    Refusal,
    Reply,
    SetUpDone,
    Unfinished,
)
from playbook.records import ChangeRequest, Person
from playbook.standing import standing
from playbook.workplace import Workplace

_TRY_AGAIN = (Reason.REASON_MISSING, Reason.COMMENT_TOO_LONG)


def draw(
    reply: Reply,
    dossier: Dossier | None,
    workplace: Workplace,
    person: Person,
    now: datetime,
    *,
    command: AnyCommand | None = None,
) -> CardJson:
    """The reply as this person sees it.

    `dossier` is the change as it stands now that the outcome is written; None where there is
    none. `command` is what was asked for: what was typed is taken from it and kept.
    """
    with speaking(person.language):
        if dossier is not None:
            planned = replied_plan.draw(reply, dossier, workplace, person, now, command)
            if planned is not None:
                return planned
        if isinstance(reply, Refusal):
            return _refusal(reply, dossier, workplace, person, now, command)
        if isinstance(reply, Decided) and dossier is not None:
            return _decided(reply, dossier, workplace, person, now, command)
        if isinstance(reply, HandedOver):
            today = workplace.today(now)
            return handing_over.agreed(workplace, reply.delegation, today, again=reply.again)
        if isinstance(reply, HandOverEnded):
            return handing_over.over(workplace, reply.delegation, again=reply.again)
        opening: tuple[Element, ...] = (build.text(happened(reply, dossier), bold=True),)
        if isinstance(reply, SetUpDone):
            return set_up.card(workplace, opening=opening)
        if isinstance(reply, Filed) and dossier is not None:
            opening = (*opening, *review.afterwards(dossier, workplace))
        if dossier is not None and not isinstance(reply, Done | Unfinished):
            return status.draw(dossier, workplace, person, now, opening=opening)
        return build.card(happened(reply, dossier), *opening, build.buttons(_home()))


def _decided(
    reply: Decided,
    dossier: Dossier,
    workplace: Workplace,
    person: Person,
    now: datetime,
    command: AnyCommand | None,
) -> CardJson:
    where = standing(dossier)
    mine = where.approval.by(reply.approver) if where.approval and reply.approver else None
    decision = mine or where.decision
    if decision is None:
        return status.draw(
            dossier,
            workplace,
            person,
            now,
            opening=(build.text(happened(reply, dossier), bold=True),),
        )
    note = _("You had decided this before. Nothing was changed.") if reply.again else ""
    via = command.via if isinstance(command, Decide) else ""
    return decided.draw(dossier, decision, workplace, person.who, now, post=via, note=note)


def _refusal(
    reply: Refusal,
    dossier: Dossier | None,
    workplace: Workplace,
    person: Person,
    now: datetime,
    command: AnyCommand | None,
) -> CardJson:
    """Where the person can mend it on the spot, the same card again with what was typed."""
    told = refused.sentences(reply)
    where = standing(dossier) if dossier else None
    if (
        dossier is not None
        and where is not None
        and isinstance(command, Decide)
        and reply.reason in (*_TRY_AGAIN, Reason.VERSION_CHANGED)
        and (approver := waits_for(dossier, workplace, person.who, now))
    ):
        newer = _("Your card showed an earlier version. This is the one to decide on.")
        replaced = reply.reason is Reason.VERSION_CHANGED
        return approval.ask(
            dossier,
            where,
            workplace,
            now,
            approver=approver,
            reader=person.who,
            post=command.via,
            note=newer if replaced else "",
            comment=command.comment,
            mend="" if replaced else told[0],
        )
    if dossier is not None and isinstance(command, Step) and reply.reason in _TRY_AGAIN:
        opening = (build.text(told[0], bold=True, alert=True),)
        return status.draw(dossier, workplace, person, now, opening=opening, step=command)
    first = refused.title(reply)
    actions = [_home()]
    if reply.change and dossier is not None and reply.reason is not Reason.OUTSIDER:
        actions = [build.button(_("Show the change"), ShowChange(change=reply.change))]
    return build.card(
        first,
        build.heading(first),
        *(build.text(sentence) for sentence in told),
        build.buttons(*actions),
    )


def kept(command: AnyCommand) -> CardJson:
    """Received, not yet saved: the lists did not answer in time, and the command is kept."""
    first = _("Received, not yet saved")
    return build.card(
        first,
        build.heading(first),
        build.text(received(command)),
        build.text(
            _(
                "SharePoint is slow to answer just now. Nothing is lost and there is nothing for"
                " you to do. You get a message here as soon as it is saved."
            )
        ),
        build.buttons(_shown_again(command)),
    )


def _shown_again(command: AnyCommand) -> Execute:
    """The way back to what was pressed, should the message never come."""
    match command:
        case Decide(change=change) | Step(change=change) | ReviewEmergency(change=change):
            return build.button(_("Show the change"), ShowChange(change=change))
        case MoveWave(wave=wave):
            return build.button(_("Show the wave"), ShowWave(wave=wave))
        case NameRoles(change=change):
            return build.button(_("Plan"), ShowPlan(change=change))
        case _ if isinstance(command, AnyKeep):
            return build.button(_("Plan"), ShowPlan(change=command.row.change))
        case _:
            return _home()


def trouble(correlation: str = "") -> CardJson:
    """Something went wrong on our side. `correlation` finds it in the logs."""
    first = _("Something went wrong on our side")
    return build.card(
        first,
        build.heading(first),
        build.text(_("Nothing was changed. Wait a moment, then press again.")),
        build.text(_("If it happens again, tell whoever looks after Cutover.")),
        *(
            [build.text(_("Reference: {id}").format(id=correlation), small=True, subtle=True)]
            if correlation
            else []
        ),
        build.buttons(_home()),
    )


def trouble_in_words(correlation: str, language: str) -> str:
    """The same in one line, for where a card would take the buttons away that may work again."""
    with speaking(language):
        return _(
            "Something went wrong on our side. Nothing was changed. Wait a moment, then try"
            " again. Reference: {id}"
        ).format(id=correlation)


def contended() -> CardJson:
    """Others wrote the same rows again and again; nothing of this was written."""
    first = _("Others were working on the same change")
    return build.card(
        first,
        build.heading(first),
        build.text(_("Yours was not saved, and nothing was changed. Please do it once more.")),
        build.buttons(_home()),
    )


def old_card(card: OldCard) -> CardJson:
    """The pressed card was drawn by another version of Cutover."""
    first = _("This card is from an earlier version of Cutover")
    show = (
        build.button(_("Show the change"), ShowChange(change=card.change), primary=True)
        if card.change
        else _home()
    )
    return build.card(
        first,
        build.heading(first),
        build.text(_("Its buttons no longer work, and nothing was changed. Use this one instead.")),
        build.buttons(show),
    )


def nonsense() -> CardJson:
    """The press could not be understood."""
    first = _("That could not be understood")
    return build.card(
        first,
        build.heading(first),
        build.text(_("Nothing was changed. Your overview shows what can be done.")),
        build.buttons(_home(), build.button(_("Help"), ShowHelp())),
    )


def gone(change: str) -> CardJson:
    """The change that was asked for is not in the list."""
    first = _("{change} is not in the list").format(change=change)
    return build.card(
        first,
        build.heading(first),
        build.text(
            _("The number may be another one, or somebody removed it there. Nothing was changed.")
        ),
        build.buttons(_home()),
    )


def aside(button: Action) -> CardJson:
    """Said where others read along: what comes up is for one person, and so behind a button."""
    first = _("Others can read along here")
    return build.card(
        first,
        build.heading(first),
        build.text(_("Press the button, and only you see what comes up.")),
        build.buttons(button),
    )


def aside_for(heard: Heard) -> CardJson:
    """The card for something said in a channel or group chat."""
    match heard:
        case StartChange(name=name):
            return aside(build.opener(_("Start a change"), OpenForm(name=name), primary=True))
        case ShowStatus(change=change) if change:
            return aside(build.button(_("Show the change"), ShowChange(change=change)))
        case Calendar():
            return aside(build.button(_("Calendar"), ShowCalendar()))
        case _:
            return aside(_home())


def started(name: str) -> CardJson:
    """The first question of a new change, with as much of what was said as a name may have."""
    name = name[: field_of(ChangeRequest, "project_name").limit]
    first = _("Let us write it down")
    return build.card(
        first,
        build.heading(first),
        build.line_input(CALLED, _("What should we call this change?"), value=name),
        build.text(
            _("The form asks why, what it touches and when. You can save a draft at any time."),
            small=True,
        ),
        build.buttons(build.opener(_("Open the form"), OpenForm(name=name), primary=True)),
    )


def _home() -> Execute:
    return build.button(_("My overview"), ShowHome())
