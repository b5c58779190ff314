"""Measures the pictures of parts that are decided, and gives way to everything else."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from inspector.engine.threads.bulkhead import Bulkhead
from inspector.vision.measure.health import ShiftReference, measure_health, shift_reference
from inspector.vision.pfnc import shown_bits

if TYPE_CHECKING:
    from inspector.domain.frame import Image
    from inspector.domain.inspection import Inspection
    from inspector.domain.record import ResultRecord, ViewRecord

_log = logging.getLogger(__name__)
BEHIND_MAX = 64
"""With more of the gate's records waiting, there is no time but for storing them."""


class HealthMeter:
    """Used by the recorder's thread, behind the verdict; any thread may call :meth:`learn`.

    Attributes:
        measured: Pictures that were measured.
        skipped: Pictures that were not, because storing them was more urgent.
    """

    def __init__(self) -> None:
        self.measured = 0
        self.skipped = 0
        self._references: dict[str, tuple[ShiftReference, ...]] = {}
        self._bulkhead = Bulkhead(_log, recovered="pictures are measured again")

    def learn(self, model_sha256: str, pictures: Iterable[Image]) -> None:
        """Say what good pictures look like for a model; the first one of each size is used."""
        by_size: dict[tuple[int, ...], ShiftReference] = {}
        for picture in pictures:
            if picture.shape[:2] not in by_size:
                by_size[picture.shape[:2]] = shift_reference(picture)
        self._references[model_sha256] = tuple(by_size.values())

    def with_health(
        self, record: ResultRecord, seen: Mapping[int, Inspection], waiting: int
    ) -> ResultRecord:
        """The record with what its pictures tell; whatever goes wrong, the record stands.

        Args:
            record: The row of a part.
            seen: What the engine found, by view; the pictures among it.
            waiting: Records that wait for the recorder.
        """
        views = tuple(
            self._view(record, view, seen.get(view.view), waiting) for view in record.views
        )
        return replace(record, views=views)

    def _view(
        self, record: ResultRecord, view: ViewRecord, inspection: Inspection | None, waiting: int
    ) -> ViewRecord:
        frame = None if inspection is None else inspection.frame
        if frame is None or frame.image is None or not frame.complete:
            return view
        if waiting > BEHIND_MAX:
            self.skipped += 1
            return view
        with self._bulkhead.contain():
            health = measure_health(
                frame.image,
                significant_bits=shown_bits(frame.pixel_format),
                reference=self._reference(record.provenance.model_sha256, frame.image),
            )
            self.measured += 1
            self._bulkhead.clear()
            return replace(view, health=health)
        return view

    def _reference(self, model_sha256: str, image: Image) -> ShiftReference | None:
        known = self._references.get(model_sha256, ())
        return next((each for each in known if each.shape == image.shape[:2]), None)
