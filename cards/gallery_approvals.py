"""Specimens of approvals by several people: stages, delegates, nudges, conditions, withdrawals."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from cards import approval_dialog, posted, replied, row, status, story
from cards.gallery_replies import NOW, Specimen
from cards.payloads import AnswerPage, OpenAnswer
from playbook.commands import Asked, Decide, File, Withdraw
from playbook.dossier import Dossier
from playbook.fields import NOBODY
from playbook.filing import back_to_work
from playbook.findings import Fault, Finding
from playbook.records import (
    ApprovalPolicy,
    Delegation,
    Path,
    Post,
    PostState,
    Purpose,
    Quorum,
    Verdict,
)
from playbook.standing import EXPIRED, standing
from playbook.workplace import Workplace

CONDITION = "The backup is tested first."
WHY_BACK = "I had misread the dates."
_TODAY = story.WORKPLACE.today(NOW)
_POLICIES = (
    ApprovalPolicy(key="approval policy/1", name="Sponsor", stage=1, approvers="Sponsor"),
    ApprovalPolicy(
        key="approval policy/2",
        name="Both sides",
        stage=2,
        approvers="Alex Novak\nDev Patel\nJulie Chen",
        quorum=Quorum.SOME,
        needed=2,
        veto=story.ALEX.who,
    ),
)
_AWAY = Delegation(
    key="delegation/1",
    of=story.MARIE.who,
    to=story.DEV.who,
    first_day=date(2026, 3, 1),
    last_day=date(2026, 3, 31),
)
_STAGED = replace(story.WORKPLACE, policies=_POLICIES)
_COVERED = replace(story.WORKPLACE, delegations=(_AWAY,))


def specimens() -> Iterator[Specimen]:
    yield from _in_stages()
    yield from _on_behalf()
    yield from _nudges()
    yield from _with_conditions()
    yield from _second_thoughts()


def _asked(workplace: Workplace, **changed: object) -> Dossier:
    entered = story.ENTERED.model_copy(update=changed)
    filed = story.after(None, File(entered=entered, submit=True), story.JULIE, NOW, workplace)
    return story.sent(filed[1], NOW)


def _decide(dossier: Dossier, **more: object) -> Decide:
    return Decide(
        change=dossier.change.key,
        version=standing(dossier).version,
        verdict=Verdict.APPROVED,
    ).model_copy(update=more)


def _in_stages() -> Iterator[Specimen]:
    asked = _asked(_STAGED)
    yield _shown("approval in stages, first", asked.posts[0], asked, _STAGED)
    first = story.sent(story.after(asked, _decide(asked), story.MARIE, NOW, _STAGED)[1], NOW)
    yield _shown("approval in stages, given by the first", asked.posts[0], first, _STAGED)
    card = status.draw(first, _STAGED, story.JULIE, NOW)
    yield Specimen("status, waiting for the second stage", card)
    second = next(post for post in first.posts if post.receiver == story.ALEX.who)
    yield _shown("approval in stages, second", second, first, _STAGED)


def _on_behalf() -> Iterator[Specimen]:
    asked = _asked(_COVERED)
    yield _shown("approval, on behalf", asked.posts[0], asked, _COVERED)
    given = story.after(asked, _decide(asked), story.DEV, NOW, _COVERED)[1]
    yield _shown("approval, given on behalf", asked.posts[0], given, _COVERED)


def _nudges() -> Iterator[Specimen]:
    asked = _asked(story.WORKPLACE, decide_by=_TODAY + timedelta(days=1))
    post = asked.posts[0]
    told = {"receiver": story.ALEX.who, "about": story.MARIE.key}
    escalated = post.model_copy(update={"purpose": Purpose.ESCALATED, **told})
    yield _shown("no answer yet, told to the manager", escalated, asked)
    soon = post.model_copy(update={"purpose": Purpose.EXPIRING})
    yield _shown("its time ends soon", soon, asked)
    julie = soon.model_copy(update={"receiver": story.JULIE.who})
    yield _shown("its time ends soon, told to whoever asked", julie, asked)
    over = post.model_copy(update={"purpose": Purpose.EXPIRED})
    taken_back = back_to_work(asked, NOBODY, NOW, EXPIRED)
    yield _shown("its time is over", over, asked.after((taken_back,)))


def _with_conditions() -> Iterator[Specimen]:
    asked = _asked(story.WORKPLACE)
    form = OpenAnswer(change=asked.change.key, version=standing(asked).version)
    menu = approval_dialog.draw(form, asked, story.MARIE.who, _TODAY, form="form-7")
    yield Specimen("other answers", menu.card)
    page = form.model_copy(update={"page": AnswerPage.CONDITIONS, "approver": story.MARIE.key})
    lacking = (Finding("owner_1", Fault.MISSING), Finding("due_1", Fault.MISSING))
    typed = {"what_1": CONDITION}
    dialog = approval_dialog.draw(
        page, asked, story.MARIE.who, _TODAY, form="form-7", typed=typed, findings=lacking
    )
    yield Specimen("approval on conditions, to mend", dialog.card)
    condition = Asked(what=CONDITION, owner=story.ALEX.who, due=_TODAY + timedelta(days=9))
    given = story.after(asked, _decide(asked, conditions=(condition,)), story.MARIE, NOW)[1]
    yield _shown("approval, on conditions", asked.posts[0], given)
    back = Withdraw(change=given.change.key, version=standing(given).version, reason=WHY_BACK)
    fallen = story.after(given, back, story.MARIE, NOW)[1]
    item = row.draw(fallen, fallen.items[0].key, story.WORKPLACE, story.ALEX, NOW)
    yield Specimen("action item that nobody needs any more", item)


def _second_thoughts() -> Iterator[Specimen]:
    asked = _asked(story.WORKPLACE, path=Path.NORMAL)
    given = story.sent(story.after(asked, _decide(asked), story.MARIE, NOW)[1], NOW)
    version = standing(given).version
    form = OpenAnswer(change=given.change.key, version=version, page=AnswerPage.WITHDRAW)
    dialog = approval_dialog.draw(form, given, story.MARIE.who, _TODAY, form="form-7")
    yield Specimen("take a decision back", dialog.card)
    back = Withdraw(change=given.change.key, version=version, reason=WHY_BACK)
    outcome, after = story.after(given, back, story.MARIE, NOW)
    card = replied.draw(outcome.reply, after, story.WORKPLACE, story.MARIE, NOW, command=back)
    yield Specimen("reply: withdrawn", card)
    told = next(post for post in after.posts if post.purpose is Purpose.WITHDRAWN)
    yield _shown("a decision was taken back", told, after)


def _shown(
    name: str, post: Post, dossier: Dossier, workplace: Workplace = story.WORKPLACE
) -> Specimen:
    sent = post.model_copy(update={"state": PostState.SENT})
    return Specimen(name, posted.draw(sent, dossier, workplace, NOW).card)
