"""Reads a PDF back by other programs than its writer; skips by name where one is absent."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest
from pdfua import validate
from pdfua.model import Report


def run_poppler(program: str, pdf: bytes, *before: str, after: tuple[str, ...] = ()) -> str:
    """Return what a poppler program prints about a PDF."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        done = subprocess.run(
            [program, *before, str(path), *after], capture_output=True, check=True, text=True
        )
    assert done.stderr == ""
    return done.stdout


@cache
def structure_text(pdf: bytes) -> str:
    """Return what a reader aloud gets, on one line, as `pdfinfo -struct-text` finds it."""
    printed = run_poppler("pdfinfo", pdf, "-struct-text")
    said = [line.strip()[1:-1] for line in printed.splitlines() if line.strip().startswith('"')]
    return flat(" ".join(said))


def page_text(pdf: bytes) -> str:
    """Return what stands on the pages."""
    return run_poppler("pdftotext", pdf, "-layout", after=("-",))


def pdfua_report(pdf: bytes) -> Report:
    """Return what the `pdfua` checker says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        return validate(str(path))


def flat(text: str) -> str:
    """Return a text with every stretch of blanks and line ends as one blank."""
    return " ".join(text.split())
