"""The products' page: the overview and every step of the set-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import wire_samples
from scripted_recipes import BRACKET, FLANGE, ScriptedRecipes

from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.products.texts import SetUpStep
from inspector.wire.station import PeriodCounts

if TYPE_CHECKING:
    from render_pages import Studio

    from inspector.ui.pages.products.page import ProductsPage


def photograph_products(studio: Studio, suffix: str) -> None:
    window, station = studio.window, studio.station
    station.recipes = ScriptedRecipes()
    for connection in station.connections:
        connection.recipes = station.recipes
    lot = PeriodCounts(name="L-2044", since=wire_samples.NOON, triggered=812)
    station.snapshot = wire_samples.snapshot(lot=lot)
    station.cameras.expose()
    window.turn_to(PageKey.LIVE)
    studio.show_part(41)
    window.turn_to(PageKey.PRODUCTS)
    page = cast("ProductsPage", window.pages.page(PageKey.PRODUCTS))
    overview = page.overview
    studio.wait(lambda: len(overview.list.table.rows_model.rows) == 3)
    overview.list.table.choose(BRACKET)
    studio.wait(lambda: len(overview.card.table.rows_model.rows) == 3)
    studio.wait(lambda: bool(overview.card.differences.rows_model.rows))
    page.desk.change_over(within_lot=False)
    studio.shoot("products-armed", suffix)
    overview.list.table.choose(FLANGE)
    studio.settle(200)
    studio.shoot("products", suffix)
    page._revise()
    studio.wait(lambda: page.draft.state is not None)
    wizard = page.wizard
    ready = {
        SetUpStep.CAMERA: lambda: wizard.camera.picture.image is not None,
        SetUpStep.REGION: lambda: wizard.region.picture.image is not None,
        SetUpStep.PREPROCESSING: lambda: wizard.preprocessing.after.image is not None,
        SetUpStep.TRACKING: lambda: bool(wizard.tracking.registers.rows_model.rows),
        SetUpStep.THRESHOLDS: lambda: bool(wizard.thresholds.costs.choices.rows_model.rows),
    }
    for step in SetUpStep:
        wizard.turn_to(step)
        if step is SetUpStep.DRY_RUN:
            wizard.dry_run.start()
            studio.wait(lambda: bool(wizard.dry_run.flips.rows_model.rows))
        studio.wait(ready.get(step, lambda: True))
        studio.settle(700)
        studio.shoot(f"products-{step.value}", suffix)
    page.draft.close()
    station.snapshot = wire_samples.snapshot()
