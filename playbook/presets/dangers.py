"""What could go wrong with any change, and who hears of a way back: the article's five risks.

A type adds one or two of its own: only the handful that would disrupt the business (S-88).
"""

from playbook.presets.preset import risk
from playbook.records import Rating, RiskKind

FIVE_RISKS = (
    risk(
        RiskKind.TECHNICAL, Rating.HIGH, Rating.MEDIUM,
        "Integration fails or permissions break", "Pilot, pre-checks, staged cutover",
        mitigation="Check connections and permissions with the pilot group’s real work before "
        "each wave. Change one group over at a time.",
        contingency="Pause the wave, and give the people concerned their former access.",
    ),
    risk(
        RiskKind.OPERATIONAL, Rating.HIGH, Rating.MEDIUM,
        "Staff can’t complete key tasks on day one", "Role-based training, floor support",
        mitigation="Train each role on its own daily tasks, and see that everybody can do them. "
        "Have somebody nearby to help during the first days.",
        contingency="Do the key task the old way until it is mended, and note what was done so.",
    ),
    risk(
        RiskKind.HUMAN, Rating.MEDIUM, Rating.MEDIUM,
        "Managers reinforce old process", "Manager briefings, post-launch checks",
        mitigation="Brief managers before their teams, with answers to the usual complaints.",
        contingency="Look together at what makes the old way easier, and mend that first.",
    ),
    risk(
        RiskKind.VENDOR, Rating.MEDIUM, Rating.MEDIUM,
        "Third-party dependency slips", "Decision dates, fallback options",
        mitigation="Agree with each supplier on the day of delivery, and on a day to decide what "
        "to do without it.",
        contingency="Move the waves that need it, and go on with the others.",
    ),
    risk(
        RiskKind.COMPLIANCE, Rating.HIGH, Rating.LOW_TO_MEDIUM,
        "New workflow bypasses required controls", "Review approvals, test evidence trail",
        mitigation="Take one real case through the new way from start to end, and check that "
        "each required approval leaves its trace.",
        contingency="Stop the step concerned until its control is back, and check what went "
        "through without it.",
    ),
)  # fmt: skip
"""S-83 to S-87, rated as the article does."""

TOLD_OF_A_WAY_BACK = (
    "Decision owner: at once",
    "Support contact and external MSP team: at once",
    "Managers of the people concerned: within 15 minutes",
    "The people concerned: within 30 minutes",
    "Executive sponsor: within an hour",
    "Everybody else: by the end of the day",
)
"""Who is told, in order, and how fast (S-93)."""
