"""Users, groups and who belongs to them (docs/platform.md#directory)."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ConfigDict

from sandbox.graph import options
from sandbox.graph.call import Answer, Call, ok
from sandbox.graph.errors import GraphError, bad_request
from sandbox.graph.filters import Scalar
from sandbox.graph.matching import passes
from sandbox.graph.opaque import seal, unseal
from sandbox.store import Row

_USUAL_PAGE, _LARGEST_PAGE = 100, 999
_LISTED = {"filter", "select", "top", "skiptoken"}
_SHOWN_USUALLY = frozenset(
    {
        "id",
        "displayName",
        "givenName",
        "surname",
        "jobTitle",
        "mail",
        "userPrincipalName",
        "preferredLanguage",
    }
)


class _Page(BaseModel):
    """Where a page of people begins."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    skip: int


def users(call: Call) -> Answer:
    """`GET /users`."""
    rows = call.tenant.store.all("SELECT * FROM tenant_people ORDER BY position")
    return _listed(call, [_user(row) for row in rows], _SHOWN_USUALLY)


def one_user(call: Call) -> Answer:
    """`GET /users/{id}`, by object id or user principal name."""
    options.only(call, {"select"})
    row = _asked_user(call)
    return ok(options.chosen(_user(row), options.select(call) or _SHOWN_USUALLY))


def mailbox_settings(call: Call) -> Answer:
    """`GET /users/{id}/mailboxSettings`: zone, language and working hours; guests have none."""
    row = _asked_user(call)
    if _is_guest(row):
        raise GraphError(
            404,
            "MailboxNotEnabledForRESTAPI",
            "The mailbox is either inactive, soft-deleted, or is hosted on-premise.",
        )
    return ok(
        {
            "timeZone": row["zone"],
            "language": {"locale": row["language"]},
            "workingHours": {
                "daysOfWeek": ["monday", "tuesday", "wednesday", "thursday", "friday"],
                "startTime": "08:00:00.0000000",
                "endTime": "17:00:00.0000000",
                "timeZone": {"name": row["zone"]},
            },
        }
    )


def groups(call: Call) -> Answer:
    """`GET /groups`."""
    rows = call.tenant.store.all("SELECT * FROM tenant_groups ORDER BY rowid")
    return _listed(call, [_group(row) for row in rows])


def one_group(call: Call) -> Answer:
    """`GET /groups/{id}`."""
    options.only(call, {"select"})
    return ok(options.chosen(_group(_asked_group(call)), options.select(call)))


def members(call: Call) -> Answer:
    """`GET /groups/{id}/members`; groups here hold no groups, so transitive ones are the same."""
    return _people_of(call, "1")


def owners(call: Call) -> Answer:
    """`GET /groups/{id}/owners`."""
    return _people_of(call, "m.owner")


def _people_of(call: Call, condition: str) -> Answer:
    group = _asked_group(call)
    rows = call.tenant.store.all(
        "SELECT p.* FROM tenant_group_members m JOIN tenant_people p ON p.id = m.person"  # noqa: S608
        f" WHERE m.group_id = ? AND {condition} ORDER BY p.position",
        (group["id"],),
    )
    typed = [{"@odata.type": "#microsoft.graph.user", **_user(row)} for row in rows]
    return _listed(call, typed, _SHOWN_USUALLY)


def _listed(
    call: Call, things: list[dict[str, Any]], usual: frozenset[str] | None = None
) -> Answer:
    options.only(call, _LISTED)
    wanted = options.wanted(call)
    found = [one for one in things if wanted is None or passes(wanted, _reader(one))]
    limit = _page_size(call)
    begin = _begin(call.query.get("skiptoken"))
    names = options.select(call) or usual
    body: dict[str, Any] = {
        "value": [options.chosen(one, names) for one in found[begin : begin + limit]]
    }
    if len(found) > begin + limit:
        token = seal(_Page(skip=begin + limit))
        body["@odata.nextLink"] = options.link(call, call.url, skiptoken=token)
    return ok(body)


def _page_size(call: Call) -> int:
    """Where lists hand out less than asked for, the directory refuses."""
    asked = options.top(call, _USUAL_PAGE, _LARGEST_PAGE + 1)
    if asked > _LARGEST_PAGE:
        raise GraphError(
            400,
            "Request_UnsupportedQuery",
            f"Invalid page size specified: '{call.query['top']}'."
            f" Must be between 1 and {_LARGEST_PAGE} inclusive.",
        )
    return asked


def _begin(token: str | None) -> int:
    if token is None:
        return 0
    page = unseal(_Page, token)
    if page is None:
        raise bad_request("The '$skiptoken' is not one that was given in a nextLink.")
    return page.skip


def _reader(thing: dict[str, Any]) -> Callable[[str], Scalar]:
    def read(field: str) -> Scalar:
        if field not in thing:
            raise bad_request(f"Could not find a property named '{field}'.")
        value: Scalar = thing[field]
        return value

    return read


def _asked_user(call: Call) -> Row:
    asked = call.variables["user"]
    row = call.tenant.store.one(
        "SELECT * FROM tenant_people WHERE ?1 IN (lower(aad_id), lower(user_principal_name))",
        (asked.lower(),),
    )
    if row is None:
        raise _no_such(asked)
    return row


def _asked_group(call: Call) -> Row:
    asked = call.variables["group"]
    row = call.tenant.store.one("SELECT * FROM tenant_groups WHERE id = ?", (asked.lower(),))
    if row is None:
        raise _no_such(asked)
    return row


def _no_such(asked: str) -> GraphError:
    return GraphError(
        404,
        "Request_ResourceNotFound",
        f"Resource '{asked}' does not exist or one of its queried reference-property objects"
        " are not present.",
    )


def _user(row: Row) -> dict[str, Any]:
    given, _, surname = row["name"].partition(" ")
    return {
        "id": row["aad_id"],
        "displayName": row["name"],
        "givenName": given,
        "surname": surname,
        "jobTitle": row["role"],
        "department": row["department"],
        "mail": row["mail"],
        "userPrincipalName": row["user_principal_name"],
        "preferredLanguage": row["language"],
        "userType": "Guest" if _is_guest(row) else "Member",
        "accountEnabled": True,
    }


def _is_guest(row: Row) -> bool:
    return "#EXT#" in row["user_principal_name"]


def _group(row: Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "displayName": row["name"],
        "mail": row["mail"],
        "mailEnabled": True,
        "securityEnabled": False,
        "groupTypes": ["Unified"],
    }
