"""Evidence kept and linked: what measures come to, what undo brings back, what the disk shows."""

from __future__ import annotations

import os
from datetime import date

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.core.kept_file import file_name, name_for_copy
from prevent_desk.plan.model.expected import expect
from prevent_desk.plan.model.library.evidence import Fact, Sort
from prevent_desk.plan.model.records import Counted, Field, Measure
from prevent_desk.store import search
from tests.plan.library.conftest import ADVICE, Room

DAY = date(2015, 11, 12)


def test_a_measure_takes_its_actual_from_what_is_linked(room: Room) -> None:
    criterion = room.criterion("O2-01", ADVICE)
    room.desk.plans.set_measure(criterion.id, Measure("talks", "20", "3"))
    target = room.target("O2-01", ADVICE)
    room.evidence.add_note("Talks in May", "", DAY, [target], 5)
    room.evidence.add_file("june.csv", b"7 talks", [target], 7)
    found = room.criterion("O2-01", ADVICE)
    assert found.counted == Counted(12, 2)
    assert found.counted is not None
    assert found.counted.said == "12 from 2 records"
    assert found.worked_out == Measure("talks", "20", "12")
    assert found.measure == Measure("talks", "20", "3")
    assert "12 of 20 talks" in _reason(room)


def test_the_typed_actual_stands_where_no_evidence_counts(room: Room) -> None:
    criterion = room.criterion("O2-01", ADVICE)
    room.desk.plans.set_measure(criterion.id, Measure("talks", "20", "3"))
    room.evidence.add_note("Seen", "", None, [room.target("O2-01", ADVICE)])
    assert room.criterion("O2-01", ADVICE).worked_out == Measure("talks", "20", "3")
    assert "3 of 20 talks" in _reason(room)


def test_evidence_for_the_whole_action_counts_for_no_criterion(room: Room) -> None:
    room.evidence.add_note("Talks", "", None, [room.target("O2-01")], 5)
    assert all(one.counted is None for one in room.desk.detail("O2-01").criteria)


def test_one_piece_serves_many_rows(room: Room) -> None:
    targets = [room.target("O2-01", ADVICE), room.target("O1-01"), room.target("O3-04")]
    key = room.evidence.add_file("minutes.pdf", b"%PDF-1.4", targets, 4)
    for ref in ("O2-01", "O1-01", "O3-04"):
        assert [piece.id for piece in room.evidence.of_action(room.desk.id(ref))] == [key]
    piece = room.evidence.piece(key)
    assert piece is not None
    assert [link.ref for link in piece.links] == ["O2-01", "O1-01", "O3-04"]
    assert piece.links[0].criterion == ADVICE


def test_linking_twice_counts_once(room: Room) -> None:
    target = room.target("O2-01", ADVICE)
    key = room.evidence.add_note("Talks", "", None, [target, target], 5)
    room.evidence.link(key, [target])
    assert room.criterion("O2-01", ADVICE).counted == Counted(5, 1)


def test_the_same_bytes_are_kept_once(room: Room) -> None:
    first = room.evidence.add_file("a.txt", b"the same", [room.target("O1-01")])
    again = room.evidence.add_file("b.txt", b"the same", [room.target("O1-02")])
    other = room.evidence.add_file("b.txt", b"the same", [room.target("O1-03")], 9)
    assert first == again
    assert other != first
    files = {piece.file for piece in room.evidence.all()}
    assert len(files) == 1


def test_bytes_and_names_of_a_file_are_nowhere_in_plain(room: Room) -> None:
    # Spread over many pages, as a real file is, with marks that would be seen in any of them.
    mark = b"SYNTHETIC-BYTES-OF-A-MINUTE-"
    content = b"".join(mark + str(number).encode() for number in range(40_000))
    assert len(content) > 2**20
    key = room.evidence.add_file("Minutes of Aldgate school.docx", content, [room.target("O1-01")])
    room.evidence.remove(key)
    room.desk.store.undo()
    folder = room.desk.store.path.parent
    seen = 0
    for place, _folders, names in os.walk(folder):
        for name in names:
            with open(os.path.join(place, name), "rb") as file:  # noqa: PTH118, PTH123
                kept = file.read()
            seen += len(kept)
            assert "Aldgate" not in name
            for secret in (mark, b"Aldgate", b"Minutes of", "Aldgate".encode("utf-16-le")):
                assert secret not in kept
    # The file did reach the disk: it is there, sealed.
    assert seen > len(content)


