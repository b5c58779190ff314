"""Whatever the station says can be said in Chinese, with the same values, also on paper."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import inspector
from inspector.cameras.isolated import wire
from inspector.domain.alarm import Alarm, Reaction
from inspector.domain.challenge import Cause
from inspector.domain.chinese.phrases import CHINESE, alarm_in_chinese, in_chinese
from inspector.domain.chinese.titles import TITLES
from inspector.domain.errors.camera import CameraLostError
from inspector.domain.errors.catalogue import catalogue
from inspector.domain.phrase import Phrase, as_json, from_json
from inspector.domain.phrases.books import TEMPLATES
from inspector.domain.phrases.cameras import CameraPhrase, FeaturePhrase
from inspector.domain.phrases.challenge import CausePhrase
from inspector.domain.phrases.line import DeadlinePhrase, GatePhrase
from inspector.engine.judging.budget import BudgetTerm, DeadlineBudget
from inspector.services.alarms.gate import gate_alarm

ROOT = Path(inspector.__file__).parent
SOURCES = ("cameras", "engine", "services/alarms", "services/challenge", "sim", "store")
BRANCHES = re.compile(r"(CAM|STO|SHR|CHG-01|RCP-00[45]|GAT-001|PLC-002|MOD-005)")
UNUSED = ("engine/trial", "engine/station/gate_link.py")
LATIN_WORDS = re.compile(r"\b[a-z]{2,} [a-z]{2,}\b")
NESTED = CameraPhrase.OF_CAMERA(
    camera="top",
    fault=FeaturePhrase.SETTING_NOT_KEPT(camera="top", feature="gain_db", actual=2.0, wanted=3.5),
)


def places(template: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", template))


def has_words(said: ast.expr) -> bool:
    if not isinstance(said, ast.JoinedStr | ast.Constant):
        return False
    texts = (each.value for each in ast.walk(said) if isinstance(each, ast.Constant))
    return any(re.search("[a-z]{3}", str(each)) for each in texts)


def in_words() -> Iterator[str]:
    """Where an error that can stand as an alarm says words that no phrase stands for."""
    codes = {entry.error.__name__: entry.code for entry in catalogue()}
    for path in (each for folder in SOURCES for each in sorted((ROOT / folder).rglob("*.py"))):
        place = path.relative_to(ROOT).as_posix()
        calls = (
            node
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args
        )
        for call in calls:
            alarms = BRANCHES.match(codes.get(ast.unparse(call.func), ""))
            if alarms and has_words(call.args[0]) and not place.startswith(UNUSED):
                yield f"{place}:{call.lineno}"


def test_whatever_can_stand_as_an_alarm_is_said_by_a_phrase() -> None:
    assert list(in_words()) == []


def test_every_template_is_there_in_chinese_with_the_same_values() -> None:
    assert set(CHINESE) == set(TEMPLATES)
    for key, chinese in CHINESE.items():
        assert places(chinese) == places(TEMPLATES[key]), key
        assert not LATIN_WORDS.search(re.sub(r"\{\w+\}|`.*?`", "", chinese)), key


def test_the_gates_alarms_and_the_causes_of_challenges_are_said_whole() -> None:
    assert {each.name for each in GatePhrase} == {each.name for each in Alarm}
    assert {each.name for each in CausePhrase} == {f"CAUSE_{each.name}" for each in Cause}
    for alarm in Alarm:
        for reaction in Reaction:
            (said,) = gate_alarm(alarm, reaction).reasons
            assert not LATIN_WORDS.search(in_chinese(said))


def test_values_and_what_they_are_made_of_are_kept() -> None:
    budget = DeadlineBudget(
        20.0,
        (
            BudgetTerm("exposure", 5.0, DeadlinePhrase.EXPOSURE_OF(camera="line-1")),
            BudgetTerm("inspection", 31.25, DeadlinePhrase.ROUNDS_OF_RUNS(rounds=2, runs=4000)),
        ),
    )
    assert in_chinese(budget.phrase) == (
        "曝光 5.0 ms（line-1 的 exposure_time_us） + 检测 31.2 ms（2 × 4000 次运行的 p99.9）"
        " = 36.2 ms，而判定时限为 20.0 ms；占时最多的是检测"
    )
    choice = FeaturePhrase.FEATURE_NO_CHOICE(feature="gamma", found="on", choices=["a", "b"])
    assert in_chinese(choice) == "gamma 为 “on”，必须是其中之一：a、b"


def test_words_of_others_are_quoted_behind_the_meaning_of_the_code() -> None:
    told = alarm_in_chinese("CAM-000", "VmbErrorDeviceNotOpen", ())
    assert told == f"{TITLES['CAM-000']}（原文：VmbErrorDeviceNotOpen）"
    assert alarm_in_chinese("XYZ-999", "whatever", ()) == "whatever"
    assert in_chinese(Phrase("of_a_newer_station", "it is new")) == "it is new"
    assert in_chinese(Phrase("of_camera", "top: gone", {"camera": "top"})) == "top: gone"


def test_a_phrase_comes_back_from_json_and_from_a_camera_process_as_it_was() -> None:
    assert from_json(json.loads(json.dumps(as_json(NESTED)))) == NESTED
    for error in (CameraLostError(NESTED, remedy="Look."), CameraLostError("VmbError")):
        again = wire.to_error(json.loads(json.dumps(wire.from_error(error))))
        assert (type(again), again.said, again.remedy) == (type(error), error.said, error.remedy)
