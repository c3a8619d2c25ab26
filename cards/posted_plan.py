"""What a post about a row of a change's plan shows: a wave, a question, a survey."""

from datetime import datetime

from cards import (
    announcement,
    build,
    concerns,
    posted_approval,
    rollback,
    survey,
    survey_results,
    undelivered,
    wave_news,
)
from cards.build import CardJson
from cards.payloads import ShowChange
from cards.words import _
from playbook.dossier import Dossier
from playbook.records import Concern, Person, Post, Purpose, Survey, Wave
from playbook.surveys import closes_at
from playbook.workplace import Workplace


def draw(
    post: Post, dossier: Dossier, workplace: Workplace, now: datetime, viewer: Person | None
) -> CardJson:
    """The post's card; where the row that it is about is gone, a card that says so."""
    if post.purpose is Purpose.UNREACHABLE:
        return undelivered.draw(post, dossier, workplace)
    match dossier.row(post.about):
        case Wave() as wave:
            return _about_wave(post, wave, dossier, workplace, now, viewer)
        case Concern() as concern if (
            post.purpose is Purpose.ANSWERED
            and concern.version
            and (card := posted_approval.answered(post, concern, dossier, workplace, now))
        ):
            return card
        case Concern() as concern if post.purpose is Purpose.ANSWERED:
            return concerns.answered(dossier, concern, post=post.key, in_thread=not post.receiver)
        case Concern() as concern:
            reader = viewer or workplace.person(post.receiver)
            return concerns.card(dossier, concern, workplace, reader, now, post=post.key)
        case Survey() as asked:
            return _about_survey(post, asked, dossier, workplace, now)
        case _:
            return _gone(post, dossier)


def _about_wave(
    post: Post,
    wave: Wave,
    dossier: Dossier,
    workplace: Workplace,
    now: datetime,
    viewer: Person | None,
) -> CardJson:
    reader = viewer or workplace.person(post.receiver)
    match post.purpose:
        case Purpose.ROLLBACK:
            return rollback.draw(dossier, wave, workplace, reader, now, post=post.key)
        case Purpose.CORRECTION:
            return wave_news.moved(dossier, wave, in_thread=not post.receiver, post=post.key)
        case Purpose.HELD:
            return wave_news.held(dossier, wave, workplace, reader, now, post=post.key)
        case Purpose.PAUSED if post.receiver:
            return wave_news.paused(dossier, wave, workplace, now, post=post.key)
        case Purpose.PAUSED:
            return wave_news.paused_for_all(dossier, wave)
        case _:
            read = bool(reader.key) and announcement.has_read(dossier, wave, reader.who)
            return announcement.draw(dossier, wave, workplace, post=post.key, read=read)


def _about_survey(
    post: Post, asked: Survey, dossier: Dossier, workplace: Workplace, now: datetime
) -> CardJson:
    closes = closes_at(asked, workplace.office)
    over = closes is not None and closes <= now
    match post.purpose:
        case Purpose.COUNTS:
            return survey_results.counts(dossier, asked, over=over)
        case Purpose.RESULTS:
            return survey_results.results(dossier, asked, post=post.key)
        case _ if over:
            return survey.closed(dossier, asked, workplace)
        case _:
            return survey.ask(dossier, asked, workplace, post=post.key)


def _gone(post: Post, dossier: Dossier) -> CardJson:
    """Somebody removed the row from its list."""
    first = _("This is not in the list any more")
    return build.card(
        first,
        build.heading(first),
        build.text(
            _("It was removed from the plan of {change}.").format(
                change=dossier.change.project_name or dossier.change.key
            )
        ),
        build.buttons(
            build.button(_("Show the change"), ShowChange(change=dossier.change.key, post=post.key))
        ),
    )
