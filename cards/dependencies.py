"""What a request depends on: a line for each dependency, and a block to add or to edit one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cards import build
from cards.elements import Element
from cards.entering import entry, under
from cards.mending import mend
from cards.payloads import ROW_INPUT, FileChange, Then
from cards.words import _, day
from playbook.depending import gaps
from playbook.fields import asked_of
from playbook.findings import Finding
from playbook.records import Dependency


@dataclass(frozen=True, slots=True)
class Block:
    """The dependency that is being typed in: an empty one, or one that there is."""

    row: Dependency = field(default_factory=lambda: Dependency(key="", change=""))
    base: str = ""
    """The row that the block was opened on; empty for a new one."""
    findings: Sequence[Finding] = ()
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The key of the dependency that there is; empty for a new one."""
        return self.row.key if self.base else ""


def draw(
    rows: Sequence[Dependency],
    block: Block,
    file: FileChange,
    finding: Finding | None,
    today: date,
) -> Iterator[Element]:
    """The lines, and the block under them. `file` is what the step's buttons send."""
    if finding is not None:
        yield build.text(mend(finding, today), small=True, alert=True)
    for row in rows:
        if row.key != block.key:
            yield _line(row, file, today)
    yield build.group(*_block(block, file, today))


def _line(row: Dependency, file: FileChange, today: date) -> Element:
    missing = gaps(row)
    told = _("{kind}, {owner}, by {day}").format(
        kind=_(row.kind),
        owner=row.owner.name or _("nobody yet"),
        day=day(row.decide_by, today) if row.decide_by else _("no day yet"),
    )
    if missing:
        told = _("{kind}. Still open: {gaps}").format(
            kind=_(row.kind), gaps=", ".join(map(_gap, missing))
        )
    press = build.submit(row.what, _again(file, row.key))
    return build.line(press, row.what, told, alert=bool(missing))


def _gap(name: str) -> str:
    return {
        "what": _("what it is"),
        "owner": _("its owner"),
        "decide_by": _("its decision date"),
        "fallback": _("what you do if it slips"),
    }[name]


def _block(block: Block, file: FileChange, today: date) -> Iterator[Element]:
    found = {finding.field: finding for finding in block.findings}
    new = not block.base
    yield build.text(_("One more dependency") if new else _("Edit this dependency"), bold=True)
    if new:
        yield build.text(
            _("An approval, a vendor, licences, people: who sees to it, and by when?"),
            small=True,
            subtle=True,
            close=True,
        )
    for kept in asked_of(Dependency):
        name = ROW_INPUT + kept.name
        hint = under(kept)
        inside = replace(kept, help="") if hint else kept
        yield entry(inside, getattr(block.row, kept.name), name=name)
        if hint:
            yield build.text(hint, small=True, subtle=True, close=True)
        if finding := found.get(kept.name):
            told = mend(finding, today, block.typed.get(name, ""))
            yield build.text(told, small=True, alert=True, close=True)
    title = _("Add this dependency") if new else _("Keep this dependency")
    yield build.buttons(build.submit(title, _again(file), name="add-dependency"))


def _again(file: FileChange, row: str = "") -> FileChange:
    """Keeps the step, and shows it again with this dependency, or an empty block."""
    return file.model_copy(update={"then": Then.ROW, "next_row": row})
