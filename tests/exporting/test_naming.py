"""Names that file systems and Excel take, each only once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exporting.naming import file_stem, sheet_name, shortened, units


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Change requests", "Change requests"),
        ("Risques / été", "Risques - été"),
        ("../../etc", "-..-etc"),
        ("con", "con_"),
        ("NUL.old", "NUL_old"),
        (" . ", "List"),
        ("", "List"),
    ],
)
def test_a_file_has_its_lists_name_as_far_as_file_systems_let_it(name: str, stem: str) -> None:
    assert file_stem(name, set()) == stem


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("Questions and problems", "Questions and problems"),
        ("A list with quite a long name of its own", "A list with quite a long name o"),
        ("[Old]: what? why/how*", "-Old-- what- why-how-"),
        ("'quoted'", "quoted"),
        ("History", "History list"),
        ("😀" * 20, "😀" * 15),
        ("", "List"),
    ],
)
def test_a_sheet_has_its_lists_name_as_far_as_excel_lets_it(name: str, sheet: str) -> None:
    assert sheet_name(name, set()) == sheet


def test_names_that_differ_in_case_alone_are_numbered() -> None:
    taken: set[str] = set()
    long = "a" * 40
    assert [sheet_name(name, taken) for name in ("Risks", "RISKS", "risks", long, long)] == [
        "Risks", "RISKS (2)", "risks (3)", "a" * 31, f"{'a' * 27} (2)",
    ]  # fmt: skip


@given(st.lists(st.text(max_size=40), max_size=8))
def test_whatever_lists_are_called_sheets_and_files_are_told_apart(names: list[str]) -> None:
    for naming, most in ((sheet_name, 31), (file_stem, 60)):
        taken: set[str] = set()
        made = [naming(name, taken) for name in names]
        assert len({name.casefold() for name in made}) == len(names)
        assert all(0 < units(name) <= most for name in made)


@given(st.text(), st.integers(min_value=0, max_value=20))
def test_a_text_is_never_cut_within_a_character(text: str, most: int) -> None:
    assert units(shortened(text, most)) <= most
    assert text.startswith(shortened(text, most))
