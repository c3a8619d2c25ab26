"""The sample's change request: Maple Ridge Millwork moves its files to Microsoft 365."""

from datetime import date, timedelta

from pydantic import JsonValue

NAME = "Move our files to Microsoft 365"
CHANGE = "CHG-0001"
TODAY = date(2026, 3, 2)
"""The tenant's first day."""


def filled_in(sponsor: str, today: date) -> dict[str, JsonValue]:
    """The form's inputs, complete; `sponsor` is an Entra object id."""
    return {
        "project_name": NAME,
        "sponsor": sponsor,
        "goal": "Reduce manual effort",
        "business_problem": "Drawings and quotes live on one server in the office. Crews on site "
        "phone in for the latest version, and twice this winter we cut from an old drawing.",
        "desired_outcome": "Everyone opens the current drawing or quote in under a minute, from "
        "the shop, the office or a job site.",
        "why": "We lose about six hours a week looking for the right drawing. The server is nine "
        "years old and its backup failed twice in January. Moving now means one safe place for "
        "our files before the spring rush.",
        "cost_of_doing_nothing": "Six hours a week of searching, about $14,000 a year, and the "
        "risk of losing a week of work if the server fails.",
        "systems_affected": "The office file server, the shop's drawing viewer, Outlook "
        "attachments, the quote template.",
        "in_scope_systems": "The shared drive (P:), the quote template.",
        "in_scope_teams": "All five departments.",
        "in_scope_sites": "The Barrie shop and office.",
        "in_scope_workflows": "Opening and saving drawings and quotes.",
        "in_scope_dates": "April; no move on a Friday.",
        "out_of_scope": "The accounting system, the CNC controllers, and tidying up old files.",
        "key_dependencies": "Microsoft 365 Business Standard licences from Brightwater IT, two "
        "hours of each department manager, the sponsor's approval.",
        "cost": "$6,400 and two hours of each manager.",
        "operational_impact": "Production and Sales save files in a new place from day one. Expect "
        "a slow first morning; the old drive stays readable for four weeks.",
        "go_live_from": (today + timedelta(weeks=6)).isoformat(),
        "go_live_to": (today + timedelta(weeks=7, days=4)).isoformat(),
        "rollback_trigger": "Production cannot open drawings for more than 30 minutes within the "
        "support window.",
        "measures_of_success": "Time to find the current drawing falls from 9 minutes to under 1. "
        "No rework from old drawings in the first 60 days. Owner: Dev Patel.",
    }
