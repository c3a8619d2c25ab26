"""What becomes of a row that somebody edited in Lists: taken up, put back, or answered.

The rules are those of the forms. Each edit is looked at once: its audit event is kept under a key
that names the row and its revision, so that the second look finds the first
(docs/decisions/0014-edits-by-hand.md).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from playbook.by_hand import HandEdit
from playbook.completing import projected, waves_projected
from playbook.depending import missing_in
from playbook.dossier import Dossier, change_named, change_of, counts_for
from playbook.examining import examine
from playbook.fields import declared
from playbook.filing import begun
from playbook.findings import Fault, Finding
from playbook.handing_over import faults as faults_of_delegation
from playbook.numbering import NAMES, next_row_key
from playbook.planning import examine_by_hand, examine_whole
from playbook.policy_rules import faults as faults_of_policy
from playbook.policy_rules import left_open_by
from playbook.records import (
    LISTS,
    ApprovalPolicy,
    ChangeRequest,
    Delegation,
    Dependency,
    FreezeWindow,
    Holiday,
    PlanRow,
    Post,
    PostState,
    Record,
    Role,
    Rollback,
    Setting,
)
from playbook.roles import role_key
from playbook.scoping import asks_anew, concerns_scope, drifted
from playbook.standing import standing
from playbook.workplace import Workplace

_CHANGE_KEY = re.compile(r"\s*CHG-?0*([0-9]{1,9})\s*", re.ASCII | re.IGNORECASE)
_KEY_CHANGED = Finding("key", Fault.FOREIGN_KEY)
_NAMED_BY_ITEM: tuple[type[Record], ...] = (Holiday, FreezeWindow, ApprovalPolicy, Delegation)


class Taken(StrEnum):
    """What became of a hand edit."""

    UP = "taken up"
    BACK = "put back"
    """A column that is computed was edited: it reads as before."""
    ANEW = "put before its sponsor anew"
    """The scope that waits for approval, or has it, was edited: that makes a new version."""
    DRIFTED = "not as approved"
    """The scope was edited while work is under way: nothing goes on with it before approval."""
    WRONG = "not taken up"
    """It breaks a rule; the row stays as it was typed, and says why."""
    VOID = "does not count"
    """A fact was edited or added: what was decided is not rewritten."""
    GONE = "removed"


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be made of one hand edit. `record` is the row as it is to stand, with whatever the
    editor could not know filled in; None where it cannot be read, or is no more.

    `change` is the key of the change that it is about, empty where it is about none that there is.
    """

    edit: HandEdit
    taken: Taken
    change: str = ""
    record: Record | None = None
    findings: tuple[Finding, ...] = ()
    put_back: tuple[str, ...] = ()
    """Labels of the columns that nobody sets by hand, and that are put back."""
    policies: tuple[str, ...] = ()
    """Rows of the approval policy, by name: those that count in the place of one that is wrong; or
    those that name somebody who has just left.
    """


def look(
    edit: HandEdit,
    dossier: Dossier | None,
    workplace: Workplace,
    today: date,
    unknown: tuple[Finding, ...] = (),
) -> Notice:
    """What is to be made of an edit. `dossier` is that of the change it is about; `unknown` are the
    people, places and groups that somebody typed and that there are not.
    """
    record, change = edit.record, dossier.change.key if dossier else ""
    if _is_fact(edit):
        return Notice(edit, Taken.VOID, change, record)
    if record is None:
        return Notice(edit, Taken.WRONG, change)
    if edit.former_key:
        record = record.model_copy(update={"key": edit.former_key})
    put_back = (
        *(("Key",) if edit.former_key else ()),
        *(_put_back(record, dossier) if dossier and record.key else ()),
    )
    findings = (*unknown, *_findings(record, dossier, workplace, today))
    findings = tuple(dict.fromkeys(findings))
    if findings:
        policies = _counting_instead(record, workplace)
        return Notice(edit, Taken.WRONG, change, record, findings, put_back, policies)
    if not record.key:
        record = _named(edit, record, dossier, workplace)
        return Notice(edit, _of_a_row(dossier, record) or Taken.UP, change, record)
    if isinstance(record, PlanRow) and dossier is not None:
        record = record.model_copy(update={"change": dossier.change.key})
    if isinstance(record, Post) and record.state is PostState.CLAIMED:
        # Nothing goes out in the words of somebody else; what is due still is claimed anew.
        record = record.model_copy(update={"state": PostState.SUPERSEDED})
        put_back = (*put_back, "State")
    taken = Taken.BACK if put_back else Taken.UP
    if isinstance(record, ChangeRequest) and dossier is not None and not edit.former_key:
        taken = _of_the_scope(replace(dossier, change=record)) or taken
    taken = _of_a_row(dossier, record) or taken
    if edit.former_key and dossier is not None:
        record = _right(record, dossier)
    policies = left_open_by(record, workplace)
    return Notice(edit, taken, change, record, put_back=put_back, policies=policies)


def _counting_instead(record: Record, workplace: Workplace) -> tuple[str, ...]:
    """The rows of the approval policy that count beside one that is wrong."""
    if not isinstance(record, ApprovalPolicy):
        return ()
    return tuple(other.name for other in workplace.policies if other.key != record.key)


