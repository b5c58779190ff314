"""The record of what is in force: every decision, chained by hashes, in `rollout.json`.

The events alone are the truth, and the state is what they lead to. Each one's ``chain`` is the hash
of the event and of the chain before it, and the file repeats the last of them at its top: an event
that was changed, removed or put in between is found, and so is a file that was cut.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from inspector.domain.errors.release import RolloutDamagedError
from inspector.domain.release import Rollout, RolloutEvent, RolloutKind
from inspector.paths import write_atomically

ROLLOUT_NAME = "rollout.json"
_LARGEST_BYTES = 16 << 20

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Event(_Entry):
    kind: RolloutKind
    sha256: Sha256
    by: str
    utc_ns: int
    reason: str
    chain: Sha256

    def as_event(self) -> RolloutEvent:
        return RolloutEvent(self.kind, self.sha256, self.by, self.utc_ns, self.reason)


class _File(_Entry):
    schema_version: Literal[1]
    chain: Sha256
    in_force: Sha256
    events: Annotated[tuple[_Event, ...], Field(min_length=1, strict=False)]


def read_rollout(folder: Path) -> Rollout:
    """The state of a registry; empty when nothing was ever decided.

    Raises:
        RolloutDamagedError: the file cannot be read, or is not as it was written.
    """
    path = folder / ROLLOUT_NAME
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST_BYTES + 1)
    except FileNotFoundError:
        return Rollout()
    except OSError as error:
        raise RolloutDamagedError(f"{path} cannot be read: {error.strerror}") from error
    if len(content) > _LARGEST_BYTES:
        raise RolloutDamagedError(f"{path} is larger than {_LARGEST_BYTES} bytes")
    try:
        file = _File.model_validate_json(content)
    except ValidationError as error:
        raise RolloutDamagedError(f"{path}: {error.errors()[0]['msg']}") from error
    return _unfold(file, path)


def write_rollout(folder: Path, rollout: Rollout) -> None:
    """Replace the file; after a power cut it is the old one or the new.

    Raises:
        FolderNotWritableError: it cannot be written.
    """
    events: list[dict[str, object]] = []
    chain = ""
    for event in rollout.events:
        chain = _chained(chain, event)
        events.append({**asdict(event), "chain": chain})
    document = {
        "schema_version": 1,
        "chain": chain,
        "in_force": rollout.in_force_sha256,
        "events": events,
    }
    write_atomically(folder / ROLLOUT_NAME, json.dumps(document, indent=1) + "\n")


def _unfold(file: _File, path: Path) -> Rollout:
    rollout, chain = Rollout(), ""
    for place, entry in enumerate(file.events, start=1):
        chain = _chained(chain, entry.as_event())
        if chain != entry.chain:
            raise RolloutDamagedError(f"{path}: event {place} is not the one that was written")
        rollout = rollout.followed_by(entry.as_event())
    if chain != file.chain or rollout.in_force_sha256 != file.in_force:
        raise RolloutDamagedError(f"{path}: events are missing at its end")
    return rollout


def _chained(before: str, event: RolloutEvent) -> str:
    canonical = json.dumps(asdict(event), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{canonical}".encode()).hexdigest()
