"""JSON that other programs wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from inspector.domain.errors.dataset import SourceInvalidError

MAX_BYTES = 1 << 30


def read_json_object(path: Path) -> dict[str, Any]:
    """The object in a file.

    Raises:
        SourceInvalidError: it cannot be read, is too large, or is no JSON object.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceInvalidError(f"{path.name} is larger than {MAX_BYTES >> 20} MiB")
        document = json.loads(path.read_bytes())
    except OSError as error:
        raise SourceInvalidError(f"{path}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise SourceInvalidError(f"{path.name} is no JSON file: {error}") from error
    if not isinstance(document, dict):
        raise SourceInvalidError(f"{path.name} is no JSON object")
    return document
