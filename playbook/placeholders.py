"""Placeholders: what a template leaves for others to fill in, and what people leave for later.

A sponsor cannot decide on "the system [name of the system], from TBD". Nothing with one of these
is put before a sponsor, except a template, which is made of them (S-7, S-148).
"""

import re

_ELEMENT = re.compile(
    r"a|abbr|address|area|article|aside|at|audio|b|base|bdi|bdo|big|blockquote|body|br|button"
    r"|canvas|caption|center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|div"
    r"|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|h[1-6]|head|header|hr"
    r"|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|math|menu|meta|meter"
    r"|nav|noscript|object|ol|optgroup|option|output|p|param|picture|pre|progress|q|r[pt]|ruby|s"
    r"|samp|script|search|section|select|slot|small|source|span|strike|strong|style|su[bp]"
    r"|summary|svg|table|tbody|t[dhrt]|template|textarea|tfoot|thead|time|title|track|ul?|var"
    r"|video|wbr",
    re.IGNORECASE,
)
"""The names of HTML's elements, and Teams' own: in angle brackets they are markup, and anything
else is a word.
"""

_ANGLED = r"<(?P<angled>[^\W\d_][^<>\n]{0,60}?)>"
_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{0,60}\}\}"
    r"|\{[^\W\d_][^{}\n]{0,60}\}"
    r"|\[[^\W\d_][^\[\]\n]{1,60}\](?!\()"
    rf"|{_ANGLED}"
    r"|(?<!\w)_{3,}(?!\w)"
    r"|\?{3,}"
    r"|\b(?:tbd|tba|tbc|à déterminer|à préciser|à compléter|to be determined|x{3,12})\b",
    re.IGNORECASE,
)
MARKUP = re.compile(r"<[/!a-zA-Z][^>]*>")


def placeholders(text: str) -> tuple[str, ...]:
    """The placeholders in a text as they are written there, in order, each once."""
    found = (match.group() for match in _PLACEHOLDER.finditer(text) if not _is_markup(match))
    return tuple(dict.fromkeys(found))


def parts_around(text: str) -> tuple[str, ...]:
    """A text without its placeholders: the parts before, between and after them."""
    parts, at = [], 0
    for match in _PLACEHOLDER.finditer(text):
        if not _is_markup(match):
            parts.append(text[at : match.start()])
            at = match.end()
    return (*parts, text[at:])


def has_markup(text: str) -> bool:
    """Whether there are tags in a text; a word in angle brackets, such as <vendor>, is none."""
    tags = MARKUP.finditer(text)
    return any(not _is_word(tag.group()) for tag in tags)


def _is_markup(match: re.Match[str]) -> bool:
    return bool(match["angled"]) and not _is_word(match.group())


def _is_word(tag: str) -> bool:
    """Whether what is in angle brackets are words of a template: letters, and no HTML name."""
    inside = tag[1:-1]
    words = inside.replace("-", " ").replace("'", " ").replace("’", " ").split()
    plain = all(word.isalpha() for word in words)
    return bool(words) and plain and not _ELEMENT.fullmatch(words[0])
