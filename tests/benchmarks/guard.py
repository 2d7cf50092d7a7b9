"""The re-referral guard over 50,000 people: who is found, by slip and tradition, and how quickly.

Two sets of searches: those of the file, and some made anew by slips of sound, keys, scans and parts
of names that the matcher's tables know nothing of. Times are of single calls over the encrypted
store, as the window makes them.
"""

from __future__ import annotations

import gc
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random

from prevent_desk.app.services import Services
from prevent_desk.referrals.model.matching import Index, Known, Sought
from prevent_desk.referrals.service.guard import Guard
from prevent_desk.referrals.tables import PersonTable
from prevent_desk.store.session import Store
from tests.benchmarks.desks import desk_with
from tests.benchmarks.figures import Figure, clock, percentile
from tests.referrals.desks import TEXTS
from tests.referrals.matching import generated
from tests.referrals.matching.people import Judged, Search, judge, people, searches, traditions

EACH, TYPED, NEW = 60, 120, 30
SEED = 2026


def measure() -> list[Figure]:
    """Measure recall on both sets, and the times on a desk of 50,000 people."""
    known = people()
    index = Index(known)
    found = judge(index, searches())
    anew = judge(index, generated.searches(SEED, known, traditions(), EACH))
    _print(found, "the file")
    _print(anew, "made anew")
    figures = [*_recall(found), *_recall_anew(anew)]
    del index
    with tempfile.TemporaryDirectory() as place:
        services, _ = desk_with(Path(place) / "desk", 5)
        figures += _times(services, known)
        services.desk.close(backup=False)
    return figures


def _recall(found: Judged) -> list[Figure]:
    tell = "of 100 not among four shown"
    absent = max(found.absent, 1)
    return [
        _missed("a second field", found.share("more"), tell, 1.0),
        _missed("the name alone", found.share("name"), tell, 5.0),
        _spread(found, 5.0),
        Figure(
            "guard",
            "a stranger called a strong match",
            100 * len(found.wrongly_strong) / absent,
            f"of 100 look-alikes ({absent})",
            0.0,
            1.0,
            "%",
        ),
    ]


def _recall_anew(anew: Judged) -> list[Figure]:
    tell = "of 100, slips made anew"
    return [
        _missed("any fields", anew.share("all"), tell, 3.0),
        _missed("the name alone", anew.share("name"), tell, 8.0),
        _spread(anew, 5.0),
    ]


def _missed(what: str, share: float, beside: str, limit: float) -> Figure:
    return Figure("guard", f"missed with {what}", 100 * (1 - share), beside, 0.0, limit, "%")


def _spread(judged: Judged, limit: float) -> Figure:
    shares = {name: share for name, share, _ in judged.named("tradition")}
    worst = min(shares, key=lambda name: shares[name])
    apart = 100 * (max(shares.values()) - shares[worst])
    what = "points between the best and the worst tradition"
    return Figure("guard", what, apart, f"worst: {worst}", 0.0, limit, "%")


def _print(judged: Judged, of: str) -> None:
    """Print recall by slip and by tradition; the figures below are their sums."""
    for kind in ("slip", "tradition"):
        for name, share, count in judged.named(kind):
            sys.stdout.write(f"guard, {of}: {kind:<10} {name:<24} {share:7.4f} of {count}\n")
    ambiguous = judged.hits["ambiguous"]
    shown = judged.wrong_shown / max(len(judged.hits["all"]), 1)
    sys.stdout.write(
        f"guard, {of}: {sum(ambiguous)} of {len(ambiguous)} found with over three as good; "
        f"{shown:.2f} others shown a search\n"
    )


def _times(services: Services, known: Sequence[Known]) -> list[Figure]:
    store = services.desk.store
    _fill(store, known)
    guard = Guard(store, services.clock)
    built = clock(guard.prepare)
    asked = [one for one in searches() if one.is_same]
    took = [clock(partial(guard.search, one.sought)) for one in _warmed(guard, asked)]
    keys = list(_key_presses(guard, asked))
    new = list(_new_people(store, guard))
    guard.close()
    people_words = f"{len(known):,} people"
    return [
        Figure(
            "guard", "reading everybody after unlock", built / 1000, people_words, 0.0, 8.0, "s"
        ),
        Figure("guard", "a search, 95 of 100", percentile(took, 95), people_words, 0.0, 100.0),
        Figure("guard", "a key press, 95 of 100", percentile(keys, 95), people_words, 0.0, 50.0),
        Figure(
            "guard", "finding a person just written", percentile(new, 95), people_words, 0, 100.0
        ),
    ]


def _warmed(guard: Guard, asked: Sequence[Search]) -> Iterator[Search]:
    guard.search("nobody")
    gc.collect()
    yield from asked


def _key_presses(guard: Guard, asked: Sequence[Search]) -> Iterator[float]:
    """Yield the time of each key press while names are typed, the next letter each time."""
    rng = Random(SEED)
    for one in rng.sample(list(asked), TYPED // 6):
        name = one.sought.names[0]
        for length in range(1, len(name) + 1):
            yield clock(partial(guard.search, name[:length], typing=True))


def _new_people(store: Store, guard: Guard) -> Iterator[float]:
    for number in range(NEW):
        given, family = "Xanthippe", f"Quillfeather{chr(97 + number % 26)}{chr(97 + number // 26)}"
        with store.writing("a new person") as session:
            session.add(_row(Known(0, 0, (f"{given} {family}",)), store))
        sought = Sought((f"{given} {family}",))
        taken = clock(partial(guard.search, sought))
        first = guard.search(sought).matches[0]
        if first.name != f"{given} {family}":
            raise AssertionError("A person just written was not found.")
        yield taken


def _fill(store: Store, known: Sequence[Known]) -> None:
    """Write everybody, a few thousand in one unit."""
    for at in range(0, len(known), 5000):
        with store.writing(None) as session:
            session.add_all(_row(one, store) for one in known[at : at + 5000])


def _row(one: Known, store: Store) -> PersonTable:
    given, _, family = one.names[0].rpartition(" ")
    born = one.born
    return PersonTable(
        **dict.fromkeys(TEXTS, "")
        | {
            "head_id": one.head,
            "given": given,
            "family": family,
            "aliases": "\n".join(one.names[1:]),
            "born": born.full_date if born else None,
            "born_year": born.year if born and not born.is_full else None,
            "is_approximate": bool(born and born.approximate),
            "address": one.address,
            "town": one.town,
            "postcode": one.postcode,
            "phones": "\n".join(one.phones),
            "at": store.clock.now().replace(tzinfo=None),
        }
    )
