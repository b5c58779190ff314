"""The register map's page is what the table says.

``UPDATE_DOCUMENTS=1 pytest tests/unit/plc/test_plc_document.py`` writes it anew.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from inspector.domain.evaluation import Evaluation, Reason
from inspector.plc.document import as_markdown
from inspector.plc.reasons import REASON_MEANING
from inspector.plc.registers import (
    CONTROL_MEANING,
    PLC_BLOCK,
    STATUS_MEANING,
    VISION_BLOCK,
    Control,
    Status,
)

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "register-map.md"


def test_the_page_is_what_the_table_says():
    if os.environ.get("UPDATE_DOCUMENTS"):
        PAGE.write_text(as_markdown(), encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == as_markdown()


def test_the_page_is_written_from_the_command_line():
    run = subprocess.run(
        [sys.executable, "-m", "inspector.plc.document"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert run.stdout.decode().replace("\r\n", "\n") == as_markdown()


@pytest.mark.parametrize("register", [*VISION_BLOCK, *PLC_BLOCK], ids=lambda r: r.name)
def test_every_register_stands_on_the_page(register):
    assert f"| `{register.name}` | {register.meaning} |" in as_markdown()


def test_every_bit_and_number_has_its_meaning():
    assert list(STATUS_MEANING) == list(Status)
    assert list(CONTROL_MEANING) == list(Control)
    assert list(REASON_MEANING) == list(Reason)
    for number in (*Evaluation, *Reason):
        assert f"| {number.value} | `{number.name}` |" in as_markdown()


@pytest.mark.parametrize(
    "row",
    [
        "| 2 | 30003 | 1002 | 41003 | 1 | `status` |",
        "| 11-12 | 30012-30013 | 1011-1012 | 41012-41013 | 2 | `part_id` |",
        "| 103-104 | 40104-40105 | 2 | `part_id` |",
        "| 7 | 61 | 62 | 63 | 1061-1063 |",
        "| 15 | 15 | 10016 | `SIMULATED` |",
    ],
)
def test_addresses_are_given_in_both_notations(row):
    assert row in as_markdown()
