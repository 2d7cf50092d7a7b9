"""What comes again: what was missed, what is next; logged, planned, skipped, ended from here."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.community.model.series import Series, say_missed
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.engagement import acts
from prevent_desk.contacts.ui.pane_parts import Act
from prevent_desk.core.dates import say_date, say_short
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import Rule, WrapLabel

_WIDTH, _HEIGHT = 620, 420


class RegularList(Dialog):
    """Lists the series, each with what it asks for now.

    Attributes:
        made: The event entered last from here; None for none.
    """

    def __init__(self, around: Around) -> None:
        super().__init__(
            "Regular engagement",
            "What comes again, when it is next, and the days that are not entered yet.",
            around.owner.window(), width=_WIDTH,
        )  # fmt: skip
        self._around = around
        self.made: int | None = None
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setMinimumHeight(theme.px(_HEIGHT))
        self.body.addWidget(self.area, 1)
        self.close_button = self.add_cancel("Close")
        self.buttons: list[Button] = []
        self._series_of: dict[Button, int] = {}
        around.acts.changed.connect(self.reload)
        self.reload()
        first = self.buttons[0] if self.buttons else self.close_button
        first.setFocus()

    def reload(self) -> None:
        """Show the series as they are now; the keyboard stays on its series."""
        here = next((one for one in self.buttons if one is self.focusWidget()), None)
        words = here.text() if here is not None else ""
        series_id = self._series_of.get(here) if here is not None else None
        self.buttons, self._series_of = [], {}
        inside = QWidget()
        inside.setProperty("pane", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        found = self._around.services.regular.all(ended=True)
        if not found:
            column.addWidget(
                EmptyState(
                    "repeat-2", "Nothing comes again yet",
                    "Choose an event in the log, then “It comes again” at the right.",
                )
            )  # fmt: skip
        for place, series in enumerate(found):
            if place:
                column.addWidget(Rule())
            column.addWidget(self._row(series))
        column.addStretch(1)
        old = self.area.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self.area.setWidget(inside)
        same = [one for one in self.buttons if self._series_of[one] == series_id]
        same.sort(key=lambda one: one.text() != words)
        for one in same[:1]:
            one.setFocus()

    # Inside

    def _row(self, series: Series) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(5)
        column.addWidget(WrapLabel(series.title, "h3"))
        last = f"last on {say_short(series.last)}" if series.last else "none entered"
        column.addWidget(
            WrapLabel(
                f"{series.kind_words}  ·  {series.rule}  ·  {series.entered} so far, {last}",
                "small",
            )
        )
        chips = QWidget()
        flow = FlowLayout(chips, gap=6)
        if series.ended is not None:
            flow.addWidget(Chip(f"Ended {say_short(series.ended)}", "circle-pause", "grey"))
        if series.missed:
            flow.addWidget(Chip(say_missed(series.missed), "clock", "amber"))
        if series.next is not None:
            closed = f" ({series.next.words})" if series.next.words else ""
            flow.addWidget(
                Chip(f"Next {say_date(series.next.day)}{closed}", "calendar-clock",
                     "amber" if closed else "blue")
            )  # fmt: skip
        column.addWidget(chips)
        holder = QWidget()
        row = FlowLayout(holder, gap=8)
        for act in self._acts(series):
            button = Button(act.words, act.icon, kind="link", small=True)
            button.setAccessibleName(f"{act.words}: {series.title}")
            button.clicked.connect(lambda _on=False, run=act.run: run())
            self.buttons.append(button)
            self._series_of[button] = series.id
            row.addWidget(button)
        column.addWidget(holder)
        return made

    def _acts(self, series: Series) -> list[Act]:
        regular, do = self._around.services.regular, self._around.acts.do
        found: list[Act] = []
        if series.ended is not None:
            return [
                Act("Let it go on", partial(
                    do, partial(regular.go_on, series.id), None, said="It comes again"),
                    "rotate-ccw")
            ]  # fmt: skip
        if len(series.missed) > 1:
            found.append(
                Act(f"Log all {len(series.missed)} as one entry", partial(self._log_all, series),
                    "list-checks")
            )  # fmt: skip
        if series.missed:
            found.append(Act("Log the first", partial(self._log, series), "plus"))
        elif series.next is not None and series.next.day <= self._around.clock.today():
            found.append(Act("Log it", partial(self._log_next, series), "plus"))
        if series.next is not None:
            found.append(Act("Plan the next", partial(self._plan, series), "calendar-plus"))
        skip = "Skip what was missed" if series.missed else "Skip the next"
        found += [
            Act(skip, partial(do, partial(regular.skip, series.id), None, said="Skipped"),
                "arrow-right"),
            Act("Change", partial(acts.change_regular, self._around, series), "pencil"),
            Act("Calendar file", partial(acts.take_series_to_calendar, self._around, series),
                "calendar-arrow-down"),
            Act("End", partial(do, partial(regular.end, series.id), None, said="It has ended"),
                "circle-pause"),
        ]  # fmt: skip
        return found

    def _log_all(self, series: Series) -> None:
        start = self._around.services.regular.all_missed(series.id)
        self._keep(acts.add(self._around, start, f"regular/{series.id}"))

    def _log(self, series: Series) -> None:
        start = self._around.services.regular.proposal(series.id, series.missed[0])
        self._keep(acts.add(self._around, start, f"regular/{series.id}"))

    def _log_next(self, series: Series) -> None:
        if series.next is not None:
            start = self._around.services.regular.proposal(series.id, series.next.day)
            self._keep(acts.add(self._around, start, f"regular/{series.id}"))

    def _plan(self, series: Series) -> None:
        made = self._around.acts.do(
            partial(self._around.services.regular.plan_next, series.id), None, said="Planned"
        )
        self._keep(made)

    def _keep(self, made: int | None) -> None:
        self.made = made or self.made
