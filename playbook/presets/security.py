"""Security controls: how people sign in, with focused education beside it (S-76, S-109)."""

from playbook.presets.dangers import FIVE_RISKS, TOLD_OF_A_WAY_BACK
from playbook.presets.learning import by_role, practice
from playbook.presets.people import FIVE_GROUPS
from playbook.presets.preset import Preset, lesson, pair, risk, way_back
from playbook.presets.rhythm import rhythm
from playbook.presets.rollout import five_steps
from playbook.records import Delivery, MeasureKind, Rating, RiskKind

SECURITY = Preset(
    groups=FIVE_GROUPS,
    communications=rhythm(
        news="How we sign in, and what we may reach from where, is going to change, one group "
        "after the other. It protects our customers and our work. Nothing changes for you today.",
        prepare="On your day you confirm each sign-in a second time. Set that up beforehand, with "
        "the page you get from your manager. We never ask for your password, by mail or by "
        "telephone.",
        first_day="Today you sign in with the second step. If you cannot get in, call support "
        "instead of borrowing somebody’s account. Refuse any request that you did not start.",
        habit="If a sign-in request or a message looks odd, report it, even if you have pressed "
        "already. Nobody is blamed for reporting.",
        managers_prepare="Who in your team has not set up the second step, who has no telephone "
        "for it, and who works where there is no reception. Each of them needs another way.",
        managers_first_day="Your team signs in the new way from this morning. Send whoever is "
        "locked out to support, and allow no shared account, not even for today.",
    ),
    training=(
        *by_role(
            reception="Sign in at the front desk, and refuse visitors and callers who ask for "
            "access.",
            finance="Check a changed bank account or an urgent payment by calling a known number.",
            clinical="Sign in and change users between patients without sharing an account.",
            warehouse="Sign in on the shared device with a way that works without a telephone.",
            supervisors="Ask for access for somebody new, and end it for somebody who leaves.",
            coordinators="Know who has completed the steps and who needs another way.",
        ),
        *practice(
            page=(
                "Set up the second step of signing in.",
                "Sign in with it.",
                "Get in again when the telephone is lost or new.",
            ),
            rehearse="Sign in with the second step, and refuse a request that somebody else made.",
        ),
        lesson(
            "Everybody: focused education on the new steps", Delivery.SESSION,
            "Know why access and sign-in change, and what the rules ask of one’s own work.",
            "Recognise a false message, call or sign-in request.",
            "Report it, also after a mistake.",
            proof="Reports a harmless test message instead of following it.",
        ),
    ),
    risks=(
        *FIVE_RISKS,
        risk(
            RiskKind.OPERATIONAL, Rating.HIGH, Rating.MEDIUM,
            "People are locked out of what they need for their work", "Second way in, support",
            mitigation="See that everybody has signed in once in the new way before their day, "
            "and has a second way in.",
            contingency="Support checks who it is and lets the person in for the day.",
        ),
        risk(
            RiskKind.HUMAN, Rating.HIGH, Rating.MEDIUM,
            "Exceptions and shared accounts become the usual way round", "Name, day, end",
            mitigation="Give each exception an owner, a reason and a last day.",
            contingency="Look at all exceptions once a week, and end those without a reason.",
        ),
    ),
    rollback=way_back(
        "A department cannot sign in to what it needs for its daily work, and support cannot let "
        "its people in within the agreed support window.",
        (
            "Pause the wave.",
            "Take the new rule off the people concerned, and off nobody else.",
            "Check that they reach their work, the most urgent tasks first.",
            "Watch their sign-ins more closely until the rule is back.",
            "Find out what locked them out before the rule is set again.",
        ),
        TOLD_OF_A_WAY_BACK,
    ),
    measures=(
        pair(
            MeasureKind.ERRORS,
            "Access issues reported in a month",
            "Share of people who have completed the required sign-in steps",
        ),
        pair(
            MeasureKind.ERRORS,
            "Policy exceptions that are open at the end of a month",
            "Share of accounts and devices that the new policy covers",
        ),
        pair(
            MeasureKind.ERRORS,
            "Checks in which a required control is missing or not followed",
            "Share of people who report a test message instead of following it",
        ),
    ),
    waves=five_steps(
        changes="You confirm a sign-in a second time, and some things open only on devices that "
        "we know.",
        stays="Your account, your files and your programs are the same.",
        day_one="Sign in with the second step before you start your work.",
    ),
)  # fmt: skip
