"""Service desk: how requests for help come in, are sorted, and are answered (S-112)."""

from playbook.presets.dangers import FIVE_RISKS, TOLD_OF_A_WAY_BACK
from playbook.presets.learning import by_role, practice
from playbook.presets.people import FIVE_GROUPS
from playbook.presets.preset import Preset, lesson, pair, risk, way_back
from playbook.presets.rhythm import rhythm
from playbook.presets.rollout import five_steps
from playbook.records import Delivery, MeasureKind, Rating, RiskKind

SERVICE_DESK = Preset(
    groups=FIVE_GROUPS,
    communications=rhythm(
        news="There is going to be one place to ask for help, so that nothing gets lost and you "
        "can see where your request stands. Nothing changes for you today.",
        prepare="From your day on, you ask for help in one place. Say what you wanted to do and "
        "what happened instead. For an emergency, the telephone stays as it is.",
        first_day="Today you ask for help in the new place, instead of by mail or in passing. You "
        "get a number at once, and hear who works on it.",
        habit="If you still call somebody directly because it is faster, tell us. What is slow in "
        "the new way is worth mending.",
        managers_prepare="What your team asks for most, what counts as urgent for it, and who "
        "may ask for access or purchases. Requests are sorted by what you say.",
        managers_first_day="Your team asks for help in the new place from this morning. If "
        "somebody brings you a request, send it there together with them.",
    ),
    training=(
        *by_role(
            reception="Pass a caller’s trouble on as a request, and give them its number.",
            finance="Ask for access to a program or a file, with the approval it needs.",
            clinical="Report what holds up a patient as urgent, and carry on meanwhile.",
            warehouse="Report a device that fails from the floor, with its label.",
            supervisors="See the team’s open requests, and approve those that need it.",
            coordinators="See which requests belong to the change, and who answers them.",
        ),
        *practice(
            page=(
                "Ask for help in the new place.",
                "Find a request again, and add to it.",
                "What is an emergency, and whom to call then.",
            ),
            rehearse="Send one made-up request, find it again, and answer a question about it.",
        ),
        lesson(
            "Whoever answers requests", Delivery.SESSION,
            "Sort a request by kind and urgency in the first minutes.",
            "Pass it on with all that is known, so that nobody asks twice.",
            "Close it once the person says that it works.",
            proof="Sorts ten real requests of last week as a colleague would.",
        ),
    ),
    risks=(
        *FIVE_RISKS,
        risk(
            RiskKind.OPERATIONAL, Rating.HIGH, Rating.MEDIUM,
            "An urgent request lies among the others", "Emergency line, watched queue",
            mitigation="Say what is urgent, keep the telephone for it, and have somebody look at "
            "new requests all day.",
            contingency="Call whoever reported it, and look through the queue for others.",
        ),
        risk(
            RiskKind.HUMAN, Rating.MEDIUM, Rating.MEDIUM_TO_HIGH,
            "People go on asking by mail and in passing", "One way in, kindly kept",
            mitigation="Whoever is asked enters the request together with the person.",
            contingency="Ask what is easier in the old way, and make the new one as easy.",
        ),
    ),
    rollback=way_back(
        "Requests do not arrive, or nobody sees them, for longer than an hour in working time.",
        (
            "Tell everybody to call, as before.",
            "Open the former mailbox or list for requests again.",
            "Bring over the requests that are still open, the urgent ones first.",
            "Call those whose request was lost or late.",
        ),
        TOLD_OF_A_WAY_BACK,
    ),
    measures=(
        pair(
            MeasureKind.TIME,
            "Time until a request is sorted and has an owner",
            "Share of tickets that are submitted through the new intake path",
        ),
        pair(
            MeasureKind.ERRORS,
            "Tickets that had to be sorted again, of a hundred",
            "Share of tickets that come with a category chosen by whoever asked",
        ),
        pair(
            MeasureKind.TIME,
            "Time until a request is resolved, and stays so",
            "Share of people who asked for help in the new place in a month",
        ),
    ),
    waves=five_steps(
        changes="You ask for help in one place, get a number, and see where your request stands.",
        stays="The same people help you, and an emergency is a telephone call.",
        day_one="Send your next request in the new place, however small.",
    ),
)  # fmt: skip
