"""Which pictures are kept, and as what kind of file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class PictureFormat(StrEnum):
    """A kind of file of the archive."""

    PNG = "png"
    WEBP = "webp"
    WEBP_LOSSY = "webp_lossy"
    JPEG = "jpeg"

    @property
    def is_lossy(self) -> bool:
        """Whether less comes back than the camera sent."""
        return self in (PictureFormat.WEBP_LOSSY, PictureFormat.JPEG)

    @property
    def is_slow(self) -> bool:
        """Whether it takes many times as long to write as the others."""
        return self in (PictureFormat.WEBP, PictureFormat.WEBP_LOSSY)

    @property
    def suffix(self) -> str:
        """How the names of its files end."""
        return {"webp_lossy": ".lossy.webp", "jpeg": ".jpg"}.get(self, f".{self}")

    @property
    def media_type(self) -> str:
        """Its name on the web."""
        return "image/webp" if self is PictureFormat.WEBP_LOSSY else f"image/{self}"


@dataclass(frozen=True, slots=True)
class PicturePolicy:
    """What becomes of the pictures of a part.

    Attributes:
        rejects: Of all parts but OK ones; ``None`` keeps none.
        good: Of OK parts.
        sample_good: Of so many OK parts one keeps its pictures.
    """

    rejects: PictureFormat | None = PictureFormat.PNG
    good: PictureFormat | None = PictureFormat.PNG
    sample_good: int = 1

    def format_of(self, result_id: str, *, is_good: bool) -> PictureFormat | None:
        """As what the pictures of a part are kept, if they are."""
        if not is_good:
            return self.rejects
        return self.good if is_sampled(result_id, self.sample_good) else None

    def why_not(self, *, is_good: bool) -> str:
        """Why a part has none."""
        if is_good and self.good is not None:
            return f"not kept: 1 of {self.sample_good} good parts is"
        return "not kept: archive policy"


def is_lossy_file(path: str) -> bool:
    """Whether a file of the archive, by its name, holds less than the camera sent."""
    return path.endswith(tuple(kind.suffix for kind in PictureFormat if kind.is_lossy))


def is_sampled(result_id: str, one_of: int) -> bool:
    """Whether a part is the one of so many, whatever comes before or after it.

    Chosen by the SHA-256 of its id and not by counting: a tool with eight cavities makes every
    eighth part alike, and a count would keep those of one cavity for ever.
    """
    digest = hashlib.sha256(result_id.encode()).digest()
    return int.from_bytes(digest[:8], "big") % one_of == 0
