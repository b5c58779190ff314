"""The models page in each of its states."""

from __future__ import annotations

from typing import TYPE_CHECKING

import wire_model_samples as samples

from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.models.actions import ModelsAction
from inspector.ui.pages.models.page import ModelsPage
from inspector.wire.rollout import PromotionPhase

if TYPE_CHECKING:
    from render_pages import Studio

_SIDES = ("overview", "classes", "curves", "candidates", "pictures", "card", "changes")


def photograph_models(studio: Studio, suffix: str) -> None:
    window, station = studio.window, studio.station
    station.models.told = samples.models_state()
    window.turn_to(PageKey.MODELS)
    page = window.pages.page(PageKey.MODELS)
    assert isinstance(page, ModelsPage)
    page.turn_to(ModelsAction.PACKAGES)
    tab = page.packages
    tab.dismiss()
    studio.wait(lambda: len(tab.list.model.rows) == len(samples.PACKAGES))
    tab.list.table.selectRow(1)
    studio.wait(lambda: bool(tab.detail.card.toPlainText()))
    studio.wait(lambda: tab.detail.title.whole_text() == samples.NEXT)
    for side, name in enumerate(_SIDES):
        tab.detail.sides.buttons[side].click()
        if name == "changes":
            studio.wait(lambda: tab.detail.changes.model.rowCount() > 0)
        studio.shoot(f"models-{name}", suffix)
    tab.detail.sides.buttons[0].click()
    tab.list.table.selectRow(2)
    studio.settle(100)
    studio.shoot("models-unsigned", suffix)
    tab.list.table.selectRow(1)
    tab.ask_promotion()
    studio.shoot("models-promote", suffix)
    for phase in (PromotionPhase.GATE, PromotionPhase.REFUSED, PromotionPhase.IN_FORCE):
        tab.panel.follow(samples.promotion(phase))
        studio.shoot(f"models-{phase.value}", suffix)
    tab.dismiss()
    page.turn_to(ModelsAction.TRAINING)
    studio.wait(lambda: len(page.training.list.model.rows) == 5)
    for place, name in ((1, "running"), (2, "failed"), (4, "finished")):
        page.training.list.table.selectRow(place)
        studio.settle(150)
        studio.shoot(f"models-training-{name}", suffix)
    page.training.open_form()
    studio.wait(lambda: page.training.form.dataset.count() == 1)
    studio.shoot("models-training-new", suffix)
    page.training.dismiss()
    station.training.told = samples.training_page(("torch", "torchvision"))
    page.training.refresh()
    studio.wait(lambda: page.training.list.missing.isVisible())
    studio.shoot("models-training-missing", suffix)
    station.training.told = samples.training_page()
    page.turn_to(ModelsAction.TRIAL)
    studio.wait(lambda: page.trial.model.rowCount() > 0)
    studio.shoot("models-trial", suffix)
    page.turn_to(ModelsAction.LABELS)
    studio.wait(lambda: page.labels.model.rowCount() > 0)
    studio.shoot("models-labels", suffix)
    station.models.told = samples.shipped_only()
    page.turn_to(ModelsAction.PACKAGES)
    studio.wait(lambda: len(tab.list.model.rows) == 1)
    studio.settle(100)
    studio.shoot("models-shipped", suffix)
    station.models.told = samples.models_state()
