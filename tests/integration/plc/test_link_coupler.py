"""Role coupler: the station drives a remote I/O coupler, never without the coupler's watchdog."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from gate_rig import Engine, exactly_once, until
from link_rig import (
    PITCH,
    WATCHDOG,
    WIRING,
    CoupledBelt,
    coupler_settings,
    drives,
    gate_with,
    local,
)
from ports import free_port
from steady_time import SteadyTime, steady_time

from inspector.domain.alarm import Alarm
from inspector.domain.evaluation import Evaluation, Outcome
from inspector.gate.links.coupler import CouplerLink, CouplerSettings
from inspector.gate.links.coupler_watchdog import WatchdogSetting
from inspector.gate.process import Gate
from inspector.pipe.records import Decided, OutcomeSeen
from inspector.plc.bank import RegisterBank
from inspector.plc.coupler import CouplerInput, CouplerOutput
from inspector.plc.line.approach import Approach
from inspector.plc.line.tracking import Loss
from inspector.plc.registers import Request
from inspector.sim.coupler import PHOTO_EYE_COUNTER, WATCHDOG_MS

EVERY_FIFTH = 5
ENOUGH = 8
PATIENCE_S = 60.0
PASS_GATE, INFEED, ALARM = CouplerOutput.PASS_GATE, CouplerOutput.INFEED, CouplerOutput.ALARM


def judge(trigger) -> int:
    is_bad = round(trigger.encoder / PITCH) % EVERY_FIFTH == 0
    return Evaluation.NOT_OK if is_bad else Evaluation.OK


@dataclass
class Station:
    """A gate that drives a coupler on a belt, and an engine."""

    line: CoupledBelt
    gate: Gate
    link: CouplerLink
    engine: Engine
    clock: SteadyTime

    def outcomes(self) -> int:
        return len(self.engine.of(OutcomeSeen))

    async def done(self) -> None:
        """No more parts come, every one has left, and the gate has told of all of them."""
        self.line.world.stop_feeding()
        await until(lambda: self.line.world.empty and not len(self.link.program._slots))
        await until(lambda: self.link.program.settled)
        status = self.engine.status
        await until(lambda: self.engine.status is not status)
        await until(lambda: exactly_once(self.engine, self.engine.status.triggered))

    def assert_reconciled(self) -> None:
        """One verdict and one outcome for each part, and nothing bad has passed."""
        status = self.engine.status
        assert status.triggered == status.plc_triggered
        assert (status.passed, status.rejected) == (status.plc_passed, status.plc_rejected)
        assert [spot for spot in self.line.passed() if spot % EVERY_FIFTH == 0] == []


@contextlib.asynccontextmanager
async def station(folder: Path, settings: CouplerSettings | None = None) -> AsyncIterator[Station]:
    where = local(free_port())
    with steady_time() as clock:
        line, links = CoupledBelt(where), []
        await line.start()
        async with gate_with(folder, drives(where, settings, links)) as gate:
            engine = Engine(folder / "gate.json", judge)
            await engine.connect()
            await until(lambda: engine.status is not None)
            yield Station(line, gate, links[0], engine, clock)
            await engine.disconnect()
        assert line.coupler.outputs == CouplerOutput(0)
        await line.stop()


@pytest.mark.parametrize("method", ["encoder", "photo_eye", "delay"])
def test_every_part_has_its_verdict_and_outcome_without_a_plc(tmp_path, method):
    async def run() -> None:
        settings = coupler_settings(method=method)
        async with station(tmp_path, settings=settings) as on:
            assert on.gate.port == 0
            await until(lambda: len(on.line.passed()) >= ENOUGH, PATIENCE_S)
            await on.done()
            on.assert_reconciled()
            status = on.engine.status
            assert status.passed + status.rejected + status.unconfirmed == status.triggered
            errors = sorted(on.link.timing.errors_ms)
            print(f"{method}: {len(errors)} timed switches, {errors[0]:.1f} to {errors[-1]:.1f} ms")

    asyncio.run(run())


Meddle = Callable[[Station], Awaitable[None]]


async def unplug(on: Station) -> None:
    await on.line.disconnect()
    await until(lambda: on.link.failures > 0)
    assert on.link.outputs == on.link.inputs == 0
    await until(lambda: on.line.coupler.outputs == CouplerOutput(0))
    assert on.line.coupler.drops >= 1
    await on.line.connect()


async def power_cycle(on: Station) -> None:
    await on.line.disconnect()
    on.line.coupler.power_cycle()
    await until(lambda: on.link.failures > 0)
    await on.line.connect()
    await until(lambda: on.line.coupler.watchdog_ms == WATCHDOG[0].value)


async def stall(on: Station) -> None:
    """The gate stands still for longer than the coupler waits."""
    on.clock.stall(0.1)
    await until(lambda: on.link.failures > 0)


async def suspend(on: Station) -> None:
    """The computer slept: to the event loop no time has gone by, to the belt it has."""
    on.clock.sleep(0.1)
    await until(lambda: on.link.failures > 0)


@pytest.mark.parametrize("meddle", [unplug, power_cycle, stall, suspend])
def test_after_a_loss_all_that_lay_on_the_line_is_rejected(tmp_path, meddle: Meddle, caplog):
    async def run() -> None:
        async with station(tmp_path) as on:
            await until(lambda: len(on.line.passed()) >= 3, PATIENCE_S)
            losses = on.link.program.losses
            await meddle(on)
            await until(lambda: on.link.program.losses > losses)
            assert on.link.program.purging
            passed = len(on.line.passed())
            await until(lambda: len(on.line.passed()) >= passed + 3, PATIENCE_S)
            await on.done()
            on.assert_reconciled()

    with caplog.at_level(logging.WARNING):
        asyncio.run(run())
    assert any("PLC-0" in record.message for record in caplog.records)


def test_a_station_that_stalls_says_so(tmp_path, caplog):
    async def run() -> None:
        async with station(tmp_path) as on:
            await until(lambda: INFEED in on.line.coupler.outputs)
            on.clock.stall(0.1)
            await until(lambda: on.link.failures > 0)
            await until(lambda: INFEED in on.line.coupler.outputs)

    with caplog.at_level(logging.WARNING):
        asyncio.run(run())
    (told,) = [record.message for record in caplog.records if "PLC-013" in record.message]
    assert "its watchdog waits 40 ms" in told


def hold_none(on: Station) -> None:
    on.line.coupler.watchdog_ms = 0


def hold_another_value(on: Station) -> None:
    on.line.coupler.watchdog_ms = 60_000


def lose_it(on: Station) -> None:
    """As a coupler does that was without power for less than anybody noticed."""
    on.line.coupler.power_cycle()


@pytest.mark.parametrize("break_it", [hold_none, hold_another_value, lose_it])
def test_without_its_watchdog_no_output_is_energised(tmp_path, caplog, break_it):
    async def run() -> None:
        async with station(tmp_path) as on:
            coupler = on.line.coupler
            await until(lambda: INFEED in coupler.outputs and on.outcomes() >= 8)
            coupler.refuses_watchdog = True  # or the station would set it again within 0.1 s
            break_it(on)
            losses = on.link.program.losses
            await until(lambda: on.link.alarms is Alarm.COUPLER_UNSAFE)
            await until(lambda: on.engine.status.alarm_bits & Alarm.COUPLER_UNSAFE)
            assert not coupler.outputs & ~ALARM
            await until(lambda: coupler.outputs == ALARM)
            assert on.link.program.losses > losses
            coupler.refuses_watchdog = False
            await until(lambda: on.link.alarms == Alarm(0))
            assert coupler.watchdog_ms == WATCHDOG[0].value
            await until(lambda: INFEED in coupler.outputs)

    with caplog.at_level(logging.WARNING):
        asyncio.run(run())
    told = [record.message for record in caplog.records if "PLC-012" in record.message]
    assert 1 <= len(told) <= 2
    assert "holding register 4384 (0x1120) must be 40" in told[0]
    assert "Remedy: Compare plc.watchdog" in told[0]
    assert "the coupler's watchdog is set" in [record.message for record in caplog.records]


@pytest.mark.parametrize(
    ("watchdog", "why"),
    [
        ((WatchdogSetting(WATCHDOG_MS, 40, read_back=False),), "no register"),
        ((WatchdogSetting(0x1003, 1, read_back=False), *WATCHDOG), "refused function 16"),
        ((*WATCHDOG, WatchdogSetting(0x1003, 1)), "refused function 3"),
    ],
    ids=["nothing-read-back", "start-refused", "unreadable"],
)
def test_a_watchdog_that_cannot_be_proven_is_none(tmp_path, caplog, watchdog, why):
    async def run() -> None:
        async with station(tmp_path, settings=coupler_settings(watchdog=watchdog)) as on:
            await until(lambda: on.engine.status.alarm_bits)
            await until(lambda: on.line.coupler.outputs == ALARM)
            await until(lambda: len(on.engine.of(Decided)) >= 1 or on.line.world.infeed is False)
            on.link.force(PASS_GATE, PASS_GATE)
            begun = on.line.coupler.writes.last_ns
            await until(lambda: on.line.coupler.writes.last_ns > begun + 20_000_000)
            assert not on.line.coupler.outputs & ~ALARM

    with caplog.at_level(logging.WARNING):
        asyncio.run(run())
    assert any(why in record.message for record in caplog.records)


def test_a_register_that_refuses_to_change_is_set_when_it_holds_the_value(tmp_path):
    """Some couplers take no new time while their watchdog runs."""

    async def run() -> None:
        where = local(free_port())
        line, links = CoupledBelt(where), []
        line.coupler.watchdog_ms = WATCHDOG[0].value
        line.coupler.refuses_watchdog = True
        await line.start()
        async with gate_with(tmp_path, drives(where, links=links)):
            await until(lambda: INFEED in line.coupler.outputs)
            assert links[0].alarms == Alarm(0)
        await line.stop()

    asyncio.run(run())


def test_forced_outputs_are_as_they_were_forced_and_are_released_at_once(tmp_path):
    async def run() -> None:
        async with station(tmp_path) as on:
            coupler, link = on.line.coupler, on.link
            await until(lambda: INFEED in coupler.outputs)
            for values in (PASS_GATE | ALARM, ALARM, PASS_GATE):
                link.force(PASS_GATE | INFEED | ALARM, values)
                await until(lambda values=values: coupler.outputs == values == link.outputs)
                link.force(PASS_GATE | INFEED | ALARM, values)
            link.force(0, 0)
            await until(lambda: PASS_GATE not in coupler.outputs and INFEED in coupler.outputs)

    asyncio.run(run())


def test_the_station_can_stop_the_infeed_and_shows_its_sensors(tmp_path):
    async def run() -> None:
        async with station(tmp_path) as on:
            await until(lambda: INFEED in on.line.coupler.outputs)
            await until(lambda: on.link.inputs & CouplerInput.PHOTO_EYE)
            assert on.link.inputs & CouplerInput.LINE_RUNNING
            on.gate._core.alarms._stopping |= Alarm.BIN_FULL
            on.line.world.bin_full = True
            await until(lambda: on.engine.status.alarm_bits & Alarm.BIN_FULL)
            await until(lambda: on.engine.status.requests & Request.STOP_INFEED)
            await until(lambda: INFEED not in on.line.coupler.outputs)
            assert ALARM in on.line.coupler.outputs

    asyncio.run(run())


def test_a_part_too_close_behind_costs_the_one_ahead_but_never_passes(tmp_path):
    """The watchdog waits longer than lies between two parts, so a bad one could follow a good."""

    async def run() -> None:
        settings = coupler_settings(watchdog=(WatchdogSetting(WATCHDOG_MS, 90),), watchdog_ms=90)
        async with station(tmp_path, settings=settings) as on:
            await until(lambda: on.link.program.diverted >= 2, PATIENCE_S)
            before_last = max(on.line.spots.values())
            await on.done()
            on.assert_reconciled()
            ahead_of_bad = range(EVERY_FIFTH - 1, before_last, EVERY_FIFTH)
            assert set(on.line.passed()).isdisjoint(ahead_of_bad)

    asyncio.run(run())


def test_the_photo_eyes_counter_is_believed_and_its_reset_is_a_loss(tmp_path):
    async def run() -> None:
        settings = coupler_settings(wiring=replace(WIRING, photo_eye_counter=PHOTO_EYE_COUNTER))
        async with station(tmp_path, settings=settings) as on:
            await until(lambda: on.outcomes() >= 10)
            losses = on.link.program.losses
            on.line.coupler.photo_eye_count += 700
            await until(lambda: on.link.program.losses > losses)
            await on.done()
            assert on.engine.status.unknown == 0

    asyncio.run(run())


@pytest.mark.parametrize(
    "wiring",
    [replace(WIRING, encoder=900), replace(WIRING, outputs={PASS_GATE: 900})],
    ids=["encoder", "pass-gate"],
)
def test_an_address_that_the_coupler_does_not_have_is_told_with_a_remedy(tmp_path, caplog, wiring):
    async def run() -> None:
        where = local(free_port())
        line, links = CoupledBelt(where), []
        await line.start()
        async with gate_with(tmp_path, drives(where, coupler_settings(wiring=wiring), links)):
            await until(lambda: links[0].failures >= 3)
            assert PASS_GATE not in line.coupler.outputs
        await line.stop()

    with caplog.at_level(logging.WARNING):
        asyncio.run(run())
    (told,) = [record.message for record in caplog.records if "PLC-015" in record.message]
    assert "Remedy: Compare the addresses of plc.inputs and plc.outputs" in told


def test_a_second_master_at_the_coupler_is_found_and_everything_is_rejected(tmp_path, caplog):
    async def run() -> None:
        async with station(tmp_path) as on:
            await until(lambda: len(on.line.passed()) >= 3, PATIENCE_S)
            losses, address = on.link.program.losses, WIRING.outputs[ALARM]
            for _ in range(200):
                on.line.coupler.write_coils(address, [True])
                if on.link.program.losses > losses:
                    break
                await asyncio.sleep(0.005)
            assert on.link.program.purging

    with caplog.at_level(logging.WARNING):
        asyncio.run(run())
    assert any("PLC-016" in record.message for record in caplog.records)


def test_an_encoder_that_fails_while_the_gate_is_open_lets_nothing_follow(tmp_path):
    async def run() -> None:
        async with station(tmp_path) as on:
            coupler = on.line.coupler
            await until(lambda: len(on.line.passed()) >= 3, PATIENCE_S)
            await until(lambda: PASS_GATE in coupler.outputs, PATIENCE_S)
            coupler.encoder_stuck_at = coupler.encoder
            await until(lambda: PASS_GATE not in coupler.outputs)
            passed, came = len(on.line.passed()), len(on.line.left)
            await until(lambda: len(on.line.left) >= came + 12)
            assert len(on.line.passed()) <= passed + 1
            coupler.encoder_stuck_at = None
            await until(lambda: on.link.program.loss is Loss.SCAN_GAP)
            await on.done()
            assert [spot for spot in on.line.passed() if spot % EVERY_FIFTH == 0] == []

    asyncio.run(run())


def test_a_cycle_that_takes_too_long_is_counted(tmp_path):
    async def run() -> None:
        async with station(tmp_path, settings=coupler_settings(cycle_ms=0.01)) as on:
            await until(lambda: on.link.overruns >= 3)

    asyncio.run(run())


def test_a_coupler_that_comes_late_is_found(tmp_path):
    async def run() -> None:
        where = local(free_port())
        line, links = CoupledBelt(where), []
        async with gate_with(tmp_path, drives(where, links=links)) as gate:
            await until(lambda: links[0].failures >= 3)
            assert links[0].program.losses == 0
            await line.start()
            await until(lambda: gate.plc_connected)
        await line.stop()

    asyncio.run(run())


def test_a_changed_speed_is_followed_at_the_next_reading(tmp_path):
    """What could not be foreseen is switched late, and told apart."""

    async def run() -> None:
        async with station(tmp_path) as on:
            await until(lambda: on.outcomes() >= 8)
            for share in (0.2, 1.0, 0.3, 1.0):
                on.line.belt.speed = share
                outcomes = on.outcomes()
                await until(lambda outcomes=outcomes: on.outcomes() > outcomes + 2)
            await on.done()
            on.assert_reconciled()
            unknown = [r for r in on.engine.of(OutcomeSeen) if r.outcome is Outcome.UNKNOWN]
            assert unknown == []

    asyncio.run(run())


def test_a_switch_that_is_too_late_to_be_right_is_not_made():
    """The part has come and gone while the station was held up; another may be there now."""

    async def run() -> None:
        link = drives(local(free_port()))(RegisterBank(lambda: None))
        now = asyncio.get_running_loop().time()
        link._gate.observe(now - 0.11, 0, [])
        link._gate.observe(now - 0.10, 100, [Approach(1, 300, passes=True)])
        link._switched_s = now - 0.10
        await link._switch_until(now)  # it is not connected: a write would raise
        assert link.outputs == 0
        assert link.timing.errors_ms == ()

    asyncio.run(run())
