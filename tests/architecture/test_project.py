"""The project's own promises: pins, commands, nothing of a machine, a wheel that is whole."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_every_requirement_is_pinned_with_hashes_and_names_no_index(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert "http" not in text
    assert "--index" not in text
    blocks = [block for block in re.split(r"\n(?=[a-zA-Z])", text) if "==" in block]
    assert len(blocks) > 10
    for block in blocks:
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_qt_is_the_version_that_keeps_none_alive() -> None:
    for name in ("run.txt", "test.txt"):
        assert "pyside6-essentials==6.11.3" in (ROOT / "requirements" / name).read_text().lower()


def test_the_readme_has_exactly_two_set_up_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^python3 requirements/set_up\.py (\w+)$", readme, re.MULTILINE)
    assert commands == ["demo", "check"]


def test_ci_runs_the_readmes_second_command() -> None:
    assert "python3 requirements/set_up.py check" in (ROOT / ".ci" / "run").read_text()


def test_no_tracked_text_names_a_machine_or_an_index() -> None:
    marks = re.compile(
        r"(?<![\w.])/(?:wor"
        + r"k|roo"
        + r"t|home)/\w|files\.python"
        + r"hosted|pypi"
        + r"\.org|registry\.npm"
    )
    found = []
    for path in tracked():
        if path.suffix in {".png", ".ttf", ".xlsx", ".pdf"} or not path.is_file():
            continue
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            if marks.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number} {line.strip()[:80]}")
    assert not found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_carries_forms_migrations_and_resources(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "forms/",
        "migrations/env.py",
        "migrations/versions/",
        "resources/plans/",
        "resources/fonts/",
    ):
        assert any(name.startswith(f"prevent_desk/_shipped/{wanted}") for name in names), wanted
    assert not any("test" in name.split("/")[0] for name in names)


def test_the_wheel_checks_itself_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    zipfile.ZipFile(wheel).extractall(away)
    # The wheel's own copy goes first, before the checkout that is installed in this environment.
    program = (
        f"import sys; sys.path.insert(0, {str(away)!r});"
        "from prevent_desk import paths; assert '_shipped' in str(paths.shipped());"
        "from prevent_desk.__main__ import main; sys.exit(main(['self-check']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
