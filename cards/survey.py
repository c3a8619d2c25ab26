"""A pulse survey in the channel: two taps, and one's own answer afterwards."""

from collections.abc import Iterator

from cards import build
from cards.build import CardJson
from cards.elements import Element
from cards.payloads import AnswerSurvey, OpenSurvey
from cards.reading import FEELING
from cards.words import _, moment
from playbook.dossier import Dossier
from playbook.fields import field_of
from playbook.records import Feeling, Survey, SurveyAnswer
from playbook.surveys import closes_at, results_go_to
from playbook.workplace import Workplace


def ask(
    dossier: Dossier,
    survey: Survey,
    workplace: Workplace,
    *,
    post: str = "",
    mend: str = "",
) -> CardJson:
    """The open survey. It says who will see the answer before it asks, and is the same at any
    hour: nobody's choice is lost to a card that is drawn again.
    """
    return build.card(
        survey.name,
        build.heading(survey.name),
        build.text(_("Two taps, about: {change}").format(change=dossier.change.project_name)),
        build.text(who_sees(survey, workplace), small=True, close=True),
        *_choices(survey, post, None, mend),
        build.text(until(survey, workplace), small=True, subtle=True),
    )


def own(
    survey: Survey,
    answer: SurveyAnswer,
    workplace: Workplace,
    *,
    changed: bool = False,
    post: str = "",
) -> CardJson:
    """What one person sees once they have answered: their answer, and that they may change it."""
    first = (
        _("Your new answer is kept. It takes the place of the one before.")
        if changed
        else _("Thank you. Your answer is kept.")
    )
    return build.card(
        first,
        build.heading(survey.name),
        build.text(first, bold=True),
        build.text(_("You chose: {choice}.").format(choice=_(answer.feeling)), close=True),
        *_choices(survey, post, answer, ""),
        build.text(until(survey, workplace), small=True, subtle=True),
    )


def closed(dossier: Dossier, survey: Survey, workplace: Workplace) -> CardJson:
    """The survey's card once its last day is over."""
    first = _("Closed: {survey}").format(survey=survey.name)
    return build.card(
        first,
        build.heading(first),
        build.text(
            _("Thank you for your answers. {who} reads them and decides what is adjusted.").format(
                who=_team(survey, workplace)
            )
        ),
        build.text(dossier.change.project_name, small=True, subtle=True),
    )


def who_sees(survey: Survey, workplace: Workplace) -> str:
    """Who will see an answer, and that it carries a name."""
    place = workplace.conversations.get(results_go_to(survey, workplace).id)
    line = (
        _("Everybody in the channel “{who}” sees your answer, with your name.")
        if place is not None
        else _("{who} and the project team see your answer, with your name.")
    )
    return line.format(who=_team(survey, workplace))


def until(survey: Survey, workplace: Workplace) -> str:
    """Until when an answer may be changed."""
    closes = closes_at(survey, workplace.office)
    if closes is None:
        return _("You can change your answer until the survey closes.")
    return _("Until {when}, you can change your answer.").format(
        when=moment(closes, workplace.zone, closes)
    )


def _team(survey: Survey, workplace: Workplace) -> str:
    """The project team's channel, or whoever asked."""
    who = results_go_to(survey, workplace)
    place = workplace.conversations.get(who.id)
    return (place.name if place else "") or who.name or _("The project team")


def _choices(
    survey: Survey, post: str, answer: SurveyAnswer | None, mend: str
) -> Iterator[Element]:
    yield build.choice_input(
        FEELING,
        _(field_of(SurveyAnswer, FEELING).label),
        [(feeling, _(feeling)) for feeling in Feeling],
        value=answer.feeling if answer else "",
        spread=True,
    )
    if mend:
        yield build.text(mend, small=True, alert=True, close=True)
    send = AnswerSurvey(survey=survey.key, post=post)
    yield build.buttons(
        build.button(
            _("Send again") if answer else _("Send"), send, name="send", primary=answer is None
        ),
        build.opener(_("Tell us more"), OpenSurvey(survey=survey.key, post=post)),
    )
