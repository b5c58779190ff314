"""Errors of the database and of the image archive."""

from inspector.domain.errors.base import InspectorError


class StoreError(InspectorError):
    """Results cannot be stored."""

    code = "STO-000"


class DiskFullError(StoreError):
    """The disk of the data folder is full or below the reserve."""

    code = "STO-001"
    remedy = "Free disk space; recording goes on by itself and nothing judged so far is lost."


class StoringBehindError(StoreError):
    """Results come faster than they can be stored, or the disk stands still."""

    code = "STO-009"
    remedy = (
        "Look at what else uses the disk, and at its health; keep fewer pictures or use a faster "
        "disk. No result is lost: they wait in the gate's journal, without the pictures given up."
    )


class DiskFailingError(StoreError):
    """The disk of the data folder fails to read or to write."""

    code = "STO-010"
    remedy = (
        "Check the disk's health and cable and whether it has become read-only; recording goes on "
        "by itself once it can be written. Nothing judged so far is lost: it waits in the gate's "
        "journal."
    )


class DatabaseTooNewError(StoreError):
    """The database was written by a newer version of the program."""

    code = "STO-002"
    remedy = "Install the newer version again, or choose another --data-dir."


class DatabaseDamagedError(StoreError):
    """The database file is damaged or is no database."""

    code = "STO-003"
    remedy = "Restore the newest backup; the damaged file is left untouched."


class ResultNotFoundError(StoreError):
    """No inspection has this result id."""

    code = "STO-004"
    remedy = "Check the id; retention may have removed the row."


class ImageMissingError(StoreError):
    """The row has no image, or its file is gone."""

    code = "STO-005"
    remedy = "The reason stands in the row: no frame, archive off, disk full or retention."


class ImageNotWrittenError(StoreError):
    """A picture could not be written to the archive."""

    code = "STO-006"
    remedy = "Check the rights and the health of the archive's disk; results are kept meanwhile."


class ImageDamagedError(StoreError):
    """A file of the archive is not the one that was written: its SHA-256 differs."""

    code = "STO-007"
    remedy = "Restore the file from a backup, and check the disk and who may write the archive."


class ViewNotFoundError(StoreError):
    """The inspection has no view of this number."""

    code = "STO-008"
    remedy = "Name one of the views that the result lists."
