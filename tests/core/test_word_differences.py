"""Words put in and taken out: to the letter, and as people read them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prevent_desk.core.word_differences import Mark, passages, runs
from tests.plan.versions.telling import marked

PIECES = [
    "the ",
    "board",
    "a",
    "\n",
    " ",
    "lead, ",
    "b-c",
    "?",
    "é",
    "  ",
    "2015/16",
    "𝔖 ",
    "\u00a0",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "Hold xxx training workshops for staff",
            "Hold 8 training workshops for staff",
            "Hold [-xxx-]{+8+} training workshops for staff",
        ),
        (
            "Contact made – Safeguarding leads?",
            "Contact made – 12 HR safeguarding leads recorded; 4 firms outstanding",
            "Contact made – [-Safeguarding leads?-]"
            "{+12 HR safeguarding leads recorded; 4 firms outstanding+}",
        ),
        ("One two", "One two three", "One two{+ three+}"),
        ("", "New", "{+New+}"),
        ("Old", "", "[-Old-]"),
        ("Same", "Same", "Same"),
        ("", "", ""),
        ("workshop", "workshops", "[-workshop-]{+workshops+}"),
        ("Due 3/12/2015.", "Due 4/12/2015.", "Due [-3/12/2015-]{+4/12/2015+}."),
    ],
)
def test_whole_words_are_told_as_they_read(before: str, after: str, said: str) -> None:
    assert marked(runs(before, after)) == said


def test_both_texts_are_in_it_to_the_letter(campaign: int) -> None:
    @settings(max_examples=200 * campaign, deadline=None)
    @given(TEXTS, TEXTS)
    def prove(before: str, after: str) -> None:
        found = runs(before, after)
        assert "".join(run.text for run in found if run.mark is not Mark.NEW) == before
        assert "".join(run.text for run in found if run.mark is not Mark.GONE) == after
        assert all(run.text for run in found)
        marks = [run.mark for run in found]
        assert all(one is not next_one for one, next_one in itertools.pairwise(marks))

    prove()


def test_texts_as_long_as_a_cell_takes_are_told_to_the_letter() -> None:
    before = "\n".join(f"Line {n} of a long and weary text that goes on." for n in range(600))
    after = before.replace("weary", "dreary").replace("Line 300 ", "Line three hundred ")
    found = runs(before, after)
    assert "".join(run.text for run in found if run.mark is not Mark.NEW) == before
    assert "".join(run.text for run in found if run.mark is not Mark.GONE) == after
    assert sum(run.mark is Mark.NEW and "dreary" in run.text for run in found) >= 1


def test_a_paper_gets_the_passages_that_changed_with_a_few_words_beside_them() -> None:
    before = " ".join(f"w{n}" for n in range(60)) + " end"
    after = before.replace("w30", "other")
    was, now = passages(runs(before, after), beside=3)
    assert (was, now) == ("… w27 w28 w29 w30 w31 w32 w33 …", "… w27 w28 w29 other w31 w32 w33 …")
    assert passages(runs("Hold xxx workshops", "Hold 8 workshops")) == (
        "Hold xxx workshops",
        "Hold 8 workshops",
    )
