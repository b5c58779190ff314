"""The lots of a station; :mod:`inspector.client.lots` provides them."""

from __future__ import annotations

from typing import Protocol

from inspector.wire.lots import LotPage, LotRow


class Lots(Protocol):
    """Every method raises a subclass of ``InspectorError``."""

    def page(self, before: int | None = None, limit: int = 50) -> LotPage:
        """Lots, newest first."""

    def begin(self, name: str, note: str = "") -> LotRow:
        """The next part is the first one of a new lot; the one that runs ends."""

    def end(self) -> LotRow:
        """The last part that came was the last one of the lot."""
