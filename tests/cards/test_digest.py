"""The stand-up digest: short, sorted by what needs somebody, and every line can be pressed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from cards import digest, posted, story
from cards import story_plan as told
from cards.build import CardJson
from cards.payloads import OpenLine, parse
from playbook.dossier import Dossier
from playbook.records import ConcernKind, Post, Purpose
from tests.cards.walking import nodes, said

PLACE = told.WORKPLACE
MORNING = date(2026, 3, 11)
NOW = told.ANNOUNCED + timedelta(days=2)


def drawn(*dossiers: Dossier) -> CardJson:
    return digest.draw(dossiers, PLACE, MORNING, NOW, post="digest/1")


def pressed(card: CardJson) -> list[dict[str, Any]]:
    return [node["selectAction"]["data"] for node in nodes(card) if "selectAction" in node]


def test_what_needs_somebody_stands_first() -> None:
    text = said(drawn(told.asked(ConcernKind.PROBLEM)))
    assert "Wednesday, March 11: 3 things need somebody" in text
    assert text.index("Problem: The drawing") < text.index("Overdue: Order two larger screens")


def test_every_line_opens_what_it_is_about() -> None:
    card = drawn(told.asked(ConcernKind.PROBLEM))
    opened = [parse("line.open", {k: v for k, v in d.items() if k != "msteams"})
              for d in pressed(card)]  # fmt: skip
    assert opened
    assert all(isinstance(one, OpenLine) and one.post == "digest/1" for one in opened)


def test_one_change_is_named_once_and_several_on_their_lines() -> None:
    one = told.asked(ConcernKind.PROBLEM)
    name = one.change.project_name
    assert name in said(drawn(one))
    assert f"· {name}" not in said(drawn(one))
    other = story.submitted()
    other = replace(other, change=other.change.model_copy(update={"key": "CHG-0002"}))
    assert said(drawn(one, other)).count(f"· {name}") >= 2


def test_a_day_with_a_hundred_lines_still_fits_a_phone() -> None:
    dossier = told.asked(ConcernKind.PROBLEM)
    many = tuple(
        dossier.concerns[0].model_copy(update={"key": f"CHG-0001/concern/{n}"}) for n in range(100)
    )
    card = drawn(replace(dossier, concerns=many))
    assert len(pressed(card)) <= 10
    assert "more." in said(card)


def test_a_next_wave_says_what_it_still_lacks() -> None:
    bare = replace(told.scheduled(), measures=())
    text = said(digest.draw((bare,), PLACE, date(2026, 3, 5), told.PLANNED + timedelta(days=2)))
    assert "Next wave: Pilot: Production" in text
    assert "It still lacks: a measure with owner and baseline." in text
    assert "Thursday, March 5: one thing needs somebody" in text


def test_a_next_wave_whose_day_has_passed_is_not_told_as_to_come() -> None:
    bare = replace(told.planned(), measures=())
    before, after = (
        said(digest.draw((bare,), PLACE, day, told.PLANNED + timedelta(days=later)))
        for day, later in ((date(2026, 3, 5), 2), (date(2026, 3, 10), 7))
    )
    assert "On Monday, March 9 at 9:00 a.m., people are told." in before
    assert "On Monday, March 9 at 9:00 a.m., people were to be told." in after


def test_a_posted_digest_tells_of_its_own_morning_whenever_it_is_drawn() -> None:
    post = Post(key="d", purpose=Purpose.DIGEST, subject="team", claimed_at=NOW)
    dossiers = (told.asked(ConcernKind.PROBLEM),)
    first = posted.draw(post, None, PLACE, NOW, dossiers=dossiers)
    later = posted.draw(post, None, PLACE, NOW + timedelta(hours=6), dossiers=dossiers)
    assert first.card == later.card
    assert first.summary.startswith("Wednesday, March 11")
