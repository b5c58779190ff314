"""From the station file to the link: every role, every transport, every wire in its place."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import pytest
from station_texts import STATION

from inspector.assembly.gate import alarm_policy, coupler_settings, link_of, transport_of
from inspector.config.plc import PlcCouplerConfig
from inspector.config.station import parse_station
from inspector.domain.alarm import Alarm, Reaction
from inspector.domain.errors.config import StationFileInvalidError
from inspector.gate.links.client import ClientLink
from inspector.gate.links.coupler import CouplerLink, CouplerSettings
from inspector.gate.links.coupler_io import CouplerWiring
from inspector.gate.links.coupler_watchdog import WatchdogSetting
from inspector.gate.links.server import ServerLink
from inspector.plc.bank import RegisterBank
from inspector.plc.coupler import CouplerInput, CouplerOutput
from inspector.plc.line.layout import LineLayout
from inspector.plc.transport import RtuOverTcp, Serial, Tcp, Tls

COUPLER = """\
role = "coupler"
cycle_ms = 5
watchdog_ms = 100
watchdog = [{ address = 4097, value = 65535 }, { address = 4099, value = 1, read_back = false }]
[plc.inputs]
photo_eye = 3
chute = 4
line_running = 8
encoder = 16
encoder_words = "low_first"
photo_eye_counter = 20
[plc.outputs]
pass_gate = 512
alarm = 514
[plc.tracking]
decision = 3500
ejector = 4200
exit = 4700
window = 200
"""


def plc_of(text: str):
    return parse_station(f"{STATION}[plc]\n{text}", Path("station.toml")).plc


def faults(text: str) -> str:
    with pytest.raises(StationFileInvalidError) as raised:
        plc_of(text)
    return raised.value.detail


@pytest.mark.parametrize(
    ("text", "link"),
    [("", ServerLink), ('role = "client"\n', ClientLink), (COUPLER, CouplerLink)],
)
def test_each_role_has_its_link(text, link):
    make = link_of(plc_of(text), Path)
    assert isinstance(make(RegisterBank(lambda: None)), link)


@pytest.mark.parametrize(
    ("text", "transport"),
    [
        ("port = 1503\n", Tcp("127.0.0.1", 1503)),
        ('transport = "rtu_over_tcp"\n', RtuOverTcp("127.0.0.1", 1502)),
        (
            'transport = "rtu"\nserial = { device = "COM3", baud_rate = 9600, parity = "none" }\n',
            Serial("COM3", 9600, "none", 1),
        ),
        (
            'transport = "tls"\n'
            'tls = { certificate = "a.pem", private_key = "b.pem", authority = "c.pem" }\n',
            Tls("127.0.0.1", 1502, Path("in/a.pem"), Path("in/b.pem"), Path("in/c.pem")),
        ),
    ],
)
def test_each_transport_is_opened_as_it_is_written(text, transport):
    assert transport_of(plc_of(text), lambda name: Path("in") / name) == transport


def test_the_limits_of_the_server_are_those_of_the_file():
    text = (
        'writer = "10.0.0.5/32"\nallow = ["10.0.0.0/24"]\nunits = [7]\nconnections_max = 3\n'
        "idle_timeout_s = 5.0\n"
    )
    link = link_of(plc_of(text), Path)(RegisterBank(lambda: None))
    limits = link._server._limits
    assert limits.writer == ipaddress.ip_network("10.0.0.5/32")
    assert limits.allow == (ipaddress.ip_network("10.0.0.0/24"),)
    assert (limits.units, limits.connections_max, limits.idle_timeout_s) == ({7}, 3, 5.0)


def test_every_wire_of_the_coupler_is_where_the_file_says():
    plc = plc_of(COUPLER)
    assert isinstance(plc, PlcCouplerConfig)
    assert coupler_settings(plc) == CouplerSettings(
        wiring=CouplerWiring(
            inputs={
                CouplerInput.PHOTO_EYE: 3,
                CouplerInput.CHUTE: 4,
                CouplerInput.LINE_RUNNING: 8,
            },
            outputs={CouplerOutput.PASS_GATE: 512, CouplerOutput.ALARM: 514},
            encoder=16,
            encoder_words="low_first",
            photo_eye_counter=20,
        ),
        layout=LineLayout(3500, 4200, 4700, 200, has_chute=True, has_exit_eye=False),
        method="encoder",
        watchdog=(WatchdogSetting(4097, 65535), WatchdogSetting(4099, 1, read_back=False)),
        watchdog_ms=100,
        cycle_ms=5,
        heartbeat_timeout_ms=300,
    )


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("encoder = 16\n", "", 'method "encoder" needs the input encoder'),
        ("[plc.tracking]", '[plc.tracking]\nmethod = "photo_eye"', "needs the input reject_eye"),
        ("chute = 4\n", "", "wire the input chute, or exit_eye, or both"),
        ("chute = 4", "chute = 3", "two sensors have the same discrete input"),
        ("chute = 4", "chute = 2004", "put them within 2000 addresses"),
        ("alarm = 514", "alarm = 512", "two outputs have the same coil"),
        ("value = 65535", "value = 65535, read_back = false", "must have read_back = true"),
        ("cycle_ms = 5", "cycle_ms = 50", "must be three times cycle_ms 50 at least"),
        ("watchdog_ms = 100\n", "", "watchdog_ms"),
    ],
)
def test_a_line_that_cannot_be_safe_is_no_station(old, new, why):
    assert why in faults(COUPLER.replace(old, new))


def test_the_second_eye_has_a_tolerance_of_its_own():
    assert coupler_settings(plc_of(COUPLER)).layout.tolerance == 0
    given = plc_of(COUPLER.replace("window = 200\n", "window = 200\ntolerance = 350\n"))
    assert coupler_settings(given).layout.tolerance == 350


def test_a_delay_needs_to_know_whether_the_belt_runs():
    text = COUPLER.replace("line_running = 8\n", "")
    text = text.replace("[plc.tracking]", '[plc.tracking]\nmethod = "delay"')
    assert 'method "delay" needs the input line_running' in faults(text)


@pytest.mark.parametrize("bases", [(1000, 1063), (1000, 1000), (1023, 1000)])
def test_blocks_in_the_plc_must_not_overlap(bases):
    vision, plc = bases
    assert "overlap" in faults(f'role = "client"\nvision_base = {vision}\nplc_base = {plc}\n')


@pytest.mark.parametrize("bases", [(1000, 1064), (1024, 1000)])
def test_blocks_in_the_plc_may_touch(bases):
    vision, plc = bases
    assert plc_of(f'role = "client"\nvision_base = {vision}\nplc_base = {plc}\n').role == "client"


def test_alarms_react_and_count_as_the_file_says():
    config = parse_station(
        STATION + "[alarms]\nresults_late = { limit = 7, reaction = 'hold' }\n",
        Path("station.toml"),
    )
    policy = alarm_policy(config.alarms)
    assert policy.limits[Alarm.RESULTS_LATE] == 7
    assert policy.reactions[Alarm.RESULTS_LATE] is Reaction.HOLD
    assert policy.reactions[Alarm.BIN_FULL] is Reaction.STOP
    assert Alarm.BELT_REVERSED not in policy.limits
    assert set(policy.reactions) == {Alarm[name.upper()] for name, _ in config.alarms}
