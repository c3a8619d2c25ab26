"""Microsoft 365 migration: files, mail and working together move to Microsoft 365 (S-94, S-108)."""

from playbook.presets.dangers import FIVE_RISKS, TOLD_OF_A_WAY_BACK
from playbook.presets.learning import by_role, practice
from playbook.presets.people import FIVE_GROUPS
from playbook.presets.preset import Preset, lesson, pair, risk, way_back
from playbook.presets.rhythm import rhythm
from playbook.presets.rollout import five_steps
from playbook.records import Delivery, MeasureKind, Rating, RiskKind

MICROSOFT_365 = Preset(
    groups=FIVE_GROUPS,
    communications=rhythm(
        news="Our files and mail move to Microsoft 365, one group after the other. You hear why, "
        "and you hear your own day before it comes. Until then, work as you do today.",
        prepare="On your day your files are in Teams and SharePoint, and your mail is in Outlook. "
        "Before it, close files that you do not need, sign in once, and open one of your own "
        "files in the new place.",
        first_day="Today you open and save files in the new place, and nowhere else. Begin with "
        "the file you need most. If you cannot reach it, report it at once.",
        habit="Send a link instead of a copy, so that everybody works on the same file. If you "
        "still keep copies of your own, tell us why.",
        managers_prepare="Your team’s day, who is away for an hour to learn, and which folders "
        "your team cannot do without. Tell us those folders now: they are checked first.",
        managers_first_day="Your team works in the new place from this morning. See that each of "
        "them opens a file and sends a mail. Nobody goes on saving to the old drive.",
    ),
    training=(
        *by_role(
            reception="Find a calendar, a telephone list and a form in the new place.",
            finance="Open, change and share a month-end file, without a copy by mail.",
            clinical="Open the schedule and the forms of the day from any room.",
            warehouse="Open today’s lists and drawings on the shared device, and sign out again.",
            supervisors="Give somebody access to the team’s files, and take it away again.",
            coordinators="Keep the project’s lists and notes in one place that all can reach.",
        ),
        *practice(
            page=(
                "Sign in, also on the telephone.",
                "Find and open a file.",
                "Share it by a link instead of sending a copy.",
            ),
            rehearse="Open a file together with a colleague, change it both at once, and bring "
            "back the version of before.",
        ),
        lesson(
            "Everybody who takes part in meetings", Delivery.VIDEO,
            "Join a meeting, share a window, and find afterwards what was shared.",
            proof="Joins a meeting and shares a file in it without help.",
        ),
    ),
    risks=(
        *FIVE_RISKS,
        risk(
            RiskKind.TECHNICAL, Rating.HIGH, Rating.MEDIUM,
            "Files or mail are missing, or out of date, after the move", "Compare, then release",
            mitigation="Compare number and size of each department’s files and mailboxes before "
            "and after, and have somebody of the department look at ten of their own.",
            contingency="Open the former place for reading, and copy what is missing from there.",
        ),
        risk(
            RiskKind.OPERATIONAL, Rating.MEDIUM, Rating.MEDIUM,
            "The move becomes a clean-up of files and permissions as well", "Hold to the scope",
            mitigation="Move what is in scope as it is. Note what else would be worth doing.",
            contingency="Put the addition to the sponsor as a change of its own.",
        ),
    ),
    rollback=way_back(
        "A priority department cannot reach its core files or its mail within the agreed support "
        "window.",
        (
            "Pause the wave.",
            "Restore the previous ways to files and mail for the people concerned.",
            "Move them back for now, the priority department first.",
            "Check with each team that it reaches its files and mail.",
            "Copy back what was saved in the new place meanwhile.",
        ),
        TOLD_OF_A_WAY_BACK,
    ),
    measures=(
        pair(
            MeasureKind.TIME,
            "Time to retrieve a document",
            "Share of people who open files in Teams, SharePoint or OneDrive in a week",
        ),
        pair(
            MeasureKind.ERRORS,
            "Version conflicts in a month",
            "Share of files that are shared by a link and not as a copy",
        ),
        pair(
            MeasureKind.SATISFACTION,
            "How smooth people find working together on a document",
            "Share of teams that work on their documents in Teams",
        ),
    ),
    waves=five_steps(
        changes="You find your files in Teams and SharePoint, and your mail in Outlook. You share "
        "a file by a link instead of a copy.",
        stays="Your files and folders keep their names, and your mail address is the same.",
        day_one="Sign in, open the file you need most, and send one mail.",
    ),
)  # fmt: skip
