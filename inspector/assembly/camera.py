"""From cameras and recipes of a station to drivers, and to their places in the engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.config.camera import (
    AnyCameraConfig,
    AravisCameraConfig,
    GentlCameraConfig,
    IndustrialCameraConfig,
    IsolatableCameraConfig,
    OpenCvCameraConfig,
    ReplayCameraConfig,
    SimCameraConfig,
    VivaCameraConfig,
)

if TYPE_CHECKING:
    from inspector.config.station import StationConfig
    from inspector.domain.ports import Camera, Classifier
    from inspector.engine.cameras.lane import LaneSettings, MakeMatcher
    from inspector.engine.judging.recipes import PreparedRecipe
    from inspector.services.recipes.recipe_set import StationRecipe

_NS_PER_MS = 1_000_000


def make_camera(config: AnyCameraConfig, resolve: Callable[[str], Path]) -> Camera:
    """A closed camera.

    Args:
        config: The camera's section.
        resolve: Makes a file's name, as the section writes it, a path.
    """
    if isinstance(config, SimCameraConfig):
        from inspector.sim.camera import SimCamera

        return SimCamera(config.host, config.port)
    if isinstance(config, ReplayCameraConfig):
        from inspector.cameras.replay import ReplayCamera

        return ReplayCamera(
            resolve(config.folder),
            order=config.order,
            seed=config.seed,
            loop=config.loop,
            frame_rate_hz=config.frame_rate_hz,
        )
    if isinstance(config, OpenCvCameraConfig):
        return _opencv(config, resolve)
    return _industrial(config, resolve)


def make_lane(name: str, config: StationConfig) -> LaneSettings:
    """How one camera is used, whatever recipe is in force."""
    from inspector.engine.cameras.lane import LaneSettings
    from inspector.engine.matching.frame_matcher import FrameWindow

    camera = config.views[name]
    late_ns = camera.frame_timeout_ms * _NS_PER_MS
    counts_parts = config.plc.trigger_source == "vision" and name == next(iter(config.views))
    return LaneSettings(
        name=name,
        make_camera=lambda: make_camera(camera, config.resolve),
        driver=camera.driver,
        window=FrameWindow(early_ns=late_ns // 2, late_ns=late_ns),
        software_trigger=camera.is_software_triggered,
        free_running=camera.is_free_running,
        counts_parts=counts_parts,
        make_matcher=_matcher(camera, counts_parts=counts_parts),
    )


def prepare_recipe(
    given: StationRecipe, config: StationConfig, classifier: Classifier
) -> PreparedRecipe:
    """What each camera does under one recipe: settings and preprocessing, the station's model."""
    from inspector.engine.judging.inspector import Inspector
    from inspector.engine.judging.recipes import PreparedRecipe, RecipeView

    recipe = given.recipe
    return PreparedRecipe(
        recipe,
        tuple(
            RecipeView(
                Inspector(given.pipelines[name], classifier, recipe.limits),
                {**camera.features, **recipe.view(name).features},
            )
            for name, camera in config.views.items()
        ),
    )


def _matcher(camera: AnyCameraConfig, *, counts_parts: bool) -> MakeMatcher:
    from inspector.engine.cameras.lane import by_command, by_exposure

    if not camera.is_free_running:
        return by_command if camera.is_software_triggered else by_exposure
    from inspector.engine.matching.detection import DetectionMatcher
    from inspector.engine.matching.free_run import FreeRunMatcher
    from inspector.engine.matching.part_view import PartView, rate_focus
    from inspector.vision.measure.best_frame import BestFrame
    from inspector.vision.measure.presence import PresenceSettings

    if camera.part_detection is None:
        return lambda window, now_ns, _: FreeRunMatcher(window, now_ns, lambda: rate_focus)
    found = camera.part_detection.model_dump()
    frames = {key: found.pop(key) for key in ("enough_frames", "cooldown_frames")}
    presence = PresenceSettings(**found)
    if not counts_parts:
        return lambda window, now_ns, _: FreeRunMatcher(
            window, now_ns, lambda: PartView(presence).rate
        )
    return lambda window, now_ns, announce: DetectionMatcher(
        window, now_ns, announce, lambda: PartView(presence), BestFrame(**frames)
    )


def _opencv(config: OpenCvCameraConfig, resolve: Callable[[str], Path]) -> Camera:
    from inspector.cameras.opencv import OpenCvCamera

    source = config.source
    if isinstance(source, str) and "://" not in source:
        source = str(resolve(source))
    return OpenCvCamera(
        source,
        at_end=config.at_end,
        free_run=config.free_run,
        open_timeout_ms=config.open_timeout_ms,
        read_timeout_ms=config.read_timeout_ms,
    )


def _industrial(config: IndustrialCameraConfig, resolve: Callable[[str], Path]) -> Camera:
    from inspector.cameras.isolated import driver_class, isolated

    options: dict[str, object] = {
        "serial": config.serial,
        "demosaic": config.demosaic,
        "buffers": config.buffers,
    }
    if isinstance(config, GentlCameraConfig):
        return isolated(
            "gentl", options | {"producers": [str(resolve(each)) for each in config.producers]}
        )
    if isinstance(config, AravisCameraConfig | VivaCameraConfig):
        options |= {"address": config.address, "packet_resend": config.packet_resend}
    if isinstance(config, AravisCameraConfig):
        options |= {"socket_buffer_mb": config.socket_buffer_mb}
    if isinstance(config, IsolatableCameraConfig) and config.own_process:
        return isolated(config.driver, options)
    return driver_class(config.driver)(**options)
