"""Sixty whys, labelled by hand before there was a rule to label them (S-12, S-19)."""

from tests.playbook.why_texts.english import ENGLISH
from tests.playbook.why_texts.french import FRENCH

TEXTS = (*ENGLISH, *FRENCH)
