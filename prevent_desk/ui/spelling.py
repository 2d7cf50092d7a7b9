"""English spelling while one types: a wavy line under what is not known, corrections by menu.

The word list is read once, beside the window; until then, and where it is missing, nothing is
underlined. The word under the cursor is let be while it is being typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from prevent_desk import paths
from prevent_desk.core import spelling
from prevent_desk.core.spelling import Spelling
from prevent_desk.ui import jobs, theme

_MOST = 5


class Dictionary(QObject):
    """The word list of the whole program, read when it is first wanted.

    Attributes:
        is_on: Whether spelling is checked at all; a choice of the desk.

    Signals:
        changed: It was read, switched, or other words are right.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_on = True
        self._spelling: Spelling | None = None
        self._reading: jobs.Job[Spelling] | None = None
        self._names: frozenset[str] = frozenset()
        self._own: frozenset[str] = frozenset()

    def path(self) -> Path:
        """Return where the word lists are shipped."""
        return paths.resources() / "spelling"

    def want(self) -> None:
        """Read the word list, once; nothing happens where none is shipped."""
        path = self.path()
        # A lock stops all work, also this: the next to want it has it read again.
        is_begun = self._reading is not None and not self._reading.stopped()
        if is_begun or not path.is_dir():
            return
        self._reading = jobs.run(
            lambda _report, _stopped: spelling.read(path), self, done=self._take
        )

    def take_names(self, names: Iterable[str]) -> None:
        """Take names as right: of the room, of agencies; instead of those taken before."""
        found = spelling.known(names)
        if found != self._names:
            self._names = found
            self._refresh()

    def take_own(self, words: Iterable[str]) -> None:
        """Take the words the desk added as right."""
        found = frozenset(word.lower() for word in words)
        if found != self._own:
            self._own = found
            self._refresh()

    def switch(self, *, on: bool) -> None:
        """Check, or check no more."""
        if on != self.is_on:
            self.is_on = on
            self.changed.emit()

    def is_ready(self) -> bool:
        """Return whether the list was read and is wanted."""
        return self.is_on and self._spelling is not None

    def is_right(self, word: str) -> bool:
        """Return whether a word is known, or nothing can be said of it."""
        found = self._spelling
        return found is None or not self.is_on or found.is_right(word)

    def suggestions(self, word: str) -> list[str]:
        """Return what a word may have been meant for."""
        return self._spelling.suggestions(word, _MOST) if self._spelling else []

    def _take(self, found: Spelling) -> None:
        self._spelling = found
        self._refresh()

    def _refresh(self) -> None:
        if self._spelling is not None:
            self._spelling.more = self._names | self._own
            self.changed.emit()


class SpellingUnderline(QSyntaxHighlighter):
    """Underlines the words of one editor that are not known.

    Attributes:
        add_word: Called with a word the user says is right; the menu offers it where it is set.
        switch: Called to switch checking on or off; the menu offers it where it is set.
    """

    def __init__(self, editor: QPlainTextEdit, dictionary: Dictionary) -> None:
        super().__init__(editor.document())
        self._editor, self._dictionary = editor, dictionary
        self.add_word: Callable[[str], object] | None = None
        self.switch: Callable[[], object] | None = None
        self._typed_in: tuple[int, str] | None = None
        dictionary.changed.connect(self.rehighlight)
        theme.changed.connect(self.rehighlight)
        editor.cursorPositionChanged.connect(self._moved)

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Underline what is not known in a paragraph."""
        if not self._dictionary.is_ready():
            return
        wavy = QTextCharFormat()
        wavy.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        wavy.setUnderlineColor(theme.colour("redsolid"))
        here = self._being_typed()
        for start, word in spelling.words_in(text):
            end = start + len(word)
            if here is not None and start < here <= end:
                continue
            if not self._dictionary.is_right(word):
                self.setFormat(start, len(word), wavy)

    def wrong_at(self, cursor: QTextCursor) -> tuple[QTextCursor, str] | None:
        """Return the unknown word at a cursor, selected; else the last one before it."""
        if not self._dictionary.is_ready():
            return None
        text, at = cursor.block().text(), cursor.positionInBlock()
        wrong = [
            (start, word)
            for start, word in spelling.words_in(text)
            if start <= at and not self._dictionary.is_right(word)
        ]
        if not wrong:
            return None
        start, word = wrong[-1]
        found = QTextCursor(cursor.block())
        found.setPosition(cursor.block().position() + start)
        found.setPosition(
            cursor.block().position() + start + len(word), QTextCursor.MoveMode.KeepAnchor
        )
        return found, word

    def add_to(self, menu: QMenu, cursor: QTextCursor) -> None:
        """Put corrections of the word at a cursor at the top of a menu."""
        first = menu.actions()[0] if menu.actions() else None
        wrong = self.wrong_at(cursor)
        made: list[QAction] = []
        if wrong is not None:
            found, word = wrong
            offered = self._dictionary.suggestions(word)
            for each in offered:
                action = QAction(each, menu)
                action.triggered.connect(partial(self._correct, found, each))
                made.append(action)
            if not offered:
                none = QAction(f"Nothing like “{word}” is known", menu)
                none.setEnabled(False)
                made.append(none)
            if self.add_word is not None:
                add = QAction(f"“{word}” is right", menu)
                add.triggered.connect(partial(self.add_word, word))
                made.append(add)
        if self.switch is not None:
            check = QAction("Check spelling", menu)
            check.setCheckable(True)
            check.setChecked(self._dictionary.is_on)
            check.triggered.connect(self._switch)
            made.append(check)
        if not made:
            return
        rule = QAction(menu)
        rule.setSeparator(True)
        menu.insertActions(first, [*made, rule]) if first else menu.addActions([*made, rule])
        if wrong is not None:
            menu.setActiveAction(made[0])

    def _switch(self) -> None:
        if self.switch is not None:
            self.switch()

    def _correct(self, found: QTextCursor, word: str) -> None:
        found.insertText(word)

    def _being_typed(self) -> int | None:
        """Return where the cursor stands in the paragraph looked at, while it has the keyboard."""
        at = self._editor.textCursor()
        if not self._editor.hasFocus() or at.block() != self.currentBlock():
            return None
        return at.positionInBlock()

    def _moved(self) -> None:
        """Look again at the paragraph, once the cursor left the word it stood in."""
        at = self._editor.textCursor()
        text, place = at.block().text(), at.positionInBlock()
        word = next(
            (word for start, word in spelling.words_in(text) if start < place <= start + len(word)),
            "",
        )
        now = (at.blockNumber(), word)
        if now != self._typed_in:
            before, self._typed_in = self._typed_in, now
            if before is not None and (before[0] != now[0] or not word.startswith(before[1][:1])):
                self.rehighlightBlock(self.document().findBlockByNumber(before[0]))


_dictionary: Dictionary | None = None


def dictionary() -> Dictionary:
    """Return the one dictionary of the program, and have its word list read."""
    global _dictionary
    if _dictionary is None:
        _dictionary = Dictionary()
    _dictionary.want()
    return _dictionary
