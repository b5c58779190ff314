"""Where results are judged again; beside the line, and never in its way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import CameraError
from inspector.domain.errors.history import ReplayImpossibleError
from inspector.domain.errors.store import StoreError
from inspector.domain.history import ResultHistory
from inspector.domain.pictures import is_lossy_file
from inspector.domain.record import ResultRecord, ViewRecord
from inspector.domain.record_ports import ImageReader
from inspector.services.history.rows import views_of
from inspector.services.people.trace import account
from inspector.services.replay.again import judged_again
from inspector.services.replay.comparison import compared_view, report
from inspector.services.replay.judge import Judge, Judges
from inspector.wire.replay import ReplayedView, ReplayReport

PATIENCE_S = 100.0
_WAITING_MAX = 4
"""More would keep the door's threads from others."""
_NS_PER_MS = 1e6


class ReplayDesk:
    """One replay at a time, in a thread of the lowest priority. Safe to use from any thread.

    Args:
        history: Past results.
        images: Their pictures.
        judges: Recipes and models.
        give_way: Lowers the priority of the thread that calls it.
        wait_for_turn: Waits until no part is being judged.
    """

    def __init__(
        self,
        history: ResultHistory,
        images: ImageReader,
        judges: Judges,
        give_way: Callable[[], None],
        wait_for_turn: Callable[[], object],
    ) -> None:
        self._history = history
        self._images = images
        self._judges = judges
        self._wait_for_turn = wait_for_turn
        self._places = threading.BoundedSemaphore(_WAITING_MAX)
        self._worker = ThreadPoolExecutor(1, "replay", initializer=give_way)

    def replay(self, result_id: str, model: str | None) -> ReplayReport:
        """Judge a result again, by its own model or by another; nothing is stored.

        Raises:
            ResultNotFoundError: there is no such result.
            ReplayImpossibleError: it has no picture, nobody knows what judged it, or others wait.
            RecipeRevisionMissingError: the recipe of then is nowhere.
            ModelError: the model is not here, damaged or not trusted.
        """
        account()
        if not self._places.acquire(blocking=False):
            raise ReplayImpossibleError(
                f"{_WAITING_MAX} replays wait already", remedy="Try again in a minute."
            )
        try:
            asked = self._worker.submit(self._replay, result_id, model)
            return asked.result(PATIENCE_S)
        except TimeoutError as error:
            asked.cancel()
            raise ReplayImpossibleError(
                "the line left no time for it", remedy="Try again when the line is quieter."
            ) from error
        finally:
            self._places.release()

    def close(self) -> None:
        """End what is under way."""
        self._worker.shutdown(cancel_futures=True)

    def _replay(self, result_id: str, model: str | None) -> ReplayReport:
        begun = monotonic_ns()
        stored = self._history.result(result_id)
        views = views_of(stored.record)
        if not any(view.image.path for view in views):
            notes = dict.fromkeys(view.image.note for view in views if view.image.note)
            raise ReplayImpossibleError(
                "; ".join([f"no picture of result {result_id} was kept", *notes])
            )
        judge = self._judges.of(stored.record.provenance, model)
        judged = [self._view(judge, stored.record, view) for view in views]
        _require_one(judged)
        return report(stored, judge, judged, (monotonic_ns() - begun) / _NS_PER_MS)

    def _view(self, judge: Judge, record: ResultRecord, view: ViewRecord) -> ReplayedView:
        try:
            now = judged_again(judge, self._images, record, view, self._wait_for_turn)
            return compared_view(view, now, lossy=is_lossy_file(view.image.path))
        except (CameraError, StoreError) as error:
            return compared_view(view, None, str(error))


def _require_one(views: Sequence[ReplayedView]) -> None:
    if all(each.now is None for each in views):
        raise ReplayImpossibleError("; ".join(each.fault for each in views))
