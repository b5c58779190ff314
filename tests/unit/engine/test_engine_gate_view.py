"""What the gate tells, and maintenance that ends by itself."""

from __future__ import annotations

import logging
import struct

import pytest

from inspector.domain.alarm import Alarm
from inspector.domain.errors.plc import PlcError, SerialPortError
from inspector.engine.station import gate_view as gate_view_module
from inspector.engine.station import maintenance as maintenance_module
from inspector.engine.station.gate_view import GateView
from inspector.engine.station.maintenance import RENEWAL_NS, MaintenanceLevel
from inspector.pipe.records import LinkFault, Maintenance, PlcWords, VisionWords, decode, encode


def vision(*words: int) -> VisionWords:
    return VisionWords(struct.pack("<48H", *words, *([0] * (48 - len(words)))))


def plc(*words: int, inputs: int = 0, outputs: int = 0) -> PlcWords:
    return PlcWords(struct.pack("<24H", *words, *([0] * (24 - len(words)))), inputs, outputs)


class TestGateView:
    def test_a_fault_of_the_gates_link_is_the_error_of_its_code(self) -> None:
        view = GateView()
        for _ in range(2):
            told = decode(encode(LinkFault(b"PLC-008", "端口 /dev/ttyUSB0".encode())))[1]
            assert isinstance(told, LinkFault)
            before = view.link_fault
            view.hear_link_fault(told)
            assert isinstance(view.link_fault, SerialPortError)
            assert view.link_fault.detail == "端口 /dev/ttyUSB0"
            assert before in (None, view.link_fault)
        view.hear_link_fault(LinkFault(b"PLC-999", b"of a newer gate"))
        assert (type(view.link_fault), str(view.link_fault)) == (
            PlcError,
            "PLC-000: of a newer gate",
        )
        view.hear_link_fault(LinkFault(b"", b""))
        assert view.link_fault is None

    def test_both_blocks_are_shown_together_with_the_couplers_signals(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(gate_view_module, "monotonic_ns", lambda: 77)
        view = GateView()
        view.hear_words(vision(0x0100, 0xFFFF))
        assert view.registers is None
        view.hear_words(plc(1, 2, inputs=5, outputs=0x8001))
        shown = view.registers
        assert shown is not None
        assert shown.vision[:3] == (0x0100, 0xFFFF, 0)
        assert (len(shown.vision), len(shown.plc)) == (48, 24)
        assert shown.plc[:2] == (1, 2)
        assert (shown.inputs, shown.outputs, shown.received_ns) == (5, 0x8001, 77)

    def test_the_words_survive_the_pipe(self) -> None:
        view = GateView()
        for record in (vision(*range(48)), plc(*range(24))):
            view.hear_words(decode(encode(record))[1])  # type: ignore[arg-type]
        assert view.registers is not None
        assert view.registers.vision == tuple(range(48))
        assert view.registers.plc == tuple(range(24))

    def test_block_p_alone_shows_nothing(self) -> None:
        view = GateView()
        view.hear_words(plc(1))
        assert (view.registers, view.recipe_request) == (None, None)

    def test_the_wanted_recipe_is_read_from_block_p(self) -> None:
        view = GateView()
        view.hear_words(vision())
        view.hear_words(plc(0, 0, 0, 0, 0, 0, 0, 0, 41))
        assert view.recipe_request == 41

    def test_nothing_holds_of_a_gate_that_is_gone(self) -> None:
        view = GateView()
        view.hear_words(vision())
        view.hear_words(plc())
        view.forget()
        assert (view.registers, view.status, view.alarms) == (None, None, Alarm(0))
        view.hear_words(plc())
        assert view.registers is None


class TestMaintenance:
    @pytest.fixture
    def now(self, monkeypatch: pytest.MonkeyPatch) -> list[int]:
        now = [10**12]
        monkeypatch.setattr(maintenance_module, "monotonic_ns", lambda: now[0])
        return now

    def test_the_gate_is_told_nothing_as_long_as_nobody_works(self, now: list[int]) -> None:
        level = MaintenanceLevel()
        assert level.told() == ()
        assert not level.active

    def test_it_lasts_while_it_is_renewed(self, now: list[int]) -> None:
        level = MaintenanceLevel()
        for _ in range(5):
            level.hold(0b11, 0b01)
            now[0] += RENEWAL_NS
            assert level.told() == (Maintenance(1, 0b11, 0b01),)

    def test_it_ends_by_itself_and_the_gate_is_told_so_again_and_again(
        self, now: list[int], caplog: pytest.LogCaptureFixture
    ) -> None:
        level = MaintenanceLevel()
        level.hold(1, 1)
        now[0] += RENEWAL_NS + 1
        with caplog.at_level(logging.WARNING):
            assert [level.told() for _ in range(3)] == [(Maintenance(0, 0, 0),)] * 3
        assert [record.message for record in caplog.records] == [
            "maintenance has ended: nobody renewed it"
        ]

    def test_whoever_ends_it_releases_all_outputs(self, now: list[int]) -> None:
        level = MaintenanceLevel()
        level.hold(0x1FFFF, 0x2_0001)
        assert level.level == Maintenance(1, 0xFFFF, 1)
        level.end()
        assert level.told() == (Maintenance(0, 0, 0),)

    def test_after_its_end_it_can_begin_again(self, now: list[int]) -> None:
        level = MaintenanceLevel()
        level.hold(1, 1)
        now[0] += RENEWAL_NS + 1
        assert not level.active
        level.hold(2, 2)
        assert level.active
