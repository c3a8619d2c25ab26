"""ERP or workflow: orders, purchases, stock and approvals go another way (S-110)."""

from playbook.presets.dangers import FIVE_RISKS, TOLD_OF_A_WAY_BACK
from playbook.presets.learning import by_role, practice
from playbook.presets.people import FIVE_GROUPS
from playbook.presets.preset import Preset, lesson, pair, risk, way_back
from playbook.presets.rhythm import rhythm
from playbook.presets.rollout import five_steps
from playbook.records import Delivery, MeasureKind, Rating, RiskKind

ERP = Preset(
    groups=FIVE_GROUPS,
    communications=rhythm(
        news="The way in which orders, purchases and approvals pass through the business is going "
        "to change. You hear why, and you hear your own day before it comes. Until then, work as "
        "you do today.",
        prepare="From your day on, you enter your work once, in the new forms. Finish what you "
        "have begun in the old way before it, or tell your manager what cannot be finished.",
        first_day="Today you enter new cases in the new forms. What was begun in the old way is "
        "finished there. If a case gets stuck, report it at once, with its number.",
        habit="Enter each case in the new way from start to end, without a list of your own "
        "beside it. If you need such a list, tell us what is missing.",
        managers_prepare="Which steps and approvals change in your team, who approves when you "
        "are away, and which days are bad for a change: month-end, stock-taking, payroll.",
        managers_first_day="Your team works in the new forms from this morning. Look at what waits "
        "for approval at noon and in the evening, and approve nothing by mail.",
    ),
    training=(
        *by_role(
            reception="Look up an order, and tell a caller where it stands.",
            finance="Enter, check and approve an invoice in the new way.",
            clinical="Order supplies, and see when they come.",
            warehouse="Book goods in and out where they are, on the floor’s device.",
            supervisors="Approve, send back and hand over what waits in the team.",
            coordinators="See where cases get stuck, and who can move them on.",
        ),
        *practice(
            page=(
                "Enter a new case.",
                "Find out where a case stands.",
                "Correct a mistake, and whom to ask first.",
            ),
            rehearse="Take one made-up case through the new way, from the request to its end, "
            "with a correction on the way.",
        ),
        lesson(
            "Whoever approves", Delivery.SESSION,
            "Know what one may approve, up to which amount, and who stands in.",
            "Approve or send back from a desk and on the way.",
            proof="Approves one case and sends one back, with a reason, in the practice copy.",
        ),
    ),
    risks=(
        *FIVE_RISKS,
        risk(
            RiskKind.TECHNICAL, Rating.HIGH, Rating.MEDIUM,
            "Balances, stock or open orders are wrong after the change-over", "Count and compare",
            mitigation="Compare balances, stock and open orders before and after, with Finance and "
            "the warehouse, and let both sign.",
            contingency="Stop booking, correct from the copy made before, and compare again.",
        ),
        risk(
            RiskKind.OPERATIONAL, Rating.HIGH, Rating.LOW_TO_MEDIUM,
            "The change-over meets month-end, payroll or a busy season", "Keep clear of the days",
            mitigation="Agree with Finance and Operations on days that stay free of changes.",
            contingency="Move the wave by a whole period, not by a few days.",
        ),
    ),
    rollback=way_back(
        "Orders cannot be taken, shipped or invoiced for longer than half a working day, or "
        "balances do not agree and nobody can say why.",
        (
            "Stop entering new cases, and note them on paper.",
            "Open the former system for entries again.",
            "Enter what was booked since the change-over there, in the order in which it came.",
            "Compare balances, stock and open orders with Finance.",
            "Enter what was noted on paper.",
        ),
        (*TOLD_OF_A_WAY_BACK, "Customers and suppliers who are waiting: the same day"),
    ),
    measures=(
        pair(
            MeasureKind.TIME,
            "Cycle time from request to the end of a case",
            "Share of cases that are entered in the new forms",
        ),
        pair(
            MeasureKind.ERRORS,
            "Cases that had to be done again in a month",
            "Share of cases that follow the new workflow from start to end",
        ),
        pair(
            MeasureKind.ERRORS,
            "Processing errors in a month",
            "Share of approvals that are given on the new approval path",
        ),
    ),
    waves=five_steps(
        changes="You enter, pass on and approve your cases in the new forms, each once.",
        stays="Customers, suppliers, article numbers and prices are the same.",
        day_one="Enter one new case in the new way, and see where it goes.",
    ),
)  # fmt: skip
