"""What approvers asked before they decide: questions on a version, and their answers."""

from collections.abc import Container
from datetime import datetime

from playbook.dossier import Dossier
from playbook.records import Concern


def asked_on(dossier: Dossier, version: str) -> tuple[Concern, ...]:
    """The questions that were asked on a version, oldest first."""
    asked = (one for one in dossier.concerns if version and one.version == version)
    return tuple(sorted(asked, key=lambda one: (one.at, one.key)))


def is_open(dossier: Dossier, version: str, people: Container[str]) -> bool:
    """Whether one of these people, by Entra object id, waits for an answer before they decide."""
    asked = (one for one in asked_on(dossier, version) if one.by.id in people)
    return any(one.answered_at is None for one in asked)


def answered_at(dossier: Dossier, version: str, people: Container[str]) -> datetime | None:
    """When one of these people last got an answer."""
    asked = (one for one in asked_on(dossier, version) if one.by.id in people)
    return max((one.answered_at for one in asked if one.answered_at), default=None)
