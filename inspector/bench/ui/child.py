"""The app in a process of its own, with one probe in it: `python -m inspector.bench.ui.child`."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from inspector.bench.ui.probes import first_paint, history_scroll, live_view, page_turns
from inspector.ui.app import AppOptions, run
from inspector.ui.i18n.language import Language
from inspector.ui.theme.tokens import ThemeName

if TYPE_CHECKING:
    from collections.abc import Callable

    from inspector.ui.window import OperatorWindow

_PROBES: dict[str, Callable[[OperatorWindow, float], dict[str, Any]]] = {
    "page_turns": lambda window, repeats: page_turns(window, round(repeats)),
    "history_scroll": history_scroll,
    "live_view": live_view,
}
_SETTLE_MS = 1500


def main(probe: str, run_file: Path, amount: float) -> int:
    """Open the app on a station, measure, print the figures as JSON and close."""
    opened = partial(_begin, probe, amount)
    options = AppOptions(language=Language.ENGLISH, theme=ThemeName.DARK, opened=opened)
    return run(run_file, options)


def _begin(probe: str, amount: float, window: OperatorWindow) -> None:
    def tell(figures: dict[str, Any]) -> None:
        sys.stdout.write(json.dumps(figures))
        sys.stdout.flush()
        window.close()

    if probe == "first_paint":
        first_paint(window, tell)
    else:
        QTimer.singleShot(_SETTLE_MS, lambda: tell(_PROBES[probe](window, amount)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])))
