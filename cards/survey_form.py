"""The survey's questions in people's own words: a dialog."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from cards import build
from cards import survey as surveys
from cards.dialog import Dialog
from cards.elements import Element
from cards.mending import mend
from cards.payloads import SaveSurvey
from cards.reading import FEELING
from cards.words import _, speaking
from playbook.dossier import Dossier
from playbook.fields import Kept, asked_of
from playbook.findings import Finding
from playbook.records import Feeling, Person, Survey, SurveyAnswer
from playbook.surveys import answer_of
from playbook.workplace import Workplace


def draw(
    dossier: Dossier,
    survey: Survey,
    workplace: Workplace,
    person: Person,
    now: datetime,
    *,
    post: str = "",
    inputs: Mapping[str, str] | None = None,
    findings: Sequence[Finding] = (),
) -> Dialog:
    """The questions, with what this person answered before. What `inputs` holds goes first: what
    was chosen on the card, or what was typed on a form that comes back with `findings`.
    """
    before = answer_of(dossier, survey.key, person.key)
    found = {finding.field: finding for finding in findings}
    today = workplace.today(now)
    with speaking(person.language):
        elements: list[Element] = [
            build.text(surveys.who_sees(survey, workplace)),
            build.text(
                _("Leave empty what you have nothing to say about."), small=True, close=True
            ),
        ]
        for kept in asked_of(SurveyAnswer):
            elements.append(_asked(kept, before, inputs or {}))
            if finding := found.get(kept.name):
                told = mend(finding, today, missing=_("Choose one of these first."))
                elements.append(build.text(told, small=True, alert=True, close=True))
        elements.append(build.text(surveys.until(survey, workplace), small=True, subtle=True))
        save = SaveSurvey(survey=survey.key, post=post)
        send = build.submit(_("Send"), save, name="send", primary=True)
        return Dialog(survey.name, build.card(survey.name, *elements, build.buttons(send)))


def _asked(kept: Kept, before: SurveyAnswer | None, inputs: Mapping[str, str]) -> Element:
    stood = str(getattr(before, kept.name)) if before else ""
    if kept.name == FEELING:
        value = inputs.get(kept.name) or stood
        choices = [(feeling, _(feeling)) for feeling in Feeling]
        return build.choice_input(kept.name, _(kept.label), choices, value=value, spread=True)
    return build.lines_input(kept.name, _(kept.label), value=inputs.get(kept.name, stood))
