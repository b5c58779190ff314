"""The wheel carries the migrations and the models, and works away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def files_below(folder: Path) -> set[str]:
    skipped = {"__pycache__"}
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in paths if skipped.isdisjoint(path.parts)}


@pytest.mark.parametrize(("room", "bundled"), [("db/migrations", "migrations"), ("models",) * 2])
def test_the_wheel_carries_every_file_of_the_room(wheel: Path, room: str, bundled: str) -> None:
    prefix = f"inspector/_bundled/{bundled}/"
    names = zipfile.ZipFile(wheel).namelist()
    carried = {name.removeprefix(prefix) for name in names if name.startswith(prefix)}
    assert carried == files_below(ROOT / room)


def test_the_wheel_carries_the_schema_of_a_new_database(wheel: Path) -> None:
    carried = zipfile.ZipFile(wheel).read("inspector/_bundled/schema.sql")
    assert carried == (ROOT / "db/schema.sql").read_bytes()


def test_the_wheel_carries_one_importable_package(wheel: Path) -> None:
    rooms = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert sorted(room for room in rooms if not room.endswith(".dist-info")) == ["inspector"]


def test_the_installed_wheel_answers_and_finds_its_own_files(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    question = "from inspector.resources import bundled; print(bundled('migrations'))"
    answers = [
        subprocess.run(
            [sys.executable, "-B", *arguments],
            cwd=tmp_path,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for arguments in (["-m", "inspector", "--help"], ["-c", question])
    ]
    assert "Commands:" in answers[0]
    assert Path(answers[1].strip()) == tmp_path / "site/inspector/_bundled/migrations"
