"""A desk of 50,000 referrals: invented names, and texts whose words are as uneven as English is.

Words are drawn by Zipf's law from 20,000 that are made of syllables; the commonest begin as the
commonest of English do, so that two letters typed find nearly everything.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Any

from prevent_desk.referrals.model.states import ENDED, State
from prevent_desk.store.session import Store
from prevent_desk.store.unit import unit_of

WORDS = 120
"""Of each referral."""
OPEN = 300
"""Referrals that are open; the rest is closed, whatever the size."""
TODAY = date(2025, 11, 25)


def _split(words: str) -> list[str]:
    return words.split()


_COMMON = _split(
    "the of and to a in that he is was for it with as his on be at by had not are but from or "
    "have an they which one you were all her she there would their we him been has when who "
    "will no more if out so up said what its about than into them can only other time new some "
    "could these two may first then do any like my now over such our man me even most made "
    "after also did many off school online teacher family mother brother friends videos angry "
    "threat police home class worried phone group posts sticker knife plan travel hate speech "
    "message support isolated"
)
_ONSETS = _split("b c ch d f g h j k l m n p r s sh st t th tr v w")
_VOWELS = _split("a e i o u ai ea ee oo ou")
_CODAS = ["", "n", "r", "s", "t", "l", "nd", "st", "ck", "m"]
_GIVEN = _split(
    "Amira Tomasz Jordan Kris Daniel Siobhan Mohammed Priya Leah Owen Yusuf Grace Marek Fatima "
    "Noah Chloe Ibrahim Isla Rhys Zainab Callum Ewa Hamza Molly Arjun Nia Declan Ayesha Reuben "
    "Tamsin"
)
_SECTORS = ("education", "police", "local_authority", "health", "community", "friends_family")
_CONCERNS = ("islamist", "extreme_right_wing", "no_ideology", "extreme_violence", "conflicted", "")
_AREAS = ("city_of_london", "hackney", "tower_hamlets", "islington", "camden", "kent", "")
_ENDED = sorted(ENDED - {State.ANONYMISED})
_RUNNING = (
    State.RECEIVED, State.PASSED_TO_POLICE, State.SCREENING, State.INFORMATION_GATHERING,
    State.PANEL_SCHEDULED, State.CONSENT_PENDING, State.ADOPTED,
)  # fmt: skip


def vocabulary(size: int = 20_000) -> list[str]:
    """Return invented words, the commonest first."""
    drawn = random.Random(4)
    words = dict.fromkeys(_COMMON)
    while len(words) < size:
        syllables = drawn.choice((1, 2, 2, 3))
        words[
            "".join(
                drawn.choice(_ONSETS) + drawn.choice(_VOWELS) + drawn.choice(_CODAS)
                for _ in range(syllables)
            )
        ] = None
    return list(words)


def fill(store: Store, count: int) -> None:
    """Write referrals straight into the tables and their index, in quiet units of 5,000."""
    drawn = random.Random(7)
    words = vocabulary()
    weights = list(accumulate(1 / (rank + 2) for rank in range(len(words))))
    for start in range(1, count + 1, 5_000):
        numbers = range(start, min(start + 5_000, count + 1))
        with store.writing(None) as session:
            _write(unit_of(session).raw, list(_rows(numbers, count, drawn, words, weights)))
    with store.writing(None) as session:
        # Three times as quick as row by row.
        unit_of(session).raw.execute("INSERT INTO search_index(search_index) VALUES ('rebuild')")


def _rows(
    numbers: range, count: int, drawn: random.Random, words: list[str], weights: list[float]
) -> Iterator[dict[str, Any]]:
    for number in numbers:
        is_open = number > count - OPEN
        days = (count - number) * 3650 // max(count, 1)
        received = datetime.combine(TODAY, datetime.min.time()) - timedelta(
            days=min(days, 30) if is_open else days + 30, minutes=drawn.randrange(600)
        )
        yield {
            "id": number,
            "ref": f"PD-{received.year}-{number:05}",
            "given": drawn.choice(_GIVEN),
            "family": drawn.choice(words[200:6000]).capitalize(),
            "state": drawn.choice(_RUNNING if is_open else _ENDED),
            "received": received,
            "told": " ".join(drawn.choices(words, cum_weights=weights, k=WORDS)),
            "sector": drawn.choice(_SECTORS),
            "concern": drawn.choice(_CONCERNS),
            "area": drawn.choice(_AREAS),
            "born": TODAY - timedelta(days=drawn.randrange(11 * 365, 60 * 365)),
        }


def _write(raw: Any, rows: list[dict[str, Any]]) -> None:
    # As `store.index` gives places out.
    (top,) = raw.execute("SELECT coalesce(min(id), 0) FROM search_entry").fetchone()
    for table, columns, values in (
        ("person", _PERSON, _person),
        ("episode", _EPISODE, _episode),
        ("episode_person", ("episode_id", "person_id", "role", "note"), _link),
        ("referrer", _REFERRER, _referrer),
        ("episode_move", _MOVE, _move),
    ):
        _insert(raw, table, columns, [values(row) for row in rows])
    entries: list[tuple[object, ...]] = []
    for row in rows:
        name = f"{row['given']} {row['family']}"
        entries.append(("person", row["id"], "person", row["id"], name, ""))
        title = f"{row['ref']}, {name}"
        entries.append(("episode", row["id"], "referral", row["id"], title, row["told"]))
    numbered = [(top - place, *entry) for place, entry in enumerate(entries, 1)]
    _insert(raw, "search_entry", _ENTRY, numbered)


def _insert(
    raw: Any,
    table: str,
    columns: tuple[str, ...],
    rows: list[tuple[object, ...]],
) -> None:
    """Write rows, a hundred in a statement: with locked memory a statement costs more than rows."""
    names = ", ".join(f'"{name}"' for name in columns)
    marks = f"({', '.join('?' * len(columns))})"
    for start in range(0, len(rows), 100):
        batch = rows[start : start + 100]
        sql = f"INSERT INTO {table} ({names}) VALUES {', '.join([marks] * len(batch))}"
        raw.execute(sql, [value for row in batch for value in row])


_ENTRY = ("id", "source", "row_id", "kind", "object_id", "title", "body")
_TEXTS = (
    "label", "aliases", "born_told", "gender", "ethnicity", "health", "address", "town",
    "postcode", "earlier", "home_area", "phones", "emails", "online", "language", "nationality",
    "note",
)  # fmt: skip
_PERSON = ("id", "head_id", "given", "family", "born", "is_approximate", "at", *_TEXTS)
_EMPTY = (
    "source", "danger", "handed_over", "city_link", "responsible_area", "outcome", "pattern",
    "pcmt", "police_ref",
)  # fmt: skip
_EPISODE = (
    "id", "ref", "names", "state", "state_on", "received", "recorded", "by", "medium", "sector",
    "home_area", "concern", "form", "form_version", "answers", *_EMPTY,
)  # fmt: skip
_REFERRER_TEXTS = (
    "name", "organisation", "role", "phone", "email", "safe_way", "promised", "told",
)  # fmt: skip
_REFERRER = ("episode_id", "is_anonymous", "answers", "wants_feedback", "told_on", *_REFERRER_TEXTS)
_MOVE = ("episode_id", "was", "now", "on", "at", "by", "reason", "details", "exception")


def _person(row: dict[str, Any]) -> tuple[object, ...]:
    at = _moment(row["received"])
    fixed = (row["id"], row["id"], row["given"], row["family"], row["born"].isoformat(), 0, at)
    return (*fixed, *[""] * len(_TEXTS))


def _episode(row: dict[str, Any]) -> tuple[object, ...]:
    at = _moment(row["received"])
    return (
        row["id"], row["ref"], f"{row['given']} {row['family']}", row["state"], at[:10], at, at,
        "coordinator", "form", row["sector"], row["area"], row["concern"], "referral", "2024",
        json.dumps({"concerns": row["told"]}), *[""] * len(_EMPTY),
    )  # fmt: skip


def _link(row: dict[str, Any]) -> tuple[object, ...]:
    return (row["id"], row["id"], "subject", "")


def _referrer(row: dict[str, Any]) -> tuple[object, ...]:
    told_on = _moment(row["received"])[:10]
    return (row["id"], 0, "{}", "", told_on, *[""] * len(_REFERRER_TEXTS))


def _move(row: dict[str, Any]) -> tuple[object, ...]:
    at = _moment(row["received"])
    return (row["id"], "", row["state"], at, at, "coordinator", "", "{}", "")


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")
