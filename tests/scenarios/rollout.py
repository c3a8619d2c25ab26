"""A pilot is rolled out: what people do with it, and what is to be seen of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from pydantic import JsonValue

from bot.demo.rollout import PILOT, SURVEY, TUESDAY, WAVE
from bot.demo.stage import Stage
from bot.demo.tenant import Answer, Dialog, Seen, Tenant
from tests.scenarios.ends import LISTS
from tests.scenarios.firm import CHANGE, Firm, Row

ANNOUNCEMENT = "What changes for you"
"""Words that stand on everybody's announcement, and nowhere else."""
QUESTION = "I have a question"
PROBLEM = "Something isn’t working"


@dataclass(slots=True)
class Rollout:
    """The firm with its change approved and its pilot planned: Dev may call the way back."""

    firm: Firm

    @property
    def stage(self) -> Stage:
        return self.firm.stage

    @property
    def tenant(self) -> Tenant:
        return self.firm.tenant

    # What those who run the change do.

    async def form(self, button: str, person: str = "julie", *, of: str = "plan") -> Dialog:
        """Open one of the forms behind the change's plan, or behind the pilot's card."""
        card = await (self.plan(person) if of == "plan" else self.wave_card(person))
        if part := {"Add a wave": "wave", "Add a survey": "survey"}.get(button):
            await self.firm.forge(person, "plan.part", {"change": CHANGE, "kind": part})
        return opened(await self.firm.press(person, card, button))

    async def fill_in(self, button: str, person: str = "julie", **fields: JsonValue) -> Answer:
        """Fill in a form of the plan; what is left alone stays."""
        return await self.save(person, await self.form(button, person), **fields)

    async def edit_wave(self, **fields: JsonValue) -> Answer:
        """Julie fills in the pilot's own form."""
        return await self.save("julie", await self.form("Edit", of="wave"), **fields)

    async def save(self, person: str, dialog: Dialog, **fields: JsonValue) -> Answer:
        typed: Row = {f"row_{name}": value for name, value in fields.items()}
        return await self.firm.submit(person, dialog, typed, "row.save")

    async def another_wave(self) -> Answer:
        """Plan a second wave, for the same people."""
        return await self.fill_in(
            "Add a wave",
            name="Wave 2: everybody",
            kind="Wave",
            owner=self.stage.people["alex"].aad_id,
            first_day="2026-03-16",
            last_day="2026-03-20",
            announce_on="2026-03-09",
            audience="Production",
            what_changes="You open drawings from Teams.",
            what_stays="The plotter.",
            day_one="Open a drawing.",
            help="Ask Dev.",
        )

    async def schedule(self, person: str = "julie") -> Answer:
        """Press the pilot's "Schedule", or "Schedule again" where it was held."""
        return await self.firm.press(person, await self.wave_card(person), "to-scheduled")

    async def announced(self) -> Seen:
        """Scheduled, and its morning come: the announcement in its channel, as Sam sees it."""
        await self.schedule()
        return await self.announced_by_itself()

    async def announced_by_itself(self) -> Seen:
        """The morning comes of a pilot that is scheduled."""
        await self.next_morning()
        return await self.announcement()

    async def next_morning(self) -> None:
        """It is Tuesday, nine in the morning."""
        await self.until_hour(9)

    async def until_hour(self, hour: int, day: int = TUESDAY.day) -> None:
        """It becomes this hour of a day in March, in Barrie."""
        await self.until(datetime(2026, 3, day, hour, tzinfo=ZoneInfo("America/Toronto")))

    async def until(self, instant: datetime) -> None:
        """Time goes by at once; all that was due on the way is done."""
        await self.firm.sandbox.tenant.errands.settled()
        await self.tenant.move_to(instant.isoformat())

    async def away_until(self, instant: datetime) -> None:
        """Cutover does not run until then."""
        await self.firm.settle()
        await self.firm.bot.stop()
        await self.back_at(instant)

    async def back_at(self, instant: datetime) -> None:
        """Cutover, which did not run, does so again from then on."""
        self.firm.sandbox.tenant.clock.move(instant)
        await self.firm.bot.start()
        await self.firm.settle()

    async def pause(self, person: str = "dev", reason: str = "The plotter is down.") -> Answer:
        """Pause from the card that the rollback owner was sent."""
        card = await self.stage.shown(person, "Pause this wave")
        return await self.firm.press(person, card, "Pause this wave", {"reason": reason})

    async def take_up(self, person: str = "dev") -> Answer:
        card = await self.wave_card(person)
        return await self.firm.press(person, card, "Take up again")

    async def survey(self, opens: str = "2026-03-03", closes: str = "2026-03-03") -> Answer:
        """Plan the survey, in the channel for announcements."""
        return await self.fill_in(
            "Add a survey",
            name="First day of the pilot",
            channel=await self.channel("announcements"),
            opens_on=opens,
            closes_on=closes,
        )

    async def plan(self, person: str) -> Seen:
        """The change's plan, on a card of the person's own; one card does for all."""
        card = await self.firm.any_card(person)
        await self.firm.forge(person, "plan.show", {"change": CHANGE})
        return card

    async def wave_card(self, person: str) -> Seen:
        """The pilot's card, as this person gets it from the plan."""
        card = await self.plan(person)
        await self.firm.forge(person, "plan.part", {"change": CHANGE, "kind": "wave"})
        await self.firm.press(person, card, f"Show: {PILOT}")
        return card

    async def delete_channel(self, duty: str) -> None:
        """Somebody deletes the channel that has this duty."""
        (team,) = await self.tenant.call("GET", "teams")
        path = f"teams/{team['id']}/channels/{quote(await self.channel(duty), safe='')}"
        await self.tenant.call("DELETE", path, person="julie")
        await self.firm.settle()

    async def at_once(
        self, person: str, card: Seen, action: str, times: int, **inputs: JsonValue
    ) -> list[Answer]:
        """Press one button in one's own chat several times in the same moment."""
        talk = (await self.stage.chat(person)).id
        return await self._repeated(person, talk, card, action, times, inputs)

    # What people do with what they are told.

    async def tap(
        self, person: str, card: Seen, action: str, inputs: Mapping[str, JsonValue] | None = None
    ) -> Answer:
        """Press something on a card in the channel for announcements."""
        talk = await self.channel("announcements")
        return await self.stage.press(person, card.id, action, inputs, talk=talk)

    async def tap_at_once(
        self, person: str, card: Seen, action: str, times: int, **inputs: JsonValue
    ) -> list[Answer]:
        """Press one button there several times in the same moment, as from several clients."""
        talk = await self.channel("announcements")
        return await self._repeated(person, talk, card, action, times, inputs)

    async def speak_up(self, person: str, card: Seen, button: str, text: str) -> Answer:
        """Ask or report something from the announcement in the channel."""
        dialog = opened(await self.tap(person, card, button))
        return await self.firm.submit(person, dialog, {"text": text}, "concern.raise")

    async def answer(self, person: str, said: str, answer: str) -> Answer:
        """Answer what somebody asked or reported, on the card that brought it."""
        card = await self.stage.shown(person, said)
        return await self.firm.press(person, card, "concern.answer", {"answer": answer})

    async def vote(self, person: str, card: Seen, feeling: str) -> Answer:
        return await self.tap(person, card, "survey.answer", {"feeling": feeling})

    # What is to be seen.

    async def channel(self, duty: str) -> str:
        """Conversation id of the channel that has this duty: announcements or project_team."""
        return str((await self.stage.row("Settings/Duty", duty))["HolderEntra"])

    async def announcement(self, person: str = "sam") -> Seen:
        """The announcement in its channel."""
        return await self.in_channel(ANNOUNCEMENT, person=person)

    async def in_channel(
        self, *words: str, duty: str = "announcements", person: str = "sam"
    ) -> Seen:
        """The newest message in a channel that shows all these words."""
        return await self.stage.shown(person, *words, talk=await self.channel(duty))

    async def count_in(self, duty: str, words: str) -> int:
        """How many messages in a channel show these words."""
        seen = await self.tenant.messages("marie", await self.channel(duty))
        return sum(words in message.words for message in seen)

    async def told(self) -> dict[str, int]:
        """How many announcements there are in each conversation that has any."""
        found: dict[str, int] = await self.tenant.call("GET", "posts", contains=ANNOUNCEMENT)
        return found

    async def wave(self) -> Row:
        return await self.stage.row("Waves", WAVE)

    async def steps(self) -> list[Row]:
        return await self.firm.rows("History/Wave step", Wave=WAVE)

    async def sheets(self) -> list[Row]:
        """The sheets that people are told from, without the channel's."""
        rows = await self.firm.rows("Mailings", About=WAVE)
        return [row for row in rows if not str(row["Key"]).endswith("/channel")]

    async def concerns(self) -> list[Row]:
        return await self.firm.rows("Questions and problems")

    async def votes(self) -> list[Row]:
        return await self.firm.rows("Survey answers", Survey=SURVEY)

    async def posts(self, purpose: str) -> list[Row]:
        return await self.firm.rows("Posts", Purpose=purpose)

    async def records(self) -> dict[str, list[Row]]:
        """Every row that a press could have changed."""
        return {name: await self.firm.rows(name) for name in LISTS if name != "People"}

    async def _repeated(
        self,
        person: str,
        talk: str,
        card: Seen,
        action: str,
        times: int,
        inputs: Mapping[str, JsonValue],
    ) -> list[Answer]:
        path = f"conversations/{talk}/messages/{card.id}/actions"
        body = {"person": person, "action": action, "repeat": times, "inputs": dict(inputs)}
        return [Answer.model_validate(one) for one in await self.tenant.call("POST", path, body)]


def opened(answer: Answer) -> Dialog:
    """The dialog that a press has opened."""
    assert answer.dialog, answer.words
    return answer.dialog
