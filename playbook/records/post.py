"""A message, from the claim to send it to what became of it."""

from datetime import datetime
from typing import Annotated

from playbook.fields import Kept, Kind, Who
from playbook.records import lists
from playbook.records.record import Record
from playbook.records.vocabulary import PostState, Purpose


class Post(Record, frozen=True):
    """One message to one conversation, claimed before it is sent."""

    KEPT_IN = lists.POSTS
    CALLED = "Post"

    purpose: Annotated[Purpose, Kept("Purpose", "Why it is sent.", Kind.CHOICE)]
    subject: Annotated[
        str, Kept("About", "The change, or whatever the post is about.", indexed=True)
    ]
    about: Annotated[
        str, Kept("Row", "The row of the change that it is about: a wave, a question, a survey.")
    ] = ""
    version: Annotated[str, Kept("Version", "The version it tells of.", column="ScopeVersion")] = ""
    receiver: Annotated[
        Who, Kept("To", "The person, for a post to a person.", Kind.PERSON, column="Receiver")
    ] = Who()
    conversation: Annotated[
        str, Kept("Conversation", "Where it is sent; empty until the person's chat is known.")
    ] = ""
    thread: Annotated[
        str, Kept("Thread", "The message that it answers, in a channel; empty for a new one.")
    ] = ""
    says: Annotated[
        str,
        Kept(
            "Says",
            "What it tells beyond the change itself: the result of a late command, or of an edit.",
            Kind.LINES,
            4000,
        ),
    ] = ""
    state: Annotated[
        PostState,
        Kept(
            "State",
            "Whether it was sent; unknown means that it may have arrived.",
            Kind.CHOICE,
            indexed=True,
        ),
    ] = PostState.CLAIMED
    message: Annotated[str, Kept("Message", "Teams' own name for the message.")] = ""
    content: Annotated[str, Kept("Content", "A hash of what the message shows now.")] = ""
    claimed_at: Annotated[datetime, Kept("Claimed", "When it was decided to send it.", Kind.MOMENT)]
    settled_at: Annotated[
        datetime | None, Kept("Settled", "When it was known what became of it.", Kind.MOMENT)
    ] = None
    detail: Annotated[str, Kept("Detail", "What Teams answered, where it refused.")] = ""
