"""Tables that people open in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.spreadsheet import csv_text, harmless

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_text_that_looks_like_a_formula_is_a_text(start: str) -> None:
    assert harmless(f"{start}1+1") == f"'{start}1+1"


@given(st.lists(st.lists(TEXTS, min_size=1), max_size=4))
def test_what_is_written_is_read_again(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(csv_text(rows), newline="")))
    assert read == [[harmless(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("number", ["-1", "-0.053", "-1.5e-07"])
def test_a_number_below_zero_stays_one(number: str) -> None:
    assert harmless(number) == number


@pytest.mark.parametrize(
    "text", ["-1+1", "-inf", "-1\n", "-A1", "-1.", "-\N{ARABIC-INDIC DIGIT ONE}"]
)
def test_what_only_begins_like_a_number_is_a_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_numbers_stay_numbers_and_nothing_is_empty() -> None:
    assert csv_text([(-0.5, 7, None, "a,b")]) == '-0.5,7,,"a,b"\r\n'
