"""What came of looking at the record of each change, as `cutover audit verify` says it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from cards.words import _, counted, moment
from playbook.chaining import name_of
from playbook.recording import is_refusal
from playbook.records import AuditEvent, Record
from playbook.standing import number
from playbook.verifying import Break, Broken, Verified


def lines(found: Sequence[Verified], zone: str, now: datetime) -> Iterator[str]:
    """A line for each change, and for one that does not hold what is wrong with it; `zone` is
    the one in which moments are told.
    """
    for one in found:
        yield from _of_one(one, zone, now)
    if not found:
        yield _("There is no change yet, so there is no record.")
    elif broken := sum(not one.holds for one in found):
        line = _("{changes}, and {broken} of them do not hold.")
        if broken == 1:
            line = _("{changes}, and one of them does not hold.")
        yield line.format(changes=_changes(len(found)), broken=broken)
    else:
        yield _("{changes}: every link holds.").format(changes=_changes(len(found)))


def _changes(many: int) -> str:
    return counted("{n} change", "{n} changes", many)


def _of_one(found: Verified, zone: str, now: datetime) -> Iterator[str]:
    links = counted("{n} link", "{n} links", found.links)
    if found.unsealed:
        older = counted("{n} older act without one", "{n} older acts without one", found.unsealed)
        links = _("{links} and {older}").format(links=links, older=older)
    if found.holds:
        yield _("{change}: {links}. It holds{newest}.").format(
            change=found.change, links=links, newest=_newest(found)
        )
        return
    yield _("{change}: {links}. It does not hold.").format(change=found.change, links=links)
    if not found.stands:
        yield _("  The request itself is not in its list any more.")
    if found.broken:
        first, *more = found.broken
        yield _("  First broken: {link}").format(link=_named(found.change, first))
        for sentence in _sentences(found.change, first, zone, now):
            yield f"    {sentence}"
        if more:
            names = ", ".join(_named(found.change, one) for one in more)
            yield _("  Broken too: {names}").format(names=names)


def _newest(found: Verified) -> str:
    """How far it goes. Whoever keeps this line knows later whether its end was cut off."""
    if found.newest is None:
        return ""
    name = name_of(found.change, found.newest.link)
    return _(" up to {link}, sealed {seal}").format(link=name, seal=found.newest.seal)


def _named(change: str, broken: Broken) -> str:
    return name_of(change, broken.link) if broken.link else broken.key


def _sentences(change: str, broken: Broken, zone: str, now: datetime) -> Iterator[str]:
    """What is wrong, which row it is, and what had been done."""
    yield _why(change, broken)
    if broken.key:
        yield _("Row: {key}").format(key=broken.key)
    row = broken.event if broken.event is not None else broken.fact
    if row is not None:
        line = _("Comes after it: {act}") if broken.why is Break.REMOVED else _("Act: {act}")
        yield line.format(act=_act(row, zone, now))


def _why(change: str, broken: Broken) -> str:
    match broken.why:
        case Break.EDITED:
            return _("Its row in History reads differently from what was sealed.")
        case Break.TOUCHED:
            return _(
                "Its row in History was saved by somebody other than Cutover, or bears a note."
            )
        case Break.REMOVED if broken.event is not None:
            return _(
                "Its row in History was removed, or cannot be read: {later} was written after it."
            ).format(later=name_of(change, broken.event.link))
        case Break.FACT_EDITED:
            return _("The row that it tells of reads differently from what was sealed.")
        case Break.FACT_TOUCHED:
            return _(
                "The row that it tells of was saved by somebody other than Cutover, or bears a"
                " note. It reads as it was sealed."
            )
        case Break.FACT_REMOVED:
            return _("The row that it tells of was removed, or cannot be read.")
        case Break.UNTOLD:
            return _(
                "It is not there, and this row tells of an act all the same. Either it was"
                " removed, or Cutover has not come to write it yet."
            )
        case _:
            return _("This row was written by hand, so it is no link, and does not count.")


def _act(row: Record, zone: str, now: datetime) -> str:
    """Who had done what, when, and on which version."""
    said = {name: getattr(row, name, None) for name in ("by", "at", "version")}
    act = _(row.act) if isinstance(row, AuditEvent) else _(type(row).CALLED)
    if isinstance(row, AuditEvent) and is_refusal(row):
        act = _("{act}, {result}").format(act=act, result=_(row.result))
    told = [said["by"].name if said["by"] else _("Cutover"), act]
    if said["version"]:
        told.append(_("version {number}").format(number=number(said["version"])))
    if said["at"]:
        told.append(moment(said["at"], zone, now))
    return ", ".join(told)
