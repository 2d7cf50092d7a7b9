"""Links between persons are the truth: what is decided, refused, taken back, and what follows."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model.people import Decision, LinkKind, heads
from prevent_desk.referrals.service.people import People
from prevent_desk.referrals.tables import PersonLinkTable, PersonTable
from tests.referrals.desks import Desk

SAME, NOT_SAME, RELATIVE = LinkKind.SAME, LinkKind.NOT_SAME, LinkKind.RELATIVE


def people_of(desk: Desk, number: int) -> list[int]:
    """Add referrals, one a day, and return their persons."""
    made = [
        desk.add(received=datetime(2025, 1, 1 + day, 9, tzinfo=UTC).replace(tzinfo=None))
        for day in range(number)
    ]
    return [desk.person_of(one) for one in made]


def kept_heads(desk: Desk) -> dict[int, int]:
    """Return every person's head as the store keeps it."""
    with desk.store.reading() as session:
        return {one.id: one.head_id for one in session.query(PersonTable)}


def fresh_heads(desk: Desk) -> dict[int, int]:
    """Return every person's head worked out from nothing but the links that hold."""
    with desk.store.reading() as session:
        ids = [one.id for one in session.query(PersonTable)]
        pairs = [
            (one.a_id, one.b_id)
            for one in session.query(PersonLinkTable)
            if one.kind == "same" and one.ended is None
        ]
    neighbours: dict[int, set[int]] = {one: {one} for one in ids}
    for a, b in pairs:
        neighbours[a].add(b)
        neighbours[b].add(a)
    found = {}
    for start in ids:
        reached, edge = {start}, {start}
        while edge:
            edge = {there for one in edge for there in neighbours[one]} - reached
            reached |= edge
        found[start] = min(reached)
    return found


def test_linking_joins_two_people_and_all_their_referrals(desk: Desk) -> None:
    people: People = desk.services.people
    a, b, c = people_of(desk, 3)
    people.link(c, a, SAME, reasons=["Same date of birth"])
    people.link(b, c, SAME)
    assert {people.head_of(one) for one in (a, b, c)} == {a}
    assert [one.ref for one in people.episodes_of(a)] == [
        "PD-2025-003", "PD-2025-002", "PD-2025-001",
    ]  # fmt: skip
    assert desk.store.undo_label() == "link of PD-2025-002 and PD-2025-003"


def test_taking_a_link_back_parts_them_exactly_as_before_and_stays_told(desk: Desk) -> None:
    people = desk.services.people
    a, b, c = people_of(desk, 3)
    people.link(b, a, SAME)
    before = kept_heads(desk)
    link = people.link(c, b, SAME)
    people.unlink(link, "another child of the house")
    assert kept_heads(desk) == before
    (ended,) = [one for one in people.group(c).links if not one.holds]
    assert (ended.ended_by, ended.ended_reason) == ("coordinator", "another child of the house")
    with pytest.raises(Refused, match="no longer there"):
        people.unlink(link)


def test_undo_and_redo_of_a_link_keep_the_heads_right(desk: Desk) -> None:
    people = desk.services.people
    a, b = people_of(desk, 2)
    people.link(b, a, SAME)
    desk.store.undo()
    assert kept_heads(desk) == {a: a, b: b}
    desk.store.redo()
    assert kept_heads(desk) == {a: a, b: a}


def test_any_sequence_of_decisions_gives_the_heads_of_computing_afresh(
    desk: Desk, campaign: int
) -> None:
    people = desk.services.people
    chance = random.Random(20251125)
    everybody = people_of(desk, 9)
    started = kept_heads(desk)
    for _ in range(60 * campaign):
        act = chance.random()
        a, b = chance.sample(everybody, 2)
        try:
            if act < 0.5:
                people.link(a, b, SAME)
            elif act < 0.6:
                people.link(a, b, NOT_SAME, "another date of birth")
            elif act < 0.7:
                people.link(a, b, RELATIVE, relation="sibling")
            elif act < 0.85:
                held = [one for one in people.group(a).links if one.holds]
                if held:
                    people.unlink(chance.choice(held).id)
            elif act < 0.95 and desk.store.undo_label():
                desk.store.undo()
            elif desk.store.redo_label():
                desk.store.redo()
        except Refused:
            # Nothing contradictory is ever kept: that is what is looked at below.
            pass
        assert kept_heads(desk) == fresh_heads(desk)
        with desk.store.reading() as session:
            for row in session.query(PersonLinkTable):
                if row.ended is None and row.kind != "same":
                    assert kept_heads_of(session, row.a_id) != kept_heads_of(session, row.b_id)
    for one in everybody:
        for link in people.group(one).decisions:
            people.unlink(link.id)
    assert kept_heads(desk) == started


