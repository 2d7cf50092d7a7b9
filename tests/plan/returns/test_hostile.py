"""What a hostile or unlucky return must not do: take minutes, or reach the wrong row."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime

import pytest

from prevent_desk.plan.exports.partner_orders import Order
from prevent_desk.plan.model import matching
from prevent_desk.plan.model.legend import RAG_LEGEND
from prevent_desk.plan.model.partners import comparing_cells, merging_comments
from prevent_desk.plan.model.partners.comparing_columns import columns_of
from prevent_desk.plan.model.partners.comparing_file import SaidCell, SaidRow, SaidSheet
from prevent_desk.plan.model.partners.comparing_rows import rows_of
from prevent_desk.plan.model.partners.records import (
    Agency,
    Decision,
    Difference,
    Keep,
    Kind,
    SentRow,
)
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.service.returns.kept import pack_decision, unpack_decisions
from prevent_desk.plan.ui.partners.send_making import SentFile

DAY = date(2015, 11, 25)
FOR_WHOM = "Deliver one workshop on spotting the signs of radicalisation to {} staff by March 2016"


class Counted:
    """A function that counts how often it is called."""

    def __init__(self, of: object) -> None:
        self._of, self.calls = of, 0

    def __call__(self, *args: object) -> object:
        self.calls += 1
        return self._of(*args)  # type: ignore[operator]


@pytest.mark.parametrize("lines", [900, 3_000])
def test_a_cell_of_many_short_lines_is_not_held_against_every_line_that_was_sent(
    lines: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    alike = Counted(matching.alike)
    monkeypatch.setattr("prevent_desk.plan.model.partners.merging_comments.alike", alike)
    sent = "\n".join(f"{at % 28 + 1} Mar 2015 – Police: workshop {at}" for at in range(150))
    theirs = "\n".join(f"workshops {at} held" for at in range(lines))
    found = merging_comments.read(sent, theirs, "", (), "Police", DAY)
    assert alike.calls <= 6_000
    assert "\n".join(one.text for one in found.added) == theirs


def test_a_sheet_of_strangers_is_not_read_cell_by_cell_for_every_heading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = Counted(comparing_cells.shown)
    monkeypatch.setattr("prevent_desk.plan.model.partners.comparing_columns.shown", shown)
    cells = {at: SaidCell(f"words {at}") for at in range(1, 61)}
    sheet = SaidSheet("Sheet", False, {1: "Ref"}, tuple(SaidRow(n, cells) for n in range(2, 1_500)))
    sent = [SentRow(1, "O1-01-QCVC", {of: f"own {of.value}" for of in Field})]
    columns_of(sheet, sent, RAG_LEGEND)
    assert shown.calls <= 40_000


def test_marks_beside_the_words_of_an_action_much_like_their_own_are_not_believed() -> None:
    names = ["housing", "health", "college", "library"]
    sent = [
        SentRow(at, f"O1-0{at}-QCV{at}", {Field.TEXT: FOR_WHOM.format(name)})
        for at, name in enumerate(names, 1)
    ]
    # All columns but Ref were sorted: every mark stands beside another action's words.
    turned = [*sent[1:], sent[0]]
    rows = [
        SaidRow(at + 4, {1: SaidCell(own.mark), 2: SaidCell(its.cells[Field.TEXT])})
        for at, (own, its) in enumerate(zip(sent, turned, strict=True))
    ]
    found = rows_of(rows, sent, 1, 2)
    assert found.marks_disagree
    assert {action: row.text(2) for action, row in found.rows.items()} == {
        row.action_id: row.cells[Field.TEXT] for row in sent
    }


def test_a_decision_rests_on_what_the_partner_said_as_well() -> None:
    def difference(theirs: str) -> Difference:
        of = Field.PROGRESS
        given = (theirs, "Not set")
        return Difference("k", 1, "O1-01", "", of, Kind.BOTH, "", *given, choices=(Keep.THEIRS,))

    decision = Decision(Keep.THEIRS, None, datetime(2015, 11, 25, tzinfo=UTC))
    kept = {"k": pack_decision(decision, difference("Behind"))}
    assert unpack_decisions(kept, {"k": difference("Behind")}, None).pending
    # The plan's key was changed: the same word of theirs means something else now.
    assert unpack_decisions(kept, {"k": difference("On target")}, None).stale == ("k",)


def test_a_password_stands_in_no_words_about_an_order_or_a_file() -> None:
    sent = SentFile(Agency("Housing"), 3, "a.xlsx", "a.eml", "four-plain-words-here")
    assert "four-plain" not in repr(sent)
    fields = {one.name: one.repr for one in dataclasses.fields(Order)}
    assert fields["password"] is False
