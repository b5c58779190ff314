"""The gate between a real Modbus PLC program and a real pipe: nothing is lost, nothing escapes."""

from __future__ import annotations

import asyncio
import random
import socket

import pytest
from gate_rig import LOCAL, Engine, VirtualPlc, exactly_once, running_gate, served_on, until

from inspector.domain.errors.plc import PortInUseError
from inspector.domain.errors.state import StationAlreadyRunningError
from inspector.domain.evaluation import Evaluation, Reason
from inspector.gate import engine_side as engine_side_module
from inspector.gate.history import History
from inspector.gate.process import Gate
from inspector.gate.settings import GateSettings
from inspector.pipe.records import RECORD_BYTES, Committed, Decided, GateStatus, Verdict, encode
from inspector.plc.registers import Status

BAD = frozenset({3, 7, 8, 20})


def judge(trigger) -> int:
    return Evaluation.NOT_OK if trigger.part_id in BAD else Evaluation.OK


def test_a_line_rejects_what_is_bad_and_all_counts_agree(tmp_path):
    async def run() -> None:
        async with running_gate(tmp_path) as gate:
            engine = Engine(tmp_path / "gate.json", judge)
            await engine.connect()
            plc = VirtualPlc(gate.port, parts=25)
            plc.start()
            await until(lambda: plc.program.trigger_ready)
            plc.run_belt()
            await until(lambda: plc.done and exactly_once(engine, 25))
            ejected = {number + 1 for number, struck in plc.left if struck}
            decided = {r.part_id: r for r in engine.of(Decided)}
            assert len(plc.left) == len(decided) == 25
            assert ejected >= BAD
            for part_id in set(decided) - ejected:
                assert decided[part_id].evaluation == Evaluation.OK
            await until(lambda: engine.status.passed + engine.status.rejected == 25)
            assert_agreement(engine.status, plc)
            assert [sequence for sequence, _ in engine.journal] == list(
                range(1, len(engine.journal) + 1)
            )
            await plc.stop()
            await engine.disconnect()

    asyncio.run(run())


def assert_agreement(status: GateStatus, plc: VirtualPlc) -> None:
    words = plc.program.plc
    assert status.triggered == status.plc_triggered == words["plc_triggered"]
    assert status.passed == status.plc_passed == words["plc_passed"]
    assert status.rejected == status.plc_rejected == words["plc_rejected"]
    verdicts = status.undefined + status.ok + status.not_ok + status.not_decidable
    assert verdicts == status.triggered


def test_a_gate_that_can_keep_no_more_records_beats_no_more(tmp_path, monkeypatch):
    """The PLC diverts everything, and numbers the parts that come meanwhile."""

    async def run() -> None:
        async with running_gate(tmp_path) as gate:
            vision = gate._core.bank.vision
            await until(lambda: vision["heartbeat"] > 0)
            engine = Engine(tmp_path / "gate.json")
            await engine.connect()
            monkeypatch.setattr(History, "overflowing", True)
            stopped = vision["heartbeat"]
            for _ in range(3):
                before = engine.status
                await until(lambda before=before: engine.status is not before)
            assert vision["heartbeat"] == stopped
            monkeypatch.undo()
            await until(lambda: vision["heartbeat"] > stopped)
            await engine.disconnect()

    asyncio.run(run())


def test_an_engine_that_comes_after_the_plc_gets_the_journal_from_its_beginning(tmp_path):
    """The first contact of a PLC begins a segment; what the old one reserved was once streamed."""

    async def run() -> None:
        async with running_gate(tmp_path) as gate:
            plc = VirtualPlc(gate.port, parts=3)
            plc.start()
            plc.run_belt()
            await until(lambda: plc.done)
            engine = Engine(tmp_path / "gate.json")
            await engine.connect()
            await until(lambda: exactly_once(engine, 3))
            assert [record.reason for record in engine.of(Decided)] == [Reason.ENGINE_LOST] * 3
            assert all(ejected for _, ejected in plc.left)
            await plc.stop()
            await engine.disconnect()

    asyncio.run(run())


