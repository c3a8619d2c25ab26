"""People's words, shown as they wrote them: without Markdown, links or mentions."""

import re

_NO_BREAK = "\u2060"
"""The word joiner: it has no width, and parts characters that would mean something together."""
_SUSPECT = re.compile(r"[*~`\\\]<&_]|^[ \t]*[-+#>=\d]", re.MULTILINE)
"""What any of the marks below needs; most sentences have none of it."""
_MARKED = re.compile(r"[*~`]|\\(?=[!-/:-@\[-`{-~])")
_PARTED = re.compile(
    r"""(?P<before>^[ \t]*(?=[-+\#>=]) | ^[ \t]*\d+(?=[.)]) | \] | <(?=[/!?a-z]) | &(?=[\#\w]+;)
        | (?<!\w)(?=_) | _(?!\w))""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)


def escaped(plain: str) -> str:
    """Text for a TextBlock that shows as it stands: no Markdown, no link and no mention in it.

    Clients differ in what a backslash does, so it stands only where nothing else helps.
    """
    if not _SUSPECT.search(plain):
        return plain
    return _PARTED.sub(rf"\g<before>{_NO_BREAK}", _MARKED.sub(r"\\\g<0>", plain))
