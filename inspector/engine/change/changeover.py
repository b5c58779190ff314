"""From one recipe to another while the line runs, at a boundary between two parts.

The gate rejects parts from the PLC's request on and until it hears that the recipe is in force, so
no part is on its way that two recipes could claim. Parts that came before are judged by the old
recipe first; then the cameras get their settings, and time passes until no frame of before can be a
part's that is yet to be announced; then everything else changes in one assignment.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inspector.clock import monotonic_ns
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.camera import CameraError, CameraLostError, FeatureError
from inspector.domain.errors.config import RecipeRefusedError, RecipeUnknownError
from inspector.domain.errors.recipe import ChangeoverRefusedError
from inspector.domain.phrases.cameras import CameraPhrase
from inspector.domain.phrases.line import LinePhrase
from inspector.domain.phrases.recipes import RecipePhrase
from inspector.engine.cameras.lane import Lane
from inspector.engine.cameras.settings import Settings
from inspector.engine.judging.recipes import PreparedRecipe, Recipes
from inspector.engine.matching.parts_in_hand import PartsInHand
from inspector.engine.threads.bulkhead import Bulkhead

_log = logging.getLogger(__name__)
_CAMERAS_NS = 5_000_000_000
_LOOK_S = 0.01

Ended = Callable[[InspectorError | None], None]


@dataclass(frozen=True, slots=True, eq=False)
class _Wish:
    """What shall be in force; ``ended`` is told what became of a person's wish."""

    recipe: PreparedRecipe
    model_tag: int = 0
    ended: Ended | None = None

    @property
    def number(self) -> int:
        return self.recipe.number


