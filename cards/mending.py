"""What to change in one field of a form, in words."""

from datetime import date

from cards.why import too_few, too_many
from cards.words import _, count, day
from playbook.outcome import Fault, Finding


def mend(finding: Finding, today: date, typed: str = "", *, missing: str = "") -> str:
    """What to change in one field, as a sentence that stands on its own.

    `typed` is what could not be read; `missing` says what to put into a field left empty.
    """
    match finding.fault:
        case Fault.MISSING:
            return missing or _("Please fill this in.")
        case Fault.TOO_LONG:
            return _(
                "This is {over} characters too long: it has {actual}, and {limit} fit."
            ).format(
                over=count(finding.actual - finding.limit),
                actual=count(finding.actual),
                limit=count(finding.limit),
            )
        case Fault.TOO_FEW_SENTENCES:
            return too_few()
        case Fault.TOO_MANY_SENTENCES:
            return too_many(finding.actual)
        case Fault.NOT_A_DATE:
            return _("“{typed}” could not be read as a day. Choose one from the calendar.").format(
                typed=typed[:40]
            )
        case Fault.UNKNOWN_GROUP:
            return _(
                "No Microsoft 365 group is called “{typed}”. Check its name, or type its mail"
                " address."
            ).format(typed=typed[:60])
        case _:
            return _plainly(finding.fault).format(today=day(today, today))


def _plainly(fault: Fault) -> str:
    """What to change where the fault alone tells."""
    return {
        Fault.IN_THE_PAST: _("This day has passed. Choose {today} or later."),
        Fault.BACKWARDS: _("It ends before it begins. Choose the first day or a later one."),
        Fault.MARKUP: _("There are tags in angle brackets here. Plain words only, please."),
        Fault.UNKNOWN_PERSON: _("Nobody of this name was found. Choose somebody from the list."),
        Fault.EMPTY_GROUP: _("Nobody is in this group yet. Add people to it, or choose another."),
        Fault.NOT_HERE: _(
            "Cutover is not in this channel any more. Choose another, or add Cutover there again."
        ),
        Fault.NOWHERE: _("Nobody would hear of it. Choose a channel, or type a group below."),
        Fault.AFTER_FIRST_DAY: _(
            "People would hear of it on the first day or later. Choose a day before the first."
        ),
        Fault.NO_SUCH_CHANGE: _("There is no change of this key. Keys look like CHG-0007."),
        Fault.FOREIGN_KEY: _("A key never changes. Put the old one back, or delete the row."),
        Fault.OTHER_CHANGE: _(
            "A row cannot move to another change. Put the old change back, and add a new row to the"
            " other one."
        ),
        Fault.ONLY_OURS: _("Cutover alone adds rows of this kind. Delete this one."),
        Fault.ONLY_ONE: _("There is one already. Edit that one, and delete this row."),
        Fault.NOT_A_CHOICE: _("This is not one of the choices. Choose one from the list."),
    }[fault]
