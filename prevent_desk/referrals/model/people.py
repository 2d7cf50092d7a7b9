"""Which persons of different referrals are one human being, and how that was decided.

Each referral keeps its person as told; links between persons are the truth, and what follows from
them is worked out here: groups, contradictions, how often somebody was referred.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from prevent_desk.core.birth import Born
from prevent_desk.core.dates import say_short
from prevent_desk.referrals.model.records import NO_NAME, Person
from prevent_desk.referrals.model.states import State

SUBJECT = "subject"
"""The role of whom a referral is about; every other role is a code of the list "relation"."""

PATTERN_FROM = 3
"""From this referral of a person on, a written comment on the pattern is asked for."""


class LinkKind(StrEnum):
    """What was decided about two persons; the value is what is stored."""

    SAME = "same"
    NOT_SAME = "not_same"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about an earlier person, before or after a referral is recorded.

    Attributes:
        person_id: The earlier person's row; of a match, its `id`.
        reason: Of "not the same", why; of the others, words if there are any.
        relation: Of a relative, a code of the list "relation": what the earlier person is to the
            one of this referral.
        reasons: What spoke for and against on screen, a line each.
    """

    person_id: int
    kind: LinkKind
    reason: str = ""
    relation: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A decision about two persons as it is kept.

    Attributes:
        relation: Of a relative, what `b_id` is to `a_id`.
        at: When it was decided (UTC).
        ended: When it was taken back (UTC); None while it holds.
    """

    id: int
    a_id: int
    b_id: int
    kind: LinkKind
    relation: str
    reason: str
    reasons: tuple[str, ...]
    by: str
    at: datetime
    ended: datetime | None = None
    ended_by: str = ""
    ended_reason: str = ""

    @property
    def holds(self) -> bool:
        """Whether it was not taken back."""
        return self.ended is None

    def relation_of(self, person_id: int) -> str:
        """Return what one of its two persons is to the other."""
        return (
            self.relation if person_id == self.b_id else INVERSE.get(self.relation, self.relation)
        )

    def other(self, person_ids: Iterable[int]) -> int:
        """Return which of its two persons is not among these; `b_id` where both or none are."""
        return self.a_id if self.b_id in person_ids and self.a_id not in person_ids else self.b_id


@dataclass(frozen=True, slots=True)
class Contact:
    """One referral, or call for advice, as a person's history shows it.

    Attributes:
        person_id: The person as this referral told of them.
        role: "subject", or a code of the list "relation".
        outcome, outcome_words: A code of the list "outcome", and its label; empty while open.
        to: Where it was signposted or transferred to, in words.
        last_reason: Why it came into the state it is in.
    """

    episode_id: int
    ref: str
    person_id: int
    role: str
    state: State
    state_on: date
    received: datetime
    outcome: str = ""
    outcome_words: str = ""
    to: str = ""
    last_reason: str = ""
    pattern: str = ""

    @property
    def is_referral(self) -> bool:
        """Whether it counts as a referral of the person: about them, and more than advice."""
        return self.role == SUBJECT and self.state is not State.ADVICE_ONLY

    @property
    def line(self) -> str:
        """What a match card says of it: "PD-2022-004 – signposted to GP, 9 Mar 2022"."""
        return f"{self.ref} – {self.how_it_stands}, {say_short(self.state_on)}"

    @property
    def how_it_stands(self) -> str:
        """State and outcome, as they are said within a sentence: "closed, police-led"."""
        if self.state is not State.CLOSED:
            return self._with_place(_IN_WORDS.get(self.state) or _lower(self.state.words))
        said = _OUTCOMES.get(self.outcome) if self.to else ""
        came_of_it = self._with_place(said or _lower(self.outcome_words))
        return f"closed, {came_of_it}" if came_of_it else "closed"

    def _with_place(self, said: str) -> str:
        leads = said in {"signposted", "transferred"}
        return f"{said} to {self.to}" if leads and self.to else said


@dataclass(frozen=True, slots=True)
class Group:
    """One human being: every row of theirs, and every referral they appear in.

    Attributes:
        head_id: The smallest id among its people.
        people: As told, newest referral first.
        contacts: Newest first, in whatever role.
        links: All that touch one of them, newest first, those taken back too.
        others: Those the links lead to that are not of the group, by id.
    """

    head_id: int
    people: tuple[Person, ...]
    contacts: tuple[Contact, ...]
    links: tuple[Link, ...] = ()
    others: Mapping[int, Person] | None = None

    @property
    def name(self) -> str:
        """The name of the newest row that has one."""
        return name_of(self.people)

    @property
    def referrals(self) -> int:
        """How many referrals were about them."""
        return len({one.episode_id for one in self.contacts if one.is_referral})

    @property
    def decisions(self) -> tuple[Link, ...]:
        """The links that hold."""
        return tuple(link for link in self.links if link.holds)


@dataclass(frozen=True, slots=True)
class LinkSeen:
    """A decision, seen from a referral.

    Attributes:
        here: The person of this referral.
        other: The other one; where both are of this referral, the second.
        refs: The referrals that told of the other one, oldest first.
    """

    link: Link
    here: Person
    other: Person
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """How often a referral's person has been referred, this one included.

    Attributes:
        number: 1 for the first; 0 for a call for advice only.
        earlier: The referrals before this one, newest first.
        name: Whose it is, where the referral has several subjects.
    """

    number: int = 0
    earlier: tuple[Contact, ...] = ()
    name: str = ""

    @property
    def words(self) -> str:
        """What the chip says: "Third referral"; empty for a first."""
        return f"{ordinal(self.number)} referral" if self.number > 1 else ""

    @property
    def may_have_pattern(self) -> bool:
        """Whether a comment on the pattern is offered; asked for it is from the third on."""
        return self.number > 1

    @property
    def needs_pattern(self) -> bool:
        """Whether a comment on the pattern is asked for."""
        return self.number >= PATTERN_FROM


def heads(people: Iterable[int], same: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return each person's head: the smallest id of those joined to them, however many steps away.

    Args:
        people: Every person asked for; those that are only named by a pair are answered too.
        same: Pairs that were decided to be one human being.
    """
    parent = {person: person for person in people}

    def root(person: int) -> int:
        while parent.setdefault(person, person) != person:
            parent[person] = parent[parent[person]]
            person = parent[person]
        return person

    for one, other in same:
        low, high = sorted((root(one), root(other)))
        # The smaller one stays on top, so that the root is the head.
        parent[high] = low
    return {person: root(person) for person in list(parent)}


