"""The chats that earlier mailings opened: remembered on their sheets, not in a row a person."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from playbook.dossier import Dossier
from playbook.records import Addressee, Sheet


def with_chats(people: Iterable[Addressee], dossiers: Iterable[Dossier]) -> tuple[Addressee, ...]:
    """The people, each with their chat where any sheet of these changes tells of one."""
    found: dict[str, str] = {}
    for dossier in dossiers:
        for sheet in dossier.sheets:
            found.update(_chats_on(sheet))
    return tuple(
        one
        if one.conversation
        else one.model_copy(update={"conversation": found.get(one.person.id, "")})
        for one in people
    )


@lru_cache(maxsize=1024)
def _chats_on(sheet: Sheet) -> Mapping[str, str]:
    """Remembered, since reading a sheet takes longer than sending one message of it does."""
    return {one.person.id: one.conversation for one in sheet.addressees if one.conversation}