class Changeover:
    """Carries out the newest request, in a thread of its own.

    Args:
        recipes: All recipes.
        lanes: The cameras.
        in_hand: The parts that came before the request.
        on_change: Called when there is something to tell the gate.
    """

    def __init__(
        self,
        recipes: Recipes,
        lanes: Sequence[Lane],
        in_hand: PartsInHand,
        on_change: Callable[[], None],
    ) -> None:
        self._recipes = recipes
        self._lanes = lanes
        self._in_hand = in_hand
        self._on_change = on_change
        self._news = threading.Condition()
        self._wanted: _Wish | None = None
        self._target: _Wish | None = None
        self._stopping = threading.Event()
        self._bulkhead = Bulkhead(_log)
        self._thread = threading.Thread(target=self._run, name="changeover", daemon=True)
        self.changing = False
        self.refused = 0
        self.fault: InspectorError | None = None

    def start(self) -> None:
        """Begin to listen to requests."""
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Let the thread end by itself."""
        with self._news:
            self._stopping.set()
            self._news.notify_all()

    def stop(self) -> None:
        """End; a change that is under way ends with its cameras."""
        self.ask_to_stop()
        if self._thread.ident is not None:
            self._thread.join()

    def request(self, number: int) -> None:
        """The PLC wants this recipe; it is asked for again and again until it is in force.

        From the moment that this returns no new part may be judged, unless it is refused at once.
        """
        with self._news:
            if number in (0, self.refused):
                return
            wanted = self._recipes.find(number)
            if wanted is None:
                self._refuse(number, RecipeUnknownError(LinePhrase.NO_RECIPE_NUMBER(number=number)))
            elif number == (self._wanted or self._target or self._recipes.in_force).number:
                return
            else:
                self._supersede()
                self._wanted, self.changing = _Wish(wanted), True
                self._news.notify_all()
        self._on_change()

    def order(self, recipe: PreparedRecipe, model_tag: int, ended: Ended) -> None:
        """A person wants this recipe, or this revision of the one in force; returns at once.

        Args:
            recipe: Made for the model of ``model_tag``.
            model_tag: What the gate's records call that model.
            ended: Called from another thread, with why the former recipe is in force still.

        Raises:
            ChangeoverRefusedError: another changeover is under way.
        """
        with self._news:
            if self.changing or self._stopping.is_set():
                raise ChangeoverRefusedError(RecipePhrase.CHANGEOVER_UNDER_WAY())
            self._wanted, self.changing = _Wish(recipe, model_tag, ended), True
            self._news.notify_all()
        self._on_change()

    def forget_refusal(self) -> None:
        """The PLC has dropped its request, or somebody asks to try again."""
        with self._news:
            self.refused, self.fault = 0, None

    def _run(self) -> None:
        while (wish := self._next()) is not None:
            fault: InspectorError | None = ChangeoverRefusedError(LinePhrase.CHANGEOVER_FAILED())
            with self._bulkhead.contain():
                fault = self._change_to(wish)
                self._bulkhead.clear()
            with self._news:
                self._target = None
                self.changing = self._wanted is not None
            self._on_change()
            if wish.ended is not None:
                wish.ended(fault)
        with self._news:
            self._supersede()

    def _next(self) -> _Wish | None:
        with self._news:
            self._news.wait_for(lambda: self._wanted is not None or self._stopping.is_set())
            if self._stopping.is_set():
                return None
            self._target, self._wanted = self._wanted, None
            return self._target

    def _supersede(self) -> None:
        """What waits is not carried out."""
        waiting, self._wanted = self._wanted, None
        if waiting is not None and waiting.ended is not None:
            waiting.ended(ChangeoverRefusedError(LinePhrase.CHANGEOVER_SUPERSEDED()))

    def _change_to(self, wish: _Wish) -> InspectorError | None:
        """What kept the former recipe in force, if anything did."""
        self._in_hand.drain()
        former, wanted = self._recipes.in_force, wish.recipe
        try:
            self._set_cameras(wanted)
            with self._news:
                if wish.ended is not None:
                    self._recipes.keep_ready(wanted, wish.model_tag)
                self._recipes.put_in_force(wanted.number)
                self.refused, self.fault = 0, None
        except (CameraError, ChangeoverRefusedError) as error:
            self._go_back(former)
            refusal = RecipeRefusedError(
                LinePhrase.RECIPE_REFUSED(
                    number=wanted.number,
                    recipe=wanted.recipe.recipe_id,
                    code=error.code,
                    fault=error.phrase,
                )
            )
            if wish.ended is None:
                with self._news:
                    self._refuse(wanted.number, refusal)
            return refusal
        _log.info("recipe %d (%s) is in force", wanted.number, wanted.recipe.recipe_id)
        return None

    def _refuse(self, number: int, fault: InspectorError) -> None:
        self.refused, self.fault = number, fault
        _log.error("%s", fault)

    def _set_cameras(self, recipe: PreparedRecipe) -> None:
        """All cameras have its settings and send frames.

        Raises:
            CameraError: one refuses a setting, or is not there in time.
        """
        deadline_ns = monotonic_ns() + _CAMERAS_NS
        for lane, view in zip(self._lanes, recipe.views, strict=True):
            self._set_camera(lane, view.features, deadline_ns)
        for lane in self._lanes:
            until_ns = max(deadline_ns, lane.settled_ns + _CAMERAS_NS)
            while not lane.streams:
                self._wait_for(lane, until_ns)

    def _set_camera(self, lane: Lane, features: Settings, deadline_ns: int) -> None:
        while True:
            try:
                return lane.use(features)
            except FeatureError as error:
                name = lane.settings.name
                told = (CameraPhrase.OF_CAMERA(camera=name, fault=said) for said in error.said)
                raise type(error)(*told) from error
            except CameraLostError:
                self._wait_for(lane, deadline_ns)

    def _wait_for(self, lane: Lane, deadline_ns: int) -> None:
        if monotonic_ns() > deadline_ns or self._stopping.wait(_LOOK_S):
            raise CameraLostError(CameraPhrase.NO_FRAMES(camera=lane.settings.name))

    def _go_back(self, former: PreparedRecipe) -> None:
        """A camera that does not take back what it had connects anew, with what it had."""
        for lane, view in zip(self._lanes, former.views, strict=True):
            try:
                lane.use(view.features)
            except CameraError as error:
                if lane.connected:
                    lane.acquisition.give_up(error)
