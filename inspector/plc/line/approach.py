"""Where a part is, for whoever switches the ejector between two scans."""

from __future__ import annotations

from typing import NamedTuple


class Approach(NamedTuple):
    """One tracked part on its way to the ejector.

    Attributes:
        trigger_seq: Its number.
        distance: How far it is before the ejector, negative when it has passed it; in the units
            of the layout.
        passes: Whether the ejector may let it pass.
    """

    trigger_seq: int
    distance: int
    passes: bool
