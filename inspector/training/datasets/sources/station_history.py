"""The database and the archive of a station, as a source of labelled pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from inspector.domain.errors.dataset import SourceInvalidError
from inspector.domain.evaluation import Reason
from inspector.domain.history import HistoryFilter, ResultHistory
from inspector.domain.review import ReviewStore
from inspector.paths import DataFolder
from inspector.store.database import Database
from inspector.store.opening import DATABASE_NAME, open_history
from inspector.store.reviews.picks import SqlitePicks
from inspector.store.reviews.record import SqliteReviews
from inspector.training.datasets.item import Listing
from inspector.training.datasets.sources.history import ReviewedRow, ReviewedRows, read_history

_PAGE = 500


@dataclass(frozen=True, slots=True)
class ReviewRows:
    """What people said of parts; their last word on each."""

    reviews: ReviewStore

    def rows(self) -> Iterator[ReviewedRow]:
        """All reviewed parts that are still in the history, in the order of their reviews."""
        after = 0
        while page := self.reviews.reviewed_after(after, _PAGE):
            for result in page:
                review = result.stored.review
                yield ReviewedRow(
                    result_id=review.result_id,
                    picture=result.image.path,
                    picture_sha256=result.image.sha256,
                    label=review.label,
                    person=review.person,
                    utc_ns=review.utc_ns,
                    reason=review.reason,
                )
            after = page[-1].stored.review_id


@dataclass(frozen=True, slots=True)
class RowsWithVerdicts:
    """Reviewed parts, and of all others the model's own verdict, which nobody has looked at."""

    reviewed: ReviewedRows
    history: ResultHistory

    def rows(self) -> Iterator[ReviewedRow]:
        """The reviewed parts first, then the others in the order of their storing."""
        known = set()
        for row in self.reviewed.rows():
            known.add(row.result_id)
            yield row
        after = 0
        while page := self.history.page_after(
            HistoryFilter(reason=Reason.CLASSIFIED), after, _PAGE
        ):
            for summary in page:
                if summary.result_id in known:
                    continue
                image = self.history.image(summary.result_id)
                yield ReviewedRow(
                    result_id=summary.result_id,
                    picture=image.path,
                    picture_sha256=image.sha256,
                    label=summary.class_name,
                    person="",
                    utc_ns=summary.decided_utc_ns,
                )
            after = page[-1].sequence


@dataclass(frozen=True, slots=True)
class PickedRows:
    """What stands on a list: reviewed parts first, then verdicts of the model if they are wanted.

    Attributes:
        reviewed: All reviewed parts.
        history: Where the others are.
        result_ids: The list.
        unreviewed: Whether verdicts that nobody has reviewed are wanted.
    """

    reviewed: ReviewedRows
    history: ResultHistory
    result_ids: Sequence[str]
    unreviewed: bool

    def rows(self) -> Iterator[ReviewedRow]:
        """The parts of the list that have a label."""
        left = dict.fromkeys(self.result_ids)
        for row in self.reviewed.rows():
            if row.result_id in left:
                del left[row.result_id]
                yield row
        for result_id in left if self.unreviewed else ():
            record = self.history.result(result_id).record
            if record.reason is Reason.CLASSIFIED:
                yield ReviewedRow(
                    result_id=result_id,
                    picture=record.image.path,
                    picture_sha256=record.image.sha256,
                    label=record.class_name,
                    person="",
                    utc_ns=record.decided_utc_ns,
                )


def station_listing(
    data_folder: Path, archive: Path | None, *, unreviewed: bool, pick: str = ""
) -> Listing:
    """The labelled pictures of a station, whether it runs or not; nothing is written to it.

    Args:
        data_folder: Of the station.
        archive: Its archive, where the station file names another than that of the data folder.
        unreviewed: Also take verdicts of the model that nobody has reviewed.
        pick: Take only what stands on this list.

    Raises:
        StoreError: the database cannot be read.
        SourceInvalidError: no part has a picture and a label, or there is no such list.
    """
    folder = DataFolder(data_folder)
    with _opened(folder.database) as (reviewed, history, picks):
        rows: ReviewedRows = RowsWithVerdicts(reviewed, history) if unreviewed else reviewed
        if pick:
            rows = PickedRows(reviewed, history, _picked(picks, pick), unreviewed)
        return read_history(rows, archive or folder.archive)


def _picked(picks: SqlitePicks, name: str) -> list[str]:
    found = picks.result_ids(name)
    if not found:
        known = ", ".join(each.name for each in picks.all()) or "none"
        raise SourceInvalidError(
            f"there is no list {name!r}", remedy=f"The station has these lists: {known}."
        )
    return found


@contextmanager
def _opened(folder: Path) -> Iterator[tuple[ReviewedRows, ResultHistory, SqlitePicks]]:
    history = open_history(folder)
    try:
        database = Database.to_read(folder / DATABASE_NAME)
        try:
            yield ReviewRows(SqliteReviews(database)), history, SqlitePicks(database)
        finally:
            database.close()
    finally:
        history.close()
