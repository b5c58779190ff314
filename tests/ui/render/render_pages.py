"""One window on one scripted station, and the pictures of every page."""

from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

import wire_samples
from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication
from render_alarms import photograph_alarms
from render_cameras import photograph_cameras, photograph_setup
from render_challenge import photograph_challenge
from render_check import photograph_check
from render_history import photograph_history
from render_io import photograph_io
from render_live import photograph_live
from render_models import photograph_models
from render_people import photograph_people
from render_products import photograph_products
from render_statistics import photograph_statistics
from scripted_station import ScriptedStation

from inspector.domain.errors.state import StationNotRunningError
from inspector.ui.i18n.language import Language, LanguageSwitch
from inspector.ui.link import LinkPhase, Sight
from inspector.ui.pages.keys import PageKey
from inspector.ui.theme.look import Look
from inspector.ui.theme.tokens import ThemeName
from inspector.ui.window import OperatorWindow
from inspector.wire.station import Reconciliation, StationState

SIZES = ((1280, 800), (1920, 1080), (3840, 2160))
PARTS = {"ok": 41, "not_ok": 59, "not_decidable": 49, "undefined": 53}
_PATIENCE_MS = 20_000


def until(application: QApplication, done: Callable[[], bool]) -> None:
    """Turn the event loop until something is so."""
    clock = QElapsedTimer()
    clock.start()
    while not done():
        application.processEvents()
        if clock.hasExpired(_PATIENCE_MS):
            raise TimeoutError(f"waited in vain: {done}")


class Studio:
    """One window on one scripted station, brought into each state in turn."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self._application = application
        self._folder = folder
        self.look = Look(application, ThemeName.DARK)
        self.languages = LanguageSwitch(application, Language.ENGLISH)
        self.station = ScriptedStation()
        self.window = OperatorWindow(self.station.connect, self.look, self.languages)
        self._newest = ""
        self.window.link.sight_arrived.connect(self._note)

    def shoot(self, name: str, suffix: str) -> None:
        for _ in range(5):
            self._application.processEvents()
        self.window.grab().save(str(self._folder / f"{name}-{suffix}.png"))

    def wait(self, done: Callable[[], bool]) -> None:
        until(self._application, done)

    def settle(self, duration_ms: int) -> None:
        """Let some time pass, as for a finger that comes again."""
        clock = QElapsedTimer()
        clock.start()
        self.wait(lambda: clock.hasExpired(duration_ms))

    def _note(self, sight: Sight) -> None:
        self._newest = "" if sight.update.latest is None else sight.update.latest.result_id

    def show_part(self, index: int) -> None:
        shown = wire_samples.result_id(index)
        self.station.show_part(index)
        self.wait(lambda: self._newest == shown)
        strip = self.window.live.rejects
        self.wait(lambda: strip.asked <= strip.thumbnails.keys())

    def photograph(self, suffix: str) -> None:
        """Every state of every page once."""
        window, station = self.window, self.station
        window.turn_to(PageKey.LIVE)
        for name, index in PARTS.items():
            self.show_part(index)
            self.shoot(f"live-{name}", suffix)
        self._photograph_trouble(suffix)
        window.turn_to(PageKey.HISTORY)
        self.wait(lambda: window.history.model.rowCount() > 0 and not window.history.model.waiting)
        window.history.table.selectRow(3)
        chosen = wire_samples.result_id(347)
        detail = window.history.detail
        self.wait(lambda: detail.detail is not None and detail.detail.result_id == chosen)
        self.wait(lambda: detail.picture.image is not None)
        self.shoot("history", suffix)
        window.history.open_detail()
        self.shoot("history-enlarged", suffix)
        window.history.close_detail()
        self._photograph_views(suffix)
        photograph_history(self, suffix)
        photograph_setup(self, suffix)
        photograph_cameras(self, suffix)
        photograph_io(self, suffix)
        photograph_live(self, suffix)
        photograph_products(self, suffix)
        photograph_models(self, suffix)
        photograph_alarms(self, suffix)
        photograph_statistics(self, suffix)
        photograph_check(self, suffix)
        photograph_challenge(self, suffix)
        window.turn_to(PageKey.LIVE)
        station.snapshot = wire_samples.snapshot()

    def _photograph_views(self, suffix: str) -> None:
        history = self.window.history
        history.show_result(wire_samples.result_id(wire_samples.SEEN_BY_THREE))
        views = history.detail.views
        self.wait(lambda: len(views.buttons) == 3)
        self.wait(lambda: all(button.picture.image is not None for button in views.buttons[:2]))
        self.wait(lambda: history.detail.picture.image is not None)
        self.shoot("history-views", suffix)
        history.open_detail()
        history.detail.views.choose_next()
        self.shoot("history-views-enlarged", suffix)
        history.close_detail()

    def _photograph_trouble(self, suffix: str) -> None:
        window, station = self.window, self.station
        station.snapshot = wire_samples.snapshot(
            state=StationState.ERROR,
            camera_connected=False,
            alarms=[wire_samples.CAMERA_LOST, wire_samples.DISK_LOW],
            reconciliation=Reconciliation(
                agreed=False, detail="PLC counted 128,408 triggers, station 128,406"
            ),
        )
        self.show_part(59)
        self.shoot("live-alarm", suffix)
        station.snapshot = wire_samples.snapshot()
        self.show_part(60)
        window.control.stop()
        self.shoot("live-stop-armed", suffix)
        station.offline = StationNotRunningError("no station answers")
        station.drop()
        self.wait(lambda: window.link.status.phase is LinkPhase.LOST)
        self.shoot("live-lost", suffix)
        station.offline = None
        while station.connected.acquire(blocking=False):
            continue
        self.wait(lambda: station.connected.acquire(blocking=False))
        self.wait(lambda: window.link.status.phase is LinkPhase.CONNECTED)


SUBJECTS: dict[str, Callable[[Studio, str], None]] = {
    "pages": Studio.photograph,
    "history": photograph_history,
    "setup": photograph_setup,
    "cameras": photograph_cameras,
    "io": photograph_io,
    "live": photograph_live,
    "products": photograph_products,
    "models": photograph_models,
    "people": photograph_people,
    "alarms": photograph_alarms,
    "statistics": photograph_statistics,
    "check": photograph_check,
    "challenge": photograph_challenge,
}


class Scene(NamedTuple):
    """A size of the window, and what it is called."""

    size: tuple[int, int]
    name: str


def render(folder: Path, subject: str, look: str, scenes: Sequence[Scene]) -> None:
    """Photograph a subject in every scene, theme and language whose name holds ``look``."""
    folder.mkdir(parents=True, exist_ok=True)
    studio = Studio(QApplication([]), folder)
    studio.window.resize(1280, 800)
    studio.window.show()
    studio.shoot("live-connecting", "dark-en-1280x800")
    studio.window.start()
    studio.wait(lambda: studio.station.connected.acquire(blocking=False))
    for scene, theme, language in product(scenes, ThemeName, Language):
        suffix = f"{theme}-{language}-{scene.name}"
        if look in suffix:
            studio.window.resize(*scene.size)
            studio.look.choose(theme)
            studio.languages.choose(language)
            studio.show_part(PARTS["not_ok"])
            SUBJECTS[subject](studio, suffix)
    studio.window.close()
