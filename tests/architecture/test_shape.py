"""No module grows past reading, and what frames a room stands in the kit, once."""

from __future__ import annotations

import ast
import inspect
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "prevent_desk"
MOST_LINES = 600
FRAMES = ("ui/room.py", "ui/page.py", "ui/around.py", "service/bundle.py")
LEAST_STATEMENTS = 3
"""A body of one or two statements says no more than that the kit was asked."""


def said_twice(sources: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the functions of several rooms whose bodies are the same to the letter.

    Args:
        sources: Names of rooms, each with a frame of it as Python.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for room, source in sources:
        for node in ast.walk(ast.parse(source)):
            if not isinstance(node, ast.FunctionDef):
                continue
            body = node.body[1:] if ast.get_docstring(node) else node.body
            inside = [one for part in body for one in ast.walk(part) if isinstance(one, ast.stmt)]
            if len(inside) >= LEAST_STATEMENTS:
                found["\n".join(map(ast.unparse, body))][room] = f"{room}: {node.name}"
    return [sorted(places.values()) for places in found.values() if len(places) > 1]


def frames() -> Iterable[tuple[str, str]]:
    for room in sorted(PROGRAM.iterdir()):
        for name in FRAMES:
            if (room / name).is_file():
                yield room.name, (room / name).read_text(encoding="utf-8")


def test_no_module_is_longer_than_anyone_reads() -> None:
    lines = {path: path.read_text("utf-8").count("\n") for path in PROGRAM.rglob("*.py")}
    assert len(lines) > 500
    long = {str(path.relative_to(ROOT)): n for path, n in lines.items() if n > MOST_LINES}
    assert not long


def test_no_two_rooms_write_the_same_frame() -> None:
    rooms = list(frames())
    assert len({room for room, _source in rooms}) >= 8
    assert not said_twice(rooms)


def test_a_frame_copied_from_one_room_to_another_is_seen() -> None:
    copied = inspect.getsource(said_twice)
    assert said_twice([("one", copied), ("two", copied)]) == [
        ["one: said_twice", "two: said_twice"]
    ]
    assert not said_twice([("one", copied), ("two", copied.replace("places", "others"))])
