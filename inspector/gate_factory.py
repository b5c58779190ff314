"""From the station file to the gate's parts; imports nothing but the trusted core."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import MappingProxyType

from inspector.config.alarms import AlarmsConfig, CountAlarmConfig
from inspector.config.plc import PlcClientConfig, PlcConfig, PlcServerConfig
from inspector.domain.alarm import Alarm, Reaction
from inspector.domain.errors.config import StationFileInvalidError
from inspector.gate.alarms import AlarmPolicy
from inspector.gate.link import Link
from inspector.gate.links.client import BlockExchange, ClientLink
from inspector.gate.links.server import ServerLink
from inspector.plc.bank import RegisterBank
from inspector.plc.client import ModbusClient
from inspector.plc.server import ModbusServer, ServerLimits
from inspector.plc.transport import RtuOverTcp, Serial, Tcp, Tls, Transport


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
    raise StationFileInvalidError(f"role {plc.role} is not built yet")


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
