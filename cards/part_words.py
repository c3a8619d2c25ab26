"""The parts of a plan in words: what each is called, how much is done, and what is missing."""

from cards.phases import names_of
from cards.words import _, counted
from playbook.completeness import Part, PartKind, Shortfall
from playbook.dossier import Dossier
from playbook.gaps import Gap
from playbook.standing import number, standing


def called(kind: PartKind) -> str:
    """What people call a part."""
    return {
        PartKind.APPROVAL: _("Approval"),
        PartKind.ROLES: _("Who answers for what"),
        PartKind.GROUPS: _("Groups"),
        PartKind.MESSAGES: _("Messages"),
        PartKind.TRAINING: _("Training"),
        PartKind.WAVES: _("Waves"),
        PartKind.RISKS: _("Risks"),
        PartKind.ROLLBACK: _("The way back"),
        PartKind.MEASURES: _("Measures"),
        PartKind.DEPENDENCIES: _("Dependencies"),
        PartKind.CONDITIONS: _("Conditions"),
        PartKind.CONCERNS: _("Questions and problems"),
        PartKind.ITEMS: _("Action items"),
        PartKind.SURVEYS: _("Surveys"),
    }[kind]


def how_much(part: Part) -> str:
    """How much of it is done, as a count."""
    if part.kind is PartKind.CONDITIONS or (part.kind is PartKind.APPROVAL and part.whole == 1):
        return ""
    return _("{done} of {whole}").format(done=part.done, whole=part.whole) if part.whole else ""


def stands(part: Part, dossier: Dossier, reader: str = "") -> str:
    """What is missing; and where nothing is, what there is. `reader` reads it."""
    if part.kind is PartKind.APPROVAL:
        return _approval(part, dossier, reader)
    if not part.whole:
        return _("Nothing yet.")
    if not part.missing:
        return _held(part.kind)
    if part.kind is PartKind.ROLES and not part.done:
        return _("Nobody is named yet.")
    if part.kind is PartKind.ROLES:
        kinds = ", ".join(_(kind) for short in part.missing for kind in short.roles)
        return _("Nobody yet: {roles}.").format(roles=kinds)
    if part.kind is PartKind.ROLLBACK:
        told = "; ".join(lack(short.gap) for short in part.missing)
        return _("Missing: {what}.").format(what=told)
    told = "; ".join(_short(short) for short in part.missing)
    return _("{told}.").format(told=told[:1].upper() + told[1:])


def _approval(part: Part, dossier: Dossier, reader: str) -> str:
    version = number(standing(dossier).version)
    gap = part.missing[0].gap if part.missing else None
    line = {
        None: _("Version {version} is approved."),
        Gap.WAITS: _("Version {version} waits for {who}."),
        Gap.DECLINED: _("Version {version} was declined."),
        Gap.EDITED: _("Edited since version {version} was sent: it has to be sent again."),
    }.get(gap, _("Nobody has been asked to decide yet."))
    return line.format(version=version, who=names_of(part.who, reader) or _("a decision"))


def _held(kind: PartKind) -> str:
    """What a part has to which nothing is missing."""
    return {
        PartKind.ROLES: _("One person for each."),
        PartKind.GROUPS: _("Each has an owner and hears before, during and after."),
        PartKind.MESSAGES: _("Each has words, a day, a channel and an owner."),
        PartKind.TRAINING: _("Each has a day, a way and a support contact."),
        PartKind.WAVES: _("Each has words, days, place and owner."),
        PartKind.RISKS: _("Each has a review, an owner and a response."),
        PartKind.ROLLBACK: _("A trigger, who decides, a first step."),
        PartKind.MEASURES: _("Each has an owner and a baseline."),
        PartKind.DEPENDENCIES: _("Each has owner and day; nothing is late."),
        PartKind.CONDITIONS: _("Nothing is late."),
        PartKind.CONCERNS: _("All were answered."),
        PartKind.ITEMS: _("All are done."),
        PartKind.SURVEYS: _("Each has its days and a channel."),
    }[kind]


def lack(gap: Gap) -> str:
    """What one row lacks, as it stands after "Missing:"."""
    return {
        Gap.OWNER: _("an owner"),
        Gap.HEARS: _("what they hear before, during and after"),
        Gap.WORDS: _("the words"),
        Gap.DAY: _("a day"),
        Gap.CHANNEL: _("a channel"),
        Gap.PLACE: _("a place where people are told"),
        Gap.PAST: _("days that are still to come"),
        Gap.DELIVERY: _("how they learn it"),
        Gap.CONTACT: _("a support contact"),
        Gap.REVIEW: _("a review"),
        Gap.RESPONSE: _("a response"),
        Gap.TRIGGER: _("the trigger"),
        Gap.DECIDER: _("who decides"),
        Gap.STEP: _("the first step"),
        Gap.BASELINE: _("a baseline"),
        Gap.FALLBACK: _("a fallback, should the vendor slip"),
        Gap.LATE: _("it is late"),
        Gap.OPEN: _("it is open"),
    }.get(gap, _(gap))


def _short(short: Shortfall) -> str:
    """What so many rows lack."""
    one, many = {
        Gap.OWNER: ("one has no owner", "{n} have no owner"),
        Gap.HEARS: (
            "one lacks what it hears before, during or after",
            "{n} lack what they hear before, during or after",
        ),
        Gap.WORDS: ("one has no words yet", "{n} have no words yet"),
        Gap.DAY: ("one has no day", "{n} have no day"),
        Gap.CHANNEL: ("one has no channel", "{n} have no channel"),
        Gap.PLACE: ("one has no place where people are told", "{n} have no place"),
        Gap.PAST: ("the days of one have passed", "the days of {n} have passed"),
        Gap.DELIVERY: ("one has no way of learning", "{n} have no way of learning"),
        Gap.CONTACT: ("one has no support contact", "{n} have no support contact"),
        Gap.REVIEW: ("one is not reviewed", "{n} are not reviewed"),
        Gap.RESPONSE: ("one has no response", "{n} have no response"),
        Gap.BASELINE: ("one has no baseline", "{n} have no baseline"),
        Gap.FALLBACK: ("one vendor has no fallback", "{n} vendors have no fallback"),
        Gap.LATE: ("one is late", "{n} are late"),
        Gap.OPEN: ("one is open", "{n} are open"),
    }[short.gap]
    return counted(one, many, short.number)
