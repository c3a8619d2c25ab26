"""What runs in a process of its own: `cutover serve`, with settings and an output of its own."""

import os
import sys
from pathlib import Path

from bot.cli import main
from bot.host import serving as serving  # imported beforehand, so that a fork starts at once


def serve(environment: dict[str, str], place: Path, said: Path) -> None:
    """Run the command in `place`, with these settings and no others; what it says is appended."""
    for name in [name for name in os.environ if name.startswith("CUTOVER_")]:
        del os.environ[name]
    os.environ.update(environment)
    os.chdir(place)
    with said.open("ab") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    sys.argv = ["cutover", "serve"]
    main()
