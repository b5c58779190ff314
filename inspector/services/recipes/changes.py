"""How a revision comes in use, and one product after the other, while the line runs."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from inspector.clock import utc_ns
from inspector.config.station import StationConfig
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.config import RecipeInvalidError
from inspector.domain.errors.recipe import (
    ChangeoverRefusedError,
    LotRunningError,
    RecipeTooSlowError,
    RevisionUnknownError,
)
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.recipes import RecipePhrase
from inspector.domain.ports import Classifier
from inspector.domain.recipe_revision import RecipeRelease, RecipeRevision, RecipeStore
from inspector.engine.engine import Engine
from inspector.engine.judging.budget import DeadlineBudget
from inspector.engine.judging.inspection_time import InspectionTime, measure_inspection
from inspector.engine.judging.recipes import PreparedRecipe
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.services.people.audit import Actor, AuditTrail
from inspector.services.recipes.book import RecipeBook, folder_of
from inspector.services.recipes.content import recipe_of
from inspector.services.recipes.recipe_set import StationRecipe, require_together, signed_off_recipe
from inspector.wire.recipes import ChangePhase

if TYPE_CHECKING:
    from inspector.domain.frame import Image

_log = logging.getLogger(__name__)
_ENDED = frozenset({ChangePhase.IN_FORCE, ChangePhase.READY, ChangePhase.REFUSED})

Prepare = Callable[[StationRecipe, Classifier], PreparedRecipe]
Work = Callable[[], ChangePhase]


@dataclass(frozen=True, slots=True)
class Course:
    """How far the last change has come."""

    recipe_id: str
    revision: str
    by: str
    phase: ChangePhase = ChangePhase.PREPARING
    fault: InspectorError | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a changeover must respect, and what it leads to.

    Attributes:
        lot: The name of the lot that runs; empty for none.
        renew_trial: Lets a model on trial judge along by the new recipes.
    """

    lot: Callable[[], str] = str
    renew_trial: Callable[[], object] = bool


