"""Who is on a distribution list and by which rule, and who came and went since it was last used.

A list rebuilds itself: whoever meets one of its rules today belongs, and those added by hand; those
left out by hand do not. Nothing here knows the database or the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from prevent_desk.contacts.model.people import is_address, is_personal
from prevent_desk.contacts.model.records import Contact, Organisation, SeatKind
from prevent_desk.core.dates import say_short

FORUM = "Prevent and Channel Leads Forum"
"""The list most desks need first (domain notes, 2.7)."""


class UseKind(StrEnum):
    """How addresses were taken from a list."""

    COPIED = "copied"
    DRAFT = "draft"
    CSV = "csv"
    MERGE = "merge"


USE_WORDS = {
    UseKind.COPIED: "copied",
    UseKind.DRAFT: "drafted an e-mail",
    UseKind.CSV: "took out the CSV",
    UseKind.MERGE: "took out the mail-merge sheet",
}
"""As "Since you last …" goes on."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Who belongs: a contact that meets every part that is filled in.

    Attributes:
        seats: Codes of `SeatKind`: holds one of them.
        sectors: Codes of the vocabulary "agency_group": of the organisation whose seat it is; of
            the contact's own where no seat is asked for.
        topics: Written to about one of them.
    """

    seats: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing, and so would let in everybody."""
        return not (self.seats or self.sectors or self.topics)

    def as_kept(self) -> dict[str, Any]:
        """Return it as the store keeps it."""
        return {
            "seats": list(self.seats), "sectors": list(self.sectors), "topics": list(self.topics),
        }  # fmt: skip


def rule_of(kept: Mapping[str, Any]) -> Rule:
    """Return a rule as the store keeps it."""
    return Rule(*(tuple(map(str, kept.get(part, ()))) for part in ("seats", "sectors", "topics")))


