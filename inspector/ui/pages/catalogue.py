"""All pages in the order of the navigation; each is made when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from inspector.ui.actions.spec import ActionSpec, ActionTable
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP
from inspector.ui.pages.alarms.actions import ALARM_ACTIONS
from inspector.ui.pages.challenge.actions import CHALLENGE_ACTIONS
from inspector.ui.pages.history.actions import HISTORY_ACTIONS
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.live.actions import LIVE_ACTIONS
from inspector.ui.pages.models.actions import MODELS_ACTIONS
from inspector.ui.pages.people.actions import PEOPLE_ACTIONS
from inspector.ui.pages.products.actions import PRODUCT_ACTIONS
from inspector.ui.pages.setup.actions import SETUP_ACTIONS
from inspector.ui.pages.station_check.actions import CHECK_ACTIONS
from inspector.ui.pages.statistics.actions import STATISTICS_ACTIONS
from inspector.ui.widgets.symbol_paths import Symbol

if TYPE_CHECKING:
    from inspector.ui.pages.page import Page, PageContext


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page.

    Attributes:
        turn: The action that turns to it.
        make: Makes it; imports it only then.
        actions: What can be done on it.
    """

    turn: ActionSpec
    make: Callable[[PageContext], Page]
    actions: ActionTable = field(default_factory=lambda: MappingProxyType({}))


def _turn(text: str, key: str, symbol: Symbol) -> ActionSpec:
    return ActionSpec(text, (key,), symbol, checkable=True)


def _live(context: PageContext) -> Page:
    from inspector.ui.pages.live.page import LivePage

    return LivePage(context)


def _history(context: PageContext) -> Page:
    from inspector.ui.pages.history.page import HistoryPage

    return HistoryPage(context)


def _models(context: PageContext) -> Page:
    from inspector.ui.pages.models.page import ModelsPage

    return ModelsPage(context)


def _statistics(context: PageContext) -> Page:
    from inspector.ui.pages.statistics.page import StatisticsPage

    return StatisticsPage(context)


def _setup(context: PageContext) -> Page:
    from inspector.ui.pages.setup.page import SetupPage

    return SetupPage(context)


def _station_check(context: PageContext) -> Page:
    from inspector.ui.pages.station_check.page import StationCheckPage

    return StationCheckPage(context)


def _alarms(context: PageContext) -> Page:
    from inspector.ui.pages.alarms.page import AlarmsPage

    return AlarmsPage(context)


def _io(context: PageContext) -> Page:
    from inspector.ui.pages.io.page import IoPage

    return IoPage(context)


def _products(context: PageContext) -> Page:
    from inspector.ui.pages.products.page import ProductsPage

    return ProductsPage(context)


def _challenge(context: PageContext) -> Page:
    from inspector.ui.pages.challenge.page import ChallengePage

    return ChallengePage(context)


def _people(context: PageContext) -> Page:
    from inspector.ui.pages.people.page import PeoplePage

    return PeoplePage(context)


PAGES: Mapping[PageKey, PageSpec] = MappingProxyType(
    {
        PageKey.LIVE: PageSpec(
            _turn(QT_TRANSLATE_NOOP("Action", "Live"), "F2", Symbol.LIVE), _live, LIVE_ACTIONS
        ),
        PageKey.HISTORY: PageSpec(
            _turn(QT_TRANSLATE_NOOP("Action", "History"), "F3", Symbol.HISTORY),
            _history,
            HISTORY_ACTIONS,
        ),
        PageKey.STATISTICS: PageSpec(
            _turn(QT_TRANSLATE_NOOP("Action", "Statistics"), "Ctrl+1", Symbol.STATISTICS),
            _statistics,
            STATISTICS_ACTIONS,
        ),
        PageKey.MODELS: PageSpec(
            _turn(QT_TRANSLATE_NOOP("Action", "Models"), "Ctrl+2", Symbol.MODELS),
            _models,
            MODELS_ACTIONS,
        ),
        PageKey.SETUP: PageSpec(
            _turn(QT_TRANSLATE_NOOP("Action", "Cameras"), "F4", Symbol.SETUP),
            _setup,
            SETUP_ACTIONS,
        ),
        PageKey.PRODUCTS: PageSpec(
            _turn(QT_TRANSLATE_NOOP("Action", "Products"), "Ctrl+3", Symbol.LAYERS),
            _products,
            PRODUCT_ACTIONS,
        ),
        PageKey.IO: PageSpec(_turn(QT_TRANSLATE_NOOP("Action", "I/O"), "F12", Symbol.SIGNALS), _io),
        PageKey.ALARMS: PageSpec(
            _turn(QT_TRANSLATE_NOOP("Action", "Alarms"), "Ctrl+4", Symbol.BELL),
            _alarms,
            ALARM_ACTIONS,
        ),
        PageKey.CHALLENGE: PageSpec(
            _turn(QT_TRANSLATE_NOOP("Action", "Challenge"), "Ctrl+5", Symbol.TARGET),
            _challenge,
            CHALLENGE_ACTIONS,
        ),
        PageKey.STATION_CHECK: PageSpec(
            _turn(QT_TRANSLATE_NOOP("Action", "Check"), "Ctrl+7", Symbol.CHECKLIST),
            _station_check,
            CHECK_ACTIONS,
        ),
        PageKey.PEOPLE: PageSpec(
            _turn(QT_TRANSLATE_NOOP("Action", "People"), "Ctrl+6", Symbol.PERSON),
            _people,
            PEOPLE_ACTIONS,
        ),
    }
)
TURNS: ActionTable = MappingProxyType({key: spec.turn for key, spec in PAGES.items()})
