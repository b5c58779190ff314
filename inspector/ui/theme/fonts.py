"""The typeface that the app brings along, and what stands in for the characters it lacks."""

from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

_OWN = "Open Sans"
_SIMPLIFIED_CHINESE = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "SimHei",
)


@cache
def application_font() -> QFont:
    """The font of the whole app: the same widths on every computer, so that what fits fits.

    Latin comes first, so that figures look alike in every language; Chinese falls through to what
    the system has.
    """
    folder = Path(str(distribution("ttf-opensans").locate_file("ttf_opensans/ttf")))
    for file in sorted(folder.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    font = QFont()
    font.setFamilies([_OWN, *_SIMPLIFIED_CHINESE])
    return font
