"""Specimens of additions: asked for, judged, taken up, turned down, and put before the sponsor."""

from collections.abc import Iterator
from datetime import timedelta

from cards import additions, plan, posted, replied, status, story
from cards import story_plan as told
from cards.gallery_plan import post_of, posted_as
from cards.gallery_replies import Specimen
from playbook.commands import AnswerConcern, AnyCommand, AskAddition, Decide, TakeAddition
from playbook.dossier import Dossier
from playbook.findings import Fault, Finding
from playbook.outcome import AdditionAsked, AdditionTaken, Unfinished
from playbook.records import Phase, Purpose, Verdict
from playbook.standing import standing

_PLACE = told.WORKPLACE
_AT = told.ANNOUNCED + timedelta(hours=1)
WHY = "The new library is slow to search while it is full of drafts from years ago."
NOT_NOW = "A good idea for the autumn, as a change of its own."
NO = "Not before June."
ASKED = {
    "out of scope": "Moving e-mail as well",
    "in scope": "Sharing drawings",
    "neither": "Clean up the files of the last ten years",
}


def specimens() -> Iterator[Specimen]:
    """Every card of an addition, in the order in which people meet them."""
    dossier = pilot()
    yield from _asking(dossier)
    wanted = asked(dossier, ASKED["neither"])
    key = wanted.concerns[-1].key
    yield from _answering(wanted, key)
    yield from _waiting(taken(wanted))
    kept: tuple[tuple[str, AnyCommand], ...] = (
        ("addition", _ask(ASKED["neither"])),
        ("addition taken up", _take(key)),
    )
    for name, command in kept:
        yield Specimen(f"kept: {name}", replied.kept(command))


def _asking(dossier: Dossier) -> Iterator[Specimen]:
    form = additions.form(dossier, _PLACE, story.DEV, "form-7")
    yield Specimen("form of an addition", form.card)
    missing = (Finding("why", Fault.MISSING),)
    typed = {"text": ASKED["neither"]}
    form = additions.form(dossier, _PLACE, story.DEV, "form-7", typed=typed, findings=missing)
    yield Specimen("form of an addition, to mend", form.card)
    for name, text in ASKED.items():
        wanted = asked(dossier, text)
        reply = AdditionAsked(told.CHANGE, wanted.concerns[-1].key)
        for person in (story.DEV, story.ALEX):
            card = replied.draw(reply, wanted, _PLACE, person, _AT)
            yield Specimen(f"addition asked by {person.name}, {name}", card)


def _answering(wanted: Dossier, key: str) -> Iterator[Specimen]:
    yield posted_as("addition, to be decided", post_of(Purpose.ADDITION, key, story.ALEX), wanted)
    covered = asked(pilot(), ASKED["in scope"])
    post = post_of(Purpose.ADDITION, covered.concerns[-1].key, story.ALEX)
    yield posted_as("addition in scope already, to be answered", post, covered)
    nothing = (Finding("text", Fault.MISSING), Finding("go_live_to", Fault.IN_THE_PAST))
    take = _take(key).model_copy(update={"text": ""})
    card = replied.draw(Unfinished(nothing), wanted, _PLACE, story.ALEX, _AT, command=take)
    yield Specimen("addition, to mend before it is taken up", card)
    after = taken(wanted)
    for name, reply in (
        ("addition taken up", AdditionTaken(told.CHANGE, key)),
        ("addition taken up again", AdditionTaken(told.CHANGE, key, again=True)),
    ):
        card = replied.draw(reply, after, _PLACE, story.ALEX, _AT)
        yield Specimen(f"reply: {name}", card)
    to_dev = post_of(Purpose.ANSWERED, key, story.DEV)
    yield posted_as("addition, taken up", to_dev, after)
    decline = AnswerConcern(concern=key, text=NOT_NOW)
    yield posted_as("addition, turned down", to_dev, told.after(wanted, decline, story.ALEX, _AT))


def _waiting(after: Dossier) -> Iterator[Specimen]:
    """A version with an addition waits for Marie while the pilot goes on."""
    version = standing(after).version
    post = post_of(Purpose.APPROVAL, "", story.MARIE).model_copy(
        update={"about": "", "version": version}
    )
    yield Specimen("approval of an addition", posted.draw(post, after, _PLACE, _AT).card)
    for person in (story.JULIE, story.DEV):
        card = status.draw(after, _PLACE, person, _AT)
        yield Specimen(f"status of {person.name} while an addition waits", card)
    yield Specimen("plan while an addition waits", plan.draw(after, _PLACE, story.ALEX, _AT))
    no = Decide(change=told.CHANGE, version=version, verdict=Verdict.DECLINED, comment=NO)
    declined = told.after(after, no, story.MARIE, _AT)
    yes = no.model_copy(update={"verdict": Verdict.APPROVED})
    for verdict, decision in ((Verdict.DECLINED, no), (Verdict.APPROVED, yes)):
        for purpose, person in ((Purpose.DECIDED, story.ALEX), (Purpose.APPROVAL, story.MARIE)):
            post = post_of(purpose, "", person).model_copy(update={"about": "", "version": version})
            settled = told.after(after, decision, story.MARIE, _AT)
            card = posted.draw(post, settled, _PLACE, _AT).card
            yield Specimen(f"addition {verdict.lower()}, told to {person.name}", card)
    for name, dossier in (
        ("an addition was declined", declined),
        ("an addition was approved", told.after(after, yes, story.MARIE, _AT)),
    ):
        yield Specimen(f"status when {name}", status.draw(dossier, _PLACE, story.ALEX, _AT))


def pilot() -> Dossier:
    """The pilot goes on, and people have been told of it."""
    dossier = told.announced()
    for to in (Phase.PLANNING, Phase.PILOT):
        dossier = story.moved(to, dossier, told.ANNOUNCED)
    return dossier


def _ask(text: str) -> AskAddition:
    return AskAddition(change=told.CHANGE, text=text, why=WHY, form="form-7")


def _take(key: str) -> TakeAddition:
    return TakeAddition(addition=key, into="in_scope_workflows", text=ASKED["neither"])


def asked(dossier: Dossier, text: str) -> Dossier:
    """Dev has asked for an addition while the pilot goes on."""
    return told.after(dossier, _ask(text), story.DEV, _AT)


def taken(wanted: Dossier) -> Dossier:
    """Alex has taken it up, and Marie has been asked."""
    return told.after(wanted, _take(wanted.concerns[-1].key), story.ALEX, _AT)
