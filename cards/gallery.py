"""Every card that Cutover can show, with a realistic story in it."""

from collections.abc import Iterator
from dataclasses import replace

from cards import (
    gallery_additions,
    gallery_approvals,
    gallery_by_hand,
    gallery_calendar,
    gallery_form,
    gallery_in_place,
    gallery_parts,
    gallery_plan,
    gallery_route,
    gallery_said,
    guide,
    home,
    posted,
    replied,
    set_up,
    status,
    story,
    story_parts,
    story_plan,
)
from cards.gallery_replies import NOW, Specimen, amiss, refusals, replies, waiting_to_be_saved
from cards.hearing import hear
from cards.saying import says_of
from playbook.commands import File
from playbook.dossier import Dossier
from playbook.findings import Fault, Finding
from playbook.outcome import Decided, Filed, Reason, Refusal, Reply, SetUpDone, Unfinished
from playbook.records import (
    ChangeRequest,
    ConcernKind,
    Person,
    Phase,
    Post,
    PostState,
    Purpose,
    Verdict,
)
from playbook.settling import late_result

_TODAY = story.WORKPLACE.today(NOW)


def specimens() -> Iterator[Specimen]:
    """Every card, in the order in which the story meets them."""
    yield from _arriving()
    yield from gallery_form.specimens()
    yield from _approvals()
    yield from gallery_approvals.specimens()
    yield from gallery_route.specimens()
    yield from gallery_in_place.specimens()
    yield from _posts()
    yield from _overviews()
    yield from _statuses()
    yield from gallery_plan.specimens()
    yield from gallery_calendar.specimens()
    yield from gallery_parts.specimens()
    yield from gallery_said.specimens()
    yield from gallery_additions.specimens()
    yield from gallery_by_hand.specimens()
    yield from replies()
    yield from refusals()
    yield from waiting_to_be_saved()
    yield from amiss()


def _arriving() -> Iterator[Specimen]:
    hello = _post(Purpose.HELLO, story.MARIE.conversation)
    yield _posted("hello", hello.model_copy(update={"receiver": story.MARIE.who}))
    yield _posted("hello in a group chat", hello)
    new = replace(story.WORKPLACE, settings={})
    asks = posted.draw(_post(Purpose.SET_UP, story.NEWS.key), None, new, NOW)
    yield Specimen("set-up", asks.card)
    yield _posted("set-up, done", _post(Purpose.SET_UP, story.NEWS.key))
    dialog = set_up.dialog(story.WORKPLACE, _TODAY)
    yield Specimen("set-up dialog", dialog.card)
    unknown = (Finding("Support contact", Fault.UNKNOWN_PERSON),)
    dialog = set_up.dialog(story.WORKPLACE, _TODAY, unknown)
    yield Specimen("set-up dialog, to mend", dialog.card)
    yield Specimen("help", guide.draw())
    yield Specimen("first question", replied.started("Move to Microsoft 365"))
    yield Specimen("said in a channel", replied.aside_for(hear("hello")))
    yield Specimen("said in a channel, calendar", replied.aside_for(hear("calendar")))
    yield Specimen("said in a channel, change", replied.aside_for(hear("CHG-0001")))
    yield Specimen("said in a channel, start", replied.aside_for(hear("We need to move to Teams")))


def _approvals() -> Iterator[Specimen]:
    asked = story.submitted()
    post = story.ask_of(asked)
    yield _posted("approval", post, asked)
    shared = post.model_copy(update={"conversation": story.PROJECT.key})
    yield _posted("approval in a shared place", shared, asked)
    drawn = posted.draw(shared, asked, story.WORKPLACE, NOW, viewer=story.MARIE)
    yield Specimen("approval in a shared place, to the sponsor", drawn.card)
    why = asked.change.why + " It happens again" + ", and again" * 30 + "."
    long = asked.change.model_copy(update={"why": why})
    resubmitted = story.sent(_resubmitted(asked, long), NOW)
    yield _posted("approval, version replaced", post, resubmitted)
    yield _posted("approval of a long request", resubmitted.posts[-1], resubmitted)
    edited = replace(asked, change=long)
    yield _posted("approval, being edited", post, edited)
    reminder = post.model_copy(update={"purpose": Purpose.REMINDER})
    yield _posted("reminder", reminder, asked)
    for verdict, comment in story.COMMENTS.items():
        yield _posted(f"approval, {verdict.lower()}", post, story.decided(verdict, comment))
    yield _posted("approval of a removed change", post)


def _resubmitted(asked: Dossier, change: ChangeRequest) -> Dossier:
    again = File(entered=change, submit=True)
    return story.after(asked, again, story.JULIE, NOW)[1]


