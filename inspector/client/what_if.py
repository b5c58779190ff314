"""What-if questions, for a client of a station."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from inspector.client.answers import parsed
from inspector.domain.evaluation import Evaluation
from inspector.wire.what_if import ChangedPage, WhatIfQuestion, WhatIfState


class WhatIfClient:
    """Asks what would have been. Methods raise as those of the station client."""

    def __init__(self, exchange: Callable[..., httpx.Response]) -> None:
        """Ask through ``exchange``."""
        self._exchange = exchange

    def ask(self, question: WhatIfQuestion) -> WhatIfState:
        """Begin to answer a question; a quick answer is there already."""
        body = question.model_dump(mode="json", exclude_defaults=True)
        return parsed(WhatIfState, self._exchange("POST", "/v1/what-if", json=body).content)

    def state(self, question_id: str) -> WhatIfState:
        """How far it is answered.

        Raises:
            WhatIfUnknownError: there is no such question any more.
        """
        reply = self._exchange("GET", f"/v1/what-if/{question_id}")
        return parsed(WhatIfState, reply.content)

    def cancel(self, question_id: str) -> WhatIfState:
        """Leave off; raises as :meth:`state`."""
        reply = self._exchange("POST", f"/v1/what-if/{question_id}/cancel")
        return parsed(WhatIfState, reply.content)

    def parts(
        self,
        question_id: str,
        would_be: Evaluation | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> ChangedPage:
        """The parts that would change, newest first; raises as :meth:`state`."""
        params: dict[str, object] = {"limit": limit}
        if would_be is not None:
            params["would_be"] = would_be.value
        if before is not None:
            params["before"] = before
        reply = self._exchange("GET", f"/v1/what-if/{question_id}/parts", params=params)
        return parsed(ChangedPage, reply.content)
