"""The Aravis driver against the virtual GigE Vision camera, over real UDP on loopback."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from random import SystemRandom

import numpy as np
import pytest

from inspector.cameras.aravis import AravisCamera, list_devices
from inspector.domain.errors.camera import DriverMissingError
from inspector.domain.evaluation import Reason
from inspector.sim.gige_camera.camera import GigeCamera
from inspector.sim.gige_camera.settings import GigeCameraSettings
from inspector.testing.camera_contract import CameraContract

SIZE = (48, 64)
FIRST_DATA_PACKET = 1


@pytest.fixture(autouse=True, scope="session")
def _library() -> None:
    """Loaded before anything is counted: it keeps a socket for USB hot-plug as long as it lives."""
    try:
        list_devices()
    except DriverMissingError as error:
        pytest.skip(f"{error}: {error.remedy}")


def picture(number: int) -> np.ndarray:
    return np.full(SIZE, number % 256, np.uint8)


class _OnGige(CameraContract):
    PIXEL_FORMAT = "Mono8"
    TRIGGER_SOURCE = "Software"

    @pytest.fixture(autouse=True)
    def _cameras(self) -> Iterator[None]:
        with ExitStack() as self._stack:
            self._ahead = [self._power_up()]
            yield

    def _virtual(self) -> tuple[GigeCamera, str]:
        return self._ahead.pop() if self._ahead else self._power_up()

    def _power_up(self) -> tuple[GigeCamera, str]:
        random = SystemRandom()
        address = ".".join(["127", *(str(random.randint(1, 254)) for _ in range(3))])
        settings = GigeCameraSettings(
            address,
            width=SIZE[1],
            height=SIZE[0],
            pixel_format=self.PIXEL_FORMAT,
            trigger_source=self.TRIGGER_SOURCE,
            frame_rate_hz=100,
        )
        virtual = GigeCamera(settings, picture)
        self._stack.callback(virtual.close)
        return virtual, address

    def make_camera(self, tmp_path: Path) -> AravisCamera:
        _, address = self._virtual()
        return AravisCamera(address=address)


class TestTriggeredMono8(_OnGige):
    def make_faulty_camera(self, tmp_path: Path) -> tuple[AravisCamera, Sequence[Reason | None]]:
        virtual, address = self._virtual()
        faults = (None, Reason.FRAME_INCOMPLETE, None, None, Reason.FRAME_INCOMPLETE)
        for fault in faults:
            virtual.lose((FIRST_DATA_PACKET,) if fault else ())
        return AravisCamera(address=address, packet_resend=False), faults


class TestTriggeredMono12p(_OnGige):
    PIXEL_FORMAT = "Mono12p"


class TestTriggeredBayer(_OnGige):
    PIXEL_FORMAT = "BayerRG8"


class TestTriggeredRgb(_OnGige):
    PIXEL_FORMAT = "RGB8"


class TestFreeRun(_OnGige):
    FREE_RUN = True
    TRIGGER_SOURCE = ""
