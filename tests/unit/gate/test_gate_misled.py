"""A PLC that is programmed wrongly: the gate may reject parts for it, not fill the disk or lie."""

from __future__ import annotations

import pytest
from gate_core_rig import Rig

from inspector.domain.alarm import Alarm, Reaction
from inspector.domain.evaluation import Evaluation, Reason
from inspector.gate.alarms import AlarmPolicy
from inspector.gate.settings import GateSettings
from inspector.pipe.records import AlarmChanged
from inspector.plc.registers import ConfirmCode, Control

STOPPING = GateSettings(
    alarms=AlarmPolicy(
        reactions={Alarm.UNCLEARED_PASSED: Reaction.STOP, Alarm.BIN_FULL: Reaction.STOP}
    )
)


@pytest.fixture
def start(tmp_path):
    rigs = []

    def start(settings: GateSettings = STOPPING) -> Rig:
        if rigs:
            rigs[-1].history.journal.close()
        rig = Rig(tmp_path / "journal", settings)
        rigs.append(rig)
        rig.attach_engine()
        rig.attach_plc()
        return rig

    yield start
    rigs[-1].history.journal.close()


@pytest.fixture
def rig(start):
    return start()


def test_a_plc_with_another_session_in_each_scan_does_not_fill_the_disk(rig, tmp_path):
    """Each session reserved a segment of 8 MB: three hundred scans took 2.5 GB."""
    before = _bytes(tmp_path)
    for session in range(10, 310):
        rig.write(plc_session=session)
    assert _bytes(tmp_path) - before < 2**20
    assert len(list((tmp_path / "journal").glob("journal-*"))) < 4


def test_counts_of_a_new_plc_survive_a_restart_of_the_gate(tmp_path, rig):
    rig.trigger()
    rig.verdict(1)
    rig.confirm(1)
    rig.write(plc_session=6, trigger_seq=0, plc_triggered=500, plc_passed=400, plc_rejected=100)
    base = rig.history.base
    rig.trigger_seq = 0
    rig.trigger()
    rig.history.journal.close()
    again = Rig(tmp_path / "journal")
    assert again.history.base == base
    assert (again.history.plc_session, again.history.trigger_seq) == (6, 1)
    assert again.history.ledger.triggered == 2
    again.history.journal.close()


class TestAResetKeyThatSticks:
    """CLEAR_FAULT clears what is latched when it comes, not what comes while it is held."""

    def test_an_alarm_still_holds_the_line(self, rig):
        rig.write(control=Control.CLEAR_FAULT)
        rig.confirm(0, ConfirmCode.BIN_FULL)
        rig.write(encoder_now=1)
        assert rig.core.alarms.latched == Alarm.BIN_FULL
        rig.trigger()
        assert rig.shown[1:] == (Evaluation.UNDEFINED, Reason.STATION_HELD)

    def test_it_must_be_let_go_and_pressed_again(self, rig):
        rig.write(control=Control.CLEAR_FAULT)
        rig.confirm(0, ConfirmCode.BIN_FULL)
        rig.write(control=0)
        assert rig.core.alarms.held
        rig.write(control=Control.CLEAR_FAULT)
        assert not rig.core.alarms.active

    def test_a_restarted_gate_does_not_take_it_for_a_new_press(self, tmp_path, rig):
        rig.confirm(0, ConfirmCode.BIN_FULL)
        rig.history.journal.close()
        again = Rig(tmp_path / "journal", STOPPING)
        again.attach_plc(control=Control.CLEAR_FAULT)
        assert again.core.alarms.held
        again.write(control=0)
        again.write(control=Control.CLEAR_FAULT)
        assert not again.core.alarms.held
        again.history.journal.close()

    def test_an_alarm_that_comes_again_and_again_is_written_once(self, rig):
        rig.write(control=Control.CLEAR_FAULT)
        for encoder in range(100):
            rig.core.watch.note(Alarm.SECOND_WRITER)
            rig.write(encoder_now=encoder)
        assert len(rig.journaled(AlarmChanged)) == 1


def test_a_part_whose_clearance_was_taken_back_and_that_passes_is_an_escape(rig):
    """The ledger keeps the first verdict, so this once went by without an alarm."""
    number = rig.trigger()
    rig.verdict(1, Evaluation.OK)
    rig.verdict(1, Evaluation.NOT_OK)
    rig.confirm(number, ConfirmCode.PASSED)
    assert rig.core.alarms.latched & Alarm.UNCLEARED_PASSED


def test_a_clearance_that_was_taken_back_stays_so_when_the_gate_restarts(tmp_path, rig):
    rig.trigger()
    rig.verdict(1, Evaluation.OK)
    rig.verdict(1, Evaluation.NOT_OK)
    rig.history.journal.close()
    again = Rig(tmp_path / "journal")
    assert not again.history.ledger.find(1).cleared
    again.history.journal.close()


def test_an_ok_that_is_repeated_takes_nothing_back_when_the_gate_restarts(tmp_path, rig):
    rig.trigger()
    rig.verdict(1, Evaluation.OK)
    rig.verdict(1, Evaluation.OK)
    rig.history.journal.close()
    again = Rig(tmp_path / "journal")
    assert again.history.ledger.find(1).cleared
    again.history.journal.close()


def test_a_plc_that_restarts_with_its_encoder_at_zero_runs_no_belt_backwards(rig):
    rig.write(encoder_now=50_000, control=Control.LINE_RUNNING)
    rig.write(encoder_now=0, control=Control.LINE_RUNNING, plc_session=6)
    assert Alarm.BELT_REVERSED not in rig.core.alarms.active


def test_a_verdict_that_is_repeated_takes_a_clearance_back_once(rig):
    rig.trigger()
    rig.verdict(1, Evaluation.OK)
    for _ in range(100):
        rig.verdict(1, Evaluation.NOT_OK)
    assert rig.core.results.pending == 2


def test_a_number_that_jumps_does_not_make_the_next_part_wait_for_results_of_nobody(rig):
    """4096 results of parts that never were stood before that of the part at the camera."""
    rig.trigger()
    rig.verdict(1)
    rig.acknowledge()
    rig.trigger_seq += 2000
    rig.trigger()
    rig.verdict(rig.announced[-1].trigger_index)
    assert rig.shown[:2] == (rig.trigger_seq, Evaluation.OK)
    assert rig.core.missed == 2000


def _bytes(folder) -> int:
    files = (path for path in folder.rglob("*") if path.is_file())
    return sum(max(path.stat().st_blocks * 512, path.stat().st_size) for path in files)
