"""What is kept of one difference: real buttons, a list of the plan's key, or a line to type into.

One box lies over the current row and takes keys and clicks; the other rows show its picture, taken
once for each look, so that thousands of rows have no widgets of their own.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPixmap, QRegion
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from prevent_desk.plan.model.legend import Legend
from prevent_desk.plan.model.partners.records import Decision, Difference, Keep, Kind
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.ui.returns import said
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.segmented import Choice, Segmented


class KeepBox(QWidget):
    """The control of one row.

    Signals:
        chosen: A side was chosen: a `Keep`, and the words that fit where theirs do not, else None.
        typed: The words in the line changed; kept as a draft by the page.
    """

    chosen = Signal(object, object)
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._keeps: tuple[Keep, ...] = ()
        self._key = ""
        self.segments = Segmented((), "", self)
        self.combo = Combo(self)
        self.combo.setPlaceholderText("Choose a status…")
        self.line = _Line(self)
        self.mine = Button("Mine", kind="", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.segments, self.combo, self.line, self.mine):
            row.addWidget(widget)
        row.addStretch(0)
        self.segments.chosen.connect(lambda value: self.chosen.emit(Keep(value), None))
        self.combo.activated.connect(self._picked)
        self.line.finished.connect(self._fixed)
        self.line.textEdited.connect(self.typed)
        self.mine.clicked.connect(lambda: self.chosen.emit(Keep.MINE, None))

    def show_difference(
        self,
        difference: Difference,
        decision: Decision | None,
        legend: Legend,
        *,
        typed: str = "",
    ) -> None:
        """Show the choices of a difference and what is decided.

        Args:
            difference: The difference.
            decision: What was decided, or None.
            legend: The plan's key.
            typed: Words that were typed into the line and did not fit yet.
        """
        keep = said.standing(difference, decision)
        name = f"{said.where(difference)}, {said.cell(difference)}"
        is_fix = difference.kind is Kind.FIX and bool(difference.choices)
        is_list = is_fix and difference.field is Field.PROGRESS
        self.segments.setVisible(bool(difference.choices) and not is_fix)
        self.combo.setVisible(is_list)
        self.line.setVisible(is_fix and not is_list)
        self.mine.setVisible(is_fix and not is_list and Keep.MINE in difference.choices)
        if is_list:
            self._show_list(difference, decision, legend, name)
        elif is_fix:
            self._show_line(difference, decision, name, typed)
        else:
            self._show_segments(difference, keep, name)
        self._key = difference.key

    def places(self) -> list[QWidget]:
        """Return where Tab goes here, in its order."""
        found: list[QWidget] = list(self.segments.findChildren(QAbstractButton))
        return [one for one in (*found, self.combo, self.line, self.mine) if one.isVisibleTo(self)]

    def choices_width(self) -> int:
        """Return the width of the widest group of buttons, in px."""
        pad, metrics = 2 * theme.px(12), theme.metrics("h3")
        words = (Keep.THEIRS, Keep.MINE, Keep.BOTH)
        return sum(metrics.horizontalAdvance(said.KEEPS[keep]) + pad for keep in words)

    def begin(self) -> None:
        """Put the keyboard into the control: the chosen button, the list or the line."""
        if self.line.isVisibleTo(self):
            self.line.setFocus()
            self.line.selectAll()
        elif self.combo.isVisibleTo(self):
            self.combo.setFocus()
            self.combo.showPopup()
        else:
            buttons = self.segments.findChildren(QAbstractButton)
            shown = [button for button in buttons if button.isVisibleTo(self)]
            chosen = [button for button in shown if button.isChecked()]
            for button in chosen or shown[:1]:
                button.setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        """Keep what stands in the line, where it was changed."""
        if self.line.isVisibleTo(self):
            self.line.finish()

    def sizeHint(self) -> QSize:
        """Return a control's height; a list and a line take the column's width."""
        return QSize(super().sizeHint().width(), theme.px(30))

    def _show_list(
        self, difference: Difference, decision: Decision | None, legend: Legend, name: str
    ) -> None:
        self.combo.blockSignals(True)
        self.combo.clear()
        for stage in legend:
            self.combo.addItem(stage.word, (Keep.THEIRS, stage.word))
        if Keep.MINE in difference.choices:
            mine = difference.mine or "empty"
            self.combo.addItem(f"Keep mine: {mine}", (Keep.MINE, None))
        wanted = (decision.keep, decision.text) if decision else None
        rows = range(self.combo.count())
        row = next((row for row in rows if self.combo.itemData(row) == wanted), -1)
        self.combo.setCurrentIndex(row)
        self.combo.blockSignals(False)
        self.combo.setAccessibleName(f"{name}: status")

    def _show_line(
        self, difference: Difference, decision: Decision | None, name: str, typed: str
    ) -> None:
        is_date = difference.field in {Field.START, Field.DUE}
        self.line.setPlaceholderText("Type a date…" if is_date else "Type what fits…")
        self.line.setAccessibleName(f"{name}: {'date' if is_date else 'words'} that fit")
        self.line.put(typed or (decision.text if decision and decision.text else ""))
        taken = decision is not None and decision.keep is Keep.MINE
        self.mine.setCheckable(True)
        self.mine.setChecked(taken)
        self.mine.setAccessibleName(f"{name}: keep mine")

    def _show_segments(self, difference: Difference, keep: Keep | None, name: str) -> None:
        if difference.choices != self._keeps or difference.key != self._key:
            self._keeps = difference.choices
            self.segments.setAccessibleName(name)
            self.segments.set_choices(
                [Choice(choice.value, said.KEEPS[choice]) for choice in difference.choices]
            )
        self.segments.set_value(keep.value if keep else "")

    def _picked(self, row: int) -> None:
        found = self.combo.itemData(row)
        if found is not None:
            keep, text = found
            self.chosen.emit(keep, text)

    def _fixed(self, text: str) -> None:
        if text.strip():
            self.chosen.emit(Keep.THEIRS, text)


class _Line(QLineEdit):
    """One line that is kept with Enter and on leaving it."""

    finished = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._before = ""
        self.returnPressed.connect(self.finish)

    def put(self, text: str) -> None:
        self._before = text
        if text != self.text():
            self.setText(text)

    def finish(self) -> None:
        if self.text() != self._before:
            self._before = self.text()
            self.finished.emit(self._before)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finish()


class Stamps:
    """Pictures of the box for rows that are not current."""

    def __init__(self, parent: QWidget) -> None:
        self._box = KeepBox(parent)
        self._box.hide()
        self._box.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        # A picture is not a place to go to.
        self._box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pictures: dict[tuple[object, ...], QPixmap] = {}

    def forget(self) -> None:
        """Take them anew: the theme or the size of text is another."""
        self._pictures.clear()

    def picture(
        self,
        difference: Difference,
        decision: Decision | None,
        legend: Callable[[], Legend],
        width: int,
    ) -> QPixmap:
        """Return the picture of a row's control, at most `width` px wide."""
        is_fix = difference.kind is Kind.FIX
        keep = said.standing(difference, decision)
        fixed = (difference.field, decision.text if decision else "", difference.mine)
        dpr = self._box.devicePixelRatioF()
        key = (difference.choices, keep, fixed if is_fix else None, width, dpr)
        found = self._pictures.get(key)
        if found is None:
            self._box.show_difference(difference, decision, legend())
            fit(self._box, width)
            found = self._pictures[key] = _picture(self._box)
        return found


def _picture(box: KeepBox) -> QPixmap:
    dpr = box.devicePixelRatioF()
    picture = QPixmap(box.size() * dpr)
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    # Without the box's own ground: the row's shows through.
    box.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return picture


def fit(box: KeepBox, width: int) -> None:
    """Give a box its size: a list or a line takes the width, buttons what they need."""
    spread = box.combo.isVisibleTo(box) or box.line.isVisibleTo(box)
    wanted = width if spread else min(width, box.segments.sizeHint().width())
    box.resize(wanted, box.sizeHint().height())
    layout = box.layout()
    if layout is not None:
        layout.activate()
