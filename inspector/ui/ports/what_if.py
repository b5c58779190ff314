"""Past parts decided again."""

from __future__ import annotations

from typing import Protocol

from inspector.wire.what_if import WhatIfQuestion, WhatIfState


class WhatIf(Protocol):
    """What-if questions; raises as :class:`Station`."""

    def ask(self, question: WhatIfQuestion, /) -> WhatIfState:
        """Begin to answer a question; a quick answer is there already."""

    def state(self, question_id: str, /) -> WhatIfState:
        """How far it is answered."""

    def cancel(self, question_id: str, /) -> WhatIfState:
        """Leave off."""
