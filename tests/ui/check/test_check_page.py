"""The station's check on the screen, and that a new station is shown it."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest
import scripted_check as samples
import wire_samples
from fitting import clipped_or_too_low, settle, too_small_to_touch
from open_window import Opened

import inspector.services.station_check as steps
from inspector import __version__
from inspector.domain.errors.state import CommandNotAllowedError
from inspector.domain.phrases.checks import CheckPhrase
from inspector.ui.i18n.language import Language
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.station_check import texts
from inspector.ui.pages.station_check.actions import CheckAction
from inspector.ui.pages.station_check.page import StationCheckPage
from inspector.wire.station import StationState
from inspector.wire.station_check import CheckGroup, CheckName, CheckRunState, CheckStatus


@pytest.fixture
def page(opened: Opened) -> StationCheckPage:
    opened.window.turn_to(PageKey.STATION_CHECK)
    made = opened.window.pages.page(PageKey.STATION_CHECK)
    assert isinstance(made, StationCheckPage)
    opened.bot.waitUntil(lambda: made.run is not None)
    return made


def test_what_is_not_well_comes_first_with_its_remedy_and_page(opened, page):
    assert page.summary.text() == "1 failed · 2 warnings"
    assert [row.status for row in page.model.rows[:3]] == [
        CheckStatus.FAILED,
        CheckStatus.WARNING,
        CheckStatus.WARNING,
    ]
    assert page.remedy.text() == samples.ROWS[2].remedy
    go = page.buttons[CheckAction.GO_TO_PAGE]
    assert go.isVisible()
    assert go.text().strip() == "Go to Cameras"
    opened.window.board[CheckAction.GO_TO_PAGE].trigger()
    assert opened.window.pages.in_view is opened.window.setup


def test_an_answer_that_is_well_offers_nothing(page):
    page.table.selectRow(len(samples.ROWS) - 1)
    assert not page.remedy.isVisible()
    assert not page.buttons[CheckAction.GO_TO_PAGE].isVisible()


def test_a_check_is_begun_followed_and_broken_off(opened, page):
    opened.window.board[CheckAction.BEGIN].trigger()
    opened.bot.waitUntil(lambda: page.run.state is CheckRunState.RUNNING)
    assert ("begin", __version__) in opened.station.check.asked
    assert page.progress.isVisible()
    assert (page.progress.value(), page.progress.maximum()) == (3, 8)
    assert page.summary.text() == "Checking: Disk …"
    assert not page.buttons[CheckAction.BEGIN].isVisible()
    opened.window.board[CheckAction.CANCEL].trigger()
    opened.bot.waitUntil(lambda: page.run.state is CheckRunState.CANCELLED)
    assert not page.progress.isVisible()
    assert page.told.whole_text().endswith("broken off")


def test_a_refusal_is_told(opened, page):
    opened.station.check.refusal = CommandNotAllowedError("a check of the station runs")
    opened.window.board[CheckAction.BEGIN].trigger()
    banner = opened.window.banner
    opened.bot.waitUntil(lambda: "STA-001" in banner.headline.whole_text())


def test_the_choice_stays_while_answers_come(opened, page):
    page.table.selectRow(3)
    chosen = page.model.row(page.table.currentIndex())
    opened.station.check.run = samples.RUNNING
    opened.bot.waitUntil(lambda: page.run == samples.RUNNING)
    assert page.model.row(page.table.currentIndex()) == chosen


class TestFirstRun:
    @pytest.fixture(params=[StationState.READY])
    def station(self, station, request):
        station.check.run = samples.NEVER
        station.snapshot = wire_samples.snapshot(state=request.param)
        return station

    @pytest.mark.parametrize("station", [StationState.CONTINUOUS_EXECUTION], indirect=True)
    def test_a_line_that_runs_stays_in_view(self, opened):
        opened.show_part(3)
        opened.bot.waitUntil(lambda: "last" in opened.station.check.asked)
        opened.show_part(4)
        assert opened.window.pages.in_view is opened.window.live

    def test_a_station_that_was_never_checked_is_shown_its_check(self, opened):
        pages = opened.window.pages
        opened.bot.waitUntil(lambda: pages.in_view is pages.page(PageKey.STATION_CHECK))
        page = pages.page(PageKey.STATION_CHECK)
        opened.bot.waitUntil(lambda: page.run == samples.NEVER)
        assert page.summary.text() == "This station has never been checked."


def test_one_that_was_checked_stays_where_it_is(opened):
    opened.show_part(3)
    opened.bot.waitUntil(lambda: "last" in opened.station.check.asked)
    assert opened.window.pages.in_view is opened.window.live


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_every_text_fits(opened, page, size, language):
    opened.languages.choose(language)
    opened.window.resize(*size)
    for run in (samples.NEVER, samples.RUNNING, samples.DONE):
        opened.station.check.run = run
        opened.bot.waitUntil(lambda run=run: page.run == run)
        settle(opened, clipped_or_too_low)
        settle(opened, too_small_to_touch)


def test_every_word_of_the_domain_has_a_text():
    assert set(texts.GROUPS) == set(CheckGroup)
    assert set(texts.NAMES) == set(CheckName)
    assert set(texts.STATUSES) == set(texts.SYMBOLS) == set(texts.TONES) == set(CheckStatus)


def test_the_check_advises_by_phrases_alone():
    """A sentence in the steps of the check would stand in English on every screen."""
    folder = Path(inspect.getfile(steps)).parent
    assert [text for path in folder.glob("*.py") for text in _sentences(path) if " " in text] == []


def test_a_remedy_is_told_by_its_phrase(opened, page):
    row = samples.ROWS[2].model_copy(
        update={"code": "", "remedy": "Old words.", "advice": CheckPhrase.KEEP_FEWER_PICTURES()}
    )
    opened.languages.choose(Language.CHINESE)
    assert texts.remedy_of(row) == "请减少保留的图像，或更换更大的磁盘。"


def _sentences(path):
    """Texts that end as a sentence, but for docstrings, which stand alone."""
    tree = ast.parse(path.read_text("utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and id(node) not in alone and text.endswith("."):
            yield text
