"""What the panes at the right are made of: a scrolled column, headings, entries with their acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import Glyph, Rule, WrapLabel

_CLOSE = 18


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done with an entry, as a link below it."""

    words: str
    run: Callable[[], object]
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a section.

    Attributes:
        first: Its title.
        second: Further lines below it.
        tone: Of glyph and title.
        acts: What can be done with it.
    """

    first: str
    second: str = ""
    icon: str = ""
    tone: str = ""
    acts: Sequence[Act] = ()


class Pane(QScrollArea):
    """A column that is filled anew for each record; the keyboard stays where it was in it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._buttons: list[Button] = []
        self._column = QVBoxLayout()

    # Filling

    def begin(self) -> None:
        """Take everything away; called before it is filled anew."""
        focused = next((one for one in self._buttons if one.hasFocus()), None)
        self._focused = focused.accessibleName() if focused is not None else ""
        self._buttons = []
        inside = QWidget()
        inside.setProperty("pane", "surface")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(14, 12, 14, 14)
        self._column.setSpacing(6)
        self._inside = inside

    def done(self) -> None:
        """Show what was filled in."""
        self._column.addStretch(1)
        old = self.takeWidget()
        if old is not None:
            # The click that led here may come from a button of it.
            old.hide()
            old.deleteLater()
        self.setWidget(self._inside)
        self._inside.show()
        for one in self._buttons:
            if self._focused and one.accessibleName() == self._focused:
                one.setFocus()
                return
        if self._focused and self._buttons:
            self._buttons[0].setFocus()

    def head(
        self, kind: str, title: str, chips: Sequence[tuple[str, str, str]], acts: Sequence[Act]
    ) -> None:
        """Say what is shown: its kind, name, chips (words, icon, tone), acts."""
        first = QHBoxLayout()
        # The button that closes the pane lies over the end of its first line.
        first.setContentsMargins(0, 0, theme.px(_CLOSE), 0)
        first.addWidget(WrapLabel(kind, "support"))
        self._column.addLayout(first)
        self._column.addWidget(WrapLabel(title, "h2"))
        if chips:
            holder = QWidget()
            row = FlowLayout(holder, gap=6)
            for words, icon, tone in chips:
                row.addWidget(Chip(words, icon, tone))
            self._column.addWidget(holder)
        if acts:
            self._column.addWidget(self._acts(acts, title))

    def section(self, title: str, entries: Sequence[Entry], act: Act | None = None) -> None:
        """Add a section under a hairline: title, one act beside it, entries."""
        self._column.addSpacing(4)
        self._column.addWidget(Rule())
        row = QHBoxLayout()
        row.addWidget(WrapLabel(title, "h3"), 1)
        if act is not None:
            row.addWidget(self._button(act, title))
        self._column.addLayout(row)
        for entry in entries:
            self._column.addWidget(self._entry(entry))

    def words(self, text: str, role: str = "support") -> None:
        """Add words of their own."""
        self._column.addWidget(WrapLabel(text, role))

    def add(self, widget: QWidget) -> None:
        """Add a widget of a subject's own."""
        self._column.addWidget(widget)

    def link(self, act: Act, about: str) -> Button:
        """Return an act as a link for a widget of a subject's own."""
        return self._button(act, about)

    def know(self, button: Button) -> None:
        """Count a subject's own button among the pane's, so that the keyboard comes back to it."""
        if not button.accessibleName():
            button.setAccessibleName(button.text().replace("&", ""))
        self._buttons.append(button)

    def buttons(self) -> list[Button]:
        """Return its buttons, from the top."""
        return list(self._buttons)

    def focus_first(self) -> bool:
        """Put the keyboard on its first button; False where it has none."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(self._buttons)

    def focus_button(self, words: str) -> None:
        """Put the keyboard on the first button that begins with some words."""
        for one in self._buttons:
            if one.accessibleName().startswith(words):
                one.setFocus(Qt.FocusReason.TabFocusReason)
                return

    # Inside

    def _entry(self, entry: Entry) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(6)
        if entry.icon:
            glyph = QVBoxLayout()
            glyph.setContentsMargins(0, 1, 0, 0)
            glyph.addWidget(Glyph(entry.icon, entry.tone or "text2"))
            glyph.addStretch(1)
            row.addLayout(glyph)
        column = QVBoxLayout()
        column.setSpacing(1)
        first = WrapLabel(entry.first)
        first.setProperty("tone", entry.tone if entry.tone in {"red", "amber"} else "")
        first.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(first)
        if entry.second:
            second = WrapLabel(entry.second, "small")
            second.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(second)
        if entry.acts:
            column.addWidget(self._acts(entry.acts, entry.first, icons=False))
        row.addLayout(column, 1)
        return holder

    def _acts(self, acts: Sequence[Act], about: str, *, icons: bool = True) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, gap=8 if icons else 2)
        for act in acts:
            row.addWidget(self._button(act, about, icons=icons))
        return holder

    def _button(self, act: Act, about: str, *, icons: bool = True) -> Button:
        # Under an entry words are enough: four acts stand in one line.
        button = Button(act.words, act.icon if icons else "", kind="link", small=True)
        button.setAccessibleName(f"{act.words}: {about}")
        button.clicked.connect(lambda _on=False: act.run())
        self._buttons.append(button)
        return button
