"""All cameras over the virtual line: one photo-eye, one truth, several views."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from inspector.sim.camera_process import CameraProcess
from inspector.sim.camera_server import CameraSettings, PartTruth
from inspector.sim.other_camera import OtherCamera


class LineCameras:
    """Run from construction to :meth:`close`."""

    def __init__(self, settings: Collection[CameraSettings]) -> None:
        self._cameras = [
            OtherCamera() if each.protocol == "none" else CameraProcess(each) for each in settings
        ]
        self._shows_all = all(each.protocol != "none" for each in settings)
        self._told_ready = False

    @property
    def pids(self) -> list[int | None]:
        """Of the present processes."""
        return [camera.pid for camera in self._cameras]

    def expose(self, number: int) -> None:
        """The photo-eye sees a part.

        Raises:
            CameraLostError: a process has ended and does not come back.
        """
        for camera in self._cameras:
            camera.expose(number)

    def truths(self) -> Iterator[PartTruth]:
        """What the first camera has said of the parts since the last call.

        A part is defective to a camera that looks at something else, and so to the station.

        Raises:
            CameraLostError: a process has ended and does not come back.
        """
        first, *others = [list(camera.truths()) for camera in self._cameras]
        del others
        for truth in first:
            yield truth if self._shows_all else PartTruth(truth.number, None, defective=True)

    def became_ready(self) -> bool:
        """Whether all can be connected to since just now."""
        ready = all(camera.ready for camera in self._cameras)
        news = ready and not self._told_ready
        self._told_ready = ready
        return news

    def close(self) -> None:
        """End all processes."""
        for camera in self._cameras:
            camera.close()
