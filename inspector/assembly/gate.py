"""From the station file to the gate's parts; imports nothing but the trusted core."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from inspector.config.alarms import AlarmsConfig, CountAlarmConfig
from inspector.config.base import ConfigModel
from inspector.config.plc import PlcClientConfig, PlcConfig, PlcCouplerConfig, PlcServerConfig
from inspector.domain.alarm import Alarm, Reaction
from inspector.gate.alarms import AlarmPolicy
from inspector.gate.link import Link
from inspector.gate.links.client import BlockExchange, ClientLink
from inspector.gate.links.coupler import CouplerLink, CouplerSettings
from inspector.gate.links.coupler_io import CouplerWiring
from inspector.gate.links.coupler_watchdog import WatchdogSetting
from inspector.gate.links.server import ServerLink
from inspector.plc.bank import RegisterBank
from inspector.plc.client import ModbusClient
from inspector.plc.coupler import CouplerInput, CouplerOutput
from inspector.plc.line.layout import LineLayout
from inspector.plc.server import ModbusServer, ServerLimits
from inspector.plc.transport import RtuOverTcp, Serial, Tcp, Tls, Transport

_Bit = TypeVar("_Bit", CouplerInput, CouplerOutput)


def alarm_policy(config: AlarmsConfig) -> AlarmPolicy:
    """The entries of ``[alarms]`` by the alarms of their names."""
    entries = {Alarm[name.upper()]: entry for name, entry in config}
    limits: dict[Alarm, int] = {
        alarm: entry.limit
        for alarm, entry in entries.items()
        if isinstance(entry, CountAlarmConfig) and alarm is not Alarm.BELT_REVERSED
    }
    return AlarmPolicy(
        reactions=MappingProxyType(
            {alarm: Reaction(entry.reaction) for alarm, entry in entries.items()}
        ),
        limits=MappingProxyType(limits),
        reject_percent=config.reject_rate.percent,
        reject_window=config.reject_rate.window,
    )


def link_of(plc: PlcConfig, resolve: Callable[[str], Path]) -> Callable[[RegisterBank], Link]:
    """What makes the link of the configured role.

    Args:
        plc: The Modbus side of the station file.
        resolve: The path of a file that the station file names.
    """
    transport = transport_of(plc, resolve)
    if isinstance(plc, PlcServerConfig):
        limits = ServerLimits(
            units=frozenset(plc.units),
            allow=tuple(ipaddress.ip_network(network) for network in plc.allow),
            writer=None if plc.writer is None else ipaddress.ip_network(plc.writer),
            connections_max=plc.connections_max,
            idle_timeout_s=plc.idle_timeout_s,
        )
        return lambda bank: ServerLink(ModbusServer(bank, transport, limits))
    client = partial(ModbusClient, transport, plc.timeout_ms / 1e3, plc.device_id)
    if isinstance(plc, PlcClientConfig):
        exchange = BlockExchange(plc.vision_base, plc.plc_base, plc.cycle_ms, plc.exchange)
        return lambda bank: ClientLink(client(), bank, exchange)
    settings = coupler_settings(plc)
    return lambda bank: CouplerLink(client(), bank, settings)


def coupler_settings(plc: PlcCouplerConfig) -> CouplerSettings:
    """What hangs on the coupler, and how the line is built."""
    wired, tracking = plc.inputs, plc.tracking
    return CouplerSettings(
        wiring=CouplerWiring(
            inputs=_addresses(CouplerInput, wired),
            outputs=_addresses(CouplerOutput, plc.outputs),
            encoder=wired.encoder,
            encoder_words=wired.encoder_words,
            photo_eye_counter=wired.photo_eye_counter,
        ),
        layout=LineLayout(
            tracking.decision,
            tracking.ejector,
            tracking.exit,
            tracking.window,
            tracking.tolerance,
            has_chute=wired.chute is not None,
            has_exit_eye=wired.exit_eye is not None,
        ),
        method=tracking.method,
        watchdog=tuple(
            WatchdogSetting(register.address, register.value, register.read_back)
            for register in plc.watchdog
        ),
        watchdog_ms=plc.watchdog_ms,
        cycle_ms=plc.cycle_ms,
        heartbeat_timeout_ms=plc.heartbeat_timeout_ms,
    )


def _addresses(names: type[_Bit], wired: ConfigModel) -> Mapping[_Bit, int]:
    """The address of each of these that is wired."""
    found = {each: getattr(wired, str(each.name).lower()) for each in names}
    return MappingProxyType({each: at for each, at in found.items() if at is not None})


def transport_of(plc: PlcConfig, resolve: Callable[[str], Path]) -> Transport:
    """What carries Modbus here; ``resolve`` as of :func:`link_of`."""
    if plc.serial is not None:
        serial = plc.serial
        return Serial(serial.device, serial.baud_rate, serial.parity, serial.stop_bits)
    if plc.tls is not None:
        files = (plc.tls.certificate, plc.tls.private_key, plc.tls.authority)
        return Tls(plc.host, plc.port, *map(resolve, files))
    if plc.transport == "rtu_over_tcp":
        return RtuOverTcp(plc.host, plc.port)
    return Tcp(plc.host, plc.port)
