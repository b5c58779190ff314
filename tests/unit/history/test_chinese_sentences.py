"""Whatever an alarm or a record says in English can be said in Chinese, with the same values."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import inspector
from inspector.domain.alarm import Alarm, Reaction
from inspector.domain.challenge import Cause
from inspector.domain.chinese.sentences import SHAPES, chinese_alarm, in_chinese
from inspector.domain.chinese.titles import TITLES
from inspector.domain.errors.catalogue import catalogue
from inspector.engine.judging.budget import BudgetTerm, DeadlineBudget
from inspector.services.alarms.gate import gate_alarm

ROOT = Path(inspector.__file__).parent
SOURCES = ("cameras", "engine", "services/alarms", "services/challenge", "sim", "store")
BRANCHES = re.compile(r"(CAM|STO|SHR|CHG-01|RCP-00[45]|GAT-001|PLC-002|MOD-005)")
UNUSED = {"engine/trial", "engine/station/gate_link.py"}
VALUE = "\0"
LATIN_WORDS = re.compile(r"\b[a-z]{2,} [a-z]{2,}\b")


def shape_of(node: ast.expr) -> str:
    """A string as it is written, with a mark for each value; empty for what is no string."""
    if isinstance(node, ast.JoinedStr):
        return "".join(shape_of(each) or VALUE for each in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def raised() -> Iterator[tuple[str, str]]:
    """What the errors say that can stand as alarms, and where."""
    codes = {entry.error.__name__: entry.code for entry in catalogue()}
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            if any(place.startswith(each) for each in UNUSED):
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                    shape = shape_of(node.args[0])
                    if BRANCHES.match(codes.get(node.func.id, "")) and re.search("[a-z]{3}", shape):
                        yield shape, f"{place}:{node.lineno}"


def test_every_sentence_that_can_stand_as_an_alarm_has_its_shape():
    known = {re.sub(r"\{\w+\}", VALUE, shape) for shape, _ in SHAPES}
    found = dict(raised())
    assert len(found) > 60
    unknown = {
        shape: place
        for shape, place in found.items()
        if shape not in known and in_chinese(shape.replace(VALUE, "lot")) is None
    }
    assert unknown == {}


def test_both_languages_name_the_same_values():
    for shape, chinese in SHAPES:
        places = [
            sorted(filter(None, (n for _, n, _, _ in Formatter().parse(text))))
            for text in (shape, chinese)
        ]
        assert places[0] == places[1], shape
        assert not LATIN_WORDS.search(re.sub(r"\{\w+\}", "", chinese)), shape


def test_the_gates_alarms_are_said_whole():
    for alarm in Alarm:
        for reaction in Reaction:
            said = gate_alarm(alarm, reaction).detail
            assert not LATIN_WORDS.search(in_chinese(said) or said)


def test_values_and_what_they_are_made_of_are_kept():
    budget = DeadlineBudget(
        20.0,
        (
            BudgetTerm("exposure", 5.0, "exposure_time_us of line-1"),
            BudgetTerm("inspection", 31.25, "2 x p99.9 of 4000 runs"),
        ),
    )
    assert in_chinese(str(budget)) == (
        "曝光 5.0 ms（line-1 的 exposure_time_us） + 检测 31.2 ms（2 × 4000 次运行的 p99.9）"
        " = 36.2 ms，而判定时限为 20.0 ms；占时最多的是检测"
    )
    said = "line-1: connected, but no frame for the last 12 parts"
    assert in_chinese(said) == "line-1：已连接，但最近 12 件工件没有图像"
    lost = "recipe 3 (nut: M4): CAM-002: top sends no frames"
    assert in_chinese(lost) == "配方 3（nut: M4）：CAM-002: top 没有送来图像"
    missed = "P-7: missed: a defective part was found good; ana ended it"
    assert in_chinese(missed) == "P-7：漏检：缺陷件被判为合格；被 ana 中断"
    for cause in Cause:
        assert in_chinese(f"a challenge was due ({cause}) and was not made") is not None


def test_words_of_others_are_quoted_behind_the_meaning_of_the_code():
    assert in_chinese("VmbErrorDeviceNotOpen") is None
    told = chinese_alarm("CAM-000", "VmbErrorDeviceNotOpen")
    assert told == f"{TITLES['CAM-000']}（原文：VmbErrorDeviceNotOpen）"
    assert chinese_alarm("XYZ-999", "whatever") == "whatever"
