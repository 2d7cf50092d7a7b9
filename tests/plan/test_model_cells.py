"""What a person types into a cell, read as the plan keeps it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model import cells
from prevent_desk.plan.model.counts import count
from prevent_desk.plan.model.legend import RAG_LEGEND, SOURCE_LEGEND
from prevent_desk.plan.model.records import Field
from tests.plan.actions import row


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("ALL", ("ALL",)),
        ("COLC\nCOLP", ("COLC", "COLP")),
        ("COLC, COLP; Health", ("COLC", "COLP", "Health")),
        ("COLC / COLP", ("COLC", "COLP")),
        ("City and Hackney Safeguarding Adults", ("City and Hackney Safeguarding Adults",)),
        ("• COLC\n- COLP\n", ("COLC", "COLP")),
        ("COLC, COLC\nCOLC", ("COLC",)),
        ("NHS/Public Health", ("NHS/Public Health",)),
        (" ,; \n", ()),
    ],
)
def test_agencies_are_parted_as_people_write_them(typed: str, names: tuple[str, ...]) -> None:
    assert cells.leads(typed) == names


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Behind", "behind"),
        ("behind", "behind"),
        ("RED", "behind"),
        ("Red – behind", "behind"),
        ("r", "behind"),
        ("o", None),
        ("on target", "on_target"),
        ("On-target.", "on_target"),
        ("on_target", "on_target"),
        ("green", "on_target"),
        ("g", "on_target"),
        ("blue", "ongoing"),
        ("", None),
        ("Not set", None),
    ],
)
def test_progress_is_read_by_word_colour_or_letter(typed: str, code: str | None) -> None:
    if typed == "o":
        with pytest.raises(Refused):  # Ongoing, or On target
            cells.progress(SOURCE_LEGEND, typed)
    else:
        assert cells.progress(SOURCE_LEGEND, typed) == code


def test_a_word_of_another_key_is_refused_and_the_choice_named() -> None:
    with pytest.raises(Refused) as refused:
        cells.progress(SOURCE_LEGEND, "amber")
    assert refused.value.sentence() == (
        "“amber” is not in this plan's key. Choose Behind, Ongoing or On target."
    )
    assert cells.progress(RAG_LEGEND, "amber") == "at_risk"


@given(st.sampled_from([SOURCE_LEGEND, RAG_LEGEND]), st.text(max_size=30))
def test_any_word_is_either_a_stage_of_the_key_or_refused(legend: object, typed: str) -> None:
    assert isinstance(legend, tuple)
    try:
        code = cells.progress(legend, typed)
    except Refused:
        return
    assert code is None or code in {stage.code for stage in legend}


def test_bullets_go_and_the_sources_own_asterisk_stays() -> None:
    assert cells.lines("• One\n\n – Two\n*Three\n-four\n") == ("One", "Two", "*Three", "-four")


@given(st.text())
def test_tidying_twice_is_tidying_once(text: str) -> None:
    once = cells.tidy(text)
    assert cells.tidy(once) == once
    assert cells.one_line(cells.one_line(text)) == cells.one_line(text)
    kept = "\n".join(cells.lines(text))
    assert "\n".join(cells.lines(kept)) == kept


@pytest.mark.parametrize(
    ("field", "most"), [(Field.REF, 40), (Field.TITLE, 400), (Field.TEXT, 32_000)]
)
def test_a_cell_takes_so_much_and_refuses_more(field: Field, most: int) -> None:
    assert cells.checked(field, "x" * most) == "x" * most
    with pytest.raises(Refused, match=f"holds {most:,}"):
        cells.checked(field, "x" * (most + 1))


def test_a_title_is_made_of_the_first_line_and_cut_at_a_word() -> None:
    assert cells.title_of("Channel Panel\nRaise awareness") == "Channel Panel"
    assert cells.title_of("Consult widely. Then act.") == "Consult widely"
    long = cells.title_of("word " * 30)
    assert long.endswith("word…")
    assert len(long) <= 71


def test_every_count_adds_up_and_an_unknown_stage_counts_as_not_set() -> None:
    rows = [row(progress=code) for code in ("behind", "behind", None, "of an earlier key")]
    counts = count(rows, SOURCE_LEGEND)
    assert [number for _, number in counts.by_stage] == [2, 0, 0]
    assert (counts.total, counts.not_set) == (4, 2)
