import re
from pathlib import Path

import pytest
from station_texts import STATION

from inspector.config import reference
from inspector.config.camera import OpenCvCameraConfig, ReplayCameraConfig, SimCameraConfig
from inspector.config.reference import station_template
from inspector.config.station import config_hash, load_station, parse_station
from inspector.domain.errors.config import (
    StationFileInvalidError,
    StationFileMissingError,
    StationSchemaUnsupportedError,
)


def faults(text: str) -> list[str]:
    with pytest.raises(StationFileInvalidError) as raised:
        parse_station(text, Path("station.toml"))
    return raised.value.detail.splitlines()[1:]


def test_the_template_loads_as_it_is(tmp_path):
    path = tmp_path / "station.toml"
    path.write_text(station_template(), encoding="utf-8")
    config = load_station(path)
    assert config == parse_station(STATION.replace("line-3", "station-1"), path)
    assert config.resolve("images") == tmp_path / "images"


def uncommented(section: str, key: str, tag: str) -> str:
    found = re.search(rf"# \[{section}\]\n# {key} = \"{tag}\"\n(# .*\n)*", station_template())
    assert found
    return re.sub(r"^# ", "", found.group(), flags=re.MULTILINE)


@pytest.mark.parametrize("driver", ["opencv", "gentl", "aravis", "pylon", "viva", "sim"])
def test_each_camera_alternative_of_the_template_loads_when_uncommented(driver):
    text = station_template()
    start, end = text.index("# Image files in place"), text.index("# In place of the [camera]")
    alternative = uncommented("camera", "driver", driver)
    config = parse_station(text[:start] + alternative + text[end:], Path("station.toml"))
    assert config.camera.driver == driver


@pytest.mark.parametrize("role", ["client", "coupler"])
def test_each_plc_alternative_of_the_template_loads_when_uncommented(role):
    config = parse_station(STATION + uncommented("plc", "role", role), Path("station.toml"))
    assert config.plc.role == role


@pytest.mark.parametrize(
    ("plc", "words"),
    [
        ('role = "clint"', "role 'clint' is unknown"),
        ('transport = "tls"', "the section [plc.tls] belong together"),
        ("serial = { device = '/dev/ttyS0' }", "the section [plc.serial] belong together"),
        ('role = "coupler"', "add the section [plc.watchdog]"),
    ],
)
def test_a_fault_of_the_plc_section_names_its_remedy(plc, words):
    assert words in "\n".join(faults(STATION + f"[plc]\n{plc}\n"))


def test_a_deadline_that_the_belt_does_not_allow_names_the_largest_term():
    line = "[line]\ndecision_distance_mm = 100\nbelt_speed_max_mm_s = 500\nplc_scan_ms = 20\n"
    (fault,) = faults(STATION + line)
    assert "at the decision point after 200 ms" in fault
    assert "need 310 ms; the largest term is plc.decision_deadline_ms = 250 ms" in fault
    assert parse_station(STATION + "[plc]\ndecision_deadline_ms = 139\n" + line, Path("s.toml"))
    client = '[plc]\nrole = "client"\ncycle_ms = 60\ndecision_deadline_ms = 50\n'
    assert "two of plc.cycle_ms = 120 ms" in faults(STATION + client + line)[0]


def test_defaults_listen_on_loopback_only():
    config = parse_station(STATION, Path("station.toml"))
    assert config.plc.host == config.api.host == "127.0.0.1"
    assert config.plc.allow == ("127.0.0.0/8", "::1/128")
    assert (config.plc.port, config.api.port) == (1502, 0)
    assert (config.plc.heartbeat_timeout_ms, config.plc.decision_deadline_ms) == (300, 250)
    assert isinstance(config.camera, ReplayCameraConfig)


