"""Beginning a request from a template, or from a change that there was before (S-148)."""

from collections.abc import Iterable
from datetime import date

from playbook import templates
from playbook.dossier import Dossier
from playbook.records import ChangeRequest, Phase, Use
from playbook.standing import scope_fields, standing

_RECENT = 15
"""Changes to begin from that are offered besides the templates: the newest."""
_ITS_OWN = ("project_name", "go_live_from", "go_live_to", "path", "use")
_DATES = "in_scope_dates"


def begun_from(entered: ChangeRequest, source: ChangeRequest) -> ChangeRequest:
    """A new request with the words of another one wherever nothing was typed yet.

    Its days are its own, and so is its name; of a template, the rule for its days goes along.
    """
    own = _ITS_OWN if source.use is Use.TEMPLATE else (*_ITS_OWN, _DATES)
    names = [kept.name for kept in scope_fields() if kept.name not in own]
    copied = {
        name: getattr(source, name)
        for name in (*names, "project_type")
        if not getattr(entered, name)
    }
    return entered.model_copy(update={**copied, "begun_from": source.key})


def beginnings(dossiers: Iterable[Dossier], today: date) -> tuple[ChangeRequest, ...]:
    """What a new request may begin from: the templates that are valid, and the newest changes
    that were ever put before a sponsor.
    """
    known = sorted(dossiers, key=lambda dossier: dossier.change.key, reverse=True)
    named = [dossier for dossier in known if dossier.change.project_name]
    models = (one.change for one in named if templates.stands(one, today))
    filed: list[ChangeRequest] = []
    for dossier in named:
        if len(filed) == _RECENT:
            break
        where = standing(dossier)
        once = dossier.change.use is Use.ONCE and where.phase is not Phase.CANCELLED
        if once and where.version:
            filed.append(dossier.change)
    return (*models, *filed)
