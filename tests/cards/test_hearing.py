"""What people say leads somewhere, and decides nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.hearing import Away, Calendar, Heard, Help, Home, ShowStatus, StartChange, Yes, hear


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("We need to move to Microsoft 365", StartChange("Move to Microsoft 365")),
        ("we need to move to Microsoft 365.", StartChange("Move to Microsoft 365")),
        ("I'd like to replace the label printer", StartChange("Replace the label printer")),
        ("We need to change the approval process for invoices",
         StartChange("Change the approval process for invoices")),
        ("start a change", StartChange()),
        ("Start a change: new label printer", StartChange("New label printer")),
        ("Please open a new change request for the label printer",
         StartChange("The label printer")),
        ("new request", StartChange()),
        ("Let’s move the files", StartChange("Move the files")),
        ("Nouvelle demande", StartChange()),
        ("nouvelle demande : déplacer nos fichiers", StartChange("Déplacer nos fichiers")),
        ("Il faut déplacer nos fichiers", StartChange("Déplacer nos fichiers")),
        ("Démarrer un changement", StartChange()),
        ("yes", Yes()), ("Yes please!", Yes()), ("approve", Yes()), ("Oui", Yes()),
        ("d’accord", Yes()), ("I approve this", Yes()), ("I want to approve", Yes()),
        ("declined", Yes()),
        ("status", ShowStatus()), ("Where are we with the files?", ShowStatus()),
        ("We need to know where things are", ShowStatus()), ("où en est-on", ShowStatus()),
        ("chg 12", ShowStatus("CHG-0012")), ("What about CHG-0003?", ShowStatus("CHG-0003")),
        ("calendar", Calendar()), ("Show me the calendar, please", Calendar()),
        ("calendrier", Calendar()), ("What is coming?", Calendar()),
        ("what's coming up", Calendar()), ("Open the change calendar", Calendar()),
        ("I want to see what is planned", Calendar()), ("Qu’est-ce qui s’en vient ?", Calendar()),
        ("We need to move the calendar to Outlook", StartChange("Move the calendar to Outlook")),
        ("I am away", Away()), ("I’m on vacation next week", Away()), ("delegate", Away()),
        ("I want to delegate my decisions to Dev", Away()), ("Somebody decides for me", Away()),
        ("Je suis absent", Away()), ("Je suis absente jusqu’à lundi", Away()),
        ("déléguer", Away()), ("Quelqu’un décide pour moi", Away()),
        ("We need to delegate invoices to a new system",
         StartChange("Delegate invoices to a new system")),
        ("help", Help()), ("Aide", Help()), ("?", Help()), ("I need help with this", Help()),
        ("", Home()), ("hi", Home()), ("bonjour", Home()), ("The weather is fine today", Home()),
    ],
)  # fmt: skip
def test_what_was_said_is_understood(text: str, heard: Heard) -> None:
    assert hear(text) == heard


@given(st.text(max_size=200))
def test_anything_said_gets_an_answer(text: str) -> None:
    assert isinstance(hear(text), Heard)
