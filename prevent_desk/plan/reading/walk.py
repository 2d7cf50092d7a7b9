"""One sheet or document from the top down: what is a heading, an action, and what goes where.

Our own workbook and the plans of others take the same way. In ours the first column says what a
row is; in others a heading is known by its words and by standing alone across the table.
"""

from __future__ import annotations

import re

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model import workbook as words
from prevent_desk.plan.model.draft import (
    DraftAction,
    DraftActivity,
    DraftObjective,
    PlanDraft,
    Unplaced,
)
from prevent_desk.plan.reading import cuts, lead_in, merges
from prevent_desk.plan.reading.header import Header, header_at
from prevent_desk.plan.reading.other_tables import other_tables
from prevent_desk.plan.reading.row import OpenRow
from prevent_desk.plan.reading.words import (
    activity_of,
    legend_of,
    objective_of,
    plain,
)
from prevent_desk.readers.grid import Cell, Grid, Kind

_LABEL = re.compile(
    rf"^(?:({words.OBJECTIVE}|{words.ACTIVITY})(?:\s+(\S.*))?|({words.AIM}|{words.INTRODUCTION}))$"
)
_LONGEST_HEADING = 160
_INHERITED = ("leads", "timescale", "resources")
_FURNITURE = re.compile(r"^(?:key|note|notes|total|totals|source|prepared|updated|page)\b", re.I)
_SHOWN = 200


