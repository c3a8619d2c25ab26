"""The words that rows hold where people choose from a list, and that rules go by."""

from enum import StrEnum


class Phase(StrEnum):
    """Where a change stands. Going live never closes a change (S-98)."""

    DRAFT = "Draft"
    SUBMITTED = "Submitted"
    APPROVED = "Approved"
    PLANNING = "Planning"
    PILOT = "Pilot"
    ROLLING_OUT = "Rolling out"
    STABILISING = "Stabilising"
    REVIEWING = "Reviewing"
    CLOSED = "Closed"
    PAUSED = "Paused"
    ROLLED_BACK = "Rolled back"
    CANCELLED = "Cancelled"
    REOPENED = "Reopened"


class Verdict(StrEnum):
    APPROVED = "Approved"
    DECLINED = "Declined"


class PostState(StrEnum):
    CLAIMED = "claimed"
    SENT = "sent"
    UNKNOWN = "unknown"
    """It may have arrived; nobody but a person can tell. Never sent again by itself."""
    REFUSED = "refused"
    SUPERSEDED = "superseded"


class Purpose(StrEnum):
    """Why a post is made; with subject, receiver and ordinal it is the post's key."""

    HELLO = "hello"
    SET_UP = "set-up"
    APPROVAL = "approval"
    REMINDER = "reminder"
    DECIDED = "decided"
    UNREACHABLE = "unreachable"
    SAVED = "saved"


class Duty(StrEnum):
    """What somebody, or a channel, is for the whole organisation."""

    ANNOUNCEMENTS = "Announcements channel"
    PROJECT_TEAM = "Project team channel"
    SPONSOR = "Sponsor"
    LEAD = "Project lead"
    COORDINATOR = "Coordinator"
    SUPPORT = "Support contact"


HELD_BY_CHANNELS = (Duty.ANNOUNCEMENTS, Duty.PROJECT_TEAM)
"""The duties that a channel has; a person has each of the others."""
