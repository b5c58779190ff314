"""Renders the pages of the app: python tests/ui/render FOLDER [--only PAGE] [--look PART].

With --screen, as the app that fills such a screen: python tests/ui/render FOLDER --screen 3840x2160
--wished 1.5.
"""

import argparse
import os
import sys
from pathlib import Path

from inspector.ui.zoom import STEPS, ScreenRoom, granted_factor


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(Path(__file__).parents[1] / "rigs"))
    from render_pages import SIZES, SUBJECTS, Scene, render

    parser = argparse.ArgumentParser(description="Render the pages of the app.")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--only", choices=SUBJECTS, default="pages", help="one page in its states")
    parser.add_argument("--look", default="", help="part of THEME-LANGUAGE-WIDTHxHEIGHT")
    parser.add_argument("--screen", default="", help="WIDTHxHEIGHT at the system's 100 %%")
    parser.add_argument("--wished", type=float, choices=STEPS, default=1.0, help="size on it")
    asked = parser.parse_args()
    scenes = [Scene(size, f"{size[0]}x{size[1]}") for size in SIZES]
    if asked.screen:
        width, height = (int(side) for side in asked.screen.split("x"))
        factor = granted_factor(asked.wished, ScreenRoom(width, height))
        os.environ["QT_SCALE_FACTOR"] = str(factor)
        window = (int(width / factor), int(height / factor))
        scenes = [Scene(window, f"{asked.screen}-{asked.wished:.0%}")]
    render(asked.folder, asked.only, asked.look, scenes)


if __name__ == "__main__":
    main()
