"""Shows where in an archived picture the model saw what it said; beside the line, on request."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.history import NoEvidenceError
from inspector.domain.evidence import EvidenceFinder, Region
from inspector.domain.history import ResultHistory, StoredResult
from inspector.domain.phrases.records import EvidencePhrase
from inspector.domain.record import ArchivedImage, ViewRecord
from inspector.domain.record_ports import ImageReader
from inspector.vision.decode import decode_archived
from inspector.vision.evidence_regions import regions_of
from inspector.vision.placement import placement
from inspector.wire.evidence import Evidence, EvidenceRegion
from inspector.wire.reasons import phrases_of

if TYPE_CHECKING:
    from inspector.domain.recipe import PreprocessingStep
    from inspector.engine.judging.inspector import Preprocessing

_KEPT = 256
_PATIENCE_S = 10.0


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """How a view was judged.

    Attributes:
        steps: What moved the picture's pixels.
        preprocessing: The same, ready to run.
        classes: Of the model, in the order of its scores.
        finder: Asks the model.
    """

    steps: tuple[PreprocessingStep, ...]
    preprocessing: Preprocessing
    classes: tuple[str, ...]
    finder: EvidenceFinder


Viewpoints = Callable[[StoredResult, ViewRecord], Viewpoint]
"""How a view of a result was judged; an :class:`InspectorError` says why nobody knows any more."""


class EvidenceService:
    """Answers from any thread; works in one of the lowest priority, when no part waits.

    Args:
        history: Past results.
        images: Their pictures.
        viewpoints: How they were judged.
        give_way: Lowers the priority of the thread that calls it.
        wait_for_turn: Waits until no part is being judged.
    """

    def __init__(
        self,
        history: ResultHistory,
        images: ImageReader,
        viewpoints: Viewpoints,
        give_way: Callable[[], None],
        wait_for_turn: Callable[[], object],
    ) -> None:
        self._history = history
        self._images = images
        self._viewpoints = viewpoints
        self._wait_for_turn = wait_for_turn
        self._known: OrderedDict[tuple[str, int], Evidence] = OrderedDict()
        self._worker = ThreadPoolExecutor(1, "evidence", initializer=give_way)

    def of(self, result_id: str, view: int | None = None) -> Evidence:
        """What speaks for the class of one view, by default of the view that decided.

        Raises:
            ResultNotFoundError: there is no such result.
            ViewNotFoundError: it has no such view.
        """
        return self._worker.submit(self._of, result_id, view).result(_PATIENCE_S)

    def close(self) -> None:
        """End what is under way."""
        self._worker.shutdown(cancel_futures=True)

    def _of(self, result_id: str, number: int | None) -> Evidence:
        stored = self._history.result(result_id)
        number = stored.record.view if number is None else number
        known = self._known.get((result_id, number))
        if known is None:
            known = self._found(stored, number)
            self._known[result_id, number] = known
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return known

    def _found(self, stored: StoredResult, number: int) -> Evidence:
        result_id = stored.record.result_id
        image = self._history.image(result_id, number)
        view = next((each for each in stored.record.views if each.view == number), None)
        regions: Sequence[Region] = ()
        try:
            regions = self._regions(stored, view, image)
            fault = None
        except InspectorError as error:
            fault = error
        return Evidence(
            result_id=result_id,
            view=number,
            class_name="" if view is None else view.class_name,
            regions=[
                EvidenceRegion(
                    x=each.x,
                    y=each.y,
                    width=each.width,
                    height=each.height,
                    strength=each.strength,
                )
                for each in regions
            ],
            note="" if fault is None else fault.detail,
            **phrases_of(fault),
        )

    def _regions(
        self, stored: StoredResult, view: ViewRecord | None, image: ArchivedImage
    ) -> Sequence[Region]:
        if view is None:
            raise NoEvidenceError(EvidencePhrase.VIEW_UNTOLD())
        point = self._viewpoints(stored, view)
        if view.class_name not in point.classes:
            raise NoEvidenceError(EvidencePhrase.NO_CLASS_FOUND())
        picture = decode_archived(self._images.read(image))
        self._wait_for_turn()
        prepared = point.preprocessing(picture)
        found = point.finder.evidence(prepared, point.classes.index(view.class_name))
        if found is None:
            raise NoEvidenceError(EvidencePhrase.MODEL_SHOWS_NO_PLACE())
        height, width = picture.shape[:2]
        placed = placement(point.steps, width, height)
        regions = [placed.in_camera_picture(each) for each in regions_of(found)]
        shown = [each for each in regions if each is not None]
        if not shown:
            raise NoEvidenceError(EvidencePhrase.NOTHING_STANDS_OUT())
        return shown
