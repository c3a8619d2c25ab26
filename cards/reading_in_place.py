"""From a press to a command about who decides in whose place, or what is asked beforehand."""

from collections.abc import Mapping

from cards.payloads import AskFirst, EndHandOver, SaveHandOver
from cards.typed import lines_of, value_of
from playbook import commands
from playbook.fields import field_of
from playbook.findings import Finding
from playbook.records import Delegation

SAID = "text"
"""Id of the input that asks a question or reports a problem."""


def command_of(
    payload: AskFirst | SaveHandOver | EndHandOver, inputs: Mapping[str, str]
) -> commands.AskFirst | commands.HandOver | commands.EndHandOver:
    match payload:
        case AskFirst():
            return commands.AskFirst(
                change=payload.change,
                version=payload.version,
                text=lines_of(inputs.get(SAID, "")),
                form=payload.form,
                approver=payload.approver,
                via=payload.post,
            )
        case SaveHandOver():
            return _hand_over(payload, inputs)
        case EndHandOver(delegation=delegation):
            return commands.EndHandOver(delegation=delegation)


def _hand_over(payload: SaveHandOver, inputs: Mapping[str, str]) -> commands.HandOver:
    """Whose decisions they are is not on the form: whoever signed the request hands over."""
    values: dict[str, object] = {}
    unread: list[Finding] = []
    for name in ("to", "first_day", "last_day"):
        value, finding = value_of(field_of(Delegation, name), inputs.get(name, ""))
        values[name] = value
        if finding is not None:
            unread.append(finding)
    given = {"form": payload.form, "unread": tuple(unread), **values}
    return commands.HandOver.model_validate(given)
