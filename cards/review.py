"""What stands at the end of a request's form: what is still open, and what is worth a thought."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cards import build
from cards.elements import Element
from cards.labels import label_of, told_shortly
from cards.words import _
from playbook.dossier import Dossier
from playbook.findings import Finding
from playbook.steps import FormStep, step_of
from playbook.warnings import Warned, warnings
from playbook.workplace import Workplace

_PARTED = ","


@dataclass(frozen=True, slots=True)
class Review:
    """What is still open in other steps, and what is worth a thought; each in a sentence."""

    missing: tuple[str, ...]
    thoughts: tuple[str, ...]

    @property
    def marks(self) -> str:
        """The thoughts, each by a few digits: a button carries what was above it when drawn."""
        return _PARTED.join(map(_mark, self.thoughts))

    def says_more_than(self, marks: str) -> bool:
        """Whether it has a thought that was not there when these marks were drawn."""
        seen = set(marks.split(_PARTED))
        return any(_mark(thought) not in seen for thought in self.thoughts)


def reviewed(
    open_still: Sequence[Finding],
    cautions: Iterable[Warned],
    notes: Sequence[str],
    names: Mapping[FormStep, str],
) -> Review:
    """The review. `open_still` is what other steps lack, `notes` whatever else is worth saying;
    `names` are the steps'.
    """
    return Review(tuple(_open(open_still, names)), (*map(told_of, cautions), *notes))


def draw(review: Review) -> Iterator[Element]:
    yield build.section(_("Before you send it"))
    for told in review.missing:
        yield build.text(told, bold=True)
    if review.thoughts:
        told = _("Worth a thought, though it may be sent as it is:")
        yield build.text(told, small=True, subtle=True)
    for told in review.thoughts:
        yield build.text(told)
    if not review.thoughts and not review.missing:
        yield build.text(_("Nothing stands out in what is kept so far."))


def _mark(thought: str) -> str:
    return hashlib.sha256(thought.encode()).hexdigest()[:6]


def _open(findings: Sequence[Finding], names: Mapping[FormStep, str]) -> Iterator[str]:
    for step in (FormStep.WHY, FormStep.SCOPE):
        fields = dict.fromkeys(one.field for one in findings if step_of(one.field) is step)
        if fields:
            line = _("Still open in step {number}, {name}: {fields}.")
            told = told_shortly([label_of(field) for field in fields])
            yield line.format(number=int(step), name=names[step], fields=told)


def afterwards(dossier: Dossier, workplace: Workplace) -> Iterator[Element]:
    """What is worth a thought while the sponsor decides: said once more where it was sent."""
    for warned in warnings(dossier, workplace):
        yield build.text(told_of(warned))


def told_of(warned: Warned) -> str:
    """What may be missing, and what one would do about it."""
    return {
        Warned.NO_DEPENDENCY: _(
            "No dependency has an owner and a day yet. If it waits for a vendor, licences or"
            " people, add each of them in step 2."
        ),
        Warned.NO_MANAGER: _(
            "No manager of the people it touches is named yet. Talk to one early, and name them"
            " in the plan."
        ),
        Warned.NO_NUMBER: _(
            "The measures of success have no number. Say from what to what, so that it can be"
            " counted."
        ),
        Warned.NO_OWNER: _("The measures of success have no owner. Say who does the measuring."),
        Warned.NO_DAY: _("The measures of success have no day. Say by when it should be so."),
    }[warned]
