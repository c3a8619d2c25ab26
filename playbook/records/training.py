"""Who learns what: by role, on the tasks of every day."""

from datetime import date
from typing import Annotated

from playbook.fields import Kept, Kind, Who
from playbook.records import lists
from playbook.records.record import PlanRow
from playbook.records.vocabulary import Delivery


class TrainingItem(PlanRow, frozen=True):
    """One line of the training plan (S-65, S-125)."""

    KEPT_IN = lists.TRAINING
    CALLED = "Training item"

    role: Annotated[
        str,
        Kept(
            "Role",
            "Whose daily work it is, such as “Finance” or “Warehouse”.",
            limit=120,
            required=True,
            asked=True,
            column="Title",
            source="S-125",
        ),
    ] = ""
    tasks: Annotated[
        str,
        Kept(
            "Required tasks",
            "What they must be able to do in the new way, one task a line.",
            Kind.LINES,
            1000,
            required=True,
            asked=True,
            source="S-125",
        ),
    ] = ""
    delivery: Annotated[
        Delivery,
        Kept(
            "Delivery method",
            "How they learn it.",
            Kind.CHOICE,
            required=True,
            asked=True,
            source="S-125",
        ),
    ] = Delivery.SESSION
    on: Annotated[
        date | None,
        Kept(
            "Timing",
            "The day by which they have practised it; before go-live.",
            Kind.DATE,
            asked=True,
            column="TrainedBy",
            source="S-125",
        ),
    ] = None
    contact: Annotated[
        Who,
        Kept(
            "Support contact",
            "Whom they ask when something fails.",
            Kind.PERSON,
            asked=True,
            source="S-125",
        ),
    ] = Who()
    proof: Annotated[
        str,
        Kept(
            "How we know it worked",
            "What they can do without a workaround; attendance is no proof.",
            Kind.LINES,
            400,
            asked=True,
            source="S-74",
        ),
    ] = ""
    done_on: Annotated[
        date | None,
        Kept("Done on", "The day on which all of them could do it.", Kind.DATE, asked=True),
    ] = None
