"""Rows of the approval policy, and the route that a change takes by them."""

from playbook.records import ApprovalPolicy
from playbook.routing import Route, route_for
from tests.playbook.firm import Firm


def row(item: int, approvers: str, **values: object) -> ApprovalPolicy:
    """The policy's row under that number; the first stage, unless told otherwise."""
    return ApprovalPolicy.model_validate(
        {"key": f"approval policy/{item}", "name": f"Row {item}", "approvers": approvers, **values}
    )


def route(made: Firm, change: str = "CHG-0001") -> Route:
    """The route that the change would take if it were sent now."""
    return route_for(made.dossier(change), made.workplace)


def names(route: Route) -> list[list[str]]:
    """Who is asked, stage by stage."""
    return [[who.name for who in stage.approvers] for stage in route.stages]
