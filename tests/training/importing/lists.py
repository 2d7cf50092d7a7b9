"""Staff lists and files of completions as others write them; all people are invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import openpyxl

HEADINGS = ("Employee No", "First name", "Surname", "Work email", "Directorate", "Job title",
            "Start date")  # fmt: skip
_GIVEN = ("Amara", "Ben", "Chidi", "Dina", "Ewan", "Farah", "Grace", "Hana", "Idris", "Jo", "Kemal")
_FAMILY = ("Ashdown", "Birch", "Calloway", "Dunmore", "Ekele", "Fairlie", "Garrick", "Holme",
           "Ismay", "Jarrow", "Kestle", "Lorne", "Marsh")  # fmt: skip


def staff(many: int, departments: int = 60, roles: int = 40) -> list[list[object]]:
    """Return rows of so many people, below `HEADINGS`."""
    first = date(2015, 1, 5)
    return [
        [
            f"{100_000 + number}", _GIVEN[number % len(_GIVEN)],
            f"{_FAMILY[number % len(_FAMILY)]}-{number}", f"person{number}@council.example",
            f"Department {number % departments + 1:02}", f"Role {number % roles + 1:02}",
            first + timedelta(days=number % 3600),
        ]
        for number in range(many)
    ]  # fmt: skip


def workbook(
    path: Path, rows: Sequence[Sequence[object]], headings: Sequence[object] = HEADINGS
) -> Path:
    """Write rows as a workbook."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Staff")
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def commas(path: Path, text: str) -> Path:
    """Write a text as a file."""
    path.write_text(text, "utf-8")
    return path


STORY = """Employee No,Full name,Work email,Directorate,Job title,Start date,Shoe size
1001,"Ashdown, Amara",a.ashdown@council.example,Housing,Housing officer,03/02/2020,5
1002,Ben Birch,b.birch@council.example,Housing,Housing officer,2021-05-17,9
1003,Chidi Calloway,c.calloway@council.example,Libraries,Librarian,14 Jan 2019,8
1004,Dina Dunmore,d.dunmore@council.example,Youth,Youth worker,31/11/2022,7
1005,Ewan Ekele,e.ekele@council.example,Youth,Youth worker,04/13/2021,7
1006,Farah Fairlie,f.fairlie@council.example,Youth,Youth worker,06/09/2021,6
1006,Grace Garrick,g.garrick@council.example,Youth,Youth worker,06/09/2021,6
1002,Ben Birch,b.birch@council.example,Housing,Second post,2021-05-17,9
,Hana Holme,,Libraries,Librarian,,
1007,=HYPERLINK("x"),i@council.example,Libraries,Librarian,,
1008,#REF!,j@council.example,Libraries,Librarian,,
1009,Jo Jarrow,not an address,Libraries,Librarian,03/03/2030,
1010,Kemal Kestle,k.kestle@council.example,Libraries,Librarian,01/10/2018,8
"""
"""A list with every bad row that comes up."""

DONE = """Staff ID,Learner,Email,Course name,Status,Completion date,Certificate
1001,Amara Ashdown,a@council.example,Prevent Duty: Awareness course,Completed,12/05/2025 10:22,HO-1
1002,Ben Birch,,Prevent Duty: Referrals course,Passed,2025-06-02,HO-2
1003,Chidi Calloway,,Prevent Duty: Awareness course,In progress,,
9999,Somebody Else,x@council.example,Prevent Duty: Awareness course,Completed,01/06/2025,
,Kemal Kestle,,Prevent Duty: Awareness course,Completed,02/06/2025,
1001,Amara Ashdown,,Fire safety,Completed,02/06/2025,
1010,Kemal Kestle,,Prevent Duty: Awareness course,Completed,30/02/2025,
1001,Amara Ashdown,a@council.example,Prevent Duty: Awareness course,Completed,12 May 2025,HO-1
1003,Chidi Calloway,,Prevent Duty: Awareness course,Completed,12/12/2027,
1003,Zoe Umber,,Prevent Duty: Awareness course,Completed,12/05/2025,
"""
"""Completions with every bad row that comes up."""
