"""Which model a station that does not run will judge with when it starts."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.cli.account import account_actor
from inspector.cli.output import tell
from inspector.domain.errors.model import ModelError
from inspector.domain.errors.release import ReleaseRefusedError
from inspector.domain.errors.rollout import PromotionTooSlowError

if TYPE_CHECKING:
    from inspector.assembly.model import OpenedPackage
    from inspector.config.station import StationConfig
    from inspector.engine.judging.budget import DeadlineBudget
    from inspector.engine.judging.recipes import LineModel
    from inspector.inference.package import ModelPackage
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.paths import DataFolder


@dataclass(frozen=True, slots=True)
class StationAtRest:
    """A station whose data folder this process holds, so that it does not start meanwhile."""

    config: StationConfig
    data: DataFolder
    registry: ModelRegistry
    base: ModelPackage

    def promote(self, name: str, reason: str, override_reason: str) -> ModelPackage:
        """Put a package in force, after the same gate as on the running line.

        Raises:
            ModelSignatureError: it is neither the station's own nor signed by a trusted key.
            ReleaseRefusedError: it misses limits of a recipe, and nobody overrides that.
            PromotionTooSlowError: no verdict would be there in time.
            ModelError: it cannot judge at this station, or is in force already.
        """
        from inspector.services.people.audit import AuditTrail
        from inspector.services.rollout.promotion import decision_note

        package = self.registry.find(name)
        with AuditTrail(self.data.audit).recorded(
            account_actor(), "model.promote", package.name
        ) as entry:
            entry.new = {
                "sha256": package.sha256,
                "reason": reason,
                "override_reason": override_reason,
            }
            if package.sha256 != self.base.sha256:
                self.registry.trust.require_to_promote(package.signature, package.name)
            self._pass_the_gate(package, overridden=bool(override_reason))
            note = decision_note(reason, override_reason)
            self.registry.promote(package.sha256, account_actor().name, note)
        return package

    def roll_back(self, reason: str) -> ModelPackage:
        """Put in force again what was before; no gate stands in the way.

        Raises:
            RolloutImpossibleError: nothing was before.
            ModelError: it is gone, damaged, or not trusted any more.
        """
        from inspector.services.people.audit import AuditTrail

        with AuditTrail(self.data.audit).recorded(account_actor(), "model.rollback") as entry:
            entry.old = self.registry.rollout().in_force_sha256
            entry.new = self.registry.rollback(account_actor().name, reason)
        return self.registry.find(str(entry.new))

    def set_shadow(self, name: str | None) -> ModelPackage | None:
        """Put a package on trial from the next start on, or none."""
        from inspector.services.people.audit import AuditTrail

        package = None if name is None else self.registry.find(name)
        with AuditTrail(self.data.audit).recorded(account_actor(), "model.shadow") as entry:
            entry.new = None if package is None else package.sha256
            self.registry.set_shadow(
                None if package is None else package.sha256, account_actor().name
            )
        return package

    def _pass_the_gate(self, package: ModelPackage, *, overridden: bool) -> None:
        from inspector.assembly.model import PackageLoader
        from inspector.services.recipes.recipe_set import load_recipe_set

        recipes = load_recipe_set(self.config, package.limits, package.manifest.defect_classes)
        candidate: OpenedPackage = PackageLoader(
            self.config, self.registry, lambda: recipes
        ).opened(package)
        model = candidate.measured(candidate.line_model(), lambda _: None)
        budget = self._budget(model)
        if not budget.met:
            raise PromotionTooSlowError(budget.phrase)
        figures = candidate.figures(lambda _: None)
        refused = [each.reason for each in figures if each.is_refused]
        if refused and not overridden:
            raise ReleaseRefusedError(*refused)
        for reason in refused:
            tell(f"overridden: {reason.text}")

    def _budget(self, model: LineModel) -> DeadlineBudget:
        """What is known without the cameras; with their exposure the start looks again."""
        from inspector.domain.phrase import plain
        from inspector.domain.phrases.line import DeadlinePhrase
        from inspector.engine.judging.budget import BudgetTerm, DeadlineBudget

        rounds = -(-len(self.config.views) // self.config.engine.inspectors)
        return DeadlineBudget(
            self.config.plc.decision_deadline_ms,
            (
                BudgetTerm("transfer", self.config.line.transfer_ms, plain("line.transfer_ms")),
                BudgetTerm(
                    "inspection",
                    model.warm_up.p999_ms * rounds,
                    DeadlinePhrase.ROUNDS_OF_RUNS(rounds=rounds, runs=model.warm_up.runs),
                ),
            ),
        )


@contextmanager
def station_at_rest(config: StationConfig, data: DataFolder) -> Iterator[StationAtRest]:
    """Hold a station's data folder.

    Raises:
        StationAlreadyRunningError: a station runs in it.
        ModelError: the package that the station file names cannot be opened.
    """
    from inspector.assembly.model import base_package, open_registry
    from inspector.paths import ensure_writable
    from inspector.supervisor.instance import sole_instance

    ensure_writable(data.root)
    with sole_instance(data):
        registry = open_registry(config, data.models)
        base = base_package(config, registry)
        with contextlib.suppress(ModelError):  # a package in force that is broken is left behind
            registry.resolve(base)
        yield StationAtRest(config, data, registry, base)
