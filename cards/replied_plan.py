"""What somebody sees after a press on the plan, on an announcement, a question or a survey."""

from collections.abc import Mapping
from datetime import datetime

from cards import (
    additions,
    announcement,
    build,
    concerns,
    plan,
    refused,
    roles,
    row,
    rowform,
    survey,
    survey_form,
)
from cards import wave as waves
from cards.build import CardJson
from cards.elements import Action, Element
from cards.happened import happened
from cards.lacking import lack_lines
from cards.payloads import ShowHome, ShowPlan, ShowRow
from cards.words import _, moment
from playbook import commands
from playbook.commands import AnyCommand
from playbook.dossier import Dossier
from playbook.outcome import (
    Acknowledged,
    AdditionAsked,
    AdditionTaken,
    Answered,
    ItemDone,
    Raised,
    Reason,
    Refusal,
    Reply,
    RolesNamed,
    RowKept,
    Surveyed,
    Unfinished,
    WaveMoved,
)
from playbook.records import ActionItem, Concern, ConcernKind, Person, PlanRow, Survey, Wave
from playbook.surveys import answer_of, survey_of
from playbook.workplace import Workplace

_WORDS = (Reason.TEXT_MISSING, Reason.TEXT_TOO_LONG)
_REASONS = (Reason.REASON_MISSING, Reason.COMMENT_TOO_LONG)


def draw(
    reply: Reply,
    dossier: Dossier,
    workplace: Workplace,
    person: Person,
    now: datetime,
    command: AnyCommand | None,
) -> CardJson | None:
    """The reply's card; None for one that is not about the plan."""
    opening = (build.text(happened(reply, dossier), bold=True),)
    match reply:
        case (
            RowKept(row=key)
            | WaveMoved(wave=key)
            | ItemDone(item=key)
            | Answered(concern=key)
            | AdditionTaken(concern=key)
        ):
            return _row(key, dossier, workplace, person, now, opening)
        case RolesNamed():
            return roles.draw(dossier, workplace, person, opening=opening)
        case Acknowledged(wave=key) if wave := dossier.wave(key):
            post = command.post if isinstance(command, commands.Acknowledge) else ""
            return announcement.draw(dossier, wave, workplace, post=post, read=True)
        case AdditionAsked(concern=key) if isinstance(said := dossier.row(key), Concern):
            return additions.asked(dossier, said, workplace, person)
        case Raised(concern=key):
            return _raised(dossier.row(key))
        case Surveyed(survey=key, changed=changed):
            return _surveyed(key, dossier, workplace, person, changed=changed)
        case Unfinished() if isinstance(command, commands.TakeAddition):
            return additions.again(dossier, command, reply.findings, workplace, person, now)
        case Unfinished() if isinstance(command, commands.AnswerSurvey):
            return _unanswered(reply, command, dossier, workplace, person, now)
        case Unfinished() if command is not None and isinstance(
            entered := getattr(command, "row", None), PlanRow
        ):
            today = workplace.today(now)
            return rowform.draw(entered, workplace, today, reply.findings).card
        case Refusal():
            return _refusal(reply, dossier, workplace, person, now, command)
        case _:
            return None


def _row(
    key: str,
    dossier: Dossier,
    workplace: Workplace,
    person: Person,
    now: datetime,
    opening: tuple[Element, ...],
) -> CardJson:
    """The row where it has a card to work with, and the plan otherwise."""
    kept = dossier.row(key)
    if isinstance(kept, Wave | Survey | Concern | ActionItem):
        return row.draw(dossier, key, workplace, person, now, opening=opening)
    return plan.draw(dossier, workplace, person, now, opening=opening)


def _raised(said: PlanRow | None) -> CardJson:
    first = _("Thank you. It is on its way.")
    owner = said.owner.name if isinstance(said, Concern) else ""
    public = isinstance(said, Concern) and bool(said.thread) and said.kind is ConcernKind.QUESTION
    told = (
        _("{who} answers under the announcement. Nothing else is needed from you.")
        if public
        else _("{who} has it now. The answer comes to you in your own chat.")
    )
    return build.card(
        first,
        build.heading(first),
        build.text(told.format(who=owner or _("The coordinator"))),
        build.buttons(build.button(_("My overview"), ShowHome())),
    )


def _surveyed(
    key: str, dossier: Dossier, workplace: Workplace, person: Person, *, changed: bool
) -> CardJson | None:
    asked, answer = survey_of(dossier, key), answer_of(dossier, key, person.key)
    if asked is None or answer is None:
        return None
    return survey.own(asked, answer, workplace, changed=changed)


def _unanswered(
    reply: Unfinished,
    command: commands.AnswerSurvey,
    dossier: Dossier,
    workplace: Workplace,
    person: Person,
    now: datetime,
) -> CardJson | None:
    asked = survey_of(dossier, command.survey)
    if asked is None:
        return None
    if command.told is None:
        mend = _("Choose one of these first, then press Send.")
        return survey.ask(dossier, asked, workplace, mend=mend)
    inputs: Mapping[str, str] = {"feeling": command.feeling or "", **command.told}
    return survey_form.draw(
        dossier, asked, workplace, person, now, inputs=inputs, findings=reply.findings
    ).card


def _refusal(
    reply: Refusal,
    dossier: Dossier,
    workplace: Workplace,
    person: Person,
    now: datetime,
    command: AnyCommand | None,
) -> CardJson | None:
    """Where the person can mend it on the spot, the same card again with what was typed."""
    since = moment(reply.since, workplace.zone, now) if reply.since else ""
    told = refused.sentences(reply, since)
    alert = (build.text(told[0], bold=True, alert=True), build.text(told[1], close=True))
    match command:
        case commands.MoveWave() if wave := dossier.wave(command.wave):
            if reply.reason in _REASONS:
                return waves.draw(
                    dossier, wave, workplace, person, now, opening=alert[:1], move=command
                )
            if reply.reason is Reason.NOT_FROM_HERE:
                return waves.draw(dossier, wave, workplace, person, now, opening=alert)
        case commands.Raise() if reply.reason in _WORDS and (wave := dossier.wave(command.wave)):
            return concerns.form(
                command.kind,
                dossier,
                wave,
                workplace,
                person,
                command.form,
                post=command.post,
                conversation=command.conversation,
                typed=command.text,
                mend=told[0],
            ).card
        case commands.AnswerConcern() if isinstance(said := dossier.row(command.concern), Concern):
            if reply.reason in _WORDS:
                return concerns.card(
                    dossier, said, workplace, person, now, typed=command.text, mend=told[0]
                )
            if reply.reason is Reason.ALREADY_ANSWERED:
                return concerns.card(dossier, said, workplace, person, now, opening=alert)
    return _plainly(reply, told, dossier, person) if reply.about or reply.lacks else None


def _plainly(reply: Refusal, told: tuple[str, ...], dossier: Dossier, person: Person) -> CardJson:
    """Why, what is missing and who can mend it, and the way there."""
    first = refused.title(reply)
    actions: list[Action] = [
        build.button(_("Plan"), ShowPlan(change=dossier.change.key), primary=bool(reply.lacks))
    ]
    wave = dossier.wave(reply.about)
    if wave is not None:
        actions.append(build.button(_("Show the wave"), ShowRow(row=reply.about)))
    return build.card(
        first,
        build.heading(first),
        *([build.text(wave.name, small=True, subtle=True, close=True)] if wave else ()),
        build.text(told[0]),
        *lack_lines(reply.lacks, dossier, reply.about, person),
        build.text(told[1]),
        build.buttons(*actions),
    )
