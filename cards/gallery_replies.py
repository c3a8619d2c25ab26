"""Specimens of what people see after a press; the gallery shows them among the others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from cards import replied, story
from cards.build import CardJson
from cards.payloads import OldCard
from playbook.commands import Decide, File, SetUp, Step
from playbook.dossier import Dossier
from playbook.findings import Fault, Finding
from playbook.outcome import (
    Decided,
    Done,
    Drafted,
    Filed,
    Moved,
    PostResolved,
    Reason,
    Refusal,
    Reply,
    SetUpDone,
    Unfinished,
)
from playbook.records import Phase, Verdict
from playbook.standing import standing

_UNSAFE = re.compile(r"[^\w ,.()-]+")
NOW = story.MONDAY + timedelta(hours=2)
"""When somebody looks at the gallery's cards."""


@dataclass(frozen=True, slots=True)
class Specimen:
    """One card, and what it shows."""

    name: str
    card: CardJson

    @property
    def file(self) -> str:
        """Its name as every file system takes it."""
        return _UNSAFE.sub("-", self.name) + ".json"


def replies() -> Iterator[Specimen]:
    asked, draft = story.submitted(), story.drafted()
    approved = story.decided(Verdict.APPROVED, story.COMMENTS[Verdict.APPROVED])
    key = asked.change.key
    missing = (Finding("why", Fault.MISSING),)
    replies: tuple[tuple[str, Reply, Dossier | None], ...] = (
        ("filed", Filed(key), asked),
        ("drafted", Drafted(draft.change.key), draft),
        ("approved", Decided(key, Verdict.APPROVED), approved),
        ("approved again", Decided(key, Verdict.APPROVED, again=True), approved),
        ("moved", Moved(key, Phase.PLANNING), story.moved(Phase.PLANNING, approved, NOW)),
        ("set up", SetUpDone(), None),
        ("message arrived", PostResolved(asked.posts[0].key, arrived=True), asked),
        ("message sent again", PostResolved(asked.posts[0].key, arrived=False), asked),
        ("unfinished", Unfinished(missing), None),
        ("nothing to show", Done(), None),
    )
    for name, reply, dossier in replies:
        person = story.MARIE if isinstance(reply, Decided) else story.ALEX
        card = replied.draw(reply, dossier, story.WORKPLACE, person, NOW)
        yield Specimen(f"reply: {name}", card)


def refusals() -> Iterator[Specimen]:
    asked = story.submitted()
    key, editors = asked.change.key, (story.JULIE.who, story.ALEX.who)
    for reason in Reason:
        can_act = (story.MARIE.who,) if reason is Reason.NOT_AN_APPROVER else editors
        refusal = Refusal(reason, key, can_act, Phase.DRAFT, limit=600)
        card = replied.draw(refusal, asked, story.WORKPLACE, story.DEV, NOW)
        yield Specimen(f"refused: {reason}", card)
    where = standing(asked)
    decline = Decide(change=key, version=where.version, verdict=Verdict.DECLINED, via="approval/1")
    refusal = Refusal(Reason.REASON_MISSING, key, (story.MARIE.who,), Phase.SUBMITTED)
    card = replied.draw(refusal, asked, story.WORKPLACE, story.MARIE, NOW, command=decline)
    yield Specimen("refused: decline without a reason", card)
    pause = Step(change=key, to=Phase.CANCELLED, ordinal=2)
    card = replied.draw(refusal, asked, story.WORKPLACE, story.JULIE, NOW, command=pause)
    yield Specimen("refused: cancel without a reason", card)


def waiting_to_be_saved() -> Iterator[Specimen]:
    decide = Decide(change="CHG-0001", version="1.aaaaaaaa", verdict=Verdict.APPROVED)
    decline = decide.model_copy(update={"verdict": Verdict.DECLINED})
    yield Specimen("kept: approval", replied.kept(decide))
    yield Specimen("kept: decline", replied.kept(decline))
    yield Specimen("kept: request", replied.kept(File(entered=story.ENTERED, submit=True)))
    yield Specimen("kept: draft", replied.kept(File(entered=story.ENTERED, submit=False)))
    step = Step(change="CHG-0001", to=Phase.PILOT, ordinal=4)
    yield Specimen("kept: step", replied.kept(step))
    yield Specimen("kept: set-up", replied.kept(SetUp(holders={})))


def amiss() -> Iterator[Specimen]:
    yield Specimen("trouble", replied.trouble("5f0c2a9e"))
    yield Specimen("contended", replied.contended())
    yield Specimen("old card", replied.old_card(OldCard("CHG-0001")))
    yield Specimen("old card about nothing", replied.old_card(OldCard()))
    yield Specimen("nonsense", replied.nonsense())
    yield Specimen("gone", replied.gone("CHG-0001"))