class Walk:
    """One sheet, or one Word document, from the top down."""

    def __init__(self, grid: Grid, draft: PlanDraft) -> None:
        self._grid, self._draft = grid, draft
        self._is_document = bool(grid.tables)
        self._others = other_tables(grid) if self._is_document else {}
        self._last_in_table = max(grid.tables, default=0)
        self._cut = False  # a page's end lies between the action under way and this row
        self._rests: list[str] = []
        self._header: Header | None = None
        self._objective: DraftObjective | None = None
        self._activity: DraftActivity | None = None
        self._open: OpenRow | None = None
        self._pieces: tuple[object, str, list[str]] | None = None
        self._lead_in: list[tuple[int, str]] = []
        self._above = merges.merged_down(grid)
        self._wide = merges.merged_across(grid)
        self._lost: dict[str, list[str]] = {}
        self._in_table = False
        self._titles: set[str] = set()

    def walk(self) -> None:
        """Read every row."""
        skipped = -1
        table = 0
        for row in self._grid.numbers():
            if row == skipped:
                continue
            if self._grid.tables.get(row, table) != table:
                table = self._grid.tables[row]
                self._cut = True
            header = header_at(self._grid, row)
            if header is not None:
                self._take_header(header)
                skipped = header.row if header.row != row else -1
            elif table in self._others and row in self._grid.tables:
                self._leave_table(row, table)
            else:
                self._take(row)
        self._close()
        self._end_lead_in()
        self._tell_rests()
        if self._grid.hidden_rows & self._grid.rows.keys():
            count = len(self._grid.hidden_rows & self._grid.rows.keys())
            rows = "1 hidden row" if count == 1 else f"{count} hidden rows"
            self._draft.notes.append(f"{rows} of sheet “{self._grid.name}” were read as well.")
        for heading, places in self._lost.items():
            cells = "1 cell" if len(places) == 1 else f"{len(places)} cells"
            leave(
                self._draft,
                self._grid.column_place(heading),
                cells,
                "No column of a plan has this heading.",
            )

    def _take_header(self, header: Header) -> None:
        if self._header is not None and self._header.columns.keys() == header.columns.keys():
            # The heading again, as on every page: the action above may go on below it.
            self._cut = True
        else:
            self._close()
        self._header = header
        self._end_lead_in()
        self._in_table = True
        if header.legend and self._draft.legend is None:
            self._draft.legend = header.legend

    def _take(self, row: int) -> None:
        cells = dict(self._grid.filled(row))
        if self._is_labelled(row, cells):
            return
        lone = self._lone(row, cells)
        if lone is not None:
            self._take_lone(row, lone)
        elif self._header is None:
            self._lead_in.append((row, "\t".join(cell.text for cell in cells.values())))
        elif any(cell.text.strip() or cell.kind is Kind.UNKNOWN for cell in cells.values()):
            self._take_action(row, cells)

    # Headings

    def _is_labelled(self, row: int, cells: dict[int, Cell]) -> bool:
        """Take a row whose first column says what it is, as in our own workbook."""
        column = self._header.columns.get("ref") if self._header else None
        if column is None or column not in cells:
            return False
        label = cells[column].text.strip()
        others = [cell.text for place, cell in cells.items() if place != column]
        if label == words.CONTINUED:
            return self._carry_on(row, cells, others)
        match = _LABEL.match(label)
        if match is None or len(others) > 1:
            return False
        text = others[0] if others else ""
        self._close()
        if match[3]:
            if self._objective is None:
                return False
            kept = "text" if match[3] == words.AIM else "introduction"
            self._say(self._objective, kept, text)
        elif match[1] == words.OBJECTIVE:
            found = objective_of(text)
            self._new_objective(match[2] or "", found[1] if found else text, "")
            self._say(self._objective, "heading", text)
        else:
            heading = "" if text == words.NO_HEADING else text
            self._new_activity(match[2] or "", "")
            self._say(self._activity, "heading", heading)
        return True

    def _say(self, of: object, name: str, text: str) -> None:
        setattr(of, name, text.strip())
        self._pieces = (of, name, [text])

    def _carry_on(self, row: int, cells: dict[int, Cell], others: list[str]) -> bool:
        if self._open is not None and self._header is not None:
            for name, column in self._header.columns.items():
                pieces = self._open.parts.setdefault(name, [])
                # The lead is said again in every row of an action, so that filters keep it whole.
                again = name == "leads" and column in cells and cells[column].text in pieces[:1]
                if column in cells and name != "ref" and not again:
                    pieces.append(cells[column].text)
            return True
        if self._pieces is not None and len(others) == 1:
            of, name, pieces = self._pieces
            pieces.append(others[0])
            setattr(of, name, words.rejoined(pieces).strip())
            return True
        return False

    def _lone(self, row: int, cells: dict[int, Cell]) -> str | None:
        """Return the text of a row that says one thing across the table; None for any other."""
        texts = {column: cell.text for column, cell in cells.items() if cell.text.strip()}
        if len(texts) != 1:
            return None
        column, text = next(iter(texts.items()))
        wide = any(left <= column <= right for left, right in self._wide.get(row, ()))
        if wide or self._header is None or not self._in_table:
            return text
        in_text = column == self._header.columns["text"]
        if objective_of(text) and len(text) <= 4 * _LONGEST_HEADING:
            return text
        first = column < min(self._header.columns.values()) or (
            column == self._header.columns.get("ref") and len(text) > 12
        )
        if first or (in_text and activity_of(text) and len(text) <= _LONGEST_HEADING):
            return text
        return None

    def _take_lone(self, row: int, text: str) -> None:
        text = text.strip()
        if self._is_document and row not in self._grid.tables and self._is_beside(row, text):
            return
        self._close()
        found = objective_of(text)
        if found is not None and (self._header or self._objective or not self._is_numbered(text)):
            self._end_lead_in()
            first, _, rest = text.partition("\n")
            self._new_objective(found[0], found[1], first.strip())
            assert self._objective is not None  # noqa: S101 - made just above
            self._objective.text = rest.strip()
            self._in_table = False
            return
        if self._objective is None:
            if not self._in_table:
                self._lead_in.append((row, text))
            elif len(text) <= _LONGEST_HEADING:
                self._take_subheading(row, text)
            else:
                self._unplaced(row, text, "A line across the table that is no heading.")
            return
        activity = activity_of(text)
        if activity is not None and len(text) <= _LONGEST_HEADING:
            self._new_activity(*activity)
        elif not self._has_actions() and self._activity is None:
            self._add_words(text)
        else:
            self._take_subheading(row, text)

    def _is_beside(self, row: int, text: str) -> bool:
        """Take a paragraph between or below tables that is no part of the plan's order."""
        if " ".join(text.split()) in self._titles:
            return True  # the title again, as at the head of every page
        if row > self._last_in_table and self._in_table:
            self._unplaced(row, text, "It stands below the plan’s last table.")
            return True
        if self._in_table and _FURNITURE.match(text):
            self._unplaced(row, text, "A line between the tables that is no heading.")
            return True
        return False

    def _is_numbered(self, text: str) -> bool:
        return activity_of(text) is not None

    def _take_subheading(self, row: int, text: str) -> None:
        key = legend_of(text)
        if key is not None and self._draft.legend is None:
            self._draft.legend = key
        elif key is not None or _FURNITURE.match(text) or len(text) > _LONGEST_HEADING:
            self._unplaced(row, text, "A line across the table that is no heading.")
        else:
            self._new_activity("", " ".join(text.split()))

    def _add_words(self, text: str) -> None:
        objective = self._objective
        if objective is None:
            return
        if not objective.text:
            objective.text = text
        elif not objective.introduction:
            objective.introduction = text
        else:
            objective.introduction += f"\n{text}"

    def _new_objective(self, number: str, title: str, heading: str) -> None:
        self._objective = DraftObjective(number=number, title=title, heading=heading or title)
        self._activity = None
        self._draft.objectives.append(self._objective)

    def _new_activity(self, number: str, heading: str) -> None:
        if self._objective is None:
            self._new_objective("", "", "")
        assert self._objective is not None  # noqa: S101 - made just above
        self._activity = DraftActivity(number=number, heading=heading)
        self._objective.activities.append(self._activity)

    def _has_actions(self) -> bool:
        return self._objective is not None and any(
            activity.actions for activity in self._objective.activities
        )

    # Actions

    def _take_action(self, row: int, cells: dict[int, Cell]) -> None:
        header = self._header
        if header is None:
            return
        self._in_table = True
        said = {name: cells[at].text for name, at in header.columns.items() if at in cells}
        self._note_others(row, header, cells)
        # A row with a reference of its own is an action, even before it has words.
        rest = self._open is not None and cuts.is_rest(
            said, self._open.parts, cut=self._cut, document=self._is_document
        )
        cut, self._cut = self._cut, False
        if rest or (not said.get("text", "").strip() and not said.get("ref", "").strip()):
            if self._open is not None and any(said.values()):
                self._join(row, said, cut=cut or rest)
            elif any(text.strip() for text in said.values()):
                self._unplaced(row, " · ".join(said.values()), "The row names no action.")
            return
        self._close()
        self._choose_objective(said.get("objective") or self._inherited("objective", row))
        action = DraftAction(self._grid.place(row), ref=" ".join(said.get("ref", "").split()))
        words_cell = cells.get(header.columns["text"])
        self._open = OpenRow(action, words_cell.bold if words_cell else "")
        for name, text in said.items():
            self._open.parts[name] = [text]
        for name in _INHERITED:
            above = self._inherited(name, row)
            if above and not said.get(name):
                self._open.parts[name] = [above]
                action.leads_inferred = action.leads_inferred or name == "leads"
        self._read_time(row, header, cells)
        self._read_ticks(row, header, cells)
        for at, cell in cells.items():
            if cell.kind is Kind.UNKNOWN:
                name = next((n for n, c in header.columns.items() if c == at), "a cell")
                self._unplaced(row, name, "A formula whose result the file does not hold.")

    def _join(self, row: int, said: dict[str, str], *, cut: bool) -> None:
        """Take a row without an action of its own as more of the action above."""
        if self._open is None:
            return
        if cut:
            self._rests.append(self._grid.place(row))
        for name, text in said.items():
            if name in {"ref", "objective"} or not text.strip():
                continue
            pieces = self._open.parts.setdefault(name, [])
            words = cuts.without_mark(text) if cut and name == "text" else text
            if cut and pieces and plain(words) in {"", plain(pieces[0])}:
                continue  # said again on the next page
            if (cut or self._is_document) and pieces and cuts.runs_on(pieces[-1], words):
                pieces[-1] = cuts.joined(pieces[-1], words)
            else:
                pieces.append(words)

    def _tell_rests(self) -> None:
        if self._rests:
            some = "; ".join(self._rests[:5])
            more = f" and {len(self._rests) - 5} more" if len(self._rests) > 5 else ""
            self._draft.notes.append(f"Read as the rest of the row above: {some}{more}.")

    def _leave_table(self, row: int, table: int) -> None:
        """Leave out a table that holds no actions; told once, and its key is taken."""
        kind = self._others[table]
        if kind.legend is not None and self._draft.legend is None:
            self._draft.legend = kind.legend
        elif kind.first == row and kind.legend is None:
            self._unplaced(row, kind.text, "This table holds no actions.")

    def _close(self) -> None:
        """End the action under way and put it where it belongs."""
        self._pieces = None
        if self._open is None:
            return
        action, self._open = self._open.finished(), None
        if self._activity is None:
            self._new_activity("", "")
        assert self._activity is not None  # noqa: S101 - made just above
        self._activity.actions.append(action)

    def _choose_objective(self, named: str) -> None:
        """Follow a column that names each row's objective."""
        if not named.strip():
            return
        heading = " ".join(named.split())
        if self._objective is not None and plain(self._objective.heading) == plain(heading):
            return
        known = next(
            (o for o in self._draft.objectives if plain(o.heading) == plain(heading)), None
        )
        if known is not None:
            self._objective = known
            self._activity = known.activities[-1] if known.activities else None
            return
        found = objective_of(heading)
        self._new_objective(
            found[0] if found else str(len(self._draft.objectives) + 1),
            found[1] if found else heading,
            heading,
        )

    def _read_time(self, row: int, header: Header, cells: dict[int, Cell]) -> None:
        cell = cells.get(header.columns.get("timescale", -1))
        # A day typed into a cell that shows plain numbers is kept as the count of days since 1900.
        if cell is None or cell.number is None or not 30_000 <= cell.number <= 60_000:
            return
        from openpyxl.utils.datetime import from_excel

        said = say_short(from_excel(int(cell.number)).date())
        assert self._open is not None  # noqa: S101 - called for a row under way
        self._open.parts["timescale"] = [said]
        self._draft.notes.append(
            f"{self._grid.place(row)}: the number {cell.text} in the time column was read as "
            f"{said}."
        )

    def _read_ticks(self, row: int, header: Header, cells: dict[int, Cell]) -> None:
        ticked = [colour for at, colour in header.ticks.items() if at in cells]
        if len(ticked) == 1 and self._open is not None:
            self._open.parts["progress"] = ticked
        elif ticked:
            self._unplaced(row, " and ".join(ticked), "More than one progress is ticked.")

    def _note_others(self, row: int, header: Header, cells: dict[int, Cell]) -> None:
        headed = {*header.columns.values(), *header.ticks}
        for at, cell in cells.items():
            if at not in headed and cell.text.strip():
                name = header.others.get(at, "")
                if name:
                    self._lost.setdefault(name, []).append(str(row))
                else:
                    self._unplaced(row, cell.text, "It stands outside the table's columns.")

    def _inherited(self, name: str, row: int) -> str:
        column = self._header.columns.get(name) if self._header else None
        return self._above.get((row, column), "") if column is not None else ""

    # What stands above the table, and what stands nowhere

    def _end_lead_in(self) -> None:
        self._titles |= {" ".join(text.split()) for _, text in self._lead_in}
        lead_in.read(self._lead_in, self._grid.name, self._draft)
        self._lead_in = []

    def _unplaced(self, row: int, text: str, why: str) -> None:
        leave(self._draft, self._grid.place(row), text, why)


def leave(draft: PlanDraft, place: str, text: str, why: str) -> None:
    """Note in the draft what was left out of it."""
    shown = " ".join(text.split())
    if len(shown) > _SHOWN:
        shown = shown[: _SHOWN - 1] + "…"
    draft.unplaced.append(Unplaced(place, shown, why))
