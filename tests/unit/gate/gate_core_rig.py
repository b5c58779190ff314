"""A trusted core on real files, with clock, PLC and engine in the hands of the test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from inspector.gate import core as core_module
from inspector.gate import tracking as tracking_module
from inspector.gate.core import GateCore
from inspector.gate.history import History
from inspector.gate.journal import Journal
from inspector.gate.settings import GateSettings
from inspector.pipe.records import EngineStatus, LiveTrigger, PartSeen, Verdict
from inspector.plc.registers import PLC_BASE, ConfirmCode

DEADLINE_NS = 250_000_000
READY = EngineStatus(ready=1, state=5, fault_reason=0, recipe_number=3)


def drive_clock(patch: pytest.MonkeyPatch, now: Callable[[], int]) -> None:
    """The gate's monotonic clock is ``now``."""
    for module in (core_module, tracking_module):
        patch.setattr(module, "monotonic_ns", now)


class Rig:
    """A core on real files, with a clock, a PLC and an engine in the hands of the test.

    Attributes:
        engine_listens: Whether the engine begins anew as soon as the PLC does.
    """

    engine_listens = True

    def __init__(self, folder, settings: GateSettings | None = None, session_id: int = 77) -> None:
        self.history = History(Journal(folder))
        self.history.recover()
        self.announced: list[LiveTrigger] = []
        self.passed_over: list[LiveTrigger] = []
        self.settings = settings or GateSettings()
        self.core = GateCore(self.history, self.settings, session_id, self._hear)
        self.trigger_seq = 0
        self.confirm_seq = 0

    def _hear(self, part: LiveTrigger) -> None:
        (self.passed_over if part.rejected else self.announced).append(part)

    def write(self, **values: int) -> None:
        """One Modbus write of the whole block P."""
        block = self.core.bank.plc
        words = list(block.words)
        for name, value in values.items():
            block[name] = value
        changed, block.words = block.words, words
        self.core.bank.write_holding_registers(PLC_BASE, list(changed))
        if self.engine_listens:
            self.begin_anew()

    def attach_plc(self, **values: int) -> None:
        self.write(plc_session=5, session_ack=self.core.session_id, **values)

    def attach_engine(self) -> None:
        self.core.engine_attached = True
        self.core.engine = READY
        self.begin_anew()

    def begin_anew(self) -> None:
        """The engine has heard that the PLC counts anew."""
        self.core.engine = replace(self.core.engine, epoch=self.core.epoch)

    def trigger(self, part_id: int = 9001) -> int:
        self.trigger_seq = self.trigger_seq % 65535 + 1
        self.write(
            trigger_seq=self.trigger_seq,
            part_id=part_id,
            encoder_at_trigger=55010,
            plc_triggered=self.trigger_seq,
        )
        return self.trigger_seq

    def confirm(self, trigger_seq: int, code: int = ConfirmCode.PASSED) -> None:
        self.confirm_seq = self.confirm_seq % 65535 + 1
        self.write(confirm_seq=self.confirm_seq, confirm_trigger_seq=trigger_seq, confirm_code=code)

    def verdict(
        self, index: int, evaluation: int = 1, reason: int = 0, score: float = 0.9, view: int = 0
    ) -> None:
        self.core.on_verdict(Verdict(index, evaluation, reason, 1, 42, score, view))

    def see(self, detection: int, seen_ns: int) -> None:
        """The engine reports a part that no PLC triggered."""
        self.core.on_part_seen(PartSeen(detection, seen_ns))

    def acknowledge(self) -> None:
        self.write(result_ack_seq=self.core.results._sequence)

    @property
    def shown(self) -> tuple[int, int, int]:
        """The oldest result: trigger_seq, evaluation, reason."""
        vision = self.core.bank.vision
        return (vision["result_trigger_seq"], vision["evaluation"], vision["reason"])

    def journaled(self, kind: type) -> list:
        self.history.journal.close()
        reader = Journal(self.history.journal._folder)
        found = [record for _, record in reader.recover() if isinstance(record, kind)]
        reader.close()
        return found
