"""Who learns what: by role, on the tasks of every day, and with practice before go-live.

The roles are the article's (S-66), with what it says of finance, clinical and warehouse teams
(S-71 to S-73); each type of change puts a task of its own first. Whoever has no such role deletes
the row.
"""

from playbook.presets.preset import lesson
from playbook.records import Delivery, TrainingItem


def by_role(
    *,
    reception: str,
    finance: str,
    clinical: str,
    warehouse: str,
    supervisors: str,
    coordinators: str,
) -> tuple[TrainingItem, ...]:
    """Six roles; each argument is the first task of that role."""
    return (
        lesson(
            "Reception", Delivery.VIDEO, reception,
            "Answer the usual questions of visitors and callers without keeping them waiting.",
            proof="Serves a visitor and a caller from start to end without asking anybody.",
        ),
        lesson(
            "Finance", Delivery.SESSION, finance,
            "Give and get approvals in the new way.",
            "Keep records for as long as is required, where they are found again.",
            "Leave a complete audit trail from request to payment.",
            proof="Takes one real item from request to payment, and finds its whole trail again.",
        ),
        lesson(
            "Clinicians", Delivery.JOB_AID, clinical,
            "Have what a patient’s visit needs at hand, as fast as before.",
            "Carry on with care when a step fails, without delay for the patient.",
            proof="Does the work of a usual visit in the new way, in the usual time.",
        ),
        lesson(
            "Warehouse", Delivery.PRACTICE, warehouse,
            "Do each daily step on the device that is used on the floor.",
            "Use the backup procedure when the connection drops, and catch up afterwards.",
            proof="Does a receipt and a shipment on the floor’s device, once without connection.",
        ),
        lesson(
            "Supervisors", Delivery.MANAGER, supervisors,
            "Show each of the team’s daily tasks in the new way.",
            "Answer the first complaints, and know whom to call with the others.",
            proof="Shows each task to somebody of the team without notes.",
        ),
        lesson(
            "Project coordinators", Delivery.SESSION, coordinators,
            "Know who can do their tasks already, and who still needs help.",
            "Collect what people report, and see that it is answered.",
            proof="Says at any time who is ready, and what was reported and not answered yet.",
        ),
    )  # fmt: skip


def practice(*, page: tuple[str, ...], rehearse: str) -> tuple[TrainingItem, ...]:
    """What builds confidence before go-live (S-75, S-77). `page` is what the job aid shows."""
    return (
        lesson(
            "Everybody: one page to keep", Delivery.JOB_AID, *page,
            proof="Follows the page alone, at their own desk or place of work.",
        ),
        lesson(
            "Everybody: questions before the first day", Delivery.QUESTIONS,
            "Know what changes, what stays the same, and what is different on day one.",
            "Know how to get help if something fails.",
            proof="Can tell a colleague what to do on the first day.",
        ),
        lesson(
            "Everybody: try it where mistakes cost nothing", Delivery.PRACTICE, rehearse,
            proof="Has done the task once from start to end, before the first day.",
        ),
    )  # fmt: skip
