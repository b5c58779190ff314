"""Every operation that a recipe may name: one table, read by compiler, documentation and bench."""

from collections.abc import Mapping
from types import MappingProxyType

from inspector.vision.bilateral import BILATERAL
from inspector.vision.clahe import CLAHE
from inspector.vision.depth import TO_8BIT
from inspector.vision.flat_field import FLAT_FIELD, FLAT_FIELD_ESTIMATED
from inspector.vision.grey import GREY
from inspector.vision.median import MEDIAN
from inspector.vision.non_local_means import NON_LOCAL_MEANS
from inspector.vision.normalise import NORMALISE
from inspector.vision.operation import Operation
from inspector.vision.percentile_stretch import PERCENTILE_STRETCH
from inspector.vision.resize import LETTERBOX, RESIZE
from inspector.vision.roi import ROI

OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        operation.name: operation
        for operation in (
            FLAT_FIELD,
            FLAT_FIELD_ESTIMATED,
            ROI,
            GREY,
            TO_8BIT,
            MEDIAN,
            BILATERAL,
            NON_LOCAL_MEANS,
            CLAHE,
            PERCENTILE_STRETCH,
            NORMALISE,
            RESIZE,
            LETTERBOX,
        )
    }
)
