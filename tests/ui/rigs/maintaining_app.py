"""An app of its own that enters maintenance and forces an output: python ... RUN_FILE."""

import os
import sys
from functools import partial
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from inspector.client.station import StationClient
from inspector.ui.i18n.language import Language, LanguageSwitch
from inspector.ui.theme.look import Look
from inspector.ui.theme.tokens import ThemeName
from inspector.ui.two_touch import BOUNCE_MS
from inspector.ui.window import OperatorWindow


def main(run_file: Path) -> None:
    application = QApplication([])
    look, languages = (
        Look(application, ThemeName.DARK),
        LanguageSwitch(application, Language.ENGLISH),
    )
    window = OperatorWindow(partial(StationClient.from_run_file, run_file), look, languages)
    window.show()
    window.start()
    window.session.sign_in("Anna", "135790")

    def act() -> None:
        if window.maintenance.active:
            window.maintenance.force("STOP_INFEED", True)
            timer.stop()
        elif window.session.person is not None:
            window.maintenance.switch()

    timer = QTimer(window, interval=BOUNCE_MS + 50)
    timer.timeout.connect(act)
    timer.start()
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
