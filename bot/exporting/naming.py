"""Names that files and sheets may have, each only once."""

import re

_FORBIDDEN_IN_FILES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_FORBIDDEN_IN_SHEETS = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
# Windows keeps these for itself, whatever comes after a dot.
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")

_LONGEST_FILE_NAME = 60
_LONGEST_SHEET_NAME = 31
"""Of Excel, in UTF-16 units."""

_UNNAMED = "List"


def file_stem(name: str, taken: set[str]) -> str:
    """A list's name as that of a file, without its ending; it is added to `taken`."""
    safe = _FORBIDDEN_IN_FILES.sub("-", name).strip(" .")
    if _DEVICES.match(safe):
        safe = f"{safe}_" if "." not in safe else safe.replace(".", "_", 1)
    return _only_once(safe or _UNNAMED, _LONGEST_FILE_NAME, taken)


def sheet_name(name: str, taken: set[str]) -> str:
    """A list's name as that of a sheet of Excel; it is added to `taken`."""
    safe = _FORBIDDEN_IN_SHEETS.sub("-", name).strip(" '").rstrip(" .'")
    # Excel keeps this name for a sheet of its own.
    if safe.casefold() == "history":
        safe = f"{safe} list"
    return _only_once(safe or _UNNAMED, _LONGEST_SHEET_NAME, taken)


def shortened(text: str, most: int) -> str:
    """The beginning of a text, at most so many UTF-16 units, and no half of a character."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def units(text: str) -> int:
    """How long Excel finds a text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _only_once(name: str, most: int, taken: set[str]) -> str:
    """The name, numbered where another one is the same but for its case."""
    number, once = 1, shortened(name, most).rstrip(" .'")
    while once.casefold() in taken:
        number += 1
        ending = f" ({number})"
        once = f"{shortened(name, most - len(ending)).rstrip()}{ending}"
    taken.add(once.casefold())
    return once
