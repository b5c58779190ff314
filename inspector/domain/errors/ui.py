"""Errors that keep the operator's app from opening."""

from inspector.domain.errors.base import InspectorError


class UiError(InspectorError):
    """The operator's app cannot open on this machine."""

    code = "UI-000"


class DisplayMissingError(UiError):
    """There is no screen: neither X11 nor Wayland is reachable from this session."""

    code = "UI-001"
    remedy = (
        "Open the app on the machine's own desktop, or through `ssh -X`. "
        "The station itself needs no screen."
    )


class QtLibraryMissingError(UiError):
    """A system library that Qt draws with is not installed."""

    code = "UI-002"
    remedy = (
        "Install what Qt draws with: `sudo apt-get install -y libegl1 libgl1 libxkbcommon-x11-0 "
        "libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 "
        "libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1`"
    )
