"""What we take from msgraph-sdk: the builders of requests, the adapter and the middleware.

The SDK loads a builder when it is first asked for, and each file warns of the SDK's own deprecated
classes as it is loaded. The ones that we use are loaded here, once, without these warnings; so
the first request is as quick as the next, and warnings can be errors everywhere else.
"""

import importlib
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from kiota_abstractions.base_request_builder import BaseRequestBuilder
    from kiota_abstractions.base_request_configuration import RequestConfiguration
    from msgraph.generated.app_catalogs.teams_apps.teams_apps_request_builder import (
        TeamsAppsRequestBuilder,
    )
    from msgraph.generated.groups.groups_request_builder import GroupsRequestBuilder
    from msgraph.generated.groups.item.members.members_request_builder import MembersRequestBuilder
    from msgraph.generated.sites.item.lists.item.items.delta.delta_request_builder import (
        DeltaRequestBuilder,
    )
    from msgraph.generated.sites.item.lists.item.items.items_request_builder import (
        ItemsRequestBuilder,
    )
    from msgraph.generated.sites.item.lists.lists_request_builder import ListsRequestBuilder
    from msgraph.generated.users.item.teamwork.installed_apps.installed_apps_request_builder import (  # noqa: E501
        InstalledAppsRequestBuilder,
    )
    from msgraph.generated.users.item.user_item_request_builder import UserItemRequestBuilder
    from msgraph.generated.users.users_request_builder import UsersRequestBuilder
    from msgraph.graph_request_adapter import GraphRequestAdapter
    from msgraph.graph_service_client import GraphServiceClient
    from msgraph_core import GraphClientFactory
    from msgraph_core.middleware import GraphTelemetryHandler

    for _module in (
        "app_catalogs.app_catalogs_request_builder",
        "groups.item.group_item_request_builder",
        "sites.item.lists.item.columns.columns_request_builder",
        "sites.item.lists.item.columns.item.column_definition_item_request_builder",
        "sites.item.lists.item.items.item.list_item_item_request_builder",
        "sites.item.lists.item.list_item_request_builder",
        "sites.item.site_item_request_builder",
        "sites.sites_request_builder",
        "users.item.teamwork.installed_apps.item.chat.chat_request_builder",
        "users.item.teamwork.installed_apps.item.user_scope_teams_app_installation_item_request_builder",
        "users.item.teamwork.teamwork_request_builder",
    ):
        importlib.import_module(f"msgraph.generated.{_module}")

__all__ = [
    "BaseRequestBuilder",
    "DeltaRequestBuilder",
    "GraphClientFactory",
    "GraphRequestAdapter",
    "GraphServiceClient",
    "GraphTelemetryHandler",
    "GroupsRequestBuilder",
    "InstalledAppsRequestBuilder",
    "ItemsRequestBuilder",
    "ListsRequestBuilder",
    "MembersRequestBuilder",
    "RequestConfiguration",
    "TeamsAppsRequestBuilder",
    "UserItemRequestBuilder",
    "UsersRequestBuilder",
]
