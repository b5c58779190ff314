"""The lots of one station as a program sees them."""

from __future__ import annotations

from inspector.client.routes import Routes
from inspector.wire.lots import LotPage, LotRequest, LotRow


class LotClient(Routes):
    """Begins and ends lots. Methods raise as those of the station client."""

    def page(self, before: int | None = None, limit: int = 50) -> LotPage:
        """Lots, newest first; continue with ``before=page.next_before``."""
        return self._get(LotPage, "/v1/lots", before=before, limit=limit)

    def begin(self, name: str, note: str = "") -> LotRow:
        """The next part is the first one of a new lot; the one that runs ends.

        Raises:
            LotRunningError: a lot of this name runs.
            LotNameUnsuitableError: no lot can have this name.
            RightMissingError: the role may not run the station.
        """
        return self._send(LotRow, "POST", "/v1/lots", LotRequest(name=name, note=note))

    def end(self) -> LotRow:
        """The last part that came was the last one of the lot.

        Raises:
            NoLotError: none runs.
        """
        return self._send(LotRow, "DELETE", "/v1/lots/current")
