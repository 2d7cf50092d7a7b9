"""The words in a form's answers, for search."""

from __future__ import annotations

from collections.abc import Iterator


def words_of(answers: object) -> tuple[str, ...]:
    """Return every answer as words to be found by, whatever JSON holds them."""
    return tuple(_words(answers))


def _words(answer: object) -> Iterator[str]:
    if isinstance(answer, dict):
        for one in answer.values():
            yield from _words(one)
    elif isinstance(answer, list):
        for one in answer:
            yield from _words(one)
    elif answer is not None:
        yield str(answer)
