"""Every action of every page, on a real station: nothing that is offered is silent.

An action works, or is locked and names the role that it needs, or the station refuses it and the
screen says so. Every role sees the locks of all; the least role that may do a thing does it, in the
long campaigns the others too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from line_runs import assert_no_part_was_lost, save_sure_parts
from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from real_line import Person, RealLine, person_at

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.people import NotSignedInError, RightMissingError
from inspector.domain.errors.state import CommandNotAllowedError
from inspector.domain.people import RIGHTS, Right, Role, least_role
from inspector.ui.actions.spec import ActionKey, ActionSpec
from inspector.ui.actions.window import WindowAction
from inspector.ui.i18n.faults import title_text
from inspector.ui.i18n.texts import role_text
from inspector.ui.pages.catalogue import PAGES
from inspector.ui.pages.history.page import HistoryPage
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.models.page import ModelsPage
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.products.page import ProductsPage
from inspector.ui.pages.statistics.page import StatisticsPage
from inspector.ui.requests import RequestLink
from inspector.ui.widgets.text.action_button import ActionButton
from inspector.ui.widgets.text.elided_label import ElidedLabel

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealLine]:
    images = save_sure_parts(tmp_path_factory.mktemp("parts"), of_each=4)
    line = RealLine(tmp_path_factory.mktemp("station"), images)
    line.begin()
    try:
        yield line
    finally:
        run = line.finish()
    assert_no_part_was_lost(run)


class Questions:
    """What one action asks of the station, and what becomes of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._listening = False
        self._open: set[tuple[int, str]] = set()
        self.asked: list[str] = []
        self.refused: list[InspectorError] = []
        ask = RequestLink.ask

        def noted(link: RequestLink, key: str, call: Any, answered: Any, refused: Any) -> None:
            place = (id(link), key)
            if self._listening:
                self.asked.append(key)
                self._open.add(place)
            elif place not in self._open:  # a newer question of this name takes the other's place
                ask(link, key, call, answered, refused)
                return

            def done(then: Callable[[Any], object], answer: Any) -> None:
                self._open.discard(place)
                if isinstance(answer, InspectorError):
                    self.refused.append(answer)
                then(answer)

            ask(link, key, call, partial(done, answered), partial(done, refused))

        monkeypatch.setattr(RequestLink, "ask", noted)

    def listen(self, act: Callable[[], object]) -> None:
        """Note what is asked while something is done."""
        self.asked, self.refused = [], []
        self._open.clear()
        self._listening = True
        try:
            act()
        finally:
            self._listening = False

    @property
    def settled(self) -> bool:
        """Whether each was answered."""
        return not self._open


def prepare_history(person: Person) -> None:
    """A part with a newer and an older one, on the screen with its picture."""
    history = person.turn_to(PageKey.HISTORY, HistoryPage)
    history.close_detail()
    if history.model.rowCount() < 3:
        history.filtering.clear()
    person.until(lambda: history.model.rowCount() >= 3)
    history.list.go_to(1)
    second = history.model.row(history.model.index(1, 0))
    assert second is not None
    history.show_result(second.result_id)
    person.until(lambda: is_seen(history, second.result_id))


def is_seen(history: HistoryPage, result_id: str) -> bool:
    detail = history.detail
    return detail.looked_into and detail.detail is not None and detail.detail.result_id == result_id


def prepare_statistics(person: Person) -> None:
    page = person.turn_to(PageKey.STATISTICS, StatisticsPage)
    person.until(lambda: page.answer is not None and page.drawn.chart.view is not None)


def prepare_models(person: Person) -> None:
    page = person.turn_to(PageKey.MODELS, ModelsPage)
    person.until(lambda: page.packages.list.row_chosen is not None)


def prepare_products(person: Person) -> None:
    page = person.turn_to(PageKey.PRODUCTS, ProductsPage)
    person.until(lambda: page.desk.list.products)
    page.overview.list.name_field.setText("cover")


PREPARED: dict[PageKey, Callable[[Person], None]] = {
    PageKey.HISTORY: prepare_history,
    PageKey.STATISTICS: prepare_statistics,
    PageKey.MODELS: prepare_models,
    PageKey.PRODUCTS: prepare_products,
}
NEVER_AFTER_THE_TOUCH = (CommandNotAllowedError, NotSignedInError, RightMissingError)
"""What the app knows before: the role of the person, and the state of the station."""
NEEDING_A_RIGHT = [key for key in WindowAction if key.spec.right is not None]


def turn_to(person: Person, key: PageKey) -> None:
    """As somebody leaves the page who has something to do on it."""
    if key in PREPARED:
        PREPARED[key](person)
    elif person.window.pages.in_view is not person.window.pages.page(key):
        person.window.turn_to(key)