def _posts() -> Iterator[Specimen]:
    for verdict, comment in story.COMMENTS.items():
        dossier = story.decided(verdict, comment)
        for post in dossier.posts:
            if post.purpose is Purpose.DECIDED:
                name = f"{verdict.lower()}, told to {post.receiver.name}"
                yield _posted(name, post, dossier)
    asked = story.submitted()
    told = story.ask_of(asked).model_copy(
        update={"purpose": Purpose.UNREACHABLE, "receiver": story.ALEX.who}
    )
    yield _posted("sponsor cannot be reached", told, asked)
    replies: tuple[Reply, ...] = (
        Decided(asked.change.key, Verdict.APPROVED),
        Filed(asked.change.key),
        Refusal(Reason.VERSION_CHANGED, asked.change.key, (story.MARIE.who,)),
        Unfinished((Finding("sponsor", Fault.UNKNOWN_PERSON),)),
    )
    for reply in replies:
        says = says_of(reply)
        late = late_result(story.MARIE.who, asked.change.key, "press-1", says, NOW)
        result = says.partition(";")[0].removeprefix("result=")
        yield _posted(f"saved late: {result}", late, asked)
    says = says_of(SetUpDone())
    yield _posted("saved late: set up", late_result(story.JULIE.who, "", "press-2", says, NOW))


def _overviews() -> Iterator[Specimen]:
    asked, draft, approved = _three()
    both = replace(asked, posts=(_in_state(asked.posts[0], PostState.UNKNOWN),))
    sponsor_leads = replace(both, change=both.change.model_copy(update={"lead": story.MARIE.who}))
    for name, person, dossiers in (
        ("overview, nothing waits", story.DEV, [asked]),
        ("overview of the sponsor", story.MARIE, [asked, approved]),
        ("overview of the coordinator", story.JULIE, [asked, draft, approved]),
        ("overview with a message in doubt", story.ALEX, [both, approved]),
        ("overview with everything", story.MARIE, [sponsor_leads, approved]),
    ):
        card = home.draw(story.WORKPLACE, dossiers, person, NOW)
        yield Specimen(name, card)
    later = story_plan.ANNOUNCED
    answered = story_plan.answered(ConcernKind.QUESTION)
    for name, person, dossiers in (
        ("overview of somebody who asked", story.DEV, [answered]),
        ("overview with all three lists", story.JULIE, [answered, asked, draft]),
        ("overview of somebody with a role", story.DEV, [_named(story_parts.named(), 2)]),
        ("overview of a guest", _GUEST, [_led_by_a_guest()]),
    ):
        yield Specimen(name, home.draw(story_plan.WORKPLACE, dossiers, person, later))


_GUEST = Person(key="guest", name="Robin Hale", tenant="brightwater-it", installed="yes")


def _led_by_a_guest() -> Dossier:
    named = story_parts.named()
    roles = tuple(role.model_copy(update={"who": _GUEST.who}) for role in named.roles[-1:])
    return replace(named, roles=roles)


def _in_state(post: Post, state: PostState) -> Post:
    return post.model_copy(update={"state": state})


def _three() -> tuple[Dossier, Dossier, Dossier]:
    approved = story.decided(Verdict.APPROVED, "")
    return story.submitted(), _named(story.drafted(), 2), _named(approved, 3)


def _named(dossier: Dossier, number: int) -> Dossier:
    change = dossier.change.model_copy(update={"key": f"CHG-{number:04}"})
    return replace(dossier, change=change)


def _statuses() -> Iterator[Specimen]:
    asked, draft, approved = _three()
    piloting = story.moved(Phase.PLANNING, story.decided(Verdict.APPROVED, ""), NOW)
    piloting = story.moved(Phase.PILOT, piloting, NOW)
    refused = story.sent(_unsent(asked), NOW, PostState.REFUSED)
    unknown = story.sent(_unsent(asked), NOW, PostState.UNKNOWN)
    declined = story.decided(Verdict.DECLINED, story.COMMENTS[Verdict.DECLINED])
    for name, dossier, person in (
        ("status of a draft", draft, story.JULIE),
        ("status while asked", asked, story.JULIE),
        ("status while asked, with a plan begun", story.typed(), story.JULIE),
        ("status on its way", _unsent(asked), story.JULIE),
        ("status, sponsor cannot be reached", refused, story.JULIE),
        ("status, message in doubt", unknown, story.JULIE),
        ("status for the sponsor who is asked", asked, story.MARIE),
        ("status, approved", approved, story.ALEX),
        ("status, declined", declined, story.JULIE),
        ("status in the pilot", piloting, story.ALEX),
        ("status in the pilot, for the sponsor", piloting, story.MARIE),
        ("status in the pilot, for a reader", piloting, story.DEV),
    ):
        yield Specimen(name, status.draw(dossier, story.WORKPLACE, person, NOW))


def _unsent(dossier: Dossier) -> Dossier:
    claimed = tuple(_in_state(post, PostState.CLAIMED) for post in dossier.posts)
    return replace(dossier, posts=claimed)


def _post(purpose: Purpose, subject: str) -> Post:
    return Post(
        key=f"{purpose}/{subject}/all/1",
        purpose=purpose,
        subject=subject,
        conversation=subject,
        claimed_at=story.MONDAY,
    )


def _posted(name: str, post: Post, dossier: Dossier | None = None) -> Specimen:
    return Specimen(name, posted.draw(post, dossier, story.WORKPLACE, NOW).card)
