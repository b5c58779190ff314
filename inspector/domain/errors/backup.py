"""Errors of backups and of what is restored from them."""

from inspector.domain.errors.base import InspectorError


class BackupError(InspectorError):
    """A backup cannot be made or used."""

    code = "BAK-000"


class BackupNotFoundError(BackupError):
    """The folder holds no backup, or none of this time."""

    code = "BAK-001"
    remedy = "Name the folder that `inspector backup` wrote; it lists the times that it holds."


class BackupDamagedError(BackupError):
    """A file of the backup is not the one that was written."""

    code = "BAK-002"
    remedy = "Use an older backup of the same folder, or another copy of it."


class RestoreRefusedError(BackupError):
    """Something stands where the backup would be restored to."""

    code = "BAK-003"
    remedy = (
        "Name an empty folder; or stop the station and add --replace, which keeps the old data."
    )


class BackupNotWrittenError(BackupError):
    """The target cannot be written."""

    code = "BAK-004"
    remedy = "Free space or choose another target; backups that it holds already are untouched."
