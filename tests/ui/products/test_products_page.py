"""Products: nothing changes by one touch, and nothing that was set up is lost."""

from __future__ import annotations

import pytest
from fitting import clipped, settle, too_small_to_touch
from open_window import Opened
from product_cases import asked, kept, products, with_draft, with_operations, with_product
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from scripted_recipes import BRACKET, FLANGE

from inspector.domain.errors.recipe import CostsWithoutEvidenceError
from inspector.domain.phrases.steps import StepPhrase
from inspector.ui.i18n.language import Language
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.products.content import region_of, steps_of, with_limits, with_region
from inspector.ui.pages.products.previewing import PAUSE_MS
from inspector.ui.pages.products.texts import SetUpStep
from inspector.ui.two_touch import BOUNCE_MS


def cut_off(root: QWidget) -> list[str]:
    """As elsewhere; a text of several lines needs their height."""
    lines = [each for each in root.findChildren(QLabel) if each.isVisible() and each.wordWrap()]
    folded = {each.text() for each in lines if each.heightForWidth(each.width()) <= each.height()}
    return [text for text in clipped(root) if text not in folded]


def test_a_changeover_takes_two_touches(opened: Opened) -> None:
    page = with_product(opened, BRACKET)
    page.desk.change_over(within_lot=False)
    page.desk.change_over(within_lot=False)
    assert not asked(opened, "change over")
    opened.bot.wait(BOUNCE_MS + 20)
    page.desk.change_over(within_lot=True)
    opened.bot.waitUntil(lambda: opened.station.recipes.in_force == BRACKET)
    assert ("change over", (BRACKET, True)) in opened.station.recipes.asked
    opened.bot.waitUntil(lambda: page.desk.product is not None and page.desk.product.in_force)
    assert not page.overview.list.change_over.isEnabled()


def test_a_product_that_is_chosen_can_be_changed_over_to_at_once(opened: Opened) -> None:
    page = with_product(opened, FLANGE)
    changes_over = opened.window.board[ProductAction.CHANGE_OVER]
    assert not changes_over.isEnabled()
    page.overview.list.table.choose(BRACKET)
    assert changes_over.isEnabled()
    page.overview.list.table.choose(FLANGE)
    assert not changes_over.isEnabled()


def test_another_product_takes_the_first_touch_back(opened: Opened) -> None:
    page = with_product(opened, BRACKET)
    page.desk.change_over(within_lot=False)
    page.overview.list.table.choose("housing")
    assert not page.desk.changeover.armed


def test_the_difference_from_what_is_in_use_is_shown(opened: Opened) -> None:
    page = with_product(opened)
    opened.bot.waitUntil(lambda: len(page.overview.card.differences.rows_model.rows) == 2)
    first = page.overview.card.differences.rows_model.rows[0]
    assert first.cells == ("Accept from (sum of good classes)", "0.9", "0.95")


def test_a_frame_is_drawn_moved_and_sized(opened: Opened) -> None:
    page = with_draft(opened, SetUpStep.REGION)
    picture = page.wizard.region.picture
    opened.bot.waitUntil(lambda: picture.image is not None)
    page.wizard.region.use_whole_picture()
    assert region_of(steps_of(page.draft.content, "camera")) is None
    assert picture.image is not None
    area = picture._image_area(picture.image).toRect()
    begin, end = area.topLeft() + QPoint(60, 60), area.center()
    QTest.mousePress(picture, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(picture, end)
    QTest.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=end)
    drawn = region_of(steps_of(page.draft.content, "camera"))
    assert drawn is not None
    left, top, width, height = drawn
    assert left + width == pytest.approx(2448 / 2, abs=12)
    assert top + height == pytest.approx(2048 / 2, abs=12)
    picture.setFocus()
    QTest.keyClick(picture, Qt.Key.Key_Right)
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(picture, Qt.Key.Key_Down, shift | control)
    moved = (left + 1, top, width, height + 10)
    assert region_of(steps_of(page.draft.content, "camera")) == moved
    field = page.wizard.region.fields["width_px"]
    field.setFocus()
    field.setText("640")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert region_of(steps_of(page.draft.content, "camera")) == (left + 1, top, 640, height + 10)
    opened.bot.waitUntil(lambda: page.draft.kept)
    assert kept(opened).content == page.draft.content


