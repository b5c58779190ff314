"""Parts that somebody goes through one by one, wherever they stand in the history."""

from __future__ import annotations

from collections.abc import Sequence


class ReviewQueue:
    """An order of its own; empty while the order of the history is followed."""

    def __init__(self, result_ids: Sequence[str] = ()) -> None:
        self._result_ids = tuple(result_ids)

    def __contains__(self, result_id: str) -> bool:
        return result_id in self._result_ids

    def __len__(self) -> int:
        return len(self._result_ids)

    def place_of(self, result_id: str) -> int:
        """Where a part stands that is in it, from 1."""
        return self._result_ids.index(result_id) + 1

    def beside(self, result_id: str, steps: int) -> str | None:
        """The part so many steps further; ``None`` at either end."""
        place = self._result_ids.index(result_id) + steps
        return self._result_ids[place] if 0 <= place < len(self) else None
