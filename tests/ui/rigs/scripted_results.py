"""The history of a scripted station as a connection asks for it."""

from collections.abc import Callable

import wire_samples
from metal_part import as_jpeg, as_png, metal_part
from scripted_history import ScriptedHistory

from inspector.domain.errors.store import ImageMissingError
from inspector.domain.evaluation import Evaluation
from inspector.wire.evidence import Evidence, EvidenceRegion
from inspector.wire.history import ResultDetail, ResultFilter, ResultPage


class ScriptedResults:
    """``answer`` is told every question, and raises what refuses it."""

    def __init__(self, history: ScriptedHistory, answer: Callable[[object], None]) -> None:
        self._history = history
        self._answer = answer
        self.count = history.count
        self.facets = history.facets
        self.golden = history.golden
        self.pick = history.pick
        self.picks = history.picks

    def page(self, criteria: ResultFilter, before: int | None, limit: int, /) -> ResultPage:
        self._answer((criteria, before))
        return self._history.page(criteria, before, limit)

    def page_after(
        self, position: int, limit: int, criteria: ResultFilter | None = None, /
    ) -> ResultPage:
        self._answer((criteria, "after", position))
        return self._history.page_after(position, limit, criteria)

    def result(self, result_id: str, /) -> ResultDetail:
        self._answer(result_id)
        return self._history.detail(result_id)

    def image(self, result_id: str, view: int | None = None, /) -> bytes:
        self._answer(("image", result_id, view))
        return as_png(_picture(result_id, view))

    def thumbnail(self, result_id: str, size_px: int, view: int | None = None, /) -> bytes:
        self._answer(("thumbnail", result_id, view))
        return as_jpeg(_picture(result_id, view), size_px)

    def evidence(self, result_id: str, view: int | None = None, /) -> Evidence:
        self._answer(("evidence", result_id, view))
        detail = _detail(result_id)
        region = EvidenceRegion(x=0.42, y=0.18, width=0.11, height=0.12, strength=1.0)
        found = [region] if detail.evaluation is Evaluation.NOT_OK else []
        return Evidence(
            result_id=result_id,
            view=detail.view if view is None else view,
            class_name=detail.class_name,
            regions=found,
            note="" if found else "nothing in the picture stands out",
        )


def _detail(result_id: str) -> ResultDetail:
    return wire_samples.result_detail(int(result_id.partition("-")[2]))


def _picture(result_id: str, number: int | None):
    detail = _detail(result_id)
    number = detail.view if number is None else number
    seen = next((view for view in detail.views if view.view == number), detail)
    if seen.evaluation is Evaluation.UNDEFINED:
        raise ImageMissingError("no frame arrived")
    return metal_part(detail.trigger_index + number, seen.evaluation)
