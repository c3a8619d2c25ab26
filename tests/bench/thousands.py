"""A register of many rows: a change that has gone its way by the rules, once for each change.

Every row is one that the playbook made: filed, approved, planned, its first wave announced in a
channel, questions asked and answered, action items done, a survey answered. The changes differ by
their keys, and nothing is due for any of them: what a bot does with them is reading.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from playbook.agenda import agenda
from playbook.commands import (
    AnswerConcern,
    AnswerSurvey,
    FinishItem,
    KeepItem,
    KeepRisk,
    KeepSurvey,
    KeepWave,
    MoveWave,
    Raise,
)
from playbook.dossier import HOLDS, Dossier
from playbook.fields import Who
from playbook.records import (
    ActionItem,
    ConcernKind,
    Conversation,
    Duty,
    Feeling,
    Person,
    Record,
    Risk,
    Setting,
    Survey,
    Wave,
    WaveState,
)
from playbook.workplace import Workplace
from tests.bench.rollout import CHANGE, Cast, Rollout

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
"""The sandbox's first morning."""
_FILED = NOW - timedelta(days=60)
_TOLD_ON = date(2026, 2, 9)
_CHANNEL = Who(id="19:production@thread.tacv2", name="Production")
PEOPLE = 120
QUESTIONS = 14
ITEMS = 4
RISKS = 4
ANSWERS = 12


def register_of(rows: int, tenant: str) -> list[Record]:
    """So many rows, in the order in which they were made; the last change may lack some."""
    made: list[Record] = [*_people(tenant), *_places()]
    history = _history(tenant)
    number = 0
    while len(made) < rows:
        number += 1
        made += (_of_change(row, number) for row in history)
    return made[:rows]


def _people(tenant: str) -> Iterator[Person]:
    for number in range(1, PEOPLE + 1):
        yield Person(
            key=_id(number),
            name=f"Person {number} of the Firm",
            tenant=tenant,
            teams=f"29:1Person-{number:012}-of-the-firm",
            conversation=f"a:1chat-of-person-{number:012}",
            service="http://127.0.0.1/",
            installed="yes",
        )


def _id(person: int) -> str:
    return f"00000000-0000-4000-8000-{person:012}"


def _places() -> Iterator[Record]:
    yield Conversation(key=_CHANNEL.id, name=_CHANNEL.name, kind="channel", team="19:firm")
    yield Setting(key="sponsor", duty=Duty.SPONSOR, holder=Who(id=_id(1), name="Person 1"))


def _history(tenant: str) -> tuple[Record, ...]:
    """The rows of one change."""
    people = tuple(_people(tenant))
    places = [one for one in _places() if isinstance(one, Conversation)]
    workplace = Workplace(
        people={one.key: one for one in people},
        conversations={one.key: one for one in places},
        tenant=tenant,
    )
    cast = Cast(*people[:3])
    change = Rollout.approved(workplace, cast, _FILED)
    for number in range(2, RISKS + 1):
        change.press(KeepRisk(row=_risk(number, cast.lead.who)), cast.lead)
    waves = [_wave(number, cast.lead.who) for number in (1, 2, 3, 4)]
    for wave in waves:
        change.press(KeepWave(row=wave), cast.lead)
    change.press(MoveWave(wave=waves[0].key, to=WaveState.SCHEDULED, ordinal=1), cast.lead)
    _wait(change, datetime(2026, 2, 9, 14, 0, tzinfo=UTC))
    _talk(change, waves[0], people)
    _wait(change, NOW)
    return _rows(change.dossier)


def _talk(change: Rollout, wave: Wave, people: Sequence[Person]) -> None:
    """People ask and are answered, do what they have to do, and say how it goes."""
    lead = change.cast.lead
    for number, person in enumerate(people[3 : 3 + QUESTIONS]):
        kind = ConcernKind.PROBLEM if number % 4 == 0 else ConcernKind.QUESTION
        text = "Where are last week's drawings? The folder Production shows only this week's."
        asked = Raise(wave=wave.key, kind=kind, text=text, form=f"{number:08}")
        change.press(asked, person)
        concern = change.dossier.concerns[-1].key
        change.press(AnswerConcern(concern=concern, text="One folder up, under Archive."), lead)
    for number in range(1, ITEMS + 1):
        change.press(KeepItem(row=_item(number, lead.who)), lead)
        change.press(FinishItem(item=f"{CHANGE}/item/{number}"), lead)
    survey = _survey()
    change.press(KeepSurvey(row=survey), lead)
    _wait(change, datetime(2026, 2, 17, 15, 0, tzinfo=UTC))
    for person in people[3 : 3 + ANSWERS]:
        change.press(AnswerSurvey(survey=survey.key, feeling=Feeling.MOSTLY), person)


def _wait(change: Rollout, until: datetime) -> None:
    """Carry out what is due by then."""
    change.now = until
    while rows := agenda(change.dossier, change.workplace, until).rows:
        change.keep(rows)


def _rows(dossier: Dossier) -> tuple[Record, ...]:
    held = (getattr(dossier, name) for name in HOLDS.values())
    return (dossier.change, *(row for rows in held for row in rows))


def _of_change(row: Record, number: int) -> Record:
    """The same row of another change: its key stands in the row's own and in what it refers to."""
    told = row.model_dump_json().replace(CHANGE, f"CHG-{number:04}")
    return type(row).model_validate_json(told.replace('"form":"bench"', f'"form":"bench {number}"'))


def _wave(number: int, owner: Who) -> Wave:
    later = timedelta(days=70 * (number > 1) + 14 * (number - 1))
    return Wave(
        key=f"{CHANGE}/wave/{number}",
        change=CHANGE,
        name=f"Wave {number}: Production, second shift",
        owner=owner,
        first_day=date(2026, 2, 16) + later,
        last_day=date(2026, 2, 27) + later,
        announce_on=_TOLD_ON + later,
        channel=_CHANNEL,
        what_changes="You open drawings from Teams, under Production, Drawings.",
        what_stays="The plotter, the paper job sheets and the folder names.",
        day_one="Open today's drawing from Teams once, and press Got it.",
        help="Ask Dev in the channel, or press a button below.",
    )


def _risk(number: int, owner: Who) -> Risk:
    return Risk(
        key=f"{CHANGE}/risk/{number}",
        change=CHANGE,
        description=f"A macro of the quoting sheet does not open, number {number}",
        mitigation="The five sheets that are used most are opened and mended beforehand.",
        owner=owner,
        reviewed_on=_FILED.date(),
    )


def _item(number: int, owner: Who) -> ActionItem:
    return ActionItem(
        key=f"{CHANGE}/item/{number}",
        change=CHANGE,
        what=f"Move the archive of year {number}, and tell Production.",
        owner=owner,
        due=_TOLD_ON,
    )


def _survey() -> Survey:
    return Survey(
        key=f"{CHANGE}/survey/1",
        change=CHANGE,
        name="First day",
        channel=_CHANNEL,
        opens_on=date(2026, 2, 17),
        closes_on=date(2026, 2, 20),
    )
