"""The files by which a station and the process of a training speak to each other.

A training outlives the station that began it: whoever comes next reads from its folder how far it
is, and ends it by a file.
"""

from __future__ import annotations

from typing import Literal

from inspector.wire.model import WireModel
from inspector.wire.reasons import Reasoned
from inspector.wire.training import EpochFigures, TrainingRequest

JOB_NAME = "job.json"
STARTED_NAME = "started.json"
OUTCOME_NAME = "outcome.json"
CANCEL_NAME = "cancel"
LOG_NAME = "training.log"
RUN_NAME = "run"
PACKAGES_NAME = "packages"
PROGRESS_NAME = "progress.json"
EPOCHS_SUFFIX = ".epochs.jsonl"


class JobFile(WireModel):
    """What was asked for, by whom, and what its process must know of the station.

    `data_folder` and `archive` are those of the station, `trusted_keys` those that a package must
    be signed with before it is installed.
    """

    schema_version: Literal[1] = 1
    id: str
    request: TrainingRequest
    by: str
    queued_utc_ns: int
    data_folder: str
    archive: str
    trusted_keys: list[str]


class StartedFile(WireModel):
    """The process that trains; a number alone may belong to another process by now."""

    pid: int
    created_s: float
    utc_ns: int


class OutcomeFile(Reasoned):
    """How it ended, the last thing that the process writes."""

    outcome: Literal["finished", "failed", "cancelled"]
    utc_ns: int
    code: str = ""
    error: str = ""
    remedy: str = ""
    package: str = ""
    package_folder: str = ""
    installed: bool = False


class ProgressFile(WireModel):
    """How far it is."""

    step: str
    done: int
    total: int
    detail: str
    utc_ns: int
    seconds_left: float | None = None


class EpochLine(EpochFigures):
    """One line of the course of a network."""

    epochs: int
