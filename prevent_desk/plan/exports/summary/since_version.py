"""What has changed since an earlier version: rows that came, went and moved, progress, words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prevent_desk.core.word_differences import passages, runs
from prevent_desk.exports.pdf.document import Document
from prevent_desk.exports.pdf.fonts import Face
from prevent_desk.exports.pdf.table import Cell, Column, Part
from prevent_desk.exports.pdf.theme import INK_2, INK_3
from prevent_desk.plan.exports.summary.standing import tint_of
from prevent_desk.plan.exports.summary.words import count_of
from prevent_desk.plan.model.versions.compare import Change, What
from prevent_desk.plan.model.versions.lists import Line
from prevent_desk.plan.model.versions.said import KINDS
from prevent_desk.plan.model.versions.since import Since

_WHOLE = (Column("What", 3), Column("As it stands", 7))
_GONE = (Column("What", 3), Column("As it stood", 7))
_MOVED = (Column("What", 3), Column("Stood", 3.5), Column("Stands now", 3.5))
_PROGRESS = (Column("Action", 3), Column("Was", 1.4), Column("Is now", 1.4), Column("Why", 4.2))
_WORDS = (Column("What", 2.6), Column("Was", 3.7), Column("Is now", 3.7))

Row = Callable[[Document, Change], list[Cell]]


def say(document: Document, since: Since) -> None:
    """Say all that is different from the earlier version."""
    document.heading(2, f"What has changed since {since.stamp}")
    document.paragraph(f"{since.said}.")
    if not since.changes:
        document.paragraph(f"Nothing in the plan has changed since {since.stamp}.")
        return
    found = {what: [one for one in since.changes if one.what is what] for what in What}
    _say(document, "Progress", found[What.PROGRESS], "action", _PROGRESS, _progress_row)
    _say(document, "New in the plan", found[What.ADDED], "addition", _WHOLE, _new_row)
    _say(document, "Taken out", found[What.REMOVED], "removal", _GONE, _gone_row)
    _say(document, "In another place", found[What.MOVED], "move", _MOVED, _moved_row)
    _say(document, "Other words", found[What.WORDS], "changed cell", _WORDS, _words_row)
    document.glyphs.place = ""


def _say(
    document: Document,
    heading: str,
    found: Sequence[Change],
    one: str,
    columns: Sequence[Column],
    row: Row,
) -> None:
    if not found:
        return
    document.heading(3, f"{heading}: {count_of(len(found), one)}")
    rows = []
    for change in found:
        document.glyphs.place = change.name
        rows.append(row(document, change))
    document.table(columns, rows)


def _name(document: Document, change: Change) -> Cell:
    what = change.part if change.what is What.WORDS else KINDS[change.of].capitalize()
    return document.cell(Part(change.name, Face.SEMIBOLD), Part(what, colour=INK_2), heads=True)


def _new_row(document: Document, change: Change) -> list[Cell]:
    return [_name(document, change), document.cell(*change.after.split("\n"))]


def _gone_row(document: Document, change: Change) -> list[Cell]:
    return [_name(document, change), document.cell(*change.before.split("\n"))]


def _moved_row(document: Document, change: Change) -> list[Cell]:
    return [_name(document, change), document.cell(change.before), document.cell(change.after)]


def _progress_row(document: Document, change: Change) -> list[Cell]:
    before, after = change.stages or (None, None)
    reason = change.now.row.reason if change.now else ""
    return [
        document.cell(Part(change.name, Face.SEMIBOLD), heads=True),
        document.cell(Part(change.before, tint=tint_of(before))),
        document.cell(Part(change.after, Face.SEMIBOLD, tint=tint_of(after))),
        document.cell(reason or Part("No reason is recorded.", Face.ITALIC, INK_3)),
    ]


def _words_row(document: Document, change: Change) -> list[Cell]:
    """Say the words that are others, with a few beside them; lists line by line."""
    if not change.lines:
        was, now = passages(change.runs())
        return [_name(document, change), _words(document, was), _words(document, now)]
    parts: tuple[list[Part], list[Part]] = ([], [])
    for line in change.lines:
        for side, text in zip(parts, _line(line), strict=True):
            if text:
                side.append(Part(text, bullet=True))
    empty = Part("–", colour=INK_3)
    cells = [document.cell(*(side or [empty])) for side in parts]
    return [_name(document, change), *cells]


def _words(document: Document, text: str) -> Cell:
    if not text:
        return document.cell(Part("Empty", Face.ITALIC, INK_3))
    return document.cell(*(line for line in text.split("\n") if line.strip()))


def _line(line: Line) -> tuple[str, str]:
    """Return a line as it was and as it is; nothing where it is the same in its place."""
    if line.before is None or line.after is None:
        return line.before or "", line.after or ""
    if line.before != line.after:
        return passages(runs(line.before, line.after))
    return ("", f"{line.after} (in another place)") if line.is_moved else ("", "")