def test_a_finger_draws_a_frame_and_keys_alone_begin_one(opened: Opened) -> None:
    page = with_draft(opened, SetUpStep.REGION)
    picture = page.wizard.region.picture
    opened.bot.waitUntil(lambda: picture.image is not None)
    page.wizard.region.use_whole_picture()
    picture.setFocus()
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert region_of(steps_of(page.draft.content, "camera")) == (613, 512, 1224, 1024)
    page.wizard.region.use_whole_picture()
    assert picture.image is not None
    area = picture._image_area(picture.image).toRect()
    begin = area.topLeft() + QPoint(40, 40)
    finger = QTest.createTouchDevice()
    QTest.touchEvent(picture, finger).press(0, begin, picture).commit(True)
    for step in range(1, 6):
        moved = begin + QPoint(30 * step, 20 * step)
        QTest.touchEvent(picture, finger).move(0, moved, picture).commit(True)
    QTest.touchEvent(picture, finger).release(0, moved, picture).commit(True)
    opened.bot.waitUntil(lambda: region_of(steps_of(page.draft.content, "camera")) is not None)
    drawn = region_of(steps_of(page.draft.content, "camera"))
    assert drawn is not None
    assert drawn[2] == pytest.approx(150 / area.width() * 2448, rel=0.15)
    assert drawn[3] == pytest.approx(100 / area.height() * 2048, rel=0.15)


def test_a_touch_without_a_drag_draws_nothing(opened: Opened) -> None:
    page = with_draft(opened, SetUpStep.REGION)
    picture = page.wizard.region.picture
    opened.bot.waitUntil(lambda: picture.image is not None)
    before = page.draft.content
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=picture.rect().center())
    assert page.draft.content == before


def test_what_was_set_up_is_there_again_in_another_app(opened: Opened) -> None:
    page = with_draft(opened, SetUpStep.THRESHOLDS)
    page.wizard.thresholds.set_limit(0.77)
    page.draft.close()
    opened.bot.waitUntil(lambda: kept(opened).content["limits"]["accept"] == 0.77)
    page.draft.open(1)
    opened.bot.waitUntil(lambda: page.draft.state is not None)
    assert page.draft.content["limits"]["accept"] == 0.77
    assert page.wizard.step is SetUpStep.THRESHOLDS


