"""Importing any part of the product does nothing and stays within the part's own third parties."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROBE = Path(__file__).with_name("layout_probe.py")
HEAVY = {"torch", "torchvision", "onnx", "PySide6", "fastapi", "sqlalchemy", "onnxruntime", "cv2"}
TRAINING = {"torch", "torchvision", "sklearn", "matplotlib", "pyarrow", "PIL"}
CORE = ["domain", "config", "wire", "clock", "file_lock", "flushing", "paths", "resources"]
ROOT = Path(__file__).parents[3] / "inspector"
ASSEMBLY = sorted({path.stem for path in (ROOT / "assembly").glob("*.py")} - {"__init__", "gate"})
COMPOSITION = ["app", *(f"assembly.{name}" for name in ASSEMBLY)]
STATION = ["vision", "plc", "pipe", "engine", "cameras", "inference", "store", "sim", "services"]

Part = tuple[list[str], set[str]]
OF_THE_STATION: dict[str, Part] = {
    "gate": (["gate", "assembly.gate", "plc", "pipe", *CORE], HEAVY | {"numpy"}),
    "client": (["client", "wire"], HEAVY | {"numpy"}),
    "MQTT publisher": (["mqtt"], HEAVY | {"numpy"}),
    "command line": (["cli"], HEAVY | {"numpy"}),
    "engine": (["engine"], HEAVY - {"cv2"}),
    "station": ([*STATION, *CORE], TRAINING | {"PySide6", "fastapi"}),
    "virtual line": (["demo"], TRAINING | {"PySide6", "fastapi"}),
    "server": ([*COMPOSITION, "api", "supervisor"], TRAINING | {"PySide6"}),
    "published fakes": (["testing"], TRAINING | {"PySide6"}),
    "benches": (["bench"], TRAINING),
}
"""One after the other in one process: what one loads counts for all behind it as well."""
OF_THE_APP: dict[str, Part] = {"operator app": (["ui"], HEAVY - {"PySide6", "cv2"})}
PARTS = OF_THE_STATION | OF_THE_APP
Report = dict[str, list[str]]


def probe(parts: dict[str, Part], folder: Path) -> dict[str, Report]:
    """What importing each part did, after those before it."""
    stages = [
        ",".join(f"inspector.{package}" for package in existing(packages))
        for packages, _ in parts.values()
    ]
    done = subprocess.run(
        [sys.executable, "-B", str(PROBE), *stages],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    reports = map(json.loads, done.stdout.splitlines())
    return dict(zip(parts, reports, strict=True))


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    folder = tmp_path_factory.mktemp("empty")
    return {**probe(OF_THE_STATION, folder), **probe(OF_THE_APP, folder)}


def existing(packages: list[str]) -> list[str]:
    places = {name: ROOT.joinpath(*name.split(".")) for name in packages}
    return [
        name
        for name, place in places.items()
        if place.is_dir() or place.with_suffix(".py").is_file()
    ]


@pytest.mark.parametrize("part", PARTS)
def test_importing_a_part_does_nothing_else(part: str, reports: dict[str, Report]) -> None:
    report, foreign = reports[part], PARTS[part][1]
    assert report["effects"] == []
    assert sorted(foreign & set(report["loaded"])) == []


def test_the_parts_cover_every_package_but_training() -> None:
    covered = {name.split(".")[0] for packages, _ in PARTS.values() for name in packages}
    packages = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or path.is_dir()}
    unprobed = {"__init__", "__main__", "__pycache__", "_bundled", "plugins", "training"}
    assert packages - covered - unprobed == set()


def test_the_probe_sees_a_thread_a_file_and_a_process(tmp_path: Path) -> None:
    (tmp_path / "inspector_dirty.py").write_text(
        "import subprocess, sys, threading\n"
        "threading.Thread(target=int).start()\n"
        "open('left-behind', 'w').close()\n"
        "subprocess.run([sys.executable, '-c', ''])\n"
    )
    command = [sys.executable, "-B", str(PROBE), "inspector_dirty"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, check=True, cwd=tmp_path, env=environment)
    effects = " ".join(json.loads(done.stdout)["effects"])
    assert "started Thread-1" in effects
    assert "wrote left-behind" in effects
    assert "subprocess.Popen" in effects
