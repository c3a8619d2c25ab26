"""Specimens of who decides in whose place, and of what approvers ask before they decide."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from cards import approval_dialog, handing_over, home, posted, replied, status, story
from cards.gallery_replies import NOW, Specimen
from cards.hearing import hear
from cards.payloads import AnswerPage, OpenAnswer
from playbook.commands import AnswerConcern, AskFirst, EndHandOver, HandOver
from playbook.dossier import Dossier
from playbook.findings import Fault, Finding
from playbook.handing_over import owed
from playbook.outcome import HandedOver, HandOverEnded
from playbook.records import Delegation, Post, PostState, Purpose
from playbook.standing import standing
from playbook.workplace import Workplace

QUESTION = "Who restores the files if the first department cannot open them?"
ANSWER = "Brightwater does, from the copy of Friday night. It takes two hours; we tried it in May."
_TODAY = story.WORKPLACE.today(NOW)
_AWAY = Delegation(
    key="delegation/1",
    of=story.MARIE.who,
    to=story.DEV.who,
    first_day=date(2026, 3, 2),
    last_day=date(2026, 3, 6),
)
_STAND_IN = Delegation(key="delegation/2", of=story.MARIE.who, to=story.ALEX.who)
_COVERED = replace(story.WORKPLACE, delegations=(_AWAY,))
_BOTH = replace(story.WORKPLACE, delegations=(_AWAY, _STAND_IN))


def specimens() -> Iterator[Specimen]:
    yield from _handing_over()
    yield from _told()
    yield from _turns()
    yield from _asking_first()


def _handing_over() -> Iterator[Specimen]:
    yield Specimen("somebody decides for me, said", handing_over.opener_card())
    for name, workplace in (
        ("nobody yet", story.WORKPLACE),
        ("one already", _COVERED),
        ("two already", _BOTH),
    ):
        dialog = handing_over.dialog(workplace, story.MARIE, "form-8", _TODAY)
        yield Specimen(f"somebody decides for me, {name}", dialog.card)
    for fault in (
        Fault.MISSING, Fault.ONESELF, Fault.LOOP, Fault.OVERLAPPING, Fault.NO_LONGER_HERE,
    ):  # fmt: skip
        findings = (
            Finding("to", fault, about=(story.DEV.name,)),
            Finding("first_day", Fault.IN_THE_PAST),
            Finding("last_day", Fault.BACKWARDS),
        )
        dialog = handing_over.dialog(
            story.WORKPLACE, story.MARIE, "form-8", _TODAY, findings=findings
        )
        yield Specimen(f"somebody decides for me, to mend: {fault}", dialog.card)
    for again in (False, True):
        name = ", again" if again else ""
        agreed = HandedOver(_AWAY.key, again=again)
        card = replied.draw(agreed, None, _COVERED, story.MARIE, NOW)
        yield Specimen(f"reply: somebody decides for me{name}", card)
        ended = HandOverEnded(_AWAY.key, again=again)
        card = replied.draw(ended, None, _COVERED, story.MARIE, NOW)
        yield Specimen(f"reply: decides again{name}", card)
    yield Specimen("kept: hand over", replied.kept(HandOver(form="form-8")))
    yield Specimen("kept: end it", replied.kept(EndHandOver(delegation=_AWAY.key)))
    yield Specimen("said in a channel, away", replied.aside_for(hear("I am away")))
    card = home.draw(_BOTH, [story.submitted()], story.MARIE, NOW)
    yield Specimen("overview while somebody decides for me", card)


def _told() -> Iterator[Specimen]:
    ended = _AWAY.model_copy(update={"ended_at": NOW})
    for name, one in (("for days", _AWAY), ("whenever", _STAND_IN)):
        for post in _posts(replace(story.WORKPLACE, delegations=(one,))):
            card = posted.draw(post, None, _BOTH, NOW).card
            yield Specimen(f"decides {name}, told to {post.receiver.name}", card)
    before = {post.key: post for post in _posts(_COVERED)}
    for post in _posts(replace(story.WORKPLACE, delegations=(ended,), posts=before)):
        card = posted.draw(post, None, _BOTH, NOW).card
        yield Specimen(f"no longer decides, told to {post.receiver.name}", card)


def _posts(workplace: Workplace) -> tuple[Post, ...]:
    return tuple(row for row in owed(workplace, NOW) if isinstance(row, Post))


def _turns() -> Iterator[Specimen]:
    asked = story.submitted()
    yield _shown("approval while somebody decides too", asked.posts[0], asked, _COVERED)
    about = {"purpose": Purpose.STAND_IN, "receiver": story.DEV.who, "about": story.MARIE.key}
    post = asked.posts[0].model_copy(update=about)
    yield _shown("approval, decides no longer", post, asked)
    reminder = post.model_copy(update={"purpose": Purpose.REMINDER})
    yield _shown("reminder, on behalf", reminder, asked, _COVERED)
    nudges = tuple(
        post.model_copy(update={"key": f"nudge/{n}", "purpose": purpose, "receiver": who})
        for n, (purpose, who) in enumerate(
            (
                (Purpose.REMINDER, story.MARIE.who),
                (Purpose.STAND_IN, story.DEV.who),
                (Purpose.ESCALATED, story.ALEX.who),
            )
        )
    )
    nudged = replace(asked, posts=(*asked.posts, *nudges))
    yield Specimen("status after nudges", status.draw(nudged, _BOTH, story.JULIE, NOW))


def _asking_first() -> Iterator[Specimen]:
    asked = story.submitted()
    version = standing(asked).version
    page = OpenAnswer(change=asked.change.key, version=version, page=AnswerPage.QUESTION)
    marie = story.MARIE.who
    dialog = approval_dialog.draw(page, asked, marie, _TODAY, form="form-9")
    yield Specimen("a question before deciding", dialog.card)
    missing = (Finding("text", Fault.MISSING),)
    behalf = page.model_copy(update={"approver": story.MARIE.key})
    dialog = approval_dialog.draw(behalf, asked, marie, _TODAY, form="form-9", findings=missing)
    yield Specimen("a question before deciding, to mend", dialog.card)
    ask = AskFirst(change=asked.change.key, version=version, text=QUESTION, form="form-9")
    outcome, waits = story.after(asked, ask, story.MARIE, NOW)
    card = replied.draw(outcome.reply, waits, story.WORKPLACE, story.MARIE, NOW, command=ask)
    yield Specimen("reply: asked before deciding", card)
    yield Specimen("kept: question before deciding", replied.kept(ask))
    waits = story.sent(waits, NOW)
    yield _shown("question before deciding, to be answered", waits.posts[-1], waits)
    yield _shown("approval, with a question", waits.posts[0], waits)
    card = status.draw(waits, story.WORKPLACE, story.JULIE, NOW)
    yield Specimen("status, asked before deciding", card)
    later = NOW + timedelta(hours=1)
    known = _answered(waits, later)
    yield _shown("approval, with an answer", known.posts[0], known)
    yield _shown("question before deciding, answered", known.posts[-1], known)


def _answered(dossier: Dossier, at: datetime) -> Dossier:
    (concern,) = dossier.concerns
    answer = AnswerConcern(concern=concern.key, text=ANSWER)
    return story.sent(story.after(dossier, answer, story.JULIE, at)[1], at)


def _shown(
    name: str, post: Post, dossier: Dossier, workplace: Workplace = story.WORKPLACE
) -> Specimen:
    sent = post.model_copy(update={"state": PostState.SENT})
    return Specimen(name, posted.draw(sent, dossier, workplace, NOW).card)
