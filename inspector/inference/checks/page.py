"""A report is a page that a person opens: it may neither act nor fetch anything by itself."""

from __future__ import annotations

import re
from typing import Final

from inspector.domain.errors.release import PackageContentError

_TAG_BEGINS = re.compile(rb"<[\s/]*[A-Za-z]")
_TAG = re.compile(
    rb"<[\s/]*+([A-Za-z][^\s/>\"']*+)([^>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^>\"']*+)*+)>"
)
_ATTRIBUTE = re.compile(rb"([^\s=/\"']+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"']+)")
_ACTIVE_TAGS: Final = frozenset(
    b"applet base embed form frame frameset iframe link object portal script".split()
)
_ADDRESSES: Final = frozenset(
    b"action background data formaction href poster src srcset xlink:href".split()
)
_OWN_ADDRESSES: Final = (b"data:image/", b"#")


def check_page(name: str, content: bytes) -> None:
    """Look at every tag of a page; quoted text may say what it likes.

    Raises:
        PackageContentError: it has a script, a form, a frame, an event handler, or an address
            outside of itself; or a tag is so malformed that browsers would guess.
    """
    place = 0
    while (start := _TAG_BEGINS.search(content, place)) is not None:
        tag = _TAG.match(content, start.start())
        if tag is None:
            raise PackageContentError(f"{name} has a tag that does not end")
        if fault := _fault(tag.group(1).lower(), tag.group(2)):
            raise PackageContentError(f"{name} acts or fetches by itself: {fault}")
        place = tag.end()


def _fault(tag: bytes, inner: bytes) -> str:
    if tag in _ACTIVE_TAGS:
        return f"<{tag.decode()}>"
    for attribute, value in _ATTRIBUTE.findall(inner):
        key = attribute.lower()
        address = value.strip(b"\"'").strip().lower()
        is_foreign = key in _ADDRESSES and not address.startswith(_OWN_ADDRESSES)
        if key.startswith(b"on") or key == b"http-equiv" or is_foreign:
            return (
                f"{key[:40].decode('utf-8', 'replace')} of <{tag[:40].decode('utf-8', 'replace')}>"
            )
    return ""
