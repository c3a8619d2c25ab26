"""What is said of a why: how many sentences it may have (S-19), and what would read better (S-12).

Only the first keeps it from being sent. The second is advice, about the very words of the text.
"""

from collections.abc import Iterable, Iterator

from cards.words import _, count
from playbook.why import Advice, AdviceKind


def empty() -> str:
    return _("Say in two or three plain sentences why it is worth the disruption.")


def too_few() -> str:
    return _(
        "This is one sentence, and two or three are needed. Say what goes wrong today, and what it"
        " costs the business."
    )


def too_many(sentences: int) -> str:
    return _(
        "These are {n} sentences, and two or three fit. Keep those that say why it is worth the"
        " disruption; the other fields have room for the rest."
    ).format(n=count(sentences))


def advice_lines(advice: Iterable[Advice]) -> Iterator[str]:
    """One line for each piece of advice, in the order in which they are given.

    The lines hold words of the text, so they are shown as text and never as markup.
    """
    for one in advice:
        yield _line(one).format(words=_on_one_line(one.words), better=one.better)


def _line(one: Advice) -> str:
    match one.kind:
        case AdviceKind.TOOL_FIRST:
            return _(
                "“{words}” starts with a tool. Start with what goes wrong today, and for whom; the"
                " tool comes later. It could begin so: “{better}”"
            )
        case AdviceKind.JARGON:
            return _("“{words}” says little. “{better}” reads better.")
        case AdviceKind.FILLER if one.better:
            return _("“{words}” can be shorter: “{better}” says the same.")
        case _:
            return _("“{words}” can go; nothing is lost without it.")


def _on_one_line(words: str) -> str:
    return " ".join(words.split())
