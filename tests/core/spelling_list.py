"""Makes the shipped word list from a Hunspell dictionary of SCOWL: every entry by its affixes.

python -m tests.core.spelling_list index.aff index.dic en_GB.txt.gz
"""

from __future__ import annotations

import gzip
import io
import re
import sys
from pathlib import Path
from typing import NamedTuple


class Affix(NamedTuple):
    """What is cut off, what is put there, and how a word must end for it."""

    cut: str
    add: str
    ending: str


def affixes(path: Path) -> tuple[dict[str, list[Affix]], dict[str, list[Affix]]]:
    """Return prefixes and suffixes by their flags; every one of this file may be crossed."""
    tables: dict[str, dict[str, list[Affix]]] = {"PFX": {}, "SFX": {}}
    for line in path.read_text("utf-8").splitlines():
        parts = line.split()
        if len(parts) < 4 or parts[0] not in tables:
            continue
        if parts[2] in {"Y", "N"} and parts[3].isdigit():
            tables[parts[0]][parts[1]] = []
        else:
            cut, add = (part.replace("0", "") for part in parts[2:4])
            ending = parts[4] if len(parts) > 4 and parts[4] != "." else ""
            tables[parts[0]][parts[1]].append(Affix(cut, add, ending))
    return tables["PFX"], tables["SFX"]


def forms(
    word: str, flags: str, pre: dict[str, list[Affix]], suf: dict[str, list[Affix]]
) -> set[str]:
    """Return an entry's word with all its affixes."""
    found = {word}
    for flag in flags:
        for one in suf.get(flag, ()):
            if word.endswith(one.cut) and re.search(f"{one.ending}$", word):
                found.add(word.removesuffix(one.cut) + one.add)
    ended = set(found)
    for flag in flags:
        for one in pre.get(flag, ()):
            found |= {one.add + each.removeprefix(one.cut) for each in ended}
    return found


def words(aff: Path, dic: Path) -> list[str]:
    """Return every word of a dictionary but figures, parts of compounds, and possessives."""
    pre, suf = affixes(aff)
    found: set[str] = set()
    for line in dic.read_text("utf-8").splitlines()[1:]:
        word, _, flags = line.strip().partition("/")
        if word and "c" not in flags and not any(letter.isdigit() for letter in word):
            found |= forms(word, flags, pre, suf)
    return sorted(one for one in found if not (one.endswith("'s") and one[:-2] in found))


def main(aff: str, dic: str, out: str) -> None:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0) as file:
        file.write(("\n".join(words(Path(aff), Path(dic))) + "\n").encode())
    Path(out).write_bytes(packed.getvalue())


if __name__ == "__main__":
    main(*sys.argv[1:4])
