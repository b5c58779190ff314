"""Font families by preference: what Windows, macOS and the Linux distributions bring along."""

_LATIN = (
    "Inter",
    "Segoe UI Variable Text",
    "Segoe UI",
    "SF Pro Text",
    "Noto Sans",
    "Ubuntu",
    "Cantarell",
    "DejaVu Sans",
)
_SIMPLIFIED_CHINESE = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "SimHei",
)

FAMILIES = _LATIN + _SIMPLIFIED_CHINESE
"""Latin first, so that figures look alike in every language; Chinese falls through to its own."""
