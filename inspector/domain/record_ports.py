"""Where records and their pictures are kept; `app` chooses what stands behind these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from inspector.domain.lots import LotUse
from inspector.domain.pictures import PictureFormat
from inspector.domain.record import (
    AlarmEvent,
    ArchivedImage,
    LateVerdict,
    OutcomeUpdate,
    RecipeUse,
    ResultCounts,
    ResultRecord,
    ShadowRecord,
)

if TYPE_CHECKING:
    from pathlib import Path

    from inspector.domain.frame import Image


class ResultStore(Protocol):
    """Where the recorder writes. Called from one thread only, but for :meth:`commit_shadow`."""

    def position(self, journal_id: int) -> int:
        """The last journal sequence number that is safely stored, 0 for a new journal."""

    def commit(
        self,
        journal_id: int,
        position: int,
        records: Sequence[ResultRecord],
        outcomes: Sequence[OutcomeUpdate],
        late: Sequence[LateVerdict],
        alarms: Sequence[AlarmEvent] = (),
        recipes: Sequence[RecipeUse] = (),
        lots: Sequence[LotUse] = (),
    ) -> None:
        """Store all in one transaction together with the journal position: all or nothing.

        A record whose ``result_id`` exists already is left as it is; so is an alarm, or the use of
        a recipe or lot, that is known.

        Raises:
            DiskFullError: nothing was stored; try again when there is space.
            StoreError: nothing was stored.
        """

    def commit_shadow(self, rows: Sequence[ShadowRecord]) -> None:
        """Store what models on trial say, from any thread; what is known is left as it is.

        A row may be stored before the result that it belongs to.

        Raises:
            StoreError: nothing was stored.
        """

    def counts(self, journal_id: int) -> ResultCounts:
        """Count the rows of one journal."""

    def lot_uses(self, journal_id: int) -> Sequence[LotUse]:
        """The last boundaries of lots in one journal, oldest first."""

    def recipe_uses(self, journal_id: int) -> Sequence[RecipeUse]:
        """The last uses of recipes in one journal, oldest first."""


class ImageArchive(Protocol):
    """Where pictures are kept. :meth:`save` may be called from several threads."""

    @property
    def root(self) -> Path:
        """The folder that all paths are relative to."""

    def save(
        self,
        result_id: str,
        captured_utc_ns: int,
        image: Image,
        view: int = 0,
        wanted: PictureFormat = PictureFormat.PNG,
    ) -> ArchivedImage:
        """Write one picture; never raises for a full disk but says so in ``note``."""

    def settle(self) -> None:
        """Return when a power cut cannot take any more what was saved; called by one thread."""


class ImageReader(Protocol):
    """Where pictures are read; may be used from several threads."""

    def read(self, image: ArchivedImage) -> bytes:
        """The bytes of a picture, exactly as they were written.

        Raises:
            ImageMissingError: its file is gone.
            ImageDamagedError: its file is not the one that was written.
        """
