"""Whether enough of those who must be there are in the room, and how a panel decides.

The law wants the council and the chief officer of police (CTSA 2015, s.37); how many others, and
that the chair or their deputy sits, is the panel's own procedure and a setting. A panel decides
together; failing that by majority; failing that the chair decides (s.37). What is asked about
somebody who lives elsewhere: `inviting.home_prompts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prevent_desk.panels.model.presence import agency_key
from prevent_desk.panels.model.records import Attendee, Role

SETTING = "panels/quorum"
"""The name the rule is kept under among the desk's settings."""

STATUTE = {"council": "the council", "police": "the police"}
OWN_AREA = "city_of_london"
MOST_OTHERS = 12


@dataclass(frozen=True, slots=True)
class Rule:
    """What a quorum is here.

    Attributes:
        statute: Whom the law wants; never less than council and police.
        chair: The chair or their deputy must sit.
        others: How many further agencies must be there.
        own_area: The home area this panel answers for: an organisation that speaks for other areas
            only does not stand for the council or the police of this one.
    """

    statute: tuple[str, ...] = ("council", "police")
    chair: bool = True
    others: int = 1
    own_area: str = OWN_AREA

    def kept(self) -> dict[str, Any]:
        """Return it in plain JSON values, as settings and meetings keep it."""
        return {
            "statute": list(self.statute),
            "chair": self.chair,
            "others": self.others,
            "own_area": self.own_area,
        }

    def told(self) -> str:
        """Return it in words: "Chair or deputy, the council, the police and 1 other agency"."""
        parts = ["chair or deputy"] if self.chair else []
        parts += [STATUTE.get(one, one) for one in self.statute]
        if self.others:
            parts.append(f"{self.others} other {'agency' if self.others == 1 else 'agencies'}")
        return _sentence(parts)


def rule_of(kept: Mapping[str, Any] | None) -> Rule:
    """Read a rule as it was kept; what is missing or nonsense is as the law and we have it."""
    known, usual = kept or {}, Rule()
    others = known.get("others", usual.others)
    whole = isinstance(others, int) and not isinstance(others, bool)
    return Rule(
        # The law's two cannot be set away.
        statute=tuple(dict.fromkeys([*usual.statute, *map(str, known.get("statute", ()))])),
        chair=bool(known.get("chair", usual.chair)),
        others=min(max(others, 0), MOST_OTHERS) if whole else usual.others,
        own_area=str(known.get("own_area", usual.own_area)),
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether there is a quorum.

    Attributes:
        words: Who makes it, "chair, police and 5 more"; where there is none, what is missing.
        missing: Each thing that is missing, in words.
    """

    met: bool
    words: str
    missing: tuple[str, ...] = ()

    def told(self, called: str = "") -> str:
        """Return it as a line: "Quorum for Case C: chair, police and 5 more"."""
        of = f" for {called}" if called else ""
        return f"{'Quorum' if self.met else 'No quorum'}{of}: {self.words}"


def judge(rule: Rule, present: Sequence[Attendee]) -> Verdict:
    """Return whether those present are a quorum; agencies are counted, not heads."""
    members = [one for one in present if one.role is not Role.NOTE_TAKER]
    named: list[str] = []
    missing: list[str] = []
    counted: set[str] = set()
    chair = chairing(members)
    if chair is not None:
        named.append("chair" if chair.role is Role.CHAIR else "deputy chair")
        counted.add(agency_key(chair))
    elif rule.chair:
        missing.append("the chair or a deputy")
    for duty in rule.statute:
        of_duty = [one for one in members if one.statute == duty and _speaks_here(rule, one)]
        if not of_duty:
            missing.append(STATUTE.get(duty, duty))
        elif chair not in of_duty:
            named.append(duty)
        counted.update(agency_key(one) for one in of_duty)
    more = len({agency_key(one) for one in members} - counted)
    if more < rule.others:
        lacking = rule.others - more
        missing.append(f"{lacking} other {'agency' if lacking == 1 else 'agencies'}")
    if missing:
        are = "are" if len(missing) > 1 or missing[0].endswith("agencies") else "is"
        return Verdict(met=False, words=f"{_and(missing)} {are} missing", missing=tuple(missing))
    return Verdict(met=True, words=_and([*named, *([f"{more} more"] if more else [])]))


def chairing(present: Iterable[Attendee]) -> Attendee | None:
    """Return who chairs: the chair, or the council's deputy while the chair is out."""
    deputy = None
    for one in present:
        if one.role is Role.CHAIR:
            return one
        if one.role is Role.DEPUTY and one.statute == "council" and deputy is None:
            deputy = one
    return deputy


def _speaks_here(rule: Rule, one: Attendee) -> bool:
    return not one.areas or rule.own_area in one.areas


def _and(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _sentence(parts: Sequence[str]) -> str:
    told = _and(parts)
    return told[:1].upper() + told[1:]