def subject_of(edit: HandEdit) -> str:
    """The key of the change that an edited row is about, as Cutover writes it: `chg-7` is
    CHG-0007; empty where the row names none.
    """
    if edit.record is None:
        return change_named(edit.typed_key)
    if type(edit.record).FACT:
        return counts_for(edit.record)
    if isinstance(edit.record, ChangeRequest) and edit.former_key:
        return edit.former_key
    typed = change_of(edit.record)
    found = _CHANGE_KEY.fullmatch(typed)
    return f"CHG-{int(found[1]):04}" if found else typed.strip()


def _is_fact(edit: HandEdit) -> bool:
    """Whether the row says what was done; all rows of a list do, or none."""
    return all(kind.FACT for kind in LISTS[edit.kept_in])


def _findings(
    record: Record, dossier: Dossier | None, workplace: Workplace, today: date
) -> Iterator[Finding]:
    if isinstance(record, ChangeRequest):
        yield from _of_the_request(record, dossier, today)
        return
    yield from examine_by_hand(record)
    if isinstance(record, ApprovalPolicy):
        yield from faults_of_policy(record, workplace)
    if isinstance(record, Delegation):
        yield from faults_of_delegation(record, workplace, today, new=False)
    if isinstance(record, PlanRow):
        if dossier is None:
            yield Finding("change", Fault.NO_SUCH_CHANGE)
        elif record.key and not record.key.startswith(f"{dossier.change.key}/"):
            named = change_named(record.key)
            yield Finding("change", Fault.OTHER_CHANGE) if named else _KEY_CHANGED
        whole = examine_whole(record, workplace)
        yield from (finding for finding in whole if finding.fault is not Fault.NOWHERE)
    if isinstance(record, Dependency) and _of_a_row(dossier, record) is Taken.ANEW:
        yield from missing_in(record)
    if not record.key and not _may_be_added(record):
        yield Finding("key", Fault.ONLY_OURS)
    if _stands_already(record, dossier, workplace):
        yield Finding("key", Fault.ONLY_ONE)


def _stands_already(record: Record, dossier: Dossier | None, workplace: Workplace) -> bool:
    """Whether there is a row like it, and may be only one."""
    if isinstance(record, Role) and dossier is not None:
        others = (role for role in dossier.roles if role.key != record.key)
        return any(role.kind is record.kind for role in others)
    if record.key:
        return False
    if isinstance(record, Rollback):
        key = next_row_key(dossier, Rollback) if dossier else ""
        return dossier is not None and (bool(dossier.rollbacks) or key in dossier.taken)
    return isinstance(record, Setting) and record.duty.name.lower() in workplace.settings


def _of_the_request(
    change: ChangeRequest, dossier: Dossier | None, today: date
) -> Iterator[Finding]:
    """A draft may lack anything; what goes before its sponsor anew may not."""
    asked = dossier is not None and asks_anew(replace(dossier, change=change))
    yield from examine(change, _first_day(dossier, today) if asked else date.min, complete=asked)
    if change.key and not _CHANGE_KEY.fullmatch(change.key):
        yield _KEY_CHANGED


def _may_be_added(record: Record) -> bool:
    """Whether people add such rows in Lists; messages, people and places make themselves known."""
    return type(record) in NAMES or isinstance(record, (ChangeRequest, Setting, *_NAMED_BY_ITEM))


def _named(edit: HandEdit, record: Record, dossier: Dossier | None, workplace: Workplace) -> Record:
    """The row with its key, and with what its editor could leave out."""
    if isinstance(record, ChangeRequest):
        return projected(Dossier(begun(record, workplace, edit.hand.by, edit.hand.at)))
    if isinstance(record, PlanRow) and dossier is not None:
        key = (
            dossier.free(role_key(dossier, record.kind))
            if isinstance(record, Role)
            else next_row_key(dossier, type(record))
        )
        update = {"key": key, "change": dossier.change.key}
        if isinstance(record, Role):
            update["tenant"] = workplace.person(record.who).tenant
        row = record.model_copy(update=update)
        return _right(row, dossier)
    if isinstance(record, Setting):
        return record.model_copy(update={"key": record.duty.name.lower()})
    return record.model_copy(update={"key": f"{type(record).CALLED.lower()}/{edit.item}"})


def _put_back(record: Record, dossier: Dossier) -> Iterator[str]:
    """The labels of the computed columns that no longer tell what the facts tell."""
    right = _right(record, dossier)
    for kept in declared(type(record)):
        if kept.projection and getattr(record, kept.name) != getattr(right, kept.name):
            yield kept.label


def _right(record: Record, dossier: Dossier) -> Record:
    """The row with its computed columns as the facts have them."""
    if isinstance(record, ChangeRequest):
        return projected(replace(dossier, change=record))
    if isinstance(record, PlanRow):
        return waves_projected(dossier.after((record,))).get(record.key, record)
    return record


def _of_a_row(dossier: Dossier | None, record: Record) -> Taken | None:
    """What a change waits for is part of what is approved (S-24): such a row is like the request
    itself, where it says something else than in the version submitted last.
    """
    if dossier is None or not isinstance(record, Dependency):
        return None
    return _of_the_scope(dossier.after((record,))) if concerns_scope(dossier, record) else None


def _of_the_scope(now: Dossier) -> Taken | None:
    if asks_anew(now):
        return Taken.ANEW
    return Taken.DRIFTED if drifted(now) else None


def _first_day(dossier: Dossier | None, today: date) -> date:
    """The first day that may be entered: what was approved before work began may have passed."""
    return date.min if dossier is not None and standing(dossier).under_way else today
