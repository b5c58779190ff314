"""What else happens at a station: starts and stops, changeovers, models, maintenance."""

from __future__ import annotations

from collections.abc import Mapping

from inspector import __version__
from inspector.clock import utc_ns
from inspector.domain.alarm_log import AlarmLog, EventKind, StationEvent
from inspector.engine.engine import Engine


class StationEvents:
    """Records changes of one engine; used by one thread.

    Args:
        log: Where events are kept.
        engine: The running engine.
    """

    def __init__(self, log: AlarmLog, engine: Engine) -> None:
        self._log = log
        self._engine = engine
        self._known: Mapping[EventKind, str] = {}

    def begin(self) -> None:
        """The engine has started."""
        self._known = self._now()
        started = StationEvent(utc_ns(), EventKind.ENGINE_STARTED, new=__version__)
        in_force = [
            StationEvent(started.utc_ns, kind, new=self._known[kind])
            for kind in (EventKind.RECIPE, EventKind.MODEL)
        ]
        self._log.add_events([started, *in_force])

    def look(self) -> None:
        """Record what has changed since the last look."""
        now, at = self._now(), utc_ns()
        changed = [
            StationEvent(at, kind, self._known.get(kind, ""), value)
            for kind, value in now.items()
            if kind in self._known and self._known[kind] != value
        ]
        if changed:
            self._log.add_events(changed)
        self._known = now

    def end(self) -> None:
        """The engine ends."""
        self._log.add_events([StationEvent(utc_ns(), EventKind.ENGINE_STOPPED, old=__version__)])

    def _now(self) -> Mapping[EventKind, str]:
        engine = self._engine
        recipe, model = engine.recipes.in_force, engine.models.in_force.identity
        return {
            EventKind.STATE: str(engine.states.state),
            EventKind.RECIPE: f"{recipe.number} {recipe.recipe.recipe_id}"
            f" {recipe.recipe.revision[:12]}",
            EventKind.MODEL: f"{model.model_id} {model.version} {model.sha256[:12]}",
            EventKind.MAINTENANCE: "on" if engine.maintenance else "off",
        }
