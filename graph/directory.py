"""People, groups and apps of the tenant (docs/platform.md#installing)."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

from kiota_abstractions.method import Method
from kiota_abstractions.request_information import RequestInformation

from graph.budget import ELSEWHERE
from graph.errors import Forbidden, NotFound, Rejected
from graph.sdk import (
    BaseRequestBuilder,
    GroupsRequestBuilder,
    InstalledAppsRequestBuilder,
    MembersRequestBuilder,
    RequestConfiguration,
    TeamsAppsRequestBuilder,
    UserItemRequestBuilder,
    UsersRequestBuilder,
)
from graph.wire import Wire, with_body
from playbook.fields import Who

_UserQuery = UserItemRequestBuilder.UserItemRequestBuilderGetQueryParameters
_UsersQuery = UsersRequestBuilder.UsersRequestBuilderGetQueryParameters
_MembersQuery = MembersRequestBuilder.MembersRequestBuilderGetQueryParameters
_GroupsQuery = GroupsRequestBuilder.GroupsRequestBuilderGetQueryParameters
_AppsQuery = TeamsAppsRequestBuilder.TeamsAppsRequestBuilderGetQueryParameters
_InstalledQuery = InstalledAppsRequestBuilder.InstalledAppsRequestBuilderGetQueryParameters

_SHOWN = ["id", "displayName", "mail", "userPrincipalName", "userType", "preferredLanguage"]
_WITHIN = 15.0


@dataclass(frozen=True, slots=True)
class User:
    """Somebody in the tenant. A guest's own organisation is another one."""

    who: Who
    mail: str
    guest: bool
    language: str


@dataclass(frozen=True, slots=True)
class Installed:
    """The person has the app; `chat` is the conversation with it, None where Graph names none."""

    chat: str | None


@dataclass(frozen=True, slots=True)
class CannotInstall:
    """The app could not be installed; `reason` is what Graph said, for an administrator."""

    reason: str


class Directory:
    """Reads the directory, and installs the app for people who must be reached.

    Every call may raise Unavailable, once `within` seconds of wall time are over.
    """

    def __init__(self, wire: Wire, *, within: float = _WITHIN) -> None:
        self._wire = wire
        self._builders = wire.builders
        self._within = within

    async def user(self, object_id: str) -> User | None:
        """The person with that Entra object id, or None if there is nobody.

        :raises GraphFault: if the directory could not be read
        """
        request = self._builders.users.by_user_id(object_id).to_get_request_information(
            RequestConfiguration(query_parameters=_UserQuery(select=_SHOWN))
        )
        try:
            return _user(await self._wire.get(request, within=self._within, cost=ELSEWHERE))
        except NotFound:
            return None

    async def group(self, called: str) -> Who | None:
        """The group with that name or mail address; None where there is none, or more than one.

        :raises GraphFault: if the directory could not be read
        """
        return await self._called(self._builders.groups, _GroupsQuery, called)

    async def person(self, called: str) -> Who | None:
        """Who has that name or mail address; None where nobody has, or more than one.

        :raises GraphFault: if the directory could not be read
        """
        return await self._called(self._builders.users, _UsersQuery, called)

    async def _called(
        self, builder: GroupsRequestBuilder | UsersRequestBuilder, query: Any, called: str
    ) -> Who | None:
        field = "mail" if "@" in called else "displayName"
        asked = query(filter=f"{field} eq '{_quoted(called)}'", select=["id", "displayName"], top=2)
        request = builder.to_get_request_information(RequestConfiguration(query_parameters=asked))
        page = await self._wire.get(request, within=self._within, cost=ELSEWHERE)
        found = page["value"]
        return _who(found[0]) if len(found) == 1 else None

    async def members(self, group: str) -> tuple[User, ...]:
        """The people in a group, by its id; groups in it are left out.

        :raises NotFound: if there is no such group
        :raises GraphFault: if it could not be read
        """
        request = self._builders.groups.by_group_id(group).members.to_get_request_information(
            RequestConfiguration(query_parameters=_MembersQuery(select=_SHOWN, top=999))
        )
        kind = "#microsoft.graph.user"
        return tuple(
            [
                _user(member)
                async for member in self._all(request)
                if member.get("@odata.type", kind) == kind
            ]
        )

    async def catalog_app(self, manifest_id: str) -> str | None:
        """The id in the tenant's catalogue of the app with that manifest id, or None.

        :raises GraphFault: if the catalogue could not be read
        """
        query = _AppsQuery(filter=f"externalId eq '{_quoted(manifest_id)}'")
        request = self._builders.app_catalogs.teams_apps.to_get_request_information(
            RequestConfiguration(query_parameters=query)
        )
        page = await self._wire.get(request, within=self._within, cost=ELSEWHERE)
        return next((str(app["id"]) for app in page["value"]), None)

    async def install_app(self, object_id: str, catalog_app: str) -> Installed | CannotInstall:
        """Install the app for a person; one who has it already is as good.

        :raises Unavailable: if Graph did not say; asking again is harmless
        """
        teamwork = self._builders.users.by_user_id(object_id).teamwork
        bind = f"{self._wire.base_url}/appCatalogs/teamsApps/{catalog_app}"
        request = _post(teamwork.installed_apps, {"teamsApp@odata.bind": bind})
        try:
            await self._wire.send(request, within=self._within, cost=ELSEWHERE)
        except Rejected as refusal:
            if refusal.status != 409:
                return CannotInstall(str(refusal))
        except (Forbidden, NotFound) as refusal:
            return CannotInstall(str(refusal))
        return Installed(await self._chat(object_id, catalog_app))

    async def _chat(self, object_id: str, catalog_app: str) -> str | None:
        installed = self._builders.users.by_user_id(object_id).teamwork.installed_apps
        request = installed.to_get_request_information(
            RequestConfiguration(query_parameters=_InstalledQuery(expand=["teamsApp"]))
        )
        try:
            async for found in self._all(request):
                if found.get("teamsApp", {}).get("id") == catalog_app:
                    builder = installed.by_user_scope_teams_app_installation_id(str(found["id"]))
                    chat = builder.chat.to_get_request_information()
                    answer = await self._wire.get(chat, within=self._within, cost=ELSEWHERE)
                    return str(answer["id"])
        except (Forbidden, NotFound):
            # The app is there; its chat will make itself known by an event.
            return None
        return None

    async def _all(self, request: RequestInformation) -> AsyncIterator[Mapping[str, Any]]:
        while True:
            page = await self._wire.get(request, within=self._within, cost=ELSEWHERE)
            for found in page["value"]:
                yield found
            if "@odata.nextLink" not in page:
                return
            request = self._wire.following(page["@odata.nextLink"])


def _user(found: Mapping[str, Any]) -> User:
    return User(
        who=_who(found),
        mail=str(found.get("mail") or found.get("userPrincipalName") or ""),
        guest=found.get("userType") == "Guest",
        language=str(found.get("preferredLanguage") or ""),
    )


def _who(found: Mapping[str, Any]) -> Who:
    return Who(id=str(found["id"]), name=str(found.get("displayName") or ""))


def _quoted(text: str) -> str:
    """The text as it stands between the quotes of a filter (docs/platform.md#queries)."""
    return text.replace("'", "''")


def _post(builder: BaseRequestBuilder, body: object) -> RequestInformation:
    request = RequestInformation(Method.POST, builder.url_template, builder.path_parameters)
    return with_body(request, body)
