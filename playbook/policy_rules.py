"""What is wrong with a row of the approval policy: said when it is edited, not when the first
change hangs on it.
"""

from collections.abc import Iterator

from playbook.findings import Fault, Finding
from playbook.named_approvers import has_left, is_for_any_change, named_in, people_named
from playbook.records import ApprovalPolicy, Duty, Person, Quorum, Record, Setting
from playbook.workplace import Workplace

_OF_EACH_CHANGE = (Duty.SPONSOR, Duty.LEAD)


def faults(policy: ApprovalPolicy, workplace: Workplace) -> Iterator[Finding]:
    """What keeps a row from being satisfied, column by column."""
    if policy.stage < 1:
        yield Finding("stage", Fault.NOT_POSITIVE)
    elif is_told_already(policy, workplace):
        yield Finding("stage", Fault.SAME_STAGE)
    yield from _of_the_approvers(policy, workplace)
    yield from _of_the_number(policy)
    if policy.veto.name and not policy.veto:
        yield Finding("veto", Fault.UNKNOWN_PERSON)
    elif policy.veto and has_left(policy.veto, workplace):
        yield Finding("veto", Fault.HAS_LEFT, about=(policy.veto.name,))


def left_open_by(record: Record, workplace: Workplace) -> tuple[str, ...]:
    """The names of the policy's rows that miss somebody once a row of the organisation reads so:
    a person has left, or a duty has nobody.
    """
    match record:
        case Person(left_on=left) if left is not None:
            lines = {record.name.casefold(), record.key.casefold()}
        # Each change has its own sponsor and lead, whoever has those duties otherwise.
        case Setting(duty=duty, holder=nobody) if not nobody and duty not in _OF_EACH_CHANGE:
            lines = {record.duty.casefold()}
        case _:
            return ()
    return tuple(
        policy.name
        for policy in workplace.policies
        if lines & {*map(str.casefold, named_in(policy))} or policy.veto.id == record.key
    )


def is_told_already(policy: ApprovalPolicy, workplace: Workplace) -> bool:
    """Whether another row that counts is for the very same stage of the very same changes."""
    return any(
        other.key != policy.key and _conditions(other) == _conditions(policy)
        for other in workplace.policies
    )


def _conditions(policy: ApprovalPolicy) -> tuple[object, ...]:
    return policy.stage, policy.path, policy.project_type, policy.risk


def _of_the_approvers(policy: ApprovalPolicy, workplace: Workplace) -> Iterator[Finding]:
    lines = named_in(policy)
    if not lines:
        yield Finding("approvers", Fault.NO_APPROVER)
    people = {line: people_named(line, workplace) for line in lines if not is_for_any_change(line)}
    unknown = tuple(line for line, found in people.items() if not found)
    shared = tuple(line for line, found in people.items() if len(found) > 1)
    left = tuple(
        line for line, found in people.items() if len(found) == 1 and found[0].left_on is not None
    )
    for fault, about in (
        (Fault.UNKNOWN_APPROVER, unknown),
        (Fault.SHARED_NAME, shared),
        (Fault.HAS_LEFT, left),
    ):
        if about:
            yield Finding("approvers", fault, about=about)


def _of_the_number(policy: ApprovalPolicy) -> Iterator[Finding]:
    """Each duty counts as one, and so does the veto's holder: they are asked too."""
    named = len({*map(str.casefold, named_in(policy)), policy.veto.name.casefold()} - {""})
    if policy.quorum is not Quorum.SOME:
        return
    if policy.needed is None:
        yield Finding("needed", Fault.NO_NUMBER)
    elif policy.needed < 1:
        yield Finding("needed", Fault.NOT_POSITIVE)
    elif policy.needed > named > 0:
        yield Finding("needed", Fault.TOO_MANY, limit=named, actual=policy.needed)
