"""Conversations: personal chats with the bot, group chats, and channels with their threads."""

from dataclasses import dataclass
from typing import Literal

from sandbox.store import Row, Store
from sandbox.teams.tables import personal_id

_LONGEST_NUMBER = 18

Kind = Literal["personal", "group", "channel"]

_SELECT = (
    "SELECT c.id, c.kind, c.name, c.team, c.person,"
    " EXISTS (SELECT 1 FROM teams_installs i WHERE i.place = COALESCE(c.team, c.id)) AS installed"
    " FROM teams_conversations c"
)


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as it was addressed.

    `root` is the message whose thread is meant, 0 where none is; `installed` says whether
    the bot is in it: in the chat itself, or in the channel's team.
    """

    id: str
    kind: Kind
    name: str
    team: str | None
    person: str | None
    installed: bool
    root: int = 0

    @property
    def address(self) -> str:
        """The id on the wire; a thread carries its first message's id."""
        return f"{self.id};messageid={self.root}" if self.root else self.id

    @property
    def place(self) -> str:
        """What the app is installed in."""
        return self.team or self.id


@dataclass(frozen=True, slots=True)
class Team:
    """A team; its id is its General channel's, and `group_id` its Microsoft 365 group's."""

    id: str
    name: str
    group_id: str


def whole_number(text: str) -> int | None:
    """A message id, or a count; None for text that is no number SQLite can hold."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else None


def find(store: Store, address: str) -> Conversation | None:
    """The conversation at `address`, which may name a thread (`19:...;messageid=1`)."""
    base, threaded, named = address.partition(";messageid=")
    root = whole_number(named) if threaded else 0
    if root is None:
        return None
    row = store.one(f"{_SELECT} WHERE c.id = ?", (base,))
    if row is None:
        return None
    if root and not _starts_thread(store, base, root):
        return None
    return _conversation(row, root)


def seen_by(store: Store, person: str) -> list[Conversation]:
    """What a person finds in Teams: the chat with the bot, group chats, then channels."""
    rows = store.all(
        f"{_SELECT} JOIN teams_members m ON m.conversation = c.id WHERE m.person = ?"
        " ORDER BY c.kind = 'channel', c.kind = 'group', c.position",
        (person,),
    )
    return [_conversation(row) for row in rows]


def is_member(store: Store, conversation: str, person: str) -> bool:
    """Whether a person is in a conversation."""
    row = store.one(
        "SELECT 1 FROM teams_members WHERE conversation = ? AND person = ?", (conversation, person)
    )
    return row is not None


def bot_may_write(store: Store, conversation: Conversation) -> bool:
    """Whether the app is where it writes: there, or in a team of the person it writes to."""
    if conversation.installed or conversation.person is None:
        return conversation.installed
    return shares_a_team(store, conversation.person)


def shares_a_team(store: Store, person: str) -> bool:
    """Whether the person is in a team that has the app."""
    row = store.one(
        "SELECT 1 FROM teams_installs i JOIN teams_teams t ON t.id = i.place"
        " JOIN teams_members m ON m.conversation = t.id WHERE m.person = ?",
        (person,),
    )
    return row is not None


def personal(store: Store, person: str) -> Conversation:
    """The person's chat with the bot, opened if it was not yet."""
    conversation = personal_id(person)
    with store.together():
        store.run(
            "INSERT OR IGNORE INTO teams_conversations (id, kind, name, person)"
            " VALUES (?, 'personal', 'Cutover', ?)",
            (conversation, person),
        )
        store.run("INSERT OR IGNORE INTO teams_members VALUES (?, ?)", (conversation, person))
    found = find(store, conversation)
    assert found is not None  # noqa: S101 - it was written just above
    return found


def teams(store: Store) -> list[Team]:
    """All teams of the tenant."""
    rows = store.all("SELECT id, name, group_id FROM teams_teams ORDER BY name")
    return [Team(row["id"], row["name"], row["group_id"]) for row in rows]


def team(store: Store, team_id: str) -> Team | None:
    """By the team's id or its group's."""
    row = store.one(
        "SELECT id, name, group_id FROM teams_teams WHERE id = ?1 OR group_id = ?1", (team_id,)
    )
    return None if row is None else Team(row["id"], row["name"], row["group_id"])


def channels(store: Store, team_id: str) -> list[Conversation]:
    """A team's channels, General first."""
    rows = store.all(f"{_SELECT} WHERE c.team = ? ORDER BY c.position", (team_id,))
    return [_conversation(row) for row in rows]


def _starts_thread(store: Store, conversation: str, message: int) -> bool:
    row = store.one(
        "SELECT 1 FROM teams_messages WHERE id = ? AND conversation = ? AND root = 0",
        (message, conversation),
    )
    return row is not None


def _conversation(row: Row, root: int = 0) -> Conversation:
    return Conversation(
        id=row["id"],
        kind=row["kind"],
        name=row["name"],
        team=row["team"],
        person=row["person"],
        installed=bool(row["installed"]),
        root=root if row["kind"] == "channel" else 0,
    )
