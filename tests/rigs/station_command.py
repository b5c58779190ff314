"""`inspector` as a person at a terminal runs it, and a small station for it."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import psutil
import pytest
from ports import free_port
from waiting import wait_until

from inspector.cli.main import main
from inspector.demo.layout import DEFAULT_MODEL
from inspector.paths import DataFolder
from inspector.resources import bundled

WAIT_S = 100


def inspector(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The whole command line in this process; an error without a code fails the test."""
    out, err = io.StringIO(), io.StringIO()
    words = ["inspector", *map(str, arguments)]
    with (
        patch.object(sys, "argv", words),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    return subprocess.CompletedProcess(words, ended.value.code, out.getvalue(), err.getvalue())


def inspector_process(*arguments: object) -> subprocess.CompletedProcess[str]:
    """A process of its own, for what starts others."""
    command = [sys.executable, "-m", "inspector", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=WAIT_S, check=False)


def refused(done: subprocess.CompletedProcess[str], code: str) -> str:
    """The command was refused with this code, a remedy and nothing else."""
    said = done.stdout + done.stderr
    assert done.returncode == 2, said
    assert f"error {code}: " in done.stderr
    assert "\nremedy: " in done.stderr
    assert "Traceback" not in said
    return done.stderr


def write_station(folder: Path, *, port: int | None = None, model: str = DEFAULT_MODEL) -> Path:
    """A station on image files, so that it runs without a virtual line."""
    images = folder / "images"
    images.mkdir(parents=True, exist_ok=True)
    golden = sorted((bundled("models") / DEFAULT_MODEL / "golden").glob("*.png"))
    shutil.copy(golden[0], images)
    path = folder / "station.toml"
    path.write_text(
        f"""
schema_version = 1
[station]
id = "test"
simulated = true
[plc]
port = {port or free_port()}
[camera]
driver = "replay"
folder = "images"
[model]
package = '{model}'
provider = "cpu"
""",
        "utf-8",
    )
    return path


@contextmanager
def running(station_file: Path, data: DataFolder) -> Iterator[subprocess.Popen[str]]:
    """A station that answers."""
    arguments = ["station", "run", "--station", str(station_file), "--data-dir", str(data.root)]
    process = subprocess.Popen(
        [sys.executable, "-m", "inspector", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        wait_until(lambda: data.run_file.exists() or process.poll() is not None)
        assert process.poll() is None, process.communicate()[0]
        yield process
    finally:
        family = psutil.Process(process.pid).children() if process.poll() is None else []
        process.terminate()
        process.communicate(timeout=WAIT_S)
        psutil.wait_procs(family, timeout=WAIT_S)
