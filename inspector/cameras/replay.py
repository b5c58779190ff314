"""A camera that shows image files: for demos, tests and the re-inspection of history."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Literal

from inspector.cameras.frames import FrameCounter
from inspector.cameras.pacing import FixedRate, OnTrigger, Pacing
from inspector.domain.errors.camera import (
    CameraError,
    CameraNotFoundError,
    FeatureError,
    ImageUnreadableError,
    ImageUnsuitableError,
)
from inspector.domain.evaluation import Reason
from inspector.domain.feature import Feature, FeatureKind, FeatureValue
from inspector.domain.frame import Frame
from inspector.domain.phrases.cameras import CameraPhrase, FeaturePhrase
from inspector.domain.ports import CameraStats
from inspector.vision.imagefile import read_image
from inspector.vision.imagelist import list_images

_FEATURES = ("trigger_mode", "acquisition_frame_rate_hz")
_RATE_MIN_HZ = 0.001
_RATE_MAX_HZ = 1000.0


class ReplayCamera:
    """Every file is one frame, in a fixed order.

    A file that cannot be read is a frame with a fault: it is never skipped, so the n-th trigger
    always shows the n-th file. After the last file the order begins again, or no frame comes.

    Features: ``trigger_mode`` (``On``: one frame per software trigger, ``Off``: free run) and
    ``acquisition_frame_rate_hz`` of the free run. Both are locked while acquiring.
    """

    def __init__(
        self,
        source: Path | str,
        *,
        order: Literal["sorted", "shuffled"] = "sorted",
        seed: int = 0,
        loop: bool = True,
        frame_rate_hz: float | None = None,
    ) -> None:
        """Choose the files; nothing is read before :meth:`open`.

        Args:
            source: Folder of images, or CSV file ``path,label``.
            order: By path, or shuffled the same way for the same seed.
            seed: Which shuffle.
            loop: Whether to begin again after the last file.
            frame_rate_hz: Rate of a free run; ``None`` for one frame per software trigger.
        """
        self._source = self._root = Path(source)
        self._order = order
        self._seed = seed
        self._loop = loop
        self._triggered = frame_rate_hz is None
        self._rate_hz = 10.0 if frame_rate_hz is None else frame_rate_hz
        self._paths: tuple[Path, ...] = ()
        self._shown = 0
        self._pacing: Pacing | None = None
        self._counter = FrameCounter(str(source))

    def open(self) -> None:
        """List the files.

        Raises:
            CameraNotFoundError: the folder or list does not exist.
            ImageFolderEmptyError: it names no image.
            ImageListInvalidError: the list cannot be read.
        """
        if self._paths:
            return
        if not self._source.exists():
            raise CameraNotFoundError(
                CameraPhrase.SOURCE_MISSING(path=str(self._source)),
                remedy="Correct `folder` in the station file.",
            )
        paths = [path for path, _ in list_images(self._source)]
        if self._order == "shuffled":
            random.Random(self._seed).shuffle(paths)  # noqa: S311 - an order, not a secret
        self._paths, self._shown = tuple(paths), 0
        self._root = self._source if self._source.is_dir() else self._source.parent
        self._counter = FrameCounter(str(self._source))

    def close(self) -> None:
        """Forget the files."""
        self._pacing = None
        self._paths = ()

    def get(self, feature: str) -> FeatureValue:
        """``trigger_mode`` or ``acquisition_frame_rate_hz``."""
        _require_known(feature)
        if feature == "trigger_mode":
            return "On" if self._triggered else "Off"
        return self._rate_hz

    def set(self, feature: str, value: FeatureValue) -> None:
        """Choose between trigger and free run, or the rate of the free run."""
        _require_known(feature)
        if self._pacing is not None:
            raise FeatureError(FeaturePhrase.FEATURE_LOCKED_ACQUIRING(feature=feature))
        if feature == "trigger_mode":
            if value not in ("On", "Off"):
                raise FeatureError(
                    FeaturePhrase.FEATURE_NOT_ON_OR_OFF(feature=feature, found=value)
                )
            self._triggered = value == "On"
        elif isinstance(value, bool | str) or not _RATE_MIN_HZ <= value <= _RATE_MAX_HZ:
            raise FeatureError(
                FeaturePhrase.FEATURE_OUT_OF_RANGE(
                    feature=feature, found=value, least=_RATE_MIN_HZ, most=_RATE_MAX_HZ
                )
            )
        else:
            self._rate_hz = float(value)

    def features(self) -> tuple[Feature, ...]:
        """Both features with their limits."""
        unlocked = self._pacing is None
        return (
            Feature(
                name="trigger_mode",
                kind=FeatureKind.ENUMERATION,
                value=self.get("trigger_mode"),
                writable=unlocked,
                choices=("On", "Off"),
            ),
            Feature(
                name="acquisition_frame_rate_hz",
                kind=FeatureKind.FLOAT,
                value=self._rate_hz,
                writable=unlocked,
                minimum=_RATE_MIN_HZ,
                maximum=_RATE_MAX_HZ,
            ),
        )

    def start(self) -> None:
        """Begin acquisition; frames go on after the last one shown."""
        if not self._paths:
            raise CameraError(CameraPhrase.REPLAY_NOT_OPEN(), remedy="Open the camera first.")
        if self._pacing is None:
            self._pacing = OnTrigger() if self._triggered else FixedRate(self._rate_hz)

    def stop(self) -> None:
        """End acquisition; triggers that no grab has answered are dropped."""
        self._pacing = None

    def trigger(self) -> None:
        """Ask for the next file."""
        self._acquiring().trigger()

    def grab(self, timeout_s: float) -> Frame | None:
        """The next file as a frame; after the last one of a replay without loop, ``None``."""
        pacing = self._acquiring()
        if self._shown >= len(self._paths) and not self._loop:
            time.sleep(timeout_s)
            return None
        if not pacing.wait(timeout_s):
            return None
        path = self._paths[self._shown % len(self._paths)]
        self._shown += 1
        return self._frame(path)

    def stats(self) -> CameraStats:
        """Counts since :meth:`open`; ``incomplete`` are the unreadable files."""
        return self._counter.stats()

    def _acquiring(self) -> Pacing:
        pacing = self._pacing
        if pacing is None:
            raise CameraError(CameraPhrase.REPLAY_NOT_ACQUIRING(), remedy="Start the camera first.")
        return pacing

    def _frame(self, path: Path) -> Frame:
        name = self._name(path)
        try:
            return self._counter.frame(read_image(path), source=name)
        except ImageUnreadableError:
            return self._counter.faulty(Reason.IMAGE_UNREADABLE, source=name)
        except ImageUnsuitableError:
            return self._counter.faulty(Reason.IMAGE_UNSUITABLE, source=name)

    def _name(self, path: Path) -> str:
        inside = path.is_relative_to(self._root)
        return (path.relative_to(self._root) if inside else path).as_posix()


def _require_known(feature: str) -> None:
    if feature not in _FEATURES:
        raise FeatureError(FeaturePhrase.FEATURE_NOT_OF_REPLAY(feature=feature, names=_FEATURES))
