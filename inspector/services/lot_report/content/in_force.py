"""The section about what was in force: recipes and models, from which part on."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.domain.lot_record import ProvenanceUse
from inspector.services.lot_report.facts.report import LotReport
from inspector.services.lot_report.words.speech import NOTHING, Speech, number
from inspector.services.paper.blocks import Block, Column, Heading, Row, Table, Text
from inspector.services.paper.drawing import Ink

_SHORT, _HASH = 16, 12


def in_force(report: LotReport, say: Speech) -> Iterator[Block]:
    """Which recipe and which model judged, from which part on."""
    uses = report.uses
    yield Heading(say("section_force"))
    if not uses.shown:
        yield Text(say("force_none"))
        return
    yield Text(say("force_text"), Ink.MUTED)
    yield Table(
        (
            Column(say("col_since"), 32),
            Column(say("col_parts"), 11, right=True),
            Column(say("col_recipe"), 40),
            Column(say("col_model"), 52),
            Column(say("col_program"), 24),
        ),
        [_use_row(each, report, say) for each in uses.shown],
    )
    if uses.left_out:
        yield Text(say("uses_more", count=number(len(uses.shown))), Ink.WARN)


def _use_row(use: ProvenanceUse, report: LotReport, say: Speech) -> Row:
    cited = use.provenance
    known = report.recipe_numbers.get(cited.recipe_revision)
    recipe = cited.recipe_id or NOTHING
    if known is not None:
        recipe = say("revision_number", recipe=recipe, number=known)
    model = f"{cited.model_id or NOTHING}  {cited.model_variant}".strip()
    return Row(
        (
            f"{use.part_id}\n{say.moment(use.since_utc_ns)}",
            number(use.parts),
            f"{recipe}\n{cited.recipe_revision[:_SHORT]}",
            f"{model}\n{_wrapped(cited.model_sha256)}",
            f"{cited.app_version}\n{cited.config_hash[:_HASH]}",
        )
    )


def _wrapped(sha256: str) -> str:
    half = len(sha256) // 2
    return f"{sha256[:half]}\n{sha256[half:]}"
