"""Whose maintenance it is: one person at a time works on the station."""

from __future__ import annotations

import threading
from typing import Protocol

from inspector.domain.errors.people import MaintenanceHeldError, MaintenanceOverError
from inspector.domain.phrases.station import StationPhrase
from inspector.services.live.outputs import Terminals
from inspector.services.people.audit import Actor, AuditTrail
from inspector.wire.plc import MaintenanceRequest, MaintenanceState


class MaintainedEngine(Protocol):
    """What maintenance needs of the engine, which ends it when nobody renews it."""

    @property
    def maintenance(self) -> bool:
        """Whether somebody works on the station."""

    def maintain(self, active: bool, forced: int = 0, values: int = 0) -> None:
        """Begin, renew or end it.

        Raises:
            CommandNotAllowedError: the station inspects parts.
        """


class MaintenanceDesk:
    """Lets one person in at a time and writes down what that person switches.

    Safe to use from any thread.

    Args:
        engine: Holds the level, and ends it when it was not renewed in time.
        outputs: What can be forced.
        audit: Where each change is written down; a renewal is none.
        renewal_s: How soon the engine wants to hear again.
    """

    def __init__(
        self, engine: MaintainedEngine, outputs: Terminals, audit: AuditTrail, renewal_s: float
    ) -> None:
        self._engine = engine
        self._outputs = outputs
        self._audit = audit
        self._renewal_s = renewal_s
        self._lock = threading.Lock()
        self._period = 0
        self._held = MaintenanceState(active=False, renew_within_s=renewal_s)

    def state(self) -> MaintenanceState:
        """Who works on the station, and what is forced."""
        with self._lock:
            return self._now()

    def ask(self, actor: Actor, request: MaintenanceRequest) -> MaintenanceState:
        """Begin, renew or end it in the name of a person; the state after it.

        Raises:
            CommandNotAllowedError: the station inspects parts.
            MaintenanceHeldError: somebody works on it already.
            MaintenanceOverError: the period to renew is over.
            RequestInvalidError: there is no such output.
            AuditNotWritableError: what would change cannot be written down.
        """
        forced, values = self._outputs.bits(request.forced)
        with self._lock:
            now = self._now()
            wanted = self._wanted(actor, request, now)
            if wanted == now:
                self._engine.maintain(wanted.active, forced, values)
                return now
            with self._audit.recorded(actor, "maintenance", urgent=not wanted.active) as entry:
                entry.old, entry.new = _told(now), _told(wanted)
                self._engine.maintain(wanted.active, forced, values)
            self._held, self._period = wanted, max(self._period, wanted.period)
            return wanted

    def leave(self, actor: Actor) -> None:
        """End it if it is this person's."""
        if self.state().by == actor.name:
            self.ask(actor, MaintenanceRequest(active=False))

    def _now(self) -> MaintenanceState:
        """What was asked for last, unless it has ended by itself since."""
        if self._held.active and not self._engine.maintenance:
            self._audit.note(Actor(self._held.by), "maintenance", outcome="not renewed")
            self._held = MaintenanceState(active=False, renew_within_s=self._renewal_s)
        return self._held

    def _wanted(
        self, actor: Actor, request: MaintenanceRequest, now: MaintenanceState
    ) -> MaintenanceState:
        if now.active and now.by != actor.name:
            raise MaintenanceHeldError(StationPhrase.PERSON_WORKS(person=now.by))
        if not request.active:
            return MaintenanceState(active=False, renew_within_s=self._renewal_s)
        if request.period is None and now.active:
            raise MaintenanceHeldError(StationPhrase.PERSON_WORKS_ALREADY(person=now.by))
        if request.period not in (None, now.period):
            raise MaintenanceOverError(StationPhrase.MAINTENANCE_ENDED())
        return MaintenanceState(
            active=True,
            by=actor.name,
            period=request.period or self._period + 1,
            forced=dict(sorted(request.forced.items())),
            renew_within_s=self._renewal_s,
        )


def _told(state: MaintenanceState) -> dict[str, bool] | str:
    return state.forced if state.active else "off"
