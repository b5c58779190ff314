"""The emptying of the belt when it is no longer known what lies on it."""

from __future__ import annotations

from inspector.plc.line.layout import LineLayout


class Purge:
    """Lasts until all that lay between camera and ejector has been carried past the ejector.

    Args:
        layout: How long that way is.
        active: Whether to begin at once, because nobody knows what lies on the belt.
    """

    def __init__(self, layout: LineLayout, *, active: bool) -> None:
        self._length = layout.ejector + layout.window
        self._window = layout.window
        self._ends = self._length if active else 0
        self._asked = False
        self.active = active

    def begin(self, place: int) -> None:
        """Reject all that lies on the belt where it is now.

        Where the belt is further back than it seemed, what was to be rejected until then ends
        earlier: one wrong count must not last as long as the belt needs to come there.
        """
        ends = place + self._length
        self._ends = max(ends, min(self._ends, ends + self._window))
        self.active = True

    def follow(self, place: int, *, asked: bool) -> None:
        """The belt has moved; ``asked`` is the station's own wish, a level."""
        if asked and not self._asked:
            self.begin(place)
        self._asked = asked
        self.active = asked or place < self._ends
