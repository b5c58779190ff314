"""Where in a picture a model saw what it said, as a client sees it."""

from inspector.wire.model import WireModel
from inspector.wire.reasons import Reasoned


class EvidenceRegion(WireModel):
    """A rectangle in fractions of the picture's width and height, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    strength: float
    """1 for the strongest of the picture."""


class Evidence(Reasoned):
    """What in one view of a result speaks for the class that was found.

    It explains a verdict and never takes part in one.
    """

    result_id: str
    view: int
    class_name: str
    regions: list[EvidenceRegion]
    """Strongest first, at most three."""
    note: str
    """Why there is none; empty when there is."""
