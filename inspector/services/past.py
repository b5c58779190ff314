"""What there is to do with past results, in one value."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.services.exports.desk import ExportDesk
from inspector.services.history.golden import GoldenDesk
from inspector.services.history.lots import LotBook
from inspector.services.lot_report.desk import LotReportDesk
from inspector.services.replay.desk import ReplayDesk
from inspector.services.reviews.picks import PickDesk
from inspector.services.what_if.desk import WhatIfDesk


@dataclass(frozen=True, slots=True)
class PastServices:
    """Lots and their reports; results as files, judged again, compared, on lists; what would be."""

    lots: LotBook
    exports: ExportDesk
    replays: ReplayDesk
    golden: GoldenDesk
    picks: PickDesk
    what_if: WhatIfDesk
    lot_reports: LotReportDesk
