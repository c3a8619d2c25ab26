"""What the documents point at exists: platform anchors, decision pages, relative links."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLATFORM = ROOT / "docs" / "platform.md"
DECISIONS = ROOT / "docs" / "decisions"

# What tools put into a work tree; none of it is ours to check.
NOT_OURS = frozenset({"node_modules", "build", "dist", "artifacts", "__pycache__"})

# One citation may name several anchors: "docs/platform.md#items, #queries".
CITATION = re.compile(r"docs/platform\.md((?:(?:, | and )?#[a-z0-9-]+)+)")
EXPLICIT_ANCHOR = re.compile(r'<a id="([a-z0-9-]+)"></a>')
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
ELSEWHERE = re.compile(r"^[a-z][a-z0-9+.-]*:")


def our_files(*suffixes: str) -> Iterator[Path]:
    for folder, names, files in os.walk(ROOT):
        names[:] = [name for name in names if name not in NOT_OURS and not name.startswith(".")]
        for name in files:
            if name.endswith(suffixes):
                yield Path(folder) / name


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def slug(heading: str) -> str:
    """The fragment that a heading gets when the page is shown on a code host."""
    words = re.sub(r"<[^>]+>", "", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    text = read(page)
    return {*EXPLICIT_ANCHOR.findall(text), *(slug(title) for title in HEADING.findall(text))}


def broken_links(page: Path) -> list[str]:
    broken = []
    for target in LINK.findall(CODE.sub("", read(page))):
        if ELSEWHERE.match(target):
            continue
        path, _, fragment = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists():
            broken.append(f"{named(page)}: {target} is not there")
        elif fragment and file.suffix == ".md" and fragment not in anchors(file):
            broken.append(f"{named(page)}: {target} has no such heading")
    return broken


def test_every_platform_anchor_that_is_cited_exists() -> None:
    known = set(EXPLICIT_ANCHOR.findall(read(PLATFORM)))
    unknown = [
        f"{named(file)}: #{anchor}"
        for file in our_files(".py", ".js", ".md")
        for cited in CITATION.findall(read(file))
        for anchor in re.findall(r"#([a-z0-9-]+)", cited)
        if anchor not in known
    ]
    assert unknown == []


def test_every_section_of_the_platform_page_has_one_anchor_of_its_own() -> None:
    text = read(PLATFORM)
    sections = re.findall(r"^## .*$", text, re.MULTILINE)
    ids = EXPLICIT_ANCHOR.findall(text)
    assert all(len(EXPLICIT_ANCHOR.findall(section)) == 1 for section in sections)
    assert len(ids) == len(set(ids)) == len(sections)


def test_every_decision_is_in_the_index() -> None:
    listed = set(LINK.findall(read(DECISIONS / "README.md")))
    pages = {page.name for page in DECISIONS.glob("*.md")} - {"README.md"}
    assert sorted(pages - listed) == []


def test_decisions_are_numbered_without_repeats() -> None:
    numbers = [page.name[:4] for page in DECISIONS.glob("*.md") if page.name != "README.md"]
    assert all(number.isdecimal() for number in numbers)
    assert len(numbers) == len(set(numbers))


def test_every_relative_link_in_the_readme_and_the_docs_resolves() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    assert [line for page in pages if page.exists() for line in broken_links(page)] == []
