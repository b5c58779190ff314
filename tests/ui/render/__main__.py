"""Renders the pages of the app: python tests/ui/render FOLDER [--only PAGE] [--look PART]."""

import argparse
import os
import sys
from pathlib import Path


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(Path(__file__).parents[1] / "rigs"))
    from render_pages import SUBJECTS, render

    parser = argparse.ArgumentParser(description="Render the pages of the app.")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--only", choices=SUBJECTS, default="pages", help="one page in its states")
    parser.add_argument("--look", default="", help="part of THEME-LANGUAGE-WIDTHxHEIGHT")
    asked = parser.parse_args()
    render(asked.folder, asked.only, asked.look)


if __name__ == "__main__":
    main()
