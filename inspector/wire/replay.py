"""An inspection judged again from its archived pictures."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from inspector.domain.evaluation import Evaluation, Reason
from inspector.wire.model import FloatOrNaN, WireModel


class ReplayRequest(WireModel):
    """Judge a result again.

    ``model`` is ``NAME/VERSION`` or the beginning of a SHA-256; without it, the result's own.
    """

    model: Annotated[str, Field(min_length=1, max_length=200)] | None = None


class ReplayVerdict(WireModel):
    """What is said of one picture."""

    evaluation: Evaluation
    reason: Reason
    class_name: str
    score: FloatOrNaN
    threshold: FloatOrNaN
    scores: dict[str, FloatOrNaN]
    novelty: float | None


class ReplayedView(WireModel):
    """One camera's picture: what was said of it, and what is said now.

    ``now`` is ``null`` where the picture cannot be judged again; ``fault`` says why.
    ``score_difference`` is the largest over all classes that both know. ``lossy_picture`` says that
    the archive keeps less of the picture than was judged then, so that scores may differ by it.
    """

    view: int
    camera: str
    was: ReplayVerdict
    now: ReplayVerdict | None
    fault: str = ""
    score_difference: float | None = None
    lossy_picture: bool = False


class ReplayPart(StrEnum):
    """What may differ between an inspection and its replay."""

    APP_VERSION = "app_version"
    RUNTIME = "runtime"
    PROVIDER = "provider"
    MODEL = "model"
    RECIPE = "recipe"


class ReplayDifference(WireModel):
    """Something that is not what it was; ``was`` is empty where it was not recorded."""

    part: ReplayPart
    was: str
    now: str


class ReplayReport(WireModel):
    """A result beside its replay. ``evaluation`` and ``was`` are those of the whole part."""

    result_id: str
    model: str
    """``NAME/VERSION`` of the package that judged now."""
    model_sha256: str
    recipe_id: str
    recipe_revision: str
    was: Evaluation
    now: Evaluation
    same_verdict: bool
    largest_score_difference: float | None
    views: list[ReplayedView]
    differences: list[ReplayDifference]
    took_ms: float
