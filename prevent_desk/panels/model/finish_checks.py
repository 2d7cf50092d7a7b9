"""What is looked at before a meeting is finished: each finding says where it is mended.

Nothing here bars finishing. What stays open is finished with a reason, which is kept. Sources: the
domain notes, 2.4, 2.6 and 2.6a; the reviews they name found decisions without reasons.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from prevent_desk.panels.model import deciding
from prevent_desk.panels.model.deciding import CaseFacts
from prevent_desk.panels.model.quorum import Verdict
from prevent_desk.panels.model.records import Decision, Item, ItemKind, ItemState

AGENDA, ROOM = "agenda", "room"
DECISION, ACTION = "decision", "action"

_NOBODY = 4
"""So many things are missing only where nobody came: chair, council, police, others."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is open.

    Attributes:
        item_id: The point it is about; None: the meeting.
        place: Where it is mended: "decision" or a part of it ("rationale"), "action:12", "room",
            "agenda".
        words: As shown: "Case C: rationale is missing"; names nobody.
    """

    item_id: int | None
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """An action of the meeting, as far as it matters here."""

    id: int
    number: int
    has_owner: bool
    has_due: bool
    item_id: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a meeting.

    Attributes:
        items: The agenda, in order.
        decisions, cases, verdicts, seconds: By point; how long each was talked about in seconds.
        came: How many people came at all.
        read_out: The confidentiality statement was read.
    """

    items: Sequence[Item]
    came: int
    read_out: bool = True
    decisions: Mapping[int, Decision] = field(default_factory=dict)
    cases: Mapping[int, CaseFacts] = field(default_factory=dict)
    verdicts: Mapping[int, Verdict] = field(default_factory=dict)
    seconds: Mapping[int, int] = field(default_factory=dict)
    actions: Sequence[ActionFacts] = ()


def findings(facts: Facts) -> list[Finding]:
    """Return what is open, in the order of the agenda; the meeting as a whole comes first."""
    return [*_of_meeting(facts), *_of_items(facts), *_of_actions(facts)]


def _of_meeting(facts: Facts) -> Iterator[Finding]:
    if not facts.came:
        yield Finding(None, ROOM, "Nobody is marked as present")
    if not facts.read_out:
        opening = next((one for one in facts.items if one.kind is ItemKind.OPENING), None)
        told = "Statement was not read"
        yield Finding(opening.id if opening else None, AGENDA, told)


def _of_items(facts: Facts) -> Iterator[Finding]:
    for item in facts.items:
        if item.kind is not ItemKind.CASE or item.state is ItemState.DROPPED:
            continue
        if item.state is ItemState.DEFERRED and not _is_begun(facts, item):
            # Put off to the next meeting unheard: nothing was decided, and nothing had to be.
            continue
        yield from _of_case(facts, item)


def _of_case(facts: Facts, item: Item) -> Iterator[Finding]:
    called = item.called
    decision = facts.decisions.get(item.id, Decision(item.id, item.ref))
    if not facts.seconds.get(item.id) and not _is_begun(facts, item):
        told = f"{called}: not talked about"
        yield Finding(item.id, AGENDA, told)
        return
    verdict = facts.verdicts.get(item.id)
    if verdict is not None and not verdict.met:
        yield Finding(item.id, ROOM, f"{called}: {_no_quorum(verdict)}")
    for part, words in deciding.lacks(decision, facts.cases.get(item.id, CaseFacts())):
        yield Finding(item.id, DECISION if part == "code" else part, f"{called}: {words}")


def _no_quorum(verdict: Verdict) -> str:
    if len(verdict.missing) >= _NOBODY:
        return "nobody in the room"
    return f"no quorum without {' and '.join(verdict.missing)}"


def _of_actions(facts: Facts) -> Iterator[Finding]:
    for one in facts.actions:
        lacking = [
            word for word, has in (("owner", one.has_owner), ("date", one.has_due)) if not has
        ]
        if lacking:
            told = f"Action {one.number} has no {' and no '.join(lacking)}"
            yield Finding(one.item_id, f"{ACTION}:{one.id}", told)


def _is_begun(facts: Facts, item: Item) -> bool:
    decision = facts.decisions.get(item.id)
    return decision is not None and deciding.is_begun(decision)
