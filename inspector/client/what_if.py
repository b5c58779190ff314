"""What-if questions, for a client of a station."""

from __future__ import annotations

from inspector.client.routes import Routes
from inspector.domain.evaluation import Evaluation
from inspector.wire.what_if import ChangedPage, WhatIfQuestion, WhatIfState


class WhatIfClient(Routes):
    """Asks what would have been. Methods raise as those of the station client."""

    def ask(self, question: WhatIfQuestion) -> WhatIfState:
        """Begin to answer a question; a quick answer is there already."""
        return self._send(WhatIfState, "POST", "/v1/what-if", question)

    def state(self, question_id: str) -> WhatIfState:
        """How far it is answered.

        Raises:
            WhatIfUnknownError: there is no such question any more.
        """
        return self._get(WhatIfState, f"/v1/what-if/{question_id}")

    def cancel(self, question_id: str) -> WhatIfState:
        """Leave off; raises as :meth:`state`."""
        return self._send(WhatIfState, "POST", f"/v1/what-if/{question_id}/cancel")

    def parts(
        self,
        question_id: str,
        would_be: Evaluation | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> ChangedPage:
        """The parts that would change, newest first; raises as :meth:`state`."""
        verdict = None if would_be is None else would_be.value
        path = f"/v1/what-if/{question_id}/parts"
        return self._get(ChangedPage, path, would_be=verdict, before=before, limit=limit)
