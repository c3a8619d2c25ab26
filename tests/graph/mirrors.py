"""Two replicas of Cutover on mirrors of different age: what every machine over them does alike."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis.stateful import RuleBasedStateMachine

from cards.by_hand import say
from graph.memory import MemoryLists
from graph.records import Conflict, Records, Saved
from graph.register import Register
from graph.trails import read_trails
from playbook.agenda import agenda
from playbook.by_hand import HandEdit
from playbook.commands import AnyCommand
from playbook.decide import decide
from playbook.dossier import Dossier
from playbook.noticing import Notice, Taken, look
from playbook.outcome import Outcome, Reply
from playbook.records import Person, Record
from playbook.standing import standing
from playbook.taking_up import taken_up
from playbook.verifying import Verified, verified
from tests.playbook.firm import PEOPLE, TENANT

KEY = "CHG-0001"


class Mirrors(RuleBasedStateMachine):
    """One organisation's lists, two replicas that read and write them, and a clock."""

    def open(self, *rows: Record) -> None:
        """The lists with the firm's people and these rows in them, and both replicas open."""
        self.run = asyncio.Runner()
        self.lists = MemoryLists()
        self.now = datetime(2026, 3, 9, 14, 0, tzinfo=UTC)
        self.both = [Records(self.lists, Register(tenant=TENANT)) for _ in (0, 1)]
        self.refresh(0)
        self.carry_out(0, lambda: Outcome(facts=(*PEOPLE, *rows)))

    def restart(self, mirror: int) -> None:
        """A replica dies and comes back: what it knew is read anew."""
        self.both[mirror] = Records(self.lists, Register(tenant=TENANT))
        self.refresh(mirror)

    def teardown(self) -> None:
        if not hasattr(self, "run"):
            return
        try:
            self.come_to_rest()
        finally:
            self.run.close()

    def come_to_rest(self) -> None:
        """Both replicas do what is due until nothing is, and then know the same."""
        for _ in range(3):
            for mirror in (0, 1):
                self.now += timedelta(seconds=30)
                self.tick(mirror)
        one, other = self.both
        self.refresh(0)
        self.refresh(1)
        assert one.fingerprint() == other.fingerprint()
        dossier = self.dossier()
        where = standing(dossier)
        assert (dossier.change.status, dossier.change.version) == (where.phase, where.version)
        assert not dossier.unnoticed
        assert not agenda(dossier, one.workplace(), self.now).rows

    def dossier(self, mirror: int = 0) -> Dossier:
        found = self.both[mirror].dossier(KEY)
        assert found is not None
        return found

    def rows(self, kind: type[Record]) -> list[Record]:
        (found,) = self.run.run(self.lists.changes({kind.KEPT_IN: None}))
        return [row.record for row in found.rows if type(row.record) is kind]

    def verified(self) -> tuple[Verified, ...]:
        """What looking at the record of every change comes to."""
        return tuple(map(verified, self.run.run(read_trails(self.lists))))

    def refresh(self, mirror: int) -> None:
        self.run.run(self.both[mirror].refresh())

    def press(self, mirror: int, command: AnyCommand, person: Person) -> Reply:
        """Somebody presses a button that reaches one replica; what they are told."""
        records = self.both[mirror]
        reply: list[Reply] = []

        def decided() -> Outcome:
            dossier = records.dossier(KEY)
            outcome = decide(dossier, records.workplace(), command, person, self.now)
            reply[:] = [outcome.reply]
            return outcome

        self.carry_out(mirror, decided)
        return reply[0]

    def tick(self, mirror: int) -> None:
        """Everything is done in a few instants: nothing is in the way for good."""
        records = self.both[mirror]
        self.refresh(mirror)
        for _ in range(9):
            self.notice(mirror)
            dossier = records.dossier(KEY)
            assert dossier is not None
            if not agenda(dossier, records.workplace(), self.now):
                return
            self.carry_out(mirror, lambda: self.due(mirror))
        raise AssertionError("what is due never ends")

    def due(self, mirror: int) -> Outcome:
        dossier = self.both[mirror].dossier(KEY)
        assert dossier is not None
        return agenda(dossier, self.both[mirror].workplace(), self.now)

    def notice(self, mirror: int) -> None:
        records = self.both[mirror]
        for change in (KEY, ""):
            gone = self.gone(mirror, change)
            self.carry_out(mirror, lambda c=change, g=gone: self.noticed(mirror, c, g))  # type: ignore[misc]
            for record in gone:
                records.forget_gone(record)

    def gone(self, mirror: int, change: str) -> tuple[Record, ...]:
        records = self.both[mirror]
        dossier = records.dossier(change) if change else None
        return dossier.gone if dossier else records.workplace().gone

    def noticed(self, mirror: int, change: str, gone: tuple[Record, ...]) -> Outcome:
        records = self.both[mirror]
        dossier, workplace = records.dossier(change) if change else None, records.workplace()
        today = workplace.today(self.now)
        found = dossier.by_hand if dossier else workplace.by_hand
        edits = [edit for edit in found if not records.is_noticed(edit)]
        notices = [look(edit, dossier, workplace, today) for edit in edits]
        for record in gone:
            removal = HandEdit.removal(record)
            if not records.is_noticed(removal):
                notices.append(Notice(removal, Taken.GONE, change, record))
        said = [say(notice, dossier, today) for notice in notices]
        return taken_up(said, dossier, workplace, self.now) if said else Outcome()

    def carry_out(self, mirror: int, decided: Callable[[], Outcome]) -> None:
        """As Cutover does it: decided again where others were faster, and not for ever."""
        records = self.both[mirror]
        for _ in range(4):
            outcome = decided()
            if not outcome:
                return
            match self.run.run(records.carry_out(outcome)):
                case Saved():
                    return
                case Conflict():
                    self.refresh(mirror)
        raise AssertionError("others were faster every time")
