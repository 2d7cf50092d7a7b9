"""The commands as a person types them: what they print, what they leave, how they end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from prevent_desk.app.command_line import run
from prevent_desk.app.demo import new_practice_desk
from prevent_desk.core import refs
from prevent_desk.core.clock import SystemClock
from prevent_desk.plan.reading import read_plan_file
from tests.exports.reading import page_text
from tests.plan.word import documents
from tests.readers.good import PASSWORD, locked

PASSPHRASE = "Lantern-heron-41-quayside"


def prevent_desk(
    *arguments: str, typed: str = "", home: Path | None = None
) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    if home is not None:
        settings |= {"HOME": str(home), "XDG_DATA_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "prevent_desk", *arguments],
        input=typed, capture_output=True, text=True, env=settings, check=False,
    )  # fmt: skip


@dataclass(frozen=True)
class Demo:
    """What `prevent-desk demo` printed, and left in a folder where an earlier desk stood."""

    out: Path
    printed: str


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Make the demo once, as a person does, over the practice desk of another day."""
    place = tmp_path_factory.mktemp("demo")
    earlier = new_practice_desk(place / "out" / "practice-desk", SystemClock())
    earlier.close()
    (place / "out" / "practice-desk" / "of another day.txt").touch()
    done = prevent_desk("demo", "--out", str(place / "out"), home=place)
    assert done.returncode == 0, done.stderr
    return Demo(place / "out", done.stdout)


@pytest.fixture(scope="module")
def demo(made: Demo) -> Path:
    """Return the folder of what `prevent-desk demo` leaves."""
    return made.out


def test_the_demo_prints_each_path_it_made_where_there_is_no_display(made: Demo) -> None:
    named = [Path(line) for line in made.printed.splitlines()]
    assert [path.name for path in named] == [
        "practice-desk",
        "action-plan.xlsx",
        "plan-summary.pdf",
        "referral-record.docx",
        "case-summary.pdf",
        "chronology.pdf",
        "register.xlsx",
        "actions.xlsx",
        "minutes.pdf",
        "minutes.docx",
        "panel-pack.pdf",
        "sessions.xlsx",
        "ctlp.xlsx",
        "training-statement.pdf",
        "figures.xlsx",
        "engagement.ics",
        "referral-form.pdf",
        "feedback-form.xlsx",
    ]
    assert all(path.exists() for path in named)
    assert (made.out / "plan-summary.pdf").read_bytes().startswith(b"%PDF")


def test_the_demo_is_made_anew_but_never_over_something_else(demo: Path, tmp_path: Path) -> None:
    assert not (demo / "practice-desk" / "of another day.txt").exists()
    (tmp_path / "practice-desk").mkdir()
    (tmp_path / "practice-desk" / "mine.txt").write_text("kept")
    done = prevent_desk("demo", "--out", str(tmp_path), "--no-window")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / "practice-desk" / "mine.txt").read_text() == "kept"


def test_the_demos_workbook_holds_the_source_and_changes_nothing_when_taken_in(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = read_plan_file(demo / "action-plan.xlsx")
    assert len(draft.objectives) == 3
    assert len(draft.actions()) == 14
    assert sum(len(action.criteria) for action in draft.actions()) == 102
    desk = ["--vault", str(demo / "practice-desk")]
    command = ["import", "plan", str(demo / "action-plan.xlsx"), "--into", "2015/2016", *desk]
    assert run(command) == 0
    assert "nothing was changed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "name", "start"),
    [("action-plan", "one.xlsx", b"PK"), ("plan-summary", "one.pdf", b"%PDF")],
)
def test_one_agencys_part_is_taken_out(
    demo: Path, tmp_path: Path, kind: str, name: str, start: bytes
) -> None:
    desk = ["--vault", str(demo / "practice-desk")]
    to = tmp_path / name
    assert run(["export", kind, "--to", str(to), "--lead", "Probation", *desk]) == 0
    assert to.read_bytes().startswith(start)


