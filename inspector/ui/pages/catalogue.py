"""All pages in the order of the navigation; each is made when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from inspector.ui.actions.spec import ActionKey
from inspector.ui.pages.alarms.actions import AlarmAction
from inspector.ui.pages.challenge.actions import ChallengeAction
from inspector.ui.pages.history.actions import HistoryAction
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.live.actions import LiveAction
from inspector.ui.pages.models.actions import ModelsAction
from inspector.ui.pages.people.actions import PeopleAction
from inspector.ui.pages.products.actions import ProductAction
from inspector.ui.pages.setup.actions import SetupAction
from inspector.ui.pages.station_check.actions import CheckAction
from inspector.ui.pages.statistics.actions import StatisticsAction

if TYPE_CHECKING:
    from inspector.ui.pages.page import Page, PageContext


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page.

    Attributes:
        make: Makes it; imports it only then.
        actions: What can be done on it.
    """

    make: Callable[[PageContext], Page]
    actions: Iterable[ActionKey] = ()


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
        PageKey.LIVE: PageSpec(_live, LiveAction),
        PageKey.HISTORY: PageSpec(_history, HistoryAction),
        PageKey.STATISTICS: PageSpec(_statistics, StatisticsAction),
        PageKey.MODELS: PageSpec(_models, ModelsAction),
        PageKey.SETUP: PageSpec(_setup, SetupAction),
        PageKey.PRODUCTS: PageSpec(_products, ProductAction),
        PageKey.IO: PageSpec(_io),
        PageKey.ALARMS: PageSpec(_alarms, AlarmAction),
        PageKey.CHALLENGE: PageSpec(_challenge, ChallengeAction),
        PageKey.STATION_CHECK: PageSpec(_station_check, CheckAction),
        PageKey.PEOPLE: PageSpec(_people, PeopleAction),
    }
)
