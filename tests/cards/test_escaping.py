"""What people wrote shows as they wrote it."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cards.escaping import escaped

TEAMS = MarkdownIt("commonmark", {"breaks": True, "html": False}).enable("strikethrough")
"""More Markdown than Teams knows: what does nothing here does nothing there."""
PLAIN = re.compile(r"</?p>|<br />|\s")


def shown(told: str) -> str:
    """What a reader sees, without spaces and joiners; a tag stays where Markdown made one."""
    drawn = PLAIN.sub("", TEAMS.render(escaped(told)))
    return html.unescape(drawn).replace("\u2060", "")


@pytest.mark.parametrize(
    "told",
    [
        "**x**", "*x*", "__x__", "_x_", "~~x~~", "`x`", "[a](http://b)", "[a][b]", "<at>x</at>",
        "<b>x</b>", "&lt;at&gt;x&lt;/at&gt;", "# x", "- x", "+ x", "1. x", "2) x", "> x",
        "![a](http://b)", "<http://b>", "a\\*b", "S:\\Projects\\_old_", "x\n===", "x\n---", "***",
        "[a]: http://b", "file_name_2", "3 < 4 & 5 > 2",
    ],
)  # fmt: skip
def test_markdown_in_what_people_wrote_does_nothing(told: str) -> None:
    assert shown(told) == "".join(told.split())


@given(st.text(alphabet="ab1 \n*_~`[]()<>/#-+=.!\\&;:|", max_size=40))
def test_no_text_at_all_becomes_markup(told: str) -> None:
    drawn = TEAMS.render(escaped(told))
    assert not re.search(r"<(?!/?p>|br />)", drawn), drawn


def test_a_mention_cannot_be_smuggled_in() -> None:
    assert "<at" not in escaped("<at>Marie</at>")
    assert "&lt;" not in escaped("&lt;at&gt;")


def test_an_ordinary_sentence_stays_as_it_is() -> None:
    told = "Marie’s shop (Barrie), 40 people: S:\\Drawings, 3-4 days, $4,000 - e-mail."
    assert escaped(told) == told
