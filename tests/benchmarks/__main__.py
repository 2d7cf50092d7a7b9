"""`python -m tests.benchmarks [NAME…] [--json FILE]`: a table; exit 1 if one falls short."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.figures import Figure

NAMES = (
    "start",
    "opening",
    "editing",
    "scrolling",
    "workbook",
    "pdf",
    "answering",
    "panel_papers",
    "health",
    "library",
    "versions",
    "spreadsheet",
    "importing",
    "returns",
    "guard",
    "record",
    "referrals",
    "panel",
    "contacts",
    "logs",
    "training",
    "training_import",
)
"""Each is a module of this package with `measure() -> list[Figure]`."""


def line(figure: Figure) -> str:
    """Return a figure as a row of the table."""
    beside = f"{figure.beside} {figure.base:.1f} {figure.unit}" if figure.base else figure.beside
    held = f"{figure.measured:.2f}{' x' if figure.base else ' ' + figure.unit}"
    limit = f"{figure.limit:g}{' x' if figure.base else ' ' + figure.unit}"
    verdict = "holds" if figure.holds else "FALLS SHORT"
    value = f"{figure.value:.1f} {figure.unit}"
    return (
        f"{figure.name:<10} {figure.what:<52} {value:>12}  {beside:<46} "
        f"{held:>10} of {limit:<8} {verdict}"
    )


def main(wanted: list[str]) -> int:
    """Measure what was named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; all by default"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    given = parser.parse_args(wanted)
    unknown = set(given.names) - set(NAMES)
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    figures: list[Figure] = []
    for name in given.names or NAMES:
        measured: list[Figure] = importlib.import_module(f"tests.benchmarks.{name}").measure()
        for figure in measured:
            print(line(figure), flush=True)
        figures += measured
    if given.json:
        rows = [{**asdict(f), "measured": f.measured, "holds": f.holds} for f in figures]
        given.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
