"""What a person said, without what Teams wraps around it."""

import html
import re
from collections.abc import Iterable, Mapping

from pydantic import JsonValue

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def plain(text: str, entities: Iterable[Mapping[str, JsonValue]], bot: str) -> str:
    """The words alone: mentions of `bot` (its Teams id) and markup removed, white space folded.

    Other people's mentions stay, as their names.
    """
    for entity in entities:
        mentioned, quoted = entity.get("mentioned"), entity.get("text")
        if (
            entity.get("type") == "mention"
            and isinstance(mentioned, dict)
            and mentioned.get("id") == bot
            and isinstance(quoted, str)
            and quoted
        ):
            text = text.replace(quoted, " ")
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())
