"""Packs, marks and baselines: known again, in whatever form they come back."""

from __future__ import annotations

import random
import string

import pytest

from prevent_desk.core.errors import Damaged
from prevent_desk.plan.model.partners import sending
from prevent_desk.plan.model.partners.records import SentRow
from prevent_desk.plan.model.partners.sending_columns import read_actuals, say_actuals
from prevent_desk.plan.model.records import Criterion, Field, Measure

PACK = "7F3K-Q2MX"


def test_a_pack_is_eight_characters_nobody_confuses() -> None:
    packs = [sending.new_pack() for _ in range(200)]
    assert len(set(packs)) == 200
    assert all(sending.pack_of(f"Pack {one} · Version V1.6") == one for one in packs)
    assert not set("".join(packs)) & set("ILOU")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pack 7F3K-Q2MX · Version V1.6 · Sent 3 Nov 2015", PACK),
        ("pack 7f3k–q2mx", PACK),
        ("7F3K-Q2MX", PACK),
        ("PACK 7F3K-Q2MX, sent", PACK),
        ("Pack 7F3K", ""),
        ("Backpack 7F3K-Q2MX", ""),
        ("Version 7F3K-Q2MX", ""),
        ("", ""),
    ],
)
def test_a_pack_is_read_out_of_its_line(text: str, found: str) -> None:
    assert sending.pack_of(text) == found


def test_a_mark_is_the_reference_and_four_characters_keyed_by_pack_and_action() -> None:
    mark = sending.mark(PACK, 12, "O1-01")
    assert mark.startswith("O1-01-")
    assert len(mark) == len("O1-01-QCVC")
    assert mark == sending.mark(PACK, 12, "O1-01")
    assert mark != sending.mark(PACK, 13, "O1-01")
    assert mark != sending.mark("7F3K-Q2MY", 12, "O1-01")


def test_a_mark_is_found_as_people_retype_it() -> None:
    rows = [SentRow(n, sending.mark(PACK, n, f"O1-{n:02}"), {}) for n in range(1, 30)]
    for row in rows:
        typed = row.mark.lower().replace("-", "–").replace("0", "o").replace("1", "l")
        assert sending.action_of(f"  {typed} ", rows) == row.action_id
    assert sending.action_of("O1-01", rows) is None
    assert sending.action_of("O1-01-ZZZZ", rows) is None
    assert sending.action_of("", rows) is None


def test_no_two_rows_of_a_pack_have_one_mark_even_without_references() -> None:
    marks = sending.marks(PACK, [(n, "") for n in range(5000)])
    assert len({sending.plain_mark(one) for one in marks.values()}) == 5000


def test_a_baseline_comes_back_as_it_was(campaign: int) -> None:
    chance = random.Random(7)
    signs = string.printable + "“”–…é\N{SNOWMAN}\N{GRINNING FACE}"
    for _ in range(20 * campaign):
        rows = tuple(
            SentRow(
                n,
                sending.mark(PACK, n, f"R{n}"),
                {
                    field: "".join(chance.choices(signs, k=chance.randrange(60)))
                    for field in Field
                    if chance.random() < 0.8
                },
            )
            for n in range(chance.randrange(12))
        )
        data = sending.write_baseline(rows)
        assert sending.read_baseline(data) == rows
        assert sending.write_baseline(rows) == data


@pytest.mark.parametrize(
    "change", [lambda b: b[:-3], lambda b: b"x" + b, lambda _b: b"", bytes.upper]
)
def test_a_damaged_baseline_is_said_to_be_damaged(change: object) -> None:
    data = sending.write_baseline([SentRow(1, "A-1234", {Field.TEXT: "Train staff " * 9})])
    with pytest.raises(Damaged, match="can no longer be read"):
        sending.read_baseline(change(data))  # type: ignore[operator]


def test_the_hidden_copy_is_read_back_and_a_touched_one_is_not() -> None:
    rows = (
        SentRow(3, "O1-01-QCVC", {field: f"{field} text" for field in Field}),
        SentRow(4, "O1-02-0000", dict.fromkeys(Field, "")),
    )
    table = sending.hidden_rows(PACK, rows)
    assert sending.read_hidden(table) == (PACK, rows)
    # A save by another program leaves the empty cells at the end of a row away.
    assert sending.read_hidden([[*one] for one in table[:3]] + [table[3][:2]]) == (PACK, rows)
    touched = [[*row] for row in table]
    touched[2][4] += "."
    assert sending.read_hidden(touched) is None
    assert sending.read_hidden([["A1B2-C3D4", table[0][1]], *table[1:]]) is None
    assert sending.read_hidden([]) is None
    assert sending.read_hidden([[PACK], ["id"]]) is None


ONE = Criterion(5, "Teachers trained in the year", Measure("teachers", "40", "12"))
TWO = Criterion(6, "Workshops: held", Measure("", "xxx", ""))
PLAIN = Criterion(7, "Feedback from participants")


def test_one_measure_is_said_alone_and_several_with_their_words() -> None:
    assert say_actuals([PLAIN]) == ""
    assert say_actuals([ONE, PLAIN]) == "12 of 40 teachers"
    assert say_actuals([ONE, PLAIN, TWO]) == (
        "Teachers trained in the year: 12 of 40 teachers\nWorkshops held: __ of xxx"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 of 40 teachers", {5: "12"}),
        ("15 of 40 teachers", {5: "15"}),
        ("15", {5: "15"}),
        ("15 teachers", {5: "15"}),
        ("15 of 40", {5: "15"}),
        ("1,250 of 40 teachers", {5: "1,250"}),
        ("__ of 40 teachers", {5: ""}),
        ("quite a few", None),
        ("12\n13", None),
        ("", None),
    ],
)
def test_a_count_is_read_alone_or_as_printed(text: str, found: dict[int, str] | None) -> None:
    assert read_actuals(text, [PLAIN, ONE]) == found


def test_several_counts_are_read_by_their_lines() -> None:
    said = say_actuals([ONE, TWO])
    assert read_actuals(said, [ONE, TWO]) == {5: "12", 6: ""}
    assert read_actuals(said.replace("__", "3"), [ONE, TWO]) == {5: "12", 6: "3"}
    assert read_actuals("20\n3", [ONE, TWO]) == {5: "20", 6: "3"}
    assert read_actuals(said.split("\n")[0], [ONE, TWO]) is None
