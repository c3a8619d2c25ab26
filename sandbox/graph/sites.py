"""The site that holds the lists, and whether the app may see it."""

from typing import Any

from sandbox.graph.call import Answer, Call, ok
from sandbox.graph.errors import GraphError, not_found
from sandbox.registration import Registration

PATH = "/sites/it-changes"
_NAME = "IT changes"
_BORN = "2025-11-03T15:12:40Z"


def host(registration: Registration) -> str:
    return registration.site_id.partition(",")[0]


def granted(call: Call) -> str:
    """The id of the site asked for, which is the only one the app was granted.

    :raises GraphError: 403 for the tenant's root site, 404 for any other
    """
    asked = call.variables["site"].casefold()
    registration = call.tenant.registration
    known = host(registration).casefold()
    if asked in (registration.site_id.casefold(), f"{known}:{PATH}", f"{known}:{PATH}:"):
        return registration.site_id
    if asked in ("root", known):
        raise GraphError(403, "accessDenied", "Access denied")
    raise not_found("Requested site could not be found")


def by_id(call: Call) -> Answer:
    """`GET /sites/{id}`, `/sites/{host}:{path}` and `/sites/root`."""
    return ok(_site(granted(call), call))


def _site(site: str, call: Call) -> dict[str, Any]:
    name = host(call.tenant.registration)
    return {
        "id": site,
        "name": PATH.rpartition("/")[2],
        "displayName": _NAME,
        "webUrl": f"https://{name}{PATH}",
        "createdDateTime": _BORN,
        "siteCollection": {"hostname": name},
    }
