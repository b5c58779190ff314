"""Both languages of a lot report say the same, and a report says everything in its language."""

from __future__ import annotations

import string

from inspector.domain.alarm import Effect
from inspector.domain.challenge import RunState, StepState
from inspector.services.lot_report.facts.reconciliation import Counted, Remark, Standing
from inspector.services.lot_report.words.chinese import CHINESE
from inspector.services.lot_report.words.english import ENGLISH
from inspector.services.lot_report.words.speech import percent
from inspector.services.paper.pdf.text import use_fonts, width_of, wrapped
from inspector.wire.lot_reports import SignatureMeaning


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_words_with_the_same_places():
    assert ENGLISH.keys() == CHINESE.keys()
    assert [key for key in ENGLISH if fields(ENGLISH[key]) != fields(CHINESE[key])] == []
    assert [key for key in ENGLISH if ENGLISH[key] and not CHINESE[key].strip()] == []


def test_every_value_that_a_report_names_has_a_word():
    for prefix, values in (
        ("Counted", Counted),
        ("Counts", Standing),
        ("Remark", Remark),
        ("Run", RunState),
        ("Step", StepState),
        ("Effect", Effect),
        ("Meaning", SignatureMeaning),
    ):
        assert [each for each in values if f"{prefix}.{each}" not in ENGLISH] == []


def test_lines_are_no_wider_than_they_may_be_and_lose_nothing():
    use_fonts()
    for text in (
        "Parts of which nobody saw where they went, and a word_that_is_far_too_long_for_a_line",
        "各设备独立计数，并与其应等于的数值对照。含挑战件：对产线而言它们与其他工件相同。",
        "工位 line-3 与 PLC counted 199 parts\nsecond line",
    ):
        lines = wrapped(text, 9, 80)
        assert all(width_of(line, 9) <= 80 + 9 for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_nearly_all_is_never_called_all():
    assert percent(1.0) == "100.00%"
    assert percent(0.99999999) == "> 99.99%"
