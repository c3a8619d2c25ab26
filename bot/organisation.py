"""One organisation that Cutover serves: everything that is its own, behind one handle."""

from dataclasses import dataclass

from bot.clock.port import Clock
from bot.journal.port import Journal
from bot.teams.connector import Connector
from graph.directory import Directory
from graph.records import Records
from playbook.dossier import Workplace


@dataclass(frozen=True, eq=False, slots=True)
class Organisation:
    """Chosen by a request's verified token and tenant; no function takes a tenant's id."""

    name: str
    """Partitions the journal; the organisation's Entra tenant id."""
    language: str
    service_url: str
    """Where Teams takes messages for somebody who has never written to us."""
    manifest: str
    """Id in the Teams app package that is installed for people; empty where none is known."""
    records: Records
    directory: Directory
    connector: Connector
    journal: Journal
    clock: Clock

    @property
    def workplace(self) -> Workplace:
        return self.records.workplace()


@dataclass(frozen=True, eq=False, slots=True)
class Organisations:
    """The organisations this process serves, by the tenant that hosts the conversation."""

    by_tenant: dict[str, Organisation]

    def hosting(self, tenant: str) -> Organisation | None:
        return self.by_tenant.get(tenant)

    def all(self) -> tuple[Organisation, ...]:
        return tuple(self.by_tenant.values())
