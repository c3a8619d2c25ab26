"""What people are told of their edits in Lists: in the row's own note, and in a letter."""

from collections.abc import Iterator, Sequence
from datetime import date

from cards import build
from cards.build import CardJson
from cards.mending import mend
from cards.payloads import ShowChange, ShowHome
from cards.phases import asked_names
from cards.words import _, counted, listed
from playbook.asking import is_asked_again
from playbook.by_hand import Unreadable
from playbook.dossier import Dossier
from playbook.fields import NOBODY, declared
from playbook.findings import Fault, Finding
from playbook.noticing import Notice, Taken
from playbook.records import ApprovalPolicy, ChangeRequest, Decision, Post, PostState, Record
from playbook.standing import number, standing
from playbook.taking_up import SHOWN, Said

_SHOWN = 60
_KEY = "Key"
_NOT_TO_MEND = (Fault.ONLY_OURS, Fault.ONLY_ONE, Fault.OTHER_CHANGE)
"""Faults that no other text in the row mends."""
_SPOKEN_OF_BY_NAME = (
    "project_name", "name", "description", "audience", "role", "what", "text", "duty",
)  # fmt: skip


def say(notice: Notice, dossier: Dossier | None, today: date) -> Said:
    """The words for what became of one edit."""
    row = _row(notice)
    match notice.taken:
        case Taken.UP:
            return Said(notice, letter=_left_open(notice, row))
        case Taken.BACK:
            return Said(notice, letter=_put_back(notice, row, dossier))
        case Taken.ANEW:
            return Said(notice, letter=_anew(notice, row, dossier))
        case Taken.DRIFTED:
            told = _drifted(dossier)
            letter = " ".join((f"{row}: {told}", *_put_back_too(notice)))
            return Said(notice, note=told, letter=letter)
        case Taken.WRONG:
            wrong = _wrong(notice, today)
            not_taken = _("This row was not taken up. {wrong}").format(wrong=wrong)
            letter = _("{row} was not taken up. {wrong}").format(row=row, wrong=wrong)
            if not any(finding.fault in _NOT_TO_MEND for finding in notice.findings):
                letter += " " + _(
                    "Your text is still in the list: mend it there, and it counts within a minute."
                )
            letter = " ".join((letter, *_counts_instead(notice), *_put_back_too(notice)))
            return Said(notice, note=not_taken, letter=letter)
        case Taken.VOID:
            return Said(notice, note=_void_note(), letter=_void(row, dossier))
        case Taken.GONE:
            return Said(notice, letter=_gone(notice, row, dossier))


def draw(post: Post, dossier: Dossier | None) -> CardJson:
    """The letter: what became of one edit or of several."""
    told = post.says.split("\n")
    first = (
        counted("What became of your edit in Lists", "What became of {n} edits in Lists", len(told))
        if len(told) > 1
        else _("What became of an edit in Lists")
    )
    more = len(told) - SHOWN
    rest = (
        [build.text(_("And {n} more: the note on each row says what it needs.").format(n=more))]
        if more > 0
        else []
    )
    show = (
        build.button(_("Show the change"), ShowChange(change=dossier.change.key, post=post.key))
        if dossier
        else build.button(_("My overview"), ShowHome(post=post.key))
    )
    return build.card(
        first,
        build.heading(first),
        *(build.text(sentence) for sentence in told[:SHOWN]),
        *rest,
        build.buttons(show),
    )


def _row(notice: Notice) -> str:
    """The row as people know it: “Pilot: Production” in Waves."""
    where, record = notice.edit.kept_in.name, notice.record or notice.edit.record
    name = _name(record) if record is not None else ""
    if not name:
        return _("A row in {list}").format(list=_(where))
    return _("“{name}” in {list}").format(name=name, list=_(where))


def _name(record: Record) -> str:
    """What people call a row; empty where it has no name but its key, which nobody reads."""
    if type(record).FACT:
        by = getattr(record, "by", NOBODY).name
        called = _(type(record).CALLED)
        return _("{kind} by {who}").format(kind=called, who=by) if by else called
    named = (getattr(record, field, "") for field in _SPOKEN_OF_BY_NAME)
    name = next((str(value) for value in named if value and str(value).strip()), "")
    name = " ".join(name.split())
    return name if len(name) <= _SHOWN else f"{name[: _SHOWN - 1]}…"


def _put_back(notice: Notice, row: str, dossier: Dossier | None) -> str:
    if isinstance(notice.record, Post) and notice.record.state is PostState.SUPERSEDED:
        return _(
            "{row} was added or changed by hand, so it is not sent. Only Cutover writes messages;"
            " what is due still, it writes anew."
        ).format(row=row)
    computed = [_(label) for label in notice.put_back if label != _KEY]
    if not computed:
        return _(
            "{row}: a key never changes, so it reads as before again. The rest of the row stays as"
            " you left it."
        ).format(row=row)
    columns = listed(computed)
    told = _(
        "{row}: {columns} cannot be set by hand. It is worked out from what was decided and done,"
        " and reads as before again. The rest of the row stays as you left it."
    ).format(row=row, columns=columns)
    if isinstance(notice.record, ChangeRequest) and dossier is not None:
        where = standing(dossier)
        if where.waiting:
            told += " " + _(
                "To approve it, {sponsor} presses Approve in the chat with Cutover."
            ).format(sponsor=asked_names(dossier, where))
    return told


