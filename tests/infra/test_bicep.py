"""What the Bicep file would make in Azure, as far as one can tell without Azure."""

import re
from typing import Any

import pytest

from bot.settings import Settings
from tests.infra.bicep import BICEP, Expression, declared, everything, root

# What Bicep knows by itself, of which the file makes use.
OF_BICEP = {
    "allowed",
    "concat",
    "description",
    "empty",
    "guid",
    "json",
    "maxLength",
    "minLength",
    "resourceGroup",
    "secure",
    "subscriptionResourceId",
    "tenant",
    "union",
    "uniqueString",
    "uriComponent",
}
MADE = {
    "bot": "Microsoft.BotService/botServices",
    "bot::teams": "channels",
    "environment": "Microsoft.App/managedEnvironments",
    "identity": "Microsoft.ManagedIdentity/userAssignedIdentities",
    "journal": "Microsoft.DBforPostgreSQL/flexibleServers",
    "journal::database": "databases",
    "logs": "Microsoft.OperationalInsights/workspaces",
    "program": "Microsoft.App/containerApps",
    "provision": "Microsoft.App/jobs",
    "pull": "Microsoft.Authorization/roleAssignments",
}


def properties(resource: str) -> Any:
    found: Any = declared("resource")[resource].value
    return found["properties"]


def test_it_is_bicep_to_the_last_letter() -> None:
    wrong = [node for node in everything(root()) if node.is_error or node.is_missing]
    assert [(node.start_point.row + 1, node.text) for node in wrong] == []


def test_every_name_that_is_used_is_declared() -> None:
    known = {
        part
        for kind in ("parameter", "variable", "resource")
        for name in declared(kind)
        for part in name.split("::")
    }
    used = {
        (node.text or b"").decode()
        for node in everything(root())
        if node.type == "identifier" and not _is_a_label(node)
    }
    assert sorted(used - known - OF_BICEP) == []


def _is_a_label(node: Any) -> bool:
    """The name of an object's property, or of what is being declared."""
    above = node.parent
    labels = {"object_property", "output_declaration", "metadata_declaration"}
    return above.type in labels and above.named_children[0] == node


def test_every_parameter_and_output_says_what_it_is() -> None:
    undescribed = [
        name
        for kind in ("parameter", "output")
        for name, found in declared(kind).items()
        if "@description(" not in found.decorators
    ]
    assert undescribed == []


def test_every_parameter_and_variable_is_used() -> None:
    text = BICEP.read_text("utf-8")
    names = [*declared("parameter"), *declared("variable")]
    assert [name for name in names if len(re.findall(rf"\b{name}\b", text)) < 2] == []


@pytest.mark.parametrize(("name", "kind"), sorted(MADE.items()))
def test_it_makes_what_a_deployment_needs(name: str, kind: str) -> None:
    assert declared("resource")[name].type.partition("@")[0] == kind


def test_no_version_of_azures_interfaces_is_a_preview() -> None:
    versions = {found.type.partition("@")[2] for found in declared("resource").values()}
    assert all(re.fullmatch(r"(\d{4}-\d{2}-\d{2})?", version) for version in versions)


def test_one_process_serves_the_organisation() -> None:
    template = properties("program")["template"]
    one = Expression("1")
    assert template["scale"] == {"minReplicas": one, "maxReplicas": one}
    assert properties("program")["configuration"]["activeRevisionsMode"] == "Single"


def test_the_program_is_reached_by_https_alone_where_the_bot_says() -> None:
    ingress = properties("program")["configuration"]["ingress"]
    assert ingress["allowInsecure"] == Expression("false")
    assert ingress["targetPort"] == Expression("port")
    assert declared("variable")["port"].value == Expression(
        str(Settings.model_fields["port"].default)
    )
    endpoint = properties("bot")["endpoint"]
    assert endpoint.source.startswith("'https://${program.")
    assert endpoint.source.endswith("/api/messages'")


def test_the_bot_is_of_one_tenant_and_in_teams() -> None:
    bot = properties("bot")
    assert bot["msaAppType"] == Expression("registered ? 'SingleTenant' : 'UserAssignedMSI'")
    assert bot["msaAppId"] == Expression("clientId")
    assert properties("bot::teams")["channelName"] == "MsTeamsChannel"


def test_no_public_address_leads_to_the_journal() -> None:
    network = properties("journal")["network"]
    assert set(network) == {"delegatedSubnetResourceId", "privateDnsZoneArmResourceId"}
    assert "sslmode=require" in declared("variable")["journalAddress"].source


def test_every_setting_that_it_gives_is_a_setting_and_none_that_is_required_is_forgotten() -> None:
    given = set(re.findall(r"CUTOVER_\w+", declared("variable")["settings"].source))
    known = {f"CUTOVER_{name.upper()}": field for name, field in Settings.model_fields.items()}
    assert given <= set(known)
    assert {name for name, field in known.items() if field.is_required()} <= given


def test_no_secret_stands_in_the_open() -> None:
    for name in ("appSecret", "journalPassword"):
        assert "@secure()" in declared("parameter")[name].decorators
    settings = declared("variable")["settings"].source
    for name in ("CUTOVER_JOURNAL", "CUTOVER_APP_SECRET"):
        assert f"{{ name: '{name}', secretRef: " in settings
    assert not [name for name in declared("output") if "secret" in name or "password" in name]
