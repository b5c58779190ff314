"""What a file says about its picture before it is decoded."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImageHeader:
    """Size and mode of the picture in a file.

    Attributes:
        width: In pixels.
        height: In pixels.
        colour: Whether it has colour, as against shades of grey.
        unsuitable: Why a picture of this mode cannot be inspected, empty when it can.
        damage: Why the file cannot hold the whole picture, empty when it seems complete.
    """

    width: int
    height: int
    colour: bool
    unsuitable: str = ""
    damage: str = ""


class MalformedHeaderError(ValueError):
    """The header contradicts its format; the caller turns it into an error for the user."""
