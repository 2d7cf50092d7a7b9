"""Amounts of money as people type and read them."""

from __future__ import annotations


def say_cost(pence: int | None) -> str:
    """Return a cost: "£1,250" or "£12.50"; empty where unknown."""
    if pence is None:
        return ""
    pounds, rest = divmod(pence, 100)
    return f"£{pounds:,}.{rest:02}" if rest else f"£{pounds:,}"


def read_cost(text: str) -> int | None:
    """Read a cost as it is typed ("£1,250", "12.50") into pence; None for nothing.

    Raises:
        ValueError: It is no amount of money.
    """
    cleaned = text.strip().removeprefix("£").replace(",", "").strip()
    if not cleaned:
        return None
    pounds, dot, rest = cleaned.partition(".")
    plain = pounds.isascii() and pounds.isdecimal() and len(pounds) <= 7
    if not plain or (dot and not (rest.isascii() and rest.isdecimal() and len(rest) <= 2)):
        raise ValueError(f"no amount of money: {text}")
    return int(pounds) * 100 + int((rest or "0").ljust(2, "0"))
