"""Ctrl+K: one box that finds records, pages and everything that can be done here and now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.ui import theme
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.editors import SearchBox
from prevent_desk.ui.widgets.labels import KeyHint
from prevent_desk.ui.widgets.result_list import Entry, ResultList

WIDTH = 560
_MOST_COMMANDS = 7
_MOST_RECORDS = 12


@dataclass(frozen=True, slots=True)
class Record:
    """A record found, as the palette shows it."""

    title: str
    kind: str
    icon: str
    go: Callable[[], object]
    key: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the palette looks.

    Attributes:
        commands: What can be done now; asked once when the palette opens.
        records: Records by words typed, best first.
        pages: The modules, as commands.
        recent: What to offer before anything is typed.
    """

    commands: Callable[[], Sequence[Command]]
    records: Callable[[str], Sequence[Record]]
    pages: Callable[[], Sequence[Command]]
    recent: Callable[[], Sequence[Record]]


class Palette(QDialog):
    """Type, choose with the arrows, Enter; Esc goes back to where one was."""

    def __init__(self, sources: Sources, typed: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(self.tr("Search and commands"))
        self._sources = sources
        self._commands = list(sources.commands())
        self._pages = list(sources.pages())
        self.box = SearchBox(self.tr("Search everything, or type a command"), "Esc")
        self.box.setObjectName("palette_box")
        self.results = ResultList()
        self._foot = _Foot()
        self._nothing = QLabel(self.tr("Nothing is called that. Try other words, or fewer."))
        self._nothing.setProperty("t", "support")
        self._nothing.setContentsMargins(14, 14, 14, 14)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 9, 9, 9)
        column.setSpacing(0)
        column.addWidget(self.box)
        column.addWidget(self.results)
        column.addWidget(self._nothing)
        column.addWidget(self._foot)
        self.box.textChanged.connect(self._look)
        self.box.moved.connect(self.results.move_by)
        self.results.activated_entry.connect(self._choose)
        # Before it is active, too: words may come faster than windows do.
        self.box.setFocus()
        self.box.setText(typed)
        self._look(typed)
        self._stand()

    def _look(self, typed: str) -> None:
        clock = QElapsedTimer()
        clock.start()
        entries = self._found(typed.strip())
        # What was best for fewer words need not be best for these, and Enter runs what is current.
        self.results.set_entries(entries, anew=True)
        exact = [one for one in entries if one.title.casefold() == typed.strip().casefold()]
        if exact:
            # "referrals" means the page of that name, not a record that speaks of referrals.
            self.results.choose(exact[0].identity[1])
        self._nothing.setVisible(not entries)
        self.results.setVisible(bool(entries))
        self._foot.took.setText(self.tr("{0} ms").format(clock.elapsed()))
        self.results.setFixedHeight(self.results.wanted_height())
        self.adjustSize()
        self.setFixedWidth(theme.px(WIDTH))

    def _found(self, typed: str) -> list[Entry]:
        if typed.startswith(">"):
            return self._commands_for(typed[1:].strip(), most=40)
        if typed.startswith("#"):
            return self._records_for(self._sources.records(typed[1:].strip()))
        if not typed:
            recent = self._records_for(self._sources.recent(), self.tr("Recent"))
            return recent + self._commands_for("", most=5) + self._pages_for("")
        return (
            self._commands_for(typed, most=_MOST_COMMANDS)
            + self._records_for(self._sources.records(typed)[:_MOST_RECORDS])
            + self._pages_for(typed)
        )

    def _commands_for(self, typed: str, most: int) -> list[Entry]:
        found = _fitting(self._commands, typed)[:most]
        return [_entry(command, self.tr("Commands")) for command in found]

    def _pages_for(self, typed: str) -> list[Entry]:
        return [_entry(page, self.tr("Pages")) for page in _fitting(self._pages, typed)]

    def _records_for(self, records: Sequence[Record], group: str = "") -> list[Entry]:
        return [
            Entry(
                record.title,
                record.go,
                group or self.tr("Records"),
                record.icon,
                detail=record.kind,
                key=record.key,
            )
            for record in records
        ]

    def _choose(self, entry: Entry) -> None:
        # Closed first: what is done may open a dialog of its own, over the page.
        self.accept()
        if callable(entry.payload):
            entry.payload()

    def _stand(self) -> None:
        home = self.parentWidget()
        if home is not None:
            top = home.mapToGlobal(QPoint((home.width() - theme.px(WIDTH)) // 2, theme.px(48)))
            self.move(top)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose on Enter; close on Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.results.activate_current()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the raised ground with its edge; the corners stay clear."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("ctl"))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)


class _Foot(QFrame):
    """How the palette is used, and how long the search took."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 2)
        row.setSpacing(6)
        for keys, words in (
            ("↑ ↓", self.tr("choose")),
            ("Enter", self.tr("opens")),
            (">", self.tr("commands only")),
            ("#", self.tr("records only")),
        ):
            row.addWidget(KeyHint(keys))
            row.addWidget(_meta(words))
            row.addSpacing(8)
        row.addStretch(1)
        self.took = _meta("")
        row.addWidget(self.took)


def _meta(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("t", "meta")
    return label


def _entry(command: Command, group: str) -> Entry:
    return Entry(command.title, command.run, group, command.icon, keys=command.shortcut)


def _fitting(commands: Sequence[Command], typed: str) -> list[Command]:
    """Return commands that hold every word typed, those that begin with it first.

    Words typed that begin a word of a title come before those found in the middle of one: "take in"
    is not "Take the referral out", although that is also found by "print".
    """
    words = typed.casefold().split()
    scored = []
    for place, command in enumerate(commands):
        title = command.title.casefold()
        hay = f"{title} {command.words.casefold()}"
        begins = not words or title.startswith(words[0])
        if all(word in hay for word in words) and (begins or not command.by_verb):
            inside = all(word in title for word in words)
            starts = all(f" {word}" in f" {title}" for word in words)
            scored.append((not begins, not starts, not inside, place, command))
    return [command for *_, command in sorted(scored, key=lambda found: found[:4])]
