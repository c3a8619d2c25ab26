"""Specimens of the request's form, step by step; the gallery shows them among the others."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from cards import form, review, starting, story
from cards import story_plan as told
from cards.dependencies import Block
from cards.form import Form
from cards.gallery_replies import NOW, Specimen
from playbook.beginning import begun_from
from playbook.examining import examine
from playbook.findings import Fault, Finding
from playbook.records import ChangeRequest
from playbook.steps import DEPENDENCIES, FormStep
from playbook.warnings import Warned

_TODAY = story.WORKPLACE.today(NOW)
_WAITS_FOR = (told.LICENCES, told.VENDOR)


def specimens() -> Iterator[Specimen]:
    new = ChangeRequest(key="", form="form-3", project_name="Move to Microsoft 365")
    models = (story.submitted().change,)
    yield _specimen("form, step 1", Form(new, FormStep.WHY, _TODAY, beginnings=models))
    filled = Form(
        begun_from(new, models[0]), FormStep.WHY, _TODAY, told=starting.filled_in(models[0])
    )
    yield _specimen("form, step 1 filled in", filled)
    change = story.drafted().change
    scope = Form(change, FormStep.SCOPE, _TODAY, dependencies=_WAITS_FOR)
    yield _specimen("form, step 2", scope)
    when = Form(change, FormStep.WHEN, _TODAY)
    unread = replace(when, review=_review((), (Warned.NO_DAY,)), told=form.not_sent_yet())
    yield _specimen("form, step 3, not sent yet", unread)
    yield _specimen("form, step 3", replace(when, review=_review((), ())))
    still = (Finding("goal", Fault.MISSING), Finding("out_of_scope", Fault.MISSING))
    warned = replace(when, review=_review(still, tuple(Warned)))
    yield _specimen("form, step 3 with every warning", warned)
    filed = story.submitted().change
    yield _specimen("form of a filed change", Form(filed, FormStep.WHY, _TODAY))
    begun = story.typed().change
    yield _specimen("form of a change with a type", Form(begun, FormStep.WHY, _TODAY))
    yield _specimen("form, overtaken", Form(filed, FormStep.WHY, _TODAY, overtaken=True))
    yield from _to_mend(change)
    vendor = Block(told.VENDOR, "abcd", (Finding("decide_by", Fault.NOT_A_DATE),))
    edited = Form(change, FormStep.SCOPE, _TODAY, dependencies=_WAITS_FOR, block=vendor)
    yield _specimen("form, a dependency to mend", edited)


def _to_mend(change: ChangeRequest) -> Iterator[Specimen]:
    bad = change.model_copy(
        update={
            "sponsor": ChangeRequest.model_fields["sponsor"].default,
            "why": "Because. " * 90,
            "go_live_from": None,
            "go_live_to": _TODAY - timedelta(days=3),
            "in_scope_systems": "<b>Everything</b>",
            "in_scope_sites": "[name of the site], TBD",
            "out_of_scope": "",
        }
    )
    findings = (
        Finding("go_live_from", Fault.NOT_A_DATE),
        *(found for found in examine(bad, _TODAY) if found.field != "go_live_from"),
        Finding(DEPENDENCIES, Fault.INCOMPLETE, about=(told.VENDOR.what,)),
    )
    for step in FormStep:
        page = Form(
            bad,
            step,
            _TODAY,
            findings=findings,
            typed={"go_live_from": "soon"},
            mending=True,
            dependencies=_WAITS_FOR,
        )
        yield _specimen(f"form, step {int(step)} to mend", page)


def _review(still: tuple[Finding, ...], cautions: tuple[Warned, ...]) -> review.Review:
    names = {step: form.name_of(step) for step in FormStep}
    return review.reviewed(still, cautions, (), names)


def _specimen(name: str, page: Form) -> Specimen:
    return Specimen(name, form.draw(page).card)
