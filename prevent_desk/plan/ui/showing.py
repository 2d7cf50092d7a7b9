"""What part of the plan the grid shows: filters, order, folds, columns, row heights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, QTimer, Signal

from prevent_desk.plan.model.counts import Counts, count
from prevent_desk.plan.model.records import ActionRow, PlanSheet
from prevent_desk.plan.ui.columns import BY_KEY, COLUMNS, PROGRESS
from prevent_desk.plan.ui.grid_sizes import RowHeight
from prevent_desk.plan.ui.grid_view import GridView
from prevent_desk.plan.ui.lines import Filters, Line, SheetIndex, Sort, build
from prevent_desk.plan.ui.looks import Look, first_columns, read_widths
from prevent_desk.ui.page import Desk

_SETTING = "plan/grid"
_REMEMBER_MS = 400


@dataclass(slots=True)
class _Kept:
    """What is remembered of the grid, in plain JSON values."""

    columns: list[str] = field(default_factory=lambda: list(first_columns()))
    widths: dict[str, int] = field(default_factory=dict)
    height: str = RowHeight.MEDIUM.value
    folded: dict[str, list[str]] = field(default_factory=dict)


class Showing(QObject):
    """Turns a sheet into the grid's lines and keeps how the user likes to see them."""

    changed = Signal()
    """Filters, order or folds are new, and so is what is shown."""
    looked = Signal()
    """Columns, widths or heights are new; the same actions are shown."""

    def __init__(self, view: GridView, desk: Desk) -> None:
        super().__init__(view)
        self._view, self._desk = view, desk
        self.sheet: PlanSheet | None = None
        self.filters = Filters()
        self.sort = Sort()
        self.fitting = 0
        self.ready: Callable[[], object] = lambda: None
        self.look_of: Callable[[int], Look | None] = lambda _plan: None
        self._aside: Look | None = None
        """What "All actions" looks like, while a view with a look of its own is on show."""
        self._index: SheetIndex | None = None
        self._cleared_one = False
        self._kept = _read(desk.setting(_SETTING))
        self._later = QTimer(self, singleShot=True, interval=_REMEMBER_MS)
        self._later.timeout.connect(self.remember)
        view.widths = dict(self._kept.widths)
        view.sizes.mode = RowHeight(self._kept.height)
        view.show_columns(self._kept.columns)
        view.header.filters_changed.connect(self.show_filters)
        view.header.sort_asked.connect(self.sort_by)
        view.header.escaped.connect(self.escape)
        view.widths_changed.connect(self._later.start)
        view.widths_changed.connect(self.looked)
        view.fold_asked.connect(self.fold)

    # The sheet

    def show_sheet(self, sheet: PlanSheet | None) -> None:
        """Show a plan, or the same plan read anew."""
        another = sheet is None or self.sheet is None or sheet.head.id != self.sheet.head.id
        self.sheet = sheet
        self._index = SheetIndex(sheet) if sheet else None
        if another:
            look, plain = self.look_of(sheet.head.id) if sheet else None, self._plain()
            self._take(look or plain)
            self._aside = plain if look else None
        if sheet is not None:
            self._view.header.offer(sheet)
        self.refresh()

    def replace_rows(self, rows: Sequence[ActionRow]) -> None:
        """Show actions as they are now, in the places where they stand.

        A row that no longer fits the filter stays until the filter is next changed: it must not go
        from under the user's fingers.
        """
        if self.sheet is None:
            return
        fresh = {row.id: row for row in rows}
        before = {row.id: row.progress for row in self.sheet.rows if row.id in fresh}
        self.sheet = replace(
            self.sheet, rows=tuple(fresh.get(row.id, row) for row in self.sheet.rows)
        )
        self._index = SheetIndex(self.sheet)
        self._view.model_.replace(rows)
        self._view.sizes.follow_words(
            [place for row in rows if (place := self._view.model_.place_of(row.id)) is not None]
        )
        self._view.header.offer(self.sheet)
        if any(before.get(row.id) != row.progress for row in rows) and not self._is_flat():
            places = self._view.model_.place_of
            shown = [row for row in self.sheet.rows if places(row.id) is not None]
            rows_counted = shown if self.filters else self.sheet.rows
            self._view.model_.replace_headings(self._lines(rows_counted))
        self.changed.emit()

    def refresh(self) -> None:
        """Build the lines anew."""
        if self.sheet is None or self._index is None:
            self.fitting = 0
            self._view.show_lines(None, ())
        else:
            rows = self._index.matching(self.filters)
            self.fitting = len(rows)
            self._view.show_lines(self.sheet.head, self._lines(rows), flat=self._is_flat())
        self.changed.emit()

    # Filters

    def show_filters(self, filters: object) -> None:
        """Show what fits other filters."""
        if isinstance(filters, Filters):
            self.ready()
            self.filters = filters
            self._cleared_one = False
            self._view.header.show_filters(filters)
            self.refresh()

    def filter_progress(self, word: str, *, on: bool) -> None:
        """Filter by one stage, in its own word, or take that filter away."""
        key = COLUMNS[PROGRESS].key
        self.show_filters(self.filters.with_values(key, frozenset({word}) if on else frozenset()))

    def is_filtering_only(self, word: str) -> bool:
        """Return whether progress is filtered to just this stage."""
        return self.filters.values.get(COLUMNS[PROGRESS].key) == frozenset({word})

    def escape(self, key: str = "") -> bool:
        """Take one filter away, the column's own or the last; the next Esc takes all."""
        if not self.filters:
            self._view.setFocus()
            return False
        if self._cleared_one:
            self.clear()
            return True
        last = key if key in self.filters.order else self.filters.order[-1]
        self.show_filters(self.filters.without(last))
        self._cleared_one = True
        return True

    def clear(self) -> None:
        """Take all filters away."""
        self.show_filters(Filters())

    # Order and folds

    def sort_by(self, key: str) -> None:
        """Sort by a column: up, then down, then in the plan's own order again."""
        if self.sort.key != key:
            self.order(replace(self.sort, key=key, descending=False))
        elif not self.sort.descending:
            self.order(replace(self.sort, descending=True))
        else:
            self.order(Sort())

    def order(self, sort: Sort) -> None:
        """Show the actions in another order."""
        self.ready()
        self.sort = sort
        self._view.header.show_sort(sort)
        self.refresh()

    def fold(self, key: str, folded: bool) -> None:
        """Fold or open one heading."""
        self._fold([key], folded=folded)

    def fold_all(self, *, folded: bool) -> None:
        """Fold or open every objective."""
        if self.sheet is not None:
            keys = [f"o{objective.id}" for objective in self.sheet.objectives]
            if not folded:
                keys += [f"a{activity.id}" for activity in self.sheet.activities]
            self._fold(keys, folded=folded)

    def reveal(self, action_id: int) -> bool:
        """Make sure an action is shown: open its folds, and clear the filters that hide it."""
        if self.sheet is None:
            return False
        row = next((row for row in self.sheet.rows if row.id == action_id), None)
        if row is None:
            return False
        if self._view.model_.place_of(action_id) is None:
            activity = next(a for a in self.sheet.activities if a.id == row.activity_id)
            self._set_folded(self._folded() - {f"a{activity.id}", f"o{activity.objective_id}"})
            self.refresh()
        if self._view.model_.place_of(action_id) is None:
            self.clear()
        return True

    # How it looks

    def look(self) -> Look:
        """Return the look of the moment."""
        return Look(
            tuple(self._kept.columns),
            dict(self._view.widths),
            self.filters,
            self.sort,
            self._view.sizes.mode,
        )

    def show_look(self, look: Look | None) -> None:
        """Show the plan by a saved look, or as all actions, in the columns that these had."""
        self.ready()
        if look is not None:
            self._aside = self._aside or self._plain()
            self._take(look)
        else:
            self._take(self._plain())
            self._aside = None
        self.refresh()

    def _plain(self) -> Look:
        """Return all actions in the plan's order, in columns and heights of their own."""
        look = self._aside or self.look()
        return replace(look, filters=Filters(), sort=Sort())

    def _take(self, look: Look) -> None:
        self.filters, self.sort = look.filters, look.sort
        self._cleared_one = False
        self._kept.columns = list(look.columns)
        view = self._view
        view.widths = dict(look.widths)
        view.show_columns(look.columns)
        view.set_mode(look.height)
        view.header.show_filters(self.filters)
        view.header.show_sort(self.sort)

    def shown_columns(self) -> list[str]:
        """Return the keys of the columns in sight."""
        return list(self._kept.columns)

    def show_column(self, key: str, *, shown: bool) -> None:
        """Show or hide one column; Ref and Action always stay."""
        keys = {*self._kept.columns, key} if shown else {*self._kept.columns} - {key}
        self._kept.columns = sorted(keys | {"ref", "action"}, key=lambda name: BY_KEY[name])
        self._view.show_columns(self._kept.columns)
        self._later.start()
        self.looked.emit()

    def reset_columns(self) -> None:
        """Show the columns and widths of the first day."""
        self._kept.columns = _Kept().columns
        self._view.widths = {}
        self._view.show_columns(self._kept.columns)
        self._later.start()
        self.looked.emit()

    def height(self) -> RowHeight:
        """Return how much of each action is seen."""
        return self._view.sizes.mode

    def set_height(self, height: RowHeight) -> None:
        """Show more or less of each action."""
        self._view.set_mode(height)
        self._later.start()
        self.looked.emit()

    def remember(self) -> None:
        """Write what changed into the desk's settings."""
        self._later.stop()
        look = self._aside or self.look()
        self._desk.remember(
            _SETTING,
            {
                "columns": list(look.columns),
                "widths": look.widths,
                "height": look.height.value,
                "folded": self._kept.folded,
            },
        )

    def flush(self) -> None:
        """Write at once what would be written in a moment."""
        if self._later.isActive():
            self.remember()

    def counts(self) -> Counts:
        """Return how many actions of the whole plan stand where."""
        if self.sheet is None:
            return count((), ())
        return count(self.sheet.rows, self.sheet.head.legend)

    def _lines(self, rows: Sequence[ActionRow]) -> list[Line]:
        assert self.sheet is not None  # noqa: S101 - both callers have looked
        return build(
            self.sheet,
            rows,
            sort=self.sort,
            folded=frozenset(self._folded()),
            filtered=bool(self.filters),
        )

    def _is_flat(self) -> bool:
        return self.sort.flat and self.sort.key is not None

    def _fold(self, keys: Sequence[str], *, folded: bool) -> None:
        if self.filters:
            # A match must never be hidden: folds rest while a filter is on.
            return
        now = self._folded()
        self._set_folded(now | set(keys) if folded else now - set(keys))
        self.refresh()

    def _folded(self) -> set[str]:
        return set(self._kept.folded.get(self._plan_key(), ()))

    def _set_folded(self, keys: set[str]) -> None:
        self._kept.folded[self._plan_key()] = sorted(keys)
        self._later.start()

    def _plan_key(self) -> str:
        return str(self.sheet.head.id) if self.sheet else ""


def _read(value: object) -> _Kept:
    """Return what is remembered; whatever is not understood is passed over."""
    kept = _Kept()
    if not isinstance(value, dict):
        return kept
    columns = value.get("columns")
    if isinstance(columns, list) and {"ref", "action"} <= set(map(str, columns)):
        kept.columns = [key for key in map(str, columns) if key in BY_KEY]
    kept.widths = read_widths(value.get("widths"))
    if value.get("height") in {height.value for height in RowHeight}:
        kept.height = str(value["height"])
    folded = value.get("folded")
    if isinstance(folded, dict):
        kept.folded = {
            str(plan): [str(key) for key in keys]
            for plan, keys in folded.items()
            if isinstance(keys, list)
        }
    return kept
