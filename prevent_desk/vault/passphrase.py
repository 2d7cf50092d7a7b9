"""Passphrases: made from a word list, or a person's own after a strength check."""

from __future__ import annotations

from prevent_desk.vault.model import Strength


def generate(words: int = 5) -> str:
    """Return a passphrase of random words."""
    raise NotImplementedError


def strength(text: str) -> Strength:
    """Judge a person's own passphrase."""
    raise NotImplementedError
