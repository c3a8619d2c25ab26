"""What to change in one field of a form, in words."""

from collections.abc import Sequence
from datetime import date

from cards.labels import label_of
from cards.why import too_few, too_many
from cards.words import _, count, day
from playbook.findings import Fault, Finding


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
        case Fault.UNKNOWN_APPROVER | Fault.SHARED_NAME | Fault.HAS_LEFT | Fault.TOO_MANY:
            return _of_approvers(finding)
        case Fault.LOOP | Fault.OVERLAPPING | Fault.NO_LONGER_HERE:
            return _of_delegates(finding)
        case Fault.PLACEHOLDER:
            line = _("Not filled in yet: {placeholders}. Put the real words there.")
            return line.format(placeholders=_quoted(finding.about))
        case Fault.INCOMPLETE:
            line = _("Not complete yet: {dependencies}. Press it to fill in what is open.")
            return line.format(dependencies=_quoted(finding.about))
        case Fault.NOT_AS_APPROVED:
            line = _(
                "It differs from its template in: {fields}. Make these read alike, or choose the"
                " normal path, which is open."
            )
            return line.format(fields="; ".join(map(label_of, finding.about)))
        case _:
            return _plainly(finding.fault).format(today=day(today, today))


def _of_approvers(finding: Finding) -> str:
    """What to change in a row of the approval policy, about whom or what it is."""
    names = ", ".join(_("“{name}”").format(name=name) for name in finding.about)
    return {
        Fault.UNKNOWN_APPROVER: _(
            "No duty, no role and nobody Cutover knows is called {names}. Type a duty such as"
            " “Sponsor”, or a name as it stands in the list People."
        ),
        Fault.SHARED_NAME: _(
            "Several people are called {names}. Name their duty, or type the key from the list"
            " People."
        ),
        Fault.HAS_LEFT: _("No longer in the organisation: {names}. Name somebody else."),
        Fault.TOO_MANY: _(
            "This asks for {needed} signatures, and only {named} can sign. Lower the number, or"
            " name more people."
        ),
    }[finding.fault].format(names=names, needed=finding.actual, named=finding.limit)


def _of_delegates(finding: Finding) -> str:
    """What to change about who decides in somebody's place."""
    return {
        Fault.LOOP: _(
            "{who}’s own decisions come back to you on these days, so they would go round in a"
            " circle. Choose somebody else, or other days."
        ),
        Fault.OVERLAPPING: _(
            "{who} is named for this time already. End that first, or choose other days."
        ),
        Fault.NO_LONGER_HERE: _("{who} has left the organisation. Choose somebody else."),
    }[finding.fault].format(who=", ".join(finding.about))


def _quoted(parts: Sequence[str]) -> str:
    """The first few of these, as they were typed."""
    shown = ", ".join(_("“{what}”").format(what=part[:60]) for part in parts[:4])
    return _("{shown} and more").format(shown=shown) if len(parts) > 4 else shown


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
        Fault.AFTER_WINDOW: _(
            "This is after the last day of the window. Choose a day before it ends."
        ),
        Fault.NO_FALLBACK: _("A vendor may slip. Say what you do then."),
        Fault.NO_TEMPLATE: _(
            "The standard path needs a template that was approved and is still valid, and this"
            " request was not begun from one. Choose the normal path, which is open."
        ),
        Fault.SAME_STAGE: _(
            "Another row is for the same stage of the same changes. Choose another stage, or delete"
            " one of the two."
        ),
        Fault.NO_APPROVER: _(
            "Nobody is named here. Type a duty such as “Sponsor”, a role, or a name, one a line."
        ),
        Fault.NO_NUMBER: _(
            "Type how many of them must agree, or choose “Any one of them” or “All of them”."
        ),
        Fault.NOT_POSITIVE: _("Type 1 or a higher number."),
        Fault.ONESELF: _("Choose somebody else: you decide for yourself anyway."),
        Fault.NOT_A_CHOICE: _("This is not one of the choices. Choose one from the list."),
    }[fault]
