"""What a wave lacks, each as a line: for those who can mend it, the way to the form that does."""

from collections.abc import Iterator

from cards import build
from cards.elements import Element
from cards.payloads import OpenRowForm, RowKind
from cards.wave_words import told_to_mend
from playbook.dossier import Dossier
from playbook.outcome import Lack, Missing
from playbook.records import Person

_FORMS = {
    Missing.RISK_REVIEW: RowKind.RISK,
    Missing.ROLLBACK_TRIGGER: RowKind.ROLLBACK,
    Missing.ROLLBACK_OWNER: RowKind.ROLLBACK,
    Missing.ROLLBACK_STEP: RowKind.ROLLBACK,
    Missing.MEASURE: RowKind.MEASURE,
    Missing.WORDS: RowKind.WAVE,
    Missing.PLACE: RowKind.WAVE,
    Missing.DAYS: RowKind.WAVE,
}


def lack_lines(
    lacks: tuple[Lack, ...], dossier: Dossier, wave: str, person: Person
) -> Iterator[Element]:
    """One line for each thing that is missing. `wave` is the key of the wave that lacks it."""
    for lack in lacks:
        told = told_to_mend(lack, person.key)
        kind = _FORMS.get(lack.what)
        if kind is None or person.key not in {who.id for who in lack.who}:
            yield build.text(told)
            continue
        form = OpenRowForm(kind=kind, change=dossier.change.key, row=_row(kind, dossier, wave))
        yield build.line(build.opener(told, form), told, plain=True)


def _row(kind: RowKind, dossier: Dossier, wave: str) -> str:
    """The row that is to be mended; empty where one is to be added."""
    match kind:
        case RowKind.WAVE:
            return wave
        case RowKind.ROLLBACK:
            return dossier.rollback.key if dossier.rollback else ""
        case RowKind.RISK:
            return next((risk.key for risk in dossier.risks), "")
        case _:
            return next((measure.key for measure in dossier.measures), "")
