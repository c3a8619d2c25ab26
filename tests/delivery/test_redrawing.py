"""Cards that live are edited when what they tell has changed, at most every five seconds."""

from bot.delivery.redrawing import EDIT_GAP, Looked, Redrawing
from bot.teams.connector import NotSent, Refused
from playbook.dossier import Dossier
from playbook.records import Feeling, Post, PostState, Purpose, WaveState
from tests.delivery.still import StillOffice, opened
from tests.playbook.firm import ALEX, DEV, JULIE, MARIE, Firm
from tests.playbook.rollout import announced as sent_out
from tests.playbook.rollout import at, feels, moved, surveyed


class Seconds:
    """A clock that stands until it is told to go on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def change(office: StillOffice) -> Dossier:
    dossier = office.org.records.dossier("CHG-0001")
    assert dossier is not None
    return dossier


async def drawn(made: Firm) -> tuple[StillOffice, Redrawing, Seconds]:
    """The firm, all of its cards up to date, and nothing edited yet as far as anybody knows."""
    office, seconds = await opened(made), Seconds()
    await Redrawing(office.org, seconds).redraw(change(office))
    office.teams.updated.clear()
    return office, Redrawing(office.org, seconds), seconds


async def brought(office: StillOffice, made: Firm) -> None:
    """Bring the lists to where the firm's are, but for its posts, which the office has sent."""
    await office.put(*(row for row in made.rows.values() if not isinstance(row, Post)))


def edited(office: StillOffice, purpose: Purpose) -> list[str]:
    """The places of the cards of this purpose that were edited."""
    messages = {
        (post.conversation, post.message): post.purpose
        for post in change(office).posts
        if post.message
    }
    return [
        place.id
        for place, name, _message in office.teams.updated
        if messages[place.id, name] is purpose
    ]


def numbered(made: Firm) -> Firm:
    """Every post has a message of its own, and a conversation."""
    for number, post in enumerate(made.all(Post)):
        if post.state is PostState.SENT:
            where = post.conversation or f"a:{post.receiver.id}"
            made.put(post.model_copy(update={"message": f"m{number}", "conversation": where}))
    return made


async def test_a_card_in_a_channel_is_edited_there_once_its_wave_is_paused() -> None:
    made = numbered(sent_out())
    office, redrawing, _seconds = await drawn(made)

    moved(made, WaveState.PAUSED)
    await brought(office, made)
    assert await redrawing.redraw(change(office)) == Looked()

    assert edited(office, Purpose.ANNOUNCEMENT) == ["19:all"]
    assert {place.kind for place, _name, _message in office.teams.updated} == {
        "channel",
        "personal",
    }


async def test_nothing_new_is_no_edit() -> None:
    office, redrawing, _seconds = await drawn(numbered(sent_out()))

    assert await redrawing.redraw(change(office)) == Looked()

    assert not office.teams.updated


async def counting() -> tuple[Firm, StillOffice, Redrawing, Seconds]:
    """A survey that is open, its counts in its thread."""
    made = surveyed()
    made.deliver()
    made = numbered(made)
    return made, *(await drawn(made))


async def test_what_happens_within_five_seconds_of_an_edit_comes_with_the_next() -> None:
    made, office, redrawing, seconds = await counting()

    looks = []
    for person in (ALEX, DEV, JULIE):
        feels(made, person)
        await brought(office, made)
        looks.append((await redrawing.redraw(change(office))).again_in)
        seconds.now += 1
    assert looks == [None, EDIT_GAP - 1, EDIT_GAP - 2]
    assert edited(office, Purpose.COUNTS) == ["19:all"]

    seconds.now += EDIT_GAP
    assert await redrawing.redraw(change(office)) == Looked()
    assert edited(office, Purpose.COUNTS) == ["19:all"] * 2


async def test_the_counts_are_edited_in_the_surveys_thread() -> None:
    made, office, redrawing, _seconds = await counting()

    feels(made, MARIE)
    await brought(office, made)
    await redrawing.redraw(change(office))

    ((place, _name, _message),) = office.teams.updated
    counts = next(post for post in made.all(Post) if post.purpose is Purpose.COUNTS)
    assert place.thread == counts.thread


async def test_a_survey_that_is_open_is_never_edited_and_once_closed_it_says_so() -> None:
    made, office, redrawing, seconds = await counting()
    for person, feeling in ((ALEX, Feeling.WELL), (DEV, Feeling.NOT), (ALEX, Feeling.MIXED)):
        feels(made, person, feeling)
        await brought(office, made)
        await redrawing.redraw(change(office))
        seconds.now += EDIT_GAP
    assert not edited(office, Purpose.SURVEY)

    at(made, 19, 9)
    office.clock.move(made.now)
    await redrawing.redraw(change(office))

    assert edited(office, Purpose.SURVEY) == ["19:all"]


async def test_a_card_that_cannot_be_edited_now_is_no_edit_and_may_be_tried_at_once() -> None:
    made = numbered(sent_out())
    office, redrawing, _seconds = await drawn(made)
    moved(made, WaveState.PAUSED)
    await brought(office, made)

    office.teams.meet = lambda _place: NotSent("away")
    assert not (await redrawing.redraw(change(office))).current
    office.teams.meet = lambda _place: None
    office.teams.updated.clear()
    assert await redrawing.redraw(change(office)) == Looked()

    assert edited(office, Purpose.ANNOUNCEMENT) == ["19:all"]


async def test_a_card_that_was_deleted_is_let_be() -> None:
    made = numbered(sent_out())
    office, redrawing, seconds = await drawn(made)
    moved(made, WaveState.PAUSED)
    await brought(office, made)

    gone = Refused("ActivityNotFoundInConversation", "deleted", forget="message")
    office.teams.meet = lambda _place: gone
    assert await redrawing.redraw(change(office)) == Looked()
    office.teams.updated.clear()
    seconds.now += EDIT_GAP
    await redrawing.redraw(change(office))

    assert not office.teams.updated
