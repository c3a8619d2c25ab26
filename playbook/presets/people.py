"""Who is affected, the same for every type of change: the article's five groups (S-34 to S-38)."""

from playbook.presets.preset import group
from playbook.records import Rating

SPONSOR = "Executive sponsor"
MANAGERS = "Department managers"
USERS = "Front-line users"
PROJECT_TEAM = "Project team"

FIVE_GROUPS = (
    group(
        SPONSOR, Rating.HIGH, Rating.MEDIUM, "Risks, business outcomes, decisions",
        before="Why it is worth the disruption, which risks were looked at, and what is to be "
        "decided before the pilot.",
        during="After each wave: what went well, what did not, and whether to go on.",
        after="What the measures say, beside what the business case promised.",
    ),
    group(
        MANAGERS, Rating.HIGH, Rating.HIGH, "Timing, workflow changes, staffing impact",
        before="Which days touch their team, what changes in its work, and who is away to learn.",
        during="What to expect on day one, what to answer when people complain, and whom to call.",
        after="Which old habits are coming back, and what to do about them.",
    ),
    group(
        USERS, Rating.LOW, Rating.HIGH, "Clear expectations, training, support",
        before="What changes, what stays the same, on which day, and where to practise.",
        during="What to do on the first day, and where to get help.",
        after="What got better, what was mended since, and where help still is.",
    ),
    group(
        "Internal IT or operations leads", Rating.MEDIUM, Rating.HIGH,
        "Technical detail, escalation paths",
        before="What is touched in which order, what it depends on, and who decides when "
        "something fails.",
        during="What is failing now, who works on it, and until when support is at hand.",
        after="What is theirs to look after from now on, and what was left open.",
    ),
    group(
        "External MSP team", Rating.MEDIUM, Rating.MEDIUM_TO_HIGH,
        "Ownership, approvals, rollout sequence",
        before="Who owns what on either side, what is approved, and in which order waves come.",
        during="Whether the next step is approved, and what people report.",
        after="What was accepted, and what is still owed by when.",
    ),
)  # fmt: skip