def test_a_removed_file_comes_back_with_its_bytes_and_links(room: Room) -> None:
    content = os.urandom(300_000)
    room.desk.plans.set_measure(room.criterion("O2-01", ADVICE).id, Measure("talks", "20", "3"))
    key = room.evidence.add_file("talks.bin", content, [room.target("O2-01", ADVICE)], 6)
    before = room.state()
    room.evidence.remove(key)
    assert room.evidence.all() == []
    assert room.criterion("O2-01", ADVICE).counted is None
    room.desk.store.undo()
    assert room.state() == before
    piece = room.evidence.piece(key)
    assert piece is not None
    assert piece.file is not None
    assert room.evidence.content(piece.file.id) == content


def test_each_act_is_one_undo(room: Room) -> None:
    target = room.target("O2-01", ADVICE)
    state = room.state()
    key = room.evidence.add_file("a.txt", b"words", [target])
    room.desk.store.undo()
    assert room.state() == state
    room.desk.store.redo()
    room.evidence.link(key, [room.target("O1-01")])
    assert room.desk.store.undo_label() == "link of evidence of O1-01"
    state = room.state()
    room.evidence.edit(key, "Better words", "a note", DAY, 8)
    assert room.evidence.piece(key).number == 8  # type: ignore[union-attr]
    room.desk.store.undo()
    assert room.state() == state
    room.evidence.unlink(room.evidence.piece(key).links[0].id)  # type: ignore[union-attr]
    assert len(room.evidence.piece(key).links) == 1  # type: ignore[union-attr]
    room.desk.store.undo()
    assert room.state() == state


def test_an_update_is_linked_shown_by_its_own_words_and_opened(room: Room) -> None:
    action = room.desk.id("O1-03")
    update = room.desk.plans.add_update(action, "Three talks held", "Education", DAY)
    key = room.evidence.link_record(f"update:{update}", [room.target("O2-01", ADVICE)], 3)
    piece = room.evidence.piece(key)
    assert piece is not None
    assert piece.sort is Sort.RECORD
    assert piece.title == "Update of O1-03, 12 Nov 2015"
    assert piece.fact is not None
    assert piece.fact.detail == "Education: Three talks held"
    assert piece.fact.page == "Plan"
    assert piece.fact.position == {"plan": room.desk.plan_id, "action": action}
    room.desk.plans.remove_update(update)
    lost = room.evidence.piece(key)
    assert lost is not None
    assert lost.is_lost
    assert lost.title == "Update of O1-03, 12 Nov 2015"


def test_a_record_goes_from_the_list_with_its_last_link_and_a_note_stays(room: Room) -> None:
    update = room.desk.plans.add_update(room.desk.id("O1-03"), "Held", "", DAY)
    record = room.evidence.link_record(f"update:{update}", [room.target("O2-01")])
    note = room.evidence.add_note("Seen", "", DAY, [room.target("O2-01")])
    for key in (record, note):
        room.evidence.unlink(room.evidence.piece(key).links[0].id)  # type: ignore[union-attr]
    assert [piece.id for piece in room.evidence.all()] == [note]


def test_updates_offered_are_the_actions_own_first(room: Room) -> None:
    room.desk.plans.add_update(room.desk.id("O1-03"), "Later, elsewhere", "", date(2015, 11, 20))
    room.desk.plans.add_update(room.desk.id("O2-01"), "Earlier, here", "", DAY)
    offered = dict(room.evidence.offered(room.desk.id("O2-01")))
    details = [fact.detail for fact in offered["Updates"]]
    assert details.index("Earlier, here") < details.index("Later, elsewhere")


def test_a_room_registers_a_kind_of_its_own_and_its_records_count(room: Room) -> None:
    class Sessions:
        key, words, icon = "session", "Training sessions", "users"

        def facts(self, session: object, ids: object) -> dict[int, Fact]:
            return {5: Fact("session:5", "Session of 3 May", number=22, page="Training")}

        def offered(self, session: object, action_id: int, most: int) -> list[Fact]:
            return list(self.facts(session, [5]).values())

    room.evidence.kinds.register(Sessions())
    room.desk.plans.set_measure(room.criterion("O2-01", ADVICE).id, Measure("people", "60", ""))
    key = room.evidence.link_record("session:5", [room.target("O2-01", ADVICE)])
    assert room.criterion("O2-01", ADVICE).counted == Counted(22, 1)
    room.evidence.edit(key, "Session of 3 May", "", None, 20)
    assert room.criterion("O2-01", ADVICE).counted == Counted(20, 1)
    with pytest.raises(Refused, match="no longer there"):
        room.evidence.link_record("session:6", [room.target("O2-01")])


