"""What the view shows of a meeting's minutes, read from the store beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from prevent_desk.panels.model import minutes
from prevent_desk.panels.model.becoming import Outcome
from prevent_desk.panels.model.minutes import MinutesDraft, Section
from prevent_desk.panels.service import PanelServices
from prevent_desk.panels.service.minutes import Held


@dataclass(frozen=True, slots=True)
class Told:
    """What the view shows of a meeting: its draft, or the sealed words and what they lack."""

    held: Held
    outcomes: list[Outcome]
    draft: MinutesDraft | None = None
    texts: dict[str, str] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    problems: Sequence[str] = ()


def told_of(services: PanelServices, held: Held) -> Told:
    """Return what is shown of a meeting; sealed words are compared with their seal."""
    key = held.meeting.id
    outcomes = services.becoming.preview(key)
    if held.sealed is None:
        return Told(held, outcomes, services.minutes.draft(key), services.minutes.texts(key))
    sections = (*services.minutes.sections(held.sealed), *minutes.added(held.sealed))
    return Told(
        held, outcomes, sections=sections, problems=services.minutes.verify(held.meeting.id)
    )
