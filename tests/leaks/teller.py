"""Somebody writes a referral down while a caller talks, until she is killed in mid-word.

Every key is told when it has been taken; what the test then finds in the desk is held against that.
"""

from __future__ import annotations

import random
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from prevent_desk.app.window import DeskWindow
from prevent_desk.referrals.ui.intake.view import IntakeView
from prevent_desk.referrals.ui.room import ReferralRoom
from prevent_desk.ui import autosave
from tests.leaks.desks import PASSPHRASE
from tests.leaks.driving import (
    Script,
    focused,
    order,
    press,
    run,
    say,
    shell_of,
    unlock,
)
from tests.leaks.typist import GAPS_MS

FIELDS = {"concern": "concern", "caller": "safe_contact", "name": ""}
"""Where she types, and the question it is; none for the line that finds a person."""


def intake_of(window: DeskWindow) -> IntakeView:
    room = shell_of(window).page()
    assert isinstance(room, ReferralRoom)
    view = room.view()
    assert isinstance(view, IntakeView)
    return view


def work(view: IntakeView, where: str, rhythm: str, seed: int) -> Script:
    """Type without end into one field."""
    chance = random.Random(seed)
    clock = QElapsedTimer()
    clock.start()
    if FIELDS[where]:
        view.cards.go_to(FIELDS[where])
    else:
        view.cards.who.begin()
    yield lambda: QApplication.focusWidget() is not None
    typed = ""
    for number in count():
        for letter in f"w{number} ":
            until = clock.elapsed() + chance.randint(*GAPS_MS[rhythm])
            yield partial(lambda moment: clock.elapsed() >= moment, until)
            typed += letter
            pressed = clock.elapsed()
            QTest.keyClicks(focused(), letter)
            say(typed=typed, pressed_ms=pressed, taken_ms=clock.elapsed())


def main() -> None:
    wanted = order()
    if wanted.get("fault"):
        # Planted: words are kept when the field is left, and not before.
        autosave.QUIET_MS = autosave.LONGEST_MS = autosave.MOST_CHARACTERS = 10**9

    def script(window: DeskWindow) -> Script:
        yield from unlock(window, PASSPHRASE)
        shell_of(window).new_referral()
        view = intake_of(window)
        yield lambda: view.isVisible() and QApplication.focusWidget() is not None
        if wanted.get("back"):
            shell_of(window).open_page("Referrals", {"view": "intake", "draft": wanted["back"]})
            say(open=True, found=view.collect().answers, finding=view.collect().finding)
            return
        press(Qt.Key.Key_N)
        say(open=True, draft=view.draft().key)
        yield from work(view, wanted["where"], wanted["rhythm"], wanted["seed"])

    run(Path(wanted["desk"]), script)


if __name__ == "__main__":
    main()
