"""One organisation that Cutover serves: everything that is its own, behind one handle."""

from dataclasses import dataclass, field

from bot.clock.port import Clock
from bot.delivery.rosters import Rosters
from bot.desk.line import Line
from bot.journal.port import Journal
from bot.teams.connector import Connector
from bot.teams.service_urls import ServiceUrls
from graph.directory import Directory
from graph.records import Records
from playbook.workplace import Workplace


@dataclass(frozen=True, eq=False, slots=True)
class Organisation:
    """Chosen by a request's verified token and tenant; no function takes a tenant's id."""

    name: str
    """Partitions the journal; the organisation's Entra tenant id."""
    language: str
    service_urls: ServiceUrls
    """The addresses of Teams that we believe in."""
    manifest: str
    """Id in the Teams app package that is installed for people; empty where none is known."""
    records: Records
    directory: Directory
    connector: Connector
    rosters: Rosters
    journal: Journal
    clock: Clock
    line: Line = field(default_factory=Line)

    def service_at(self, stored: str) -> str:
        """Where Teams takes messages, as a row has it.

        The first address that we believe in stands in for one that somebody has never written
        to us from, or that was edited by hand to lead anywhere else.
        """
        return stored if self.service_urls.allow(stored) else self.service_urls.prefixes[0]

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
