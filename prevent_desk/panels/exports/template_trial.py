"""Trying a template out before it is kept: looked at, and minutes made of it, in a limited child.

Word files are of many makers. One that was refused nothing else may still be one that no minutes
can be written into; whoever chose it hears so then, and not on the day the minutes are wanted.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import docx

from prevent_desk.panels.exports import minutes_word, word_template
from prevent_desk.panels.exports.word_template import refusal_of
from prevent_desk.referrals.model.papers.content import Facts, Grid, Heading, Paper, Words
from prevent_desk.workers.child import Report

_MARKING, _LAST = "Marking of the trial", "The last words of the trial"
_TRIAL = Paper(
    overline="Channel panel",
    title="Trial",
    subtitle="",
    marking=_MARKING,
    running="Trial",
    export_id="PD-E-0000",
    current_to=date(2025, 1, 1),
    made_at=datetime(2025, 1, 1, tzinfo=UTC),
    notice="",
    blocks=(
        Heading(2, "Heading"),
        Facts((("Fact", "Words"),)),
        Heading(3, "Heading"),
        Grid(("Agency", "Information"), (("Agency", "Words"),), (1.0, 2.0)),
        Words(_LAST),
    ),
)


def in_child(payload: bytes, _report: Report | None = None) -> bytes:
    """Return the tags a template has, as a JSON list.

    Raises:
        Refused: It may not be a template; one sentence says why.
    """
    return json.dumps(tried(payload)).encode()


def tried(data: bytes) -> list[str]:
    """Return the tags of a template that minutes can be made of.

    Raises:
        Refused: It may not be one; one sentence says why.
    """
    tags = word_template.check(data)
    try:
        made: Any = docx.Document(BytesIO(minutes_word.write(_TRIAL, data).pdf))
        said = [paragraph.text for paragraph in made.element.body.iter(f"{word_template.W}p")]
    except Exception as error:
        raise refusal_of("minutes cannot be written into it; save it anew in Word") from error
    if _LAST not in said:
        raise refusal_of("minutes cannot be written into it; save it anew in Word")
    return tags