def test_an_export_that_is_refused_leaves_no_file(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = ["--vault", str(demo / "practice-desk")]
    for wrong in (
        ["--to", str(tmp_path / "a.docx")],
        ["--to", str(tmp_path / "missing" / "a.xlsx")],
        ["--to", str(tmp_path / "a.xlsx"), "--plan", "1999"],
        ["--to", str(tmp_path / "a.xlsx"), "--marking", "top secret"],
    ):
        assert run(["export", "action-plan", *wrong, *desk]) == 1
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_desk_is_made_checked_and_backed_up(tmp_path: Path) -> None:
    desk, secret = tmp_path / "Desk", tmp_path / "secret.txt"
    secret.write_text(PASSPHRASE + "\n")
    given = ("--passphrase-file", str(secret))
    made = prevent_desk("new", str(desk), *given)
    assert made.returncode == 0, made.stderr
    assert "Recovery key: " in made.stdout
    key = made.stdout.split("Recovery key: ")[1].splitlines()[0]
    checked = prevent_desk(
        "check", "--vault", str(desk), "--passphrase-file", "-", typed=PASSPHRASE
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    by_sheet = ("--key", "recovery", "--passphrase-file", "-")
    taken = prevent_desk(
        "backup", "--vault", str(desk), "--to", str(tmp_path / "stick"), *by_sheet, typed=key
    )
    assert taken.returncode == 0, taken.stderr
    assert Path(taken.stdout.strip()).is_file()


def test_a_wrong_passphrase_is_one_line_and_status_one(folder: Path) -> None:
    desk = folder
    wrong = prevent_desk("check", "--vault", str(desk), "--passphrase-file", "-", typed="wrong")
    assert wrong.returncode == 1
    assert len(wrong.stderr.splitlines()) == 1
    assert "does not open the Officer key" in wrong.stderr


@pytest.mark.parametrize(
    "wrong", [["nonsense"], ["export", "action-plan"], ["import"], ["check"], ["demo", "--nope"]]
)
def test_wrong_usage_is_status_two(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(wrong) == 2
    assert "usage:" in capsys.readouterr().err


def test_without_a_terminal_the_passphrase_is_asked_for_in_words(demo: Path) -> None:
    done = prevent_desk("new", str(demo / "another"))
    assert done.returncode == 1
    assert "--passphrase-file" in done.stderr
    assert not (demo / "another").exists()


def test_a_plan_from_word_says_at_the_terminal_what_the_window_would(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word, secret = tmp_path / "plan.docx", tmp_path / "secret.txt"
    word.write_bytes(documents.table_per_objective())
    # A desk of its own: the others read what the demo made.
    own = shutil.copytree(demo / "practice-desk", tmp_path / "practice-desk")
    desk = ["--vault", str(own)]
    assert run(["import", "plan", str(word), "--into", "2015/2016", *desk]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("3 objectives, 14 actions and 102 success criteria read; 0 new")
    assert "Changed: the plan's title: Prevent Delivery Plan 2015/2016 -> City of London" in said[1]
    assert "To know: Headers and footers of the pages were not read." in said
    assert said[-1] == (
        "Not placed: Paragraph below table 3: Prepared by the Community Safety Team. "
        "(It stands below the plan’s last table.)"
    )
    locked_file = tmp_path / "locked.docx"
    locked_file.write_bytes(locked(word.read_bytes()))
    secret.write_text(PASSWORD + "\n", encoding="utf-8")
    again = ["import", "plan", str(locked_file), "--into", "2015/2016", *desk]
    assert run(again) == 1
    assert "Type the password that came with it." in capsys.readouterr().err
    assert run([*again, "--file-password-file", str(secret)]) == 0
    assert "nothing was changed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "name", "begins"),
    [
        ("referral-record", "one.docx", b"PK"),
        ("case-summary", "one.pdf", b"%PDF"),
        ("register", "one.xlsx", b"PK"),
    ],
)
def test_papers_of_referrals_are_taken_out_by_command(
    demo: Path, tmp_path: Path, kind: str, name: str, begins: bytes
) -> None:
    to = tmp_path / name
    given = [] if kind == "register" else ["--ref", _newest_ref(demo)]
    status = run(["export", kind, "--vault", str(demo / "practice-desk"), "--to", str(to), *given])
    assert status == 0
    assert to.read_bytes().startswith(begins)


def test_a_referral_that_is_not_there_is_told_in_one_line(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "one.pdf"
    vault = str(demo / "practice-desk")
    refused = ["export", "chronology", "--vault", vault, "--to", str(to), "--ref", "PD-1999-001"]
    assert run(refused) == 1
    assert "PD-1999-001" in capsys.readouterr().err
    assert not to.exists()


def _newest_ref(demo: Path) -> str:
    """Return a reference that the practice desk holds."""
    text = page_text((demo / "case-summary.pdf").read_bytes())
    return refs.find(text)[0]
