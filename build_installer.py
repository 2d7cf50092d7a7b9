"""Make a one-folder bundle of Prevent Desk for the machine this runs on, and let it check itself.

    python build_installer.py [--out DIR]

One folder and not one file: a single file unpacks itself to a temporary folder at every start,
which is slow and which virus scanners distrust; and Qt's libraries stay replaceable, as their
licence asks.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
NAME = "prevent-desk"

SHIPPED = ("forms", "migrations", "resources")
"""Folders that stand beside the package and are found by `prevent_desk.paths`."""

COLLECTED = ("prevent_desk", "alembic", "reportlab.graphics", "reportlab.pdfbase", "zxcvbn")
"""Packages that import by name at run time, where PyInstaller cannot see it."""

LEFT_OUT = ("tkinter", "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "numpy", "pytest")
"""What the product never uses; leaving out QtNetwork also keeps its promise to make no call."""


def build(out: Path) -> Path:
    """Return the bundle's program, freshly built under `out`."""
    work = ROOT / "build"
    arguments = [
        "--noconfirm", "--clean", "--onedir", "--name", NAME,
        "--distpath", str(out), "--workpath", str(work), "--specpath", str(work),
        "--log-level", "WARN",
    ]  # fmt: skip
    if sys.platform == "win32":
        # The commands need a console; the window, started from the menu, must not show one.
        arguments += ["--hide-console", "hide-early"]
    for folder in SHIPPED:
        arguments += ["--add-data", f"{ROOT / folder}{os.pathsep}{folder}"]
    for package in COLLECTED:
        arguments += ["--collect-submodules", package]
    for package in ("zxcvbn", "reportlab"):
        arguments += ["--collect-data", package]
    for package in LEFT_OUT:
        arguments += ["--exclude-module", package]
    entry = ROOT / "prevent_desk" / "__main__.py"
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", *arguments, str(entry)], cwd=ROOT, check=True
    )
    return out / NAME / (f"{NAME}.exe" if sys.platform == "win32" else NAME)


def main() -> int:
    """Build, let the bundle check itself away from this checkout, and say where it is."""
    parser = argparse.ArgumentParser(description="Make a one-folder bundle for this machine.")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where the bundle goes")
    out = parser.parse_args().out.resolve()
    shutil.rmtree(out / NAME, ignore_errors=True)
    program = build(out)
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    settings.setdefault("QT_QPA_PLATFORM", "offscreen")
    checked = subprocess.run([str(program), "self-check"], cwd=out, env=settings, check=False)
    if checked.returncode:
        print("The bundle does not pass its own check.", file=sys.stderr)
        return 1
    print(f"Bundle: {program.parent}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
