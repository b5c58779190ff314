"""An idle line is normal; a camera that should send and does not is a fault."""

from __future__ import annotations

from inspector.engine.matching.silence import Silence

S = 1_000_000_000


def test_an_idle_triggered_camera_may_be_silent_for_ever():
    silence = Silence(free_running=False, now_ns=0)
    assert not silence.is_fault(10**6 * S)


def test_a_triggered_camera_that_never_answers_is_a_fault():
    silence = Silence(free_running=False, now_ns=0)
    for _ in range(4):
        silence.on_trigger(0)
    assert not silence.is_fault(2 * S)
    silence.on_trigger(S)
    assert not silence.is_fault(S)
    assert silence.is_fault(S + 1)
    assert silence.fault(S + 1).text == "connected, but no frame for the last 5 parts"
    silence.on_frame(2 * S)
    assert not silence.is_fault(5 * S)


def test_parts_in_quick_succession_after_a_long_pause_are_no_silence():
    silence = Silence(free_running=False, now_ns=0)
    for part in range(8):  # their frames take half a second to arrive
        silence.on_trigger(600 * S + part * S // 20)
    assert not silence.is_fault(600 * S + S // 2)
    silence.on_frame(600 * S + S // 2)
    for part in range(8):
        silence.on_trigger(601 * S + part * S // 20)
    assert not silence.is_fault(602 * S)
    assert silence.is_fault(602 * S + 1)


def test_a_free_running_camera_must_send():
    silence = Silence(free_running=True, now_ns=0)
    assert not silence.is_fault(3 * S)
    assert silence.is_fault(3 * S + 1)
    assert silence.fault(3 * S + 1).text == "connected, but no frame for 3 s"
    silence.on_frame(4 * S)
    assert not silence.is_fault(5 * S)
    silence.on_start(20 * S)
    assert not silence.is_fault(22 * S)


def test_a_driver_that_does_not_return_from_a_trigger_is_a_fault():
    silence = Silence(free_running=False, now_ns=0)
    silence.on_exposing(S)
    assert not silence.is_fault(2 * S)
    assert silence.is_fault(2 * S + 1)
    assert "does not return from a software trigger" in silence.fault(2 * S + 1).text
    silence.on_exposed()
    assert not silence.is_fault(9 * S)
