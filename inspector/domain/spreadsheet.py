"""Tables as text that a spreadsheet reads as they are meant: CSV after RFC 4180."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Without it some spreadsheets take UTF-8 for something else."""
_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NEGATIVE = re.compile(r"-[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?", re.ASCII | re.IGNORECASE)


def harmless(text: str) -> str:
    """The same text, with an apostrophe in front where a spreadsheet would take it for a formula.

    OWASP's "CSV Injection" recommends it: names, lots and labels are typed in by people. A number
    below zero is no formula.
    """
    risky = text.startswith(_FORMULA_BEGINS) and not _NEGATIVE.fullmatch(text)
    return f"'{text}" if risky else text


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """One line for each row; texts are made harmless, ``None`` is nothing."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(
        [harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return text.getvalue()
