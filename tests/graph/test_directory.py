"""People, groups, and the app that reaches them."""

import pytest

from graph.directory import CannotInstall, Directory, Installed
from graph.errors import NotFound, Unavailable
from playbook.fields import Who
from tests.graph.conftest import Site


@pytest.fixture
def directory(bare_site: Site) -> Directory:
    return Directory(bare_site.wire, within=5)


def entra(site: Site, person: str) -> str:
    """The Entra object id of somebody in the sample."""
    found = site.sandbox.tenant.store.one(
        "SELECT aad_id FROM tenant_people WHERE id = ?", (person,)
    )
    assert found is not None
    return str(found["aad_id"])


async def test_a_person_is_found_by_entra_id(bare_site: Site, directory: Directory) -> None:
    marie = await directory.user(entra(bare_site, "marie"))
    assert marie is not None
    assert marie.who == Who(id=entra(bare_site, "marie"), name="Marie Tremblay")
    assert (marie.guest, "@" in marie.mail) == (False, True)


async def test_a_guest_is_told_apart(bare_site: Site, directory: Directory) -> None:
    alex = await directory.user(entra(bare_site, "alex"))
    assert alex is not None
    assert alex.guest


async def test_nobody_is_nobody(directory: Directory) -> None:
    assert await directory.user("00000000-0000-0000-0000-000000000000") is None


async def test_a_group_has_its_people(bare_site: Site, directory: Directory) -> None:
    groups = bare_site.sandbox.tenant.store.all("SELECT id FROM tenant_groups")
    everybody = max([await directory.members(row["id"]) for row in groups], key=len)
    assert len(everybody) >= 35
    with pytest.raises(NotFound):
        await directory.members("00000000-0000-0000-0000-000000000000")


async def test_a_group_is_found_by_its_name_and_by_its_mail(
    bare_site: Site, directory: Directory
) -> None:
    row = bare_site.sandbox.tenant.store.one("SELECT * FROM tenant_groups LIMIT 1")
    assert row is not None
    by_name = await directory.group(row["name"])
    assert by_name == Who(id=row["id"], name=row["name"])
    assert await directory.group(row["mail"]) == by_name


async def test_a_group_that_is_not_there_is_none(directory: Directory) -> None:
    assert await directory.group("The baker's dozen") is None
    assert await directory.group("nobody@nowhere.example") is None


async def test_of_two_groups_with_one_name_neither_is_taken_for_the_other(
    bare_site: Site, directory: Directory
) -> None:
    store = bare_site.sandbox.tenant.store
    row = store.one("SELECT * FROM tenant_groups LIMIT 1")
    assert row is not None
    twin = Who(id="11111111-2222-4333-8444-555555555555", name=row["name"])
    mail = "twin@mapleridge.example"
    store.run("INSERT INTO tenant_groups VALUES (?, ?, ?)", (twin.id, twin.name, mail))

    assert await directory.group(row["name"]) is None
    assert await directory.group(mail) == twin


async def test_the_app_is_installed_once_and_its_chat_is_known(
    bare_site: Site, directory: Directory
) -> None:
    app = await directory.catalog_app(bare_site.sandbox.tenant.registration.manifest_id)
    assert app == bare_site.sandbox.tenant.registration.catalog_app_id
    first = await directory.install_app(entra(bare_site, "marie"), app)
    assert isinstance(first, Installed)
    assert first.chat
    assert await directory.install_app(entra(bare_site, "marie"), app) == first


async def test_an_app_that_is_in_no_catalogue_is_not_found(directory: Directory) -> None:
    assert await directory.catalog_app("it's not there") is None


async def test_a_refusal_to_install_is_told(bare_site: Site, directory: Directory) -> None:
    app = bare_site.sandbox.tenant.registration.catalog_app_id
    on = {"service": "graph", "method": "POST", "path": "installedApps"}
    bare_site.faults({"on": on, "fault": {"status": 403}})
    refused = await directory.install_app(entra(bare_site, "marie"), app)
    assert isinstance(refused, CannotInstall)
    assert "403" in refused.reason
    nobody = await directory.install_app("00000000-0000-0000-0000-000000000000", app)
    assert isinstance(nobody, CannotInstall)


async def test_an_app_whose_chat_is_kept_from_us_is_installed_all_the_same(
    bare_site: Site, directory: Directory
) -> None:
    app = bare_site.sandbox.tenant.registration.catalog_app_id
    on = {"service": "graph", "method": "GET", "path": "chat$"}
    bare_site.faults({"on": on, "fault": {"status": 403}})
    assert await directory.install_app(entra(bare_site, "marie"), app) == Installed(None)


async def test_graph_not_answering_is_told(bare_site: Site, directory: Directory) -> None:
    bare_site.faults({"on": {"service": "graph"}, "fault": {"status": 503, "retryAfter": 60}})
    with pytest.raises(Unavailable):
        await directory.user(entra(bare_site, "marie"))


@pytest.mark.parametrize("called", ["Dev Patel", "dev patel", "DEV.PATEL@{domain}"])
async def test_somebody_is_found_by_the_name_that_people_type(site: Site, called: str) -> None:
    dev = site.sandbox.tenant.store.one("SELECT * FROM tenant_people WHERE id = 'dev'")
    assert dev is not None
    typed = dev["mail"].upper() if "@" in called else called
    assert await Directory(site.wire).person(typed) == Who(id=dev["aad_id"], name="Dev Patel")


@pytest.mark.parametrize("called", ["Nobody At All", "nobody@example.ca", "O'Brien"])
async def test_nobody_is_found_by_a_name_that_nobody_has(site: Site, called: str) -> None:
    assert await Directory(site.wire).person(called) is None
