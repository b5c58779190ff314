"""What the publisher says of itself, for people at the terminal and in the log."""

from __future__ import annotations

import logging
import os
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.mqtt import MqttNotRunningError
from inspector.paths import write_atomically
from inspector.wire.model import WireModel

_log = logging.getLogger(__name__)


class PublisherStatus(WireModel):
    """Whether the broker takes messages; the fault is empty while it does."""

    pid: int
    broker: str
    connected: bool
    since: datetime
    fault_code: str = ""
    fault_detail: str = ""
    fault_remedy: str = ""


class StatusFile:
    """Writes each change to a file and, once, to the log."""

    def __init__(self, path: Path, broker: str) -> None:
        self._path = path
        self._broker = broker
        self._told: PublisherStatus | None = None

    def connected(self) -> None:
        """The broker has taken the connection."""
        self._tell(connected=True, fault=None)

    def lost(self, fault: InspectorError) -> None:
        """There is no connection, for this reason."""
        self._tell(connected=False, fault=fault)

    def _tell(self, *, connected: bool, fault: InspectorError | None) -> None:
        code = "" if fault is None else fault.code
        told = self._told
        if told is not None and (told.connected, told.fault_code) == (connected, code):
            return
        self._told = PublisherStatus(
            pid=os.getpid(),
            broker=self._broker,
            connected=connected,
            since=datetime.now(UTC),
            fault_code=code,
            fault_detail="" if fault is None else fault.detail,
            fault_remedy="" if fault is None else fault.remedy,
        )
        if fault is None:
            _log.info("connected to %s", self._broker)
        else:
            _log.error("%s: %s; remedy: %s", self._broker, fault, fault.remedy)
        try:
            write_atomically(self._path, self._told.model_dump_json(indent=1))
        except FolderNotWritableError as error:
            _log.error("the status is not shown: %s", error)


def read_status(path: Path) -> PublisherStatus:
    """The last status that a publisher left.

    Raises:
        MqttNotRunningError: none has run here.
    """
    try:
        return PublisherStatus.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise MqttNotRunningError(f"no publisher has left its status in {path}") from error
