"""Make the project's environment, then run what was asked for in it.

Uses the standard library alone, so that one line works on a fresh clone, whatever the system:

    python3 requirements/set_up.py demo     what the program needs, then `prevent-desk demo`
    python3 requirements/set_up.py check    what the tests need too, then every check and test
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


def run(*command: str | Path, **settings: str) -> None:
    """Run one command in the project's folder; stop here, with its status, if it fails."""
    status = status_of(*command, **settings)
    if status:
        sys.exit(status)


def status_of(*command: str | Path, **settings: str) -> int:
    """Run one command in the project's folder and return its status."""
    say(command)
    return subprocess.run(
        [str(part) for part in command], cwd=ROOT, env={**os.environ, **settings}, check=False
    ).returncode


def beside(*command: str | Path) -> Callable[[], int]:
    """Begin a command; what is returned waits for its end, prints its words, gives its status."""
    # Closed once its words are read, at the end.
    said = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
    began = subprocess.Popen(
        [str(part) for part in command], cwd=ROOT, stdout=said, stderr=subprocess.STDOUT
    )

    def end() -> int:
        status = began.wait()
        say(command)
        with said:
            said.seek(0)
            print(said.read(), end="", flush=True)
        return status

    return end


def say(command: tuple[str | Path, ...]) -> None:
    """Print a command as the log shows it."""
    print("+", *(Path(part).name if part == PYTHON else part for part in command), flush=True)


def make_environment(requirements: str) -> None:
    """Create or complete `.venv` from the pinned and hashed list, and put the project into it."""
    if sys.version_info < (3, 11) or sys.version_info >= (3, 14):
        sys.exit(f"Prevent Desk needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}.")
    if not PYTHON.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    run(*pip, "--require-hashes", "-r", f"requirements/{requirements}")
    run(*pip, "--no-deps", "--no-build-isolation", "-e", ".")


def memory_disk() -> Path | None:
    """Return a folder that this machine keeps in its memory, where there is one with room.

    The tests make some thousand desks, each of whose saves waits for the disk. They kill programs,
    never the machine, so a disk that forgets at a loss of power keeps all that they look for.
    """
    place = Path("/dev/shm")  # noqa: S108 - our own folder in it has a name of its own
    roomy = place.is_dir() and shutil.disk_usage(place).free > 4_000_000_000
    return place if roomy else None


def check() -> None:
    """Run every check and every test; those of the types and the imports beside the tests."""
    run(PYTHON, "-m", "ruff", "format", "--check", ".")
    run(PYTHON, "-m", "ruff", "check", ".")
    # A file stays in one process: some share what takes long to make. The tests say themselves
    # which files come first.
    shared = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
    screen = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    # Each of a hundred child processes would compile the program anew.
    run(PYTHON, "-m", "compileall", "-q", "prevent_desk", "migrations", "tests")
    # Each takes one core for a minute, and the tests wait for others now and then.
    besides = [beside(PYTHON, "-m", "mypy"), beside(BIN / "lint-imports")]
    with tempfile.TemporaryDirectory(prefix="pytest-", dir=memory_disk()) as place:
        status = status_of(
            PYTHON, "-m", "pytest", *shared,
            QT_QPA_PLATFORM=screen, TMPDIR=place, PYTHONDONTWRITEBYTECODE="",
        )  # fmt: skip
    failed = [one for one in (status, *(end() for end in besides)) if one]
    if failed:
        sys.exit(failed[0])


def main(wanted: list[str]) -> None:
    """Do what the one word on the command line says."""
    if wanted == ["demo"]:
        make_environment("run.txt")
        run(PYTHON, "-m", "prevent_desk", "demo")
    elif wanted == ["check"]:
        make_environment("test.txt")
        check()
    else:
        sys.exit(f"{__doc__}")


if __name__ == "__main__":
    main(sys.argv[1:])
