"""The gate as a process: timers and sockets around the core."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from pathlib import Path

from inspector.clock import monotonic_ns, utc_ns
from inspector.domain.alarm import Alarm, ClearedBy
from inspector.gate.clock_watch import ClockWatch
from inspector.gate.core import GateCore
from inspector.gate.engine_side import EngineSide
from inspector.gate.history import History
from inspector.gate.journal import Journal
from inspector.gate.link import Link
from inspector.gate.readiness import recipe_wanted
from inspector.gate.settings import GateSettings
from inspector.gate.status import gate_status, link_fault, register_words, show_status
from inspector.pipe.channel import GateAddress, new_token, publish
from inspector.pipe.records import (
    ClearAlarms,
    EngineStatus,
    GateHello,
    LiveTrigger,
    Maintenance,
    PartSeen,
    RecipeRequested,
    Record,
    Verdict,
)
from inspector.plc.bank import RegisterBank
from inspector.plc.block import next_sequence

_log = logging.getLogger(__name__)
_BEAT_S = 0.1
_NS_PER_MS = 1_000_000


class Gate:
    """Runs one gate until :meth:`stop`; everything happens in one event loop and one thread.

    Args:
        settings: Times and limits.
        journal_folder: Where the journal lies.
        address_file: Where the engine finds this gate.
        make_link: Makes the link to the PLC, or to what stands in its place.
    """

    def __init__(
        self,
        settings: GateSettings,
        journal_folder: Path,
        address_file: Path,
        make_link: Callable[[RegisterBank], Link],
    ) -> None:
        self._settings = settings
        self._address_file = address_file
        self._history = History(Journal(journal_folder))
        self._history.recover()
        self._token = new_token()
        self._core = GateCore(
            self._history, settings, secrets.randbelow(0xFFFF) + 1, self._announce
        )
        self._engine = EngineSide(
            self._history.journal,
            self._hello,
            self._token,
            self._core.on_engine_attached,
            self._on_record,
            self._core.on_engine_lost,
        )
        self._link = make_link(self._core.bank)
        self._clock = ClockWatch()
        self._stopping = asyncio.Event()
        self._plc_was_lost = True
        self._asked_for = 0
        self.port = 0

    async def run(self) -> None:
        """Serve PLC and engine.

        Raises:
            PlcError: the link cannot begin, such as a port that is taken.
        """
        try:
            self.port = await self._link.start()
            engine_port = await self._engine.start()
            publish(self._address_file, GateAddress("127.0.0.1", engine_port, self._token))
            _log.info("gate is up, Modbus port %d", self.port)
            await self._beat_until_stopped()
        finally:
            await self._link.stop()
            await self._engine.stop()
            self._history.journal.close()

    def stop(self) -> None:
        """Leave :meth:`run`; the heartbeat stops and the PLC diverts."""
        self._stopping.set()

    async def _beat_until_stopped(self) -> None:
        loop = asyncio.get_running_loop()
        next_beat = loop.time()
        while not self._stopping.is_set():
            self._beat()
            next_beat = max(next_beat + _BEAT_S, loop.time())
            while not self._stopping.is_set() and loop.time() < next_beat:
                await asyncio.sleep(min(self._pause_s(), max(next_beat - loop.time(), 0)))
                self._core.expire()
                self._show()
                self._engine.pump()

    def _pause_s(self) -> float:
        """Sleep until the earliest deadline, but look at the journal often enough."""
        undecided = self._history.ledger.undecided()
        if not undecided:
            return 0.01
        left_ns = min(part.deadline_ns for part in undecided) - monotonic_ns()
        return min(max(left_ns / 1e9, 0.0005), 0.01)

    def _beat(self) -> None:
        now = monotonic_ns()
        timeout_ns = self._settings.heartbeat_timeout_ms * _NS_PER_MS
        if self._core.engine_attached and now - self._engine.heard_ns > timeout_ns:
            _log.warning("the engine is silent; parts are rejected until it speaks again")
            self._core.on_engine_lost()
        self._history.retry()
        self._history.roll()
        self._note_plc(self.plc_connected)
        self._watch()
        vision = self._core.bank.vision
        if not self._history.overflowing:
            vision["heartbeat"] = next_sequence(vision["heartbeat"])
        self._asked_for = 0  # ask again with each beat
        self._show()
        self._engine.send(gate_status(self._core, plc_connected=self.plc_connected))
        for words in register_words(self._core, self._link):
            self._engine.send(words)
        self._engine.send(link_fault(self._link))
        self._engine.pump()

    def _show(self) -> None:
        """Tell the PLC what has changed, and the engine at once what the PLC asks for."""
        show_status(self._core, self._settings, plc_connected=self.plc_connected)
        wanted = recipe_wanted(self._core)
        if wanted not in (0, self._asked_for):
            self._engine.send(RecipeRequested(wanted))
        self._asked_for = wanted

    def _watch(self) -> None:
        """What no event tells of: the disk, the clock, the link."""
        core, link = self._core, self._link
        core.watch.stand(Alarm.JOURNAL_FAILED, active=self._history.failing)
        core.watch.stand(Alarm.COUPLER_UNSAFE, active=Alarm.COUPLER_UNSAFE in link.alarms)
        if Alarm.SECOND_WRITER in link.alarms:
            core.watch.note(Alarm.SECOND_WRITER)
        if self._clock.note(utc_ns(), monotonic_ns()):
            core.watch.note(Alarm.CLOCK_STEPPED)
        core.watch.settle()
        maintenance = core.maintenance
        link.force(maintenance.forced if maintenance.active else 0, maintenance.values)

    @property
    def plc_connected(self) -> bool:
        """Whether the PLC's heartbeat is alive; a TCP connection alone proves nothing."""
        silence_ns = monotonic_ns() - self._core.plc_heartbeat_ns
        return silence_ns <= self._settings.heartbeat_timeout_ms * _NS_PER_MS

    def _note_plc(self, connected: bool) -> None:
        if connected == self._plc_was_lost:
            self._plc_was_lost = not connected
            _log.warning("PLC heartbeat %s", "is back" if connected else "is lost")

    def _announce(self, trigger: LiveTrigger) -> None:
        self._engine.send(trigger)
        self._engine.pump()

    def _hello(self) -> GateHello:
        return GateHello(
            self._history.journal_id, self._core.session_id, self._history.journal.last_sequence
        )

    def _on_record(self, record: Record) -> None:
        self._core.engine_attached = True
        if isinstance(record, Verdict):
            self._core.on_verdict(record)
        elif isinstance(record, PartSeen):
            self._core.on_part_seen(record)
        elif isinstance(record, EngineStatus):
            self._core.engine = record
        elif isinstance(record, Maintenance):
            self._core.on_maintenance(record)
        elif isinstance(record, ClearAlarms):
            self._core.watch.clear(Alarm(record.alarms), ClearedBy.PERSON)
