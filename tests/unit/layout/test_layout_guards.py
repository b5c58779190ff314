"""The guards of the suite notice what they are there for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[2] / "conftest.py"
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="open files are told on Linux only")
HEAD = """\
import socket, subprocess, sys, threading
import pytest
KEPT, END = [], threading.Event()
"""
LEAKS = {
    "thread": "threading.Thread(target=END.wait, name='forgotten', daemon=True).start()",
    "process": "KEPT.append(subprocess.Popen([sys.executable, '-c', 'input()'], stdin=-1))",
    "socket": "KEPT.append(socket.socket())",
    "file": "KEPT.append(open(__file__))",
}
REACHES = {
    "connect": "connect(('192.0.2.1', 80))",
    "connect_ex": "connect_ex(('192.0.2.1', 80))",
    "by_name": "connect(('example.org', 80))",
}
SHARED = """\
@pytest.fixture(scope="module")
def kept():
    files = []
    yield files
    files[0].{close}

def test_it(kept):
    kept.append(open(__file__))
    KEPT.append(kept[0])
"""
MODULES = {
    "clean": "def test_it():\n    socket.create_server(('127.0.0.1', 0)).close()\n",
    "shares_and_closes": SHARED.format(close="close()"),
    "shares_and_forgets": SHARED.format(close="name"),
    **{
        name: f"def test_it():\n    {leak}\ndef test_the_module_goes_on(): pass\n"
        for name, leak in LEAKS.items()
    },
    **{
        name: f"def test_it():\n    with socket.socket() as link: link.{reach}\n"
        for name, reach in REACHES.items()
    },
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """What pytest says of ``test_it`` of each module."""
    folder = tmp_path_factory.mktemp("guarded")
    conftest = CONFTEST.read_text("utf-8").replace("_GRACE_S = 5.0", "_GRACE_S = 0.1")
    (folder / "conftest.py").write_text(conftest, "utf-8")
    for name, body in MODULES.items():
        (folder / f"test_{name}.py").write_text(HEAD + body, "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", str(folder)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    found: dict[str, set[str]] = {name: set() for name in MODULES}
    for said in re.finditer(r"^([A-Z]+) test_(\w+)\.py::test_it(.*)", run.stdout, re.MULTILINE):
        outcome, name, why = said.groups()
        found[name].add(outcome + why.replace(" - Failed", ""))
    return found


def test_a_clean_test_passes(told: dict[str, set[str]]) -> None:
    assert told["clean"] == {"PASSED"}


@ON_LINUX
@pytest.mark.parametrize("what", LEAKS)
def test_what_a_test_leaves_behind_fails_it(told: dict[str, set[str]], what: str) -> None:
    passed, left = sorted(told[what], reverse=True)
    assert passed == "PASSED"
    assert left.startswith("ERROR: left behind: ")


@pytest.mark.parametrize("how", REACHES)
def test_a_test_that_reaches_for_another_machine_fails(told: dict[str, set[str]], how: str) -> None:
    (said,) = told[how]
    assert said.startswith("FAILED: a test reached for ")


@ON_LINUX
def test_what_a_module_shares_is_looked_at_when_the_module_ends(told: dict[str, set[str]]) -> None:
    assert told["shares_and_closes"] == {"PASSED"}
    passed, left = sorted(told["shares_and_forgets"], reverse=True)
    assert passed == "PASSED"
    assert left.startswith("ERROR: left behind: open ")
