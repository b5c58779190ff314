"""Results as a PDF with their pictures, for claims and audits on paper."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from inspector.clock import utc_datetime
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.history import ExportedResult
from inspector.domain.review import Standing
from inspector.services.exports.report_text import Ink, draw_text, fitting, use_fonts, width_of
from inspector.services.exports.report_words import WORDS, Words, named
from inspector.wire.exports import ReportLanguage
from inspector.wire.history import ResultFilter

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PICTURE_PX = 360
_PAGE_WIDTH, _PAGE_HEIGHT = 595.28, 841.89
_MARGIN = 42.0
_HEAD = 118.0
_ROW = 84.0
_PICTURE_WIDTH = 104.0
_COLUMN = 205.0
_INKS = {
    Evaluation.OK: (0.0, 0.42, 0.24),
    Evaluation.NOT_OK: (0.72, 0.07, 0.07),
    Evaluation.NOT_DECIDABLE: (0.62, 0.38, 0.0),
    Evaluation.UNDEFINED: (0.33, 0.33, 0.36),
}
_INK, _GREY, _RULE = (0.1, 0.1, 0.12), (0.38, 0.38, 0.42), (0.8, 0.8, 0.83)

Picture = Callable[[ExportedResult], bytes | None]
"""A small JPEG; ``None`` where there is none."""


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What stands above the results.

    Attributes:
        station_id: Whose results they are.
        made: When.
        person: By whom; empty when nobody was signed in.
        criteria: What was chosen; ``None`` for parts picked by hand.
        language: Of the words.
    """

    station_id: str
    made: datetime
    person: str
    criteria: ResultFilter | None
    language: ReportLanguage


def report_pdf(head: ReportHead, rows: Sequence[ExportedResult], picture: Picture) -> bytes:
    """A4 pages with one line for each result."""
    from reportlab.pdfgen.canvas import Canvas

    use_fonts()
    made = io.BytesIO()
    words = WORDS[head.language]
    canvas = Canvas(made, pagesize=(_PAGE_WIDTH, _PAGE_HEIGHT), pageCompression=1)
    canvas.setTitle(f"{words['title']} {head.station_id}")
    canvas.setAuthor(head.person or "Inspector")
    _Report(canvas, words, head, rows, picture).draw()
    canvas.save()
    return made.getvalue()


class _Report:
    def __init__(
        self,
        canvas: Canvas,
        words: Words,
        head: ReportHead,
        rows: Sequence[ExportedResult],
        picture: Picture,
    ) -> None:
        self._canvas, self._words, self._head = canvas, words, head
        self._rows, self._picture = rows, picture

    def draw(self) -> None:
        pages = _paged(self._rows)
        for number, rows in enumerate(pages, 1):
            top = _PAGE_HEIGHT - _MARGIN
            if number == 1:
                self._draw_head(top)
                top -= _HEAD
            for place, row in enumerate(rows):
                self._draw_row(row, top - place * _ROW)
            text = self._words["page"].format(number=number, pages=len(pages))
            self._text(_MARGIN, _MARGIN / 2, self._head.station_id, 8, _GREY)
            self._text(_PAGE_WIDTH - _MARGIN, _MARGIN / 2, text, 8, _GREY, to_right=True)
            self._canvas.showPage()

    def _draw_head(self, top: float) -> None:
        words, head = self._words, self._head
        self._text(_MARGIN, top - 18, words["title"], 20, bold=True)
        who = head.person or words["nobody"]
        made = f"{words['made']}: {_time(head.made)}  ·  {words['by']}: {who}"
        self._text(_MARGIN, top - 38, f"{words['station']}: {head.station_id}  ·  {made}", 9)
        self._lines(top - 54, f"{words['chosen']}: {_chosen(words, head.criteria)}")
        counts = Counter(row.summary.evaluation for row in self._rows)
        told = [f"{named(words, each)}: {counts[each]}" for each in Evaluation if counts[each]]
        line = "  ·  ".join([f"{words['results']}: {len(self._rows)}", *told])
        self._text(_MARGIN, top - 94, line, 10, bold=True)
        self._rule(top - 108)

    def _draw_row(self, row: ExportedResult, top: float) -> None:
        summary, words = row.summary, self._words
        self._draw_picture(row, top)
        left = _MARGIN + _PICTURE_WIDTH + 14
        verdict = named(words, summary.evaluation)
        self._canvas.setFillColorRGB(*_INKS[summary.evaluation])
        self._canvas.rect(left - 8, top - _ROW + 16, 3, _ROW - 20, stroke=0, fill=1)
        self._text(left, top - 14, verdict, 12, _INKS[summary.evaluation], bold=True)
        self._column(left, top - 28, _findings(words, row))
        self._column(left + _COLUMN, top - 14, _origins(words, row))
        self._rule(top - _ROW + 6)

    def _draw_picture(self, row: ExportedResult, top: float) -> None:
        from reportlab.lib.utils import ImageReader

        height = _ROW - 18
        content = self._picture(row)
        if content is None:
            self._canvas.setStrokeColorRGB(*_RULE)
            self._canvas.rect(_MARGIN, top - height - 4, _PICTURE_WIDTH, height)
            self._text(_MARGIN + 8, top - height / 2 - 6, self._words["no_picture"], 8, _GREY)
            return
        self._canvas.drawImage(
            ImageReader(io.BytesIO(content)),
            _MARGIN,
            top - height - 4,
            _PICTURE_WIDTH,
            height,
            preserveAspectRatio=True,
            anchor="c",
        )

    def _column(self, left: float, top: float, lines: Sequence[str]) -> None:
        for place, line in enumerate(lines):
            width = _COLUMN - 10
            self._text(left, top - place * 11.5, fitting(line, 8, width), 8)

    def _lines(self, top: float, text: str) -> None:
        """A long text in at most three lines, broken where a condition ends."""
        width = _PAGE_WIDTH - 2 * _MARGIN
        lines, line = [], ""
        for piece in text.split("; "):
            longer = f"{line}; {piece}" if line else piece
            if line and width_of(longer, 9) > width:
                lines.append(f"{line};")
                longer = piece
            line = longer
        for place, each in enumerate([*lines, line][:3]):
            self._text(_MARGIN, top - place * 12, fitting(each, 9, width), 9)

    def _text(
        self,
        left: float,
        bottom: float,
        text: str,
        size: float,
        ink: Ink = _INK,
        *,
        bold: bool = False,
        to_right: bool = False,
    ) -> None:
        if to_right:
            left -= width_of(text, size, bold=bold)
        draw_text(self._canvas, (left, bottom), text, size, ink, bold=bold)

    def _rule(self, height: float) -> None:
        self._canvas.setStrokeColorRGB(*_RULE)
        self._canvas.setLineWidth(0.5)
        self._canvas.line(_MARGIN, height, _PAGE_WIDTH - _MARGIN, height)


