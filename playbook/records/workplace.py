"""What belongs to the whole organisation: its people, its places, and who does what."""

from typing import Annotated

from playbook.fields import Kept, Kind, ListOf, Who
from playbook.records.record import Record
from playbook.records.vocabulary import Duty


class Person(Record, frozen=True):
    """Somebody Cutover talks to. `key` is the Entra object id."""

    KEPT_IN = ListOf("People", "Everybody whom Cutover talks to, and where.", fact=False)

    name: Annotated[str, Kept("Name", column="Title")] = ""
    tenant: Annotated[str, Kept("Tenant", "The organisation the person belongs to.")] = ""
    teams: Annotated[str, Kept("Teams name", "Teams' own name for the person.")] = ""
    conversation: Annotated[str, Kept("Conversation", "The chat with Cutover.")] = ""
    service: Annotated[str, Kept("Service address", "Where Teams takes messages for the chat.")] = (
        ""
    )
    installed: Annotated[
        str, Kept("App", "Whether the person has the app: yes, no, or why not.")
    ] = ""
    zone: Annotated[str, Kept("Time zone", "An IANA name, such as America/Halifax.")] = ""
    province: Annotated[str, Kept("Province", "Two letters; its holidays are kept.")] = ""
    language: Annotated[str, Kept("Language")] = ""

    @property
    def who(self) -> Who:
        return Who(id=self.key, name=self.name)


class Conversation(Record, frozen=True):
    """A channel or group chat that Cutover was added to. `key` is Teams' conversation id."""

    KEPT_IN = ListOf("Conversations", "The channels and group chats Cutover is in.", fact=False)

    name: Annotated[str, Kept("Name", column="Title")] = ""
    kind: Annotated[str, Kept("Kind", "channel or group")] = ""
    team: Annotated[str, Kept("Team", "The team the channel is in.")] = ""
    service: Annotated[str, Kept("Service address")] = ""
    present: Annotated[str, Kept("Present", "yes, or no once Cutover was removed")] = "yes"


class Setting(Record, frozen=True):
    """Who, or which channel, does something for the whole organisation."""

    KEPT_IN = ListOf("Settings", "Who and which channel does what, for every change.", fact=False)

    duty: Annotated[Duty, Kept("Duty", "", Kind.CHOICE)]
    holder: Annotated[Who, Kept("Who or where", "", Kind.PERSON)] = Who()
