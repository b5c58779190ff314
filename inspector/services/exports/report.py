"""Results as a PDF with their pictures, for claims and audits on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from inspector.clock import utc_datetime
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.history import ExportedResult
from inspector.domain.review import Standing
from inspector.services.exports.report_words import WORDS
from inspector.services.paper.blocks import Card, Cards, Composed, Facts, Picture
from inspector.services.paper.inks import VERDICT_INKS
from inspector.services.paper.names import name_of
from inspector.services.paper.pdf.file import pdf_pieces
from inspector.wire.exports import ReportLanguage
from inspector.wire.history import ResultFilter


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


def report_pieces(
    head: ReportHead, rows: Sequence[ExportedResult], picture: Picture
) -> Iterator[bytes]:
    """A PDF with a card for each result, in pieces."""
    language, words = head.language, WORDS[head.language]
    counts = Counter(row.summary.evaluation for row in rows)
    told = [f"{name_of(language, each)}: {counts[each]}" for each in Evaluation if counts[each]]
    composed = Composed(
        language=language,
        title=f"{words['title']} {head.station_id}",
        kicker=words["title"],
        name=head.station_id,
        subtitle=f"{_time(head.made)}  ·  {head.person or words['nobody']}",
        chips=(),
        blocks=(
            Facts(
                (
                    (words["chosen"], _chosen(head)),
                    (words["results"], "  ·  ".join([str(len(rows)), *told])),
                )
            ),
            Cards([_card(language, row) for row in rows], words["no_picture"]),
        ),
        footer=f"{words['title']}  ·  {head.station_id}",
        page=words["page"],
        mark="",
    )
    yield from pdf_pieces(composed, head.person or "Inspector", picture)


def _card(language: ReportLanguage, row: ExportedResult) -> Card:
    summary = row.summary
    lines = (*_findings(language, row), *_origins(language, row))
    return Card(row, name_of(language, summary.evaluation), VERDICT_INKS[summary.evaluation], lines)


def _findings(language: ReportLanguage, row: ExportedResult) -> Iterator[str]:
    summary, words = row.summary, WORDS[language]
    if summary.reason is Reason.CLASSIFIED:
        yield f"{words['class']}: {summary.class_name}"
        yield f"{words['score']}: {summary.score:.4f}  ({words['limit']} {summary.threshold:.4f})"
    else:
        yield name_of(language, summary.reason)
    took = "" if summary.latency_ns is None else f"  +{summary.latency_ns / 1e6:.1f} ms"
    yield f"{words['came']}: {_time(utc_datetime(summary.triggered_utc_ns))}{took}"
    marks = [words["challenge"]] if summary.challenge else []
    marks += [words["simulated"]] if row.provenance.is_simulated else []
    yield "  ·  ".join([f"{words['outcome']}: {name_of(language, summary.outcome)}", *marks])
    if summary.review is not Standing.NONE:
        yield f"{words['review']}: {name_of(language, summary.review)}"


def _origins(language: ReportLanguage, row: ExportedResult) -> Iterator[str]:
    summary, cited, words = row.summary, row.provenance, WORDS[language]
    yield f"{words['lot']}: {summary.lot or '-'}  ·  {words['camera']}: {row.camera or '-'}"
    yield f"{words['recipe']}: {cited.recipe_id} {cited.recipe_revision[:12]}"
    yield f"{words['model']}: {cited.model_id or '-'} {cited.model_sha256[:12]}"
    yield f"{words['part']}: {summary.part_id}  ·  {summary.result_id}"


def _chosen(head: ReportHead) -> str:
    words = WORDS[head.language]
    if head.criteria is None:
        return words["selection"]
    told = []
    for name in ResultFilter.model_fields:
        value = getattr(head.criteria, name)
        if value is None:
            continue
        if isinstance(value, bool):
            shown = words["yes" if value else "no"]
        elif isinstance(value, datetime):
            shown = _time(value)
        elif name == "review":
            shown = name_of(head.language, Standing[value.name])
        elif name in {"evaluation", "reason", "outcome"}:
            shown = name_of(head.language, value)
        else:
            shown = str(value)
        told.append(f"{words[name]}: {shown}")
    return "; ".join(told) or words["everything"]


def _time(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S %z}"