def test_an_engine_that_comes_back_gets_the_journal_exactly_from_its_position(tmp_path):
    async def run() -> None:
        async with running_gate(tmp_path) as gate:
            plc = VirtualPlc(gate.port, parts=12)
            plc.start()
            plc.run_belt()
            heard: list[int] = []
            for _ in range(4):
                engine = Engine(tmp_path / "gate.json", judge)
                await engine.connect(position=heard[-1] if heard else 0)
                before = len(heard)
                await until(lambda engine=engine: len(engine.journal) >= 5 or plc.done)
                await engine.disconnect()
                heard += [sequence for sequence, _ in engine.journal]
                assert heard[before:] == list(range(before + 1, len(heard) + 1))
            await until(lambda: plc.done)
            last = Engine(tmp_path / "gate.json")
            await last.connect(position=heard[-1])
            await until(lambda: last.status is not None)
            await until(lambda: len(heard) + len(last.journal) == last.status.last_sequence)
            await last.disconnect()
            await plc.stop()

    asyncio.run(run())


def test_a_silent_engine_means_undefined_until_it_speaks_again(tmp_path):
    async def run() -> None:
        async with running_gate(tmp_path, GateSettings(heartbeat_timeout_ms=100)) as gate:
            engine = Engine(tmp_path / "gate.json", judge)
            await engine.connect()
            plc = VirtualPlc(gate.port, parts=2)
            plc.start()
            await until(lambda: plc.program.trigger_ready)
            engine.talking = False
            await until(lambda: not plc.program.vision["status"] & Status.ONLINE)
            assert plc.program.vision["fault_code"] == Reason.ENGINE_LOST
            plc.run_belt()
            await until(lambda: engine.of(Decided))
            assert engine.of(Decided)[0].reason == Reason.ENGINE_LOST
            assert not engine.triggers
            engine.talking = True
            await until(lambda: plc.program.trigger_ready)
            await plc.stop()
            await engine.disconnect()

    asyncio.run(run())


def test_a_plc_whose_heart_stops_is_lost_though_it_is_connected(tmp_path):
    async def run() -> None:
        async with running_gate(tmp_path, GateSettings(heartbeat_timeout_ms=100)) as gate:
            engine = Engine(tmp_path / "gate.json", judge)
            await engine.connect()
            await until(lambda: engine.status is not None and not engine.status.plc_connected)
            plc = VirtualPlc(gate.port)
            plc.start()
            await until(lambda: engine.status.plc_connected and engine.status.synchronised)
            await plc.stop()
            await until(lambda: not engine.status.plc_connected)
            await engine.disconnect()

    asyncio.run(run())


def test_a_part_without_a_verdict_is_undefined_at_its_deadline(tmp_path):
    async def run() -> None:
        settings = GateSettings(decision_deadline_ms=30)
        async with running_gate(tmp_path, settings) as gate:
            engine = Engine(tmp_path / "gate.json")
            await engine.connect()
            plc = VirtualPlc(gate.port, parts=1)
            plc.start()
            await until(lambda: plc.program.trigger_ready)
            plc.run_belt()
            await until(lambda: engine.of(Decided))
            (decided,) = engine.of(Decided)
            assert decided.reason == Reason.DEADLINE_MISSED
            assert decided.latency_ns >= 30_000_000
            await until(lambda: plc.done)
            assert plc.left == [(0, True)]
            await plc.stop()
            await engine.disconnect()

    asyncio.run(run())


@pytest.mark.parametrize("token", [b"", b"\0" * 32, b"x" * 32])
def test_without_the_token_nobody_attaches_and_the_engine_stays(tmp_path, token):
    async def run() -> None:
        async with running_gate(tmp_path):
            engine = Engine(tmp_path / "gate.json", judge)
            await engine.connect()
            await until(lambda: engine.status is not None)
            for _ in range(2):
                stranger = Engine(tmp_path / "gate.json")
                await stranger.connect(token=token.ljust(32, b"\0"))
                await until(lambda stranger=stranger: stranger.lost)
                assert not stranger.journal
                await stranger.disconnect()
            assert not engine.lost
            await engine.disconnect()

    asyncio.run(run())


def test_a_stranger_that_speaks_without_a_hello_is_refused(tmp_path):
    async def run() -> None:
        async with running_gate(tmp_path):
            stranger = Engine(tmp_path / "gate.json")
            address = await stranger.connect(token=b"0" * 32)
            await until(lambda: stranger.lost)
            reader, writer = await asyncio.open_connection(address.host, address.port)
            writer.write(encode(Verdict(1, 1, 0, 0, 0, 1.0)))
            assert len(await reader.read()) == RECORD_BYTES
            writer.close()
            await writer.wait_closed()
            await stranger.disconnect()

    asyncio.run(run())


