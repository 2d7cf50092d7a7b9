"""Free words that seem to name somebody."""

from __future__ import annotations

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
