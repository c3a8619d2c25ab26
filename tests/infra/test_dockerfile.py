"""The container: what goes into it, who runs it, and how one learns that it is alive."""

import asyncio
import io
import json
import os
import re
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

import pytest
from aiohttp import web
from dockerfile_parse import DockerfileParser  # type: ignore[import-untyped]
from typer.main import get_command

from bot.cli.commands import app
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
DOCKERFILE = ROOT / "infra" / "Dockerfile"


class Step(NamedTuple):
    """One instruction; `value` with its lines joined."""

    name: str
    value: str


def steps() -> list[Step]:
    parser = DockerfileParser(fileobj=io.BytesIO(DOCKERFILE.read_bytes()))
    return [
        Step(found["instruction"], found["value"])
        for found in parser.structure
        if found["instruction"] != "COMMENT"
    ]


def final() -> list[Step]:
    """The steps of the last stage: what the image is made by."""
    found = steps()
    begins = max(row for row, step in enumerate(found) if step.name == "FROM")
    return found[begins:]


def told(name: str) -> list[str]:
    return [step.value for step in final() if step.name == name]


def command(name: str) -> list[str]:
    """What an instruction runs, written as a list: without a shell, so that signals arrive."""
    (value,) = told(name)
    words = json.loads(value[value.index("[") :])
    assert all(isinstance(word, str) for word in words)
    return list(words)


def environment() -> dict[str, str]:
    return dict(re.findall(r"(\w+)=(\S+)", " ".join(told("ENV"))))


def copied_from_here() -> list[str]:
    """What the build takes from the work tree."""
    return [
        source
        for step in steps()
        if step.name == "COPY" and not step.value.startswith("--from")
        for source in step.value.split()[:-1]
    ]


def test_everything_that_is_copied_is_there_and_let_in() -> None:
    rules = (ROOT / ".dockerignore").read_text().splitlines()
    let_in = [rule[1:] for rule in rules if rule.startswith("!")]
    assert "*" in rules
    assert [path for path in copied_from_here() if not (ROOT / path).exists()] == []
    assert sorted(copied_from_here()) == sorted(let_in)


def test_nothing_that_a_checkout_gathers_gets_in() -> None:
    rules = (ROOT / ".dockerignore").read_text().splitlines()
    kept_out = [rule.removeprefix("**/") for rule in rules if rule.startswith("**/")]
    for gathered in ("node_modules", "__pycache__"):
        assert any(fnmatch(gathered, rule) for rule in kept_out)


def test_every_package_of_the_program_is_in_the_image() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert set(packages) <= set(copied_from_here())


def test_only_what_the_locks_name_is_installed_and_nothing_for_development() -> None:
    installs = re.findall(r"pip install ([^&]*)", " ".join(step.value for step in steps()))
    for install in installs:
        assert "--require-hashes" in install or "--no-deps" in install, install
    locks = [path for path in copied_from_here() if path.endswith(".lock")]
    assert locks == ["requirements.lock", "infra/build.lock"]
    for lock in locks:
        text = (ROOT / lock).read_text()
        pinned = re.findall(r"^[a-z0-9._-]+==.*$", text, re.MULTILINE)
        assert pinned
        assert all(line.endswith("\\") for line in pinned)
        assert "://" not in text


def test_what_built_the_image_stays_behind() -> None:
    assert sum(step.name == "FROM" for step in steps()) > 1
    assert [step.value for step in final() if step.name == "COPY"] == [
        "--from=build /opt/cutover /opt/cutover"
    ]
    assert not any("pip" in step.value for step in final())


def test_it_runs_as_nobody_in_particular() -> None:
    user = told("USER")[-1]
    assert user.isdecimal()
    assert int(user) > 0


def test_the_journal_has_a_volume_that_its_user_may_write_to() -> None:
    data = environment()["CUTOVER_DATA"]
    assert told("VOLUME") == [data]
    (made,) = told("RUN")
    assert f"--home-dir {data} --create-home" in made
    assert f"--uid {told('USER')[-1]} " in made


def test_what_it_starts_is_a_command_of_ours_with_options_that_it_knows() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (program,) = command("ENTRYPOINT")
    assert program in project["project"]["scripts"]
    name, *options = command("CMD")
    commands = getattr(get_command(app), "commands", {})
    known = {option for parameter in commands[name].params for option in parameter.opts}
    assert set(options) <= known


def test_its_settings_are_settings_and_it_listens_where_it_says() -> None:
    settings = {name for name in environment() if name.startswith("CUTOVER_")}
    assert settings <= {f"CUTOVER_{name.upper()}" for name in Settings.model_fields}
    assert told("EXPOSE") == [environment()["CUTOVER_PORT"]]
    assert environment()["CUTOVER_HOST"] == "0.0.0.0"  # noqa: S104 - a container's own network


@pytest.mark.parametrize(("status", "healthy"), [(200, True), (500, False), (None, False)])
async def test_the_health_check_says_whether_it_is_alive(status: int | None, healthy: bool) -> None:
    async def healthz(_request: web.Request) -> web.Response:
        return web.Response(status=status or 200)

    answering = web.Application()
    answering.router.add_get("/healthz", healthz)
    runner = web.AppRunner(answering, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    if status is None:
        await site.stop()
    try:
        assert await _health(port) is healthy
    finally:
        await runner.cleanup()


async def _health(port: int) -> bool:
    python, *words = command("HEALTHCHECK")
    assert python == "python"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *words,
        env=os.environ | {"CUTOVER_PORT": str(port)},
        stderr=asyncio.subprocess.DEVNULL,
    )
    return await process.wait() == 0