def test_every_fault_is_told_at_once_with_line_and_remedy():
    text = """\
schema_version = 1

[station]
id = "no spaces please"

[plc]
prot = 1502
port = 70000
heartbeat_timeout_ms = "300"
units = [1, 300]

[camera]
driver = "replay"
foldr = "images"
seed = 1.5
[camera.features]
exposure_time_us = [1]

[modle]
package = "machined-part/1.0.0"
"""
    told = faults(text)
    expected = [
        (1, "model", "missing; add the section [model]"),
        (4, "station.id", "letters, digits"),
        (7, "plc.prot", 'did you mean "port"?'),
        (8, "plc.port", "70000 should be less than or equal to 65535"),
        (9, "plc.heartbeat_timeout_ms", "'300' should be a valid integer"),
        (10, "plc.units[2]", "300 should be less than or equal to 247"),
        (12, "camera.folder", "missing; add it: folder of images"),
        (14, "camera.foldr", 'did you mean "folder"?'),
        (15, "camera.seed", "valid integer"),
        (17, "camera.features.exposure_time_us", "must be true, false, a number or text"),
        (19, "modle", 'did you mean "model"?'),
    ]
    assert len(told) == len(expected), told
    for line, (number, key, words) in zip(told, expected, strict=True):
        assert line.startswith(f"line {number}: {key}: ")
        assert words in line


@pytest.mark.parametrize(
    ("camera", "words"),
    [
        ('driver = "reply"', "driver 'reply' is unknown; write one of: \"sim\""),
        ('folder = "images"', "driver is missing; add one of:"),
        ('driver = "sim"', "camera.port: missing; add it"),
        ('driver = "opencv"\nsource = true', "must be a camera index from 0 or text"),
        ('driver = "replay"\nfolder = "x"\nport = 5', "unknown entry"),
        ('driver = "replay"\nfolder = "x"\nframe_rate_hz = nan', "frame_rate_hz"),
        ('driver = "replay"\nfolder = "x"\nfeatures = { gain_raw = inf }', "gain_raw"),
    ],
)
def test_a_wrong_camera_is_explained(camera, words):
    text = STATION.replace('driver = "replay"\nfolder = "images"', camera)
    assert any(words in fault for fault in faults(text))


@pytest.mark.parametrize(
    ("camera", "kind"),
    [
        ('driver = "sim"\nport = 5020', SimCameraConfig),
        ('driver = "opencv"\nsource = 0', OpenCvCameraConfig),
        ('driver = "opencv"\nsource = "rtsp://u:${P}@h/s"\nfree_run = true', OpenCvCameraConfig),
    ],
)
def test_each_driver_has_its_own_model(camera, kind):
    text = STATION.replace('driver = "replay"\nfolder = "images"', camera)
    assert isinstance(parse_station(text, Path("station.toml")).camera, kind)


def test_modbus_on_a_network_needs_an_allow_list():
    text = STATION + '[plc]\nhost = "0.0.0.0"\n'
    assert faults(text) == [
        'line 9: plc: host 0.0.0.0 is open to the network; add allow = ["ADDRESS_OF_THE_PLC/32"]'
    ]
    config = parse_station(text + 'allow = ["192.168.0.10/32"]\n', Path("station.toml"))
    assert config.plc.allow == ("192.168.0.10/32",)


@pytest.mark.parametrize("network", ["192.168.0.10/24", "everyone", ""])
def test_a_wrong_network_is_a_fault(network):
    assert "CIDR" in faults(STATION + f'[plc]\nallow = ["{network}"]\n')[0]


@pytest.mark.parametrize("host", ["", "two words", "-x", "a/b", "host:502"])
def test_a_wrong_host_is_a_fault(host):
    assert "IP address or a host name" in faults(STATION + f'[plc]\nhost = "{host}"\n')[0]


@pytest.mark.parametrize("host", ["localhost", "::1", "127.0.0.2"])
def test_loopback_needs_no_allow_list(host):
    assert parse_station(STATION + f'[plc]\nhost = "{host}"\n', Path("s.toml")).plc.host == host


