"""The kit loads Qt and nothing else heavy, so that the window opens at once."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import prevent_desk

PACKAGE = Path(prevent_desk.__file__).parent
HEAVY = ("sqlalchemy", "alembic", "sqlcipher3", "openpyxl", "reportlab", "logging.config")
# What the unlock screen is built of; the loader of forms is left to the screens behind it.
START = (
    "theme",
    "icons",
    "jobs",
    "faults",
    "widgets.banner",
    "widgets.button",
    "widgets.form_field",
    "widgets.labels",
    "widgets.passphrase_edit",
)


def loaded_by(modules: list[str]) -> set[str]:
    """Return the names of all modules loaded after importing some, in a fresh interpreter."""
    code = "\n".join(
        [*(f"import {name}" for name in modules), "import sys; print(*sorted(sys.modules))"]
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=PACKAGE.parent,
    )
    return set(done.stdout.split())


def test_the_whole_kit_loads_nothing_heavy() -> None:
    modules = [
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for path in sorted((PACKAGE / "ui").rglob("*.py"))
        if path.name != "__init__.py"
    ]
    assert len(modules) > 25
    assert loaded_by(modules).isdisjoint(HEAVY)


def test_the_search_for_heavy_modules_finds_one() -> None:
    assert "openpyxl" in loaded_by(["openpyxl"])


def test_the_unlock_screen_waits_for_no_form_loader_and_no_dialogs() -> None:
    loaded = loaded_by([f"prevent_desk.ui.{name}" for name in START])
    late = {"PySide6.QtUiTools", "prevent_desk.ui.messages", "prevent_desk.ui.widgets.dialog"}
    assert loaded.isdisjoint(late)


_FACES = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QWidget
from prevent_desk.app import start
from prevent_desk.app.user_settings import UserSettings
app = start.make_application()
window = start.make_window(app, None, "", UserSettings(Path(sys.argv[1])))
window.show()
app.processEvents()
print(*{widget.font().families()[0] for widget in window.findChildren(QWidget)}, sep="\\n")
"""


def test_every_widget_of_the_first_screen_is_in_the_desks_own_face(tmp_path: Path) -> None:
    # The style sheet comes after the widgets and names no family.
    done = subprocess.run(
        [sys.executable, "-c", _FACES, str(tmp_path / "settings.ini")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        cwd=PACKAGE.parent,
    )
    assert done.stdout.split("\n") == ["Inter", ""]


@pytest.mark.parametrize("name", ["QMessageBox", "QInputDialog", "QErrorMessage", "QWizard"])
def test_no_stock_dialog_of_qt_is_used(name: str) -> None:
    # They cannot be given the desk's look; questions go through ui/messages.py.
    users = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        # Read first: to parse a thousand files for four names took most of a minute.
        if name in (source := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and any(alias.name == name for alias in node.names)
    ]
    assert not users
