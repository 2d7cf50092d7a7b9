"""The lines above a plan's table: its title, where it belongs, its version, its statements."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prevent_desk.plan.model.draft import PlanDraft
from prevent_desk.plan.reading.words import legend_of, years_of

_LABEL = re.compile(r"^(?:appendix|annex|schedule|enclosure|item)\s+\S{1,8}$", re.IGNORECASE)
_VERSION = re.compile(r"^(?:version|v|draft)\.?\s*[:#]?\s*(?=\d|v\d)", re.IGNORECASE)
_MARKING = re.compile(r"^(?:not protectively marked|official\b.{0,40}|restricted)$", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*\(?(\d{1,2})[).]?[\t ]+(?=\D)")
_LONGEST_TITLE = 150
_OURS = " · "
_STAMPS = ("Version ", "Data current to ", "Actions of ", "All actions", "PD-", "Practice desk")


def read(lines: Sequence[tuple[int, str]], sheet: str, draft: PlanDraft) -> None:
    """Put lines where they belong in the draft; what is already known there stays.

    Args:
        lines: Row and text; the cells of a row are parted by tabs.
        sheet: The sheet's name; not used as a title.
        draft: Takes title, years, label, version, legend, statements and aims.
    """
    for _, whole in lines:
        for line in _paragraphs(whole):
            _place(line, draft)


def _paragraphs(text: str) -> list[str]:
    numbered = _NUMBERED.match(text)
    if numbered:
        return [text.replace("\n", " ").strip()]
    return [line.strip() for part in text.split("\t") for line in part.split("\n") if line.strip()]


def _place(line: str, draft: PlanDraft) -> None:
    numbered = _NUMBERED.match(line)
    key = legend_of(line)
    if key is not None:
        draft.legend = draft.legend or key
    elif _OURS in line and any(part.strip().startswith(_STAMPS) for part in line.split(_OURS)):
        _read_stamp(line, draft)
    elif _MARKING.match(line):
        return
    elif _LABEL.match(line) and not draft.label:
        draft.label = line
    elif _VERSION.match(line) and not draft.version and len(line) <= 40:
        draft.version = re.sub(r"^version\s*:?\s*", "", line, flags=re.IGNORECASE)
    elif numbered:
        draft.strategic_objectives.append(" ".join(line[numbered.end() :].split()))
    elif not draft.title and len(line) <= _LONGEST_TITLE and not line.endswith("."):
        draft.title = line
        draft.years = draft.years or years_of(line)
    elif not draft.years and line == years_of(line):
        draft.years = line
    else:
        draft.preamble.append(line)


def _read_stamp(line: str, draft: PlanDraft) -> None:
    """Read the second line of our own sheet, where it came without the sheet of notes."""
    for part in (part.strip() for part in line.split(_OURS)):
        if part.startswith("Version "):
            draft.version = draft.version or part.removeprefix("Version ")
        elif part and not part.startswith(_STAMPS):
            draft.label = draft.label or part