def test_repeated_keys_name_both_lines():
    text = STATION + "[plc]\nport = 1502\nport = 1503\n[api]\n[plc]\n"
    assert faults(text) == [
        "line 11: plc.port: given twice, first on line 10; keep one of them",
        "line 13: plc: given twice, first on line 9; keep one of them",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (STATION + "[plc\n", 9),
        (STATION + "[plc]\nport = \n", 10),
        (STATION + "[plc]\nport = 1502 # fine\nhost = 127.0.0.1\n", 11),
        (STATION + '[plc]\nhost = "127.0.0.1\n', 10),
    ],
)
def test_a_slip_of_syntax_names_its_line(text, line):
    assert faults(text)[0].startswith(f"line {line}: not TOML: ")


def test_an_unfinished_text_is_a_fault():
    assert "not TOML" in faults(STATION + '[plc]\nhost = """127')[0]


@pytest.mark.parametrize("version", [0, 2, 99])
def test_another_schema_is_unsupported_whatever_else_it_says(version):
    with pytest.raises(StationSchemaUnsupportedError, match=f"line 2: schema_version is {version}"):
        parse_station(f"# header\nschema_version = {version}\n[new]\n", Path("station.toml"))


@pytest.mark.parametrize("version", ['"1"', "true", "1.0"])
def test_a_schema_version_that_is_no_integer_is_a_fault(version):
    text = STATION.replace("schema_version = 1", f"schema_version = {version}")
    assert faults(text)[0].startswith("line 1: schema_version: ")


def test_a_missing_schema_version_is_a_fault():
    told = faults(STATION.replace("schema_version = 1\n", ""))
    assert told == ["line 1: schema_version: missing; add it: version of this file's format, 1"]


SEVERAL = (
    STATION.replace("[camera]", "[cameras.top]")
    + """\
[cameras.side]
driver = "gentl"
serial = "40001234"
producers = ["vendor/producer.cti"]
"""
)


def test_several_cameras_keep_their_order_and_their_names():
    views = parse_station(SEVERAL, Path("station.toml")).views
    assert [(name, camera.driver) for name, camera in views.items()] == [
        ("top", "replay"),
        ("side", "gentl"),
    ]


def test_one_camera_is_a_view_of_its_own():
    assert list(parse_station(STATION, Path("station.toml")).views) == ["camera"]


@pytest.mark.parametrize(
    "text",
    [STATION + '[cameras.top]\ndriver = "aravis"\n', STATION.replace("[camera]", "[cameras]")],
)
def test_one_camera_and_several_are_not_mixed(text):
    with pytest.raises(StationFileInvalidError, match="cameras"):
        parse_station(text, Path("station.toml"))


def test_a_fault_in_one_of_several_cameras_has_its_line():
    told = faults(SEVERAL.replace('serial = "40001234"', "serail = 1"))
    assert told == ['line 11: cameras.side.serail: unknown entry; did you mean "serial"?']


def test_a_camera_name_is_an_identifier():
    told = faults(SEVERAL.replace("[cameras.side]", '[cameras."the side"]'))
    assert told[0].startswith("line 9: cameras.the side: 'the side' must be 1 to 64 letters")


def two_cameras(first: str, second: str) -> str:
    return (
        STATION.replace("[camera]", "[cameras.a]").replace(
            'driver = "replay"\nfolder = "images"', first
        )
        + f"[cameras.b]\n{second}\n"
    )


@pytest.mark.parametrize(
    ("first", "second", "fault"),
    [
        (
            'driver = "gentl"\nserial = "4711"',
            'driver = "pylon"\nserial = "4711"',
            "line 11: cameras.b.serial: serial 4711 is a already; two cameras cannot share",
        ),
        (
            'driver = "aravis"\naddress = "10.0.0.7"',
            'driver = "viva"\nserial = "1"\naddress = "10.0.0.7"',
            "line 12: cameras.b.address: address 10.0.0.7 is a already",
        ),
        ('driver = "pylon"\nserial = ""', 'driver = "pylon"', "line 9: cameras.b: the only pylon"),
        ('driver = "sim"\nport = 5020', 'driver = "sim"\nport = 5020', "127.0.0.1:5020 is a"),
        ('driver = "opencv"\nsource = 0', 'driver = "opencv"\nsource = 0', "source 0 is a"),
    ],
)
def test_one_device_cannot_be_two_cameras(first, second, fault):
    [told] = faults(two_cameras(first, second))
    assert fault in told


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('driver = "replay"\nfolder = "x"', 'driver = "replay"\nfolder = "x"'),
        ('driver = "opencv"\nsource = "a.avi"', 'driver = "opencv"\nsource = "a.avi"'),
        ('driver = "pylon"\nserial = "1"', 'driver = "pylon"\nserial = "2"'),
        ('driver = "gentl"\nproducers = ["a.cti"]', 'driver = "gentl"\nproducers = ["b.cti"]'),
        ('driver = "pylon"', 'driver = "aravis"'),
    ],
)
def test_two_devices_are_two_cameras(first, second):
    assert len(parse_station(two_cameras(first, second), Path("s.toml")).views) == 2


