"""Puts the cameras' lanes, inspectors, recorder and gate link together; starts nothing.

Whatever speaks to the gate is given the link, and the link is told last whom it serves; so it is
with the inspectors and what becomes of their verdicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from inspector.domain.record_ports import ResultStore
from inspector.engine.cameras.expiry import Expiry
from inspector.engine.cameras.lane import Lane, LaneSettings
from inspector.engine.cameras.running import Cameras
from inspector.engine.change.changeover import Changeover
from inspector.engine.change.model_switch import ModelSwitch
from inspector.engine.engine import Engine
from inspector.engine.judging.budget import DeadlineWatch
from inspector.engine.judging.fault_watch import FaultWatch
from inspector.engine.judging.inspector_pool import InspectorPool
from inspector.engine.judging.known_models import KnownModels
from inspector.engine.judging.recipes import LineModel, Recipes
from inspector.engine.matching.parts_in_hand import PartsInHand
from inspector.engine.record.challenge import ChallengeWatch
from inspector.engine.record.citations import RecipeCitations
from inspector.engine.record.lots import Lots
from inspector.engine.record.recorder import Recorder
from inspector.engine.record.rows import RowMaker
from inspector.engine.record.statistics import Statistics
from inspector.engine.settings import EngineSettings
from inspector.engine.station.commit_news import CommitNews
from inspector.engine.station.control import StationControl
from inspector.engine.station.gate_link import GateLink
from inspector.engine.station.gate_listener import GateListener
from inspector.engine.station.gate_view import GateView
from inspector.engine.station.intake import PartIntake
from inspector.engine.station.live import LiveMailbox
from inspector.engine.station.verdict_sender import VerdictSender
from inspector.engine.trial.trials import Trial
from inspector.pipe.records import PartSeen


@dataclass(frozen=True, slots=True)
class _Ground:
    """What needs nothing else of the engine but what parts are judged by."""

    link: GateLink
    recipes: Recipes
    pool: InspectorPool
    in_hand: PartsInHand
    gate: GateView = field(default_factory=GateView)
    live: LiveMailbox = field(default_factory=LiveMailbox)
    statistics: Statistics = field(default_factory=Statistics)
    lots: Lots = field(default_factory=Lots)
    challenge: ChallengeWatch = field(default_factory=ChallengeWatch)


def build_engine(
    settings: EngineSettings,
    cameras: Sequence[LaneSettings],
    model: LineModel,
    store: ResultStore,
    rows: RowMaker,
) -> Engine:
    """One station's vision side, not yet started.

    Args:
        settings: How it runs.
        cameras: All of them look at each part.
        model: In force at the start, with the first of its recipes.
        store: Where results go.
        rows: Makes the rows of the history.
    """
    link, recipes = GateLink(settings.gate_address_file), Recipes(model)
    pool = InspectorPool(recipes, settings.inspectors, settings.queue_depth * len(cameras))
    ground = _Ground(link, recipes, pool, PartsInHand(len(cameras)))
    engine = _engine_on(
        ground,
        settings,
        _lanes(ground, cameras, model),
        _recorder(ground, store, rows),
        Trial(
            store,
            pool,
            ground.statistics,
            settings.deadline_ms,
            settings.shadow_duty_percent,
        ),
        rows.models,
    )
    _connect(engine, rows.models)
    return engine


def _lanes(ground: _Ground, cameras: Sequence[LaneSettings], model: LineModel) -> Sequence[Lane]:
    def announce(detection: int, seen_ns: int) -> None:
        ground.link.send(PartSeen(detection, seen_ns))

    views = model.recipes[0].views
    return [
        Lane(view, lane, own.features, ground.pool.submit, ground.link.report, announce)
        for view, (lane, own) in enumerate(zip(cameras, views, strict=True))
    ]


def _recorder(ground: _Ground, store: ResultStore, rows: RowMaker) -> Recorder:
    news = CommitNews(ground.statistics, ground.challenge, ground.live, ground.link.send)
    cited = RecipeCitations(ground.recipes)
    return Recorder(store, rows, cited, ground.lots, ground.challenge, news.tell)


def _engine_on(
    ground: _Ground,
    settings: EngineSettings,
    lanes: Sequence[Lane],
    recorder: Recorder,
    trial: Trial,
    models: KnownModels,
) -> Engine:
    link, recipes, in_hand, pool = ground.link, ground.recipes, ground.in_hand, ground.pool
    deadline = DeadlineWatch(
        settings, lanes, recipes.model.warm_up, ground.statistics.inspection_time
    )
    faults = FaultWatch()
    changeover = _changeover(ground, lanes, deadline)
    control = StationControl(
        lanes, recorder, pool, recipes, changeover, deadline, ground.challenge, ground.gate, faults
    )
    return Engine(
        autostart=settings.autostart,
        gate=ground.gate,
        live=ground.live,
        statistics=ground.statistics,
        recipes=recipes,
        lots=ground.lots,
        challenge=ground.challenge,
        lanes=lanes,
        cameras=Cameras(lanes, lambda: control.inspecting),
        recorder=recorder,
        deadline=deadline,
        changeover=changeover,
        models=ModelSwitch(recipes, models, in_hand, deadline, ground.statistics, faults),
        trial=trial,
        control=control,
        pool=pool,
        in_hand=in_hand,
        expiry=Expiry(lanes),
        link=link,
    )


def _changeover(ground: _Ground, lanes: Sequence[Lane], deadline: DeadlineWatch) -> Changeover:
    def on_change() -> None:
        deadline.measure_again()
        ground.link.report()

    return Changeover(ground.recipes, lanes, ground.in_hand, on_change)


def _connect(engine: Engine, models: KnownModels) -> None:
    """What the gate says, and what the inspectors find, reaches those whom it concerns."""
    link, recipes, in_hand = engine.link, engine.recipes, engine.in_hand
    intake = PartIntake(engine.lanes, recipes, engine.changeover, in_hand, link.send)
    listener = GateListener(
        gate=engine.gate,
        control=engine.control,
        recipes=recipes,
        trial=engine.trial,
        changeover=engine.changeover,
        challenge=engine.challenge,
        lots=engine.lots,
        intake=intake,
        recorder=engine.recorder,
        statistics=engine.statistics,
        report=link.report,
    )
    link.serve(listener, engine.control.told)
    verdicts = VerdictSender(
        gate=engine.gate,
        models=models,
        recorder=engine.recorder,
        in_hand=in_hand,
        statistics=engine.statistics,
        control=engine.control,
        send=link.send,
    )
    engine.pool.serve(verdicts.on_inspection, engine.trial.show)
