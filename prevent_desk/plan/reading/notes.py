"""Our own second sheet read again: what the plan says of itself, its key, its short names."""

from __future__ import annotations

from dataclasses import dataclass, field

from prevent_desk.plan.model import workbook as words
from prevent_desk.plan.model.legend import Legend, Meaning, Stage, Tone
from prevent_desk.readers.grid import Grid

_SECTIONS = {
    words.ABOUT,
    words.STATEMENTS,
    words.AIMS,
    words.KEY,
    words.HOW_TO,
    words.SHORT_NAMES,
}


@dataclass(slots=True)
class Notes:
    """What the sheet says.

    Attributes:
        about: Label to words: "Title", "Version".
        names: Reference or objective label to short names, in the sheet's order.
    """

    about: dict[str, str] = field(default_factory=dict)
    statements: list[str] = field(default_factory=list)
    aims: list[str] = field(default_factory=list)
    legend: Legend | None = None
    names: dict[str, list[str]] = field(default_factory=dict)


def is_notes(grid: Grid) -> bool:
    """Whether a sheet is ours: two of its sections stand in the first column."""
    found = {grid.text(row, 1).strip() for row in grid.numbers()}
    return len(found & _SECTIONS) >= 2


def read_notes(grid: Grid) -> Notes:
    """Return what our second sheet says; rows of no known section are left out."""
    notes = Notes()
    sections: dict[str, list[tuple[str, list[str]]]] = {}
    inside: list[tuple[str, list[str]]] = []
    for row in grid.numbers():
        label = grid.text(row, 1).strip()
        texts = [grid.text(row, column) for column in range(2, 6)]
        if label in _SECTIONS and not any(texts):
            inside = sections.setdefault(label, [])
        elif label == words.CONTINUED and inside:
            inside[-1][1].append(texts[0])
        elif label:
            inside.append((label, texts))
    for label, texts in sections.get(words.ABOUT, []):
        notes.about[label] = _whole(texts)
    notes.statements = [_whole(texts) for _, texts in sections.get(words.STATEMENTS, [])]
    notes.aims = [_whole(texts) for _, texts in sections.get(words.AIMS, [])]
    notes.legend = _legend(sections.get(words.KEY, []))
    for label, texts in sections.get(words.SHORT_NAMES, [])[1:]:
        notes.names.setdefault(label, []).append(_whole(texts))
    return notes


def _whole(texts: list[str]) -> str:
    # Four columns of the row itself, of which the first holds the words; then continued pieces.
    return words.rejoined([texts[0], *texts[4:]]).strip()


def _legend(rows: list[tuple[str, list[str]]]) -> Legend | None:
    if not rows or rows[0][0] != words.KEY_COLUMNS[0]:
        return None
    meanings = {meaning.words: meaning for meaning in Meaning}
    tones = {tone.value: tone for tone in Tone}
    stages: dict[str, Stage] = {}
    for word, (colour, tone, says, code, *_) in rows[1:]:
        if code and tone in tones and says in meanings:
            stages[code] = Stage(code, word, colour, tones[tone], meanings[says])
    return tuple(stages.values()) or None
