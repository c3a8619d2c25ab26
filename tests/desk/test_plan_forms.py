"""The forms of a plan: opened with what is known, saved once, and back with what is to mend."""

import asyncio

from playbook.fields import Who
from playbook.records import Risk, Rollback, Wave
from tests.delivery.still import StillOffice, opened, whom
from tests.desk.turns import Counter, actions, payload, words
from tests.playbook.firm import DEV, JULIE
from tests.playbook.rollout import CHANNEL, PILOT, planned, team_of

CHANGE = "CHG-0001"


async def office() -> StillOffice:
    made = await opened(planned())
    made.staff.groups = {"Production": whom(team_of(3)), "Nobody": ()}
    return made


def typed_wave(**values: str) -> dict[str, str]:
    """What is typed and chosen on the form of a wave."""
    fields = {
        "name": "Wave 2",
        "kind": "Wave",
        "owner": DEV.key,
        "first_day": "2026-04-01",
        "last_day": "2026-04-03",
        "announce_on": "2026-03-27",
        "channel": CHANNEL.key,
        "audience": "Production",
        "what_changes": "Drawings.",
        "what_stays": "The plotter.",
        "day_one": "Open Teams.",
        "help": "Ask Omar.",
        **values,
    }
    return {f"row_{name}": value for name, value in fields.items()}


def typed_risk(text: str) -> dict[str, str]:
    fields = {
        "description": text,
        "kind": "Human",
        "impact": "Low",
        "likelihood": "Low",
        "mitigation": "Training.",
        "owner": DEV.key,
    }
    return {f"row_{name}": value for name, value in fields.items()}


async def test_a_wave_is_kept_with_everybodys_names_and_its_group() -> None:
    made = await office()
    desk = Counter(made)

    form = await desk.ask(JULIE.key, "row.form", {"kind": "wave", "change": CHANGE})
    answer = await desk.send(JULIE.key, "row.save", payload(form, "row.save"), typed_wave())

    wave = made.org.records.record(Wave, f"{CHANGE}/wave/2")
    assert wave is not None
    assert (wave.owner, wave.channel) == (DEV.who, PILOT.channel)
    assert wave.audience == Who(id="Production", name="Production")
    assert "Action.Execute" not in actions(answer)
    assert CHANGE in desk.nudged


async def test_what_is_to_mend_comes_back_all_at_once_with_what_was_typed() -> None:
    made = await office()
    desk = Counter(made)
    form = payload(
        await desk.ask(JULIE.key, "row.form", {"kind": "wave", "change": CHANGE}), "row.save"
    )

    back = await desk.send(
        JULIE.key,
        "row.save",
        form,
        typed_wave(audience="Prodction", owner="nobody", last_day="2026-03-01", name=""),
    )

    assert "Prodction" in words(back)
    assert "Drawings." in words(back)
    assert made.org.records.record(Wave, f"{CHANGE}/wave/2") is None
    assert payload(back, "row.save") == form


async def test_a_group_without_anybody_in_it_is_said_on_the_form() -> None:
    made = await office()
    desk = Counter(made)
    form = payload(
        await desk.ask(JULIE.key, "row.form", {"kind": "wave", "change": CHANGE}), "row.save"
    )

    await desk.send(JULIE.key, "row.save", form, typed_wave(audience="Nobody"))

    assert made.org.records.record(Wave, f"{CHANGE}/wave/2") is None


async def test_two_people_add_a_risk_at_once_and_both_are_kept() -> None:
    made = await office()
    desk = Counter(made)
    first, second = await asyncio.gather(
        *(
            desk.ask(who, "row.form", {"kind": "risk", "change": CHANGE})
            for who in ("julie", "alex")
        )
    )
    assert payload(first, "row.save") == payload(second, "row.save")

    await desk.send("julie", "row.save", payload(first, "row.save"), typed_risk("Fire"))
    await desk.send("alex", "row.save", payload(second, "row.save"), typed_risk("Flood"))

    kept = [made.org.records.record(Risk, f"{CHANGE}/risk/{number}") for number in (2, 3)]
    assert [risk.description for risk in kept if risk] == ["Fire", "Flood"]


