"""Loads Microsoft's client library, which warns about classes of its own while it loads."""

import importlib
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    importlib.import_module("msgraph.graph_service_client")
    importlib.import_module("msgraph.generated.sites.item.lists.item.items.items_request_builder")
    importlib.import_module("msgraph.generated.sites.item.lists.item.list_item_request_builder")
