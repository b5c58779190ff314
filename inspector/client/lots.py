"""The lots of one station as a program sees them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx

from inspector.client.answers import parsed
from inspector.wire.lots import LotPage, LotRequest, LotRow


class LotClient:
    """Begins and ends lots. Methods raise as those of the station client."""

    def __init__(self, exchange: Callable[..., httpx.Response]) -> None:
        """Ask through ``exchange``."""
        self._exchange = exchange

    def page(self, before: int | None = None, limit: int = 50) -> LotPage:
        """Lots, newest first; continue with ``before=page.next_before``."""
        params: dict[str, Any] = {"limit": limit}
        if before is not None:
            params["before"] = before
        return parsed(LotPage, self._exchange("GET", "/v1/lots", params=params).content)

    def begin(self, name: str, note: str = "") -> LotRow:
        """The next part is the first one of a new lot; the one that runs ends.

        Raises:
            LotRunningError: a lot of this name runs.
            LotNameUnsuitableError: no lot can have this name.
            RightMissingError: the role may not run the station.
        """
        body = LotRequest(name=name, note=note).model_dump(mode="json")
        return parsed(LotRow, self._exchange("POST", "/v1/lots", json=body).content)

    def end(self) -> LotRow:
        """The last part that came was the last one of the lot.

        Raises:
            NoLotError: none runs.
        """
        return parsed(LotRow, self._exchange("DELETE", "/v1/lots/current").content)
