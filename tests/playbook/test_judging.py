"""What is asked for halfway is held against the written scope, and its line is quoted (S-27)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.additions import Judgement, judged
from tests.playbook.firm import form

IN, OUT, NEITHER = Judgement.COVERED, Judgement.EXCLUDED, Judgement.NEITHER

SCOPE = form(
    in_scope_systems="Shared files of Production and Sales\nMailboxes\nLe planificateur d’équipe",
    in_scope_teams="Production\nSales and quoting",
    in_scope_sites="Barrie shop",
    in_scope_workflows="Opening and saving drawings\nSending quotes to customers",
    in_scope_dates="Training on April 8",
    systems_affected="The file server, the plotter, the quoting workbook.",
    out_of_scope="Tidying up old files\nPermissions redesign\nTelephones, printers\n"
    "The Orillia warehouse\nNouveaux appareils",
)

EXAMPLES = [
    ("Tidying up old files", OUT, "Tidying up old files"),
    ("Could we tidy the old files while we are at it? Tidying old files is overdue.", OUT,
     "Tidying up old files"),
    ("Redesign of the permissions", OUT, "Permissions redesign"),
    ("A new printer for the office", OUT, "Telephones, printers"),
    ("Replace the telephone", OUT, "Telephones, printers"),
    ("The warehouse in Orillia too", OUT, "The Orillia warehouse"),
    ("Des appareils nouveaux pour tous", OUT, "Nouveaux appareils"),
    ("Permission redesign for the shared files", OUT, "Permissions redesign"),
    ("Mailbox", IN, "Mailboxes"),
    ("Add the mailboxes of the summer students", IN, "Mailboxes"),
    ("Saving of drawings", IN, "Opening and saving drawings"),
    ("The plotters", IN, "The file server, the plotter, the quoting workbook."),
    ("Send a quote to a customer", IN, "Sending quotes to customers"),
    ("Sending quotes to customers in the United States", IN, "Sending quotes to customers"),
    ("Sales", IN, "Shared files of Production and Sales"),
    ("Le planificateur", IN, "Le planificateur d’équipe"),
    ("Single sign-on for every application", NEITHER, ""),
    ("New laptops", NEITHER, ""),
    ("Identity project with the payroll provider", NEITHER, ""),
    ("Payroll", NEITHER, ""),
    ("Files of the accountants", NEITHER, ""),
    ("and or the of", NEITHER, ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "judgement", "line"), EXAMPLES)
def test_an_addition_is_held_against_the_line_that_is_most_like_it(
    text: str, judgement: Judgement, line: str
) -> None:
    found = judged(text, SCOPE)
    assert (found.judgement, found.line) == (judgement, line)


def test_what_was_left_out_on_purpose_is_not_taken_in_by_a_likeness() -> None:
    both = form(in_scope_systems="Drawings", out_of_scope="Drawings")
    assert judged("Drawings", both).judgement is OUT


def test_the_part_of_the_request_that_is_quoted_is_told() -> None:
    kept = judged("The Orillia warehouse", SCOPE).kept
    assert kept is not None
    assert kept.name == "out_of_scope"


@given(st.text(max_size=80))
def test_whatever_is_asked_a_line_that_is_quoted_stands_in_the_request(text: str) -> None:
    found = judged(text, SCOPE)
    assert bool(found.line) == (found.judgement is not NEITHER)
    if found.kept is not None:
        assert found.line in getattr(SCOPE, found.kept.name)
