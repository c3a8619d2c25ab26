"""A firm with many changes that wait for their sponsors, prepared in the lists of a sandbox.

The rows are written by the product's own rules and writers, and each sponsor's card is sent
through the connector; only the bot itself has no part in it, so that it starts with all done.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
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
from playbook.records import ApprovalPolicy, ChangeRequest, Person, Post, PostState
from playbook.settling import settled

_BOT_SCOPE = "https://api.botframework.com/.default"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change that waits; `sponsor` is the sandbox's short name of whom it waits for."""

    sponsor: str
    chat: str
    card: str
    change: str
    second: str = ""
    """The short name of whom it waits for after that; empty where there is one stage."""


def settings_of(stage: Stage) -> Settings:
    """The settings of the stage's bot, for doing things in its name."""
    given = environment(stage.bot_data, stage.registration)
    plain = {name.removeprefix("CUTOVER_").lower(): value for name, value in given.items()}
    return Settings.model_validate(plain)


async def prepare(stage: Stage, changes: int, sponsors: int, staged: int = 0) -> list[Waiting]:
    """Make the lists, and in them so many changes, dealt out to so many sponsors in turn. The
    first `staged` of them also wait for the lead, once the sponsor has approved.
    """
    settings = settings_of(stage)
    await provision(settings, dry_run=False)
    async with writing(stage, settings) as writer:
        cast = cast_of(stage, sponsors)
        people = [await writer.welcome(short) for short in cast]
        waiting: list[Waiting] = []
        for number in range(changes):
            sponsor, requester, lead = (people[(number + step) % sponsors] for step in range(3))
            signing = (sponsor, lead) if number < staged else ()
            card = await writer.ask(sponsor, requester, lead, signing)
            second = cast[(number + 2) % sponsors] if signing else ""
            chat, change = sponsor.conversation, f"CHG-{number + 1:04}"
            waiting.append(Waiting(cast[number % sponsors], chat, card, change, second))
    return waiting


def cast_of(stage: Stage, number: int) -> list[str]:
    """So many of the firm's own people, by the sandbox's short names."""
    return [person for person in stage.people if person != "alex"][:number]


@asynccontextmanager
async def writing(stage: Stage, settings: Settings) -> AsyncIterator["Writer"]:
    """Somebody who fills the lists in the app's name."""
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
            yield Writer(stage, settings, records, Directory(wire), connector)
        finally:
            await wire.close()


@dataclass(slots=True)
class Writer:
    """Fills the lists by the product's own rules and writers."""

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
        await self.write(Outcome(facts=(person,)))
        return person

    async def ask(
        self, sponsor: Person, requester: Person, lead: Person, signing: Sequence[Person] = ()
    ) -> str:
        """A change filed and its sponsor, or the sponsor's delegate, asked; the name of the message
        that asks. `signing` are the approvers of its stages, where it has several.
        """
        now = datetime.now(UTC)
        workplace = replace(self.records.workplace(), policies=_stages(signing))
        typed = filled_in(sponsor.key, workplace.today(now))
        names = {"sponsor": sponsor.who, "form": f"form {workplace.last_change + 1}", "key": ""}
        entered = ChangeRequest.model_validate(typed | names)
        outcome = decide(None, workplace, File(entered=entered, submit=True), requester, now)
        outcome = _led_by(outcome, lead.who)
        await self.write(outcome)
        (post,) = (row for row in outcome.facts if isinstance(row, Post))
        dossier = self.records.dossier(post.subject)
        drawn = posted.draw(post, dossier, self.records.workplace(), now)
        chat = workplace.person(post.receiver).conversation
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
        await self.write(Outcome(edits=(row,)))
        return sent.message_id

    async def write(self, outcome: Outcome) -> None:
        """Put it into the lists."""
        saved = await self.records.carry_out(outcome, within=10)
        assert isinstance(saved, Saved), saved


def _stages(signing: Sequence[Person]) -> tuple[ApprovalPolicy, ...]:
    """A policy of one approver a stage. It is in no list: the route is written on the change."""
    return tuple(
        ApprovalPolicy(key=f"approval policy/{number}", stage=number, approvers=person.key)
        for number, person in enumerate(signing, start=1)
    )


def _led_by(outcome: Outcome, lead: Who) -> Outcome:
    """The outcome with somebody else than the requester in the lead."""
    facts = (
        row.model_copy(update={"lead": lead}) if isinstance(row, ChangeRequest) else row
        for row in outcome.facts
    )
    return replace(outcome, facts=tuple(facts))
