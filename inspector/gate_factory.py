"""From the station file to the gate's parts; imports nothing but the trusted core."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from types import MappingProxyType

from inspector.config.alarms import AlarmsConfig, CountAlarmConfig
from inspector.config.plc import PlcConfig, PlcServerConfig
from inspector.domain.alarm import Alarm, Reaction
from inspector.domain.errors.config import StationFileInvalidError
from inspector.gate.alarms import AlarmPolicy
from inspector.gate.link import Link
from inspector.gate.links.server import ServerLink
from inspector.plc.bank import RegisterBank
from inspector.plc.server import ModbusServer, ServerLimits
from inspector.plc.transport import Tcp


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


def link_of(plc: PlcConfig) -> Callable[[RegisterBank], Link]:
    """What makes the link of the configured role."""
    if not isinstance(plc, PlcServerConfig):
        raise StationFileInvalidError(f"role {plc.role} is not built yet")
    server = plc
    networks = tuple(ipaddress.ip_network(str(network)) for network in server.allow)
    limits = ServerLimits(frozenset(server.units), networks)
    return lambda bank: ServerLink(ModbusServer(bank, Tcp(server.host, server.port), limits))