async def test_a_form_that_comes_twice_keeps_one_row() -> None:
    made = await office()
    desk = Counter(made)
    form = payload(
        await desk.ask("julie", "row.form", {"kind": "risk", "change": CHANGE}), "row.save"
    )

    for who, text in (("julie", "Fire"), ("julie", "Fire"), ("alex", "Flood")):
        await desk.send(who, "row.save", form, typed_risk(text))

    numbers = [n for n in range(1, 9) if made.org.records.record(Risk, f"{CHANGE}/risk/{n}")]
    assert numbers == [1, 2, 3]


async def test_an_edit_that_was_overtaken_comes_back_and_puts_nothing_back_unasked() -> None:
    made = await office()
    desk = Counter(made)
    key = f"{CHANGE}/risk/1"
    mine = payload(
        await desk.ask("julie", "row.form", {"kind": "risk", "change": CHANGE, "row": key}),
        "row.save",
    )
    theirs = payload(
        await desk.ask("alex", "row.form", {"kind": "risk", "change": CHANGE, "row": key}),
        "row.save",
    )
    await desk.send("alex", "row.save", theirs, typed_risk("Theirs"))

    back = await desk.send("julie", "row.save", mine, typed_risk("Mine"))
    risk = made.org.records.record(Risk, key)
    assert risk is not None
    assert risk.description == "Theirs"

    await desk.send("julie", "row.save", payload(back, "row.save"), typed_risk("Mine"))
    risk = made.org.records.record(Risk, key)
    assert risk is not None
    assert risk.description == "Mine"


async def test_there_is_one_way_back_and_its_form_opens_on_it() -> None:
    made = await office()
    desk = Counter(made)

    form = await desk.ask("julie", "row.form", {"kind": "rollback", "change": CHANGE})

    assert payload(form, "row.save")["row"] == f"{CHANGE}/rollback/1"
    assert payload(form, "row.save")["base"]
    assert made.org.records.record(Rollback, f"{CHANGE}/rollback/1") is not None


async def test_somebody_who_does_not_run_the_change_is_told_so_before_they_type() -> None:
    made = await office()
    desk = Counter(made)

    card = await desk.ask("aaron", "row.form", {"kind": "risk", "change": CHANGE})

    assert "Julie" in words(card)
    assert "row.save" not in str(card)


async def test_anybody_may_make_an_action_item_and_it_remembers_what_it_came_from() -> None:
    made = await office()
    desk = Counter(made)
    source = f"{CHANGE}/risk/1"

    line = await desk.ask(
        "aaron", "line.open", {"kind": "problem", "change": CHANGE, "row": source}
    )
    form = await desk.send("aaron", "row.form", payload(line, "row.form"))
    typed = {"row_what": "Call the electrician", "row_owner": "dev", "row_due": "2026-03-20"}
    await desk.send("aaron", "row.save", payload(form, "row.save"), typed)

    dossier = made.org.records.dossier(CHANGE)
    assert dossier is not None
    (item,) = dossier.items
    assert (item.what, item.owner.name, item.source) == ("Call the electrician", "Dev", source)


async def test_somebody_elses_item_does_not_open_for_editing() -> None:
    made = await office()
    desk = Counter(made)
    form = await desk.ask("julie", "row.form", {"kind": "item", "change": CHANGE})
    typed = {"row_what": "Call the electrician", "row_owner": "dev", "row_due": "2026-03-20"}
    await desk.send("julie", "row.save", payload(form, "row.save"), typed)
    edit = {"kind": "item", "change": CHANGE, "row": f"{CHANGE}/item/1"}

    for person in ("dev", "julie"):
        assert "row.save" in str(await desk.ask(person, "row.form", edit))
    card = await desk.ask("aaron", "row.form", edit)

    assert "Dev" in words(card)
    assert "row.save" not in str(card)
