"""A firm with many changes that wait for their sponsors, prepared in the lists of a sandbox.

The rows are written by the product's own rules and writers, and each sponsor's card is sent
through the connector; only the bot itself has no part in it, so that it starts with all done.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.demo.processes import UNITS, environment
from bot.demo.request import filled_in
from bot.demo.stage import Stage
from bot.host.credentials import credential
from bot.host.provisioning import provision
from bot.settings import Settings
from bot.teams.connector import Connector, Message, NotSent, Sent
from bot.teams.outbound import TeamsConnector
from bot.teams.service_urls import ServiceUrls
from bot.teams.turn import Place
from cards import posted
from graph.budget import Budget
from graph.directory import Directory, Installed
from graph.records import Records, Saved
from graph.register import Register
from graph.sharepoint import SharePointLists
from graph.wire import Wire
from playbook.commands import File
from playbook.decide import decide
from playbook.fields import Who
from playbook.outcome import Outcome
from playbook.records import ChangeRequest, Person, Post, PostState
from playbook.settling import settled

_BOT_SCOPE = "https://api.botframework.com/.default"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change that waits; `sponsor` is the sandbox's short name of whom it waits for."""

    sponsor: str
    chat: str
    card: str


def settings_of(stage: Stage) -> Settings:
    """The settings of the stage's bot, for doing things in its name."""
    given = environment(stage.bot_data, stage.registration)
    plain = {name.removeprefix("CUTOVER_").lower(): value for name, value in given.items()}
    return Settings.model_validate(plain)


async def prepare(stage: Stage, changes: int, sponsors: int) -> list[Waiting]:
    """Make the lists, and in them so many changes, dealt out to so many sponsors in turn."""
    settings = settings_of(stage)
    await provision(settings, dry_run=False)
    async with _writer(stage, settings) as writer:
        cast = [person for person in stage.people if person != "alex"][:sponsors]
        people = [await writer.welcome(short) for short in cast]
        waiting: list[Waiting] = []
        for number in range(changes):
            sponsor, requester, lead = (people[(number + step) % sponsors] for step in range(3))
            card = await writer.ask(sponsor, requester, lead)
            waiting.append(Waiting(cast[number % sponsors], sponsor.conversation, card))
    return waiting


@asynccontextmanager
async def _writer(stage: Stage, settings: Settings) -> AsyncIterator["_Writer"]:
    async with credential(settings) as identity:
        wire = Wire(
            identity, version="benchmark", base_url=settings.graph_url, budget=Budget(UNITS)
        )
        try:
            lists = SharePointLists(wire, settings.site, settings.app_id)
            records = Records(lists, Register(settings.tenant, settings.office))
            await records.open()

            async def token() -> str:
                return (await identity.get_token(_BOT_SCOPE)).token

            urls = ServiceUrls(settings.service_urls)
            connector = TeamsConnector(stage.tenant.session, settings.app_id, token, urls)
            yield _Writer(stage, settings, records, Directory(wire), connector)
        finally:
            await wire.close()


@dataclass(slots=True)
class _Writer:
    stage: Stage
    settings: Settings
    records: Records
    directory: Directory
    connector: Connector

    async def welcome(self, short: str) -> Person:
        """The person with the app installed, as Cutover's list has them."""
        soul = self.stage.people[short]
        app = await self.directory.catalog_app(self.settings.manifest)
        installed = await self.directory.install_app(soul.aad_id, app or "")
        assert isinstance(installed, Installed)
        person = Person(
            key=soul.aad_id,
            name=soul.name,
            tenant=self.settings.tenant,
            conversation=installed.chat or "",
            service=self.settings.service_urls[0],
            installed="yes",
        )
        await self._write(Outcome(facts=(person,)))
        return person

    async def ask(self, sponsor: Person, requester: Person, lead: Person) -> str:
        """A change filed and its sponsor asked; the name of the message that asks."""
        now = datetime.now(UTC)
        workplace = self.records.workplace()
        typed = filled_in(sponsor.key, workplace.today(now))
        names = {"sponsor": sponsor.who, "form": f"form {workplace.last_change + 1}", "key": ""}
        entered = ChangeRequest.model_validate(typed | names)
        outcome = decide(None, workplace, File(entered=entered, submit=True), requester, now)
        outcome = _led_by(outcome, lead.who)
        await self._write(outcome)
        (post,) = (row for row in outcome.facts if isinstance(row, Post))
        dossier = self.records.dossier(post.subject)
        drawn = posted.draw(post, dossier, self.records.workplace(), now)
        chat = sponsor.conversation
        place = Place(chat, "personal", self.settings.service_urls[0], self.settings.tenant)
        message = Message(drawn.summary, drawn.card)
        sent = await self.connector.send(place, message)
        if isinstance(sent, NotSent):
            await asyncio.sleep(sent.retry_after or 1.0)
            sent = await self.connector.send(place, message)
        assert isinstance(sent, Sent), sent
        row = settled(
            post,
            PostState.SENT,
            now,
            message=sent.message_id,
            conversation=chat,
            content=posted.fingerprint(drawn.card),
        )
        await self._write(Outcome(edits=(row,)))
        return sent.message_id

    async def _write(self, outcome: Outcome) -> None:
        saved = await self.records.carry_out(outcome, within=10)
        assert isinstance(saved, Saved), saved


def _led_by(outcome: Outcome, lead: Who) -> Outcome:
    """The outcome with somebody else than the requester in the lead."""
    facts = (
        row.model_copy(update={"lead": lead}) if isinstance(row, ChangeRequest) else row
        for row in outcome.facts
    )
    return replace(outcome, facts=tuple(facts))
