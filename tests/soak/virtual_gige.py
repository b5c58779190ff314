"""A virtual GigE Vision camera in a process of its own: ``python virtual_gige.py ADDRESS``.

It runs free, says when it is up, and ends with its parent.
"""

from __future__ import annotations

import sys

import numpy as np

from inspector.sim.gige_camera.camera import GigeCamera
from inspector.sim.gige_camera.settings import GigeCameraSettings

WIDTH, HEIGHT, RATE_HZ = 64, 48, 1000.0


def picture(number: int) -> np.ndarray:
    return np.full((HEIGHT, WIDTH), number % 256, np.uint8)


def main() -> None:
    settings = GigeCameraSettings(sys.argv[1], width=WIDTH, height=HEIGHT, frame_rate_hz=RATE_HZ)
    camera = GigeCamera(settings, picture)
    print("running", flush=True)
    sys.stdin.read()
    camera.close()


if __name__ == "__main__":
    main()