def test_links_of_a_removed_criterion_serve_again_after_undo(room: Room) -> None:
    room.evidence.add_note("Talks", "", None, [room.target("O2-01", ADVICE)], 5)
    action = room.desk.id("O2-01")
    room.desk.plans.set_field([action], Field.CRITERIA, "Something else altogether")
    assert room.evidence.of_action(action) == []
    assert room.evidence.all()[0].links == ()
    room.desk.store.undo()
    assert room.criterion("O2-01", ADVICE).counted == Counted(5, 1)


def test_a_file_of_more_than_20_mb_or_of_nothing_is_refused(room: Room) -> None:
    with pytest.raises(Refused, match="may have 20 MB"):
        room.evidence.add_file("film.mp4", bytes(20 * 2**20 + 1))
    with pytest.raises(Refused, match="is empty"):
        room.evidence.add_file("nothing.txt", b"")
    assert room.evidence.all() == []


def test_what_evidence_counts_is_a_whole_number(room: Room) -> None:
    with pytest.raises(Refused, match="whole number"):
        room.evidence.add_note("Talks", "", None, (), -1)
    with pytest.raises(Refused, match="whole number"):
        room.evidence.add_note("Talks", "", None, (), 10**12)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("D:\\kim\\talks.xlsx", "talks.xlsx"),
        ("../kim/../talks.xlsx", "talks.xlsx"),
        ("talks\u202exslx.exe", "talksxslx.exe"),
        ("", "file"),
        ("...", "file"),
        ("a" * 400 + ".pdf", "a" * 146 + ".pdf"),
    ],
)
def test_a_files_name_is_kept_without_folders_and_tricks(given: str, kept: str) -> None:
    assert file_name(given) == kept


def test_search_finds_a_criterion_of_the_library_and_a_note(room: Room) -> None:
    entry = room.library.add("Hold quarterly madrasah visits")
    note = room.evidence.add_note("Visit log", "Madrasah in Whitechapel", None)
    with room.desk.store.reading() as session:
        hits = {(hit.kind, hit.object_id) for hit in search.find(session, "madrasah")}
    assert hits == {("library", entry), ("evidence", note)}


def test_a_copy_taken_out_is_noted_without_its_name(room: Room) -> None:
    key = room.evidence.add_file("Minutes of Aldgate school.docx", b"words")
    room.evidence.note_taken_out(key)
    assert room.desk.store.undo_label() == "evidence"


def _reason(room: Room) -> str:
    head = room.desk.plans.head(room.desk.plan_id)
    return expect(room.desk.detail("O2-01"), head.legend, date(2015, 11, 25)).reason


def test_bytes_kept_again_take_no_second_room(room: Room) -> None:
    content = os.urandom(2_000_000)
    first = room.evidence.add_file("talks.bin", content, [room.target("O1-01")])
    room.evidence.remove(first)
    room.desk.store.undo()
    room.evidence.add_file("talks again.bin", content, [room.target("O1-02")], 4)
    folder = room.desk.store.path.parent
    # What Undo keeps of an act holds no bytes of a file either.
    assert sum(path.stat().st_size for path in folder.iterdir()) < 2 * len(content) + 2**20


@pytest.mark.parametrize(
    ("kept", "copied"),
    [
        ("C:evil.exe", "C-evil.exe"),
        ("minutes.pdf:hidden", "minutes.pdf-hidden"),
        ("..\\..\\a.txt", "a.txt"),
        ("Con.txt", "_Con.txt"),
        ("lpt1", "_lpt1"),
        ("contract.pdf. .", "contract.pdf"),
        ("16:30 <notes>?.docx", "16-30 -notes--.docx"),
    ],
)
def test_a_copy_is_offered_a_name_that_stays_in_its_folder(kept: str, copied: str) -> None:
    assert name_for_copy(kept) == copied
