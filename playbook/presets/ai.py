"""AI-enabled process: with its rules, and with what becomes of people's roles (S-100, S-111)."""

from playbook.presets.dangers import FIVE_RISKS, TOLD_OF_A_WAY_BACK
from playbook.presets.learning import by_role, practice
from playbook.presets.people import FIVE_GROUPS
from playbook.presets.preset import Preset, group, lesson, pair, risk, way_back
from playbook.presets.rhythm import rhythm
from playbook.presets.rollout import five_steps
from playbook.records import Delivery, MeasureKind, Rating, RiskKind

AI = Preset(
    groups=(
        *FIVE_GROUPS,
        group(
            "Governance: who answers for the use of AI", Rating.HIGH, Rating.MEDIUM,
            "Which data is used, who checks results, who answers for mistakes",
            before="Which uses are proposed, with which data, and who is to check what comes out. "
            "They say what is allowed before anybody starts.",
            during="Where results were wrong or rules were not followed, and what was done.",
            after="What is used by now, whether the rules still fit, and when to look again.",
        ),
        group(
            "People whose role changes", Rating.LOW, Rating.HIGH,
            "What they do from now on, what they no longer do, and what it means for them",
            before="Their manager tells each of them alone what changes in their role, and when.",
            during="Who is there for them, and that it takes time to find one’s feet.",
            after="How the new role works out, and what is adjusted.",
        ),
    ),
    communications=rhythm(
        news="Some of our work is going to be prepared by AI, and checked by people. You hear "
        "which work, why, and what it means for your role before anything starts.",
        prepare="For each task there is an approved prompt or tool, and a rule for which data may "
        "go into it. You check what comes out before anybody relies on it. Try it on made-up "
        "examples first.",
        first_day="Today you use the approved tool for the task it was approved for. Read each "
        "result as if a new colleague had written it. Put in no customer’s or patient’s data "
        "unless the rules say so.",
        habit="Use the approved prompts, and propose better ones. If you check less than in the "
        "beginning, or do the work twice to be sure, tell us.",
        managers_prepare="Which tasks change in your team, whose role changes with them, and who "
        "checks results. Speak with each person whose role changes alone, before the team hears.",
        managers_first_day="Your team uses the approved tools from this morning. Look at some "
        "results yourself. Whoever checks must have the time for it.",
    ),
    training=(
        *by_role(
            reception="Draft an answer with the approved prompt, and check it before it goes out.",
            finance="Have a document read in, and compare each figure with the original.",
            clinical="Know which patient data may never go in, and sign only what was read.",
            warehouse="Use a proposed order or route, and overrule it where it is wrong.",
            supervisors="Plan the work anew: who does what now, and who checks it.",
            coordinators="Keep the list of approved prompts and tools, and who may use them.",
        ),
        *practice(
            page=(
                "Find the approved prompt or tool for a task.",
                "Know which data may go in, and which never.",
                "Check a result, and report one that is wrong.",
            ),
            rehearse="Do one usual task with the approved tool on made-up data, and find the "
            "mistake in a result that has one.",
        ),
        lesson(
            "Whoever answers for the use of AI", Delivery.SESSION,
            "Approve a use, refuse one, and write down why.",
            "Take samples of results, and stop a use that goes wrong.",
            proof="Decides on one proposed use, and shows the trail of that decision.",
        ),
    ),
    risks=(
        *FIVE_RISKS,
        risk(
            RiskKind.COMPLIANCE, Rating.HIGH, Rating.MEDIUM,
            "Confidential or personal data goes into a tool that was not approved",
            "Rules before use, approved tools only",
            mitigation="Say which data may go into which tool before anybody starts, and give "
            "people an approved tool that is good enough.",
            contingency="Stop the use, find out what went where, and tell whoever answers for "
            "privacy.",
        ),
        risk(
            RiskKind.OPERATIONAL, Rating.HIGH, Rating.MEDIUM,
            "Wrong results are passed on because nobody checked them", "Named checks, samples",
            mitigation="Name who checks each kind of result, and give them the time for it.",
            contingency="Do the task by hand again, and correct what went out.",
        ),
        risk(
            RiskKind.HUMAN, Rating.MEDIUM, Rating.MEDIUM_TO_HIGH,
            "Roles change without anybody having said so", "Tell each person, write it down",
            mitigation="Write down who does what from now on, and speak with each person first.",
            contingency="Give the task back to whoever did it until the role is settled.",
        ),
    ),
    rollback=way_back(
        "A wrong result has reached a customer, a patient or the books unnoticed, or data went "
        "where the rules do not allow it.",
        (
            "Stop the use that is concerned, and take away access to it.",
            "Give the task back to the people who did it before, with their former instructions.",
            "Find what was made since the last good check, and check it by hand.",
            "Correct what went out, and tell whoever relied on it.",
            "Let whoever answers for the use of AI decide whether it starts again.",
        ),
        ("Whoever answers for the use of AI: at once", *TOLD_OF_A_WAY_BACK),
    ),
    measures=(
        pair(
            MeasureKind.TIME,
            "Throughput: cases finished in a week",
            "Share of cases that are done with an approved prompt, tool or workflow",
        ),
        pair(
            MeasureKind.ERRORS,
            "Outputs that a check sends back, of a hundred",
            "Share of outputs that were checked by the person named for it",
        ),
        pair(
            MeasureKind.ERRORS,
            "Work that is done twice by hand, in hours a week",
            "Share of people in the process who use the approved tools in a week",
        ),
    ),
    waves=five_steps(
        changes="An approved tool prepares part of your work, and you check what it prepared.",
        stays="You decide, and a person answers for every result.",
        day_one="Do one task with the approved tool, and read the result to its end.",
    ),
)  # fmt: skip