def test_a_hundred_thousand_malformed_bytes_on_the_engine_port_do_no_harm(tmp_path):
    async def run() -> None:
        chance = random.Random(1)
        async with running_gate(tmp_path) as gate:
            plc = VirtualPlc(gate.port, parts=1)
            plc.start()
            for _ in range(50):
                intruder = Engine(tmp_path / "gate.json")
                await intruder.connect(token=b"0" * 32 if chance.random() < 0.5 else None)
                intruder.send_raw(chance.randbytes(2000))
                await until(lambda intruder=intruder: intruder.lost)
                await intruder.disconnect()
            engine = Engine(tmp_path / "gate.json", judge)
            await engine.connect()
            await until(lambda: plc.program.trigger_ready)
            plc.run_belt()
            await until(lambda: plc.done)
            assert plc.left == [(0, False)]
            await plc.stop()
            await engine.disconnect()

    asyncio.run(run())


def test_a_second_engine_replaces_the_first_and_the_first_is_heard_no_more(tmp_path):
    async def run() -> None:
        async with running_gate(tmp_path) as gate:
            first = Engine(tmp_path / "gate.json")
            await first.connect()
            plc = VirtualPlc(gate.port, parts=1)
            plc.start()
            await until(lambda: plc.program.trigger_ready)
            second = Engine(tmp_path / "gate.json", judge)
            await second.connect()
            await until(lambda: second.status is not None)
            first.send(Verdict(1, Evaluation.OK, 0, 0, 42, 0.9))
            await until(lambda: first.lost)
            await until(lambda: plc.program.trigger_ready)
            plc.run_belt()
            await until(lambda: plc.done and exactly_once(second, 1))
            assert not first.triggers
            assert second.of(Decided)[0].evaluation == Evaluation.OK
            assert second.status.late == 0
            await plc.stop()
            for engine in (first, second):
                await engine.disconnect()

    asyncio.run(run())


def test_what_waits_for_a_replaced_engine_is_rejected_and_the_next_one_must_say_that_it_is_ready(
    tmp_path,
):
    """The gate took the second engine for as ready as the first had been."""

    async def run() -> None:
        async with running_gate(tmp_path, GateSettings(decision_deadline_ms=60_000)) as gate:
            first, second = (Engine(tmp_path / "gate.json") for _ in range(2))
            await first.connect()
            plc = VirtualPlc(gate.port, parts=1)
            plc.start()
            await until(lambda: plc.program.trigger_ready)
            plc.run_belt()
            await until(lambda: first.triggers)
            second.talking = False
            await second.connect()
            await until(lambda: second.of(Decided))
            assert second.of(Decided)[0].reason == Reason.ENGINE_LOST
            await until(lambda: not plc.program.trigger_ready)
            await plc.stop()
            for engine in (first, second):
                await engine.disconnect()

    asyncio.run(run())


def test_what_the_replaced_engine_had_sent_before_is_not_heard(tmp_path):
    async def run() -> None:
        async with running_gate(tmp_path) as gate:
            first = Engine(tmp_path / "gate.json")
            await first.connect()
            await until(lambda: first.status is not None)
            heard = []
            gate._engine._on_record = heard.append
            first.send_raw(b"".join(encode(Committed(n)) for n in range(400)))
            await until(lambda: heard)
            gate._engine._writer = None
            count = len(heard)
            await until(lambda: first.lost)
            assert len(heard) == count
            await first.disconnect()

    asyncio.run(run())


def test_a_database_that_is_ahead_of_the_journal_is_refused(tmp_path):
    """A journal restored from a backup would name new parts like old ones."""

    async def run() -> None:
        async with running_gate(tmp_path):
            for _ in range(2):
                engine = Engine(tmp_path / "gate.json")
                await engine.connect(position=10_000)
                await until(lambda engine=engine: engine.lost)
                await engine.disconnect()

    asyncio.run(run())


def test_an_engine_that_reads_nothing_does_not_stop_the_gate(tmp_path, monkeypatch):
    monkeypatch.setattr(engine_side_module, "_BACKLOG_MAX_BYTES", 4 * RECORD_BYTES)

    async def run() -> None:
        async with running_gate(tmp_path) as gate:
            plc = VirtualPlc(gate.port)
            plc.start()
            engine = Engine(tmp_path / "gate.json")
            await engine.connect(receive_bytes=4096)
            await until(lambda: engine.status is not None)
            engine.deaf = True
            side = gate._engine
            link = side._writer.get_extra_info("socket")
            link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
            while side._writer is not None:
                side.send(engine.status)
                await asyncio.sleep(0)
            beat = plc.program.vision["heartbeat"]
            await until(lambda: plc.program.vision["heartbeat"] != beat)
            engine.deaf = False
            await until(lambda: engine.lost)
            await plc.stop()
            await engine.disconnect()

    asyncio.run(run())


