"""Names that people type are told apart, and found the same where they are (S-28)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.alike import shared, systems_in, teams_in


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("Outlook", "outlook.", ("Outlook",)),
        ("Outlook", "Outlook and mail", ("Outlook",)),
        ("Outlook and calendars", "Outlook and mail", ("Outlook",)),
        ("Outlook", "Teams\nOutlook, on phones", ("Outlook",)),
        ("The shared drive (P:), the quote template.", "Shared drive", ("Shared drive",)),
        ("Microsoft Teams", "Teams", ("Teams",)),
        ("Office 365", "Microsoft 365 licences", ("Office 365",)),
        ("The accounting system", "Accounting", ("Accounting",)),
        ("E-mail", "Mail", ("Mail",)),
        ("L’ERP", "Notre ERP", ("L’ERP",)),
        ("Système comptable", "Systeme comptable", ("Systeme comptable",)),
        ("Office and production files", "Office and production files.",
         ("Office and production files",)),
        ("All systems", "The label printer", ("The label printer",)),
    ],
)  # fmt: skip
def test_the_same_system_is_found(one: str, other: str, both: tuple[str, ...]) -> None:
    assert shared(systems_in(one), systems_in(other)) == both


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Microsoft Teams", "Microsoft Outlook"),
        ("Office and production files", "Production machines"),
        ("The label printer", "The file server"),
        ("Sage 50", "Sage 300"),
        ("Label printer", "Network printer"),
        ("The accounting system", "The phone system"),
        ("Mail", "The scanner in the office, which sends mail to folders of old drawings"),
        ("", "Outlook"),
        ("The", "An"),
    ],
)
def test_other_systems_raise_no_false_alarm(one: str, other: str) -> None:
    assert shared(systems_in(one), systems_in(other)) == ()


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("Production and Sales", "The production team", ("Production",)),
        ("All forty people.", "Sales", ("Sales",)),
        ("All five departments.", "Everybody", ("Everybody",)),
        ("Tout le monde", "Ventes", ("Ventes",)),
        ("Toute l’équipe", "Ventes", ("Ventes",)),
        ("All Production staff", "Sales", ()),
        ("Production", "Office", ()),
        ("Sales department", "Finance department", ()),
    ],
)
def test_the_same_team_is_found(one: str, other: str, both: tuple[str, ...]) -> None:
    assert shared(teams_in(one), teams_in(other)) == both


@given(st.text(max_size=80), st.text(max_size=80))
def test_it_is_the_same_whichever_way_round_one_asks(one: str, other: str) -> None:
    assert shared(systems_in(one), systems_in(other)) == shared(systems_in(other), systems_in(one))
    assert shared(teams_in(one), teams_in(other)) == shared(teams_in(other), teams_in(one))


@given(st.text(max_size=80))
def test_whatever_is_named_is_like_itself(text: str) -> None:
    assert bool(shared(systems_in(text), systems_in(text))) is bool(systems_in(text))
