"""Which page of the app a place of the station is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inspector.domain.place import Place
from inspector.ui.i18n.language import translate
from inspector.ui.pages.keys import PageKey

PAGES_OF: Mapping[Place, PageKey] = MappingProxyType(
    {
        Place.LIVE: PageKey.LIVE,
        Place.HISTORY: PageKey.HISTORY,
        Place.CAMERAS: PageKey.SETUP,
        Place.IO: PageKey.IO,
        Place.STATISTICS: PageKey.STATISTICS,
        Place.MODELS: PageKey.MODELS,
        Place.PRODUCTS: PageKey.PRODUCTS,
        Place.ALARMS: PageKey.ALARMS,
        Place.CHALLENGE: PageKey.CHALLENGE,
        Place.PEOPLE: PageKey.PEOPLE,
        Place.STATION_CHECK: PageKey.STATION_CHECK,
    }
)


def page_of(place: Place) -> PageKey | None:
    """The page; ``None`` where this app has none."""
    return PAGES_OF.get(place)


def fixing_page(place: Place) -> PageKey | None:
    """The page that an alarm leads to; ``None`` where that is the one it is listed on."""
    page = page_of(place)
    return None if page is PageKey.ALARMS else page


def page_text(page: PageKey) -> str:
    """What a page is called in the navigation."""
    return translate("Action", page.spec.text)