def _paged(rows: Sequence[ExportedResult]) -> list[Sequence[ExportedResult]]:
    usable = _PAGE_HEIGHT - 2 * _MARGIN
    first, each = int((usable - _HEAD) / _ROW), int(usable / _ROW)
    rest = rows[first:]
    return [rows[:first], *(rest[start : start + each] for start in range(0, len(rest), each))]


def _findings(words: Words, row: ExportedResult) -> list[str]:
    summary = row.summary
    found = named(words, summary.reason)
    if summary.reason is Reason.CLASSIFIED:
        score = f"{words['score']}: {summary.score:.4f}  ({words['limit']} {summary.threshold:.4f})"
        found = f"{words['class']}: {summary.class_name}"
    else:
        score = f"{words['class']}: {summary.class_name or '-'}"
    took = "" if summary.latency_ns is None else f"  +{summary.latency_ns / 1e6:.1f} ms"
    marks = [words["challenge"]] if summary.challenge else []
    marks += [words["simulated"]] if row.provenance.is_simulated else []
    return [
        found,
        score,
        f"{words['came']}: {_time(utc_datetime(summary.triggered_utc_ns))}{took}",
        "  ·  ".join([f"{words['outcome']}: {named(words, summary.outcome)}", *marks]),
    ]


def _origins(words: Words, row: ExportedResult) -> list[str]:
    summary, cited = row.summary, row.provenance
    review = summary.review
    return [
        f"{words['part']}: {summary.part_id}  ·  {summary.result_id}",
        f"{words['lot']}: {summary.lot or '-'}  ·  {words['camera']}: {row.camera or '-'}",
        f"{words['recipe']}: {cited.recipe_id} {cited.recipe_revision[:12]}",
        f"{words['model']}: {cited.model_id or '-'} {cited.model_sha256[:12]}",
        f"{words['review']}: {named(words, review)}" if review is not Standing.NONE else "",
    ]


def _chosen(words: Words, criteria: ResultFilter | None) -> str:
    if criteria is None:
        return words["selection"]
    told = []
    for name in ResultFilter.model_fields:
        value = getattr(criteria, name)
        if value is None:
            continue
        if isinstance(value, bool):
            shown = words["yes" if value else "no"]
        elif isinstance(value, datetime):
            shown = _time(value)
        elif name == "review":
            shown = named(words, Standing[value.name])
        elif name in {"evaluation", "reason", "outcome"}:
            shown = named(words, value)
        else:
            shown = str(value)
        told.append(f"{words[name]}: {shown}")
    return "; ".join(told) or words["everything"]


def _time(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S %z}"
