"""Who answers the questions of the history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.ui.pages.page import PageContext
    from inspector.ui.requests import RequestLink


@dataclass(frozen=True, slots=True)
class HistoryLinks:
    """One thread for each kind of question, so that none waits for a slower one.

    Attributes:
        short: What the window itself asks, too: answered at once.
        pictures: Pictures and counts.
        patient: What takes its time: where the defect is, and judging again.
        files: Exports.
        shared: What a server must answer, which may be slow or away.
        ahead: What nobody waits for yet.
    """

    short: RequestLink
    pictures: RequestLink
    patient: RequestLink
    files: RequestLink
    shared: RequestLink
    ahead: RequestLink

    @classmethod
    def of(cls, context: PageContext) -> HistoryLinks:
        """The links of a page."""
        own = context.own_requests
        return cls(context.requests, own(), own(), own(), own(), own())
