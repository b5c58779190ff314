"""The station file: `station.toml`, strict, every fault told at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, PrivateAttr, ValidationError, ValidationInfo, field_validator

from inspector.config.alarms import AlarmsConfig
from inspector.config.base import ConfigModel, Identifier
from inspector.config.camera import AnyCameraConfig
from inspector.config.challenge import ChallengeConfig
from inspector.config.drift import DriftConfig
from inspector.config.faults import faults_of, in_order
from inspector.config.history import HistoryConfig
from inspector.config.line import LineConfig
from inspector.config.mqtt import MqttConfig
from inspector.config.people import PeopleConfig
from inspector.config.plc import AnyPlcConfig, PlcServerConfig
from inspector.config.retention import RetentionConfig
from inspector.config.sections import (
    ApiConfig,
    ArchiveConfig,
    EngineConfig,
    ModelConfig,
    RecipeConfig,
    StationSection,
)
from inspector.config.shift import Shifts
from inspector.config.toml_text import Refuse, TomlDocument, decode_utf8, parse_toml, read_file
from inspector.config.wiring import CameraSections, wiring_faults
from inspector.domain.errors.config import (
    StationFileInvalidError,
    StationFileMissingError,
    StationSchemaUnsupportedError,
)
from inspector.domain.phrase import plain
from inspector.domain.phrases.entries import FilePhrase

SCHEMA_VERSION = 1
CAMERAS_MAX = 16
ONLY_CAMERA = "camera"
"""Name of the camera of a station that has one."""


class StationConfig(ConfigModel):
    """All that a station is wired with. Names of files stand as written; see :meth:`resolve`."""

    schema_version: int = Field(
        ge=SCHEMA_VERSION,
        le=SCHEMA_VERSION,
        description=f"version of this file's format, {SCHEMA_VERSION}",
    )
    station: StationSection = Field(description="who this station is")
    plc: AnyPlcConfig = Field(default_factory=PlcServerConfig, description="the Modbus side")
    line: LineConfig = Field(default_factory=LineConfig, description="how fast the line is")
    alarms: AlarmsConfig = Field(
        default_factory=AlarmsConfig, description="when the station complains"
    )
    drift: DriftConfig = Field(
        default_factory=DriftConfig, description="when pictures are not what they were"
    )
    camera: AnyCameraConfig | None = Field(None, description="where pictures come from")
    cameras: Annotated[dict[Identifier, AnyCameraConfig], Field(max_length=CAMERAS_MAX)] = Field(
        default_factory=dict,
        validate_default=True,
        description="in place of `camera`: several, each by its name; all look at each part",
    )
    model: ModelConfig = Field(description="what judges them")
    recipe: RecipeConfig = Field(default_factory=RecipeConfig, description="how one product is")
    shift: Shifts = Field(default_factory=list, description="the shifts that figures are told by")
    archive: ArchiveConfig = Field(
        default_factory=ArchiveConfig, description="which pictures are kept"
    )
    challenge: ChallengeConfig = Field(
        default_factory=ChallengeConfig, description="when known parts must prove the station"
    )
    retention: RetentionConfig = Field(
        default_factory=RetentionConfig, description="how long what was recorded is kept"
    )
    history: HistoryConfig = Field(
        default_factory=HistoryConfig, description="what several stations share"
    )
    api: ApiConfig = Field(default_factory=ApiConfig, description="the door for clients")
    engine: EngineConfig = Field(default_factory=EngineConfig, description="parts in hand")
    people: PeopleConfig = Field(default_factory=PeopleConfig, description="how people work here")
    mqtt: MqttConfig | None = Field(None, description="where results are told")
    _folder: Path = PrivateAttr(default=Path())

    def model_post_init(self, context: Any, /) -> None:
        """Remember the folder of the file, which is no part of the configuration's identity."""
        if context is not None:
            self._folder = context

    @field_validator("cameras")
    @classmethod
    def _require_cameras(
        cls, cameras: dict[str, AnyCameraConfig], others: ValidationInfo
    ) -> dict[str, AnyCameraConfig]:
        only, plc = others.data.get("camera"), others.data.get("plc")
        if "camera" in others.data and (only is None) is (not cameras):
            raise ValueError("add the section [camera], or one [cameras.NAME] for each of several")
        first = only or next(iter(cameras.values()), None)
        sees_parts = first and first.is_free_running and first.part_detection
        if first and plc and plc.trigger_source == "vision" and not sees_parts:
            raise ValueError(
                'plc.trigger_source is "vision", so the first camera must run free and have '
                "`part_detection`"
            )
        return cameras

    @property
    def views(self) -> Mapping[str, AnyCameraConfig]:
        """All cameras by name, in the order of their view numbers."""
        return {ONLY_CAMERA: self.camera} if self.camera is not None else self.cameras

    @property
    def sections(self) -> CameraSections:
        """All cameras by where they stand in the file, in the same order."""
        if self.camera is not None:
            return {("camera",): self.camera}
        return {("cameras", name): camera for name, camera in self.cameras.items()}

    def resolve(self, name: str) -> Path:
        """The path of a file or folder that the station file names, relative to that file."""
        return self._folder / name


def load_station(path: Path) -> StationConfig:
    """Read and check a station file.

    Raises:
        StationFileMissingError: there is no such file, or it cannot be read.
        StationSchemaUnsupportedError: it was written for another version of the program.
        StationFileInvalidError: with every fault, its line and its remedy.
    """
    text = decode_utf8(read_file(path, StationFileMissingError), _refusal(path))
    return parse_station(text, path)


def parse_station(text: str, path: Path) -> StationConfig:
    """Check the text of a station file; ``path`` names it in errors and resolves relative names.

    Raises:
        StationSchemaUnsupportedError: it was written for another version of the program.
        StationFileInvalidError: with every fault, its line and its remedy.
    """
    document = parse_toml(text, _refusal(path))
    _require_schema(document, path)
    try:
        config = StationConfig.model_validate(document.content, context=path.resolve().parent)
    except ValidationError as error:
        raise _refusal(path)(*faults_of(error, StationConfig, document)) from error
    found = wiring_faults(config.sections, config.plc, config.line)
    if faults := [*in_order(((place, plain(words)) for place, words in found), document)]:
        raise _refusal(path)(*faults)
    return config


def config_hash(config: StationConfig) -> str:
    """SHA-256 of the configuration's canonical JSON; the same wherever the file lies."""
    content = config.model_dump(mode="json")
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _require_schema(document: TomlDocument, path: Path) -> None:
    version = document.content.get("schema_version")
    if isinstance(version, int) and not isinstance(version, bool) and version != SCHEMA_VERSION:
        line = document.line_of(("schema_version",))
        raise StationSchemaUnsupportedError(
            f"{path}, line {line}: schema_version is {version}, this program reads {SCHEMA_VERSION}"
        )


def _refusal(path: Path) -> Refuse:
    return partial(StationFileInvalidError, FilePhrase.IN_FILE(file=str(path)))
