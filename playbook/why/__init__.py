"""The why of a change: two or three plain sentences, that start from a problem (S-12, S-19).

Only its length refuses it. Everything else is advice, with the words that it is about.
"""

from playbook.why.advice import Advice, AdviceKind, advice_on
from playbook.why.length import FEWEST, MOST, Length, WhyFault, refused
from playbook.why.sentences import sentences_in

__all__ = [
    "FEWEST",
    "MOST",
    "Advice",
    "AdviceKind",
    "Length",
    "WhyFault",
    "advice_on",
    "refused",
    "sentences_in",
]
