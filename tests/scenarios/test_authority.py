"""Whatever a card claims, only the sponsor decides; who else tries is on the record."""

from uuid import uuid4

from pydantic import JsonValue

from tests.scenarios.firm import CHANGE, Firm, Row

OTHERS = {"julie": "Julie Chen", "alex": "Alex Novak", "dev": "Dev Patel", "sam": "Sam Okafor"}

TRIED: tuple[tuple[str, Row], ...] = (
    ("home", {}),
    ("change.show", {"change": CHANGE}),
    ("change.form", {"change": CHANGE}),
    ("setup.form", {}),
    ("setup.save", {"sponsor": "0"}),
    ("change.file", {"change": "", "form": "forged", "submit": False, "project_name": "Mine"}),
    ("change.file", {"change": CHANGE, "form": "forged", "submit": True}),
    ("change.step", {"change": CHANGE, "ordinal": 2, "to": "Cancelled", "reason": "Because."}),
    ("post.resolve", {"doubted": "hello/x/all/1", "arrived": True}),
    ("post.refresh", {"post": "hello/x/all/1"}),
)


def stranger() -> Row:
    """What Teams reports of somebody from elsewhere whom no record names."""
    who: Row = {"id": "29:1eve", "name": "Eve Moss", "aadObjectId": str(uuid4())}
    return {"from": who, "channelData": {"tenant": {"id": str(uuid4())}}}


async def decision(firm: Firm, **changed: JsonValue) -> Row:
    """What the buttons of the approval card send, but for what is changed."""
    version = (await firm.change())["ScopeVersion"]
    data: Row = {"change": CHANGE, "version": version, "verdict": "Approved", "comment": ""}
    return data | changed


async def nothing_is_decided(firm: Firm) -> bool:
    return (
        not await firm.rows("Decisions/Decision") and (await firm.change())["Status"] == "Submitted"
    )


async def test_nobody_but_the_sponsor_decides(firm: Firm) -> None:
    await firm.asked()
    post = (await firm.post("approval"))["Key"]

    for person, name in OTHERS.items():
        for forged in (
            await decision(firm),
            await decision(firm, verdict="Declined", comment="No."),
            await decision(firm, version="2.00000000"),
            await decision(firm, post=post),
        ):
            answer = await firm.forge(person, "approval.decide", forged)
            assert "belongs to Marie Tremblay" in answer.words, (person, forged)
        tried = await firm.rows("History/Act", Person=name, Result="refused: not an approver")
        assert [row["Act"] for row in tried] == ["approve", "decline", "approve"]
        assert {row["Change"] for row in tried} == {CHANGE}

    assert await nothing_is_decided(firm)


async def test_claiming_another_tenant_makes_nobody_a_sponsor(firm: Firm) -> None:
    await firm.asked()
    elsewhere: Row = {"channelData": {"tenant": {"id": str(uuid4())}}}

    answer = await firm.forge(
        "dev", "approval.decide", await decision(firm, tenant="ours", by="marie"), elsewhere
    )

    assert "people of this organisation" in answer.words
    (tried,) = await firm.rows("History/Act", Person="Dev Patel")
    assert tried["Result"] == "refused: outsider"
    assert await nothing_is_decided(firm)


async def test_a_stranger_is_refused_on_the_record(firm: Firm) -> None:
    await firm.asked()

    answer = await firm.forge("dev", "approval.decide", await decision(firm), stranger())

    assert "people of this organisation" in answer.words
    (tried,) = await firm.rows("History/Act", Person="Eve Moss")
    assert tried["Result"] == "refused: outsider"
    assert await nothing_is_decided(firm)
    assert not await firm.rows("People", Title="Eve Moss")


async def test_a_stranger_sees_and_does_nothing(firm: Firm) -> None:
    await firm.set_up()
    await firm.file()
    await firm.settle()
    before = {
        name: await firm.rows(name) for name in ("Change requests", "Settings/Duty", "History/Step")
    }

    for verb, data in TRIED:
        answer = await firm.forge("dev", verb, data, stranger())
        assert "people of this organisation" in answer.words, verb
        assert "Move our files" not in answer.words, verb

    assert {name: await firm.rows(name) for name in before} == before


async def test_a_decision_once_made_stands_against_everybody(firm: Firm) -> None:
    card = await firm.asked()
    await firm.press("marie", card, "Approve")
    (decided,) = await firm.rows("Decisions/Decision")

    for person in (*OTHERS, "marie"):
        forged = await decision(firm, verdict="Declined", comment="I changed my mind.")
        await firm.forge(person, "approval.decide", forged)

    assert await firm.rows("Decisions/Decision") == [decided]
    assert (await firm.change())["Status"] == "Approved"


async def test_only_those_who_run_a_change_edit_or_move_it(firm: Firm) -> None:
    await firm.asked()
    before = await firm.change()
    edit = {"change": CHANGE, "form": "forged", "submit": True, **firm.typed(cost="$1.")}

    for person in ("dev", "sam"):
        moved = await firm.forge(
            person,
            "change.step",
            {"change": CHANGE, "ordinal": 2, "to": "Cancelled", "reason": "No."},
        )
        assert "can be moved on by Julie Chen" in moved.words
        edited = await firm.forge(person, "change.file", edit)
        assert "can be edited by Julie Chen" in edited.words

    assert await firm.change() == before
    tried = await firm.rows("History/Act", Person="Sam Okafor")
    assert [row["Act"] for row in tried] == ["move to Cancelled", "edit"]


async def test_another_persons_press_proves_nothing_of_a_post(firm: Firm) -> None:
    post = await firm.in_doubt(status=504)

    await firm.forge("sam", "home", {"post": post["Key"]})
    await firm.forge("sam", "approval.decide", await decision(firm, post=post["Key"]))

    assert await firm.post("approval") == post
