"""The guards of the suite notice what they are there for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[2] / "conftest.py"
LEAKS = {
    "thread": "threading.Thread(target=END.wait, name='forgotten', daemon=True).start()",
    "process": "KEPT.append(subprocess.Popen([sys.executable, '-c', 'input()'], stdin=-1))",
    "socket": "KEPT.append(socket.socket())",
    "file": "KEPT.append(open(__file__))",
}


def run_pytest(folder: Path, body: str, more: str = "") -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(
        CONFTEST.read_text().replace("_GRACE_S = 5.0", "_GRACE_S = 0.1")
    )
    (folder / "test_it.py").write_text(
        "import socket, subprocess, sys, threading\n"
        "KEPT, END = [], threading.Event()\n"
        f"def test_it():\n    {body}\n{more}"
    )
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="open files are listed on Linux only")
@pytest.mark.parametrize("what", LEAKS)
def test_what_a_test_leaves_behind_fails_it(tmp_path, what):
    run = run_pytest(tmp_path, LEAKS[what])
    assert run.returncode == 1
    assert "left behind: " in run.stdout


@pytest.mark.parametrize(
    "call",
    ["connect(('192.0.2.1', 80))", "connect_ex(('192.0.2.1', 80))", "connect(('example.org', 80))"],
)
def test_a_test_that_reaches_for_another_machine_fails(tmp_path, call):
    run = run_pytest(tmp_path, f"with socket.socket() as link: link.{call}")
    assert run.returncode == 1
    assert "a test reached for" in run.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="open files are listed on Linux only")
@pytest.mark.parametrize(("close", "returncode"), [("close()", 0), ("name", 1)])
def test_what_a_module_shares_is_looked_at_when_the_module_ends(tmp_path, close, returncode):
    shared = f"""
import pytest

@pytest.fixture(scope="module")
def kept():
    files = []
    yield files
    files[0].{close}

def test_opens(kept):
    kept.append(open(__file__))
    KEPT.append(kept[0])
"""
    run = run_pytest(tmp_path, "pass", shared)
    assert run.returncode == returncode
    assert run.stdout.count("left behind: ") >= returncode


def test_a_clean_test_passes(tmp_path):
    body = "socket.create_server(('127.0.0.1', 0)).close()"
    assert run_pytest(tmp_path, body).returncode == 0
