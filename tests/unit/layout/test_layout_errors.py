"""Every error has a stable code of its own, a cause and a remedy, and stands in the reference."""

import re
from collections import Counter
from pathlib import Path

import pytest
from definitions import definitions

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.catalogue import ErrorEntry, as_markdown, catalogue

ROOT = Path(__file__).parents[3]
ENTRIES = catalogue()


def entry_name(entry: ErrorEntry) -> str:
    return entry.error.__name__


def test_no_two_errors_share_a_code() -> None:
    codes = Counter(entry.code for entry in ENTRIES)
    assert [code for code, uses in codes.items() if uses > 1] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=entry_name)
def test_an_error_has_its_own_code_a_cause_and_a_remedy(entry: ErrorEntry) -> None:
    assert "code" in entry.error.__dict__
    assert re.fullmatch(r"[A-Z]{2,3}-\d{3}", entry.code)
    assert entry.cause.endswith(".")
    assert len(entry.remedy.split()) >= 3


@pytest.mark.parametrize("entry", ENTRIES, ids=entry_name)
def test_only_a_whole_branch_sends_the_user_to_the_log(entry: ErrorEntry) -> None:
    if not entry.code.endswith("-000"):
        assert entry.remedy != InspectorError.remedy


def test_the_reference_lists_the_errors_as_they_are() -> None:
    page = (ROOT / "docs/reference/error-codes.md").read_text("utf-8")
    assert page == as_markdown(), "run the command that the page names in its comment"


def test_errors_are_defined_in_their_branch_and_nowhere_else() -> None:
    known = {entry_name(entry) for entry in ENTRIES}
    strays = [
        f"{one.path}: {one.name}"
        for one in definitions()
        if known.intersection(one.bases) and not one.path.startswith("inspector/domain/errors/")
    ]
    assert strays == []
