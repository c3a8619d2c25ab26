"""What gets in a change's way, in plain sentences: each says what, when, and what one can do."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from cards.row_words import in_a_line
from cards.words import _, brief, counted
from playbook.dossier import Dossier
from playbook.sequencing import Clash, ClashKind

_TOLD = 6
"""Clashes that are told one by one."""
_NAMED = 80
"""Characters of a name within a sentence."""


def lines(
    clashes: Sequence[Clash], dossiers: Iterable[Dossier], today: date, *, most: int = _TOLD
) -> Iterator[str]:
    """One sentence for each of the first clashes, and one for how many more there are.

    `dossiers` are all changes, or at least those that the clashes name; `today` is the
    organisation's day, for years that need no saying. The sentences hold names as people typed
    them: put them on a card with `build.text`, which sees to that.
    """
    if not clashes:
        return
    keys = {clash.other for clash in clashes}
    names = {d.change.key: d.change.project_name for d in dossiers if d.change.key in keys}
    for clash in clashes[:most]:
        yield _sentence(clash, titled(clash.other, names.get(clash.other, "")), today)
    if len(clashes) > most:
        yield counted("One more thing overlaps.", "{n} more things overlap.", len(clashes) - most)


def titled(key: str, name: str) -> str:
    """A change within a sentence: “New phones” (CHG-0003)."""
    if not name:
        return key
    return _("“{name}” ({change})").format(name=in_a_line(name, _NAMED), change=key)


def when(first: date, last: date, today: date) -> str:
    """Days in a row within a sentence: "from March 9 to March 13", "on March 9"."""
    if first == last:
        return _("on {day}").format(day=brief(first, today))
    return _("from {first} to {last}").format(first=brief(first, today), last=brief(last, today))


def _sentence(clash: Clash, other: str, today: date) -> str:
    line = {
        ClashKind.FREEZE: _(
            "Nothing is to be changed {when}: “{what}”. Choose other days, or say why this cannot"
            " wait."
        ),
        ClashKind.SYSTEM: _(
            "“{what}” is also changed by {other} {when}. Move one of them, or say why both can go"
            " at once."
        ),
        ClashKind.TEAM: _(
            "“{what}” also has {other} {when}. Move one of them, or say why the team can take"
            " both at once."
        ),
        ClashKind.WEEK: _(
            "“{what}” also has {other} in the week of {monday}. Move one of them by a week, or say"
            " why the team can take both."
        ),
        ClashKind.PERSON: _(
            "{what} is also needed for {other} {when}. Move one of them, or name somebody else."
        ),
    }[clash.kind]
    return line.format(
        what=in_a_line(clash.what, _NAMED) or _("freeze window"),
        other=other,
        when=when(clash.first, clash.last, today),
        monday=brief(clash.first, today),
    )
