"""`python -m bot`: the same as `cutover`."""

from bot.cli import main

main()