class RecipeChanges:
    """Carries out one change at a time, in a thread of its own. Safe to use from any thread.

    Args:
        engine: The line.
        book: The recipes in use.
        store: The revisions.
        prepare: Brings a recipe under the model in force.
        config: The station file.
        audit: Where it is written down who did what.
        around: What else there is to respect.
    """

    def __init__(
        self,
        engine: Engine,
        book: RecipeBook,
        store: RecipeStore,
        prepare: Prepare,
        config: StationConfig,
        audit: AuditTrail,
        around: Surroundings,
    ) -> None:
        self._engine = engine
        self._book = book
        self._store = store
        self._prepare = prepare
        self._config = config
        self._audit = audit
        self._around = around
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._bulkhead = Bulkhead(_log)
        self.course: Course | None = None

    def sign_off(self, actor: Actor, revision: RecipeRevision, note: str) -> None:
        """Begin to put a revision in use; :attr:`course` tells how far it has come.

        Raises:
            ChangeoverRefusedError: another change is under way.
        """

        def work() -> ChangePhase:
            with self._audit.recorded(actor, "recipe.sign_off", revision.recipe_id) as entry:
                former = self._book.find(revision.recipe_id)
                entry.old = None if former is None else former.recipe.revision
                entry.new = {"revision": revision.revision, "note": note}
                return self._put_in_use(actor, revision, note)

        self._begin(Course(revision.recipe_id, revision.revision, actor.name), work)

    def change_over(self, actor: Actor, recipe_id: str, *, within_lot: bool) -> None:
        """Begin to change over to a product.

        Raises:
            RevisionUnknownError: the station has no such product.
            ChangeoverRefusedError: another change is under way, the product is in force, or the PLC
                asks for another one.
            LotRunningError: a lot runs, and nobody said that the product belongs to it.
        """
        wanted = self._book.find(recipe_id)
        if wanted is None:
            raise RevisionUnknownError(RecipePhrase.PRODUCT_UNKNOWN(found=recipe_id))
        self._require_free(recipe_id, within_lot=within_lot)

        def work() -> ChangePhase:
            with self._audit.recorded(actor, "recipe.change_over", recipe_id) as entry:
                entry.old = self._engine.recipes.in_force.recipe.recipe_id
                entry.new = {"revision": wanted.recipe.revision, "within_lot": within_lot}
                model = self._engine.recipes.model
                number = wanted.recipe.number or 1
                self._order(model.by_number[number], model.tag)
                self._store.choose(recipe_id, actor.name, utc_ns())
            return ChangePhase.IN_FORCE

        self._begin(Course(recipe_id, wanted.recipe.revision, actor.name), work)

    def stop(self) -> None:
        """Wait for what is under way; after the engine has stopped, which ends it."""
        if self._thread is not None:
            self._thread.join()

    def _require_free(self, recipe_id: str, *, within_lot: bool) -> None:
        in_force = self._engine.recipes.in_force.recipe.recipe_id
        if in_force == recipe_id:
            raise ChangeoverRefusedError(RecipePhrase.PRODUCT_IN_FORCE(product=recipe_id))
        asked = self._engine.gate.recipe_request
        if asked:
            raise ChangeoverRefusedError(
                RecipePhrase.PLC_ASKS_FOR_RECIPE(number=asked),
                remedy=RecipePhrase.CHANGE_OVER_AT_PLC(),
            )
        lot = self._around.lot()
        if lot and not within_lot:
            raise LotRunningError(RecipePhrase.LOT_RUNS(lot=lot, product=in_force))

    def _begin(self, course: Course, work: Work) -> None:
        with self._starting:
            running = self.course
            if running is not None and running.phase not in _ENDED:
                under_way = RecipePhrase.PRODUCT_CHANGING(product=running.recipe_id)
                raise ChangeoverRefusedError(under_way)
            self.course = course
            self._thread = threading.Thread(
                target=self._run, args=(work,), name="recipe-change", daemon=True
            )
            self._thread.start()

    def _run(self, work: Work) -> None:
        with self._bulkhead.contain():
            phase = work()
            self._bulkhead.clear()
            self._say(phase=phase)
            return
        self._say(phase=ChangePhase.REFUSED, fault=self._bulkhead.told)

    def _put_in_use(self, actor: Actor, revision: RecipeRevision, note: str) -> ChangePhase:
        candidate = self._candidate(revision)
        model = self._engine.recipes.model
        classifier = model.recipes[0].views[0].inspector.classifier
        prepared = self._prepare(candidate, classifier)
        self._require_in_time(prepared)
        in_force = self._engine.recipes.in_force.number == prepared.number
        if in_force:
            self._order(prepared, model.tag)
        else:
            self._engine.recipes.keep_ready(prepared, model.tag)
        self._book.take_in(candidate)
        self._store.release(
            RecipeRelease(revision.recipe_id, revision.revision, utc_ns(), actor.name, note)
        )
        self._around.renew_trial()
        return ChangePhase.IN_FORCE if in_force else ChangePhase.READY

    def _candidate(self, revision: RecipeRevision) -> StationRecipe:
        recipe = recipe_of(revision.content)
        former = self._book.find(recipe.recipe_id)
        if former is not None and (former.recipe.number or 1) != (recipe.number or 1):
            raise RecipeInvalidError(
                RecipePhrase.NUMBER_CHANGED(product=recipe.recipe_id, number=former.recipe.number),
                remedy=RecipePhrase.KEEP_NUMBER(),
            )
        folder = folder_of(revision, self._config)
        candidate = signed_off_recipe(recipe, folder, tuple(self._config.views))
        defects = self._engine.models.in_force.identity.defect_classes
        require_together(self._book.with_revision(candidate), self._config, defects)
        return candidate

    def _require_in_time(self, prepared: PreparedRecipe) -> None:
        """Measured on what the cameras see now; without a picture nobody can tell."""
        for lane, view in zip(self._engine.lanes, prepared.views, strict=True):
            image: Image | None = None if lane.latest is None else lane.latest.image
            if image is None:
                continue
            took = measure_inspection([view.inspector], image)
            budget = self._engine.deadline.budget(took if took.runs else InspectionTime())
            if not budget.met:
                raise RecipeTooSlowError(_too_slow(budget))

    def _order(self, prepared: PreparedRecipe, model_tag: int) -> None:
        """Change over between two parts, and wait until that is done."""
        ended = threading.Event()
        faults: list[InspectorError] = []

        def note(fault: InspectorError | None) -> None:
            if fault is not None:
                faults.append(fault)
            ended.set()

        self._say(phase=ChangePhase.CHANGING)
        self._engine.changeover.order(prepared, model_tag, note)
        ended.wait()
        if faults:
            raise faults[0]

    def _say(self, **news: object) -> None:
        if self.course is not None:
            self.course = replace(self.course, **news)  # type: ignore[arg-type]


def _too_slow(budget: DeadlineBudget) -> Phrase:
    return RecipePhrase.TOO_SLOW(
        needed=round(budget.needed_ms, 1),
        deadline=round(budget.deadline_ms, 1),
        term=budget.largest.name,
        ms=round(budget.largest.ms, 1),
    )
