"""`inspector camera flat-field`, `dark-frame`, `focus`, `calibrate`: optics, and what they need."""

from __future__ import annotations

import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspector.cli.camera.choice import CameraChoice
from inspector.cli.camera.features import recipe_of
from inspector.cli.camera.options import EXPOSURE, SETTINGS, TIMEOUT, camera_options
from inspector.cli.output import JSON, print_json

if TYPE_CHECKING:
    from inspector.domain.frame import Frame, Image
    from inspector.services.recipes.reference_pictures import ReferencePictures

_SHOW_EVERY_S = 0.2
_BAR = 40
_RECIPE = click.option(
    "--recipe",
    "recipe_named",
    default="",
    metavar="FILE",
    help="The recipe that takes the result. Default: the station's.",
)
_FRAMES = click.option(
    "--frames",
    "count",
    type=click.IntRange(4, 1000),
    default=16,
    show_default=True,
    help="Pictures to average.",
)


@click.command("flat-field", short_help="Average pictures of an even, bright target.")
@camera_options
@_RECIPE
@_FRAMES
@EXPOSURE
@SETTINGS
@TIMEOUT
@JSON
def flat_field(choice: CameraChoice, recipe_named: str, as_json: bool, **how: Any) -> None:
    """Average pictures of an even, bright target, and put the correction into the recipe."""
    references = _references(choice, recipe_named)
    images, bits = _images(choice, **how)
    path = references.keep_flat(images, bits)
    _say({"flat": str(path), "recipe": str(recipe_of(choice, recipe_named))}, as_json)


@click.command("dark-frame", short_help="Average pictures taken without light.")
@camera_options
@_RECIPE
@_FRAMES
@EXPOSURE
@SETTINGS
@TIMEOUT
@JSON
def dark_frame(choice: CameraChoice, recipe_named: str, as_json: bool, **how: Any) -> None:
    """Average pictures taken without light, and put them into the recipe's flat-field step."""
    references = _references(choice, recipe_named)
    images, bits = _images(choice, **how)
    path = references.keep_dark(images, bits)
    _say({"dark": str(path), "recipe": str(recipe_of(choice, recipe_named))}, as_json)


@click.command()
@camera_options
@_RECIPE
@click.option(
    "--target",
    "kind",
    type=click.Choice(["chessboard", "circles"]),
    default="chessboard",
    show_default=True,
    help="What stands in the picture.",
)
@click.option("--columns", type=click.IntRange(2, 200), required=True, help="Inner corners across.")
@click.option("--rows", type=click.IntRange(2, 200), required=True, help="Inner corners down.")
@click.option(
    "--pitch-mm",
    type=click.FloatRange(min=0, min_open=True),
    required=True,
    help="From one corner, or centre of a circle, to the next.",
)
@EXPOSURE
@SETTINGS
@TIMEOUT
@JSON
def calibrate(
    choice: CameraChoice,
    recipe_named: str,
    kind: str,
    columns: int,
    rows: int,
    pitch_mm: float,
    as_json: bool,
    **how: Any,
) -> None:
    """Measure what a pixel is in millimetres, by a target in the plane of the parts."""
    from inspector.vision.measure.calibration import calibrate as measure
    from inspector.vision.measure.targets import Target, TargetKind

    references = _references(choice, recipe_named)
    target = Target(TargetKind(kind), columns, rows, pitch_mm)
    images, bits = _images(choice, count=1, **how)
    measured = measure(images[0], target, significant_bits=bits)
    calibration = references.keep_calibration(measured, target)
    found = asdict(calibration) | {"scale_spread": measured.scale_spread}
    _say(found | {"recipe": str(recipe_of(choice, recipe_named))}, as_json)


@click.command()
@camera_options
@click.option("--seconds", type=click.FloatRange(min=0.1), help="How long; else until Ctrl-C.")
@EXPOSURE
@SETTINGS
@TIMEOUT
@JSON
def focus(
    choice: CameraChoice,
    seconds: float | None,
    exposure: str,
    settings: tuple[str, ...],
    timeout_s: float,
    as_json: bool,
) -> None:
    """Show how sharp the picture is while the lens is turned: stop where the bar is longest."""
    from inspector.cli.camera.session import told, working
    from inspector.services.history.picture_file import measures
    from inspector.services.live.camera_tools import Exposure, next_frame, streaming

    best, last = 0.0, {}
    with working(choice, settings, exposure) as session, streaming(session.camera):
        told(session.differences)
        begun, shown = time.monotonic(), 0.0
        try:
            while seconds is None or time.monotonic() - begun < seconds:
                frame = next_frame(session.camera, Exposure(exposure), timeout_s)
                if time.monotonic() - shown >= _SHOW_EVERY_S and frame.complete:
                    shown, last = time.monotonic(), measures(frame)
                    best = max(best, last["tenengrad"])
                    _bar(last, best)
        except KeyboardInterrupt:
            pass
    if sys.stderr.isatty():
        click.echo(err=True)
    _say({"best_tenengrad": best, **last}, as_json)


def _bar(found: dict[str, float], best: float) -> None:
    length = round(_BAR * found["tenengrad"] / best) if best else 0
    line = (
        f"[{'#' * length:<{_BAR}}] focus {found['tenengrad']:.4f}, best {best:.4f}, "
        f"mean {found['mean']:.0%}, saturated {found['saturated_share']:.1%}"
    )
    terminal = sys.stderr.isatty()
    click.echo(f"\r{line:<110}" if terminal else line, err=True, nl=not terminal)


def _references(choice: CameraChoice, recipe_named: str) -> ReferencePictures:
    """Asked for before anything is exposed: a missing recipe is told at once."""
    from inspector.config.recipe import load_recipe
    from inspector.services.recipes.reference_pictures import ReferencePictures

    recipe: Path = recipe_of(choice, recipe_named)
    load_recipe(recipe)
    return ReferencePictures(recipe, choice.name, choice.view)


def _images(
    choice: CameraChoice,
    *,
    count: int,
    exposure: str,
    settings: tuple[str, ...],
    timeout_s: float,
) -> tuple[list[Image], int]:
    """Complete pictures, and the bits of them that carry light."""
    from inspector.cli.camera.session import told, working
    from inspector.services.history.picture_file import frame_bits
    from inspector.services.live.camera_tools import Exposure, pictures, streaming

    with working(choice, settings, exposure) as session, streaming(session.camera):
        told(session.differences)
        frames: list[Frame] = list(pictures(session.camera, Exposure(exposure), count, timeout_s))
    return [frame.image for frame in frames if frame.image is not None], frame_bits(frames[0])


def _say(document: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(document)
    else:
        for name, value in document.items():
            click.echo(f"{name}: {value}")
