"""Line breaking: nothing wider than its column, nothing lost, for any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from prevent_desk.exports.pdf.fonts import Face, Glyphs, width
from prevent_desk.exports.pdf.layout import Run, wrap, wrap_runs

LETTERS = "abz ŻęİğễΩщ -–/.,@0123\n"
TEXTS = st.text(alphabet=LETTERS, max_size=200)
LIMITS = st.floats(min_value=20, max_value=300)


@given(TEXTS, LIMITS)
def test_no_line_is_wider_than_its_column(text: str, limit: float) -> None:
    for line in wrap(text, Face.REGULAR, 8, limit):
        assert width(line.rstrip(" "), Face.REGULAR, 8) <= limit + 1e-6


@given(TEXTS, LIMITS)
def test_lines_read_one_after_the_other_are_the_text(text: str, limit: float) -> None:
    assert "".join(wrap(text, Face.REGULAR, 8, limit)).split() == text.split()


@given(st.lists(TEXTS, min_size=1, max_size=4), LIMITS)
def test_a_text_of_several_looks_breaks_as_one(texts: list[str], limit: float) -> None:
    faces = [Face.REGULAR, Face.BOLD, Face.ITALIC, Face.SEMIBOLD]
    runs = [Run(text, face) for text, face in zip(texts, faces, strict=False)]
    lines = wrap_runs(runs, 8, limit)
    said = "".join(run.text for line in lines for run in line)
    assert said.split() == "".join(texts).split()
    for line in lines:
        wide = sum(width(run.text, run.face, 8) for run in line)
        blank = width(" ", line[-1].face, 8) if line and line[-1].text.endswith(" ") else 0
        assert wide - blank <= limit + 1e-6


def test_an_address_is_cut_where_it_has_joints() -> None:
    address = "https://www.example.org/guidance/prevent-duty/2023"
    lines = wrap(address, Face.REGULAR, 8, 90)
    assert len(lines) > 1
    assert all(line[-1] in "/-." for line in lines[:-1])


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrap("", Face.REGULAR, 8, 100) == [""]


@given(st.text(max_size=60))
def test_any_text_is_printable_after_cleaning(text: str) -> None:
    glyphs = Glyphs()
    once = glyphs.clean(text)
    told = dict(glyphs.missing)
    assert glyphs.clean(once) == once
    assert glyphs.missing == told
    assert len(glyphs.warnings()) == len(told)
