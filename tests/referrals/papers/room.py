"""What the dialogs of papers have around them in tests."""

from __future__ import annotations

import importlib
from typing import Any


def make_here(target: str, payload: Any, *, report: Any = None, stopped: Any = None) -> bytes:
    """Do a child's work in this process: what it does is tested with the child itself."""
    module, function = target.split(":")
    made = getattr(importlib.import_module(module), function)(payload, report)
    assert isinstance(made, bytes)
    return made