def test_the_journal_waits_for_an_engine_that_does_not_store(tmp_path, monkeypatch):
    monkeypatch.setattr(engine_side_module, "_WINDOW_RECORDS", 6)

    async def run() -> None:
        async with running_gate(tmp_path) as gate:
            plc = VirtualPlc(gate.port, parts=8)
            plc.start()
            plc.run_belt()
            await until(lambda: plc.done)
            engine = Engine(tmp_path / "gate.json")
            await engine.connect()
            await until(lambda: len(engine.journal) == 6)
            await until(lambda: engine.status is not None)
            assert len(engine.journal) == 6
            while len(engine.journal) < engine.status.last_sequence:
                engine.send(Committed(engine.journal[-1][0]))
                await asyncio.sleep(0.01)
            assert exactly_once(engine, 8)
            engine.send(Committed(2**63))
            await plc.stop()
            await engine.disconnect()

    asyncio.run(run())


def test_a_journal_that_cannot_be_read_costs_the_engine_its_link_and_the_plc_nothing(tmp_path):
    async def run() -> None:
        async with running_gate(tmp_path) as gate:
            plc = VirtualPlc(gate.port)
            plc.start()
            gate._history.journal.read = _unreadable
            engine = Engine(tmp_path / "gate.json")
            await engine.connect()
            await until(lambda: engine.lost)
            beat = plc.program.vision["heartbeat"]
            await until(lambda: plc.program.vision["heartbeat"] != beat)
            await plc.stop()
            await engine.disconnect()

    asyncio.run(run())


def test_a_journal_whose_files_were_taken_away_has_nothing_to_tell(tmp_path):
    async def run() -> None:
        async with running_gate(tmp_path) as gate:
            gate._history.journal.read = lambda *_: []
            engine = Engine(tmp_path / "gate.json")
            await engine.connect()
            await until(lambda: engine.status is not None)
            assert engine.journal == []
            assert not engine.lost
            await engine.disconnect()

    asyncio.run(run())


def _unreadable(*_: int) -> list[tuple[int, bytes]]:
    raise OSError(5, "Input/output error")


def test_a_gate_that_restarts_resynchronises_with_the_plc_and_clears_nothing_old(tmp_path):
    async def run() -> None:
        settings = GateSettings()
        async with running_gate(tmp_path, settings) as gate:
            port = gate.port
            engine = Engine(tmp_path / "gate.json", judge)
            await engine.connect()
            plc = VirtualPlc(port, parts=30)
            plc.start()
            await until(lambda: plc.program.trigger_ready)
            plc.run_belt()
            await until(lambda: len(engine.of(Decided)) >= 5)
            position = engine.journal[-1][0]
        await engine.disconnect()
        async with running_gate(tmp_path, port=port):
            again = Engine(tmp_path / "gate.json", judge)
            await again.connect(position=position)
            assert again.hello.session_id != engine.hello.session_id
            assert again.hello.journal_id == engine.hello.journal_id
            again.journal = engine.journal[: position or None]
            await until(lambda: plc.done and exactly_once(again, 30))
            await until(lambda: again.status.passed + again.status.rejected == 30)
            assert_agreement(again.status, plc)
            ejected = {number + 1 for number, struck in plc.left if struck}
            assert ejected >= BAD
            await plc.stop()
            await again.disconnect()

    asyncio.run(run())


def test_a_taken_port_and_a_taken_journal_leave_nothing_open(tmp_path):
    async def run() -> None:
        async with running_gate(tmp_path / "one") as gate:
            with pytest.raises(StationAlreadyRunningError):
                Gate(LOCAL, tmp_path / "one" / "journal", tmp_path / "two.json", served_on(0))
            second = Gate(
                LOCAL, tmp_path / "two" / "journal", tmp_path / "two.json", served_on(gate.port)
            )
            with pytest.raises(PortInUseError):
                await second.run()
            assert not second._history.journal._syncer.is_alive()
            assert not (tmp_path / "two.json").exists()

    asyncio.run(run())
