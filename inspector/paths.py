"""Where the station keeps its files; nothing is created before somebody asks."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import platformdirs

from inspector.domain.errors.config import FolderNotWritableError
from inspector.flushing import flush_folder

_APPLICATION = "inspector"
_OWNER_RIGHTS_SID = "*S-1-3-4"


def data_dir() -> Path:
    """The data folder of this user account, by the conventions of the operating system."""
    return platformdirs.user_data_path(_APPLICATION, appauthor=False)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The places inside one station's data folder."""

    root: Path

    @property
    def database(self) -> Path:
        """The folder of the results database."""
        return self.root / "db"

    @property
    def archive(self) -> Path:
        """The root of the image archive."""
        return self.root / "archive"

    @property
    def journal(self) -> Path:
        """The folder of the gate's journal."""
        return self.root / "journal"

    @property
    def logs(self) -> Path:
        """The folder of the log files."""
        return self.root / "logs"

    @property
    def mqtt(self) -> Path:
        """The folder in which the MQTT publisher remembers what the broker has taken."""
        return self.root / "mqtt"

    @property
    def models(self) -> Path:
        """The station's model packages, and which of them is in force."""
        return self.root / "models"

    @property
    def datasets(self) -> Path:
        """The datasets that models are trained on."""
        return self.root / "datasets"

    @property
    def training(self) -> Path:
        """The trainings that the station was asked for."""
        return self.root / "training"

    @property
    def people(self) -> Path:
        """Who may work at the station."""
        return self.root / "people.toml"

    @property
    def audit(self) -> Path:
        """What people did at the station."""
        return self.root / "audit.jsonl"

    @property
    def run_file(self) -> Path:
        """Address and token of the running station's API."""
        return self.root / "run" / "api.json"

    @property
    def gate_file(self) -> Path:
        """Address and token of the running gate."""
        return self.root / "run" / "gate.json"

    @property
    def station_file(self) -> Path:
        """The station file, unless another one is named."""
        return self.config / "station.toml"

    @property
    def config(self) -> Path:
        """The folder of the station file and of preferences."""
        return self.root / "config"


def ensure_writable(folder: Path) -> Path:
    """Create the folder if needed and prove by writing that it takes files.

    Raises:
        FolderNotWritableError: it cannot be created or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise FolderNotWritableError(f"{folder}: {error.strerror or error}") from error
    return folder


def write_atomically(path: Path, content: str | bytes, *, owner_only: bool = False) -> None:
    """Replace a file so that a reader sees the old content or the new, also after a power cut.

    Args:
        path: Its folder is created if needed.
        content: Bytes, or text that is written as UTF-8 with line ends as they are.
        owner_only: As of :func:`draft_of`.

    Raises:
        FolderNotWritableError: the file cannot be written; the old one is untouched.
    """
    with draft_of(path, owner_only=owner_only) as stream:
        stream.write(content.encode() if isinstance(content, str) else content)


@contextmanager
def draft_of(path: Path, *, owner_only: bool = False) -> Iterator[BinaryIO]:
    """A file to write that takes the name ``path`` when the block ends well, else vanishes.

    Args:
        path: Its folder is created if needed.
        owner_only: Leave it readable to its owner alone, from the first byte on.

    Raises:
        FolderNotWritableError: it cannot be written; what stood there is untouched.
    """
    draft: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # mkstemp creates with mode 0600, so a secret is never readable to others for a moment.
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        draft = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            if owner_only and sys.platform == "win32":
                _restrict_to_owner(draft)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if not owner_only:
            draft.chmod(0o644)
        draft.replace(path)
        flush_folder(path.parent)
    except OSError as error:
        raise FolderNotWritableError(f"{path}: {error.strerror or error}") from error
    finally:
        if draft is not None:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def _restrict_to_owner(path: Path) -> None:
    """Replace the inherited access list of Windows by one entry, full access for the owner."""
    icacls = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "icacls.exe"
    subprocess.run(
        [str(icacls), str(path), "/inheritance:r", "/grant:r", f"{_OWNER_RIGHTS_SID}:F"],
        check=False,
        capture_output=True,
    )
