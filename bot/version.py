"""Which version of Cutover this is."""

from importlib.metadata import version

VERSION = version("cutover-bot")
