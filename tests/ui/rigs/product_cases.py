"""What every action of the products' page has to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import wire_samples
from scripted_recipes import BRACKET, FLANGE, revision

from inspector.ui.actions.spec import ActionKey
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.products.content import steps_of
from inspector.ui.pages.products.content import with_limits as with_other_limits
from inspector.ui.pages.products.limits import ACCEPT
from inspector.ui.pages.products.texts import SetUpStep
from inspector.ui.two_touch import BOUNCE_MS
from inspector.wire.recipe_drafts import DraftChange, DraftRequest
from inspector.wire.station import StationState

if TYPE_CHECKING:
    from open_window import Opened

    from inspector.ui.pages.products.page import ProductsPage

Case = tuple[Callable[["Opened"], object], Callable[["Opened"], bool]]


def products(opened: Opened) -> ProductsPage:
    return cast("ProductsPage", opened.window.pages.page(PageKey.PRODUCTS))


def with_product(opened: Opened, name: str = FLANGE) -> ProductsPage:
    """The page is open, and a product with its revisions is chosen."""
    opened.station.cameras.expose()
    opened.window.turn_to(PageKey.PRODUCTS)
    page = products(opened)
    opened.bot.waitUntil(lambda: len(page.overview.list.table.rows_model.rows) >= 3)
    page.overview.list.table.choose(name)
    opened.bot.waitUntil(lambda: len(page.overview.card.table.rows_model.rows) == 3)
    return page


def with_draft(opened: Opened, step: SetUpStep = SetUpStep.CAMERA) -> ProductsPage:
    """A draft of a product is set up."""
    opened.show_part(41)
    page = with_product(opened)
    page.draft.begin(DraftRequest(recipe_id=FLANGE, number=3, parent=revision(3)))
    opened.bot.waitUntil(lambda: page.draft.state is not None)
    page.wizard.turn_to(step)
    opened.bot.waitUntil(lambda: page.draft.kept)
    return page


def at_rest(opened: Opened, step: SetUpStep = SetUpStep.CAMERA) -> ProductsPage:
    """A draft is set up at a station that inspects nothing."""
    opened.station.snapshot = wire_samples.snapshot(state=StationState.READY)
    return with_draft(opened, step)


def with_kept_draft(opened: Opened) -> ProductsPage:
    """A draft stands in the list, and is chosen."""
    page = with_draft(opened)
    page.draft.close()
    opened.bot.waitUntil(lambda: len(page.overview.list.table.rows_model.rows) == 4)
    page.overview.list.table.choose("draft:1")
    opened.bot.waitUntil(lambda: page.overview.list.draft_id == 1)
    return page


def with_operations(opened: Opened) -> ProductsPage:
    page = with_draft(opened, SetUpStep.PREPROCESSING)
    opened.bot.waitUntil(lambda: page.wizard.preprocessing.offered.count() > 0)
    return page


def with_change(opened: Opened) -> ProductsPage:
    """Something was changed, and only the second touch is missing."""
    page = with_draft(opened, SetUpStep.SIGN_OFF)
    content = {**page.draft.content, "limits": {"accept": 0.97}}
    page.draft.change(content)
    opened.bot.waitUntil(lambda: page.draft.kept)
    opened.bot.waitUntil(lambda: len(page.wizard.sign_off.differences.rows_model.rows) == 2)
    page.wizard.sign_off.sign_off()
    opened.bot.wait(BOUNCE_MS + 20)
    return page


def with_limits(opened: Opened, **limits: Any) -> ProductsPage:
    """Limits that are not those of the model; what it recommends is known."""
    page = with_draft(opened, SetUpStep.THRESHOLDS)
    page.draft.change(with_other_limits(page.draft.content, **limits))
    table = page.wizard.thresholds.limits
    opened.bot.waitUntil(lambda: table.rows_model.rows[0].cells[2] != "")
    opened.bot.waitUntil(lambda: page.wizard.thresholds._model is not None)
    return page


def named(opened: Opened) -> None:
    page = with_product(opened)
    page.overview.list.name_field.setText("lid")
    page.overview.list.number_field.show_number(31)


def operations(opened: Opened) -> list[str]:
    page = products(opened)
    return [str(each["operation"]) for each in steps_of(page.draft.content, "camera")]


def kept(opened: Opened) -> DraftChange:
    return next(
        each
        for what, each in reversed(opened.station.recipes.asked)
        if what == "keep" and isinstance(each, DraftChange)
    )


def asked(opened: Opened, what: str) -> bool:
    return any(each == what for each, _ in opened.station.recipes.asked)


PRODUCT_CASES: dict[ActionKey, Case] = {
    PageKey.PRODUCTS: (
        lambda o: None,
        lambda o: len(products(o).overview.list.table.rows_model.rows) == 3,
    ),
    ProductAction.CHANGE_OVER: (
        lambda o: with_product(o, BRACKET),
        lambda o: products(o).desk.changeover.armed and not asked(o, "change over"),
    ),
    ProductAction.WITHIN_LOT: (
        with_product,
        lambda o: o.window.board[ProductAction.WITHIN_LOT].isChecked(),
    ),
    ProductAction.NEW_PRODUCT: (
        named,
        lambda o: ("begin", DraftRequest(recipe_id="lid", number=31)) in o.station.recipes.asked,
    ),
    ProductAction.REVISE: (
        with_product,
        lambda o: (
            (
                "begin",
                DraftRequest(recipe_id=FLANGE, number=3, parent=revision(9)),
            )
            in o.station.recipes.asked
        ),
    ),
    ProductAction.PUT_IN_USE: (
        with_product,
        lambda o: products(o).desk.putting_in_use.armed and not asked(o, "sign off"),
    ),
    ProductAction.CONTINUE_DRAFT: (
        with_kept_draft,
        lambda o: products(o).draft.state is not None,
    ),
    ProductAction.DROP_DRAFT: (
        with_kept_draft,
        lambda o: products(o).desk.dropping.armed and not asked(o, "drop"),
    ),
    ProductAction.CLOSE_DRAFT: (with_draft, lambda o: products(o).draft.state is None),
    ProductAction.STEP_BACK: (
        lambda o: with_draft(o, SetUpStep.THRESHOLDS),
        lambda o: products(o).wizard.step is SetUpStep.TRACKING,
    ),
    ProductAction.STEP_NEXT: (
        with_draft,
        lambda o: products(o).wizard.step is SetUpStep.REGION,
    ),
    ProductAction.TAKE_SETTINGS: (
        at_rest,
        lambda o: (
            products(o).draft.content["features"] != {"exposure_time_us": 900, "gain_db": 2.0}
        ),
    ),
    ProductAction.WHOLE_PICTURE: (
        lambda o: with_draft(o, SetUpStep.REGION),
        lambda o: operations(o) == ["clahe"],
    ),
    ProductAction.ADD_OPERATION: (
        with_operations,
        lambda o: operations(o) == ["roi", "clahe", "flat_field_estimated"],
    ),
    ProductAction.REMOVE_OPERATION: (with_operations, lambda o: operations(o) == ["clahe"]),
    ProductAction.OPERATION_UP: (
        lambda o: with_operations(o).wizard.preprocessing.steps.choose("1"),
        lambda o: operations(o) == ["clahe", "roi"],
    ),
    ProductAction.OPERATION_DOWN: (
        with_operations,
        lambda o: operations(o) == ["clahe", "roi"],
    ),
    ProductAction.TEST_TRIGGER: (
        lambda o: at_rest(o, SetUpStep.TRACKING),
        lambda o: ("trigger", "camera") in o.station.cameras.asked,
    ),
    ProductAction.TAKE_CHEAPEST: (
        lambda o: (
            with_draft(o, SetUpStep.THRESHOLDS),
            o.bot.waitUntil(
                lambda: bool(products(o).wizard.thresholds.costs.choices.rows_model.rows)
            ),
            products(o).wizard.thresholds.set_limit(0.3),
        ),
        lambda o: products(o).draft.content["limits"]["accept"] > 0.8,
    ),
    ProductAction.TAKE_RECOMMENDED: (
        lambda o: (with_limits(o, accept=0.3), products(o).wizard.thresholds.limits.choose(ACCEPT)),
        lambda o: products(o).draft.content["limits"]["accept"] == 0.9,
    ),
    ProductAction.ALL_RECOMMENDED: (
        lambda o: with_limits(o, accept=0.3, reject={"scratch": 0.7}),
        lambda o: (
            products(o).draft.content["limits"]
            == {"accept": 0.9, "reject_default": 0.5, "reject": {"missing bolt hole": 0.35}}
        ),
    ),
    ProductAction.DRY_RUN: (
        lambda o: with_draft(o, SetUpStep.DRY_RUN),
        lambda o: len(products(o).wizard.dry_run.flips.rows_model.rows) == 3,
    ),
    ProductAction.SIGN_OFF: (
        with_change,
        lambda o: asked(o, "make") and asked(o, "sign off") and products(o).draft.state is None,
    ),
}
