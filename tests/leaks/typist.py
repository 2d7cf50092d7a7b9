"""Somebody types without end, in a rhythm of her own, until she is killed in the middle of a word.

Every key is told when it has been taken, and every "saved" when the window has said so; what the
test then finds in the desk is held against that.
"""

from __future__ import annotations

import random
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from prevent_desk.app.window import DeskWindow
from prevent_desk.plan.ui.columns import BY_KEY
from prevent_desk.plan.ui.page import PlanPage
from prevent_desk.ui import autosave
from tests.leaks.desks import PASSPHRASE
from tests.leaks.driving import Script, go_to_cell, order, plan_of, run, say, type_cell, unlock

GAPS_MS = {"burst": (0, 0), "steady": (20, 130), "thinking": (0, 700)}
"""The least and the longest wait before the next key, by rhythm."""


class Typist:
    """Types words that tell their own place: "w1 w2 w3 …"."""

    def __init__(self, page: PlanPage, where: str, rhythm: str, seed: int) -> None:
        self._page, self._where = page, where
        self._chance = random.Random(seed)
        self._gaps = GAPS_MS[rhythm]
        self._clock = QElapsedTimer()
        self._clock.start()
        sheet = page.sheet()
        assert sheet is not None
        self._rows = sheet.rows

    def work(self) -> Script:
        """Type a piece, save it or leave it, go on to the next row; for ever."""
        for turn in count():
            row = turn % len(self._rows)
            say(row=self._rows[row].id)
            text = "".join(f"w{n} " for n in range(self._chance.randint(5, 90))) + f"end{turn}"
            yield from self._type(row, text)
            yield from self._save(row, text)

    def _type(self, row: int, text: str) -> Script:
        if self._where == "cell":
            pressed = self._clock.elapsed()
            type_cell(self._page, row, BY_KEY["comments"], text[0])
            editor = self._page.editing.editor()
            assert editor is not None
            field: QWidget = editor.box
            self._tell(text[:1], pressed)
            rest = text[1:]
        else:
            go_to_cell(self._page, row, BY_KEY["ref"])
            yield lambda: self._page.inspector.shown_action() == self._rows[row].id
            field, rest = self._page.inspector.updates.text_edit, text
            field.setFocus()
        typed = text[: len(text) - len(rest)]
        for letter in rest:
            until = self._clock.elapsed() + self._chance.randint(*self._gaps)
            yield partial(self._is_time, until)
            typed += letter
            pressed = self._clock.elapsed()
            QTest.keyClicks(field, letter)
            self._tell(typed, pressed)

    def _is_time(self, until_ms: int) -> bool:
        return self._clock.elapsed() >= until_ms

    def _tell(self, typed: str, pressed: int) -> None:
        say(typed=typed, pressed_ms=pressed, taken_ms=self._clock.elapsed())

    def _save(self, row: int, text: str) -> Script:
        page = self._page
        if self._where == "cell":
            editor = page.editing.editor()
            assert editor is not None
            QTest.keyClick(editor.box, Qt.Key.Key_Return)
            yield lambda: not page.editing.is_open()
        else:
            page.inspector.updates.add_button.click()
            yield lambda: not page.inspector.updates.text_edit.toPlainText()
        say(saved=text, row=self._rows[row].id)


def main() -> None:
    wanted = order()
    if wanted.get("fault"):
        # Planted: words are kept when the field is left, and not before.
        autosave.QUIET_MS = autosave.LONGEST_MS = autosave.MOST_CHARACTERS = 10**9

    def script(window: DeskWindow) -> Script:
        yield from unlock(window, PASSPHRASE)
        page = plan_of(window)
        say(open=True)
        yield from Typist(page, wanted["where"], wanted["rhythm"], wanted["seed"]).work()

    run(Path(wanted["desk"]), script)


if __name__ == "__main__":
    main()
