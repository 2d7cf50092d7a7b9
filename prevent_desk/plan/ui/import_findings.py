"""What an import would do, as a list to read: what needs a person, what changes, what is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from prevent_desk.plan.model.cells import WORDS
from prevent_desk.plan.model.compare import ImportPreview
from prevent_desk.ui import icons, painting, theme

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SHOWN = 160

NOT_PLACED = "Could not be placed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the list.

    Attributes:
        tone: "red" could not be placed, "amber" worth knowing, "blue" changes, "green" is new.
        title: What it is about: a place in the file, an action.
        text: What is the matter, or what would be.
    """

    group: str
    tone: str
    icon: str
    title: str
    text: str


def findings(preview: ImportPreview) -> list[Finding]:
    """Return all there is to say of an import, what needs a person first."""
    return [
        *_not_placed(preview),
        *(Finding("To know", "amber", "info", note, "") for note in preview.notes),
        *_missing(preview),
        *_changes(preview),
        *_new(preview),
    ]


def summary(preview: ImportPreview) -> str:
    """Return the sentence above the list."""
    needed = len(preview.unplaced)
    read = _count(preview.actions, "action")
    if not needed:
        return f"{read} read. Nothing is written yet."
    return (
        f"{read} read. {needed} {'needs' if needed == 1 else 'need'} you, nothing is written yet."
    )


def fits(preview: ImportPreview) -> str:
    """Return what would be made and changed, in one line of counts."""
    if preview.into is None:
        parts = (
            _count(preview.objectives, "objective"),
            _count(preview.actions, "action"),
            _count(preview.criteria, "success criterion", "success criteria"),
        )
        return f"A new plan with {parts[0]}, {parts[1]} and {parts[2]}."
    changed = _count(changes_in(preview), "change")
    return f"{len(preview.new_actions)} new, {changed}, {preview.same} the same."


def changes_in(preview: ImportPreview) -> int:
    """Return how many statements of the plan would change, without new rows."""
    return len(preview.changes) + len(preview.head_changes) + len(preview.heading_changes)


def verb(preview: ImportPreview) -> str:
    """Return the button's words: what it will write."""
    if preview.into is None:
        return f"&Import {_count(preview.actions, 'action')}"
    rows, changes = len(preview.new_actions), changes_in(preview)
    if rows and changes:
        return f"&Import {_count(rows, 'action')} and {_count(changes, 'change')}"
    return f"&Import {_count(rows, 'action') if rows else _count(changes, 'change')}"


def as_text(preview: ImportPreview) -> str:
    """Return the list as a plain text file: for whoever has to put the workbook right."""
    lines = [preview.title or "A plan", summary(preview), fits(preview)]
    group = ""
    for finding in findings(preview):
        if finding.group != group:
            group = finding.group
            lines += ["", group.upper()]
        lines.append(f"- {finding.title}{': ' if finding.text else ''}{finding.text}")
    return "\r\n".join(lines) + "\r\n"


def _not_placed(preview: ImportPreview) -> Iterator[Finding]:
    for left in preview.unplaced:
        said = f"“{_short(left.text)}” – {left.why}" if left.text else left.why
        yield Finding(NOT_PLACED, "red", "circle-alert", left.place, said)


def _missing(preview: ImportPreview) -> Iterator[Finding]:
    for row in preview.missing:
        title = f"{row.ref} {row.title}".strip() or _short(row.text)
        yield Finding("Not in the file", "amber", "circle-question-mark", title, "Stays as it is.")


def _changes(preview: ImportPreview) -> Iterator[Finding]:
    group = "Would change"
    for head in preview.head_changes:
        yield Finding(
            group, "blue", "pencil", f"The plan’s {head.name}", _step(head.before, head.after)
        )
    for heading in preview.heading_changes:
        yield Finding(
            group,
            "blue",
            "pencil",
            f"{heading.name.capitalize()} of “{_short(heading.where)}”",
            _step(heading.before, heading.after),
        )
    for change in preview.changes:
        title = f"{change.ref or 'An action'}: {WORDS[change.field]}"
        yield Finding(group, "blue", "pencil", title, _step(change.before, change.after))


def _new(preview: ImportPreview) -> Iterator[Finding]:
    for heading in preview.new_objectives:
        if heading:
            yield Finding("New", "green", "plus", heading, "An objective")
    for action in preview.new_actions:
        title = f"{action.ref} {action.title}".strip() or _short(action.text)
        text = _short(action.text) if action.title else action.place
        yield Finding("New", "green", "plus", title, text)


def _step(before: str, after: str) -> str:
    """Return a change from where it begins to differ."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    # A few words in front, so that the place is known.
    start = max(0, before.rfind(" ", 0, max(0, start - 24)) + 1) if start > 30 else 0
    lead = "…" if start else ""
    was = _short(before[start:]) or "empty"
    return f"{lead}{was}  →  {lead}{_short(after[start:]) or 'empty'}"


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


class FindingsList(QListView):
    """The list; rows are painted, so that five thousand of them open as fast as five."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings = _Findings(self)
        self.setModel(self._findings)
        self.setItemDelegate(_FindingDelegate(self))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setUniformItemSizes(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("What the import would do"))
        theme.changed.connect(self.reset)

    def show_findings(self, found: Sequence[Finding]) -> None:
        """Show another list, from its top."""
        self._findings.show_findings(found)
        self.scrollToTop()


class _Findings(QAbstractListModel):
    """Group headings (str) and findings in one list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[str | Finding] = []

    def show_findings(self, found: Sequence[Finding]) -> None:
        counts: dict[str, int] = {}
        for finding in found:
            counts[finding.group] = counts.get(finding.group, 0) + 1
        rows: list[str | Finding] = []
        group = ""
        for finding in found:
            if finding.group != group:
                group = finding.group
                rows.append(f"{group} ({counts[group]:,})")
            rows.append(finding)
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole else None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{row.group}: {row.title}. {row.text}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.title}\n{row.text}".strip()
        return None


class _FindingDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, str):
            return QSize(100, theme.px(28))
        return QSize(100, theme.px(42 if row.text else 28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box = QRect(option.rect)
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, str):
            painting.draw_line(painter, box.adjusted(12, 6, -12, 0), row, "overline", "text3")
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, theme.colour("sel"))
            painter.fillRect(box.x(), box.y(), 3, box.height(), theme.colour("accent"))
        side = theme.px(16)
        line = theme.px(20)
        top = box.y() + theme.px(4)
        icons.paint(painter, row.icon, box.x() + 12, top + (line - side) / 2, side, row.tone)
        start = box.x() + 12 + side + 8
        room = QRect(start, top, box.right() - 12 - start, line)
        painting.draw_line(painter, room, row.title, "body", "onsel" if chosen else "text")
        if row.text:
            below = room.translated(0, theme.px(17))
            ink = "onsel3" if chosen else "text2"
            painting.draw_line(painter, below, row.text, "small", ink)
