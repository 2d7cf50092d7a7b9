"""The list at the left of the room: a box to filter, open, closed or all, and the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.referrals.model import listing
from prevent_desk.referrals.model.intake import DraftInfo
from prevent_desk.referrals.model.listing import Filter, Line, Listing, Which
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.clocks import acts as clock_acts
from prevent_desk.referrals.ui.clocks.following import follow_limits
from prevent_desk.referrals.ui.list import saved_views
from prevent_desk.referrals.ui.list.filters import FilterPanel, active
from prevent_desk.referrals.ui.list.finding import LEAST_LETTERS, Finding, Opening
from prevent_desk.referrals.ui.list.line_list import LineList, LineModel, Row
from prevent_desk.referrals.ui.papers import brought as papers
from prevent_desk.ui import icons, theme
from prevent_desk.ui.forms import Form, register
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.chip import ChipButton
from prevent_desk.ui.widgets.editors import SearchBox
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import ElidedLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_MINUTE_MS = 60_000

register(LineList)


class _PaneForm(Form):
    """forms/referrals/list_pane.ui."""

    ui = "referrals/list_pane.ui"
    title_label: QLabel
    top_count_label: ElidedLabel
    new_button: Button
    filter_box: SearchBox
    more_button: IconButton
    which_place: QWidget
    count_label: ElidedLabel
    chips_place: QWidget
    panel_area: QScrollArea
    pages: QStackedWidget
    head_column: QVBoxLayout
    which_row: QHBoxLayout
    list_page: QWidget
    list: LineList
    foot_button: Button
    empty_page: QWidget
    empty_state: EmptyState


_PANEL_LEAST = 120
"""Of the panel of filters: two of its rows, the others scrolled to."""


class ReferralList(QWidget):
    """Satisfies `prevent_desk.referrals.ui.panes.ListPane`.

    Attributes:
        on_chosen: Called with the key of a referral when another row becomes the current one.
        on_opened: Called with a referral's key when Enter or a double click asks for its record.
    """

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self._around = around
        self._lists, self._intake = around.services.lists, around.services.intake
        self.on_chosen: Callable[[int], object] = lambda _key: None
        self.on_opened: Callable[[int], object] = lambda _key: None
        self._filter = Filter()
        self._listing = Listing(self._filter, (), 0, 0)
        self._opening: Opening = ()
        self._drafts: list[DraftInfo] = []
        self._chosen: int | None = None
        self._chips_shown: list[tuple[str, str]] | None = None
        self._quiet = False
        self.views = saved_views.SavedViews(around.desk)
        self.form = form = _PaneForm(self)
        self._finding = Finding(self._lists, self._show, self)
        self.model = LineModel(self)
        form.list.setModel(self.model)
        form.list.today = around.clock.today
        self.which = Segmented(
            [Choice(Which.OPEN, "Open"), Choice(Which.CLOSED, "Closed"), Choice(Which.ALL, "All")],
            self.tr("Which referrals"),
        )
        _place(form.which_place, self.which)
        self._chips = FlowLayout(form.chips_place, gap=6)
        self.panel = FilterPanel(around)
        form.panel_area.setWidget(self.panel)
        form.more_button.name_it(self.tr("More filters, order and saved views"))
        self.setFocusProxy(form.list)
        self._connect()
        self._open_panel(on=False)
        self._set(self._filter)

    def _connect(self) -> None:
        form = self.form
        form.new_button.clicked.connect(self._new)
        form.filter_box.textChanged.connect(self._typed)
        form.filter_box.moved.connect(form.list.move_by)
        form.filter_box.returnPressed.connect(self._open_current)
        form.more_button.toggled.connect(lambda on: self._open_panel(on=on))
        self.which.chosen.connect(self._take_which)
        self.panel.chosen.connect(self.take)
        self.panel.form.view_picker.picked.connect(self._take_view)
        self.panel.form.view_button.clicked.connect(self._keep_view)
        form.list.selectionModel().currentChanged.connect(self._current_changed)
        form.list.opened.connect(self._open_row)
        form.list.menu_asked.connect(self._show_menu)
        form.list.stepped_back.connect(self.step_back)
        form.foot_button.clicked.connect(self._show_elsewhere)
        form.empty_state.first_clicked.connect(self.clear)
        form.empty_state.second_clicked.connect(self._show_elsewhere)
        theme.changed.connect(self._fit_panel)
        # What is due by the hour, and by the day at midnight, moves on by itself.
        self._tick = QTimer(self, interval=_MINUTE_MS)
        self._tick.timeout.connect(self._follow_time)
        self._tick.start()
        follow_limits(self._around.services.clocks, self, self.reload)

    # What the room asks

    def widget(self) -> QWidget:
        """Return the pane itself."""
        return self

    def choose(self, episode_id: int) -> None:
        """Make a referral the current row, taking filters off where they hide it."""
        self._chosen = episode_id
        place = self._lists.place(self._listing, episode_id)
        if place < 0 and self._around.services.episodes.is_there(episode_id):
            which = Which.OPEN if self._lists.is_open(episode_id) else Which.CLOSED
            if self._filter.which is Which.ALL:
                which = Which.ALL
            self._set(Filter(which=which, sort=self._filter.sort))
            place = self._lists.place(self._listing, episode_id)
        self._go(place)

    def chosen(self) -> int | None:
        """Return the current row's referral."""
        return self._chosen

    def focus_filter(self) -> None:
        """Put the keyboard into the filter box, its words marked."""
        self.form.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.form.filter_box.selectAll()

    def reload(self) -> None:
        """Show the store as it is now, keeping filters and the current row."""
        self._finding.ask(self._filter)

    def shown_count(self) -> str:
        """Return "6 of 27 referrals shown"."""
        return self.tr("{0} of {1} referrals shown").format(self._count_words(), _n(self._total()))

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the list now."""
        found = [
            Command("Show open referrals", partial(self._take_which, Which.OPEN), "inbox"),
            Command("Show closed referrals", partial(self._take_which, Which.CLOSED), "inbox"),
            Command("Show all referrals", partial(self._take_which, Which.ALL), "inbox"),
            Command("Filter the list", self.focus_filter, "search", "Ctrl+F"),
            Command("More filters of the list", self.open_filters, "sliders-horizontal"),
            Command("Keep this view of the list…", self._keep_view, "bookmark", words="saved view"),
        ]
        if self._filter.is_narrowed:
            found.append(Command("Clear filters of the list", self.clear, "funnel-x", "Esc"))
        found += papers.of_list(self._around)
        found += [
            Command(f"List: {name}", partial(self._take_view, name), "bookmark", words="saved view")
            for name in self.views.names()
        ]
        return found

    def position(self) -> dict[str, Any]:
        """Return filters and order in plain JSON values."""
        return dict(self._filter.to_json())

    def go_to(self, position: dict[str, Any]) -> None:
        """Bring filters and order back."""
        self._set(listing.from_json(position))

    # What the screen does

    def filter(self) -> Filter:
        """Return what the list is filtered by."""
        return self._filter

    def take(self, wanted: Filter) -> None:
        """Show what another filter finds; one that only ended ones can pass looks at all."""
        hides = wanted.which is Which.OPEN and _is_of_ended(wanted)
        self._set(replace(wanted, which=Which.ALL) if hides else wanted)

    def clear(self) -> None:
        """Take every filter off but open, closed and all."""
        self._set(self._filter.cleared())

    def open_filters(self) -> None:
        """Show the panel of filters and put the keyboard into it."""
        self.form.more_button.setChecked(True)
        self.panel.form.due_picker.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_back(self) -> None:
        """Take the newest filter off; without one, close the panel."""
        chips = active(self._around.services.forms, self._filter)
        if self.form.filter_box.text():
            self.form.filter_box.clear()
        elif chips:
            self._drop(chips[-1][0])
        else:
            self.form.more_button.setChecked(False)

    def _set(self, wanted: Filter) -> None:
        self._filter = wanted
        with self._quietly():
            if wanted.text != self._typed_words():
                self.form.filter_box.setText(wanted.text)
        self.which.set_value(wanted.which)
        if self.form.more_button.isChecked():
            self._show_in_panel()
        self._show_chips()
        self._finding.ask(wanted)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Tell nothing of the rows and words that the pane itself sets."""
        was, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = was

    def _typed_words(self) -> str:
        words = " ".join(self.form.filter_box.text().split())
        return words if len(words) >= LEAST_LETTERS else ""

    def _typed(self) -> None:
        words = self._typed_words()
        if not self._quiet and words != self._filter.text:
            self._set(replace(self._filter, text=words))

    def _take_which(self, which: str) -> None:
        self._set(replace(self._filter, which=Which(which)))

    def _drop(self, name: str) -> None:
        plain = getattr(Filter(), name)
        changed: dict[str, Any] = {name: plain}
        self._set(replace(self._filter, **changed))

    # Rows

    def _show(self, found: Listing, opening: Opening) -> None:
        """Show what was found, keeping the row that was chosen and the place without telling."""
        self._opening = opening
        bar = self.form.list.verticalScrollBar()
        at = bar.value() if found.filter == self._listing.filter else -1
        self._listing = found
        self._drafts = self._drafts_beside(found.filter)
        with self._quietly():
            self.model.show_list(self._rows, len(self._drafts) + found.count)
            place = -1 if self._chosen is None else self._lists.place(found, self._chosen)
            self._go(place)
            if at >= 0:
                if at:
                    self.form.list.lay_whole()
                else:
                    self.form.list.executeDelayedItemsLayout()
                bar.setValue(at)
        self._say()

    def _drafts_beside(self, wanted: Filter) -> list[DraftInfo]:
        hidden = wanted.is_narrowed or wanted.which is Which.CLOSED
        return [] if hidden else self._intake.drafts()

    def _rows(self, offset: int, limit: int) -> list[Row]:
        first: list[Row] = list(self._drafts[offset : offset + limit])
        start = max(0, offset - len(self._drafts))
        wanted = limit - len(first)
        if start + wanted <= len(self._opening) or len(self._opening) == self._listing.count:
            return first + list(self._opening[start : start + wanted])
        return first + list(self._lists.rows(self._listing, start, wanted))

    def _go(self, place: int) -> None:
        with self._quietly():
            self.form.list.go(place + len(self._drafts) if place >= 0 else -1)

    def _current_changed(self) -> None:
        if self._quiet:
            return
        row = self.form.list.current()
        if isinstance(row, Line) and row.id != self._chosen:
            self._chosen = row.id
            self.on_chosen(row.id)

    def _open_current(self) -> None:
        if self.form.list.current() is None:
            self.form.list.move_by(0)
        row = self.form.list.current()
        if row is not None:
            self._open_row(row)

    def _open_row(self, row: Row) -> None:
        if isinstance(row, DraftInfo):
            self._around.open_view("intake", {"draft": row.key})
        else:
            self._chosen = row.id
            self.on_chosen(row.id)
            self.on_opened(row.id)

    def _show_menu(self, row: Row, place: QPoint) -> None:
        menu = QMenu(self)
        for command in self.row_commands(row):
            picture = icons.icon(command.icon, "text2", theme.px(16))
            run = command.run
            menu.addAction(picture, command.title).triggered.connect(
                lambda _on=False, run=run: run()
            )
        menu.popup(place)

    def row_commands(self, row: Row) -> list[Command]:
        """Return what a row's menu offers."""
        found = [Command("Open", partial(self._open_row, row), "inbox", "Enter")]
        if isinstance(row, DraftInfo):
            return found
        copy = partial(QGuiApplication.clipboard().setText, row.ref)
        found.append(Command("Copy the reference", copy, "copy"))
        state = replace(self._filter, state=row.state.value)
        found.append(Command(f"Only “{row.state.words}”", partial(self.take, state), "funnel"))
        if row.clock is not None:
            found += clock_acts.of(self._around, row.id, row.clock)
        return [*found, *papers.of_list(self._around)]

    # Words

    def _say(self) -> None:
        form, found = self.form, self._listing
        self._place_count()
        form.foot_button.setVisible(found.is_elsewhere or not found.is_all)
        if found.is_elsewhere:
            form.foot_button.setText(self.tr("Others hold these words: look in all"))
        elif not found.is_all:
            form.foot_button.setText(
                self.tr("The newest {0}: type more to narrow").format(found.count)
            )
        form.foot_button.setEnabled(found.is_elsewhere)
        is_empty = not self.model.rowCount()
        form.pages.setCurrentWidget(form.empty_page if is_empty else form.list_page)
        if is_empty:
            self._say_empty()
        self._around.desk.page_changed()

    def _say_empty(self) -> None:
        state, found = self.form.empty_state, self._listing
        if found.filter.is_narrowed:
            words = [f"“{found.filter.text}”"] if found.filter.text else []
            words += [said for _, said in active(self._around.services.forms, found.filter)]
            where = {Which.OPEN: "open", Which.CLOSED: "closed", Which.ALL: ""}[found.filter.which]
            title = f"No {where} referral fits".replace("  ", " ")
            state.set_filtered(title, ", ".join(words))
            if found.is_elsewhere:
                state.set_buttons("Clear filters", "", "Look in all", "inbox")
            return
        if found.filter.which is Which.CLOSED:
            state.show_text("Nothing is closed yet", icon="inbox")
            state.set_buttons("")
            return
        title = "No referrals yet" if found.filter.which is Which.ALL else "Nothing is open"
        # Without a button: the record beside it has the one that is filled.
        state.show_text(title, "A call, a form or an e-mail begins one (Ctrl+N).", icon="inbox")
        state.set_buttons("")

    def _count_words(self) -> str:
        return f"{_n(self._listing.count)}{'' if self._listing.is_all else '+'}"

    def _total(self) -> int:
        return self._listing.of

    def _show_elsewhere(self) -> None:
        self._set(Filter(which=Which.ALL, text=self._filter.text, sort=self._filter.sort))

    def _show_chips(self) -> None:
        wanted = active(self._around.services.forms, self._filter)
        if wanted == self._chips_shown:
            return
        self._chips_shown = wanted
        while self._chips.count():
            gone = self._chips.takeAt(0).widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for name, words in wanted:
            chip = ChipButton(words, "x", "accent")
            chip.setAccessibleName(self.tr("Filter {0}: take it off").format(words))
            chip.clicked.connect(partial(self._drop, name))
            self._chips.addWidget(chip)
        self.form.chips_place.setVisible(bool(self._chips.count()))
        theme.restyle(self.form.more_button, active=bool(self._chips.count()))

    # The panel

    def _follow_time(self) -> None:
        if self.isVisible() and not self._filter.text:
            self.reload()

    def _open_panel(self, *, on: bool) -> None:
        if on:
            self._show_in_panel()
        self.form.panel_area.setVisible(on)
        self._fit_panel()

    def _show_in_panel(self) -> None:
        self.panel.show_filter(self._filter)
        self._offer_views()

    def _fit_panel(self) -> None:
        """Give the panel its height, but no more than leaves the list its half."""
        wanted, least = self.panel.sizeHint().height(), theme.px(_PANEL_LEAST)
        # Not fixed: a tall window would be held to its height by what it gave the panel.
        self.form.panel_area.setMinimumHeight(min(wanted, least))
        self.form.panel_area.setMaximumHeight(min(wanted, max(least, self.height() // 2)))

    def _place_count(self) -> None:
        """Show the count beside the choice, or above it where the pane is too narrow."""
        form, found = self.form, self._listing
        counted = f"{self._count_words()} of {_n(found.of)}" if found.of else ""
        wanted = form.count_label.fontMetrics().horizontalAdvance(counted)
        margins = form.head_column.contentsMargins()
        left = self.width() - margins.left() - margins.right() - self.which.sizeHint().width()
        fits = wanted + form.which_row.spacing() <= left
        form.count_label.setText(counted if fits else "")
        form.top_count_label.setText("" if fits else counted)

    def _offer_views(self) -> None:
        picker = self.panel.form.view_picker
        picker.setAccessibleName(self.panel.form.view_label.text())
        picker.set_any_text(self.tr("None"))
        picker.set_values([(name, name) for name in self.views.names()])
        name = self.views.name_of(self._filter)
        picker.set_value(name or None)
        own = self.views.is_own(name)
        button = self.panel.form.view_button
        button.set_icon_name("trash-2" if own else "bookmark")
        button.name_it(self.tr("Remove this view") if own else self.tr("Keep this view…"))

    def _take_view(self, name: object) -> None:
        found = self.views.find(str(name)) if name else Filter()
        if found is not None:
            self._set(found)

    def _keep_view(self) -> None:
        name = self.views.name_of(self._filter)
        if name and self.views.is_own(name):
            kept = self._filter
            self.views.remove(name)
            self._around.desk.toast(
                self.tr("View “{0}” removed").format(name),
                link=self.tr("Bring it back"),
                act=lambda: self._bring_back(name, kept),
            )
        else:
            name = saved_views.ask_name(self.views, self._filter, self)
            if name:
                self._bring_back(name, self._filter)
        self._offer_views()

    def _bring_back(self, name: str, view: Filter) -> None:
        self.views.keep(name, view)
        self._offer_views()

    def _new(self) -> None:
        self._around.open_view("intake", {})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step back on Esc, from an empty box and from the buttons."""
        if event.key() == Qt.Key.Key_Escape:
            self.step_back()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Show drafts as they are now: they are typed elsewhere, and typing tells nobody."""
        super().showEvent(event)
        if self._drafts != self._drafts_beside(self._listing.filter):
            self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the panel of filters."""
        super().resizeEvent(event)
        self._fit_panel()
        self._place_count()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the rows."""
        super().focusInEvent(event)
        self.form.list.setFocus(event.reason())


def _is_of_ended(wanted: Filter) -> bool:
    """Return whether only ended referrals can pass a filter."""
    if wanted.kind in {listing.Kind.ADVICE.value, listing.Kind.TRANSFERRED.value}:
        return True
    return bool(wanted.state) and not State(wanted.state).is_open


def _n(count: int) -> str:
    return f"{count:,}"


def _place(place: QWidget, widget: QWidget) -> None:
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
