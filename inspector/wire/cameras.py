"""The cameras of the station as a client sees them."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from inspector.domain.feature import FeatureKind as FeatureKind
from inspector.domain.feature import FeatureValue as FeatureValue
from inspector.wire.model import WireModel
from inspector.wire.reasons import Reasoned

FeatureName = Annotated[str, Field(pattern=r"^[A-Za-z_][\w.:-]{0,127}$")]
"""An SFNC name with unit such as ``exposure_time_us``, or the device's own name of a node."""


class FeatureDifference(WireModel):
    """A setting that the device did not keep as it was asked to; ``actual`` is what it holds."""

    name: str
    wanted: FeatureValue
    actual: FeatureValue | None
    detail: str = ""


class PictureArea(WireModel):
    """A rectangle in fractions of the picture's width and height, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


class CameraState(Reasoned):
    """One camera at a glance. Counts are those of the present connection.

    The fault is what keeps the camera from streaming, with its code and remedy; empty while it
    does. An idle trigger line is no fault.
    """

    name: str
    driver: str
    connected: bool
    fault_code: str = ""
    fault_detail: str = ""
    fault_remedy: str = ""
    source: str = ""
    frames: int = 0
    incomplete: int = 0
    missed: int = 0
    reconnects: int = 0
    rate_hz: float = 0
    last_frame_age_s: float | None = None
    differences: list[FeatureDifference] = Field(default_factory=list)
    judged: PictureArea | None = None
    """What of its picture the recipe in force lets decide; ``null`` for all of it."""


class CameraList(WireModel):
    """All cameras in the order of the station file."""

    cameras: list[CameraState]


class FeatureRow(WireModel):
    """One feature as it stands now, in the unit of its name.

    ``value`` is ``null`` when it cannot be read now, and for a command; a bound is ``null`` where
    the device sets none.
    """

    name: str
    kind: FeatureKind
    value: FeatureValue | None
    writable: bool
    minimum: float | None = None
    maximum: float | None = None
    increment: float | None = None
    choices: list[str] = Field(default_factory=list)
    device_name: str = ""


class FeatureList(WireModel):
    """All features of one camera, standard names first."""

    features: list[FeatureRow]


class FeatureChange(WireModel):
    """A new value; ``true`` carries out a command."""

    value: FeatureValue


class PictureMeasures(WireModel):
    """How well the newest picture can be judged; all but ``focus`` are shares from 0 to 1.

    ``focus`` is higher for a sharper picture of the same scene and compares with nothing else.
    ``mean`` and ``contrast`` are relative to the camera's full scale. ``histogram`` counts values
    in equal steps from black to full scale.
    """

    frame_id: int
    focus: float
    mean: float
    contrast: float
    saturated_share: float
    dark_share: float
    histogram: list[int]


class FeatureSelection(WireModel):
    """Features whose present values are to be kept."""

    features: list[FeatureName] = Field(min_length=1, max_length=256)


class KeptFeatures(WireModel):
    """What was written into the recipe file; it is in force at the next start of the station."""

    file: str
    table: str
    features: dict[str, FeatureValue]


@dataclass(frozen=True, slots=True)
class CameraPicture:
    """The newest picture of one camera, for display.

    Attributes:
        jpeg: The picture, perhaps shrunk.
        frame_id: The camera's own count.
        pixel_format: GenICam PFNC name as delivered.
        width_px: Width before shrinking.
        height_px: Height before shrinking.
        complete: Whether the whole frame arrived.
        version: Changes with every picture, also where a new connection counts from 1 again.
    """

    jpeg: bytes
    frame_id: int
    pixel_format: str
    width_px: int
    height_px: int
    complete: bool
    version: str
