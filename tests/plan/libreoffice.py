"""Another program's hand: LibreOffice saves a workbook again, or prints it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext here")


def convert(source: Path, suffix: str, into: Path) -> Path:
    """Have LibreOffice write a file in another form; with a profile of its own."""
    profile = (into / "profile").as_uri()
    subprocess.run(
        [SOFFICE or "", f"-env:UserInstallation={profile}", "--headless", "--norestore",
         "--convert-to", suffix, "--outdir", str(into), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return into / f"{source.stem}.{suffix}"


def printed(pdf: Path) -> str:
    """Return the words on all pages."""
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True)
    return done.stdout.decode()
