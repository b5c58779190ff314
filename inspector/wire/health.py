"""The answer to whether anybody is there."""

from inspector.wire.station import WireModel


class Health(WireModel):
    """The API answers; the only thing that needs no token."""

    app_version: str
