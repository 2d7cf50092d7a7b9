"""Somebody writes live notes at eight characters a second until she is killed in mid-word.

Each key is told when it has been taken, and each line when the list shows it as kept; what the test
then finds in the desk is held against that.
"""

from __future__ import annotations

import random
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtTest import QTest

from prevent_desk.app.window import DeskWindow
from prevent_desk.panels.ui.desk.view import DeskView
from prevent_desk.panels.ui.room import PanelRoom
from prevent_desk.ui import autosave
from tests.leaks.desks import PASSPHRASE
from tests.leaks.driving import Script, order, run, say, shell_of, unlock

LETTER_MS = 125
"""Eight characters a second."""
BEGINNINGS = ("", "", "/c ", "/a ", "/d ", "/x ", "/r ")


def desk_of(window: DeskWindow) -> DeskView:
    room = shell_of(window).page()
    assert isinstance(room, PanelRoom)
    view = room.view()
    assert isinstance(view, DeskView)
    return view


def work(view: DeskView, seed: int, letter_ms: int) -> Script:
    """Type line after line; now and then go on to the next point in the middle of a line."""
    chance = random.Random(seed)
    clock = QElapsedTimer()
    clock.start()
    box = view.middle.entry.editor.box
    due = clock.elapsed()
    for number in count():
        words = "".join(f"w{n} " for n in range(chance.randint(3, 25))) + f"end{number}"
        QTest.keyClicks(box, chance.choice(BEGINNINGS))
        typed, item = "", view.hub.item_id
        for letter in words:
            due += letter_ms
            yield partial(lambda moment: clock.elapsed() >= moment, due)
            typed += letter
            pressed = clock.elapsed()
            QTest.keyClicks(box, letter)
            say(item=item, typed=typed, pressed_ms=pressed, taken_ms=clock.elapsed())
        if chance.random() < 0.2:
            # On to the next point with a line half typed, and back again.
            # Killed between the two, the next one begins further down: at last there is no next.
            ways = [Qt.Key.Key_Down, Qt.Key.Key_Up]
            for key in ways if view.hub.items()[-1].id != item else reversed(ways):
                QTest.keyClick(box, key, Qt.KeyboardModifier.AltModifier)
                yield lambda: True
            assert (view.hub.item_id, view.middle.entry.typed().words) == (item, words)
        QTest.keyClick(box, Qt.Key.Key_Return)
        shown = [row.words for row in view.middle.notes.view.notes.rows() if row.is_kept]
        assert words in shown
        say(kept=words, item=item)


def main() -> None:
    wanted = order()
    if wanted.get("fault"):
        # Planted: words are kept when the field is left, and not before.
        autosave.QUIET_MS = autosave.LONGEST_MS = autosave.MOST_CHARACTERS = 10**9

    def script(window: DeskWindow) -> Script:
        yield from unlock(window, PASSPHRASE)
        shell_of(window).open_page("Panels", {"view": "desk", "meeting": wanted["meeting"]})
        view = desk_of(window)
        box = view.middle.entry.editor.box
        yield box.isVisible
        view.hub.focus_entry()
        say(open=True, item=view.hub.item_id, words=view.middle.entry.typed().words)
        if not wanted.get("back"):
            yield from work(view, wanted["seed"], wanted["letter_ms"])

    run(Path(wanted["desk"]), script)


if __name__ == "__main__":
    main()
