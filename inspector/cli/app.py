"""`inspector app`: the operator's app on a station that runs, or will."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from inspector.cli.station_options import DATA_DIR, data_folder


@click.command()
@DATA_DIR
@click.option(
    "--language",
    type=click.Choice(["en", "zh-CN"]),
    help="Default: the one chosen last, else the system's.",
)
@click.option(
    "--theme",
    type=click.Choice(["dark", "light", "dark-contrast", "light-contrast"]),
    help="Default: the one chosen last.",
)
@click.option("--full-screen", is_flag=True, help="Fill the screen, as on a touch panel.")
@click.option(
    "--quit-after",
    "quit_after_s",
    type=click.FloatRange(min=0),
    envvar="INSPECTOR_UI_QUIT_AFTER_S",
    metavar="SECONDS",
    help="Close by itself after this time, for smoke tests.",
)
def app(
    data_dir: Path | None,
    language: str | None,
    theme: str | None,
    full_screen: bool,
    quit_after_s: float | None,
) -> None:
    """Open the operator's app.

    It attaches to the station of the data folder, waits for it when it does not run, and attaches
    again when it comes back. Closing the app never touches the station.
    """
    from inspector.ui.display import require_display

    require_display()
    from inspector.ui.app import AppOptions, run
    from inspector.ui.i18n.language import Language
    from inspector.ui.theme.tokens import ThemeName

    code = run(
        data_folder(data_dir).run_file,
        AppOptions(
            language=Language(language) if language else None,
            theme=ThemeName(theme) if theme else None,
            full_screen=full_screen,
            quit_after_s=quit_after_s,
        ),
    )
    if code:
        sys.exit(code)
