"""What the table of escape paths says is shown, is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
TABLE = (ROOT / "docs/reference/escape-paths.md").read_text(encoding="utf-8")
ROWS = [line.split(" | ") for line in TABLE.splitlines() if line.startswith("|")]
PATHS = [row for row in ROWS if len(row) == 3 and not row[0].startswith(("| way", "|---"))]


def test_each_path_has_its_test() -> None:
    assert len(PATHS) > 30
    assert all(re.fullmatch(r"`tests/[\w/]+\.py::test_\w+` \|", row[2]) for row in PATHS)


@pytest.mark.parametrize("shown_by", sorted({row[2].strip("` |") for row in PATHS}))
def test_the_test_that_shows_it_is_there(shown_by: str) -> None:
    file, name = shown_by.split("::")
    assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")
