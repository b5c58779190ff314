"""How one camera of a running station fares."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.domain.feature import FeatureDifference
from inspector.domain.phrase import Phrase


@dataclass(frozen=True, slots=True)
class CameraState:
    """One camera at a glance.

    Attributes:
        name: The camera's name in the station file.
        driver: Name of its driver, as the station file writes it.
        connected: Whether it streams; an idle trigger line streams, too.
        fault_code: Code of what keeps it from streaming; empty while it does.
        fault_detail: That fault in words.
        fault_remedy: What to do about it.
        reasons: The fault as phrases, empty where there are plain words alone.
        advice: The remedy as a phrase, where it is not that of the code.
        source: Serial number, address or folder, whatever tells this device from others.
        frames: Complete and incomplete frames of the present connection.
        incomplete: Frames of them that arrived damaged.
        missed: Frame ids of this connection that never arrived.
        reconnects: Connections after the first.
        rate_hz: Frames per second lately.
        last_frame_age_s: Seconds since the newest frame; ``None`` before the first.
        differences: Settings that the device did not keep as they were asked for.
    """

    name: str
    driver: str
    connected: bool
    fault_code: str = ""
    fault_detail: str = ""
    fault_remedy: str = ""
    reasons: tuple[Phrase, ...] = ()
    advice: Phrase | None = None
    source: str = ""
    frames: int = 0
    incomplete: int = 0
    missed: int = 0
    reconnects: int = 0
    rate_hz: float = 0.0
    last_frame_age_s: float | None = None
    differences: tuple[FeatureDifference, ...] = ()