def standing_against(
    kind: LinkKind, a_group: Iterable[int], b_group: Iterable[int], links: Iterable[Link]
) -> Link | None:
    """Return the decision that a new one between two groups would contradict or repeat.

    Args:
        kind: Of the new one.
        a_group: Everybody who is the same human being as the first.
        b_group: As the second; equal to `a_group` where they are joined already.
        links: Those that touch either group.
    """
    one, other = set(a_group), set(b_group)
    if one & other:
        # Joined already: the newest link of the way between them is the one to take back.
        joins = [link for link in links if link.holds and link.kind is LinkKind.SAME]
        inside = [link for link in joins if link.a_id in one and link.b_id in one]
        return max(inside, key=lambda link: link.id, default=None)
    for link in links:
        between = (link.a_id in one and link.b_id in other) or (
            link.b_id in one and link.a_id in other
        )
        if between and link.holds and stands_against(kind, link.kind):
            return link
    return None


def stands_against(new: LinkKind, old: LinkKind) -> bool:
    """Return whether a decision contradicts or repeats one that holds between the same two people.

    A relative is not the same person, so "not the same" and "relative" go together.
    """
    return new is old or LinkKind.SAME in {new, old}


def name_of(people: Sequence[Person]) -> str:
    """Return the name of the first that has one."""
    names = [person.name for person in people]
    return next((name for name in names if name != NO_NAME), NO_NAME)


def names_of(subjects: Sequence[Person]) -> str:
    """Return whom a referral is about, as lists and titles name them; never empty."""
    return ", ".join(dict.fromkeys(person.name for person in subjects)) or NO_NAME


def ordinal(number: int) -> str:
    """Return "First" to "Tenth", then "11th"."""
    if 1 <= number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    tens = number % 100
    ending = "th" if 10 < tens < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def revised(was: Person, now: Person) -> Person:
    """Return new details with the old name and address kept beside them.

    A name or address that is replaced was told once, and is what the next caller may say: the old
    name becomes an alias, the old address an earlier one. Neither is kept twice.
    """
    aliases, earlier = list(now.aliases), list(now.earlier)
    if (was.given, was.family) != (now.given, now.family):
        aliases.append(f"{was.given} {was.family}".strip())
    if (was.address, was.town, was.postcode) != (now.address, now.town, now.postcode):
        earlier.append(place_of(was))
    name = f"{now.given} {now.family}".strip()
    return replace(
        now,
        aliases=tuple(_once(aliases, but=name)),
        earlier=tuple(_once(earlier, but=place_of(now))),
    )


def born_of(person: Person) -> Born | None:
    """Return when a person was born, as far as it was told."""
    if person.born is not None:
        day = person.born
        return Born(day.year, day.month, day.day, person.is_approximate)
    if person.born_year is not None:
        return Born(person.born_year, approximate=person.is_approximate)
    return None


def place_of(person: Person) -> str:
    """Return the address of now in a line: "12 Fore Street, London, EC2Y 5DA"."""
    parts = (person.address, person.town, person.postcode)
    return ", ".join(" ".join(part.split()) for part in parts if part.strip())


def _once(lines: Iterable[str], but: str) -> Iterable[str]:
    seen = {but.casefold(), ""}
    for line in (one.strip() for one in lines):
        if line.casefold() not in seen:
            seen.add(line.casefold())
            yield line


def _lower(words: str) -> str:
    # "NHS trust" keeps its letters; "No further action" begins small in a sentence.
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


_IN_WORDS = {State.NOT_ADOPTED_SIGNPOSTED: "signposted", State.TRANSFERRED_OUT: "transferred"}
_OUTCOMES = {
    "signposted": "signposted",
    "transferred_force": "transferred",
    "transferred_council": "transferred",
}
INVERSE = {
    "parent": "child",
    "child": "parent",
    "grandparent": "grandchild",
    "grandchild": "grandparent",
    "guardian": "ward",
    "ward": "guardian",
    "influence": "influenced",
    "influenced": "influence",
}
"""What a relation is from the other side; every other is the same from both."""

_ORDINALS = (
    "First", "Second", "Third", "Fourth", "Fifth",
    "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
)  # fmt: skip
