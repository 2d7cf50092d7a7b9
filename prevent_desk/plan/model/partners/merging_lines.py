"""Two people's changes to one cell kept together: theirs, then mine, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Sequence

from prevent_desk.plan.model.matching import same_lines
from prevent_desk.plan.model.records import Field

_LINES = frozenset({Field.TEXT, Field.LEADS, Field.CRITERIA, Field.RESOURCES, Field.REASON})
_SINGLE = frozenset({Field.TITLE, Field.TIMESCALE})
_BETWEEN = " / "


def can_be_both(field: Field) -> bool:
    """Say whether a cell can hold what two people typed: a list or a text, no day or status."""
    return field in _LINES or field in _SINGLE


def both(field: Field, sent: str, theirs: str, mine: str) -> str:
    """Return what two people made of one cell as one text.

    Lines that only one of them mended stand as mended; a line that both mended stands twice, theirs
    first; a line that one of them took out stays, for the other has it still.
    """
    if field in _SINGLE:
        parts = [part for part in (theirs, mine) if part]
        return _BETWEEN.join(dict.fromkeys(parts))
    return "\n".join(_union(_lines(sent), _lines(theirs), _lines(mine)))


def _union(sent: Sequence[str], theirs: Sequence[str], mine: Sequence[str]) -> list[str]:
    their_old = same_lines(sent, theirs)
    my_old = same_lines(sent, mine)
    mine_of = {old: line for old, line in zip(my_old, mine, strict=True) if old is not None}
    made: list[str] = []
    for old, line in zip(their_old, theirs, strict=True):
        other = mine_of.get(old) if old is not None else None
        if old is None or other is None or other == line:
            made.append(line)
        elif line == sent[old]:
            made.append(other)
        elif other == sent[old]:
            made.append(line)
        else:
            made += [line, other]
    kept_old = {old for old in their_old if old is not None}
    before = ""  # the line of mine above, to put one that they do not have in its place
    for old, line in zip(my_old, mine, strict=True):
        stands = line in made or (old is not None and old in kept_old)
        if not stands:
            at = made.index(before) + 1 if before in made else (0 if not before else len(made))
            # What both of us added goes theirs first.
            made.insert(len(made) if old is None else at, line)
        before = line
    return made


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
