"""Faults that no section of the station file has alone: between cameras, and with the PLC."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inspector.config.camera import (
    AnyCameraConfig,
    AravisCameraConfig,
    GentlCameraConfig,
    IndustrialCameraConfig,
    OpenCvCameraConfig,
    SimCameraConfig,
    VivaCameraConfig,
)
from inspector.config.line import LineConfig
from inspector.config.locate import KeyPath
from inspector.config.plc import PlcConfig, PlcCouplerConfig, PlcServerConfig

CameraSections = Mapping[KeyPath, AnyCameraConfig]
"""The cameras by the paths of their sections, in the order of their views."""

Fault = tuple[KeyPath, str]


def wiring_faults(cameras: CameraSections, plc: PlcConfig, line: LineConfig) -> Iterator[Fault]:
    """Each fault with the key where it is corrected."""
    yield from _no_time_for_a_verdict(plc, line)
    yield from _one_device_twice(cameras)
    for place, (section, camera) in enumerate(cameras.items()):
        if camera.part_detection is not None and not camera.is_free_running:
            yield (
                (*section, "part_detection"),
                "only a camera that runs free sees parts; let it run free, or remove this",
            )
        counts_parts = place == 0 and plc.trigger_source == "vision"
        if camera.is_free_running and not counts_parts:
            yield from _too_long_a_look(section, camera, plc.decision_deadline_ms)


def _no_time_for_a_verdict(plc: PlcConfig, line: LineConfig) -> Iterator[Fault]:
    """The part must not be at the decision point before the PLC has taken over its verdict."""
    if line.decision_distance_mm is None or line.belt_speed_max_mm_s is None:
        return
    travel_ms = line.decision_distance_mm / line.belt_speed_max_mm_s * 1000
    terms = {"plc.decision_deadline_ms": float(plc.decision_deadline_ms)}
    if isinstance(plc, PlcServerConfig):
        terms["two of line.plc_poll_ms"] = 2 * line.plc_poll_ms
    else:
        terms["two of plc.cycle_ms"] = 2.0 * plc.cycle_ms
    if not isinstance(plc, PlcCouplerConfig):
        terms["two of line.plc_scan_ms"] = 2 * line.plc_scan_ms
    if (needed_ms := sum(terms.values())) >= travel_ms:
        largest = max(terms, key=lambda name: terms[name])
        yield (
            ("plc", "decision_deadline_ms"),
            f"{plc.decision_deadline_ms} is too long: a part is at the decision point after "
            f"{travel_ms:.0f} ms, and verdict, polls and scans need {needed_ms:.0f} ms; "
            f"the largest term is {largest} = {terms[largest]:.0f} ms",
        )


def _one_device_twice(cameras: CameraSections) -> Iterator[Fault]:
    first: dict[str, KeyPath] = {}
    for section, camera in cameras.items():
        device, key = _device(camera)
        other = first.setdefault(device, section) if device else section
        if other != section:
            yield (
                (*section, *key),
                f"{device} is {other[-1]} already; two cameras cannot share one device, "
                "so name each by what it alone has",
            )


def _device(camera: AnyCameraConfig) -> tuple[str, KeyPath]:
    """What tells the device from others, and where that stands; nothing for files."""
    if isinstance(camera, SimCameraConfig):
        return f"{camera.host}:{camera.port}", ("port",)
    if isinstance(camera, OpenCvCameraConfig):
        is_file = isinstance(camera.source, str) and "://" not in camera.source
        return "" if is_file else f"source {camera.source}", ("source",)
    if not isinstance(camera, IndustrialCameraConfig):
        return "", ()
    if isinstance(camera, AravisCameraConfig | VivaCameraConfig) and camera.address:
        return f"address {camera.address}", ("address",)
    if camera.serial:
        return f"serial {camera.serial}", ("serial",)
    producers = camera.producers if isinstance(camera, GentlCameraConfig) else ()
    return " ".join((f"the only {camera.driver} camera", *producers)), ()


def _too_long_a_look(
    section: KeyPath, camera: AnyCameraConfig, deadline_ms: int
) -> Iterator[Fault]:
    """The best frame is known when the time for it is over, and then it must be judged."""
    if camera.frame_timeout_ms >= deadline_ms:
        yield (
            (*section, "frame_timeout_ms"),
            f"{camera.frame_timeout_ms} leaves no time for a verdict; a camera that runs free "
            f"needs less than plc.decision_deadline_ms = {deadline_ms}",
        )
