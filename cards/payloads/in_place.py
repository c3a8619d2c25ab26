"""Payloads about who decides in one's place, and about asking before one decides."""

from pydantic import AliasChoices, Field

from cards.payloads.payload import Key, MaybeKey, Payload
from cards.payloads.request import CHOSEN


class OpenHandOver(Payload, frozen=True):
    """Asks for the dialog in which somebody hands their own decisions over."""

    VERB = "delegation.form"


class SaveHandOver(Payload, frozen=True):
    """The dialog, submitted. `form` names it, so that it is kept only once."""

    VERB = "delegation.save"
    form: Key


class EndHandOver(Payload, frozen=True):
    """One decides oneself again: the button's own delegation, or the one chosen beside it."""

    VERB = "delegation.end"
    delegation: Key = Field(validation_alias=AliasChoices(CHOSEN, "delegation"))


class AskFirst(Payload, frozen=True):
    """An approver's question before they decide; `approver` is on whose behalf."""

    VERB = "approval.ask"
    change: Key
    version: Key
    form: Key
    approver: MaybeKey = ""
