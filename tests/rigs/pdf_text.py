"""What stands in a PDF."""

import base64
import re
import zlib

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.S)


def drawn(pdf: bytes) -> str:
    """What a PDF draws, as far as it is Latin; its pages are written as ASCII85 and deflated."""
    told = []
    for found in _STREAM.finditer(pdf):
        try:
            told.append(zlib.decompress(base64.a85decode(found[1].strip().removesuffix(b"~>"))))
        except (ValueError, zlib.error):
            continue
    return b"\n".join(told).decode("latin-1")
