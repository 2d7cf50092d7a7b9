"""Free words that seem to name somebody."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from prevent_desk.community.model.sightings_named import seems_to_name, warning


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a man called Peter put it up", "Peter"),
        ("It was Peter Marlowe again", "Peter Marlowe"),
        ("ask Mr Marlowe", "Mr Marlowe"),
        ("Cllr Ada Quist was told", "Cllr Ada Quist"),
        ("signed @quist_88", "@quist_88"),
        ("write to p.marlowe@post.example", "p.marlowe@post.example"),
        ("ring 020 7946 0123", "020 7946 0123"),
        ("left in a car, AB12 CDE", "AB12 CDE"),
        ("a boy aged 14", "aged 14"),
    ],
)
def test_what_names_somebody_is_found(text: str, words: str) -> None:
    assert [one.words for one in seems_to_name(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Two stickers on a lamp post in Goswell Road, by St Bartholomew Church",
        "“White Lives Matter” in black letters",
        "National Front sticker near Liverpool Street Station",
        "Free Palestine and Israel flags on Fleet Street",
        "Seen on Monday by the Fire Brigade",
        "51.52310, -0.09870",
        "Reported to Telegram; no reply",
        "",
    ],
)
def test_places_slogans_and_bodies_are_nobody(text: str) -> None:
    assert seems_to_name(text) == []


def test_the_name_of_a_street_or_a_partner_is_nobodys() -> None:
    assert seems_to_name("on Bevis Marks", ("Bevis Marks",)) == []
    assert seems_to_name("Brick Makers told us", ("Brick Makers Ltd",)) == []


def test_the_warning_says_what_to_do_instead() -> None:
    said = warning(seems_to_name("Peter Marlowe and Ada Quist did it"))
    assert said.startswith("“Peter Marlowe” looks like a name and 1 more.")
    assert "referral" in said


LINES: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "naming_lines.toml").read_text("utf-8")
)


def test_of_a_hundred_lines_that_name_somebody_each_is_found() -> None:
    assert len(set(LINES["names"])) > 100
    assert [line for line in LINES["names"] if not seems_to_name(line)] == []


def test_of_a_hundred_lines_of_places_shops_and_parties_none_is_warned_of() -> None:
    assert len(set(LINES["nobody"])) > 100
    warned = {line: seems_to_name(line) for line in LINES["nobody"]}
    assert {line: named for line, named in warned.items() if named} == {}


def test_what_is_too_hard_is_said_to_be_so() -> None:
    assert [line for line in LINES["too_hard"] if seems_to_name(line)] == []


def test_words_of_two_parts_of_a_form_make_no_name() -> None:
    assert seems_to_name("Left by Wardens\nMarlowe reading rooms") == []


@pytest.mark.parametrize("text", ["’", "@", "Ó", "“", "Mr ", "called", "A" * 9_000, "Peter" * 900])
def test_whatever_is_typed_is_read(text: str) -> None:
    seems_to_name(text, ("", "’"))
