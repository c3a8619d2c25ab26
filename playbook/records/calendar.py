"""Days that count for the whole organisation: closed, or closed to changes."""

from datetime import date
from typing import Annotated

from playbook.fields import Kept, Kind
from playbook.records import lists
from playbook.records.record import Record


class Holiday(Record, frozen=True):
    """Days on which the office is closed, besides the province's public holidays."""

    KEPT_IN = lists.CALENDAR
    CALLED = "Holiday"

    name: Annotated[
        str,
        Kept("Name", "Such as “Summer closing”.", limit=120, required=True, column="Title"),
    ] = ""
    first_day: Annotated[date, Kept("First day", "The first of these days.", Kind.DATE)]
    last_day: Annotated[date | None, Kept("Last day", "Empty where it is one day.", Kind.DATE)] = (
        None
    )


class FreezeWindow(Record, frozen=True):
    """Days on which nothing is changed, such as the month's end (S-28)."""

    KEPT_IN = lists.CALENDAR
    CALLED = "Freeze window"

    name: Annotated[
        str,
        Kept("Name", "Such as “Year-end closing”.", limit=120, required=True, column="Title"),
    ] = ""
    first_day: Annotated[date, Kept("First day", "The first of these days.", Kind.DATE)]
    last_day: Annotated[date | None, Kept("Last day", "Empty where it is one day.", Kind.DATE)] = (
        None
    )
    systems: Annotated[
        str,
        Kept(
            "What is not changed",
            "The systems or teams that are left in peace; empty for all.",
            Kind.LINES,
            400,
        ),
    ] = ""
