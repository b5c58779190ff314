"""What is exported, and how."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from inspector.wire.model import WireModel

EXPORT_IDS_MAX = 10_000
REPORT_PICTURES_MAX = 500
EVIDENCE_PARTS_MAX = 100


class ExportFormat(StrEnum):
    """A kind of file; its value ends the file's name."""

    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"
    PDF = "pdf"
    ZIP = "zip"
    """All evidence of a few parts, with what it takes to prove it."""


TableFormat = Literal[ExportFormat.CSV, ExportFormat.PARQUET, ExportFormat.JSONL]
"""What has no pictures in it, and may be of any size."""


class ReportLanguage(StrEnum):
    """The language of a report."""

    ENGLISH = "en"
    CHINESE = "zh_CN"


class ExportOptions(WireModel):
    """How the file is written."""

    bom: bool = False
    """CSV begins with a byte order mark, as spreadsheets want it for UTF-8."""
    language: ReportLanguage = ReportLanguage.ENGLISH
    """Of a PDF report."""


class SelectionExport(ExportOptions):
    """Export these results, in this order."""

    result_ids: Annotated[list[str], Field(min_length=1, max_length=EXPORT_IDS_MAX)]
