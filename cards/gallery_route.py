"""Specimens of how a change is approved, of an emergency looked back at, of a wrong policy row."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from cards import by_hand, hindsight, home, posted, replied, route, status, story
from cards.gallery_replies import NOW, Specimen
from cards.payloads import OpenReview
from playbook.by_hand import Hand, HandEdit
from playbook.commands import Decide, File, ReviewEmergency
from playbook.dossier import Dossier
from playbook.findings import Fault, Finding
from playbook.noticing import look
from playbook.records import (
    ApprovalPolicy,
    Duty,
    Hindsight,
    Path,
    Post,
    PostState,
    Purpose,
    Quorum,
    Rating,
    Risk,
    Setting,
    Use,
    Verdict,
)
from playbook.standing import standing
from playbook.taking_up import taken_up
from playbook.workplace import Workplace

LEARNED = "Keep a spare firewall on the shelf, configured."
_LATER = NOW + timedelta(days=3)
_TODAY = story.WORKPLACE.today(NOW)
_POLICIES = (
    ApprovalPolicy(key="approval policy/1", name="The owner", stage=1, approvers="Sponsor"),
    ApprovalPolicy(
        key="approval policy/2",
        name="Both sides",
        stage=2,
        risk=Rating.HIGH,
        approvers="Alex Novak\nDev Patel\nJulie Chen",
        quorum=Quorum.SOME,
        needed=2,
        veto=story.ALEX.who,
    ),
    ApprovalPolicy(
        key="approval policy/3", name="Support", stage=3, approvers=f"{Duty.SUPPORT}\nJulie Chen",
        quorum=Quorum.ALL,
    ),
)  # fmt: skip
ENTERED = (LEARNED, "The board", *(policy.name for policy in _POLICIES))
"""What people typed, and nobody translates."""
RULED = replace(story.WORKPLACE, policies=_POLICIES)


def specimens() -> Iterator[Specimen]:
    yield from _routes()
    yield from _emergencies()
    yield from _templates()
    yield from _wrong_rows()


def _routes() -> Iterator[Specimen]:
    draft = story.after(None, File(entered=story.ENTERED, submit=False), story.JULIE, NOW)[1]
    risky = draft.after(
        (Risk(key=f"{draft.change.key}/risk/1", change=draft.change.key, impact=Rating.HIGH),)
    )
    yield Specimen("route of a draft", route.draw(draft, story.WORKPLACE, story.JULIE, NOW))
    card = route.draw(risky, RULED, story.JULIE, NOW)
    yield Specimen("route of a draft, by the policy", card)
    send = File(entered=risky.change, submit=True)
    asked = story.sent(story.after(risky, send, story.JULIE, NOW, RULED)[1], NOW)
    first = story.after(asked, _approve(asked), story.MARIE, NOW, RULED)[1]
    second = story.after(first, _approve(first), story.DEV, NOW, RULED)[1]
    yield Specimen("route, half way", route.draw(second, RULED, story.JULIE, NOW))
    declined = story.decided(Verdict.DECLINED, story.COMMENTS[Verdict.DECLINED])
    yield Specimen("route, declined", route.draw(declined, story.WORKPLACE, story.JULIE, NOW))


def _approve(dossier: Dossier) -> Decide:
    return Decide(
        change=dossier.change.key, version=standing(dossier).version, verdict=Verdict.APPROVED
    )


def _emergencies() -> Iterator[Specimen]:
    urgent = story.ENTERED.model_copy(update={"path": Path.EMERGENCY})
    filed = story.after(None, File(entered=urgent, submit=True), story.JULIE, NOW, RULED)[1]
    asked = story.sent(filed, NOW)
    yield _shown("approval of an emergency", asked.posts[0], asked)
    yield Specimen("route of an emergency", route.draw(asked, RULED, story.JULIE, NOW))
    given = story.sent(story.after(asked, _approve(asked), story.MARIE, NOW, RULED)[1], NOW)
    yield Specimen("status, look back owed", status.draw(given, RULED, story.DEV, _LATER))
    overview = home.draw(RULED, [given], story.JULIE, _LATER)
    yield Specimen("overview, look back asked", overview)
    asks = asked.posts[0].model_copy(
        update={"purpose": Purpose.REVIEW, "receiver": story.JULIE.who}
    )
    yield _shown("look back", asks, given)
    form = OpenReview(change=given.change.key, version=standing(given).version)
    lacking = (Finding("right", Fault.MISSING), Finding("learned", Fault.MISSING))
    dialog = hindsight.form(form, given, _TODAY, findings=lacking)
    yield Specimen("look back, to mend", dialog.card)
    said = ReviewEmergency(
        change=given.change.key,
        version=form.version,
        right=Hindsight.COULD_WAIT,
        learned=LEARNED,
    )
    outcome, after = story.after(given, said, story.JULIE, _LATER, RULED)
    yield _shown("look back, given", asks, after)
    card = replied.draw(outcome.reply, after, RULED, story.JULIE, _LATER, command=said)
    yield Specimen("reply: looked back", card)
    replaced = replace(given, decisions=())
    yield _shown("look back, not needed any more", asks, replaced)


def _templates() -> Iterator[Specimen]:
    """A template before and after its approval, and a change that follows it."""
    model = story.ENTERED.model_copy(update={"use": Use.TEMPLATE, "form": "form-7"})
    asked = story.after(None, File(entered=model, submit=True), story.JULIE, NOW)[1]
    asked = story.sent(asked, NOW)
    yield _shown("approval of a template", asked.posts[0], asked)
    given = story.sent(story.after(asked, _approve(asked), story.MARIE, NOW)[1], NOW)
    yield _shown("approval of a template, given", asked.posts[0], given)
    yield Specimen(
        "status of an approved template", status.draw(given, story.WORKPLACE, story.JULIE, NOW)
    )
    workplace = replace(
        story.WORKPLACE, templates={given.change.key: given}, last_change=1, forms={}
    )
    begun = {"form": "form-8", "path": Path.STANDARD, "begun_from": given.change.key}
    entered = story.ENTERED.model_copy(update=begun)
    send = File(entered=entered, submit=True)
    outcome, after = story.after(None, send, story.DEV, NOW, workplace)
    card = replied.draw(outcome.reply, after, workplace, story.DEV, NOW, command=send)
    yield Specimen("reply: approved with its template", card)
    told = next(post for post in after.posts if post.purpose is Purpose.DECIDED)
    yield _shown("approved with its template, told", told, after, workplace)
    yield Specimen("route, with a template", route.draw(after, workplace, story.DEV, NOW))


def _wrong_rows() -> Iterator[Specimen]:
    wrong = ApprovalPolicy(
        key="approval policy/9",
        name="The board",
        stage=1,
        approvers="The board\nSponsor",
        quorum=Quorum.SOME,
        needed=3,
    )
    second = wrong.model_copy(update={"approvers": "Sponsor", "quorum": Quorum.ANY})
    left = story.DEV.model_copy(update={"left_on": _TODAY})
    empty = Setting(key="support", duty=Duty.SUPPORT)
    for name, record, workplace in (
        ("policy row that nobody can satisfy", wrong, story.WORKPLACE),
        (
            "second policy row for a stage",
            second,
            RULED,
        ),
        ("somebody left whom the policy names", left, RULED),
        ("a duty of the policy has nobody", empty, RULED),
    ):
        edit = HandEdit(type(record).KEPT_IN, "9", Hand(story.DEV.who, NOW, "7"), record)
        said = by_hand.say(look(edit, None, workplace, _TODAY), None, _TODAY)
        outcome = taken_up([said], None, workplace, NOW)
        letter = next(row for row in outcome.facts if isinstance(row, Post))
        yield Specimen(f"edited by hand: {name}", by_hand.draw(letter, None))


def _shown(name: str, post: Post, dossier: Dossier, workplace: Workplace = RULED) -> Specimen:
    sent = post.model_copy(update={"state": PostState.SENT})
    return Specimen(name, posted.draw(sent, dossier, workplace, _LATER).card)
