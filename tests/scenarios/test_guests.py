"""A guest takes part where they are named, from their own tenant and from no other (S-3)."""

from uuid import uuid4

from tests.scenarios.firm import CHANGE, Firm, Row

HOME, ELSEWHERE = str(uuid4()), str(uuid4())
REFUSED = "people of this organisation"


def guest(firm: Firm, tenant: str = HOME) -> Row:
    """What Teams reports of Sam, were he of the IT provider."""
    who: Row = {
        "id": "29:1sam",
        "name": "Sam Okafor",
        "aadObjectId": firm.stage.people["sam"].aad_id,
    }
    return {"from": who, "channelData": {"tenant": {"id": tenant}}}


async def test_a_guest_named_in_a_role_sees_that_change_and_a_forged_tenant_does_not(
    firm: Firm,
) -> None:
    await firm.asked()
    show: Row = {"change": CHANGE}
    step: Row = {"change": CHANGE, "ordinal": 2, "to": "Cancelled", "reason": "Because."}
    assert REFUSED in (await firm.forge("dev", "change.show", show, guest(firm))).words

    provider = firm.stage.people["sam"].aad_id
    await firm.forge("julie", "roles.save", {"change": CHANGE, "row_provider": provider})
    await firm.settle()
    assert "Move our files" in (await firm.forge("dev", "change.show", show, guest(firm))).words
    (role,) = await firm.rows("Stakeholders/Role")
    assert (role["RoleHolder"], role["Tenant"]) == ("Sam Okafor", HOME)

    for verb, data in (("change.step", step), ("change.show", show), ("home", {})):
        answer = await firm.forge("dev", verb, data, guest(firm, ELSEWHERE))
        assert REFUSED in answer.words, verb
    (tried,) = await firm.rows("History/Act", Person="Sam Okafor")
    assert tried["Result"] == "refused: outsider"
