"""What would make a why read better: advice, which never keeps anybody from sending it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from playbook.why.filler import FILLER
from playbook.why.jargon import JARGON
from playbook.why.language import Language, language_of, straight
from playbook.why.sentences import sentences_in
from playbook.why.tool_first import tool_first


class AdviceKind(StrEnum):
    TOOL_FIRST = "tool first"
    """It starts with a tool, not with a problem or a goal (S-12)."""
    JARGON = "jargon"
    FILLER = "filler"


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that would read better.

    `words` are the very words of the text. `better` is what reads better in their place, in the
    language of the text; nothing where they can go.
    """

    kind: AdviceKind
    words: str
    better: str = ""


_INSTEAD = {
    Language.ENGLISH: "Today, … goes wrong, and it costs …",
    Language.FRENCH: "Aujourd'hui, … va mal, et ça coûte …",
}
"""How a text may begin that began with a tool."""

_PHRASES = ((AdviceKind.JARGON, JARGON), (AdviceKind.FILLER, FILLER))


def advice_on(text: str) -> tuple[Advice, ...]:
    """What would read better: how it starts, then word by word; the same words once only."""
    said = sentences_in(text)
    mostly = language_of(text)
    found = [
        *(advice for sentence in said[:1] for advice in _on_start(sentence, mostly)),
        *(advice for sentence in said for advice in _on_phrases(sentence, mostly)),
    ]
    once: dict[tuple[AdviceKind, str], Advice] = {}
    for advice in found:
        once.setdefault((advice.kind, advice.words.casefold()), advice)
    return tuple(once.values())


def _on_start(sentence: str, mostly: Language) -> Iterator[Advice]:
    language = language_of(sentence, mostly)
    if words := tool_first(sentence, language):
        yield Advice(AdviceKind.TOOL_FIRST, words, _INSTEAD[language])


def _on_phrases(sentence: str, mostly: Language) -> Iterator[Advice]:
    language = language_of(sentence, mostly)
    read = straight(sentence)
    found = sorted(
        ((phrase, kind) for kind, lists in _PHRASES for phrase in lists[language].found_in(read)),
        key=lambda pair: pair[0].start,
    )
    for phrase, kind in found:
        yield Advice(kind, sentence[phrase.start : phrase.end], phrase.better)
