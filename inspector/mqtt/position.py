"""How far the broker has taken the history; the history itself is the store that is forwarded."""

from __future__ import annotations

import logging
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter, ValidationError

from inspector.domain.errors.config import FolderNotWritableError
from inspector.paths import write_atomically
from inspector.wire.station import Alarm

_log = logging.getLogger(__name__)
_ALARMS = TypeAdapter(list[Alarm])


class Position(BaseModel):
    """What the broker has confirmed; a file of a newer version is read as far as it is known.

    Attributes:
        begun: Whether the place where to begin was chosen; earlier versions wrote nothing before.
        results: ``sequence`` of the last row whose verdict was told, 0 for none.
        result_id: Of that row; tells this history from another one with the same numbers.
        outcomes: ``sequence`` of the last row whose outcome was told, or never will be.
        alarms: The alarms that were told to stand, as the version that told them wrote them.
        telling: Those that were about to be told; the broker may have them or not.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    begun: bool = True
    results: int = Field(0, ge=0)
    result_id: str = ""
    outcomes: int = Field(0, ge=0)
    alarms: list[JsonValue] = Field(default_factory=list)
    telling: list[JsonValue] = Field(default_factory=list)


class PositionFile:
    """Keeps a :class:`Position` across restarts and power cuts.

    It is written behind the confirmations, never ahead of them; only what is about to be told of
    alarms goes ahead.

    Where the disk refuses, the position lives on in memory: the broker gets some rows twice after
    the next start, and none is lost.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._failing = False
        present = path.exists()
        self._saved = self._load() if present else None
        self._position = self._saved or Position(begun=present)

    @property
    def position(self) -> Position:
        """How far the broker has taken the history."""
        return self._position

    @property
    def alarms(self) -> list[Alarm]:
        """The alarms that were told to stand; none when another version wrote them otherwise."""
        return _read(self._position.alarms)

    @property
    def telling(self) -> list[Alarm]:
        """The alarms that may have been told to stand, too, when the last telling broke off."""
        return _read(self._position.telling)

    def move(self, **changes: int | str) -> None:
        """Change fields of the position, in memory until :meth:`save`."""
        self._position = self._position.model_copy(update=changes)

    def begin_to_tell(self, alarms: list[Alarm]) -> None:
        """Write down which alarms are about to be told to stand: their telling may break off."""
        self._position = self._position.model_copy(update={"telling": _written(alarms)})
        self.save()

    def tell_alarms(self, alarms: list[Alarm]) -> None:
        """Remember which alarms were told to stand, in memory until :meth:`save`."""
        told = {"alarms": _written(alarms), "telling": []}
        self._position = self._position.model_copy(update=told)

    def save(self) -> None:
        """Write the position if it has moved."""
        if self._position == self._saved:
            return
        try:
            write_atomically(self._path, self._position.model_dump_json(indent=1))
        except FolderNotWritableError as error:
            if not self._failing:
                _log.error("the position is not kept: %s", error)
            self._failing = True
        else:
            if self._failing:
                _log.info("the position is kept again")
            self._failing = False
            self._saved = self._position

    def _load(self) -> Position | None:
        try:
            return Position.model_validate_json(self._path.read_bytes())
        except (OSError, ValidationError) as error:
            _log.error("%s cannot be read, all is told again: %s", self._path, error)
            return None


def _written(alarms: list[Alarm]) -> list[JsonValue]:
    written: list[JsonValue] = _ALARMS.dump_python(alarms, mode="json")
    return written


def _read(written: list[JsonValue]) -> list[Alarm]:
    try:
        return _ALARMS.validate_python(written)
    except ValidationError:
        return []
