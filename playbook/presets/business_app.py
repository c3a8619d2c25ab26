"""Line-of-business replacement: another program for the work that the business lives on (S-1).

The article has no measures for it; these pairs are made in its manner (S-106).
"""

from playbook.presets.dangers import FIVE_RISKS, TOLD_OF_A_WAY_BACK
from playbook.presets.learning import by_role, practice
from playbook.presets.people import FIVE_GROUPS
from playbook.presets.preset import Preset, lesson, pair, risk, way_back
from playbook.presets.rhythm import rhythm
from playbook.presets.rollout import five_steps
from playbook.records import Delivery, MeasureKind, Rating, RiskKind

BUSINESS_APP = Preset(
    groups=FIVE_GROUPS,
    communications=rhythm(
        news="The program that we do our daily work in is going to be replaced, one group after "
        "the other. You hear why, and you hear your own day before it comes. Until then, work as "
        "you do today.",
        prepare="From your day on, you work in the new program; the old one is for looking things "
        "up. Try your three most frequent tasks in the practice copy before that day.",
        first_day="Today you do your work in the new program. Take your usual first task. If you "
        "cannot finish something, report it with its number, and do it on paper for now.",
        habit="Do the whole task in the new program, without a list of your own beside it. If you "
        "still look into the old one, tell us for what.",
        managers_prepare="Which tasks of your team go another way, which are slower in the "
        "beginning, and who in your team helps the others. Plan fewer appointments for the first "
        "days.",
        managers_first_day="Your team works in the new program from this morning. Ask each of them "
        "for the task that got stuck. Nobody enters new work in the old program.",
    ),
    training=(
        *by_role(
            reception="Find a customer and make an appointment in the new program.",
            finance="Issue an invoice, and take a payment in, in the new program.",
            clinical="Open a patient’s record, and add to it, during a visit.",
            warehouse="See what is to be picked, and report it as done.",
            supervisors="See what the team has open, and hand a case to somebody else.",
            coordinators="Keep the list of what the old program did and the new one does not yet.",
        ),
        *practice(
            page=(
                "Start and sign in.",
                "The three tasks that are done most.",
                "Where to find what was in the old program.",
            ),
            rehearse="Do one usual case in the practice copy from start to end, with last week’s "
            "papers beside it.",
        ),
        lesson(
            "Helpers in each team", Delivery.SESSION,
            "Do every task of the team in the new program.",
            "Explain the differences from the old program in their colleagues’ words.",
            proof="Answers the five most frequent questions of the pilot without looking them up.",
        ),
    ),
    risks=(
        *FIVE_RISKS,
        risk(
            RiskKind.TECHNICAL, Rating.HIGH, Rating.MEDIUM,
            "Customers, cases or history are missing or wrong after the move", "Compare samples",
            mitigation="Move the data once for trial, and have each department check twenty of its "
            "own cases.",
            contingency="Look it up in the old program, and correct it in the new one.",
        ),
        risk(
            RiskKind.OPERATIONAL, Rating.HIGH, Rating.LOW_TO_MEDIUM,
            "Something the old program did without anybody knowing is no longer done",
            "Ask, list, watch month-end",
            mitigation="Ask each role what they print, send and export, also once a month or year.",
            contingency="Do it by hand from the old program’s data until it is replaced.",
        ),
    ),
    rollback=way_back(
        "A department cannot serve its customers in the new program for longer than two hours, "
        "and no workaround is at hand.",
        (
            "Note new cases on paper from now on.",
            "Open the old program for entries again.",
            "Enter there what was done in the new program since the change-over.",
            "Check with each department that it can serve its customers.",
            "Enter what was noted on paper.",
        ),
        (*TOLD_OF_A_WAY_BACK, "Customers with an appointment: before they set out"),
    ),
    measures=(
        pair(
            MeasureKind.TIME,
            "Time for a usual case from start to end",
            "Share of cases that are done in the new program from start to end",
        ),
        pair(
            MeasureKind.ERRORS,
            "Corrections and double entries in a month",
            "Lists and spreadsheets that are still kept beside the program",
        ),
        pair(
            MeasureKind.SATISFACTION,
            "How customers find the service they get",
            "Times the old program is opened in a week",
        ),
    ),
    waves=five_steps(
        changes="You do your daily work in the new program. The old one is for looking things up.",
        stays="Your customers, your cases and who does what in your team.",
        day_one="Do your usual first task in the new program, from start to end.",
    ),
)  # fmt: skip
