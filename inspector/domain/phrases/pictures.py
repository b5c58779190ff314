"""What is wrong with a picture or its file."""

from inspector.domain.phrase import PhraseBook


class PicturePhrase(PhraseBook):
    """Pictures that cannot be inspected."""

    PICTURE_EMPTY = "{file}: it is empty"
    PICTURE_FORMAT_UNKNOWN = "{file}: it is not PNG, JPEG, BMP, TIFF or WebP"
    PICTURE_DAMAGED = "{file}: {damage}"
    PICTURE_MODE_UNSUITABLE = "{file}: {mode}"
    PIXELS_DAMAGED = "{file}: its pixels are damaged"
    PICTURE_TOO_LARGE = "{file}: {size} is above {most} megapixels"
    PICTURE_TOO_SMALL = "{file}: {size} is below {least} px a side"
    PICTURE_FILE_TOO_LARGE = "{file}: the file has {megabytes} MB"
    PIXELS_UNSUITABLE = "pixels are {pixels}, not 8- or 16-bit unsigned"
    SHAPE_UNSUITABLE = "shape {shape} is neither (H, W) nor (H, W, 3)"
    SHAPE_EMPTY = "shape {shape} holds no pixel"
