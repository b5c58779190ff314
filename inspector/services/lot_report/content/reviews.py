"""The section about reviews: who said what of which verdict."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.domain.lot_record import ReviewedPart
from inspector.services.lot_report.facts.report import LotReport
from inspector.services.lot_report.words.speech import NOTHING, Speech
from inspector.services.paper.blocks import Block, Column, Heading, Row, Table, Text
from inspector.services.paper.drawing import Ink


def reviews(report: LotReport, say: Speech) -> Iterator[Block]:
    """Who said what of which verdict, and who looked at it a second time."""
    yield Heading(say("section_reviews"))
    if not report.reviews.shown:
        yield Text(say("reviews_none"))
        return
    yield Table(
        (
            Column(say("col_when"), 29),
            Column(say("col_part"), 19),
            Column(say("col_station_said"), 26),
            Column(say("col_person_said"), 34),
            Column(say("col_who"), 24),
            Column(say("col_why"), 32),
        ),
        [_review_row(each, say) for each in report.reviews.shown],
    )


def _review_row(each: ReviewedPart, say: Speech) -> Row:
    review, first = each.stored.review, each.first
    same = (review.evaluation, review.label) == (each.found, each.found_class)
    said = say("said_confirms" if same else "said_overrides")
    why = review.reason
    if first is not None:
        agrees = (first.review.evaluation, first.review.label) == (review.evaluation, review.label)
        key = "second_review" if agrees else "disputes"
        why = "; ".join(filter(None, (say(key, person=say.person(first.review.person)), why)))
    role = say.role("" if review.role is None else review.role.value)
    return Row(
        (
            say.moment(review.utc_ns),
            str(each.part_id),
            f"{say.of(each.found)} {each.found_class}".strip(),
            f"{said}: {say.of(review.evaluation)} {review.label}".strip(),
            f"{say.person(review.person)}{role}",
            why or NOTHING,
        ),
        Ink.PLAIN if same else Ink.WARN,
    )
