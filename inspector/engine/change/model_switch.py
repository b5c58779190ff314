"""From one model to another while the line runs, between two parts.

Nothing is awaited before the switch: a part that was taken on carries the tag of its model and is
judged by that one, in whatever order pictures and parts come. The former model stays until its
parts are judged or too late to be. The recipe is another matter and may change meanwhile.
"""

from __future__ import annotations

import logging
import threading

from inspector.domain.errors.rollout import ModelTagClashError, PromotionTooSlowError
from inspector.engine.judging.budget import DeadlineWatch
from inspector.engine.judging.fault_watch import FaultWatch
from inspector.engine.judging.known_models import KnownModels
from inspector.engine.judging.recipes import LineModel, Recipes
from inspector.engine.matching.parts_in_hand import PartsInHand
from inspector.engine.record.statistics import Statistics

_log = logging.getLogger(__name__)


class ModelSwitch:
    """Puts models in force. Safe to use from any thread.

    Args:
        recipes: What parts are judged by.
        models: The models that a verdict may come from.
        in_hand: The parts that are not judged yet.
        deadline: Whether verdicts can be in time.
        statistics: What judging takes.
        faults: Counts the failures of a model.
    """

    def __init__(
        self,
        recipes: Recipes,
        models: KnownModels,
        in_hand: PartsInHand,
        deadline: DeadlineWatch,
        statistics: Statistics,
        faults: FaultWatch,
    ) -> None:
        self._recipes = recipes
        self._models = models
        self._in_hand = in_hand
        self._deadline = deadline
        self._statistics = statistics
        self._faults = faults
        self._switching = threading.Lock()

    @property
    def in_force(self) -> LineModel:
        """The model that judges the parts that come now."""
        return self._recipes.model

    def require_fit(self, model: LineModel) -> None:
        """Refuse a model that this line must not be given.

        Raises:
            PromotionTooSlowError: no verdict would be there in time; with every term of it.
            ModelTagClashError: rows could not tell it from another model.
        """
        known = self._models.find(model.tag)
        if known is not None and known.sha256 != model.identity.sha256:
            raise ModelTagClashError(f"{known.sha256} and {model.identity.sha256}")
        budget = self._deadline.budget(model.warm_up)
        if not budget.met:
            raise PromotionTooSlowError(budget.phrase)

    def put_in_force(self, model: LineModel) -> int:
        """Judge the parts to come by this model; the least index that the first one can have.

        Returns at once; follow with :meth:`let_former_go`.
        """
        with self._switching:
            self._models.put_in_force(model.identity)
            self._faults.clear()
            self._deadline.use(model.warm_up)
            first_index = self._recipes.put_model_in_force(model)
            self._statistics.forget_inspections()
        identity = model.identity
        _log.info("%s/%s judges from part %d on", identity.model_id, identity.version, first_index)
        return first_index

    def let_former_go(self) -> None:
        """Wait until the parts of the former model are judged, or too late to be."""
        self._in_hand.drain_present()
        self._recipes.let_go()
