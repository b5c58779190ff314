"""Recipes of a station whose line never changes over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from api_cameras import BenchCameras
from station_texts import STATION

from inspector.config.station import StationConfig, parse_station
from inspector.domain.errors.recipe import ChangeoverRefusedError
from inspector.domain.history import ResultHistory
from inspector.domain.recipe import DecisionLimits
from inspector.services.history.served import HistoryService
from inspector.services.people.audit import AuditTrail
from inspector.services.recipes.book import RecipeBook, Sources
from inspector.services.recipes.costs import ThresholdCosts
from inspector.services.recipes.desk import LineState, RecipeDesk
from inspector.services.recipes.drafts import DraftDesk
from inspector.services.recipes.dry_run import DryRun
from inspector.services.recipes.evidence import ModelClasses, ReviewedEvidence
from inspector.services.recipes.preview import StepPreview
from inspector.services.recipes.service import RecipeServices
from inspector.store.result_store import SqliteResultStore

CLASSES = ModelClasses("e" * 64, ("good", "scratch"), frozenset({"good"}))


class BenchChanges:
    """Refuses every change."""

    course = None

    def sign_off(self, *asked: object) -> NoReturn:
        raise ChangeoverRefusedError(f"{len(asked)} asked in vain")

    def change_over(self, *asked: object, within_lot: bool) -> NoReturn:
        raise ChangeoverRefusedError(f"{len(asked)} asked in vain, {within_lot}")


def never(*given: object) -> NoReturn:
    raise ChangeoverRefusedError(f"nothing is prepared for {len(given)}")


def bench_recipes(
    folder: Path,
    store: SqliteResultStore,
    history: ResultHistory,
    pictures: HistoryService,
    cameras: BenchCameras,
) -> RecipeServices:
    """Products, drafts and all that a draft can be tried on."""
    config: StationConfig = parse_station(STATION, folder / "station.toml")
    kept, audit = store.recipes(), AuditTrail(folder / "audit.jsonl")
    names: Sequence[str] = CLASSES.classes
    book = RecipeBook((), Sources({}))
    return RecipeServices(
        desk=RecipeDesk(
            kept,
            book,
            BenchChanges(),  # type: ignore[arg-type] # all that the desk asks of it
            lambda: LineState("", 0),
            audit,
        ),
        drafts=DraftDesk(kept, book, config, lambda: names, DecisionLimits, audit),
        preview=StepPreview(cameras, pictures, kept, config),
        costs=ThresholdCosts(
            lambda: CLASSES,
            DecisionLimits,
            lambda _: None,
            ReviewedEvidence(store.reviews(), history, lambda: CLASSES),
        ),
        dry_run=DryRun(history, pictures, never, never, kept, config, lambda: True),
    )