def kept_heads_of(session: object, person: int) -> int:
    """Return one person's head within a session."""
    row = session.get(PersonTable, person)  # type: ignore[attr-defined]
    return int(row.head_id)


def test_heads_are_the_smallest_of_those_joined_however_far_apart() -> None:
    assert heads([1, 2, 3, 4, 5], [(5, 4), (4, 2), (3, 3)]) == {1: 1, 2: 2, 3: 3, 4: 2, 5: 2}


def test_not_the_same_needs_a_reason_and_is_remembered(desk: Desk) -> None:
    people = desk.services.people
    a, b = people_of(desk, 2)
    with pytest.raises(Refused, match="needs a reason"):
        people.link(b, a, NOT_SAME, "  ")
    people.link(b, a, NOT_SAME, "born four years apart", ["Same surname"])
    (link,) = people.group(a).decisions
    assert (link.reason, link.reasons, link.by) == (
        "born four years apart", ("Same surname",), "coordinator",
    )  # fmt: skip


def test_a_relative_needs_a_relation_and_tells_it_from_both_sides(desk: Desk) -> None:
    people = desk.services.people
    a, b = people_of(desk, 2)
    with pytest.raises(Refused, match="needs a relation"):
        people.link(b, a, RELATIVE)
    people.link(b, a, RELATIVE, relation="parent")
    (link,) = people.group(b).decisions
    assert (link.relation_of(a), link.relation_of(b)) == ("parent", "child")


def test_a_contradiction_is_refused_with_the_way_out(desk: Desk) -> None:
    people = desk.services.people
    a, b, c = people_of(desk, 3)
    people.link(b, a, SAME)
    people.link(c, b, SAME)
    with pytest.raises(Refused) as told:
        people.link(c, a, NOT_SAME, "different faces")
    assert "That contradicts a link" in told.value.what
    assert "Undo that link first" in told.value.next_step
    assert len(people.group(a).decisions) == 2


def test_what_was_called_not_the_same_cannot_be_joined_by_a_third(desk: Desk) -> None:
    people = desk.services.people
    a, b, c = people_of(desk, 3)
    no = people.link(b, a, NOT_SAME, "twins")
    people.link(c, a, SAME)
    with pytest.raises(Refused, match=r"PD-2025-001 and PD-2025-002 .* not the same person"):
        people.link(c, b, SAME)
    people.unlink(no)
    people.link(c, b, SAME)
    assert people.head_of(b) == a


def test_several_decisions_are_one_act_and_none_is_kept_where_one_is_refused(desk: Desk) -> None:
    people = desk.services.people
    a, b, c = people_of(desk, 3)
    with pytest.raises(Refused):
        people.decide(c, [Decision(a, SAME), Decision(b, NOT_SAME)])
    assert not people.group(c).links
    people.decide(c, [Decision(a, SAME), Decision(b, NOT_SAME, "his brother")])
    desk.store.undo()
    assert not people.group(c).links
    assert kept_heads(desk) == {a: a, b: b, c: c}


def test_a_person_who_is_not_the_same_may_be_a_relative(desk: Desk) -> None:
    people = desk.services.people
    a, b = people_of(desk, 2)
    people.link(b, a, NOT_SAME, "four years apart")
    people.link(b, a, RELATIVE, relation="sibling")
    with pytest.raises(Refused, match=r"recorded as relatives on .* already"):
        people.link(a, b, RELATIVE, relation="sibling")
    with pytest.raises(Refused, match="contradicts"):
        people.link(a, b, SAME)
