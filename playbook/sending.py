"""The route that a change takes if it is sent now: its policy's, or none where a template that it
follows was approved beforehand (S-148).
"""

from datetime import date

from playbook import templates
from playbook.dossier import Dossier
from playbook.routing import Basis, Remark, Route, route_for
from playbook.standing import standing
from playbook.workplace import Workplace


def route_today(dossier: Dossier, workplace: Workplace, today: date) -> Route:
    """The route of the change as it reads now."""
    basis = _basis(dossier, workplace, today)
    if basis is not None:
        return Route(stages=(), remark=Remark.BEFOREHAND, basis=basis)
    return route_for(dossier, workplace)


def _basis(dossier: Dossier, workplace: Workplace, today: date) -> Basis | None:
    """The approval of its template, where it takes the standard path and follows it."""
    change = dossier.change
    template = workplace.templates.get(change.begun_from)
    if template is None or not templates.beforehand(change, workplace, today):
        return None
    approval = standing(template).approval
    if approval is None or approval.decision is None:
        return None
    return Basis(
        template=template.change.key,
        name=template.change.project_name,
        version=approval.version,
        by=tuple(one.by for one in approval.given),
        at=approval.decision.at,
        until=template.change.go_live_to,
    )
