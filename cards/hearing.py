"""What somebody said, in English or French, as one of the few things we can offer in return.

Words alone never decide: "approve" only brings up what waits, and its buttons.
"""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StartChange:
    """Starts a request; `name` is what was said it should do, as far as one could tell."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class Yes:
    """Brings up what waits for the person, with its buttons."""


@dataclass(frozen=True, slots=True)
class ShowStatus:
    """Where a change stands; `change` is empty where none was named."""

    change: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is coming, of all changes."""


@dataclass(frozen=True, slots=True)
class Away:
    """Brings up the way to name somebody who decides in one's place."""


@dataclass(frozen=True, slots=True)
class Help:
    pass


@dataclass(frozen=True, slots=True)
class Home:
    """Anything else: the person's overview."""


Heard = StartChange | Yes | ShowStatus | Calendar | Away | Help | Home

_KEY = re.compile(r"\bchg[\s-]*(\d{1,9})\b")
_YES = re.compile(
    r"(yes|yep|yeah|y|ok|okay|sure|go ahead|do it|agreed|fine|looks good|sounds good"
    r"|i do|oui|d'?accord|bien sur|vas-y|allez-y)( please| thanks| merci)?"
)
_DECIDING = re.compile(r"\b(approve[ds]?|approval|decline[ds]?|reject|approuver?|refuser?)\b")
_HELP = re.compile(
    r"help|help me|aide|a l'aide|aidez-moi|what can you do.*|how does this work.*"
    r"|(i|we) need help.*|que peux-tu faire.*|comment ca marche.*"
)
_STATUS = re.compile(
    r"\b(status|progress|where (are we|is|does)|how (is|are|far)|what'?s? (is )?(happening|new|up)"
    r"|statut|ou en|avancement)\b"
)
_AWAY = re.compile(
    r"(please |can i |i (want|need|would like) to |i'd like to )?delegate( (my|the) .*| to .*|)"
    r"|(i'?m|i am|i will be|i'll be) (away|out of (the )?office|(going )?on (leave|vacation"
    r"|holidays?))( .*|)"
    r"|.*\b(decides?|decide) (for me|in my place|instead of me)"
    r"|(je (veux|voudrais) )?deleguer( .*|)"
    r"|je (suis|serai) (absente?|en (vacances|conge)|partie?)( .*|)"
    r"|.*\bdecide (pour moi|a ma place)"
)
_COMING = re.compile(
    r"\b(calendar|calendrier|what'?s? (is )?(coming|planned)|coming up"
    r"|qu'est-ce qui (s'en vient|est prevu)|a venir)\b"
)
_CALENDAR = re.compile(
    r"((please |can i )?(show|see|open|voir|ouvrir|montre[rz]?)( me| us)? )?"
    r"(the |our |le |notre )?(change )?(calendar|calendrier)( of changes| des changements)?"
    r"( please)?"
)
_ASKING = re.compile(r"(know|see|check|hear|find out|savoir|voir)\b")
_FEW_WORDS = 5
_MORE = r"(?:\s*[:,-]\s*|\s+(?:to|for|about|called|named|pour|afin de|nomme|appele)\s+)?"
_STARTS = (
    re.compile(
        r"(?:please |can (?:i|we|you) |i(?: want|'d like| would like) to )?"
        r"(?:start|create|open|file|new|add|begin|request|make)\s+(?:a |an |the )?(?:new )?"
        r"(?:it )?(?:change|request)(?: request)?\b" + _MORE
    ),
    re.compile(
        r"(?:je (?:veux|voudrais) |j'aimerais )?(?:(?:nouvelle|nouveau)|(?:commencer|demarrer|creer"
        r"|ouvrir|faire) (?:un|une)(?: nouvelle| nouveau)?) (?:demande|changement)"
        r"(?: de changement)?\b" + _MORE
    ),
    re.compile(
        r"(?:we|i)(?:'d| would)? (?:really )?(?:need|want|have|like|plan|are going|am going) to "
    ),
    re.compile(r"(?:nous devons|on doit|il faut|il faudrait|nous voulons|on veut|on aimerait) "),
    re.compile(r"let'?s (?=move|migrate|switch|replace|upgrade)"),
)


def hear(text: str) -> Heard:
    """What to offer in return; never fails, and never decides anything."""
    said = " ".join(text.split()).strip(" .!?")
    plain = _plain(said)
    if _YES.fullmatch(plain):
        return Yes()
    if not plain or _HELP.fullmatch(plain):
        return Help() if plain or "?" in text else Home()
    if key := _KEY.search(plain):
        return ShowStatus(f"CHG-{int(key.group(1)):04}")
    if _CALENDAR.fullmatch(plain):
        return Calendar()
    if _DECIDING.search(plain) and len(plain.split()) <= _FEW_WORDS:
        return Yes()
    if _AWAY.fullmatch(plain):
        return Away()
    for pattern in _STARTS:
        if begins := pattern.match(plain):
            if _ASKING.match(plain, begins.end()):
                return Calendar() if _COMING.search(plain) else ShowStatus()
            return StartChange(_name(said[begins.end() :]))
    if _COMING.search(plain):
        return Calendar()
    return ShowStatus() if _STATUS.search(plain) else Home()


def _plain(said: str) -> str:
    """Lower case without accents, one sign for each, so that places in it are places in `said`."""
    return "".join(_base(sign) for sign in said)


def _base(sign: str) -> str:
    lowered = unicodedata.normalize("NFD", sign)[0].lower()
    return {"’": "'", "‘": "'"}.get(lowered, lowered[:1])


def _name(rest: str) -> str:
    name = rest.strip(" .:,-")
    return name[:1].upper() + name[1:]
