"""A plan as read, as the JSON that a limited child answers with, and checked when it comes back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, TypeVar

from prevent_desk.plan.model.draft import (
    DraftAction,
    DraftActivity,
    DraftObjective,
    PlanDraft,
    Unplaced,
)
from prevent_desk.plan.model.legend import Legend, Meaning, Stage, Tone

Value = TypeVar("Value")
_LONGEST = 2**20
_MOST = 200_000


def packed(draft: PlanDraft) -> bytes:
    """Return a draft as JSON."""
    return json.dumps(asdict(draft)).encode()


def unpacked(answer: Any) -> PlanDraft:  # noqa: ANN401 - JSON of unknown shape
    """Return the draft that an answer holds.

    Raises:
        ValueError: It is not of the shape that `packed` writes; TypeError, KeyError likewise.
    """
    given = _a(answer, dict)
    return PlanDraft(
        title=_text(given["title"]),
        years=_text(given["years"]),
        version=_text(given["version"]),
        label=_text(given["label"]),
        preamble=_texts(given["preamble"]),
        strategic_objectives=_texts(given["strategic_objectives"]),
        legend=_legend(given["legend"]),
        objectives=[_objective(each) for each in _list(given["objectives"])],
        unplaced=[
            Unplaced(_text(each["place"]), _text(each["text"]), _text(each["why"]))
            for each in _list(given["unplaced"])
        ],
        notes=_texts(given["notes"]),
    )


def _objective(given: dict[str, Any]) -> DraftObjective:
    named = ("number", "title", "heading", "text", "introduction")
    return DraftObjective(
        **{name: _text(given[name]) for name in named},
        activities=[
            DraftActivity(
                number=_text(each["number"]),
                heading=_text(each["heading"]),
                actions=[_action(action) for action in _list(each["actions"])],
            )
            for each in _list(given["activities"])
        ],
    )


def _action(given: dict[str, Any]) -> DraftAction:
    return DraftAction(
        place=_text(given["place"]),
        ref=_text(given["ref"]),
        title=_text(given["title"]),
        text=_text(given["text"]),
        leads=_texts(given["leads"]),
        leads_inferred=_a(given["leads_inferred"], bool),
        criteria=_texts(given["criteria"]),
        timescale=_text(given["timescale"]),
        resources=_texts(given["resources"]),
        progress=_text(given["progress"]),
        comments=_text(given["comments"]),
    )


def _legend(given: Any) -> Legend | None:  # noqa: ANN401 - JSON
    if given is None:
        return None
    return tuple(
        Stage(
            _text(each["code"]),
            _text(each["word"]),
            _text(each["colour_word"]),
            Tone(each["tone"]),
            Meaning(each["meaning"]),
        )
        for each in _list(given)
    )


def _text(given: Any) -> str:  # noqa: ANN401 - JSON
    text = _a(given, str)
    if len(text) > _LONGEST:
        raise ValueError("A text is too long.")
    return text


def _texts(given: Any) -> list[str]:  # noqa: ANN401 - JSON
    return [_text(each) for each in _list(given)]


def _list(given: Any) -> list[Any]:  # noqa: ANN401 - JSON
    found: list[Any] = _a(given, list)
    if len(found) > _MOST:
        raise ValueError("A list is too long.")
    return found


def _a(given: Any, kind: type[Value]) -> Value:  # noqa: ANN401 - JSON
    if not isinstance(given, kind):
        raise ValueError(f"A {kind.__name__} was expected.")  # noqa: TRY004 - one kind of error
    return given
