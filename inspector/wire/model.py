"""What all messages of the API share."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, WithJsonSchema

_NUMBER_OR_NAN = {"anyOf": [{"type": "number"}, {"type": "string", "const": "NaN"}]}

FloatOrNaN = Annotated[float, WithJsonSchema(_NUMBER_OR_NAN, mode="serialization")]
"""A score, or what follows from one: it may be no number, and the document says so."""


class WireModel(BaseModel):
    """Frozen, strict about unknown fields; a score that is no number travels as "NaN".

    The validator of a message is built when the first one comes: no process needs them all, and
    to build all two hundred was a fifth of the start of an engine.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", ser_json_inf_nan="strings", defer_build=True
    )
