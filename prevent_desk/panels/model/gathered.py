"""Everything the minutes of a meeting are told from, read at one moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from prevent_desk.actions.model.records import Action
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.panels.model.deciding import CaseFacts
from prevent_desk.panels.model.presence import at_case
from prevent_desk.panels.model.quorum import Verdict
from prevent_desk.panels.model.records import (
    Attendee,
    Decision,
    Declaration,
    Item,
    ItemKind,
    LineKind,
    Meeting,
    NoteLine,
    Span,
)
from prevent_desk.referrals.model.papers.withholding import Withheld


@dataclass(frozen=True, slots=True)
class Carried:
    """An action of an earlier meeting and what became of it by this one."""

    action: Action
    told: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was recorded of one meeting; without the officer's private notes, which are not read.

    Attributes:
        now: Local time; what still runs ends now.
        lines: By point of the agenda, in the order of keeping; struck ones too.
        decisions, spans: By point of the agenda.
        actions: What the meeting asked for, by number.
        carried: What earlier meetings asked for and was open when it began.
        assessments: By point of the agenda: the newest assessment finished by then, in words.
        texts: The minutes' own texts, by the keys of `minutes_texts.TEXTS`.
        verdicts: By point of the agenda: how the quorum rule judged who was there.
        facts: By point of the agenda: what a decision on it is asked by.
        referrers: Strike out each referrer of a case who asked not to be named.
        people: Knows everybody the cases are about, and those beside them.
    """

    meeting: Meeting
    items: tuple[Item, ...]
    attendees: tuple[Attendee, ...]
    lists: Vocabularies
    now: datetime
    lines: Mapping[int, Sequence[NoteLine]] = field(default_factory=dict)
    decisions: Mapping[int, Decision] = field(default_factory=dict)
    declarations: tuple[Declaration, ...] = ()
    spans: Mapping[int, Sequence[Span]] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    carried: tuple[Carried, ...] = ()
    assessments: Mapping[int, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    verdicts: Mapping[int, Verdict] = field(default_factory=dict)
    facts: Mapping[int, CaseFacts] = field(default_factory=dict)
    referrers: tuple[Withheld, ...] = ()
    people: Withheld | None = None

    @property
    def cases(self) -> tuple[Item, ...]:
        """The cases on the agenda, in their order."""
        return tuple(item for item in self.items if item.kind is ItemKind.CASE)

    def standing(self, item: Item, *kinds: LineKind) -> list[NoteLine]:
        """Return the lines of a point that hold, of some kinds, in order."""
        return [
            line
            for line in self.lines.get(item.id, ())
            if not line.struck and line.words.strip() and (not kinds or line.kind in kinds)
        ]

    def there_for(self, item: Item) -> list[Attendee]:
        """Return who was in the room while a point was talked about; all who came, if not timed."""
        spans = self.spans.get(item.id, ())
        if not spans:
            return [one for one in self.attendees if one.times]
        return [one.attendee for one in at_case(item.id, self.attendees, spans, self.now)]

    def label(self, vocabulary: str, code: str) -> str:
        """Return the words of a code; the code itself where no list has it."""
        found = self.lists.get(vocabulary)
        return found.label(code) if found and code else code
