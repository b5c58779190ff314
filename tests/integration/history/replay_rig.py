"""Rows whose picture and verdict come from a real station's own model and recipe."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from rollout_station import Station
from store_examples import START_UTC_NS, example, view_of

from inspector.domain.frame import Frame
from inspector.domain.inspection import Inspection, Trigger
from inspector.domain.pictures import PictureFormat
from inspector.domain.record import ResultRecord
from inspector.engine.matching.frame_matcher import Pair
from inspector.store.archive import FileImageArchive


def inspected(
    station: Station, index: int, image: np.ndarray, kind: PictureFormat = PictureFormat.PNG
) -> ResultRecord:
    """The row of a part that the station's own model and recipe judged."""
    process = station.process
    inspector = process.engine.recipes.in_force.views[0].inspector
    frame = Frame(image, "BGR8", 1, 0, 0)
    found: Inspection = inspector.inspect(Pair(Trigger(index, index, 0, 0, 1), frame))
    archive = FileImageArchive(station.data.archive, 0)
    record = example(
        index,
        provenance=replace(
            process.services.station._provenance,
            model_id=process.engine.models.in_force.identity.model_id,
        ),
        evaluation=found.decision.evaluation,
        reason=found.decision.reason,
        class_name=found.decision.class_name,
        score=found.decision.score,
        threshold=found.decision.threshold,
        scores=dict(found.scores),
        novelty=found.novelty,
    )
    record = replace(record, image=archive.save(record.result_id, START_UTC_NS, image, 0, kind))
    return replace(record, views=(view_of(record, 0, "camera", novelty=found.novelty),))
