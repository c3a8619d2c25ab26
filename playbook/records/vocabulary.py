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
    ANNOUNCEMENT = "announcement"
    ROLLBACK = "rollback"
    HELD = "held"
    PAUSED = "paused"
    QUESTION = "question"
    PROBLEM = "problem"
    ADDITION = "addition"
    ANSWERED = "answered"
    SURVEY = "survey"
    COUNTS = "counts"
    RESULTS = "results"
    DIGEST = "digest"
    BY_HAND = "by hand"
    """What became of somebody's edit in Lists."""
    STAND_IN = "stand-in"
    """Somebody is asked to decide on behalf of an approver, who is what it is about."""
    ESCALATED = "escalated"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    DELEGATED = "delegated"
    REVIEW = "review"
    CORRECTION = "correction"
    """What people were told is not so any more."""


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


class WaveKind(StrEnum):
    """The article's five steps of implementing in controlled stages (S-59 to S-63)."""

    PILOT = "Pilot"
    TEST = "Controlled test"
    ADJUSTMENT = "Adjustment"
    ROLLOUT = "Wave"
    STABILISATION = "Stabilisation"


class WaveState(StrEnum):
    """How far a wave has come; computed from its steps."""

    PLANNED = "Planned"
    SCHEDULED = "Scheduled"
    ANNOUNCED = "Announced"
    HELD = "Held"
    """Its day came, and something that must be there was not."""
    PAUSED = "Paused"


class RiskKind(StrEnum):
    """The article's five types of risk (S-83 to S-87)."""

    TECHNICAL = "Technical"
    OPERATIONAL = "Operational"
    HUMAN = "Human"
    VENDOR = "Vendor"
    COMPLIANCE = "Compliance"


class Rating(StrEnum):
    """Five steps: the article itself rates "Low to Medium" and "Medium to High" (S-87, S-38)."""

    LOW = "Low"
    LOW_TO_MEDIUM = "Low to Medium"
    MEDIUM = "Medium"
    MEDIUM_TO_HIGH = "Medium to High"
    HIGH = "High"


class MeasureKind(StrEnum):
    """What a measure counts (S-57)."""

    USAGE = "Usage"
    TIME = "Completion time"
    ERRORS = "Error rate"
    SATISFACTION = "Satisfaction"


class ConcernKind(StrEnum):
    QUESTION = "Question"
    PROBLEM = "Problem"
    ADDITION = "Addition"
    """Something that somebody asks for that the change was not filed for (S-27)."""


class Feeling(StrEnum):
    """The survey's scaled question: how the new way of working goes (S-140)."""

    WELL = "It works well"
    MOSTLY = "It mostly works"
    MIXED = "Half and half"
    HARDLY = "It hardly works"
    NOT = "It does not work"


class SheetState(StrEnum):
    CLAIMED = "claimed"
    DONE = "done"
    STOPPED = "stopped"
    """Its wave was paused before everybody was told."""


class ProjectType(StrEnum):
    """What kind of change it is; each begins with a plan of its own (S-1, S-107 to S-112)."""

    MICROSOFT_365 = "Microsoft 365 migration"
    SECURITY = "Security controls"
    ERP = "ERP or workflow"
    AI = "AI-enabled process"
    SERVICE_DESK = "Service desk"
    BUSINESS_APP = "Line-of-business replacement"
    DEVICES = "Device standardisation"
    OTHER = "Other"


class Stage(StrEnum):
    """The rhythm in which people hear of a change (S-47)."""

    AWARENESS = "Awareness"
    READINESS = "Readiness"
    ACTION = "Action"
    REINFORCEMENT = "Reinforcement"


class Means(StrEnum):
    """How a message reaches its audience: a plan is never one e-mail to all (S-40)."""

    CHANNEL = "Teams channel"
    CHAT = "Teams chat"
    MEETING = "Meeting"
    BRIEFING = "Briefing by the manager"
    EMAIL = "E-mail"
    NOTICE = "Notice at the workplace"


class Delivery(StrEnum):
    """How somebody learns (S-75)."""

    SESSION = "Session for the role"
    JOB_AID = "Short job aid"
    VIDEO = "Short video"
    QUESTIONS = "Live questions and answers"
    PRACTICE = "Practice in a sandbox"
    MANAGER = "Shown by the manager"


class RiskState(StrEnum):
    """A risk's current status (S-139)."""

    OPEN = "Open"
    WATCHED = "Being watched"
    HAPPENED = "Happened"
    CLOSED = "Closed"


class StillSo(StrEnum):
    """A review's answer to a question about how people work by now (S-115 to S-118)."""

    YES = "Yes"
    PARTLY = "Partly"
    NO = "No"


class Improvement(StrEnum):
    """Whether the business operated better after the change (S-120)."""

    BETTER = "Better"
    SAME = "About the same"
    WORSE = "Worse"


class Goal(StrEnum):
    """What a change is for: one of the article's four, never a tool (S-12 to S-16)."""

    LESS_MANUAL_EFFORT = "Reduce manual effort"
    LESS_RISK = "Lower business risk"
    GROWTH = "Support growth"
    BETTER_SERVICE = "Improve service quality"


class DependencyKind(StrEnum):
    """What a change waits for (S-24)."""

    APPROVAL = "Approval"
    VENDOR = "Vendor"
    LICENCE = "Licence"
    PEOPLE = "Internal resource"


class RoleKind(StrEnum):
    """What one person answers for, so that business and IT provider are clear on it (S-3, S-4)."""

    SCOPE = "Scope"
    COMMUNICATION = "Communication"
    TRAINING = "Training"
    RISK = "Risk"
    MEASUREMENT = "Measurement"
    PROVIDER = "Signs for the IT provider"


class Path(StrEnum):
    """How urgently a change is approved."""

    STANDARD = "Standard"
    NORMAL = "Normal"
    EMERGENCY = "Emergency"


class Hindsight(StrEnum):
    """Whether it was right to go ahead with an emergency at once, as others see it afterwards."""

    RIGHT = "It was right"
    COULD_WAIT = "It could have waited"
    WRONG = "It was not right"


class Use(StrEnum):
    """Whether a request is for one change, or what others begin from (S-148)."""

    ONCE = "One change"
    TEMPLATE = "Template"


class Quorum(StrEnum):
    """How many of a stage's approvers must agree."""

    ANY = "Any one of them"
    ALL = "All of them"
    SOME = "So many of them"
