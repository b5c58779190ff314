"""A good part to hold another one against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from inspector.domain.errors.history import GoldenMissingError
from inspector.domain.errors.store import ImageDamagedError, ImageMissingError, ViewNotFoundError
from inspector.domain.evaluation import Evaluation
from inspector.domain.history import HistoryFilter, ResultHistory
from inspector.domain.record_ports import ImageReader
from inspector.vision.stored import media_type

_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Golden:
    """A picture of a good part.

    Attributes:
        content: The file.
        media_type: What kind of file.
        source: Where it comes from: ``model NAME/VERSION`` or ``result RESULT_ID``.
    """

    content: bytes
    media_type: str
    source: str


GoldenOfModel = Callable[[str], Golden | None]
"""The first example of a good part that a package carries, by its SHA-256."""


class GoldenDesk:
    """All methods may be called from several threads.

    Args:
        history: Past results.
        images: Their pictures.
        of_model: Examples of packages.
    """

    def __init__(
        self, history: ResultHistory, images: ImageReader, of_model: GoldenOfModel
    ) -> None:
        self._history = history
        self._images = images
        self._of_model = of_model

    def of(self, result_id: str, view: int | None = None) -> Golden:
        """What the model that judged a part learned as good; else the last good part of its kind.

        Raises:
            ResultNotFoundError: there is no such result.
            GoldenMissingError: there is neither.
        """
        record = self._history.result(result_id).record
        cited = record.provenance
        found = self._of_model(cited.model_sha256) if cited.model_sha256 else None
        if found is not None:
            return found
        number = record.view if view is None else view
        wanted = HistoryFilter(evaluation=Evaluation.OK, recipe_id=cited.recipe_id, pictured=True)
        for each in self._history.page(wanted, None, _LOOKED_AT):
            if (golden := self._of_result(each.result_id, number)) is not None:
                return golden
        raise GoldenMissingError(f"no good part of recipe {cited.recipe_id} has a picture")

    def _of_result(self, result_id: str, view: int) -> Golden | None:
        try:
            content = self._images.read(self._history.image(result_id, view))
        except (ImageMissingError, ImageDamagedError, ViewNotFoundError):
            return None
        return Golden(content, media_type(content), f"result {result_id}")
