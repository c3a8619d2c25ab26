"""The commands, and the sentence that each failure ends in."""

import asyncio
import json
import sys
import zoneinfo
from pathlib import Path
from typing import Annotated, NoReturn

import typer

app = typer.Typer(
    name="cutover",
    help="IT change management for small businesses, in Microsoft Teams.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


audit = typer.Typer(help="The record of what was done to each change.", no_args_is_help=True)
app.add_typer(audit, name="audit")


def main() -> None:
    # The rules of the zones as the locked package has them: a machine may be years behind.
    zoneinfo.reset_tzpath(())
    app()


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)


@app.command()
def serve(
    machine: Annotated[
        bool, typer.Option("--json-logs", help="One JSON object a log line.")
    ] = False,
) -> None:
    """Run the bot against a real tenant, or against whatever the settings point at."""
    from bot.host.serving import serve as run
    from bot.settings import SettingsError, read

    try:
        settings = read()
    except SettingsError as wrong:
        _stop(str(wrong))
    run(settings, machine=machine)


@app.command()
def provision(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Change nothing; say what would be.")
    ] = False,
) -> None:
    """Create the lists, or bring them up to this version; run it as often as you like."""
    from bot.host.provisioning import provision as run
    from bot.host.refusals import sentence
    from bot.settings import SettingsError, read
    from graph.errors import GraphFault

    try:
        settings = read()
    except SettingsError as wrong:
        _stop(str(wrong))
    try:
        told = asyncio.run(run(settings, dry_run=dry_run))
    except GraphFault as fault:
        _stop(sentence(fault))
    for line in told.lines:
        typer.echo(line)
    if not told.usable:
        _stop(
            "Cutover cannot keep its records in these lists until what is in the way is mended."
            " Then run cutover provision again."
        )


@app.command()
def export(
    out: Annotated[Path, typer.Option(help="Folder for the files; an earlier export is replaced.")],
) -> None:
    """Write every list as CSV, and all of them as one Excel workbook."""
    from bot.exporting.export import export as run
    from bot.host.refusals import sentence
    from bot.settings import SettingsError, read
    from graph.errors import GraphFault

    try:
        asyncio.run(run(read(), out, typer.echo))
    except SettingsError as wrong:
        _stop(str(wrong))
    except GraphFault as fault:
        _stop(sentence(fault))
    except OSError as wrong:
        _stop(f"The export cannot be written to {out}: {wrong.strerror or wrong}.")


@audit.command()
def verify(
    change: Annotated[
        str,
        typer.Option(
            help="One change, such as CHG-0007; all of them if none is named.", show_default=False
        ),
    ] = "",
) -> None:
    """Check every change's chain, and name the first link that is broken."""
    from bot.host.auditing import NoSuchChange
    from bot.host.auditing import verify as run
    from bot.host.refusals import sentence
    from bot.settings import SettingsError, read
    from graph.errors import GraphFault

    try:
        told = asyncio.run(run(read(), change.strip().upper()))
    except SettingsError as wrong:
        _stop(str(wrong))
    except GraphFault as fault:
        _stop(sentence(fault))
    except NoSuchChange as unknown:
        _stop(f"There is no record of {unknown} in the lists.")
    for line in told.lines:
        typer.echo(line)
    if not told.holds:
        raise typer.Exit(1)


@app.command()
def demo(
    once: Annotated[
        bool, typer.Option("--once", help="Play the whole story, and check every step.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="With --once: one JSON object a line.")
    ] = False,
    port: Annotated[
        int,
        typer.Option(
            min=0,
            max=65535,
            help="Port of the page; 8400 if none is named, with --once a free one.",
            show_default=False,
        ),
    ] = 0,
    data: Annotated[
        Path | None, typer.Option(help="Where the sandbox tenant keeps its state.")
    ] = None,
) -> None:
    """Start a tenant in miniature with Cutover in it, and print one address to open."""
    if once:
        from bot.demo.once import play

        if data and data.exists() and (not data.is_dir() or any(data.iterdir())):
            _stop(f"The story is played in an empty folder, and {data} is none. Name another one.")
        sys.exit(asyncio.run(play(as_json=as_json, port=port, data=data)))
    from bot.demo.standing import stand

    asyncio.run(stand(port=port or 8400, data=data or Path(".cutover") / "demo"))


@app.command()
def cards(
    out: Annotated[Path, typer.Option(help="Folder for the cards, one file each.")],
) -> None:
    """Write every card that the bot can show, as JSON."""
    from cards.gallery import specimens

    out.mkdir(parents=True, exist_ok=True)
    written = tuple(specimens())
    for specimen in written:
        (out / specimen.file).write_text(json.dumps(specimen.card, indent=2) + "\n")
    typer.echo(f"{len(written)} cards in {out}")


@app.command()
def package(
    out: Annotated[Path, typer.Option(help="The file to write, such as cutover.zip.")],
    name: Annotated[str, typer.Option(help="What the app is called in Teams.")] = "Cutover",
    developer: Annotated[str, typer.Option(help="Who answers for it.")] = "Cutover",
    website: Annotated[
        str,
        typer.Option(
            help="The page that tells people about it; your SharePoint if none is named.",
            show_default=False,
        ),
    ] = "",
    privacy: Annotated[
        str, typer.Option(help="The privacy statement, if it is elsewhere.", show_default=False)
    ] = "",
    terms: Annotated[
        str, typer.Option(help="The terms of use, if they are elsewhere.", show_default=False)
    ] = "",
    domain: Annotated[
        list[str] | None,
        typer.Option(help="A domain whose pages Teams may show in the app; as many as needed."),
    ] = None,
) -> None:
    """Make the Teams app package, ready to be uploaded."""
    from bot.packaging.app_package import package as made
    from bot.packaging.details import details
    from bot.settings import SettingsError, read

    try:
        told = details(
            read(),
            name=name,
            developer=developer,
            website=website,
            privacy=privacy,
            terms=terms,
            domains=domain or (),
        )
        out.write_bytes(made(told))
    except SettingsError as wrong:
        _stop(str(wrong))
    except OSError as wrong:
        _stop(f"The package cannot be written to {out}: {wrong.strerror}.")
    typer.echo(f"{told.name} {told.version} for the bot {told.app_id}, in {out}")


@app.command()
def settings() -> None:
    """Print the reference page of all settings."""
    from bot.settings import reference

    typer.echo(reference(), nl=False)
