"""What there is to do with past results, in one value."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.services.exports.desk import ExportDesk
from inspector.services.lots import LotService


@dataclass(frozen=True, slots=True)
class PastServices:
    """Lots of parts, and results as files."""

    lots: LotService
    exports: ExportDesk
