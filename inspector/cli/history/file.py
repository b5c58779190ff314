"""Writing a file that is made piece by piece."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.services.exports.background import Pieces


def write_pieces(pieces: Pieces, target: Path) -> int:
    """Write all of it, or leave what stood there as it was; the number of bytes.

    Raises:
        FolderNotWritableError: the file cannot be written.
    """
    from inspector.domain.errors.config import FolderNotWritableError

    draft, written = target.with_name(f"{target.name}.part"), 0
    try:
        with draft.open("wb") as file:
            while (piece := pieces.next()) is not None:
                written += file.write(piece)
        draft.replace(target)
    except OSError as error:
        raise FolderNotWritableError(f"{target}: {error.strerror}") from error
    finally:
        pieces.cancel()
        pieces.join()
        draft.unlink(missing_ok=True)
    return written