FORUM_RULES = (
    Rule(seats=(SeatKind.PANEL_LEAD.value, SeatKind.PANEL_DEPUTY.value)),
    Rule(seats=(SeatKind.PREVENT_LEAD.value,)),
    Rule(seats=(SeatKind.SAFEGUARDING_LEAD.value,), sectors=("education",)),
)
"""Of the ready-made forum: who sits at the panel, Prevent leads, safeguarding leads of schools."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A contact added to a list, or left out of it, by hand."""

    contact_id: int
    is_in: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UsedMember:
    """Somebody as they stood on a list when it was used."""

    contact_id: int
    name: str
    organisation: str
    email: str

    def as_kept(self) -> dict[str, Any]:
        """Return it as the store keeps it."""
        return {
            "contact": self.contact_id, "name": self.name, "organisation": self.organisation,
            "email": self.email,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Use:
    """A list as it was when addresses were taken from it."""

    id: int
    at: datetime
    by: str
    how: UseKind
    members: tuple[UsedMember, ...]


@dataclass(frozen=True, slots=True)
class ContactList:
    """A list as it is kept.

    Attributes:
        last: When it was used last; None where it never was.
    """

    id: int
    name: str
    purpose: str
    rules: tuple[Rule, ...]
    picks: tuple[Pick, ...] = ()
    last: Use | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A seat somebody holds: its kind, and the sector of its organisation."""

    kind: str
    sector: str


@dataclass(frozen=True, slots=True)
class Everybody:
    """All that rules are held against.

    Attributes:
        contacts: Each once, by number; those who left too.
        heads: Every number a contact is known by, to the one they stand under.
        held: Seats by contact.
        organisations: By number.
    """

    contacts: Mapping[int, Contact]
    heads: Mapping[int, int]
    held: Mapping[int, tuple[Held, ...]]
    organisations: Mapping[int, Organisation] = field(default_factory=dict)

    def domains_of(self, contact: Contact) -> tuple[str, ...]:
        """Return what a contact's organisation writes from."""
        place = self.organisations.get(contact.organisation_id or 0)
        return place.domains if place else ()


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on a list.

    Attributes:
        rules: Places of the rules they meet; empty where they are on it by hand alone.
        pick: The hand pick that put them on it; None where a rule did alone.
    """

    contact: Contact
    rules: tuple[int, ...]
    pick: Pick | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody kept off a list by hand."""

    contact: Contact
    pick: Pick


class Went(StrEnum):
    """Why somebody is no longer on a list."""

    LEFT = "left"
    BY_HAND = "by_hand"
    NO_RULE = "no_rule"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Dropped:
    """Somebody who was on a list when it was last used, and is no longer.

    Attributes:
        on: The day they left; None where they did not, or nobody knows.
    """

    member: UsedMember
    why: Went
    on: date | None = None

    @property
    def words(self) -> str:
        """Who, and why: "O. Brandt, Probation, left 3 Nov 2025"."""
        who = ", ".join(part for part in (self.member.name, self.member.organisation) if part)
        why = {
            Went.LEFT: f"left {say_short(self.on)}" if self.on else "left",
            Went.BY_HAND: "left out by hand",
            Went.NO_RULE: "meets no rule now",
            Went.GONE: "no longer in the contacts",
        }[self.why]
        return f"{who}, {why}"


@dataclass(frozen=True, slots=True)
class Belonging:
    """A list as it is today.

    Attributes:
        members: By family name as they were given.
        counts: How many meet each rule; somebody may meet several.
        by_hand: Who is on it by hand.
        left_out: Who is kept off it by hand.
        added, dropped: Since it was used last; empty where it never was.
        moved: Whose address is another one since then: who, and the address before.
    """

    kept: ContactList
    members: tuple[Member, ...]
    counts: tuple[int, ...]
    by_hand: tuple[Member, ...]
    left_out: tuple[LeftOut, ...]
    added: tuple[Member, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    moved: tuple[tuple[Member, str], ...] = ()
    personal: tuple[Member, ...] = ()

    @property
    def without_address(self) -> tuple[Member, ...]:
        """Who cannot be written to."""
        return tuple(one for one in self.members if not _is_writable(one.contact.email))

    def addresses(self) -> list[tuple[str, str]]:
        """Return names and addresses to write to, each address once, in the order of members."""
        found: dict[str, tuple[str, str]] = {}
        for one in self.members:
            email = one.contact.email.strip()
            if _is_writable(email):
                found.setdefault(email.casefold(), (one.contact.name, email))
        return list(found.values())

    def as_used(self) -> tuple[UsedMember, ...]:
        """Return who is on it, as a use of it is kept."""
        return tuple(
            UsedMember(
                one.contact.id, one.contact.name, one.contact.organisation, one.contact.email
            )
            for one in self.members
        )


def meets(rule: Rule, contact: Contact, held: Sequence[Held]) -> bool:
    """Return whether a contact meets every part of a rule; an empty rule lets nobody in."""
    if rule.is_empty:
        return False
    if rule.topics:
        topics = {topic.casefold() for topic in contact.topics}
        if not topics & {topic.casefold() for topic in rule.topics}:
            return False
    if rule.seats:
        return any(
            one.kind in rule.seats and (not rule.sectors or one.sector in rule.sectors)
            for one in held
        )
    return not rule.sectors or contact.sector in rule.sectors


def belonging(one: ContactList, everybody: Everybody) -> Belonging:
    """Return a list as it is: members, why each is on it, and what changed since its last use."""
    picks = {everybody.heads.get(pick.contact_id, 0): pick for pick in one.picks}
    members: list[Member] = []
    left_out: list[LeftOut] = []
    for contact in everybody.contacts.values():
        pick = picks.get(contact.id)
        met: tuple[int, ...] = ()
        if contact.left is None:
            held = everybody.held.get(contact.id, ())
            met = tuple(place for place, rule in enumerate(one.rules) if meets(rule, contact, held))
        if pick is not None and not pick.is_in:
            left_out.append(LeftOut(contact, pick))
        elif contact.left is None and (met or pick is not None):
            members.append(Member(contact, met, pick))
    counts = tuple(sum(place in each.rules for each in members) for place in range(len(one.rules)))
    added, dropped, moved = _since(one, members, everybody, picks)
    return Belonging(
        one,
        tuple(members),
        counts,
        tuple(each for each in members if each.pick is not None),
        tuple(left_out),
        added,
        dropped,
        moved,
        tuple(
            each
            for each in members
            if is_personal(each.contact.email, everybody.domains_of(each.contact))
        ),
    )


def _since(
    one: ContactList, members: Iterable[Member], everybody: Everybody, picks: Mapping[int, Pick]
) -> tuple[tuple[Member, ...], tuple[Dropped, ...], tuple[tuple[Member, str], ...]]:
    if one.last is None:
        return (), (), ()
    now = {each.contact.id: each for each in members}
    # Who turned out to be somebody else since then neither came nor went.
    before = {everybody.heads.get(each.contact_id, -each.contact_id): each
              for each in one.last.members}  # fmt: skip
    added = tuple(each for number, each in now.items() if number not in before)
    dropped = tuple(
        _dropped(each, everybody.contacts.get(number), picks.get(number))
        for number, each in before.items()
        if number not in now
    )
    moved = tuple(
        (now[number], each.email)
        for number, each in before.items()
        if number in now and now[number].contact.email.casefold() != each.email.casefold()
    )
    return added, dropped, moved


def _dropped(member: UsedMember, contact: Contact | None, pick: Pick | None) -> Dropped:
    if contact is None:
        return Dropped(member, Went.GONE)
    if contact.left is not None:
        return Dropped(member, Went.LEFT, contact.left)
    if pick is not None and not pick.is_in:
        return Dropped(member, Went.BY_HAND)
    return Dropped(member, Went.NO_RULE)


def rule_words(rule: Rule, seats: Mapping[str, str], sectors: Mapping[str, str]) -> str:
    """Return a rule as a person says it: "Every panel lead and panel deputy".

    Args:
        rule: The rule.
        seats: What kinds of seats are called.
        sectors: What sectors are called.
    """
    if rule.is_empty:
        return "Nobody: nothing is chosen"
    panel = (SeatKind.PANEL_LEAD.value, SeatKind.PANEL_DEPUTY.value)
    if set(rule.seats) == set(panel):
        who = "Every lead and deputy with a panel seat"
    elif rule.seats:
        names = [seats.get(code, code) for code in rule.seats]
        who = f"Every {_either([name[:1].lower() + name[1:] for name in names])}"
        # A name such as "Prevent lead" keeps its capital.
        who = who.replace("prevent lead", "Prevent lead")
    else:
        who = "Everybody"
    if rule.sectors:
        who += f" in {_either([sectors.get(code, code) for code in rule.sectors])}"
    if rule.topics:
        who += f" written to about {_either(list(rule.topics))}"
    return who


def _is_writable(email: str) -> bool:
    # Mail programs still disagree on letters beyond ASCII in an address.
    return is_address(email) and email.strip().isascii()


def _either(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
