"""However much a change holds, its cards stay well under what Teams takes.

Teams takes 100 KB, counted as UTF-16, and advises 80 (docs/platform.md#size).
"""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from cards import digest, plan, posted, rowform, story
from cards import story_plan as told
from cards.build import CardJson
from playbook.dossier import Dossier
from playbook.records import ConcernKind, PlanRow, Post, Purpose, WaveState

PLACE = told.WORKPLACE
LONG = "W" * 200
ROOM = 64 * 1024
P = TypeVar("P", bound=PlanRow)


def size(card: CardJson) -> int:
    return len(json.dumps(card).encode("utf-16-le"))


def many(row: P, number: int, **values: object) -> tuple[P, ...]:
    return tuple(
        row.model_copy(update={"key": f"{row.key[:-1]}{n}", **values}) for n in range(number)
    )


def crowded() -> Dossier:
    """Twenty of everything, each with the longest name there is, and nothing ready."""
    dossier = told.asked(ConcernKind.PROBLEM)
    return replace(
        dossier,
        waves=many(told.WAVE, 20, name=LONG[:120], status=WaveState.PLANNED),
        wave_steps=(),
        risks=many(told.RISK, 20, description=LONG, reviewed_on=None),
        rollbacks=(),
        measures=many(told.MEASURE, 20, name=LONG, baseline=""),
        surveys=many(told.SURVEY, 20, name=LONG[:120]),
        items=many(told.ITEM, 20, what=LONG),
        concerns=many(dossier.concerns[0], 20, text=LONG * 10),
    )


def test_a_crowded_plan_fits() -> None:
    assert size(plan.draw(crowded(), PLACE, story.ALEX, told.ANNOUNCED)) < ROOM


def test_a_crowded_digest_fits() -> None:
    now = told.ANNOUNCED + timedelta(days=2)
    other = replace(crowded(), change=crowded().change.model_copy(update={"key": "CHG-0002"}))
    assert size(digest.draw((crowded(), other), PLACE, date(2026, 3, 11), now)) < ROOM


def test_a_full_form_fits() -> None:
    told_at_length = dict.fromkeys(("what_changes", "what_stays", "day_one", "help"), "W" * 600)
    wave = told.WAVE.model_copy(update=told_at_length)
    assert size(rowform.draw(wave, PLACE, date(2026, 3, 3)).card) < ROOM


def test_results_of_forty_people_with_much_to_say_fit() -> None:
    dossier = told.surveyed()
    words = ("works", "losing_time", "unclear", "workaround", "missing", "adjust")
    answer = dossier.answers[0].model_copy(update=dict.fromkeys(words, "W" * 600))
    answers = tuple(answer.model_copy(update={"key": f"answer/{n}"}) for n in range(40))
    post = Post(
        key="results/1",
        purpose=Purpose.RESULTS,
        subject=told.CHANGE,
        about=told.SURVEY.key,
        conversation=story.PROJECT.key,
        claimed_at=told.CLOSED,
    )
    card = posted.draw(post, replace(dossier, answers=answers), PLACE, told.CLOSED).card
    assert size(card) < ROOM
    assert "37 more are in the list" in json.dumps(card, ensure_ascii=False)
