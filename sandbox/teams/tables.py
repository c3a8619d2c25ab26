"""The tables of conversations and messages, and the sample's team and group chat."""

import hashlib
from collections.abc import Sequence

from sandbox.sample import FIRM, stable_id
from sandbox.store import Store

_TABLES = """
CREATE TABLE IF NOT EXISTS teams_teams (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, group_id TEXT NOT NULL UNIQUE
);
CREATE TABLE IF NOT EXISTS teams_conversations (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, team TEXT, person TEXT UNIQUE,
    position INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS teams_members (
    conversation TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (conversation, person)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS teams_installs (
    place TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE
);
CREATE TABLE IF NOT EXISTS teams_messages (
    id INTEGER PRIMARY KEY, conversation TEXT NOT NULL, root INTEGER NOT NULL, sender TEXT,
    activity TEXT NOT NULL, at TEXT NOT NULL,
    edited INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS teams_messages_by_conversation
    ON teams_messages (conversation, id);
CREATE TABLE IF NOT EXISTS teams_views (
    message INTEGER NOT NULL, person TEXT NOT NULL, card TEXT, asked TEXT NOT NULL,
    PRIMARY KEY (message, person)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS teams_reads (
    conversation TEXT NOT NULL, person TEXT NOT NULL, message INTEGER NOT NULL,
    PRIMARY KEY (conversation, person)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS teams_dialogs (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, conversation TEXT NOT NULL,
    message INTEGER NOT NULL, title TEXT NOT NULL, card TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS teams_story (steps TEXT NOT NULL);
"""

_CHANNELS = ("General", "Announcements", "IT project")
_GROUP_CHAT = ("marie", "julie", "dev", "alex")
_HAVE_THE_APP = ("julie", "alex", "dev", "sam")


def declare(store: Store) -> None:
    """Create the tables of this room where they are missing."""
    store.declare(_TABLES)


def fill(store: Store) -> None:
    """The sample's team, its channels, one group chat, and who installed the app."""
    team = _thread_id("channel", _CHANNELS[0])
    store.run("INSERT INTO teams_teams VALUES (?, ?, ?)", (team, FIRM, stable_id("group", FIRM)))
    everybody = [str(row["id"]) for row in store.all("SELECT id FROM tenant_people")]
    for position, name in enumerate(_CHANNELS):
        channel = _thread_id("channel", name)
        _conversation(store, channel, "channel", name, team, position)
        join(store, channel, everybody)
    chat = _thread_id("chat", "IT move").replace("@thread.tacv2", "@thread.v2")
    _conversation(store, chat, "group", "IT move", None, 0)
    join(store, chat, _GROUP_CHAT)
    add_app(store, _HAVE_THE_APP)


def personal_id(person: str) -> str:
    """The id of a person's chat with the bot; the same however often it is created."""
    return "a:1" + hashlib.sha256(f"personal:{person}".encode()).hexdigest()[:48]


def _thread_id(kind: str, name: str) -> str:
    digest = hashlib.sha256(f"{kind}:{name}".encode()).hexdigest()[:32]
    return f"19:{digest}@thread.tacv2"


def open_channel(store: Store, channel: str, name: str, team: str) -> None:
    """Write a channel at the end of its team's list."""
    row = store.one(
        "SELECT COALESCE(MAX(position), -1) + 1 AS next FROM teams_conversations WHERE team = ?",
        (team,),
    )
    _conversation(store, channel, "channel", name, team, row["next"] if row else 0)


def _conversation(
    store: Store, conversation: str, kind: str, name: str, team: str | None, position: int
) -> None:
    store.run(
        "INSERT INTO teams_conversations (id, kind, name, team, position) VALUES (?, ?, ?, ?, ?)",
        (conversation, kind, name, team, position),
    )


def join(store: Store, conversation: str, people: Sequence[str]) -> None:
    """Make people, by their short names, members of a conversation."""
    store.run_all(
        "INSERT OR IGNORE INTO teams_members VALUES (?, ?)",
        [(conversation, person) for person in people],
    )


def add_app(store: Store, people: Sequence[str]) -> None:
    """Give people, by their short names, the app and a chat with it; nobody is told."""
    chats = [(personal_id(person), person) for person in people]
    with store.together():
        store.run_all(
            "INSERT INTO teams_conversations (id, kind, name, person)"
            " VALUES (?, 'personal', 'Cutover', ?)",
            chats,
        )
        store.run_all("INSERT INTO teams_members VALUES (?, ?)", chats)
        store.run_all(
            "INSERT INTO teams_installs VALUES (?, ?)",
            [(chat, stable_id("install", chat)) for chat, _ in chats],
        )
