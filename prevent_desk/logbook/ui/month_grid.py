"""The days of a month, painted: what happened when, bars over several days, bank holidays.

Arrows go from day to day, PgUp and PgDn by months, Home and End to the ends of the week, T to
today; Space goes through the records of the day, Enter opens them all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from prevent_desk.core.dates import add_months, say_date, say_short
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.logbook.model.days import DayEntry
from prevent_desk.logbook.model.month import DAYS, Bar, Month, fitting, lay, month_of, on_day
from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.ui import icons, painting, theme

_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY = timedelta(days=1)
_SATURDAY = 5
_HEAD, _NUMBER, _LANE, _GAP = 26, 22, 20, 2
_PAD = 5
_ROUND = 4


class MonthGrid(QWidget):
    """Shows one month.

    Signals:
        day_changed: Another day is the current one; carries it.
        record_chosen: A record of the day; its number, or None.
        record_opened: Its number: a double click.
        day_opened: Enter, or a click on "+3 more": carries the day.
        stepped_back: Esc.
    """

    day_changed = Signal(object)
    record_chosen = Signal(object)
    record_opened = Signal(int)
    day_opened = Signal(object)
    stepped_back = Signal()

    def __init__(
        self,
        noun: Noun,
        today: Callable[[], date],
        working_days: Callable[[], WorkingDays],
        parent: QWidget | None = None,
    ) -> None:
        """Make it, at today.

        Args:
            noun: What its records are called, for screen readers.
            today: The desk's clock.
            working_days: Tells bank holidays and closures.
            parent: Its owner.
        """
        super().__init__(parent)
        self._noun, self._today, self._working = noun, today, working_days
        self._day = today()
        self._month = month_of(self._day)
        self._entries: list[DayEntry] = []
        self._bars: list[Bar] = []
        self._closed: dict[date, str] | None = None
        self._chosen: int | None = None
        self._hover: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.updateGeometry)

    # What it shows

    def month(self) -> Month:
        """Return the month on show."""
        return self._month

    def day(self) -> date:
        """Return the current day."""
        return self._day

    def chosen(self) -> int | None:
        """Return the record that is chosen."""
        return self._chosen

    def entries(self) -> Sequence[DayEntry]:
        """Return the records of the month on show."""
        return self._entries

    def of_day(self, day: date | None = None) -> list[DayEntry]:
        """Return the records of a day, or of the current one."""
        return on_day(self._entries, day or self._day)

    def show_entries(self, entries: Sequence[DayEntry]) -> None:
        """Show what happened in the month on show, keeping the record that is chosen."""
        self._entries = sorted(entries, key=lambda one: (one.first, one.id))
        self._bars = lay(self._month, self._entries)
        if self._chosen not in {one.id for one in self._entries}:
            self._choose(None)
        self._say()
        self.update()

    def show_day(self, day: date) -> bool:
        """Make a day the current one; True where its month was not on show, and is empty still."""
        turned = not self._month.holds(day)
        self._day = day
        if turned:
            self._month = month_of(day)
            self._entries, self._bars = [], []
            self._closed = None
        self._say()
        self.update()
        return turned

    def choose(self, record_id: int | None) -> None:
        """Show a record as the chosen one, without telling."""
        self._chosen = record_id
        self._say()
        self.update()

    def lanes(self) -> int:
        """Return how many lines a day has for records."""
        return max(1, (self._row_height() - theme.px(_NUMBER)) // theme.px(_LANE + _GAP))

    def lane_box(self, week: int, lane: int, left: int, right: int) -> QRect:
        """Return where a line of a week lies, from one column to another."""
        first, last = self._cell(week, left), self._cell(week, right)
        top = first.y() + theme.px(_NUMBER) + lane * theme.px(_LANE + _GAP)
        return QRect(first.x() + 3, top, last.right() - first.x() - 6, theme.px(_LANE))

    # Inside

    def _closed_on(self, day: date) -> str:
        """Return why a day of the month on show is not worked; empty where it is."""
        if self._closed is None:
            # Not before somebody looks: the bank holidays of a log without days are never read.
            days = self._working()
            years = {self._month.monday.year, self._month.last_shown.year}
            self._closed = {one.day: one.words for year in years for one in days.closed_in(year)}
        return self._closed.get(day, "")

    def _go(self, day: date) -> None:
        self.show_day(day)
        self.day_changed.emit(day)
        first = next(iter(self.of_day()), None)
        self._choose(first.id if first is not None else None)
        self._say()

    def _choose(self, record_id: int | None) -> None:
        if record_id != self._chosen:
            self._chosen = record_id
            self.record_chosen.emit(record_id)
            self.update()

    def _next_of_day(self) -> None:
        ids = [one.id for one in self.of_day()]
        if ids:
            place = ids.index(self._chosen) + 1 if self._chosen in ids else 0
            self._choose(ids[place % len(ids)])
            self._say()

    def _say(self) -> None:
        """Tell screen readers the day, what it holds, and what is chosen of it."""
        here = self.of_day()
        parts = [say_date(self._day), self._closed_on(self._day)]
        parts.append(self._noun.counted(len(here)) if here else f"no {self._noun.one}")
        chosen = next((one for one in here if one.id == self._chosen), None)
        if chosen is not None:
            parts.append(chosen.words)
        self.setAccessibleName(", ".join(part for part in parts if part))

    # Where things lie

    def _row_height(self) -> int:
        return max(1, (self.height() - theme.px(_HEAD)) // self._month.weeks)

    def _cell(self, week: int, column: int) -> QRect:
        high, top = self._row_height(), theme.px(_HEAD)
        left = self.width() * column // DAYS
        right = self.width() * (column + 1) // DAYS
        return QRect(left, top + week * high, right - left, high)

    def _under(self, at: QPoint) -> tuple[date | None, Bar | None, bool]:
        """Return the day under a point, the bar there, and whether it is at "+3 more"."""
        if at.y() < theme.px(_HEAD):
            return None, None, False
        week = min((at.y() - theme.px(_HEAD)) // self._row_height(), self._month.weeks - 1)
        column = min(max(at.x() * DAYS // max(self.width(), 1), 0), DAYS - 1)
        day = self._month.day(week, column)
        kept, more = fitting(self._bars, self.lanes())
        for bar in kept:
            if bar.week == week and self.lane_box(week, bar.lane, bar.left, bar.right).contains(at):
                return day, bar, False
        last = self.lane_box(week, self.lanes() - 1, column, column)
        return day, None, (week, column) in more and last.contains(at)

    # Qt

    def sizeHint(self) -> QSize:
        """Ask for room for two records a day."""
        return QSize(theme.px(700), theme.px(_HEAD + 6 * (_NUMBER + 2 * (_LANE + _GAP))))

    def minimumSizeHint(self) -> QSize:
        """Ask for room for one line a day."""
        return QSize(theme.px(350), theme.px(_HEAD + 6 * (_NUMBER + _LANE)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names of days, days, bars, what did not fit, and the ring of focus."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        self._paint_head(painter)
        for week in range(self._month.weeks):
            for column in range(DAYS):
                self._paint_day(painter, week, column)
        self._paint_frame(painter)
        kept, more = fitting(self._bars, self.lanes())
        for bar in kept:
            self._paint_bar(painter, bar)
        for (week, column), number in more.items():
            room = self.lane_box(week, self.lanes() - 1, column, column)
            words = f"+{number:,} more"
            painting.draw_line(painter, room.adjusted(_PAD, 0, 0, 0), words, "medium", "accenttext")

    def _paint_frame(self, painter: QPainter) -> None:
        """Draw the frame of the day the keyboard is on; bars of several days go over it."""
        cell = self._month.cell(self._day)
        if cell is not None:
            box = self._cell(*cell)
            if self.hasFocus():
                painting.draw_focus(painter, box)
            else:
                painter.setPen(theme.colour("ctl"))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(box.adjusted(0, 0, -1, -1))

    def _paint_head(self, painter: QPainter) -> None:
        head = QRect(0, 0, self.width(), theme.px(_HEAD))
        painter.fillRect(head, theme.colour("sunken"))
        painting.hairline(painter, head, Qt.Edge.BottomEdge, "line2")
        for column, name in enumerate(_NAMES):
            cell = self._cell(0, column)
            room = QRect(cell.x() + _PAD + 2, 0, cell.width() - 2 * _PAD, head.height())
            painting.draw_line(painter, room, name, "strong", "text2")

    def _paint_day(self, painter: QPainter, week: int, column: int) -> None:
        box, day = self._cell(week, column), self._month.day(week, column)
        inside, closed = self._month.holds(day), self._closed_on(day)
        if day == self._day:
            painter.fillRect(box, theme.colour("sel"))
        elif column >= _SATURDAY or closed or not inside:
            painter.fillRect(box, theme.colour("sunken"))
        painting.hairline(painter, box, Qt.Edge.BottomEdge)
        if column < DAYS - 1:
            painting.hairline(painter, box, Qt.Edge.RightEdge)
        ink = "onsel" if day == self._day else "text" if inside else "text3"
        line = QRect(box.x() + _PAD + 2, box.y() + 2, box.width() - 2 * _PAD, theme.px(_NUMBER - 4))
        words = str(day.day) if inside else say_short(day).rsplit(" ", 1)[0]
        if day == self._today():
            wide = theme.metrics("strong").horizontalAdvance(words) + 2 * _PAD
            disc = QRectF(line.x() - _PAD, line.y(), max(wide, line.height()), line.height())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(disc, line.height() / 2, line.height() / 2)
            middle = Qt.AlignmentFlag.AlignHCenter
            painting.draw_line(painter, disc, words, "strong", "onaccent", middle)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            used = round(disc.width())
        else:
            painting.draw_line(painter, line, words, "strong" if inside else "small", ink)
            used = theme.metrics("strong").horizontalAdvance(words) + _PAD
        if closed:
            room = line.adjusted(used + 2, 0, 0, 0)
            ink = "onsel" if day == self._day else "text3"
            painting.draw_line(painter, room, closed, "small", ink)

    def _paint_bar(self, painter: QPainter, bar: Bar) -> None:
        room = QRectF(self.lane_box(bar.week, bar.lane, bar.left, bar.right))
        tone, chosen = bar.entry.tone, bar.entry.id == self._chosen
        ground, ink = ("accentsoft", "accenttext") if tone == "accent" else (f"{tone}bg", tone)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)
        if not theme.is_contrast():
            painter.fillPath(shape, theme.colour(ground))
        if chosen or bar.entry.id == self._hover or theme.is_contrast():
            pen = painter.pen()
            pen.setColor(theme.colour("focus" if chosen else ink))
            pen.setWidthF(2 if chosen else 1)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(shape)
        painter.restore()
        x = room.x() + _PAD
        if not bar.begins:
            x = self._paint_glyph(painter, "chevron-left", x, room, ink)
        elif bar.entry.icon:
            x = self._paint_glyph(painter, bar.entry.icon, x, room, ink)
        right = room.right() - _PAD - (theme.px(12) if not bar.ends else 0)
        words = QRectF(x, room.y(), max(0, right - x), room.height())
        painting.draw_line(painter, words, bar.entry.words, "medium", ink)
        if not bar.ends:
            self._paint_glyph(painter, "chevron-right", right, room, ink)

    def _paint_glyph(self, painter: QPainter, name: str, x: float, room: QRectF, ink: str) -> float:
        side = theme.px(12)
        icons.paint(painter, name, x, round(room.y() + (room.height() - side) / 2), side, ink)
        return x + side + 4

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from day to day, open the day, step back."""
        day, key = self._day, Qt.Key(event.key())
        to = {
            Qt.Key.Key_Left: day - _DAY,
            Qt.Key.Key_Right: day + _DAY,
            Qt.Key.Key_Up: day - 7 * _DAY,
            Qt.Key.Key_Down: day + 7 * _DAY,
            Qt.Key.Key_PageUp: add_months(day, -1),
            Qt.Key.Key_PageDown: add_months(day, 1),
            Qt.Key.Key_Home: day - _DAY * day.weekday(),
            Qt.Key.Key_End: day + _DAY * (DAYS - 1 - day.weekday()),
            Qt.Key.Key_T: self._today(),
        }.get(key)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if to is not None and not held:
            self._go(to)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not held:
            self.day_opened.emit(day)
        elif key == Qt.Key.Key_Space:
            self._next_of_day()
        elif key == Qt.Key.Key_Escape:
            self.stepped_back.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a day, and the record under the pointer."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        day, bar, more = self._under(event.position().toPoint())
        if day is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        if day != self._day:
            self._go(day)
        if bar is not None:
            self._choose(bar.entry.id)
            self._say()
        elif more:
            self.day_opened.emit(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a record, or a day."""
        day, bar, more = self._under(event.position().toPoint())
        if bar is not None:
            self.record_opened.emit(bar.entry.id)
        elif day is not None and not more:
            self.day_opened.emit(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Outline the record under the pointer."""
        _day, bar, _more = self._under(event.position().toPoint())
        hover = bar.entry.id if bar is not None else None
        if hover != self._hover:
            self._hover = hover
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Outline nothing."""
        super().leaveEvent(event)
        self._hover = None
        self.update()

    def event(self, event: QEvent) -> bool:
        """Show a record's whole words, or what day it is, under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day, bar, _more = self._under(event.pos())
            words = bar.entry.words if bar is not None else self._closed_on(day or date.min)
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()
