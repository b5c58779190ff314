"""Which Modbus server `inspector plc monitor` and `test` read, by the role in the station file."""

from __future__ import annotations

from pathlib import Path

import pytest
from station_texts import STATION

from inspector.cli.plc.address import PlcPlace, endpoint, plc_place
from inspector.domain.errors.config import DataFolderMissingError, StationFileMissingError
from inspector.domain.errors.plc import BlocksNotReadableError
from inspector.plc.registers import PLC_BASE, VISION_MIRROR_BASE
from inspector.plc.tools.endpoint import Endpoint
from inspector.plc.transport import RtuOverTcp, Tcp, Tls

COUPLER = """\
role = "coupler"
watchdog_ms = 300
inputs = { photo_eye = 0, exit_eye = 1, encoder = 0 }
outputs = { pass_gate = 0 }
tracking = { decision = 30, ejector = 40, exit = 50, window = 5 }
watchdog = [{ address = 4384, value = 300 }]
"""


@pytest.fixture
def file(tmp_path):
    def write(plc: str) -> Path:
        path = tmp_path / "station.toml"
        path.write_text(f"{STATION}[plc]\n{plc}\n", encoding="utf-8")
        return path

    return write


def test_without_a_station_file_the_station_is_here(tmp_path):
    assert endpoint(None, None, None, tmp_path) == Endpoint(Tcp("127.0.0.1", 1502))
    assert endpoint("10.0.0.5", None, None, tmp_path) == Endpoint(Tcp("10.0.0.5", 1502))
    assert endpoint("10.0.0.5", 503, None, tmp_path) == Endpoint(Tcp("10.0.0.5", 503))


def test_a_station_that_listens_everywhere_is_asked_on_loopback(file):
    path = file('host = "0.0.0.0"\nport = 1600\nallow = ["10.0.0.0/8"]')
    assert endpoint(None, None, path, None) == Endpoint(Tcp("127.0.0.1", 1600))
    assert endpoint("10.0.0.5", None, path, None) == Endpoint(Tcp("10.0.0.5", 1600))
    assert plc_place(None, None, path, None) == PlcPlace("127.0.0.1", 1600)
    assert plc_place(None, None, path, None, "client") == PlcPlace("127.0.0.1", 1502, "client")


def test_a_station_that_polls_the_plc_leaves_both_blocks_there(file):
    path = file('role = "client"\nhost = "10.0.0.9"\nplc_base = 7\nvision_base = 70\ndevice_id = 3')
    assert endpoint(None, None, path, None) == Endpoint(Tcp("10.0.0.9", 502), 3, 70, 7)


def test_a_virtual_plc_asked_a_station_that_polls_its_plc_and_was_refused(file):
    path = file('role = "client"\nhost = "127.0.0.1"\nplc_base = 7\nvision_base = 70')
    assert plc_place(None, None, path, None) == PlcPlace("127.0.0.1", 502, "client", 70, 7)
    with pytest.raises(BlocksNotReadableError, match="has no PLC"):
        plc_place(None, None, file(COUPLER), None)


def test_a_slip_in_the_name_of_the_data_folder_showed_another_station(tmp_path):
    with pytest.raises(DataFolderMissingError):
        endpoint(None, None, None, tmp_path / "dsek")


def test_transports_are_those_of_the_station_file(file, tmp_path):
    assert endpoint(None, None, file('transport = "rtu_over_tcp"'), None) == Endpoint(
        RtuOverTcp("127.0.0.1", 1502), 1, VISION_MIRROR_BASE, PLC_BASE
    )
    tls = "transport = 'tls'\ntls = { certificate = 'c', private_key = 'k', authority = 'a' }"
    files = (tmp_path / name for name in "cka")
    assert endpoint(None, None, file(tls), None) == Endpoint(Tls("127.0.0.1", 1502, *files))


@pytest.mark.parametrize(
    "plc",
    [COUPLER, 'transport = "rtu"\nserial = { device = "/dev/ttyS9" }'],
    ids=["coupler", "rtu"],
)
def test_blocks_that_no_second_program_can_read_are_refused_with_a_remedy(file, plc):
    with pytest.raises(BlocksNotReadableError) as raised:
        endpoint(None, None, file(plc), None)
    assert "I/O page" in raised.value.remedy


def test_a_station_file_that_is_named_must_be_there(tmp_path):
    with pytest.raises(StationFileMissingError):
        endpoint(None, None, tmp_path / "no.toml", None)
