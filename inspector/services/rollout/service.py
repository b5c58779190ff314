"""Which model judges at a running station: promote, go back, and let another one judge along."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from typing import Protocol

from inspector.domain.errors.release import RolloutImpossibleError
from inspector.domain.history import ShadowComparison, ShadowFlip
from inspector.domain.phrases.models import RolloutPhrase
from inspector.domain.release import Rollout
from inspector.engine.change.model_switch import ModelSwitch
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.engine.trial.trials import Trial
from inspector.services.people.audit import Actor, AuditTrail
from inspector.services.rollout.ports import ModelLoader, ModelShelf
from inspector.services.rollout.promotion import Promotion, Wish, open_gently
from inspector.services.rollout.state import (
    flip_page,
    models_state,
    shadow_state,
    trial_since,
)
from inspector.wire.rollout import (
    FlipPage,
    ModelsState,
    PromoteRequest,
    RollbackRequest,
    ShadowReport,
    ShadowRequest,
    ShadowState,
)

_log = logging.getLogger(__name__)


class ComparisonHistory(Protocol):
    """Where it is read what a model on trial said; may be called from several threads."""

    def shadow_comparison(self, model_sha256: str, since_utc_ns: int) -> ShadowComparison:
        """How a model on trial compares with what stood."""

    def shadow_flips(
        self, model_sha256: str, since_utc_ns: int, limit: int
    ) -> Sequence[ShadowFlip]:
        """The newest views that it judges otherwise."""


class ModelRollout:
    """The models of a running engine. All methods may be called from several threads.

    Args:
        switch: Puts models in force.
        trial: Lets a model judge along.
        shelf: The packages of the station.
        loader: Opens packages.
        history: What a model on trial said.
        audit: Where it is written down who did what.
    """

    def __init__(
        self,
        switch: ModelSwitch,
        trial: Trial,
        shelf: ModelShelf,
        loader: ModelLoader,
        history: ComparisonHistory,
        audit: AuditTrail,
    ) -> None:
        self._switch = switch
        self._trial = trial
        self._shelf = shelf
        self._loader = loader
        self._history = history
        self._audit = audit
        self._promotion = Promotion(switch, loader, self._write_down, audit)
        self._deciding = threading.Lock()
        self._bulkhead = Bulkhead(_log, recovered="the model on trial is back")

    def start(self) -> None:
        """Go on with the trial of before the restart; the line starts whether or not it can."""
        with self._bulkhead.contain():
            on_trial = self._shelf.rollout().shadow_sha256
            if on_trial is not None:
                self._trial.begin(open_gently(self._loader, on_trial).line_model())
            self._bulkhead.clear()

    def ask_to_stop(self) -> None:
        """Abandon a promotion that is not in force yet; before the engine stops."""
        self._promotion.ask_to_stop()

    def stop(self) -> None:
        """Wait until that has happened; after the engine and the API have stopped."""
        self._promotion.stop()
        self._trial.end()

    def state(self) -> ModelsState:
        """What judges, what judged before, and how far a promotion has come."""
        return models_state(
            self._switch.in_force.identity,
            self._shelf.rollout(),
            self._shelf.packages(),
            self._promotion.course,
        )

    def promote(self, actor: Actor, request: PromoteRequest) -> ModelsState:
        """Begin to put a package in force; the state tells how far it has come.

        Raises:
            PackageUnknownError: the station has no such package.
            RolloutImpossibleError: it is in force already.
            ModelSignatureError: it is neither the station's own nor signed by a trusted key.
            PromotionRunningError: another one is on its way.
        """
        package = self._shelf.find(request.package)
        if package.sha256 == self._switch.in_force.identity.sha256:
            raise RolloutImpossibleError(RolloutPhrase.MODEL_IN_FORCE_ALREADY(name=package.name))
        self._shelf.require_to_promote(package)
        wish = Wish(
            "promote", package.name, package.sha256, request.reason, request.override_reason
        )
        self._promotion.begin(wish, actor)
        return self.state()

    def roll_back(self, actor: Actor, request: RollbackRequest) -> ModelsState:
        """Begin to put in force again what was before; raises as :meth:`promote`."""
        previous = self._shelf.rollout().previous
        if not previous:
            raise RolloutImpossibleError(RolloutPhrase.NO_FORMER_MODEL())
        package = self._shelf.find(previous[-1])
        wish = Wish("rollback", package.name, package.sha256, request.reason)
        self._promotion.begin(wish, actor)
        return self.state()

    def set_shadow(self, actor: Actor, request: ShadowRequest) -> ShadowReport:
        """Put a package on trial, in place of the one that is, or end the trial.

        Raises:
            RolloutImpossibleError: it is in force, or there is no trial to end.
            ModelError: it is unknown, damaged, or cannot judge at this station.
        """
        with self._deciding, self._audit.recorded(actor, "model.shadow") as entry:
            entry.old, entry.new = self._shelf.rollout().shadow_sha256, request.package
            if request.package is None:
                self._shelf.set_shadow(None, actor.name)
                self._trial.end()
            else:
                package = self._shelf.find(request.package)
                if package.sha256 == self._switch.in_force.identity.sha256:
                    raise RolloutImpossibleError(RolloutPhrase.MODEL_IN_FORCE(name=package.name))
                candidate = open_gently(self._loader, package.sha256).line_model()
                self._shelf.set_shadow(package.sha256, actor.name)
                self._trial.begin(candidate)
                self._bulkhead.clear()
        return self.shadow()

    def shadow(self) -> ShadowReport:
        """How the package on trial fares."""
        rollout = self._shelf.rollout()
        on_trial = rollout.shadow_sha256
        return ShadowReport(trial=None if on_trial is None else self._trial_of(on_trial, rollout))

    def flips(self, limit: int) -> FlipPage:
        """The newest views on which it disagrees; none when no package is on trial."""
        rollout = self._shelf.rollout()
        sha256 = rollout.shadow_sha256
        if sha256 is None:
            return FlipPage(flips=[])
        since = trial_since(rollout, sha256)
        return flip_page(self._history.shadow_flips(sha256, since, limit))

    def _trial_of(self, sha256: str, rollout: Rollout) -> ShadowState:
        since_utc_ns = trial_since(rollout, sha256)
        runner = self._trial.runner
        known = (each.name for each in self._shelf.packages() if each.sha256 == sha256)
        return shadow_state(
            next(known, sha256[:12]),
            since_utc_ns,
            runner if runner and runner.model.identity.sha256 == sha256 else None,
            self._history.shadow_comparison(sha256, since_utc_ns),
            paused=self._trial.paused,
            fault=self._bulkhead.fault,
        )

    def _write_down(self, wish: Wish, by: str) -> Rollout:
        """The last step before a model takes force; a trial of that model is over."""
        with self._deciding:
            if wish.kind == "rollback":
                after = self._shelf.rollback(by, wish.reason)
            else:
                after = self._shelf.promote(wish.sha256, by, wish.note)
            if after.shadow_sha256 is None:
                self._trial.end()
        return after
