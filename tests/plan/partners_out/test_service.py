"""What is sent, entered, reminded of and taken back, over a real encrypted store."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.partners.packs import file_name
from prevent_desk.plan.model.partners.records import Agency, State
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.tables import ReturnTable, SendTable
from prevent_desk.store import audit
from tests.plan.partners_out.sample import DUE, Room


def names(room: Room) -> list[str]:
    return [one.agency.name for one in room.services.sending.offer(room.plan_id).leads]


def test_agencies_named_only_together_with_others_are_offered_too(room: Room) -> None:
    offer = room.services.sending.offer(room.plan_id)
    assert [one.agency.name for one in offer.leads] == [
        "City and Hackney Safeguarding Adults", "City and Hackney Safeguarding Children", "COLC",
        "COLP", "ED Establishments", "Health", "Probation",
    ]  # fmt: skip
    health = next(one for one in offer.leads if one.agency.name == "Health")
    assert (health.alone, health.shared, health.for_all) == (0, 1, 6)
    assert health.count(with_all=True) == 7
    assert health.count(with_all=False) == 1
    assert health.agency.email == "seat@health.example"
    assert offer.for_all == 6
    assert offer.without_lead == 7


def test_all_is_no_agency_and_goes_to_everyone_who_is_kept(room: Room) -> None:
    assert "ALL" not in names(room)
    room.services.agencies.keep([Agency("Housing", "Duty seat", "")])
    lead = next(
        one
        for one in room.services.sending.offer(room.plan_id).leads
        if one.agency.name == "Housing"
    )
    assert (lead.alone, lead.shared, lead.for_all) == (0, 0, 6)


def test_one_agency_in_two_spellings_of_case_is_one(room: Room) -> None:
    plans = room.services.plans
    plans.set_field([room.row_id("O2-01")], Field.LEADS, "HEALTH")
    offer = room.services.sending.offer(room.plan_id)
    found = [one for one in offer.leads if one.agency.name.casefold() == "health"]
    assert [(one.alone, one.shared) for one in found] == [(1, 1)]
    assert found[0].agency.email == "seat@health.example"


def test_an_action_led_by_an_agency_and_by_all_is_sent_once(room: Room) -> None:
    room.services.plans.set_field([room.row_id("O1-01")], Field.LEADS, "ALL, Health")
    health = next(
        one
        for one in room.services.sending.offer(room.plan_id).leads
        if one.agency.name == "Health"
    )
    pack = room.pack("Health")
    assert health.count(with_all=True) == len(pack.rows) == 7
    assert len(room.pack("Health", with_all=False).rows) == health.count(with_all=False) == 2


def test_who_leads_nothing_gets_no_pack(room: Room) -> None:
    wish = room.wish("Health", with_all=False)
    wish = type(wish)(wish.plan_id, (Agency("Fire Brigade"), *wish.agencies), None, False, "O")
    packs = room.services.sending.packs(wish)
    assert [one.agency.name for one in packs] == ["Health"]


def test_packs_write_nothing(room: Room) -> None:
    before = room.store.generation
    room.services.sending.packs(room.wish())
    assert room.store.generation == before


def test_a_sending_is_one_act_with_its_baselines_and_its_notes(room: Room) -> None:
    sending, store = room.services.sending, room.store
    packs = sending.packs(room.wish())
    ids = room.sent()
    assert store.undo_label() == "send to 7 partners"
    sends = sending.sends(room.plan_id)
    assert [one.id for one in sends] == ids
    health = next(one for one in sends if one.agency == "Health")
    assert health.contact == "Sam Okafor"
    assert health.stamp == "V1.6/5/15"
    assert health.due == DUE
    assert health.sent == room.clock.today()
    assert sending.find(health.pack) == health
    assert sending.find(f"pack {health.pack.lower()}") == health
    assert sending.find("0000-0000") is None
    rows = sending.baseline(health.id)
    by_agency = {one.agency.name: one for one in packs}
    assert [row.cells for row in rows] == [row.cells for row in by_agency["Health"].rows]
    assert [row.mark for row in rows] != [row.mark for row in by_agency["Health"].rows]
    noted = [one for one in audit.records(store) if one.action == "workbook sent to partner"]
    assert len(noted) == 7
    assert noted[0].detail is not None
    assert set(noted[0].detail) == {"pack", "agency", "actions", "marking", "encrypted"}


def test_undo_takes_a_sending_out_of_the_register_and_redo_brings_it_back(room: Room) -> None:
    ids = room.sent()
    before = room.services.sending.baseline(ids[0])
    room.store.undo()
    assert room.services.sending.sends(room.plan_id) == []
    with pytest.raises(Refused, match="no longer in the register"):
        room.services.sending.baseline(ids[0])
    room.store.redo()
    assert room.services.sending.baseline(ids[0]) == before


def test_a_plan_that_is_removed_takes_its_sendings_along_and_brings_them_back(room: Room) -> None:
    ids = room.sent("Health")
    room.services.register.note_chased(ids)
    room.services.plans.remove_plan(room.plan_id)
    with room.store.reading() as session:
        assert session.scalars(select(SendTable)).all() == []
    room.store.undo()
    (send,) = room.services.sending.sends(room.plan_id)
    assert send.chased == (room.clock.today(),)


def test_the_newest_sending_is_shown_with_its_agency(room: Room) -> None:
    room.sent("Health")
    room.clock.move(timedelta(days=30))
    (newest,) = room.sent("Health", due=None)
    leads = {one.agency.name: one for one in room.services.sending.offer(room.plan_id).leads}
    last = leads["Health"].last
    assert last is not None
    assert last.id == newest
    assert leads["COLP"].last is None


def answer(room: Room, send_id: int, *, applied: datetime | None = None) -> int:
    """Put a return into the register, as receiving one does."""
    with room.store.writing(None) as session:
        row = ReturnTable(
            send_id=send_id,
            file_name="health.xlsx",
            sha256="00",
            at=room.clock.now().replace(tzinfo=None),
            content=b"",
            decisions={},
            applied=applied.replace(tzinfo=None) if applied else None,
        )
        session.add(row)
        session.flush()
        return int(row.id)


def test_a_line_waits_is_overdue_comes_back_and_is_merged(room: Room) -> None:
    (send_id,) = room.sent("Health")
    register = room.services.register
    (line,) = register.register(room.plan_id)
    assert line.state is State.WAITING
    (line,) = register.register(room.plan_id, DUE)
    assert line.state is State.WAITING
    (line,) = register.register(room.plan_id, date(2015, 12, 12))
    assert line.state is State.OVERDUE
    first = answer(room, send_id)
    (line,) = register.register(room.plan_id, date(2015, 12, 12), lambda _id: (3, 2))
    assert (line.state, line.return_id, line.changed, line.to_decide) == (
        State.RETURNED, first, 3, 2,
    )  # fmt: skip
    (line,) = register.register(room.plan_id, counted=lambda _id: (0, 0))
    assert line.state is State.BLANK
    merged = answer(room, send_id, applied=datetime(2015, 12, 3, 14, 1, tzinfo=UTC))
    (line,) = register.register(room.plan_id)
    assert line.return_id == first, "one that is not yet applied goes first"
    with room.store.writing(None) as session:
        row = session.get(ReturnTable, first)
        assert row is not None
        row.applied = datetime(2015, 12, 2, 9, 0, tzinfo=UTC).replace(tzinfo=None)
    (line,) = register.register(room.plan_id)
    assert (line.state, line.return_id, line.merged) == (State.MERGED, merged, date(2015, 12, 3))


def test_reminders_are_one_act_and_are_undone(room: Room) -> None:
    ids = room.sent()
    register = room.services.register
    room.clock.move(timedelta(days=20))
    register.note_chased(ids[:2])
    assert room.store.undo_label() == "chase 2 partners"
    register.note_chased(ids[:1], date(2015, 12, 20))
    lines = {line.send.id: line.send.chased for line in register.register(room.plan_id)}
    assert lines[ids[0]] == (date(2015, 12, 15), date(2015, 12, 20))
    assert lines[ids[1]] == (date(2015, 12, 15),)
    assert lines[ids[2]] == ()
    room.store.undo()
    room.store.undo()
    assert all(line.send.chased == () for line in register.register(room.plan_id))


def test_waited_for_is_an_agency_whose_newest_workbook_nobody_answered(room: Room) -> None:
    ids = room.sent("Health", "COLP", "Probation")
    agencies = [one.agency for one in room.services.sending.sends(room.plan_id)]
    answer(room, ids[agencies.index("COLP")])
    room.clock.move(timedelta(days=9))
    (again,) = room.sent("Health")
    waiting = room.services.register.waiting(room.plan_id)
    assert [(one.agency, one.id) for one in waiting] == [
        ("Health", again), ("Probation", ids[agencies.index("Probation")]),
    ]  # fmt: skip


def test_contacts_are_kept_once_for_every_plan_and_undone_by_name(room: Room) -> None:
    agencies = room.services.agencies
    agencies.keep([Agency("health", " Priya  Shah ", " Priya.Shah@health.example ", "")])
    assert agencies.named(["Health", "COLP"]) == [
        Agency("Health", "Priya Shah", "Priya.Shah@health.example"), Agency("COLP"),
    ]  # fmt: skip
    assert room.store.undo_label() == "contact of health"
    generation = room.store.generation
    agencies.keep([Agency("Health", "Priya Shah", "Priya.Shah@health.example")])
    assert room.store.generation == generation
    room.store.undo()
    assert agencies.named(["Health"])[0].contact == "Sam Okafor"
    agencies.forget("HEALTH")
    assert agencies.all() == []
    room.store.undo()
    assert [one.name for one in agencies.all()] == ["Health"]


@pytest.mark.parametrize(
    "email",
    [
        "nobody",
        "a@b",
        "a b@c.example",
        "a@b.example\nBcc: c@d.example",
        "a@b.example,",
        "<a@b.example>",
    ],
)
def test_what_is_no_address_is_refused_and_nothing_is_kept(room: Room, email: str) -> None:
    with pytest.raises(Refused, match="not an e-mail address"):
        room.services.agencies.keep([Agency("COLP", "Seat", ""), Agency("Probation", "", email)])
    assert [one.name for one in room.services.agencies.all()] == ["Health"]


def test_files_bear_the_agency_and_the_pack_and_no_person(room: Room) -> None:
    pack = room.pack()
    assert pack.file_name == f"health-actions-{pack.pack.lower()}.xlsx"
    assert pack.message_name == f"health-message-{pack.pack.lower()}.eml"
    assert file_name("../../etc/ö", "actions", "AAAA-BBBB", ".xlsx") == "etc-actions-aaaa-bbbb.xlsx"
    assert file_name("…", "actions", "AAAA-BBBB", ".xlsx") == "partner-actions-aaaa-bbbb.xlsx"
    for long in ("word " * 200, "w" * 900):
        assert len(file_name(long, "a", "AAAA-BBBB", ".xlsx")) < 100
