"""Whether a why starts with a tool, where S-12 wants a problem or a goal: "we need new software".

Only how a text begins is looked at. A tool that is merely named, or asked for after what goes
wrong, is no matter: "Outlook is slow since the move" starts from a problem.
"""

import re

from playbook.why.language import Language, straight
from playbook.why.tongue import Tongue
from playbook.why.tools_english import ENGLISH
from playbook.why.tools_french import FRENCH

_WORD = re.compile(r"[^\s,;:()«»\"“”]+")
_MOST_LEAD_INS = 4
_MOST_WORDS = 7
_TONGUES = {Language.ENGLISH: ENGLISH, Language.FRENCH: FRENCH}


def tool_first(sentence: str, language: Language) -> str:
    """The words that start with a tool, as they were typed; empty where a sentence does not."""
    tongue = _TONGUES[language]
    read = straight(sentence)
    begins = _after_lead_ins(read, tongue)
    if promised := tongue.promise.match(read, begins):
        return sentence[begins : promised.end()]
    for asking, wished in ((tongue.acquiring, False), (tongue.wish, True)):
        if asked := asking.match(read, begins):
            end = _end_of_tool(read, asked.end(), tongue, wished=wished)
            if end and not tongue.cost.match(read, end):
                return sentence[begins:end]
    return ""


def _after_lead_ins(read: str, tongue: Tongue) -> int:
    place = 0
    for _turn in range(_MOST_LEAD_INS):
        led = tongue.lead_in.match(read, place)
        if led is None:
            break
        place = led.end()
    return place


def _end_of_tool(read: str, place: int, tongue: Tongue, *, wished: bool) -> int:
    """Where the tool ends that is asked for from `place` on; 0 where none is."""
    seen: set[str] = set()
    for word in _WORD.finditer(read, place, place + 200):
        # An elided article is of the word: "d'un", "l'ERP".
        told = word.group().lower().strip(".!?…")
        elided = 2 if told[1:2] == "'" else 0
        if elided:
            seen.add(told[:elided])
        if found := tongue.tool.match(read, word.start() + elided):
            asked_before = wished and bool(seen & tongue.known) and not seen & tongue.new
            kept = wished and tongue.condition.match(read, found.end()) and not seen & tongue.new
            return 0 if asked_before or kept else found.end()
        seen.add(told)
        if told in tongue.stop or len(seen) >= _MOST_WORDS:
            return 0
    return 0
