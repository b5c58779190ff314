"""Errors of the disk, told as errors of the dataset."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.dataset import DatasetNotWrittenError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def written_to(folder: Path) -> Iterator[None]:
    """Translate what the system says when something is written below ``folder``.

    Raises:
        DatasetNotWrittenError: it takes no files.
    """
    try:
        yield
    except FolderNotWritableError as error:
        raise DatasetNotWrittenError(error.detail) from error
    except OSError as error:
        why = "the disk is full" if error.errno in _FULL else error.strerror or str(error)
        raise DatasetNotWrittenError(f"{error.filename or folder}: {why}") from error
