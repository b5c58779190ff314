"""The models that a verdict may come from, by the tag that the gate's records carry."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from inspector.domain.model import ModelIdentity

_TAG_DIGITS = 8


def model_tag(sha256: str) -> int:
    """The first 32 bits of a model's hash: ties a class number in the journal to its model."""
    return int(sha256[:_TAG_DIGITS], 16)


class KnownModels:
    """Every model that this process used, and those that the station has. For any thread.

    Args:
        in_force: The one that judges.
        others: Those that a part may have been judged by before this process began.
    """

    def __init__(self, in_force: ModelIdentity, others: Iterable[ModelIdentity] = ()) -> None:
        self._lock = threading.Lock()
        self._by_tag = {model_tag(each.sha256): each for each in (*others, in_force)}
        self._in_force = in_force

    @property
    def in_force(self) -> ModelIdentity:
        """The one that judges the parts that come now."""
        return self._in_force

    def put_in_force(self, identity: ModelIdentity) -> None:
        """This one judges from now on; all others stay known."""
        with self._lock:
            self._by_tag[model_tag(identity.sha256)] = identity
            self._in_force = identity

    def find(self, tag: int) -> ModelIdentity | None:
        """The model of a tag, 0 for the one in force; ``None`` for one that nobody knows."""
        with self._lock:
            return self._by_tag.get(tag) if tag else self._in_force
