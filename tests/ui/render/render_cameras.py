"""The set-up page and several cameras side by side, each state once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import wire_samples

from inspector.ui.pages.keys import PageKey
from inspector.wire.cameras import FeatureDifference
from inspector.wire.station import StationState

if TYPE_CHECKING:
    from render_pages import Studio

NAMES = ("top", "front", "left", "right", "rear", "code")


def photograph_setup(studio: Studio, suffix: str) -> None:
    window, cameras = studio.window, studio.station.cameras
    studio.station.snapshot = wire_samples.snapshot(state=StationState.READY)
    cameras.expose()
    window.turn_to(PageKey.SETUP)
    studio.show_part(41)
    setup, panel = window.setup, window.setup.features
    studio.wait(lambda: bool(panel.model.features) and setup.picture.image is not None)
    panel.tree.choose("exposure_time_us")
    studio.wait(lambda: "100" in setup.measures.focus.whole_text())
    studio.shoot("setup", suffix)
    panel.editor.entry.setText("4200")
    panel.editor.apply.click()
    studio.wait(lambda: bool(setup.cameras.changed))
    cameras.focus *= 0.83
    setup.picture.switch_crosshair()
    panel.editor.entry.setText("20000000")
    panel.editor.apply.click()
    studio.wait(lambda: "CAM-003" in panel.headline.whole_text())
    studio.shoot("setup-refused", suffix)
    setup.picture.switch_crosshair()
    setup.cameras.keep()
    studio.wait(lambda: not setup.cameras.changed)
    studio.shoot("setup-saved", suffix)


def photograph_cameras(studio: Studio, suffix: str) -> None:
    window, cameras = studio.window, studio.station.cameras
    rounded = FeatureDifference(name="exposure_time_us", wanted=5003.0, actual=5000.0)
    several = [wire_samples.camera(name) for name in NAMES]
    several[1] = wire_samples.camera("front", differences=[rounded])
    several[2] = wire_samples.lost_camera("left")
    cameras.frame_ids.clear()
    for number in (2, 4, 6):
        cameras.states = several[:number]
        cameras.expose(*(name for name in NAMES[:number] if name != "left"))
        window.turn_to(PageKey.LIVE)
        studio.show_part(55 + 4 * number)
        tiles = window.live.grid.tiles[1:number]
        seen = [tile for tile in tiles if tile.state.connected]
        studio.wait(lambda shown=seen: all(tile.picture.image is not None for tile in shown))
        studio.shoot(f"live-cameras-{number}", suffix)
    window.turn_to(PageKey.SETUP)
    for index, name in enumerate(("front", "left"), 91):
        window.setup.cameras.choose(name)
        studio.show_part(index)
        studio.shoot(f"setup-{name}", suffix)
    studio.station.snapshot = wire_samples.snapshot()
    studio.show_part(94)
    studio.shoot("setup-inspecting", suffix)
    cameras.states = [wire_samples.camera()]
    studio.show_part(95)
