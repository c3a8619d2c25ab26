"""Device standardisation: the same computers and tablets, set up the same way, at all sites (S-1).

The article has no measures for it; these pairs are made in its manner (S-106).
"""

from playbook.presets.dangers import FIVE_RISKS, TOLD_OF_A_WAY_BACK
from playbook.presets.learning import by_role, practice
from playbook.presets.people import FIVE_GROUPS
from playbook.presets.preset import Preset, lesson, pair, risk, way_back
from playbook.presets.rhythm import rhythm
from playbook.presets.rollout import five_steps
from playbook.records import Delivery, MeasureKind, Rating, RiskKind

DEVICES = Preset(
    groups=FIVE_GROUPS,
    communications=rhythm(
        news="Our computers and tablets are going to be replaced by the same few kinds, site by "
        "site. You hear why, and you hear your own day before it comes. Keep your device until "
        "then.",
        prepare="Before your day, save what is only on your device to its usual shared place, and "
        "tell your manager which programs and attached devices you cannot work without.",
        first_day="Today you get your device, and somebody is there while you start it. Print one "
        "page, open one file and make one call before they leave.",
        habit="If something was easier on your old device, tell us. Please install nothing "
        "yourself; ask, and you hear the same day whether and when you get it.",
        managers_prepare="Who is replaced on which day, which printers, scanners and machines hang "
        "on their devices, and who can work on a spare one meanwhile.",
        managers_first_day="Your team starts on its new devices this morning. Walk round once and "
        "ask what is missing. Old devices are handed in today, also those in drawers.",
    ),
    training=(
        *by_role(
            reception="Use the front desk’s device with its telephone, printer and calendar.",
            finance="Print, scan and sign as month-end needs it.",
            clinical="Use the device in the room, and clean it, between two patients.",
            warehouse="Use the scanner of the new device, also with gloves and in the cold.",
            supervisors="Get a spare device for somebody, and hand in a broken one.",
            coordinators="Keep the list of who has which device, and which are still out.",
        ),
        *practice(
            page=(
                "Start, sign in and lock the device.",
                "Print and scan.",
                "What to do when it is lost, stolen or broken.",
            ),
            rehearse="Do half a day’s usual work on a device that is laid out for trying.",
        ),
        lesson(
            "Whoever hands out devices", Delivery.SESSION,
            "Set up a device the standard way, and check it with its person.",
            "Take back the old one, and see that nothing is left that is only on it.",
            proof="Hands out one device from start to end, with the list filled in.",
        ),
    ),
    risks=(
        *FIVE_RISKS,
        risk(
            RiskKind.TECHNICAL, Rating.HIGH, Rating.MEDIUM,
            "A printer, scanner or machine does not work with the new device", "Try each kind",
            mitigation="Try each kind of attached device and each special program at its place.",
            contingency="Leave the old device at that place until it works.",
        ),
        risk(
            RiskKind.OPERATIONAL, Rating.HIGH, Rating.LOW_TO_MEDIUM,
            "Work that was kept only on an old device is lost", "Keep, then clear",
            mitigation="Ask each person what is only there, and save it together with them.",
            contingency="Keep each old device unchanged for a month, and fetch it from there.",
        ),
    ),
    rollback=way_back(
        "More than two people of a site cannot do their usual work on their new devices by noon "
        "of the first day.",
        (
            "Pause the hand-out at this site.",
            "Give the people concerned their old devices back; they are kept until the wave ends.",
            "Check that each of them reaches files, programs and printers.",
            "Save what was made on the new device meanwhile.",
            "Find out what failed before the hand-out goes on.",
        ),
        TOLD_OF_A_WAY_BACK,
    ),
    measures=(
        pair(
            MeasureKind.TIME,
            "Working time lost to slow or failing devices, in hours a month",
            "Share of people who work on a standard device",
        ),
        pair(
            MeasureKind.TIME,
            "Time until somebody with a broken device can work again",
            "Share of devices that are set up the standard way",
        ),
        pair(
            MeasureKind.ERRORS,
            "Calls for help about devices in a month",
            "Programs in use that are not on the standard list",
        ),
    ),
    waves=five_steps(
        changes="You get another device, of the same kind and set up in the same way as everybody "
        "else’s.",
        stays="Your files, your programs and your telephone number.",
        day_one="Start the device while somebody is there, and print one page.",
    ),
)  # fmt: skip
