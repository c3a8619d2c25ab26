"""The command line. Each command imports what it needs only when it runs."""

from bot.cli.commands import main

__all__ = ["main"]
