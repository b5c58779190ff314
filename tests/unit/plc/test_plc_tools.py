"""Monitor and handshake test: what they make of PLCs that do this or that wrong."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from inspector.domain.evaluation import Reason
from inspector.plc.block import RegisterBlock, next_sequence
from inspector.plc.registers import (
    MAP_VERSION,
    PLC_BLOCK,
    PLC_WORDS,
    VISION_BLOCK,
    VISION_WORDS,
    Status,
)
from inspector.plc.tools.finding import StepState
from inspector.plc.tools.handshake import complete, judge, reconciled
from inspector.plc.tools.monitor import Monitor
from inspector.plc.tools.reader import Blocks
from inspector.plc.tools.table import as_document, as_lines, as_table
from inspector.plc.tools.watch import Watch
from inspector.wire.station import Counters, LatencyMs, Reconciliation, StationSnapshot

SESSION = 4711
MS = 1_000_000
Fault = Callable[["Line"], None]


class Line:
    """A station and a PLC in good order; a test spoils one of them after each part."""

    def __init__(self) -> None:
        self.now_ns = 10**9
        self.vision = RegisterBlock(VISION_BLOCK, VISION_WORDS)
        self.plc = RegisterBlock(PLC_BLOCK, PLC_WORDS)
        self.vision["map_version"] = MAP_VERSION
        self.vision["session_id"] = self.plc["session_ack"] = SESSION
        self.vision["status"] = Status.ONLINE | Status.TRIGGER_READY
        self.plc["plc_session"] = 99

    def part(self) -> None:
        """One part comes, is judged, acknowledged and confirmed."""
        vision, plc = self.vision, self.plc
        vision["heartbeat"] = next_sequence(vision["heartbeat"])
        plc["plc_heartbeat"] = next_sequence(plc["plc_heartbeat"])
        plc["trigger_seq"] = next_sequence(plc["trigger_seq"])
        plc["part_id"] += 1
        plc["encoder_at_trigger"] += 1000
        plc["plc_triggered"] += 1
        vision["trigger_seq_seen"] = plc["trigger_seq"]
        vision["inspected"] += 1
        vision["passed"] += 1
        vision["result_seq"] = next_sequence(vision["result_seq"])
        plc["result_ack_seq"] = vision["result_seq"]
        plc["confirm_seq"] = next_sequence(plc["confirm_seq"])
        plc["confirm_trigger_seq"] = plc["trigger_seq"]
        plc["confirm_code"] = 6
        plc["plc_passed"] += 1

    def blocks(self, after_ms: float = 50) -> Blocks:
        self.now_ns += int(after_ms * MS)
        blocks = Blocks(
            self.now_ns,
            0.5,
            RegisterBlock(VISION_BLOCK, VISION_WORDS),
            RegisterBlock(PLC_BLOCK, PLC_WORDS),
        )
        blocks.vision.load(self.vision.words)
        blocks.plc.load(self.plc.words)
        return blocks


def watched(spoil: Fault, parts: int = 12) -> Watch:
    line = Line()
    spoil(line)
    watch = Watch(line.blocks())
    for _ in range(parts):
        line.part()
        spoil(line)
        watch.take(line.blocks())
    return watch


def fixed(**values: int) -> Fault:
    """These registers of block P keep these values."""

    def spoil(line: Line) -> None:
        for name, value in values.items():
            line.plc[name] = value

    return spoil


def station(**values: int) -> Fault:
    """These registers of block V keep these values."""

    def spoil(line: Line) -> None:
        for name, value in values.items():
            line.vision[name] = value

    return spoil


def shifted(line: Line) -> None:
    """Everything one word too high."""
    line.plc["plc_heartbeat"], line.plc["control"] = 0, line.now_ns // MS & 0xFFFF


def swapped(name: str) -> Fault:
    """The two words of a value are exchanged."""

    def spoil(line: Line) -> None:
        line.plc[name] = (line.now_ns // MS & 0xFFFF) << 16

    return spoil


def unknown_recipe(line: Line) -> None:
    line.plc["recipe_request"] = line.vision["recipe_refused"] = 9


def untriggered(line: Line) -> None:
    line.plc["trigger_seq"] = line.vision["trigger_seq_seen"] = 0


def skipping(line: Line) -> None:
    line.vision["missed_triggers"] += 1


def restarting(line: Line) -> None:
    line.plc["plc_session"] = line.plc["plc_heartbeat"] + 1


def lost_now_and_then(line: Line) -> None:
    lost = line.plc["plc_heartbeat"] % 2
    line.vision["status"] = Status.TRIGGER_READY | (Status.PLC_LOST if lost else 0)


def overrunning(line: Line) -> None:
    line.vision["overrun"] += 1


def counting_twice(line: Line) -> None:
    line.plc["plc_triggered"] += 1


def test_a_plc_in_good_order_is_seen_to_do_every_step():
    watch = watched(lambda line: None)
    findings = judge(watch)
    assert {each.state for each in findings.values()} == {StepState.SEEN}
    assert complete(findings)
    assert watch.parts == 12
    assert not any(each.remedy for each in findings.values())


def test_a_line_whose_parts_are_all_undefined_was_seen_to_be_judged_and_nobody_said_why():
    def undefined(line: Line) -> None:
        line.vision["passed"] = 0
        line.vision["not_inspected"] = line.vision["inspected"]
        line.vision["reason"] = Reason.FRAME_MISSING

    found = judge(watched(undefined))["parts are judged"]
    assert found.state is StepState.SEEN
    assert "12 UNDEFINED; the last: 20 FRAME_MISSING, no frame came for the trigger" in found.text


@pytest.mark.parametrize(
    ("spoil", "step", "state", "words"),
    [
        (station(map_version=0x0200), "station is alive", "wrong", "register map 2.0"),
        (station(heartbeat=5), "station is alive", "not seen", "stands still"),
        (fixed(plc_heartbeat=7), "PLC is alive", "not seen", "stands at 7"),
        (shifted, "PLC is alive", "wrong", "one too high"),
        (lost_now_and_then, "PLC is alive", "wrong", "for lost"),
        (fixed(plc_session=0), "PLC has a session", "not seen", "plc_session is 0"),
        (restarting, "PLC has a session", "wrong", "changed 12 times"),
        (fixed(session_ack=1), "session is acknowledged", "not seen", "session_id is 4711"),
        (
            station(status=Status.ONLINE, state=8, fault_code=25),
            "station is ready",
            "not seen",
            "state 8 ABORTED, fault_code 25 CAMERA_LOST",
        ),
        (
            station(status=Status.RESYNC_NEEDED),
            "station is ready",
            "not seen",
            "comes with the session",
        ),
        (station(alarm_bits=32), "no alarm is latched", "wrong", "BIN_FULL: confirm_code 4"),
        (
            station(alarm_bits=4, request=1),
            "no alarm is latched",
            "wrong",
            "STOP_INFEED asks the PLC",
        ),
        (fixed(recipe_request=9), "recipe is in force", "not seen", "recipe_active still 0"),
        (unknown_recipe, "recipe is in force", "wrong", "no usable recipe 9; in force is 0"),
        (untriggered, "parts are triggered", "not seen", "trigger_seq stands at 0"),
        (skipping, "parts are triggered", "wrong", "12 triggers were skipped"),
        (station(trigger_seq_seen=3), "triggers are taken over", "not seen", "stands at 3"),
        (fixed(part_id=0), "parts have names", "not seen", "the same for every part"),
        (swapped("part_id"), "parts have names", "wrong", "are exchanged"),
        (fixed(encoder_at_trigger=9), "encoder is latched", "not seen", "the same for every"),
        (swapped("encoder_at_trigger"), "encoder is latched", "wrong", "are exchanged"),
        (station(inspected=0), "parts are judged", "not seen", "no part got a verdict"),
        (fixed(result_ack_seq=0), "results are acknowledged", "not seen", "result_seq 12 waits"),
        (overrunning, "results are acknowledged", "wrong", "12 results waited"),
        (fixed(confirm_seq=0), "outcomes are confirmed", "not seen", "stands at 0"),
        (fixed(confirm_code=9), "outcomes are confirmed", "wrong", "confirm_code 9"),
        (fixed(confirm_trigger_seq=0), "outcomes are confirmed", "wrong", "names no part"),
        (fixed(confirm_trigger_seq=900), "outcomes are confirmed", "wrong", "names no part"),
        (counting_twice, "PLC counts with them", "wrong", "plc_triggered rose by 24"),
        (fixed(plc_passed=0), "PLC counts with them", "not seen", "stand still while"),
    ],
)
def test_what_is_missing_or_wrong_is_named_with_a_remedy(spoil, step, state, words):
    findings = judge(watched(spoil))
    assert findings[step].state == state
    assert words in f"{findings[step].text} {findings[step].remedy}"
    assert findings[step].remedy
    assert not complete(findings)


def test_where_the_cameras_count_the_parts_no_trigger_is_asked_for():
    findings = judge(watched(fixed(trigger_seq=0, part_id=0, encoder_at_trigger=0)))
    for step in ("parts are triggered", "parts have names", "encoder is latched"):
        assert findings[step].state is StepState.SKIPPED
    assert complete(findings)


def test_the_sequence_may_run_over_its_end_and_begin_anew():
    line = Line()
    line.plc["trigger_seq"] = 65534
    watch = Watch(line.blocks())
    for _ in range(3):
        line.part()
        watch.take(line.blocks())
    assert line.plc["trigger_seq"] == 2
    assert watch.triggers == 3
    line.plc["trigger_seq"] = 0
    watch.take(line.blocks())
    assert watch.triggers == 3


def test_a_plc_that_starts_while_it_is_watched_is_not_blamed_for_its_silence_before():
    line = Line()
    line.vision["status"] = Status.TRIGGER_READY | Status.PLC_LOST
    watch = Watch(line.blocks())
    watch.take(line.blocks(after_ms=5000))
    line.vision["status"] = Status.TRIGGER_READY
    for _ in range(3):
        line.part()
        watch.take(line.blocks())
    finding = judge(watch)["PLC is alive"]
    assert (finding.state, finding.text) == (
        StepState.SEEN,
        "plc_heartbeat stood still for 50 ms at most",
    )


def snapshot(reconciliation: Reconciliation) -> StationSnapshot:
    return StationSnapshot(
        station_id="line-3",
        app_version="1",
        state="Ready",
        since="2026-01-01T00:00:00Z",
        gate_connected=True,
        plc_connected=True,
        camera_connected=True,
        simulated=False,
        counters=Counters(triggered=5, passed=3, rejected=2, recorded=5),
        reconciliation=reconciliation,
        rate_per_min=0,
        latency_ms=LatencyMs(),
        model=None,
        recipe_id="",
        recipe_number=0,
        recipe_revision="",
        alarms=[],
    )


def test_the_stations_own_sum_is_the_last_step():
    assert reconciled(None).state is StepState.SKIPPED
    agreed = reconciled(snapshot(Reconciliation(agreed=True)))
    assert (agreed.state, agreed.text.split(" since")[0]) == (
        StepState.SEEN,
        "5 triggered, 3 passed, 2 rejected, 5 recorded",
    )
    differ = reconciled(snapshot(Reconciliation(agreed=False, detail="the PLC counts fewer")))
    assert (differ.state, differ.text) == (StepState.WRONG, "the PLC counts fewer")


class TestMonitor:
    def test_a_change_is_told_once_and_ages(self):
        line, monitor = Line(), Monitor()
        first = monitor.take(line.blocks())
        assert len(first.changed[0]) == len(VISION_BLOCK)
        assert len(first.changed[1]) == len(PLC_BLOCK)
        assert first.heartbeat_age_ms == (None, None)
        line.plc["part_id"] = 70000
        line.vision["heartbeat"] += 1
        second = monitor.take(line.blocks())
        assert second.changed == (frozenset(), frozenset({"part_id"}))
        assert second.heartbeat_age_ms == (0, None)
        third = monitor.take(line.blocks(after_ms=250))
        assert third.changed == (frozenset(), frozenset())
        assert third.heartbeat_age_ms == (250, None)
        ages = {each.register.name: each.age_ms for each in third.plc}
        assert ages["part_id"] == 250
        assert ages["control"] is None

    def test_lines_and_document_tell_only_what_changed(self):
        line, monitor = Line(), Monitor()
        assert len(as_lines(monitor.take(line.blocks()))) == len(VISION_BLOCK) + len(PLC_BLOCK)
        line.vision["evaluation"], line.plc["control"] = 2, 2
        state = monitor.take(line.blocks())
        assert as_lines(state) == ["V evaluation = 2 NOT_OK", "P control = 0x0002 CLEAR_FAULT"]
        document = as_document(state, 12.34)
        assert json.loads(json.dumps(document)) == document
        assert document["elapsed_ms"] == 12.3
        assert (document["vision"], document["plc"]) == ({"evaluation": 2}, {"control": 2})
        assert document["decoded"] == {"evaluation": "NOT_OK", "control": ["CLEAR_FAULT"]}

    def test_the_table_highlights_for_a_second_and_fits_the_terminal(self):
        line, monitor = Line(), Monitor()
        monitor.take(line.blocks())
        line.part()
        state = monitor.take(line.blocks())
        assert "\x1b[1;7m102 trigger_seq" in "\n".join(as_table(state, 120, colours=True))
        assert "\x1b[1;7m100 plc_heartbeat" not in "\n".join(as_table(state, 120, colours=True))
        plain = as_table(state, 120, colours=False)
        assert "\x1b" not in "".join(plain)
        assert any("TRIGGER_READY" in text for text in plain)
        for width in (120, 80, 60):
            assert max(map(len, as_table(state, width, colours=False))) <= width
        later = monitor.take(line.blocks(after_ms=1000))
        assert "\x1b" not in "\n".join(as_table(later, 120, colours=True))
        for register in (*VISION_BLOCK, *PLC_BLOCK):
            assert any(register.name in text for text in plain)
