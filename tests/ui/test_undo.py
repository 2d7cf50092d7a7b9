"""Undo and redo as actions: named, and gone without a word at the end of the program."""

from __future__ import annotations

import os
import subprocess
import sys

from PySide6.QtWidgets import QApplication, QWidget

from prevent_desk.ui.undo import UndoActions

_END = """
import shiboken6
from PySide6.QtWidgets import QApplication, QWidget
from prevent_desk.ui import theme
from prevent_desk.ui.undo import UndoActions
app = QApplication([])
owner = QWidget()
acts = UndoActions(owner, undo=print, redo=print, undo_label=lambda: None, redo_label=lambda: None)
shiboken6.delete(theme._look)
shiboken6.delete(owner)
"""


def test_the_name_of_the_act_is_in_the_words(qapp: QApplication) -> None:
    owner = QWidget()
    acts = UndoActions(
        owner,
        undo=lambda: None,
        redo=lambda: None,
        undo_label=lambda: "progress of O2-01",
        redo_label=lambda: None,
    )
    assert (acts.undo.text(), acts.undo.isEnabled()) == ("Undo progress of O2-01", True)
    assert (acts.redo.text(), acts.redo.isEnabled()) == ("Redo", False)
    owner.deleteLater()


def test_the_program_ends_in_silence_whichever_goes_first() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _END],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
