"""What the engine found on parts, until the gate's decision on each comes back in its journal."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import replace

from inspector.domain.inspection import Inspection

_PARTS_MAX = 1 << 15
"""What is known of a part beside its picture takes two kilobytes: a disk that stands still for ten
minutes costs a line of 40 parts a second none of it."""
_PICTURES_MAX_BYTES = 1 << 29


class Remembered:
    """Bounded twice: old parts are forgotten, and before that their pictures are let go.

    Written by the inspectors' threads, read by the recorder's.

    Args:
        views: How many cameras look at each part.
        pictures_max_bytes: Memory that pictures may take while storing them falls behind.

    Attributes:
        pictures_let_go: Pictures that had to make room for newer ones.
    """

    def __init__(self, views: int = 1, pictures_max_bytes: int = _PICTURES_MAX_BYTES) -> None:
        self._views = views
        self._pictures_max_bytes = pictures_max_bytes
        self.pictures_let_go = 0
        self._bytes = 0
        self._parts: dict[int, dict[int, Inspection]] = {}
        self._pictured: dict[int, None] = {}
        self._stored: dict[int, None] = {}
        self._changed = threading.Condition()

    def add(self, view: int, inspection: Inspection) -> None:
        """Keep what one camera's picture showed, unless the part is stored already."""
        with self._changed:
            if inspection.trigger.trigger_index in self._stored:
                return
            part = self._parts.setdefault(inspection.trigger.trigger_index, {})
            self._bytes += _size(inspection) - (_size(part[view]) if view in part else 0)
            part[view] = inspection
            if _size(inspection):
                self._pictured.setdefault(inspection.trigger.trigger_index)
            self._let_go()
            self._changed.notify_all()

    def views_of(self, trigger_index: int, timeout_s: float) -> Mapping[int, Inspection]:
        """What all cameras found on a part; waits a while for those that are still judging.

        Nobody waits for a part that no camera has told of: another engine has seen it.
        """
        with self._changed:
            if trigger_index in self._parts:
                self._changed.wait_for(lambda: self._is_whole(trigger_index), timeout_s)
            return dict(self._parts.get(trigger_index, {}))

    def forget(self, trigger_indices: Iterable[int]) -> None:
        """These are stored; a camera that speaks of one of them later is not heard."""
        with self._changed:
            for index in trigger_indices:
                self._drop(index)
                self._stored[index] = None
            while len(self._stored) > _PARTS_MAX:
                del self._stored[next(iter(self._stored))]

    def clear(self) -> None:
        """Another journal counts its parts anew: what is known belongs to other parts."""
        with self._changed:
            self._parts.clear()
            self._pictured.clear()
            self._stored.clear()
            self._bytes = 0

    def _is_whole(self, trigger_index: int) -> bool:
        return len(self._parts.get(trigger_index, {})) >= self._views

    def _drop(self, trigger_index: int) -> None:
        part = self._parts.pop(trigger_index, {})
        self._pictured.pop(trigger_index, None)
        self._bytes -= sum(_size(inspection) for inspection in part.values())

    def _let_go(self) -> None:
        while len(self._parts) > _PARTS_MAX:
            self._drop(next(iter(self._parts)))
        while self._bytes > self._pictures_max_bytes:
            oldest = next(iter(self._pictured))
            del self._pictured[oldest]
            part = self._parts[oldest]
            for view, inspection in part.items():
                self.pictures_let_go += _size(inspection) > 0
                self._bytes -= _size(inspection)
                part[view] = without_picture(inspection)


def _size(inspection: Inspection) -> int:
    frame = inspection.frame
    return 0 if frame is None or frame.image is None else frame.image.nbytes


def without_picture(inspection: Inspection) -> Inspection:
    """What was found, and no more of the picture than its number and its source."""
    frame = inspection.frame
    return inspection if frame is None else replace(inspection, frame=replace(frame, image=None))
