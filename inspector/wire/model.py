"""What all messages of the API share."""

from pydantic import BaseModel, ConfigDict


class WireModel(BaseModel):
    """Frozen, strict about unknown fields; a score that is no number travels as "NaN"."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")
