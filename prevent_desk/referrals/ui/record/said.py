"""What the head of a record says of a referral, in words."""

from __future__ import annotations

from datetime import date

from prevent_desk.core.dates import say_short
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model.records import Episode, Person

_AWAY = frozenset({"", "not_known"})


def facts(episode: Episode, today: date, lists: Vocabularies) -> list[str]:
    """Return the facts of a referral in a line: reference, state, age, home, who referred it."""
    found = [episode.ref, episode.state.words]
    subjects = episode.subjects
    if len(subjects) == 1:
        found += [_born(subjects[0], today), _home(episode, lists)]
    elif subjects:
        found += [f"{len(subjects)} people", _home(episode, lists)]
    found.append(_referred(episode, today, lists))
    return [one for one in found if one]


def _born(person: Person, on: date) -> str:
    age = person.age_on(on)
    if age is None:
        return f"age as told: {person.born_told}" if person.born_told else "age not known"
    about = "about " if person.is_approximate or person.born is None else ""
    born = f", born {say_short(person.born)}" if person.born and not person.is_approximate else ""
    return f"{about}{age} years{born}"


def _home(episode: Episode, lists: Vocabularies) -> str:
    if episode.home_area in _AWAY:
        return ""
    words = lists["home_area"].label(episode.home_area)
    if episode.home_area in {"abroad", "no_fixed"}:
        return words[:1].lower() + words[1:]
    return f"lives in {words}"


def _referred(episode: Episode, today: date, lists: Vocabularies) -> str:
    day = _short(episode.received.date(), today)
    if episode.source:
        words = lists["sub_source"].label(episode.source)
    elif episode.sector:
        words = lists["sector"].label(episode.sector)
    else:
        return f"received {day}"
    by = words if words.isupper() or words.startswith(("GP", "HM", "ACT")) else _lower(words)
    unnamed = ", not to be named" if episode.is_anonymous else ""
    return f"referred by {by}{unnamed}, {day}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _short(day: date, today: date) -> str:
    said = say_short(day)
    return said.rsplit(" ", 1)[0] if day.year == today.year else said
