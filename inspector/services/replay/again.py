"""One archived picture judged once more, as a replay and a what-if question do it."""

from __future__ import annotations

from collections.abc import Callable

from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import CameraError
from inspector.domain.frame import Frame
from inspector.domain.inspection import Inspection, Trigger
from inspector.domain.record import ResultRecord, ViewRecord
from inspector.domain.record_ports import ImageReader
from inspector.engine.matching.frame_matcher import Pair
from inspector.services.replay.judge import Judge
from inspector.vision.decode import decode_archived


def judged_again(
    judge: Judge,
    images: ImageReader,
    record: ResultRecord,
    view: ViewRecord,
    wait_for_turn: Callable[[], object],
) -> Inspection:
    """Judge one view of a part.

    Raises:
        CameraError: the station has no such camera any more, or the picture is none.
        StoreError: the picture is gone or damaged.
    """
    inspector = judge.inspectors.get(view.view)
    if inspector is None:
        raise CameraError(f"the station has no camera {view.view} any more")
    picture = decode_archived(images.read(view.image))
    wait_for_turn()
    frame = Frame(picture, view.pixel_format, view.frame_id or 0, 0, monotonic_ns())
    trigger = Trigger(record.trigger_index, record.part_id, record.encoder, 0, 0)
    return inspector.inspect(Pair(trigger, frame))