def test_part_detection_of_a_camera_that_waits_for_triggers_is_a_fault():
    text = STATION.replace("images", "x") + "[camera.part_detection]\n"
    assert faults(text) == [
        "line 9: camera.part_detection: only a camera that runs free sees parts; "
        "let it run free, or remove this"
    ]


def test_a_free_running_camera_needs_time_for_the_verdict():
    text = STATION.replace(
        'folder = "images"', 'folder = "images"\nframe_rate_hz = 25\nframe_timeout_ms = 250'
    )
    assert faults(text) == [
        "line 8: camera.frame_timeout_ms: 250 leaves no time for a verdict; a camera that runs "
        "free needs less than plc.decision_deadline_ms = 250"
    ]
    assert parse_station(text + "[plc]\ndecision_deadline_ms = 300\n", Path("s.toml"))


def test_an_empty_file_lists_all_that_is_missing():
    assert [fault.split(": ")[1] for fault in faults("")] == [
        "cameras",
        "model",
        "schema_version",
        "station",
    ]


def test_a_missing_file_and_a_folder_are_told_apart_from_a_wrong_one(tmp_path):
    for path in (tmp_path / "absent.toml", tmp_path):
        with pytest.raises(StationFileMissingError, match=re.escape(str(path))):
            load_station(path)


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    path = tmp_path / "station.toml"
    path.write_bytes(
        b"\xef\xbb\xbf" + (STATION + "[plc]\nprt = 1\n").replace("\n", "\r\n").encode()
    )
    with pytest.raises(StationFileInvalidError, match=r"line 10: plc\.prt"):
        load_station(path)


def test_text_that_is_not_utf8_names_its_line(tmp_path):
    path = tmp_path / "station.toml"
    path.write_bytes(STATION.encode() + b"# caf\xe9\n")
    with pytest.raises(StationFileInvalidError, match="line 9: not UTF-8"):
        load_station(path)


def test_a_huge_file_is_refused(tmp_path):
    path = tmp_path / "station.toml"
    path.write_bytes(b"#" * (1 << 20) + b"\n")
    with pytest.raises(StationFileInvalidError, match="larger than 1 MiB"):
        load_station(path)


def test_the_hash_depends_on_the_content_alone(tmp_path):
    reordered = "# note\n" + STATION.replace('driver = "replay"\n', "") + "\n[plc]\nport = 1502\n"
    reordered = reordered.replace('folder = "images"', 'folder = "images"\ndriver = "replay"')
    one = config_hash(parse_station(STATION, Path("a/station.toml")))
    assert one == config_hash(parse_station(reordered, tmp_path / "station.toml"))
    assert one != config_hash(parse_station(STATION.replace("line-3", "line-4"), Path("s.toml")))
    assert re.fullmatch(r"[0-9a-f]{64}", one)


def test_a_configuration_is_frozen():
    config = parse_station(STATION, Path("station.toml"))
    with pytest.raises(ValueError, match="frozen"):
        config.plc.port = 5


def test_the_reference_page_is_up_to_date():
    page = Path(__file__).parents[3] / "docs" / "reference" / "station-file.md"
    assert page.read_text(encoding="utf-8") == reference.render_reference(), (
        f"run: python -m inspector.config.reference > {page.name}"
    )