def test_a_parameter_is_changed_and_the_preview_follows(opened: Opened) -> None:
    page = with_operations(opened)
    panel = page.wizard.preprocessing
    panel.steps.choose("1")
    field = panel.form.fields["clip_limit"]
    field.setFocus()
    field.setText("3.5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert steps_of(page.draft.content, "camera")[1]["clip_limit"] == 3.5
    opened.bot.waitUntil(lambda: panel.after.image is not None)
    opened.bot.waitUntil(lambda: panel.steps.rows_model.rows[1].cells[2] != "")


def previews(opened: Opened) -> list[object]:
    return [each for what, each in opened.station.recipes.asked if what == "preview"]


def test_a_preview_is_asked_for_when_picture_or_steps_are_others_and_not_again(
    opened: Opened,
) -> None:
    page = with_operations(opened)
    panel = page.wizard.preprocessing
    opened.bot.waitUntil(lambda: panel.after.image is not None)
    opened.bot.waitUntil(lambda: panel._version != "")
    opened.bot.wait(2 * PAUSE_MS)
    before = len(previews(opened))
    opened.bot.wait(3 * PAUSE_MS)
    assert len(previews(opened)) == before
    opened.station.cameras.expose()
    opened.bot.waitUntil(lambda: len(previews(opened)) == before + 1)
    panel.steps.choose("1")
    panel.remove()
    opened.bot.waitUntil(lambda: len(previews(opened)) == before + 2)
    opened.bot.wait(2 * PAUSE_MS)
    assert len(previews(opened)) == before + 2


def test_pictures_stay_when_the_language_changes(opened: Opened) -> None:
    page = with_draft(opened, SetUpStep.PREPROCESSING)
    panel = page.wizard.preprocessing
    opened.bot.waitUntil(lambda: panel.after.image is not None)
    opened.languages.choose(Language.CHINESE)
    assert panel.before.image is not None
    assert panel.after.image is not None


def test_a_dry_run_of_another_draft_says_so(opened: Opened) -> None:
    page = with_draft(opened, SetUpStep.DRY_RUN)
    panel = page.wizard.dry_run
    panel.start()
    opened.bot.waitUntil(lambda: len(panel.flips.rows_model.rows) == 3)
    assert "changed" not in panel.outcome.text()
    page.draft.change(with_limits(page.draft.content, accept=0.42))
    assert "changed since" in panel.outcome.text()


def test_the_list_marks_the_product_whose_revisions_are_shown(opened: Opened) -> None:
    page = with_product(opened)
    page.desk.choose("housing")
    opened.station.recipes.in_force = BRACKET
    opened.bot.waitUntil(lambda: page.overview.list.table.key == "housing")


def test_of_limits_that_cost_the_same_the_nearest_to_the_recommended_is_taken(
    opened: Opened,
) -> None:
    page = with_draft(opened, SetUpStep.THRESHOLDS)
    panel = page.wizard.thresholds
    panel.escape_cost.show_number(0)
    panel.false_reject_cost.show_number(0)
    opened.bot.waitUntil(lambda: panel._model is not None)
    panel.set_limit(0.2)
    opened.bot.waitUntil(
        lambda: bool(panel._points()) and all(each.cost == 0 for each in panel._points())
    )
    panel.take_cheapest()
    assert page.draft.content["limits"]["accept"] == 0.9


def test_each_class_has_its_limit_and_its_cost(opened: Opened) -> None:
    page = with_draft(opened, SetUpStep.THRESHOLDS)
    panel = page.wizard.thresholds
    opened.bot.waitUntil(lambda: len(panel.limits.rows_model.rows) == 5)
    opened.bot.waitUntil(lambda: panel.limits.rows_model.rows[3].cells[3] == "3 of 680")
    panel.limits.choose("class scratch")
    opened.bot.waitUntil(lambda: bool(panel.costs.choices.rows_model.rows))
    panel.limit.setFocus()
    panel.limit.setText("0.7")
    QTest.keyClick(panel.limit, Qt.Key.Key_Return)
    assert page.draft.content["limits"]["reject"] == {"scratch": 0.7}
    opened.bot.waitUntil(lambda: panel.limits.rows_model.rows[3].cells[3] == "6 of 680")
    scratch = panel.limits.rows_model.rows[3]
    assert scratch.cells[:3] == ("scratch", "0.700", "as others")
    assert scratch.strong
    panel.costs.choices.choose("0.25")
    panel.costs.take()
    assert page.draft.content["limits"]["reject"] == {"scratch": 0.25}
    panel.take_recommended()
    assert page.draft.content["limits"]["reject"] == {}
    panel.limits.choose("class missing bolt hole")
    panel.take_recommended()
    assert page.draft.content["limits"]["reject"] == {"missing bolt hole": 0.35}


def test_a_limit_of_a_class_that_the_model_does_not_know_can_be_taken_back(opened: Opened) -> None:
    page = with_draft(opened, SetUpStep.THRESHOLDS)
    panel = page.wizard.thresholds
    opened.bot.waitUntil(lambda: panel._model is not None)
    page.draft.change(with_limits(page.draft.content, reject={"rust": 0.4}))
    panel.limits.choose("class rust")
    assert panel.chosen == "class rust"
    panel.take_recommended()
    assert page.draft.content["limits"]["reject"] == {}


def test_without_evidence_the_remedy_is_told(opened: Opened) -> None:
    opened.station.recipes.refusal = CostsWithoutEvidenceError("nothing")
    page = with_draft(opened, SetUpStep.THRESHOLDS)
    panel = page.wizard.thresholds
    opened.bot.waitUntil(lambda: panel.costs.evidence.text() != "")
    assert not panel.costs.curve.isVisible()


def test_what_is_wrong_keeps_from_signing_off(opened: Opened) -> None:
    opened.station.recipes.faults = [
        StepPhrase.IN_STEP(
            number=1, operation="ro", fault=StepPhrase.OPERATION_UNKNOWN_SIMILAR(similar="roi")
        )
    ]
    page = with_draft(opened, SetUpStep.SIGN_OFF)
    page.draft.change({**page.draft.content, "limits": {"accept": 0.6}})
    opened.bot.waitUntil(lambda: "did you mean roi?" in page.wizard.sign_off.standing.text())
    page.wizard.sign_off.sign_off()
    opened.bot.wait(BOUNCE_MS + 20)
    page.wizard.sign_off.sign_off()
    assert not asked(opened, "make")


def test_a_region_takes_its_place_behind_the_flat_field() -> None:
    steps = [{"operation": "flat_field"}, {"operation": "grey"}]
    names = [each["operation"] for each in with_region(steps, (1, 2, 30, 40))]
    assert names == ["flat_field", "roi", "grey"]
    again = with_region(with_region(steps, (1, 2, 30, 40)), (5, 6, 70, 80))
    assert region_of(again) == (5, 6, 70, 80)
    assert with_region(again, None) == steps


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_every_text_fits(opened: Opened, size: tuple[int, int], language: Language) -> None:
    opened.languages.choose(language)
    opened.window.resize(*size)
    page = with_draft(opened)
    for step in SetUpStep:
        page.wizard.turn_to(step)
        settle(opened, cut_off)
        settle(opened, too_small_to_touch)
    page.draft.close()
    opened.window.turn_to(PageKey.PRODUCTS)
    settle(opened, cut_off)
    assert products(opened).overview.isVisible()
