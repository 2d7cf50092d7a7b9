"""LibreOffice as a partner has it: orders to a process of its own that drives it by UNO."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.plan.libreoffice import SOFFICE

_HAND = Path(__file__).with_name("office_hand.py")


def _python_with_uno() -> str | None:
    for name in ("/usr/bin/python3", shutil.which("python3") or ""):
        if name and Path(name).exists():
            tried = subprocess.run([name, "-c", "import uno"], capture_output=True)
            if tried.returncode == 0:
                return name
    return None


PYTHON = _python_with_uno() if SOFFICE else None
needs_office = pytest.mark.skipif(PYTHON is None, reason="LibreOffice with UNO is not installed")


def work(orders: list[dict[str, Any]], profile: Path) -> list[dict[str, Any]]:
    """Have LibreOffice do orders, one after the other, and return its answers."""
    asked = {"soffice": SOFFICE, "profile": str(profile), "orders": orders}
    done = subprocess.run(
        [PYTHON or "", str(_HAND)],
        input=json.dumps(asked, default=str).encode(),
        capture_output=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers
