"""The station file explained from its models: a template to fill in and a reference page.

``python -m inspector.config.reference > docs/reference/station-file.md`` renews the page.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from inspector.config.alarms import (
    AlarmsConfig,
    CountAlarmConfig,
    EventAlarmConfig,
    RateAlarmConfig,
)
from inspector.config.camera import (
    AravisCameraConfig,
    GentlCameraConfig,
    OpenCvCameraConfig,
    PartDetectionConfig,
    PylonCameraConfig,
    ReplayCameraConfig,
    SimCameraConfig,
    VivaCameraConfig,
)
from inspector.config.challenge import ChallengeConfig
from inspector.config.coupler import (
    CouplerInputs,
    CouplerOutputs,
    TrackingConfig,
    WatchdogRegister,
)
from inspector.config.drift import DriftConfig
from inspector.config.history import HistoryConfig
from inspector.config.line import LineConfig
from inspector.config.mqtt import MqttConfig, MqttTlsConfig
from inspector.config.people import IdleConfig, PeopleConfig
from inspector.config.plc import (
    PlcBaseConfig,
    PlcClientConfig,
    PlcCouplerConfig,
    PlcServerConfig,
    SerialConfig,
    TlsConfig,
)
from inspector.config.retention import RetentionConfig
from inspector.config.sections import (
    ApiConfig,
    ArchiveConfig,
    EngineConfig,
    ModelConfig,
    RecipeConfig,
    StationSection,
)
from inspector.config.shift import ShiftConfig
from inspector.config.station import SCHEMA_VERSION

_SECTIONS: tuple[tuple[str, type[BaseModel]], ...] = (
    ("station", StationSection),
    ("plc", PlcServerConfig),
    ("line", LineConfig),
    ("alarms", AlarmsConfig),
    ("drift", DriftConfig),
    ("camera", ReplayCameraConfig),
    ("model", ModelConfig),
    ("recipe", RecipeConfig),
    ("shift", ShiftConfig),
    ("archive", ArchiveConfig),
    ("challenge", ChallengeConfig),
    ("retention", RetentionConfig),
    ("history", HistoryConfig),
    ("api", ApiConfig),
    ("engine", EngineConfig),
    ("people", PeopleConfig),
    ("mqtt", MqttConfig),
)
_ABSENT_BY_DEFAULT = frozenset({"mqtt", "shift"})
"""Sections that mean something by being there."""
_REPEATED = frozenset({"shift"})
"""Sections that a file may have several of."""
_ALTERNATIVES: Mapping[str, tuple[type[BaseModel], ...]] = {
    "plc": (PlcClientConfig, PlcCouplerConfig),
    "camera": (
        OpenCvCameraConfig,
        GentlCameraConfig,
        AravisCameraConfig,
        PylonCameraConfig,
        VivaCameraConfig,
        SimCameraConfig,
    ),
}
"""What may stand in place of a section, each told by its tag."""
_TAGS: Mapping[str, str] = {"plc": "role", "camera": "driver"}
_INNER: Mapping[str, Mapping[str, type[BaseModel]]] = {
    "plc": {
        "[plc.serial]": SerialConfig,
        "[plc.tls]": TlsConfig,
        "[plc.inputs]": CouplerInputs,
        "[plc.outputs]": CouplerOutputs,
        "[plc.tracking]": TrackingConfig,
        "[[plc.watchdog]]": WatchdogRegister,
    },
    "alarms": {
        "entries of [alarms] that count events": CountAlarmConfig,
        "[alarms] reject_rate": RateAlarmConfig,
        "the other entries of [alarms]": EventAlarmConfig,
    },
    "camera": {"[camera.part_detection]": PartDetectionConfig},
    "people": {"[people.idle_s]": IdleConfig},
    "mqtt": {"[mqtt.tls]": MqttTlsConfig},
}
"""Sections inside a section, in the order of the page."""
_NOT_IN_TEMPLATE = frozenset({"features", "part_detection", "serial", "tls"})
_FIRST_VALUES: Mapping[str, str] = {
    "station.id": '"station-1"',
    "people.idle_s": "{ operator = 600, quality = 600, engineer = 600, admin = 300 }",
    "camera.driver": '"replay"',
    "camera.folder": '"images"',
    "model.package": '"machined-part/1.0.0"',
}
_EXAMPLES: Mapping[str, str] = {
    "camera.frame_rate_hz": "10.0",
    "recipe.file": '"recipe.toml"',
    "plc.writer": '"192.168.0.10/32"',
    "line.decision_distance_mm": "350.0",
    "line.belt_speed_max_mm_s": "500.0",
    "history.url": '"postgresql+psycopg://inspector:${HISTORY_PASSWORD}@db.plant/inspector"',
}
_OTHER_VALUES: Mapping[str, str] = {
    "opencv.source": "0",
    "opencv.features": "{ exposure_time_us = 2000 }",
    "sim.port": "5020",
    "coupler.inputs": "{ photo_eye = 0, chute = 1, exit_eye = 2, line_running = 3, encoder = 0 }",
    "coupler.outputs": "{ pass_gate = 0, infeed = 1, alarm = 2 }",
    "coupler.tracking": "{ decision = 3500, ejector = 4200, exit = 4700, window = 200 }",
    "coupler.watchdog": "[{ address = 4384, value = 60 }]",
    "coupler.watchdog_ms": "60",
    "shift.name": '"early"',
    "shift.begin": '"06:00"',
    "shift.end": '"14:00"',
}

_PAGE = """\
# The station file

`station.toml` says how one station is wired. `inspector station init` writes one with every entry
and its default; `inspector station check` reads one and lists every fault with its line. A station
does not start on a file with a fault.

- TOML, UTF-8, at most 1 MiB. Unknown and repeated entries are faults.
- Names of files are relative to the station file.
- The program listens on loopback only, until the file names another interface. `[plc]` then needs
  an `allow` list as well: Modbus has no password.
- Secrets do not belong in this file: `${NAME}` in a camera's URL, in the account of `[mqtt]` and in
  `history.url` stands for an environment variable.
- Every record of the history cites the SHA-256 of the file's content (`config_hash`), which does
  not depend on comments, order or place of the file.

- A station with one camera has the section `[camera]`. One with several has `[cameras.NAME]` for
  each in its place, with the same entries: all of them look at each part, and a part passes only
  when every one finds it good.

This page is written by `python -m inspector.config.reference`.

`schema_version = 1` stands at the top, before all sections.
"""


def station_template() -> str:
    """A complete, commented station file that loads as it is."""
    blocks = [
        "# Station file of the visual-inspection station; see docs/reference/station-file.md.\n"
        f"schema_version = {SCHEMA_VERSION}\n"
    ]
    for name, model in _SECTIONS:
        if name in _ABSENT_BY_DEFAULT:
            blocks.append(_commented(name, model))
            continue
        lines = [f"# {_first_line(model)}", f"[{name}]", *_template_lines(name, model)]
        blocks.append("\n".join(lines) + "\n")
        blocks += [_alternative(name, other) for other in _ALTERNATIVES.get(name, ())]
    return "\n".join(blocks)


def render_reference() -> str:
    """The reference page as Markdown."""
    blocks = [_PAGE]
    for name, model in _SECTIONS:
        tag = _TAGS.get(name)
        for each in (model, *_ALTERNATIVES.get(name, ())):
            which = f' with {tag} = "{_tag(tag, each)}"' if tag else ""
            blocks.append(table(f"{_heading(name)}{which}", each))
        blocks += [table(title, inner) for title, inner in _INNER.get(name, {}).items()]
    return "\n".join(blocks)


def _template_lines(section: str, model: type[BaseModel]) -> Iterator[str]:
    for name, field in _ordered(model):
        if name in _NOT_IN_TEMPLATE:
            continue
        yield f"# {field.description}"
        given = _FIRST_VALUES.get(f"{section}.{name}")
        value = given if given is not None else _toml(field.get_default())
        yield f"{name} = {value}" if value else f"# {name} = {_EXAMPLES[f'{section}.{name}']}"


def _alternative(section: str, model: type[BaseModel]) -> str:
    key = _TAGS[section]
    tag = _tag(key, model)
    lines = [
        f"# In place of the [{section}] above: {_first_line(model)}",
        f"# [{section}]",
        f'# {key} = "{tag}"',
        *(line for name, line in _commented_lines(tag, model) if name != key),
    ]
    return "\n".join(lines) + "\n"


def _commented(section: str, model: type[BaseModel]) -> str:
    lines = [f"# {_first_line(model)}", f"# {_heading(section)}"]
    return "\n".join([*lines, *(line for _, line in _commented_lines(section, model))]) + "\n"


def _heading(section: str) -> str:
    return f"[[{section}]]" if section in _REPEATED else f"[{section}]"


def _commented_lines(kind: str, model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """The names of the entries that have a value, and their lines."""
    for name, field in _ordered(model):
        value = _OTHER_VALUES.get(f"{kind}.{name}") or _toml(
            field.get_default(call_default_factory=True)
        )
        if value:
            yield name, f"# {name} = {value}  # {field.description}"


def table(title: str, model: type[BaseModel]) -> str:
    """One section of a file: its entries with default, bounds and meaning."""
    rows = [
        f"| `{name}` | {_default(field)} | {_allowed(field)} | {field.description} |"
        for name, field in _ordered(model)
    ]
    heading = [f"## {title}", "", _first_line(model), ""]
    return "\n".join(
        [*heading, "| entry | default | allowed | meaning |", "|---|---|---|---|", *rows, ""]
    )


def _ordered(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    """The tag first, what all drivers or roles share last."""
    rank = {"driver": -1, "role": -1, "frame_timeout_ms": 1, "features": 2, "part_detection": 3}
    rank |= dict.fromkeys(PlcBaseConfig.model_fields, 1)
    return sorted(model.model_fields.items(), key=lambda item: rank.get(item[0], 0))


def _first_line(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").splitlines()[0]


def _tag(key: str, model: type[BaseModel]) -> str:
    return str(get_args(model.model_fields[key].annotation)[0])


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    value = _toml(field.get_default(call_default_factory=True))
    return f"`{value}`" if value else "absent"


def _allowed(field: FieldInfo) -> str:
    if get_origin(field.annotation) is Literal:
        return ", ".join(f"`{_toml(choice)}`" for choice in get_args(field.annotation))
    bounds = {
        sign: getattr(each, attribute)
        for each in field.metadata
        for attribute, sign in (("ge", "≥"), ("gt", ">"), ("le", "≤"))
        if hasattr(each, attribute)
    }
    return " ".join(f"{sign} {bound}" for sign, bound in bounds.items())


def _toml(value: Any) -> str:
    """A default as TOML; empty for none."""
    if value is None or value in ({}, [], ""):
        return ""
    if isinstance(value, BaseModel):
        entries = (f"{name} = {text}" for name, each in value if (text := _toml(each)))
        return f"{{ {', '.join(entries)} }}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple | list):
        return f"[{', '.join(_toml(each) for each in value)}]"
    return str(value)


if __name__ == "__main__":
    sys.stdout.write(render_reference())
