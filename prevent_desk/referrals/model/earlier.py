"""What a match panel shows of earlier contacts: whom, why, what became of them, what was decided.

Reasons and bands are the guard's (`matching`); nothing is ranked, hidden or nudged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prevent_desk.referrals.model.matching import Band, Match, Reason, Result
from prevent_desk.referrals.model.matching.records import Kind
from prevent_desk.referrals.model.people import Contact, Decision, Group, Link, LinkKind
from prevent_desk.referrals.model.records import Person

_KINDS: Mapping[str, Kind] = {"+": "for", "~": "part", "-": "against"}
"""How a kept reason says which way it pointed; the sign is never shown."""

_MARKS = {kind: mark for mark, kind in _KINDS.items()}


@dataclass(frozen=True, slots=True)
class Card:
    """One earlier person.

    Attributes:
        person_id: The row that fits best; what a decision names.
        head_id: The human being.
        name: As told in that row.
        contacts: Their referrals, newest first.
        reasons: For, in part, against; in this order.
        band: How much speaks for it; None for what was decided without the guard.
        is_relative: It looks like somebody of the same house rather than the same person.
        decision: What was decided; None while open.
        link: The link it is kept in; None while the referral is not recorded.
    """

    person_id: int
    head_id: int
    name: str
    contacts: tuple[Contact, ...] = ()
    reasons: tuple[Reason, ...] = ()
    band: Band | None = None
    is_relative: bool = False
    decision: Decision | None = None
    link: Link | None = None

    @property
    def key(self) -> tuple[int, int]:
        """What makes it the same card after another search."""
        return self.head_id, self.link.id if self.link else 0


@dataclass(frozen=True, slots=True)
class Told:
    """What is known from before of one person of a referral.

    Attributes:
        person: Of this referral.
        open: Those to decide on, the likeliest first.
        more: Further ones worth a look; the whole list is always within reach.
        decided: Those decided, the same person first.
        compared: How many people were compared, whatever became of their referrals.
        tied: One sentence when more fit equally well than are shown.
        undecided: How many have to be decided before the referral leaves screening.
    """

    person: Person | None
    open: tuple[Card, ...] = ()
    more: tuple[Card, ...] = ()
    decided: tuple[Card, ...] = ()
    compared: int = 0
    tied: str = ""
    undecided: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nobody was found and nothing was decided."""
        return not (self.open or self.more or self.decided)


def waiting(result: Result, decided: Iterable[int] = ()) -> int:
    """Return how many matches have to be decided.

    All that are shown, and every strong one; where a common name left more equally good ones than
    can be shown, the strong ones only: the panel asks for one more field instead.

    Args:
        result: What the guard found.
        decided: Heads that were decided on already.
    """
    gone = set(decided)
    shown = () if result.tied else result.matches
    asked = [*shown, *(one for one in (*result.matches, *result.more) if one.band is Band.STRONG)]
    return len({one.head for one in asked} - gone)


def told_of(
    result: Result,
    contacts: Mapping[int, tuple[Contact, ...]],
    decided: Sequence[Card] = (),
    person: Person | None = None,
) -> Told:
    """Return what a panel shows: what the guard found, without what was decided on.

    Args:
        result: What the guard found.
        contacts: The referrals of everybody in it, by head.
        decided: Cards of what was decided, from links or from a draft.
        person: Of the referral, where it is recorded.
    """
    gone = {card.head_id for card in decided}

    def cards(matches: Iterable[Match]) -> tuple[Card, ...]:
        return tuple(
            card_of(match, contacts.get(match.head, ()))
            for match in matches
            if match.head not in gone
        )

    return Told(
        person,
        cards(result.matches),
        cards(result.more),
        tuple(sorted(decided, key=_order)),
        result.compared,
        result.tied,
        waiting(result, gone),
    )


def card_of(match: Match, contacts: tuple[Contact, ...] = ()) -> Card:
    """Return a match as a card."""
    return Card(
        match.id, match.head, match.name, contacts, match.reasons, match.band, match.relative
    )


def drafted(
    result: Result,
    contacts: Mapping[int, tuple[Contact, ...]],
    decisions: Sequence[tuple[Decision, str]],
) -> list[Card]:
    """Return what was decided while a referral is not recorded yet, as cards.

    Args:
        result: What the guard found.
        contacts: By head.
        decisions: With the name of the earlier person.
    """
    found = {one.id: one for one in (*result.matches, *result.more, *result.decided)}
    cards = []
    for decision, name in decisions:
        match = found.get(decision.person_id)
        head = match.head if match else decision.person_id
        cards.append(
            Card(
                decision.person_id,
                head,
                name,
                contacts.get(head, ()),
                reasons_told(decision.reasons),
                decision=decision,
            )
        )
    return cards


def linked(group: Group, contacts: Mapping[int, tuple[Contact, ...]], mine: int) -> list[Card]:
    """Return what was decided about a person, as cards.

    Args:
        group: The human being that the person belongs to, with links and others.
        contacts: The referrals of everybody the links lead to, by head.
        mine: The person's row.
    """
    own = {one.id: one for one in group.people}
    direct = {link.other({mine}) for link in group.decisions if mine in {link.a_id, link.b_id}}
    cards = []
    for link in group.decisions:
        # Of a link within the group the row is shown that is not this referral's own, nor shown
        # already: of "third is first" and "second is first", first and second.
        ends = {link.a_id, link.b_id}
        ids = {mine} if mine in ends else ends & direct if ends <= set(own) else set(own)
        other_id = link.other(ids or {link.b_id})
        other = own.get(other_id) or (group.others or {}).get(other_id)
        if other is None:
            continue
        told = contacts.get(other.head_id, ())
        if other_id in own:
            told = tuple(one for one in group.contacts if one.person_id == other_id)
        decision = Decision(
            other_id, link.kind, link.reason, link.relation_of(other_id), link.reasons
        )
        reasons = reasons_told(link.reasons)
        cards.append(
            Card(other_id, other.head_id, other.name, told, reasons, decision=decision, link=link)
        )
    return cards


def reasons_kept(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """Return reasons as a link keeps them: what stood on screen, and which way it pointed."""
    return tuple(f"{_MARKS[one.kind]} {' '.join(one.text.split())}" for one in reasons)


def reasons_told(lines: Iterable[str]) -> tuple[Reason, ...]:
    """Return kept reasons; a line without a mark speaks for it."""
    found = []
    for line in lines:
        mark, _, text = line.partition(" ")
        kind = _KINDS.get(mark)
        found.append(Reason(text, kind) if kind else Reason(line, "for"))
    return tuple(found)


_RANK = {LinkKind.SAME: 0, LinkKind.RELATIVE: 1, LinkKind.NOT_SAME: 2}


def _order(card: Card) -> tuple[int, int]:
    kind = card.decision.kind if card.decision else LinkKind.NOT_SAME
    return _RANK[kind], -(card.link.id if card.link else 0)
