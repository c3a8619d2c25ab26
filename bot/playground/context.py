"""What the Agents Playground is told of the organisation: its people, chats and team.

Its file is `.m365agentsplayground.yml`, whose schema allows one user to be, exactly five others,
one group chat, and a team of two channels (docs/decisions/0010-playground.md). The file is
written as JSON, which is YAML too.
"""

import json
from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from bot.demo.tenant import Registration, Soul

PERSONAL = "a:playground-personal"
GENERAL = "19:playground-general@thread.tacv2"
ANNOUNCEMENTS = "19:playground-announcements@thread.tacv2"
_OTHERS = 5


def context(registration: Registration, me: Soul, others: Sequence[Soul]) -> str:
    """The configuration file, with `me` as the one who sits at the playground.

    Raises:
        ValueError: fewer than five others.
    """
    if len(others) < _OTHERS:
        raise ValueError(f"the playground wants {_OTHERS} people beside the one who uses it")
    told: Mapping[str, JsonValue] = {
        "version": "0.1.1",
        "tenantId": registration.tenant_id,
        "bot": {"id": f"28:{registration.app_id}", "name": "Cutover"},
        "currentUser": _user(me),
        "users": [_user(soul) for soul in others[:_OTHERS]],
        "personalChat": {"id": PERSONAL},
        "groupChat": {"id": "19:playground-group@thread.v2", "name": "Change team"},
        "team": {
            "id": GENERAL,
            "name": "Maple Ridge Millwork",
            "aadGroupId": "00000000-0000-0000-0000-000000000031",
            "channels": [{"id": ANNOUNCEMENTS, "name": "Announcements"}],
        },
    }
    return json.dumps(told, indent=2)


def _user(soul: Soul) -> dict[str, JsonValue]:
    given, _, surname = soul.name.partition(" ")
    address = f"{soul.id}@mapleridge.example"
    return {
        "id": f"29:playground-{soul.id}",
        "name": soul.name,
        "userPrincipleName": address,  # spelt so in their schema
        "aadObjectId": soul.aad_id,
        "givenName": given,
        "surname": surname,
        "email": address,
    }
