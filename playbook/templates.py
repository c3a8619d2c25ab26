"""Templates, and the standard path: what was approved beforehand needs no second approval (S-148).

A template is a change request like any other, approved in the version that stands. Whatever is
begun from it and follows it to the letter may take the standard path until its window ends.
"""

import re
from datetime import date

from playbook.dossier import Dossier
from playbook.fields import Kept, Who, readable
from playbook.findings import Fault, Finding
from playbook.placeholders import parts_around
from playbook.records import ChangeRequest, Path, Use, Verdict
from playbook.standing import UNDER_WAY, scope_fields, standing
from playbook.workplace import Workplace

_ITS_OWN = ("project_name", "sponsor", "go_live_from", "go_live_to", "path", "use")
"""What each change has for itself, whatever it was begun from."""
_FILLED_IN = r"[^\n]{1,120}?"
"""What may stand where a template has a placeholder: a name or a few words, not a second scope."""


def stands(template: Dossier | None, today: date) -> bool:
    """Whether a template is one, was approved as it reads now, and is still valid."""
    if template is None or template.change.use is not Use.TEMPLATE:
        return False
    where = standing(template)
    until = template.change.go_live_to
    approved = where.decision is not None and where.decision.verdict is Verdict.APPROVED
    valid = until is not None and today <= until
    return approved and not where.edited and where.phase in UNDER_WAY and valid


def follows(change: ChangeRequest, template: Dossier) -> tuple[str, ...]:
    """The fields in which a change differs from its template; empty where it follows it.

    Where the template has a placeholder, the text around it must be the same. A template follows
    none: it would be approved beforehand for others, by nobody.
    """
    differ = tuple(
        kept.name
        for kept in scope_fields()
        if kept.name not in _ITS_OWN and not _alike(kept, change, template.change)
    )
    return (*differ, "use") if change.use is Use.TEMPLATE else differ


def beforehand(change: ChangeRequest, workplace: Workplace, today: date) -> bool:
    """Whether a change was approved with its template: it takes the standard path, and may."""
    return change.path is Path.STANDARD and not astray(change, workplace, today)


def astray(change: ChangeRequest, workplace: Workplace, today: date) -> tuple[Finding, ...]:
    """Why a change may not take the standard path that it takes; the normal one is always open."""
    if change.path is not Path.STANDARD:
        return ()
    template = workplace.templates.get(change.begun_from)
    if template is None or not stands(template, today):
        return (Finding("path", Fault.NO_TEMPLATE),)
    differ = follows(change, template)
    return (Finding("path", Fault.NOT_AS_APPROVED, about=differ),) if differ else ()


def _alike(kept: Kept, change: ChangeRequest, template: ChangeRequest) -> bool:
    ours, theirs = _plain(getattr(change, kept.name)), _plain(getattr(template, kept.name))
    pattern = _FILLED_IN.join(map(re.escape, parts_around(theirs)))
    return re.fullmatch(pattern, ours) is not None


def _plain(value: object) -> str:
    """The text as it reads, line by line, whatever white space was typed."""
    text = value.id if isinstance(value, Who) else readable(str(value or ""))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
