"""Are the cameras there, do frames arrive whole, and are the pictures worth judging?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from inspector.domain.errors.base import InspectorError
from inspector.domain.phrases.checks import CheckPhrase
from inspector.domain.place import Place
from inspector.domain.station_check import CheckFinding, CheckGroup, CheckName, CheckStatus
from inspector.services.station_check.step import Cancelled, CheckStep, answered, not_applicable

if TYPE_CHECKING:
    from inspector.services.live.cameras import LiveCameras
    from inspector.wire.cameras import CameraState

DARK_MEAN, BRIGHT_MEAN = 0.04, 0.92
"""Below and above it a picture has hardly anything left to be judged by."""
SATURATED_SHARE_MAX = 0.25
CONTRAST_MIN = 0.02
LOST_SHARE_MAX = 0.001
HostFinding = tuple[str, CheckStatus, str, str]
"""Name, status, text and remedy of one question on the computer's side of the cameras."""


def camera_step(cameras: LiveCameras, host: Callable[[], Sequence[HostFinding]]) -> CheckStep:
    """Everything about cameras.

    Args:
        cameras: The running cameras.
        host: What `inspector camera doctor` finds on this computer.
    """

    def look(cancelled: Cancelled) -> Iterator[CheckFinding]:
        for state in cameras.states().cameras:
            yield from _of_stream(state)
            if state.connected and not cancelled.is_set():
                yield from _of_picture(cameras, state.name)
        if not cancelled.is_set():
            yield from _of_host(host())

    return CheckStep(CheckGroup.CAMERAS, look)


def _of_stream(state: CameraState) -> Iterator[CheckFinding]:
    name, place = state.name, Place.CAMERAS
    if not state.connected:
        figure = state.fault_detail or "not connected"
        yield CheckFinding(
            CheckName.CAMERA_CONNECTED,
            CheckStatus.FAILED,
            figure,
            state.advice or state.fault_remedy or CheckPhrase.CHECK_CAMERA_CABLE(),
            name,
            state.fault_code,
            place,
        )
        return
    figure = f"{state.driver} · {state.frames} · {state.rate_hz:.1f}/s"
    yield answered(CheckName.CAMERA_CONNECTED, figure, subject=name, place=place)
    lost = state.incomplete + state.missed
    yield answered(
        CheckName.CAMERA_LOSSES,
        f"{state.incomplete} · {state.missed} · {state.reconnects}",
        CheckPhrase.WATCH_CAMERA(),
        warns=lost > 0,
        fails=lost > LOST_SHARE_MAX * max(state.frames + lost, 1),
        subject=name,
        place=place,
    )
    differing = ", ".join(each.name for each in state.differences)
    yield answered(
        CheckName.CAMERA_SETTINGS,
        differing,
        CheckPhrase.LOOK_AT_SETTINGS(),
        warns=bool(differing),
        subject=name,
        place=place,
    )


def _of_picture(cameras: LiveCameras, name: str) -> Iterator[CheckFinding]:
    try:
        found = cameras.measures(name)
    except InspectorError:
        return  # no picture yet: an idle trigger line is no fault
    out_of_range = not DARK_MEAN <= found.mean <= BRIGHT_MEAN
    yield answered(
        CheckName.CAMERA_EXPOSURE,
        f"{found.mean:.0%} · {found.saturated_share:.1%}",
        CheckPhrase.SET_EXPOSURE(),
        warns=out_of_range or found.saturated_share > SATURATED_SHARE_MAX,
        subject=name,
        place=Place.CAMERAS,
    )
    yield answered(
        CheckName.CAMERA_FOCUS,
        f"{found.focus:.1f} · {found.contrast:.1%}",
        CheckPhrase.FOCUS(),
        warns=found.contrast < CONTRAST_MIN,
        subject=name,
        place=Place.CAMERAS,
    )


def _of_host(findings: Sequence[HostFinding]) -> Iterator[CheckFinding]:
    """What is not well, or that all is."""
    bad = [each for each in findings if each[1] in (CheckStatus.WARNING, CheckStatus.FAILED)]
    for name, status, text, remedy in bad:
        yield CheckFinding(
            CheckName.CAMERA_HOST, status, text, remedy, name, fixed_on=Place.CAMERAS
        )
    if not findings:
        yield not_applicable(CheckName.CAMERA_HOST)
    elif not bad:
        yield answered(CheckName.CAMERA_HOST, str(len(findings)))