def _anew(notice: Notice, row: str, dossier: Dossier | None) -> str:
    sponsor = dossier.change.sponsor.name if dossier else ""
    version = number(standing(dossier).version) if dossier else ""
    told = _(
        "{row}: you edited what {sponsor} decides on, so it is a new version, and {sponsor} is"
        " asked again. A decision on version {version} does not hold for it."
    ).format(row=row, sponsor=sponsor, version=version)
    return " ".join((told, *_put_back_too(notice)))


def _put_back_too(notice: Notice) -> Iterator[str]:
    """What to say of computed columns where more is to be said of the row."""
    if notice.put_back:
        columns = listed([_(label) for label in notice.put_back])
        yield _("{columns} cannot be set by hand, and reads as before.").format(columns=columns)


def _counts_instead(notice: Notice) -> Iterator[str]:
    """What decides whose approval is asked for while a row of the policy is wrong."""
    if isinstance(notice.record, ApprovalPolicy):
        if notice.policies:
            yield _("Until then, the rest of the policy counts: {rows}.").format(
                rows=_quoted(notice.policies)
            )
        else:
            yield _("Until then, the sponsor of each change decides on it.")


def _left_open(notice: Notice, row: str) -> str:
    """That the approval policy names somebody who is not there any more."""
    if not notice.policies:
        return ""
    line = _(
        "{row}: the approval policy counts on them in {rows}. Name somebody else there; until then"
        " the sponsor of a change stands in."
    )
    return line.format(row=row, rows=_quoted(notice.policies))


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(_("“{name}”").format(name=name or _("no name")) for name in names)


def _drifted(dossier: Dossier | None) -> str:
    sponsor = dossier.change.sponsor.name if dossier else ""
    return _(
        "The scope no longer reads as {sponsor} approved it. No wave goes out while that is so. Put"
        " the old words back, or press “Ask again” on the change’s card in Teams, and {sponsor}"
        " is asked. What it said before is in Decisions, as a scope change."
    ).format(sponsor=sponsor)


def _wrong(notice: Notice, today: date) -> str:
    edit = notice.edit
    if edit.fault is not None and edit.record is None:
        return _unreadable(edit.fault, edit.column)
    record = edit.record
    return " ".join(_finding(finding, record, today) for finding in notice.findings)


def _unreadable(fault: Unreadable, column: str) -> str:
    told = {
        Unreadable.NO_KEY: _("It has no key, and Cutover cannot give it one."),
        Unreadable.NO_TYPE: _("Choose in the column Type what kind of row it is."),
        Unreadable.NOT_TEXT: _("{column}: this is not text."),
        Unreadable.NOT_A_NUMBER: _("{column}: this is not a whole number."),
        Unreadable.NOT_A_DATE: _("{column}: this is not a date."),
        Unreadable.NOT_ALLOWED: _(
            "{column}: Cutover does not know this value. Choose one that was there before."
        ),
        Unreadable.EMPTY: _("{column}: this may not be empty."),
    }[fault]
    return told.format(column=_(column)) if column else told


def _finding(finding: Finding, record: Record | None, today: date) -> str:
    match finding.fault:
        case Fault.UNKNOWN_PERSON:
            told = _("nobody is known by this name. Type it as in Teams, or a mail address.")
        case Fault.UNKNOWN_GROUP:
            told = _("no Microsoft 365 group has this name. Type it as in Teams.")
        case Fault.NOT_HERE:
            told = _(
                "Cutover is in no channel of this name. Type it as in Teams, or add Cutover there."
            )
        case _:
            told = mend(finding, today)
    labels = {kept.name: kept.label for kept in declared(type(record))} if record else {}
    label = _(labels.get(finding.field, finding.field))
    # After a colon it goes on in small letters, but for our name.
    return f"{label}: {told if told.startswith('Cutover') else told[:1].lower() + told[1:]}"


def _void_note() -> str:
    return _(
        "This row does not count. Only Cutover writes these rows, and somebody has added or changed"
        " this one by hand."
    )


def _void(row: str, dossier: Dossier | None) -> str:
    told = _(
        "{row} was added or changed by hand, so it does not count any more. Such rows say what was"
        " done or answered, and only Cutover writes them."
    ).format(row=row)
    return told + _asked_again(dossier)


def _asked_again(dossier: Dossier | None) -> str:
    if dossier is None or not is_asked_again(dossier):
        return ""
    sponsor = dossier.change.sponsor.name
    return " " + _("{sponsor} is asked to decide again.").format(sponsor=sponsor)


def _gone(notice: Notice, row: str, dossier: Dossier | None) -> str:
    if notice.record is not None and type(notice.record).FACT:
        told = _(
            "{row} was deleted by hand. It said what was done or answered, and does not count any"
            " more."
        ).format(row=row)
        return told + (_asked_again(dossier) if isinstance(notice.record, Decision) else "")
    told = _("{row} was deleted in Lists. Nothing more comes of it.").format(row=row)
    if dossier is not None or isinstance(notice.record, ChangeRequest):
        told += " " + _("If that was a slip, restore it from the site's recycle bin.")
    return told