def within_sight(widget: QWidget) -> Iterator[QWidget]:
    """What it is made of, without what lies in something hidden."""
    for each in widget.children():
        if isinstance(each, QWidget):
            yield each
            if not each.isHidden():
                yield from within_sight(each)


def look_of(window: QWidget) -> list[object]:
    """All that a person could see change, but no pictures."""
    seen: list[object] = [QApplication.focusWidget(), QGuiApplication.clipboard().text()]
    for each in within_sight(window):
        text = each.text() if isinstance(each, QLabel | QAbstractButton) else ""
        checked = isinstance(each, QAbstractButton) and each.isChecked()
        chosen = isinstance(each, QAbstractItemView) and each.currentIndex().row()
        seen.append((each.isHidden(), each.isEnabled(), text, checked, chosen))
    return seen


def shown_texts(window: QWidget) -> str:
    labels = [
        each for each in within_sight(window) if isinstance(each, QLabel) and each.isVisible()
    ]
    return "\n".join(
        each.whole_text() if isinstance(each, ElidedLabel) else each.text() for each in labels
    )


def offered(window: QWidget, key: ActionKey, person: Person) -> bool:
    action = person.window.board[key]
    return any(
        each.action_shown() is action and each.isVisible() and each.isEnabled()
        for each in within_sight(window)
        if isinstance(each, ActionButton)
    )


def try_action(person: Person, questions: Questions, key: ActionKey, role: Role) -> str:
    """Do one thing as one role; what is wrong with how the app takes it, empty for nothing."""
    window, action, spec = person.window, person.window.board[key], key.spec
    if spec.right is not None and spec.right not in RIGHTS[role]:
        needed = role_text(least_role(spec.right))
        locked = not action.isEnabled() and needed in action.toolTip()
        return "" if locked else f"is not locked with the role {needed} in its tool tip"
    if not action.isEnabled():
        return ""
    visible, before = offered(window, key, person), look_of(window)
    questions.listen(action.trigger)
    changed = bool(questions.asked) or look_of(window) != before
    chosen = action.isCheckable() and action.isChecked()
    person.until(lambda: questions.settled)
    for error in questions.refused:
        if isinstance(error, NEVER_AFTER_THE_TOUCH):
            return f"is offered, and then refused: {error.code}"
        if not told(window, error):
            return f"is refused with {error.code}, and nothing on the screen says so"
    return "" if changed or chosen or not visible else "does nothing"


def told(window: QWidget, error: InspectorError) -> bool:
    texts = shown_texts(window)
    return error.code in texts or title_text(error.code, error.detail) in texts


def is_tried(spec: ActionSpec, role: Role) -> bool:
    """Whether the role is the least that may do this, or may not do it."""
    least = next(iter(Role)) if spec.right is None else least_role(spec.right)
    return role is least or (spec.right is not None and spec.right not in RIGHTS[role])


@pytest.mark.parametrize("of_all", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_nothing_that_a_role_is_offered_is_silent(
    of_all: bool,
    line: RealLine,
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda kind: str(tmp_path))
    questions = Questions(monkeypatch)
    wrong: list[str] = []
    with person_at(qtbot, qapp, line.data) as person:
        reports = person.window.pages.page(PageKey.MODELS).packages.reports
        monkeypatch.setattr(reports, "open_url", lambda url: None)
        for role in Role:
            person.sign_in(role)
            for page_key, page in PAGES.items():
                own = NEEDING_A_RIGHT if page_key is PageKey.LIVE else []
                for key in (*page.actions, *own):
                    if not of_all and not is_tried(key.spec, role):
                        continue
                    turn_to(person, page_key)
                    said = try_action(person, questions, key, role)
                    if said:
                        wrong.append(f"{role} on {page_key.name}: {key.name} {said}")
            close_draft(person)
    assert not wrong, "\n".join(wrong)


def close_draft(person: Person) -> None:
    page = person.window.pages.page(PageKey.PRODUCTS)
    assert isinstance(page, ProductsPage)
    if page.draft.state is not None:
        person.window.turn_to(PageKey.PRODUCTS)
        person.do(ProductAction.CLOSE_DRAFT)


def test_the_rights_of_a_role_are_what_its_person_is_told(
    line: RealLine, qtbot: QtBot, qapp: QApplication
) -> None:
    with person_at(qtbot, qapp, line.data) as person:
        for role in Role:
            person.sign_in(role)
            state = person.window.session.person
            assert state is not None
            assert {Right(each) for each in state.rights} == RIGHTS[role]
