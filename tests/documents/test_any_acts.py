"""Whatever was done to the register: list, figures and search say what its documents do.

And Undo leads back to where it began, Redo on again.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from sqlalchemy import text

from prevent_desk.core.clock import local
from prevent_desk.core.errors import Refused
from prevent_desk.documents.model.records import Document, NewDocument, NewVersion, Standing
from prevent_desk.documents.service.log import DocumentFigures
from prevent_desk.logbook.model.period import ALL, By, Period
from prevent_desk.logbook.model.query import Query
from prevent_desk.store import search
from tests.documents.conftest import TODAY, Desk

TABLES = ("policy_document", "policy_version", "search_entry")
ACTS, LOOKS = 24, 8
YEAR = Period(TODAY - timedelta(days=365), TODAY - timedelta(days=30))
BOARDS = ("Safer City board", "Chief officers")


def rows(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of the register; of search without its own key."""
    found = {}
    with desk.store.reading() as session:
        for name in TABLES:
            own = 1 if name == "search_entry" else 0
            kept = session.execute(text(f"SELECT * FROM {name}"))
            found[name] = sorted((tuple(row)[own:] for row in kept), key=repr)
    return found


class Officer:
    """Somebody who does anything at all, as chance has it."""

    def __init__(self, desk: Desk, chance: random.Random) -> None:
        self.desk, self.chance, self.documents = desk, chance, desk.documents

    def act(self) -> None:
        """Do one thing; what is refused is not done."""
        acts: list[Callable[[], object]] = [
            self.add, self.add, self.change, self.version, self.version, self.mend, self.mend,
            self.drop, self.withdraw,
        ]  # fmt: skip
        with suppress(Refused, IndexError):
            self.chance.choice(acts)()

    def new(self) -> NewVersion:
        chance = self.chance
        agreed = chance.choice((None, TODAY - timedelta(days=chance.randint(0, 700))))
        days = timedelta(days=chance.randint(1, 800))
        review = agreed + days if agreed is not None and chance.random() < 0.7 else None
        content = bytes([chance.randrange(4)]) * 9
        file = chance.choice((("", b""), ("policy.pdf", content)))
        board = chance.choice(BOARDS) if agreed else ""
        return NewVersion(f"{chance.randint(1, 6)}.0", agreed, board, review, "", *file)

    def one(self) -> Document:
        return self.documents.one(self.chance.choice(self.documents.log.ids(Query())))

    def add(self) -> None:
        kind = self.chance.choice(("policy", "strategy", "terms"))
        first = self.chance.choice((None, self.new()))
        self.documents.add(NewDocument(kind, f"Paper {self.chance.randint(1, 9)}"), first)

    def change(self) -> None:
        self.documents.change(self.one().id, NewDocument("policy", "Another title"))

    def version(self) -> None:
        self.documents.add_version(self.one().id, self.new())

    def mend(self) -> None:
        self.documents.change_version(self.chance.choice(self.one().versions).id, self.new())

    def drop(self) -> None:
        self.documents.remove_version(self.chance.choice(self.one().versions).id)

    def withdraw(self) -> None:
        one = self.one()
        act = self.documents.restore if one.ended else self.documents.withdraw
        act(one.id)


def look(desk: Desk) -> None:
    """Hold what is listed, counted and found against the documents themselves."""
    log = desk.documents.log
    documents = [desk.documents.one(key) for key in log.ids(Query())]
    assert log.count(Query()) == len(documents)
    for code in Standing:
        found = log.ids(Query(chosen={"standing": frozenset({code.value})}))
        assert set(found) == {one.id for one in documents if one.standing(TODAY) is code}
    first, last = date(2020, 1, 1), date(2035, 1, 1)
    days = {one.id: one.first for one in log.days(Query(), first, last)}
    assert days == {one.id: one.review for one in documents if one.review is not None}
    for board in BOARDS:
        with desk.store.reading() as session:
            hits = {one.object_id for one in search.find(session, board, 99)}
        wanted = {
            one.id for one in documents if any(each.agreed_by == board for each in one.versions)
        }
        assert hits == wanted
    for period, by in ((ALL, By.EVENT), (YEAR, By.EVENT), (YEAR, By.RECORDED)):
        count(desk, documents, period, by)


def count(desk: Desk, documents: list[Document], period: Period, by: By) -> None:
    """Hold the figures of a period against the documents."""
    agreed, late = DocumentFigures(desk.documents.log).figures(period, by)
    wanted = {
        one.id
        for one in documents
        for each in one.versions
        if each.agreed is not None
        and period.holds(each.agreed if by is By.EVENT else local(each.at).date())
    }
    assert (set(agreed.ids), agreed.number) == (wanted, len(wanted))
    assert set(late.ids) == {one.id for one in documents if one.standing(TODAY) is Standing.LATE}
    for figure in (agreed, late):
        query = Query.from_json(figure.position["query"])
        assert set(desk.documents.log.ids(query)) == set(figure.ids)


def test_list_figures_and_search_agree_with_the_register_and_undo_leads_back(
    desk: Desk, campaign: int
) -> None:
    for seed in range(campaign):
        officer = Officer(desk, random.Random(seed))
        start, label = rows(desk), desk.store.undo_label()
        for number in range(ACTS):
            officer.act()
            if number % LOOKS == 0:
                look(desk)
        look(desk)
        end, undone = rows(desk), 0
        while desk.store.undo_label() != label or rows(desk) != start:
            desk.store.undo()
            undone += 1
            if undone % LOOKS == 0:
                look(desk)
            assert undone <= ACTS, f"seed {seed}: Undo does not lead back"
        for _act in range(undone):
            desk.store.redo()
        assert rows(desk) == end, f"seed {seed}"
        look(desk)
