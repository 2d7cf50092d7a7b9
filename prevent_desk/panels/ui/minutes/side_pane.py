"""Beside the minutes: their state, names to mend, what was recorded, texts of their own, papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.panels.model.becoming import Became, Outcome
from prevent_desk.panels.model.minutes import MinutesDraft
from prevent_desk.panels.model.minutes_texts import TEXTS
from prevent_desk.panels.model.records import MeetingState
from prevent_desk.panels.model.sealing import Sealed, shown
from prevent_desk.panels.model.spoken import Named
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import Glyph, Rule, WrapLabel

_LOOKS = {
    Became.RECORDED: ("circle-check", "green"),
    Became.READY: ("arrow-right", "blue"),
    Became.BARRED: ("circle-alert", "amber"),
    Became.NOTHING: ("circle-dashed", "text3"),
}
_MOST_NAMES = 12
_LINK_INSET = 4
"""What a link has left of its words, for the ring of the keyboard."""

SaveText = Callable[[str, str], object]
"""Keeps a text of the minutes' own: its key and its words."""


class SidePane(QScrollArea):
    """What belongs to one meeting's minutes and is no part of their words.

    Signals:
        add_wanted, record_wanted, template_wanted: A button was pressed.
        kept_wanted: The kept PDF shall be shown.
        place_wanted: The desk shall open at a point and a place of it.
        case_wanted: A case's record shall open, at a tab.
    """

    add_wanted = Signal()
    record_wanted = Signal()
    template_wanted = Signal()
    kept_wanted = Signal()
    place_wanted = Signal(object, str)
    case_wanted = Signal(int, str)

    def __init__(self, save_text: SaveText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._save_text = save_text
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("pane", "surface")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(14, 12, 14, 14)
        self._column.setSpacing(8)
        self._build_state()
        self._names = self._part("Names in the words")
        self._records = self._part("What was recorded")
        self.record_button = Button("Record the &decisions", "check-check")
        self.record_button.clicked.connect(self.record_wanted)
        self._column.addWidget(self.record_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._build_texts()
        self._papers = self._part("Papers")
        self._addenda = self._part("Added since")
        self._column.addStretch(1)
        self.setWidget(inside)
        self.show_nothing()

    # What is shown

    def show_nothing(self) -> None:
        """Show nothing, until what belongs to other minutes was read."""
        for widget in (self.state_banner, self.seal_label, self.add_button, self.record_button):
            widget.hide()
        for part in (self._names, self._records, self._papers, self._addenda):
            _fill(part, ())
        self._set_texts(on=False)

    def show_draft(self, draft: MinutesDraft, outcomes: Sequence[Outcome]) -> None:
        """Show the state of a draft."""
        count = len(draft.gaps)
        is_over = draft.meeting.state is not MeetingState.LIVE
        if not is_over:
            words, tone = (
                "The meeting is under way. Minutes are sealed when it is finished.",
                "blue",
            )
        elif count:
            many = "1 thing is missing" if count == 1 else f"{count} things are missing"
            words, tone = f"{many}: marked in the draft, each leads to its place.", "amber"
        else:
            words, tone = "Nothing is missing.", "green"
        self.state_banner.show_text(words, tone)
        self.seal_label.setText("")
        self.seal_label.hide()
        self.add_button.hide()
        self._show_names(draft.named)
        self._show_outcomes(outcomes, can_record=is_over)
        self._show_papers(None)
        self._show_addenda(None)
        self._set_texts(on=True)

    def show_sealed(
        self, sealed: Sealed, problems: Sequence[str], outcomes: Sequence[Outcome]
    ) -> None:
        """Show the seal of sealed minutes, and whether everything agrees with it."""
        if problems:
            self.state_banner.show_text(" ".join(problems), "red")
        else:
            self.state_banner.show_text("The sealed words are unchanged.", "green")
        approval = sealed.approval
        self.seal_label.setText(
            f"Approved {say_short(approval.on)} by {approval.by}, {approval.how}.\n"
            f"SHA-256 {shown(sealed.sha256)}"
        )
        self.seal_label.show()
        self.add_button.show()
        self._show_names(())
        self._show_outcomes(outcomes, can_record=True)
        self._show_papers(sealed)
        self._show_addenda(sealed)
        self._set_texts(on=False)

    def show_texts(self, texts: dict[str, str]) -> None:
        """Show the minutes' own texts; what is being typed stays."""
        for key, edit in self.text_edits.items():
            if self._autosaves[key].is_pending or edit.toPlainText() == texts.get(key, ""):
                continue
            self._autosaves[key].pause()
            edit.setPlainText(texts.get(key, ""))
            self._autosaves[key].resume()

    def flush(self) -> None:
        """Keep what is being typed."""
        for autosave in self._autosaves.values():
            autosave.flush()

    # Inside

    def _build_state(self) -> None:
        self.state_banner = Banner()
        self.seal_label = WrapLabel("", "small")
        self.seal_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add_button = Button("Add an &addendum…", "plus")
        self.add_button.clicked.connect(self.add_wanted)
        for widget in (self.state_banner, self.seal_label):
            self._column.addWidget(widget)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _build_texts(self) -> None:
        self._texts_box = QWidget()
        column = QVBoxLayout(self._texts_box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Rule())
        column.addWidget(_heading("Texts of these minutes"))
        self.text_edits: dict[str, TextEdit] = {}
        self._autosaves: dict[str, Autosave] = {}
        for one in TEXTS:
            edit = TextEdit(lines=2, most_lines=8)
            column.addWidget(FormField(one.title, edit, hint=one.hint))
            autosave = Autosave(partial(self._save, one.key), self)
            autosave.watch(edit)
            self.text_edits[one.key], self._autosaves[one.key] = edit, autosave
        self._column.addWidget(self._texts_box)

    def _save(self, key: str) -> None:
        self._save_text(key, self.text_edits[key].toPlainText())

    def _set_texts(self, *, on: bool) -> None:
        self._texts_box.setVisible(on)

    def _part(self, title: str) -> QVBoxLayout:
        box = QWidget()
        box.setObjectName(title)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(Rule())
        column.addWidget(_heading(title))
        self._column.addWidget(box)
        return column

    def _show_names(self, named: Sequence[Named]) -> None:
        rows: list[QWidget] = []
        if named:
            rows.append(WrapLabel("Mend them at the desk, or they are struck out.", "small"))
        for one in named[:_MOST_NAMES]:
            link = Button(f"“{one.found}”", kind="link")
            link.setAccessibleName(f"Go to the line with {one.found}")
            link.clicked.connect(partial(self.place_wanted.emit, one.item_id, "notes"))
            rows += [link, _below(one.words)]
        if len(named) > _MOST_NAMES:
            rows.append(WrapLabel(f"And {len(named) - _MOST_NAMES} more.", "small"))
        _fill(self._names, rows)

    def _show_outcomes(self, outcomes: Sequence[Outcome], *, can_record: bool) -> None:
        rows = [self._outcome(one) for one in outcomes]
        _fill(self._records, rows)
        to_do = any(one.became in {Became.READY, Became.BARRED} for one in outcomes)
        self.record_button.setVisible(can_record and to_do)
        tried = any(one.became is Became.RECORDED for one in outcomes)
        self.record_button.setText("Try again" if tried else "Record the &decisions")

    def _outcome(self, one: Outcome) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 2, 0, 2)
        across.setSpacing(8)
        icon, ink = _LOOKS[one.became]
        at = QVBoxLayout()
        at.setContentsMargins(0, 4, 0, 0)
        at.addWidget(Glyph(icon, ink, 16))
        at.addStretch(1)
        across.addLayout(at)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        link = Button(one.ref, kind="link")
        link.setAccessibleName(f"Open the record of {one.ref}")
        tab = one.tab if one.tab and one.tab != "move" else "panel"
        link.clicked.connect(partial(self.case_wanted.emit, one.episode_id, tab))
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(_below(one.words))
        if one.place:
            there = Button("Go to its place at the desk", kind="link")
            there.clicked.connect(partial(self.place_wanted.emit, one.item_id, one.place))
            column.addWidget(there, 0, Qt.AlignmentFlag.AlignLeft)
        across.addLayout(column, 1)
        return row

    def _show_papers(self, sealed: Sealed | None) -> None:
        rows: list[QWidget] = []
        if sealed is not None:
            button = Button("Show the sealed PDF", "file-text", kind="link")
            button.clicked.connect(self.kept_wanted)
            rows.append(button)
            kept = "PDF and Word are kept in the vault as they were sealed."
            rows.append(_below(kept))
        template = Button("Word template…", "file-pen", kind="link")
        template.clicked.connect(self.template_wanted)
        rows.append(template)
        _fill(self._papers, rows)

    def _show_addenda(self, sealed: Sealed | None) -> None:
        rows: list[QWidget] = []
        for number, one in enumerate(sealed.addenda if sealed else (), 1):
            where = f" · {one.item}" if one.item else ""
            rows.append(_strong(f"Addendum {number}, {say_short(one.on)}{where}"))
            rows.append(WrapLabel(one.words))
            approved = f"Approved by {one.approved_by} · " if one.approved_by else ""
            rows.append(WrapLabel(f"{approved}seal {one.sha256[:8]}…", "small"))
        _fill(self._addenda, rows)


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("t", "h3")
    return label


def _below(words: str) -> WrapLabel:
    """Return words that stand level with those of the link above them."""
    label = WrapLabel(words, "small")
    label.setContentsMargins(_LINK_INSET, 0, 0, 0)
    return label


def _strong(words: str) -> WrapLabel:
    return WrapLabel(words, "strong")


def _fill(column: QVBoxLayout, rows: Sequence[QWidget]) -> None:
    """Put rows under the heading of a part; a part without any is hidden."""
    while (item := column.takeAt(2)) is not None:
        taken = item.widget()
        if taken is not None:
            taken.hide()
            taken.deleteLater()
    for row in rows:
        side = Qt.AlignmentFlag.AlignLeft if isinstance(row, Button) else Qt.AlignmentFlag(0)
        column.addWidget(row, 0, side)
    box = column.parentWidget()
    if box is not None:
        box.setVisible(bool(rows))
