"""Any other change: what every change needs, for its people to make their own (S-1, S-106)."""

from playbook.presets.dangers import FIVE_RISKS, TOLD_OF_A_WAY_BACK
from playbook.presets.learning import by_role, practice
from playbook.presets.people import FIVE_GROUPS
from playbook.presets.preset import Preset, lesson, pair, way_back
from playbook.presets.rhythm import rhythm
from playbook.presets.rollout import five_steps
from playbook.records import Delivery, MeasureKind

OTHER = Preset(
    groups=FIVE_GROUPS,
    communications=rhythm(
        news="Something in our daily work is going to change, one group after the other. You hear "
        "what and why, and you hear your own day before it comes. Until then, work as you do "
        "today.",
        prepare="What changes in your own work, what stays the same, and on which day. Try your "
        "most frequent task in the new way before that day.",
        first_day="Today you work in the new way. Begin with your most frequent task. If something "
        "does not work, report it at once.",
        habit="If you do something in the old way again, tell us what makes it easier. That is "
        "what we mend next.",
        managers_prepare="Which days touch your team, what changes in its work, who learns when, "
        "and who stands in for them.",
        managers_first_day="Your team works in the new way from this morning. Ask each of them "
        "what got stuck, and call with what you cannot answer.",
    ),
    training=(
        *by_role(
            reception="Do the front desk’s most frequent task in the new way.",
            finance="Do one usual booking in the new way.",
            clinical="Do the steps before and after a visit in the new way.",
            warehouse="Do the first task of a shift in the new way.",
            supervisors="Plan the team’s work in the new way.",
            coordinators="Keep one list of who changes over when.",
        ),
        *practice(
            page=(
                "The task that is done most, step by step.",
                "What is different from before.",
                "Whom to ask.",
            ),
            rehearse="Do one usual task in the new way from start to end.",
        ),
        lesson(
            "Helpers in each team", Delivery.SESSION,
            "Do every task of the team in the new way.",
            "Explain the differences in their colleagues’ words.",
            proof="Answers the pilot’s most frequent questions without looking them up.",
        ),
    ),
    risks=FIVE_RISKS,
    rollback=way_back(
        "A department cannot do its most important task in the new way for longer than the agreed "
        "support window.",
        (
            "Pause the wave.",
            "Let the people concerned work the old way again, the most important task first.",
            "Check with each of them that it works.",
            "Bring over what was done in the new way meanwhile.",
        ),
        TOLD_OF_A_WAY_BACK,
    ),
    measures=(
        pair(
            MeasureKind.TIME,
            "Time that the work takes from start to end",
            "Share of cases that are done in the new way",
        ),
        pair(
            MeasureKind.ERRORS,
            "Errors, and work done again, in a month",
            "Steps that are still done in the old way",
        ),
        pair(
            MeasureKind.SATISFACTION,
            "How people find that the work goes",
            "Share of people who do it without help",
        ),
    ),
    waves=five_steps(
        changes="Part of your daily work is done in a new way.",
        stays="Everything else in your work, and the people you work with.",
        day_one="Do your most frequent task in the new way first.",
    ),
)  # fmt: skip
